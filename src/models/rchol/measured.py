"""What was measured with a clock, apart from what anybody can compute again.

``measured.json`` is written by ``nox -s bench -- rchol --record`` and says of what machine it is:
for each case the time of each node of its tree on one thread, and of the whole on several. The
model reads it and never a clock, so that the same record gives the same results.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from models.rchol.dag import of_tree
from models.rchol.dissection import Tree, chain, dissected
from models.rchol.matrices import Array, Sdd, band, grid, random_graph, star
from models.rchol.parallel import owners
from models.rchol.width import by_threads, gains

PLACE = Path(__file__).with_name("measured.json")
SEED = 1


def divided(matrix: Sdd, leaf: int) -> tuple[Sdd, Array, Tree]:
    """Return a graph, an order of nested dissection and its tree."""
    return matrix, *dissected(matrix, leaf)


def in_line(matrix: Sdd, size: int) -> tuple[Sdd, Array, Tree]:
    """Return a graph in natural order, cut into ranges."""
    return matrix, np.arange(matrix.n), chain(matrix.n, size)


CASES: dict[str, Callable[[], tuple[Sdd, Array, Tree]]] = {
    "grid-3d": lambda: divided(grid(64, 64, 64), 256),
    "star": lambda: divided(star(2**18, 2**18 - 1), 1024),
    "random": lambda: divided(random_graph(2**16, 4, 1), 256),
    "band": lambda: in_line(band(2**16, 8), 256),
    "path": lambda: in_line(band(2**18, 1), 1024),
}


def record() -> dict[str, Any]:
    """Return what was measured."""
    found: dict[str, Any] = json.loads(PLACE.read_text(encoding="utf-8"))
    return found


def evaluate(case: str, entry: dict[str, Any]) -> dict[str, Any]:
    """Return what threads could gain by the measured costs of the nodes, and what they gained."""
    matrix, _, tree = CASES[case]()
    dag = of_tree(tree, entry["nodes_us"])
    static = by_threads(dag, lambda p: dag.static(owners(tree, p)))
    kept = {key: value for key, value in entry.items() if key != "nodes_us"}
    return {"n": matrix.n, "nodes": tree.nodes, **gains(dag), "static": static, "measured": kept}
