"""Stage one of the search: the order of nano-operations, exact, as if they did not interfere.

A layer follows a layer every ``period`` seconds. Nano-operation i of layer l starts at
starts[i] + l * period and has its resource for itself for time[i]. With u = 1 / period and
s = starts * u, all that must hold is linear, and the largest u is found by a mixed-integer
program (the cyclic job shop of Hanen, European Journal of Operational Research 72, 1994):

    s[j] - s[i] >= time[i] u - back       if j waits for i of so many layers back
    s[j] - s[i] >= time[i] u - k          if i and j use the same resource, for
    s[i] - s[j] >= time[j] u - (1 - k)      an integer k: how many layers j lets i go ahead

A second program starts everything as early as this period allows, so that the order does not
depend on the solver. HiGHS (of SciPy) solves both to optimality on one thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from models.nanoflow.layer import RESOURCES, Nano
from models.nanoflow.pipeline import Plan
from models.shared.checks import require

SPAN = 4  # layers that may be under way at once
SLACK = 1e-7  # part of the period that is left to rounding

Row = dict[int, float]


class Program:
    """A mixed-integer program: the least of ``costs`` times variables, above its rows."""

    def __init__(self, lower: Sequence[float], upper: Sequence[float], whole: Sequence[int]):
        self.bounds = Bounds(np.array(lower), np.array(upper))
        self.whole = np.zeros(len(lower), dtype=np.int_)
        self.whole[list(whole)] = 1
        self.rows: list[tuple[Row, float, float]] = []

    def add(self, row: Row, least: float, most: float = np.inf) -> None:
        """Demand that a sum is at least and at most what is given."""
        self.rows.append((row, least, most))

    def solve(self, costs: Row) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Return the values of the variables; raise ValueError if nothing fits."""
        entries = [(i, j, v) for i, (row, *_) in enumerate(self.rows) for j, v in row.items()]
        at, of, values = zip(*entries, strict=True)
        matrix = coo_array((values, (at, of)), (len(self.rows), len(self.whole))).tocsr()
        cost = np.zeros(len(self.whole))
        cost[list(costs)] = list(costs.values())
        found: Any = milp(
            cost,
            constraints=LinearConstraint(
                matrix, [least for _, least, _ in self.rows], [most for *_, most in self.rows]
            ),
            bounds=self.bounds,
            integrality=self.whole,
            options={"mip_rel_gap": 0.0},
        )
        require(found.status == 0, "program", "solved to optimality", found.message)
        values_found: np.ndarray[tuple[int], np.dtype[np.float64]] = found.x
        return values_found


def lanes(nanos: Sequence[Nano]) -> dict[str, float]:
    """Return the seconds of work of a layer on each resource."""
    return {
        resource: sum(nano.time for nano in nanos if nano.resource == resource)
        for resource in RESOURCES
    }


def best_order(nanos: Sequence[Nano]) -> Plan:
    """Return the exact least period without interference, and the earliest starts with it."""
    unit = max(lanes(nanos).values())  # no layer takes less
    size = len(nanos)
    pairs = [
        (i, j) for i, j in combinations(range(size), 2) if nanos[i].resource == nanos[j].resource
    ]

    def program(least: float) -> Program:
        lower = [least, 0.0, *[-SPAN] * (size - 1), *[-SPAN] * len(pairs)]
        upper = [1.0, 0.0, *[SPAN] * (size - 1), *[SPAN + 1] * len(pairs)]
        made = Program(lower, upper, range(1 + size, 1 + size + len(pairs)))
        for j, nano in enumerate(nanos):
            for i, back in nano.after:
                if i != j:
                    made.add({1 + j: 1, 1 + i: -1, 0: -nanos[i].time / unit}, -back)
        for k, (i, j) in enumerate(pairs, 1 + size):
            made.add({1 + j: 1, 1 + i: -1, 0: -nanos[i].time / unit, k: 1}, 0)
            made.add({1 + i: 1, 1 + j: -1, 0: -nanos[j].time / unit, k: -1}, -1)
        return made

    rate = program(0.0).solve({0: -1.0})[0]
    early = {1 + i: 1 + i / size / 8 for i in range(1, size)}
    starts = program(rate * (1 - SLACK)).solve(early)[1 : 1 + size]
    period = unit / float(rate)
    return Plan(period, tuple(round(float(start), 6) * period for start in starts))
