"""Randomized Cholesky, behind the write-up: fill, iterations, and what parallelism can gain.

Vocabulary
    A           a symmetric, diagonally dominant matrix; n rows, nnz(A) entries that are not zero
    G           its randomized factor, lower triangular: GGᵀ is near A
    fill        2 nnz(G) / nnz(A)
    loose       the iterations of conjugate gradients to a residual of 1e-6 of b's norm
    tight       the same to 1e-10
    work, span  T1 and T∞: the costs of all tasks, and along the longest chain of them

``growth`` and ``width`` are computed, with counted costs; ``threads`` is simulated from costs
that were measured and recorded, and its parts ``measured`` are what a clock said.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from models.rchol import growth, width
from models.rchol.factor import factor, fill
from models.rchol.figures import draw_all
from models.rchol.matrices import star
from models.rchol.measured import CASES, evaluate, record
from models.rchol.orders import ORDERS, order_of
from models.rchol.small import edges, expected, neighbours, variance
from models.rchol.solve import solve
from models.rchol.tables import tables
from models.shared import results
from models.shared.checks import require_integer
from models.shared.sweep import Run

UNITS = {
    "fill": "2 nnz(G) / nnz(A)",
    "loose": "iterations to a relative residual of 1e-6",
    "tight": "iterations to a relative residual of 1e-10",
    "span": "steps (edges read, neighbours left, edges drawn); under threads, microseconds",
    "work": "as span",
    "dynamic": "speedup, by the number of threads",
    "static": "as dynamic",
    "ms": "milliseconds",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What the page shows."""

    sides: tuple[int, ...] = (20, 32, 48, 64)
    seeds: tuple[int, ...] = (1, 2, 3)
    residuals: int = 32
    front: int = 32
    leaf: int = 64
    star: int = 4096

    def __post_init__(self) -> None:
        for name in ("residuals", "front", "leaf", "star"):
            require_integer(name, getattr(self, name), 2)


class Result(results.Result):
    """The numbers of a run of the model."""

    model, units = "rchol", UNITS


def run(config: Config, sweep: Run) -> Result:
    """Compute everything that the page shows."""
    return Result(
        config,
        {
            "example": example(),
            "explorer": explorer(),
            "growth": table(config, sweep),
            "residuals": curves(config),
            "star": badly_ordered(config),
            "front": width.front(growth.cube(config.front), config.leaf, config.seeds[0]),
            "width": widths(sweep),
            "threads": threads(),
        },
    )


def draw(result: Result) -> dict[str, str]:
    """Return the figures, by name, as SVG."""
    return draw_all(result.numbers)


def tabulate(result: Result) -> dict[str, list[tuple[str, ...]]]:
    """Return the numbers of the figures, by the figure's name, as rows with a head."""
    return tables(result.numbers)


def example() -> dict[str, Any]:
    """Return the star with weights 1, 2, 3, 4 of the page: expectations and variances."""
    weights = [Fraction(w) for w in (1, 2, 3, 4)]
    lightest, heaviest = variance(weights), variance(weights[::-1])
    return {
        "expected": [float(w) for w in expected(weights).values()],
        "variance": {"lightest": float(lightest), "heaviest": float(heaviest)},
    }


#: The graph of the explorer: places from the left and from the top, and edges with weights.
PLACES = (
    (60, 60), (180, 40), (300, 60), (120, 140), (240, 140),
    (60, 220), (180, 215), (300, 220), (120, 300), (240, 300),
)  # fmt: skip
EDGES = (
    (0, 1, 1.0), (1, 2, 2.0), (0, 3, 2.0), (1, 3, 1.0), (1, 4, 3.0), (2, 4, 1.0), (3, 4, 2.0),
    (3, 5, 1.0), (3, 6, 4.0), (4, 6, 1.0), (4, 7, 2.0), (5, 6, 3.0), (6, 7, 1.0), (5, 8, 2.0),
    (6, 8, 1.0), (6, 9, 2.0), (7, 9, 1.0), (8, 9, 3.0),
)  # fmt: skip


def explorer() -> dict[str, Any]:
    """Return the graph of the explorer."""
    weights = edges(EDGES)
    degree = max(len(neighbours(weights, v)) for v in range(len(PLACES)))
    return {"places": list(PLACES), "edges": list(EDGES), "degree": degree}


def table(config: Config, sweep: Run) -> dict[str, Any]:
    """Return fill and iterations by side and method."""
    several = [
        (side, name, growth.Point(side=side, method=method, order=order, seed=seed))
        for side in config.sides
        for name, method, order in (
            ("cg", "cg", "natural"),
            ("ic0", "ic0", "natural"),
            *((order, "rchol", order) for order in ORDERS),
            ("exact-minimum-degree", "exact", "minimum-degree"),
            ("exact-nested-dissection", "exact", "nested-dissection"),
        )
        for seed in (config.seeds[:1] if method == "exact" else config.seeds)
    ]
    outcomes = sweep(growth.evaluate, [point for *_, point in several])
    found: dict[str, Any] = {str(side): {} for side in config.sides}
    for (side, name, _), outcome in zip(several, outcomes, strict=True):
        found[str(side)].setdefault(name, []).append(outcome)
    return {
        side: {name: growth.summary(runs) for name, runs in methods.items()}
        for side, methods in found.items()
    }


def curves(config: Config) -> dict[str, list[float]]:
    """Return the residuals of four runs on one grid."""
    side, seed = config.residuals, config.seeds[0]
    points = {
        "cg": growth.Point(side=side, method="cg", seed=seed),
        "ic0": growth.Point(side=side, method="ic0", seed=seed),
        "natural": growth.Point(side=side, method="rchol", order="natural", seed=seed),
        "random": growth.Point(side=side, method="rchol", order="random", seed=seed),
    }
    return {name: growth.residuals(point) for name, point in points.items()}


def badly_ordered(config: Config) -> dict[str, Any]:
    """Return what the order does to a star: its centre last, and somewhere in a random order."""
    matrix, seed = star(config.star, config.star - 1), config.seeds[0]
    b = growth.right_hand(matrix.n, seed)
    found = {}
    for name in ("natural", "random"):
        made = factor(matrix, order_of(name, matrix, seed), seed)
        loose = solve(matrix, b, made, growth.LOOSE)
        found[name] = {"fill": fill(made.nnz, matrix), "loose": loose.iterations}
    plain = solve(matrix, b, None, growth.LOOSE)
    return {"n": matrix.n, **found, "cg": {"loose": plain.iterations}}


def widths(sweep: Run) -> dict[str, Any]:
    """Return what threads could gain with a vertex for a task, by graph and order."""
    points = [width.Point(graph=graph, order=order) for graph in width.GRAPHS for order in ORDERS]
    outcomes = sweep(width.evaluate, points)
    found: dict[str, Any] = {}
    for point, outcome in zip(points, outcomes, strict=True):
        found.setdefault(point.graph, {})[point.order] = outcome
    return found


def threads() -> dict[str, Any]:
    """Return what threads could gain and did, with a node of a tree for a task."""
    found = record()
    cases = {case: evaluate(case, found["cases"][case]) for case in CASES}
    return {"machine": found["machine"], **cases}
