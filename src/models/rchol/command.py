"""``python -m models rchol --matrix FILE``: the model, on a matrix or graph of one's own.

For each order it prints the fill of the factor, the iterations of conjugate gradients, and work
over span; beside them what conjugate gradients need alone and with IC(0).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from models.rchol.dag import of_vertices
from models.rchol.factor import Factor, factor, fill, permutation
from models.rchol.market import FIRST, graph_of, matrix_of
from models.rchol.matrices import Array, Sdd, grid
from models.rchol.orders import ORDERS, order_of
from models.rchol.solve import incomplete, solve
from models.shared.checks import require, require_integer
from models.shared.command import Parser, run
from models.shared.reading import read_text, whole

TOLERANCES = (1e-6, 1e-10)


def parser() -> Parser:
    """Return what reads the options."""
    parser = Parser("rchol", "Factor a matrix at random.")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--matrix", metavar="FILE", type=Path, help="an SDD matrix, Matrix Market")
    source.add_argument("--grid", metavar="N", type=int, help="the Poisson matrix of an N^3 cube")
    parser.add_argument("--graph", action="store_true", help="read the file's entries as edges")
    parser.add_argument("--order", choices=ORDERS, action="append", help="all, unless given")
    parser.add_argument(
        "--permutation", metavar="FILE", type=Path, help="an order: rows counted from 1"
    )
    parser.add_argument("--seed", type=int, default=1, help="of draws, orders and b (1)")
    parser.add_argument("--most", type=int, default=2000, help="iterations at most (2000)")
    return parser


def given(options: argparse.Namespace) -> tuple[Sdd, int]:
    """Return the matrix asked for, and how many vertices of a graph were left out."""
    asked = options.matrix is not None or not options.graph
    require(asked, "--graph", "left out without --matrix", options.graph)
    if options.grid is not None:
        require_integer("grid", options.grid, 1)
        return grid(options.grid, options.grid, options.grid), 0
    if options.graph:
        return graph_of(options.matrix)
    return matrix_of(options.matrix), 0


def read_order(path: Path, n: int) -> Array:
    """Return the order in a file, one row after the other, counted from 1."""
    found = [whole(f"a row in {path}", word) for word in read_text(path).split()]
    try:
        return permutation(np.array(found, dtype=np.int64), n, FIRST)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{path}: {error}") from None


def iterations(matrix: Sdd, b: Array, made: Factor | None, most: int) -> list[int | None]:
    """Return the iterations to each tolerance, or nothing where ``most`` do not suffice."""
    found = solve(matrix, b, made, TOLERANCES[-1], most)
    return [
        found.until(tolerance) if found.residuals.min() <= tolerance else None
        for tolerance in TOLERANCES
    ]


def report(options: argparse.Namespace) -> dict[str, Any]:
    """Return what the command prints."""
    require_integer("most", options.most, 1)
    matrix, left_out = given(options)
    b = np.random.default_rng([options.seed, 2]).random(matrix.n)
    orders = dict.fromkeys(options.order or ([] if options.permutation else ORDERS))
    rows: dict[str, Any] = {}
    for name in orders:
        rows[name] = row(matrix, order_of(name, matrix, options.seed), b, options)
    if options.permutation:
        order = read_order(options.permutation, matrix.n)
        rows[options.permutation.name] = row(matrix, order, b, options)
    ic0 = incomplete(matrix, np.arange(matrix.n))
    return {
        "n": matrix.n,
        "nnz": matrix.nnz,
        "left_out": left_out,
        "seed": options.seed,
        "most": options.most,
        "tolerances": list(TOLERANCES),
        "cg": {"iterations": iterations(matrix, b, None, options.most)},
        "ic0": {
            "fill": fill(ic0.nnz, matrix),
            "iterations": iterations(matrix, b, ic0, options.most),
        },
        "rchol": rows,
    }


def row(matrix: Sdd, order: Array, b: Array, options: argparse.Namespace) -> dict[str, Any]:
    """Return what is printed of one order."""
    made = factor(matrix, order, options.seed)
    dag = of_vertices(made)
    return {
        "fill": fill(made.nnz, matrix),
        "nnz": made.nnz,
        "drawn": made.drawn,
        "iterations": iterations(matrix, b, made, options.most),
        "work": dag.work,
        "span": dag.span,
    }


def written(found: dict[str, Any]) -> str:
    """Return the report as a table."""
    head = f"{found['n']:,} rows, {found['nnz']:,} nonzeros, seed {found['seed']}"
    if found["left_out"]:
        head += f"; {found['left_out']:,} vertices left out, one in each component"
    lines = [head, f"{'':26}{'fill':>10}{'to 1e-6':>10}{'to 1e-10':>10}{'T1/Tinf':>10}"]
    rows = {"CG alone": found["cg"], "IC(0), natural": found["ic0"]}
    rows |= {f"RChol, {name}": entry for name, entry in found["rchol"].items()}
    more = f">{found['most']}"
    for name, entry in rows.items():
        counts = "".join(f"{count or more:>10}" for count in entry["iterations"])
        filled = f"{entry['fill']:10.3f}" if "fill" in entry else " " * 10
        gain = f"{entry['work'] / entry['span']:10.1f}" if "work" in entry else ""
        lines.append(f"{name:26}{filled}{counts}{gain}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report, and return the exit status."""
    return run(parser(), arguments, report, written)
