"""Fill and iterations against the size of a Poisson problem: the table of the write-up.

The problem is the 7-point matrix of an n by n by n grid with zero outside, and b uniform in
[0, 1); the fill is 2 nnz(G) / nnz(A).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from statistics import fmean
from typing import Any

import numpy as np

from models.rchol.exact import exact_nnz
from models.rchol.factor import Factor, factor, fill
from models.rchol.matrices import Array, Sdd, grid
from models.rchol.orders import natural, order_of
from models.rchol.solve import Solved, incomplete, solve
from models.shared.checks import require_integer, require_one_of

LOOSE, TIGHT = 1e-6, 1e-10
METHODS = ("cg", "ic0", "rchol", "exact")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One run: a method on a grid of ``side`` points along each side, in an order."""

    side: int
    method: str
    order: str = "natural"
    seed: int = 1

    def __post_init__(self) -> None:
        require_integer("side", self.side, 2)
        require_one_of("method", self.method, METHODS)


@cache
def cube(side: int) -> Sdd:
    """Return the matrix of a cube."""
    return grid(side, side, side)


def right_hand(n: int, seed: int) -> Array:
    """Return numbers drawn in [0, 1)."""
    return np.random.default_rng([seed, 2]).random(n)


def made(point: Point) -> Factor | None:
    """Return the preconditioner of a point, if it has one."""
    matrix = cube(point.side)
    if point.method == "cg":
        return None
    if point.method == "ic0":
        return incomplete(matrix, natural(matrix.n))
    return factor(matrix, order_of(point.order, matrix, point.seed), point.seed)


def solved(point: Point) -> tuple[float | None, Solved]:
    """Return the fill and the solution of a point, to the tight tolerance."""
    matrix, found = cube(point.side), made(point)
    filled = None if found is None else fill(found.nnz, matrix)
    return filled, solve(matrix, right_hand(matrix.n, point.seed), found, TIGHT)


def evaluate(point: Point) -> dict[str, Any]:
    """Return the fill of a point, and its iterations to either tolerance."""
    matrix = cube(point.side)
    if point.method == "exact":
        return {"fill": fill(exact_nnz(matrix, order_of(point.order, matrix)), matrix)}
    filled, found = solved(point)
    return {"fill": filled, "loose": found.until(LOOSE), "tight": found.iterations}


def residuals(point: Point) -> list[float]:
    """Return the relative residuals of a run, from 1 on."""
    return [float(norm) for norm in solved(point)[1].residuals]


def summary(outcomes: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the means over the seeds, and the least and the largest of each."""
    found: dict[str, Any] = {}
    for name in outcomes[0]:
        values = [outcome[name] for outcome in outcomes]
        if values[0] is not None:
            found[name] = fmean(values)
            found[f"{name}_range"] = [min(values), max(values)]
    return found
