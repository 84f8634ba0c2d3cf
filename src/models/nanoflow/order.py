"""Stage one of the search: the order of nano-operations, exact, as if they did not interfere.

A layer follows a layer every ``period`` seconds. Nano-operation i of layer l starts at
starts[i] + l * period and has its resource for itself for time[i]. With u = 1 / period and
s = starts * u, all that must hold is linear, and the largest u is found by a mixed-integer
program (the cyclic job shop of Hanen, European Journal of Operational Research 72, 1994):

    s[j] - s[i] >= time[i] u - back       if j waits for i of so many layers back
    s[j] - s[i] >= time[i] u - k          if i and j use the same resource, for
    s[i] - s[j] >= time[j] u - (1 - k)      an integer k: how many layers j lets i go ahead

What does not wait for each other, however indirectly, may be shifted by whole layers against each
other, and nothing above changes. So the first of each such chain starts between 0 and 1, and the
others of the chain within what their waiting for each other allows. In a layer of a transformer
the first step waits for the last step of the layer before, so all starts lie between -1 and 3,
and no order is lost. Where the waiting leaves a nano-operation free, it is kept within SPAN.

A second program starts everything as early as this period allows, so that the order does not
depend on the solver. HiGHS (of SciPy) solves both to optimality on one thread.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from graphlib import TopologicalSorter
from itertools import combinations, product
from math import ceil, floor
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from models.nanoflow.layer import RESOURCES, Nano, check_nanos
from models.nanoflow.pipeline import Plan
from models.shared.checks import require

SPAN = 4  # layers within which what nothing ties is kept
SLACK = 1e-7  # part of the period that is left to rounding

INFEASIBLE = 2  # as SciPy says it

Row = dict[int, float]
Values = np.ndarray[tuple[int], np.dtype[np.float64]]


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what HiGHS prints by itself off the standard output, which is the result's alone."""
    sys.stdout.flush()
    try:
        kept = os.dup(1)
    except OSError:  # there is no standard output
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


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

    def solve(self, costs: Row) -> Values:
        """Return the values of the variables; raise ValueError if nothing fits."""
        found = self.solved(costs, demanded=True)
        assert found is not None  # else it was refused
        return found

    def solved(self, costs: Row, demanded: bool = False) -> Values | None:
        """Return the values of the variables; nothing, or ValueError on demand, if nothing fits."""
        entries = [(i, j, v) for i, (row, *_) in enumerate(self.rows) for j, v in row.items()]
        at, of, values = zip(*entries, strict=True)
        matrix = coo_array((values, (at, of)), (len(self.rows), len(self.whole))).tocsr()
        cost = np.zeros(len(self.whole))
        cost[list(costs)] = list(costs.values())
        with quiet():
            found: Any = milp(
                cost,
                constraints=LinearConstraint(
                    matrix, [least for _, least, _ in self.rows], [most for *_, most in self.rows]
                ),
                bounds=self.bounds,
                integrality=self.whole,
                options={"mip_rel_gap": 0.0},
            )
        if found.status == INFEASIBLE and not demanded:
            return None
        require(found.status == 0, "program", "solved to optimality", found.message)
        solution: Values = found.x
        return solution


def lanes(nanos: Sequence[Nano]) -> dict[str, float]:
    """Return the seconds of work of a layer on each resource."""
    return {
        resource: sum(nano.time for nano in nanos if nano.resource == resource)
        for resource in RESOURCES
    }


def chains(nanos: Sequence[Nano]) -> list[list[int]]:
    """Return the positions of nano-operations that wait for each other, however indirectly."""
    beside: dict[int, set[int]] = {i: set() for i in range(len(nanos))}
    for i, nano in enumerate(nanos):
        for parent, _ in nano.after:
            beside[i].add(parent)
            beside[parent].add(i)
    found: list[list[int]] = []
    for i in beside:
        if not any(i in chain for chain in found):
            chain, new = {i}, [i]
            while new:
                new = [j for at in new for j in beside[at] if j not in chain]
                chain |= set(new)
                new = list(dict.fromkeys(new))
            found.append(sorted(chain))
    return found


