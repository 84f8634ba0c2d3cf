"""What links allow under random permutations: a thousand, as the paper of 2003 has them.

A permutation is drawn by its number, as ``random(NUMBER)`` of :mod:`models.goal.patterns`. Under
Valiant every permutation allows the same, half of capacity, and none is computed. GOAL's linear
programs take nine tenths of the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

import numpy as np

from models.goal.optimum import least_load
from models.goal.patterns import random_permutation
from models.goal.topology import Torus
from models.goal.worst import largest
from models.shared.sweep import Run

OBLIVIOUS = ("dor", "romm", "rlb")
DRAWN = (*OBLIVIOUS, "min-ad", "goal")
TOGETHER = 25  # permutations of one point of a sweep
PERCENTS = range(101)


@dataclass(frozen=True)
class Draws:
    """The permutations from a number to before another, on a k-ary n-cube, under an algorithm."""

    k: int | tuple[int, ...]
    n: int
    algorithm: str
    first: int
    stop: int


def throughputs(draws: Draws) -> list[float]:
    """Return what the links allow under each permutation, in flits/node/cycle."""
    torus, found = Torus(draws.k, draws.n), []
    for number in range(draws.first, draws.stop):
        sent = random_permutation(torus, number)
        if draws.algorithm in OBLIVIOUS:
            load: float | None = largest(torus, draws.algorithm, tuple(t for (t,) in sent.rows))
        else:
            load = least_load(sent, draws.algorithm)
        if load is None:
            raise ValueError(f"'k' must be smaller: on {torus} the linear programs are too large")
        found.append(1 / load)
    return found


def distribution(torus: Torus, permutations: int, sweep: Run) -> dict[str, Any]:
    """Return least, mean and percentiles of the throughput over the first permutations."""
    points = [
        Draws(torus.k, torus.n, algorithm, first, min(first + TOGETHER, permutations))
        for algorithm in DRAWN
        for first in range(0, permutations, TOGETHER)
    ]
    several: Sequence[list[float]] = sweep(throughputs, points)
    found: dict[str, Any] = {}
    for algorithm in DRAWN:
        parts = zip(points, several, strict=True)
        values = [value for point, of in parts if point.algorithm == algorithm for value in of]
        found[algorithm] = {
            "drawn": len(values),
            "least": min(values),
            "mean": fmean(values),
            "percentiles": [float(x) for x in np.percentile(values, PERCENTS)],
        }
    return found
