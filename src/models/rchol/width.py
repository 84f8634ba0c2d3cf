"""How much can run at once: work, span and simulated threads, for wide and narrow graphs.

A task is a vertex, and its cost is counted: edges read, neighbours left and edges drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.rchol.dag import Dag, of_tree, of_vertices, steps_of_nodes
from models.rchol.dissection import Tree, dissected, mixed_inside
from models.rchol.factor import Factor, factor, fill, later, run_range, workspace
from models.rchol.matrices import Sdd, band, complete, grid, random_graph, star
from models.rchol.orders import order_of
from models.rchol.solve import solve
from models.shared.checks import require_one_of

SIZE = 32768
THREADS = tuple(2**i for i in range(11))
GRAPHS: dict[str, Callable[[], Sdd]] = {
    "grid-3d": lambda: grid(32, 32, 32),
    "grid-2d": lambda: grid(181, 181),
    "band": lambda: band(SIZE, 8),
    "path": lambda: band(SIZE, 1),
    "star": lambda: star(SIZE, SIZE - 1),
    "random": lambda: random_graph(SIZE, 4, 1),
    "complete": lambda: complete(512),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One graph, by its name, in one order."""

    graph: str
    order: str
    seed: int = 1

    def __post_init__(self) -> None:
        require_one_of("graph", self.graph, GRAPHS)


def by_threads(dag: Dag, time: Callable[[int], float]) -> dict[str, float]:
    """Return the speedup by the number of threads, of which a function tells the time."""
    return {str(p): dag.work / time(p) for p in THREADS}


def gains(dag: Dag) -> dict[str, Any]:
    """Return work, span, and by threads the speedups that a run has or is bounded by."""
    return {
        "work": dag.work,
        "span": dag.span,
        "parallelism": dag.parallelism,
        "dynamic": by_threads(dag, dag.dynamic),
        "graham": by_threads(dag, dag.graham),
        "brent": by_threads(dag, dag.brent),
        "most": by_threads(dag, dag.least),
    }


def evaluate(point: Point) -> dict[str, Any]:
    """Return what threads could gain on a graph in an order, with a vertex for a task."""
    matrix = GRAPHS[point.graph]()
    made = factor(matrix, order_of(point.order, matrix, point.seed), point.seed)
    return {"n": matrix.n, "nnz": matrix.nnz, **gains(of_vertices(made))}


def front(matrix: Sdd, leaf: int, seed: int) -> dict[str, Any]:
    """Return how full the front of the root of nested dissection is when its turn comes, and how
    much can run at once with a node for a task, with a vertex, and with each node in random order.

    Exact elimination has made a clique of the root by then, if its sides are connected.
    """  # noqa: D205
    order, tree = dissected(matrix, leaf)
    made = factor(matrix, order, seed)
    first, end = tree.range(tree.nodes - 1)
    found, vertices = waiting(matrix, order, tree, seed), end - first
    pairs = vertices * (vertices - 1) // 2
    shuffled = factor(matrix, mixed_inside(order, tree, seed), seed)
    return {
        "vertices": vertices,
        "edges": found,
        "pairs": pairs,
        "percent": 100 * found / pairs,
        "nodes": tree.nodes,
        "parallelism": {
            "node": of_tree(tree, steps_of_nodes(tree, made)).parallelism,
            "vertex": of_vertices(made).parallelism,
            "shuffled": of_vertices(shuffled).parallelism,
        },
        "fill": {"vertex": fill(made.nnz, matrix), "shuffled": fill(shuffled.nnz, matrix)},
        "loose": {"vertex": iterations(matrix, made), "shuffled": iterations(matrix, shuffled)},
    }


def iterations(matrix: Sdd, made: Factor) -> int:
    """Return the iterations to a residual of 1e-6 with a factor."""
    b = np.random.default_rng([1, 2]).random(matrix.n)
    return solve(matrix, b, made, 1e-6).iterations


def waiting(matrix: Sdd, order: Any, tree: Tree, seed: int) -> int:
    """Return the edges between vertices of the root when all others are gone, equal ones once."""
    first, end = tree.range(tree.nodes - 1)
    edges = later(matrix, order)
    _, handed = run_range(0, first, seed, edges, workspace(matrix.n), ())
    own = slice(edges.start[first], edges.start[end])
    columns = np.repeat(np.arange(first, end), np.diff(edges.start[first : end + 1]))
    pairs = np.concatenate([handed.ends, np.stack([columns, edges.rows[own]], axis=1)])
    return len(np.unique(pairs[pairs[:, 1] < matrix.n], axis=0))