def layers_back(nanos: Sequence[Nano]) -> list[list[float]]:
    """Return over how few layers each nano-operation follows another, infinite if it does not."""
    size = len(nanos)
    least = [[0.0 if i == j else np.inf for j in range(size)] for i in range(size)]
    for j, nano in enumerate(nanos):
        for i, back in nano.after:
            least[i][j] = min(least[i][j], back)
    for mid, i in product(range(size), range(size)):
        if least[i][mid] < np.inf:
            through, row = least[i][mid], least[i]
            least[i] = [min(a, through + b) for a, b in zip(row, least[mid], strict=True)]
    return least


def windows(nanos: Sequence[Nano]) -> list[tuple[float, float]]:
    """Return within which layers each nano-operation of the first layer starts (see the module)."""
    back = layers_back(nanos)
    found = [(0.0, 0.0)] * len(nanos)
    for chain in chains(nanos):
        first = chain[0]
        latest = 1.0 if first else 0.0  # the very first starts at 0
        for i in chain:
            low = -min(back[first][i], SPAN)
            high = latest + min(back[i][first], SPAN)
            found[i] = (low, high) if i != first else (0.0, latest)
    return found


def longest_chain(nanos: Sequence[Nano]) -> float:
    """Return the most seconds of what must follow each other from one layer to the next.

    A layer takes at least these: what waits for itself of the last layer, by way of others.
    """
    longest = 0.0
    for first in range(len(nanos)):
        ends = {first: nanos[first].time}
        for i in order_within(nanos):
            before = [ends[p] for p, back in nanos[i].after if back == 0 and p in ends]
            if before and i != first:
                ends[i] = max(before) + nanos[i].time
        closing = [ends[p] for p, back in nanos[first].after if back == 1 and p in ends]
        longest = max([longest, *closing])
    return longest


def order_within(nanos: Sequence[Nano]) -> list[int]:
    """Return the positions so that none comes before what it waits for in its layer."""
    within = {i: [p for p, back in nano.after if not back] for i, nano in enumerate(nanos)}
    return list(TopologicalSorter(within).static_order())


def least_period(nanos: Sequence[Nano]) -> float:
    """Return seconds below which no order is: of the busiest resource, or the longest chain."""
    return max(*lanes(nanos).values(), longest_chain(nanos))


def pairs_of(nanos: Sequence[Nano]) -> list[tuple[int, int]]:
    """Return the pairs of nano-operations on one resource: each is an integer of the program."""
    return [
        (i, j)
        for i, j in combinations(range(len(nanos)), 2)
        if nanos[i].resource == nanos[j].resource
    ]


def best_order(nanos: Sequence[Nano]) -> Plan:
    """Return the exact least period without interference, and the earliest starts with it."""
    found = order_below(nanos, np.inf)
    assert found is not None  # one after another is an order
    return found


def order_below(nanos: Sequence[Nano], period: float) -> Plan | None:
    """Return the exact order with the least period, or nothing if none is below this period."""
    check_nanos(nanos)
    unit = least_period(nanos)
    rate = order_program(nanos, unit, unit / period).solved({0: -1.0})
    if rate is None:
        return None
    size = len(nanos)
    early = {1 + i: 1 + i / size / 8 for i in range(1, size)}
    starts = order_program(nanos, unit, rate[0] * (1 - SLACK)).solve(early)[1 : 1 + size]
    best = unit / float(rate[0])
    return Plan(best, tuple(round(float(start), 6) * best for start in starts))


def order_program(nanos: Sequence[Nano], unit: float, least: float) -> Program:
    """Return the program of the module for rates of at least so many layers a unit of time."""
    size, pairs, within = len(nanos), pairs_of(nanos), windows(nanos)
    spans = [(within[j][0] - within[i][1], within[j][1] - within[i][0]) for i, j in pairs]
    lower = [least, *(low for low, _ in within), *(ceil(-late) for _, late in spans)]
    upper = [1.0, *(high for _, high in within), *(floor(1 - soon) for soon, _ in spans)]
    made = Program(lower, upper, range(1 + size, 1 + size + len(pairs)))
    for j, nano in enumerate(nanos):
        for i, back in nano.after:
            if i != j:
                made.add({1 + j: 1, 1 + i: -1, 0: -nanos[i].time / unit}, -back)
    for k, (i, j) in enumerate(pairs, 1 + size):
        made.add({1 + j: 1, 1 + i: -1, 0: -nanos[i].time / unit, k: 1}, 0)
        made.add({1 + i: 1, 1 + j: -1, 0: -nanos[j].time / unit, k: -1}, -1)
    return made
