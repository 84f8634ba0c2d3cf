"""The best that the choices of an adaptive algorithm can do, by linear programming.

The algorithm fixes the quadrant of a packet, its router each hop inside. So what all routers
together can make of it, whatever they know, is a flow: of each source, for each way of signs,
from the source to the destinations over the links of their quadrants. The linear program asks
for the flow whose most loaded link carries least. No router that stays in the quadrants can
carry more than 1 / that load, and one that split its packets as the flow says would carry it.

A source's quadrants of the same signs are one flow: unrolled from the source, no two of their
nodes are the same, and whatever arrives at a node has gone just the way there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from models.goal.paths import RULES, quadrants
from models.goal.patterns import Traffic

Place = tuple[int, ...]
#: The largest program that is solved, in variables; beyond, a mean bounds the load.
LARGEST = 60_000
METHOD: Final = "highs-ipm"  # its interior point and crossover: a third of the time of its simplex


@dataclass
class Program:
    """The rows and columns of the program, as they are found."""

    channel: list[int] = field(default_factory=list)  # of each variable
    rows: list[int] = field(default_factory=list)  # of the entries of the balance
    columns: list[int] = field(default_factory=list)
    entries: list[float] = field(default_factory=list)
    balance: list[float] = field(default_factory=list)  # what each place sends out


def demands(
    traffic: Traffic, algorithm: str, source: int
) -> dict[tuple[bool, ...], dict[Place, float]]:
    """Return what a source sends, by the signs of the quadrant and the steps to its far corner."""
    found: dict[tuple[bool, ...], dict[Place, float]] = defaultdict(lambda: defaultdict(float))
    rule = RULES.get(algorithm, "minimal")
    for offset, share in traffic.offsets(source).items():
        for drawn, p in quadrants(traffic.torus, rule, offset):
            signs = tuple(way < 0 for way in drawn)
            found[signs][tuple(abs(way) for way in drawn)] += float(p * share)
    return found


def edges(steps: list[Place]) -> Iterator[tuple[Place, int]]:
    """Yield (place, dimension) of the links from which a far corner can still be reached."""
    far = [max(step[i] for step in steps) for i in range(len(steps[0]))]
    for place in product(*(range(side + 1) for side in far)):
        for i in range(len(place)):
            beyond = tuple(x + (j == i) for j, x in enumerate(place))
            if any(all(x <= y for x, y in zip(beyond, step, strict=True)) for step in steps):
                yield place, i


def program(traffic: Traffic, algorithm: str) -> Program | None:
    """Return the program of an adaptive algorithm under a pattern, or None if it is too large."""
    torus, found = traffic.torus, Program()
    for source in traffic.sources:
        for signs, wanted in demands(traffic, algorithm, source).items():
            first = len(found.balance)
            numbers: dict[Place, int] = {}
            for place, i in edges(list(wanted)):
                beyond = tuple(x + (j == i) for j, x in enumerate(place))
                at = [-x if minus else x for x, minus in zip(place, signs, strict=True)]
                column = len(found.channel)
                found.channel.append(torus.shift(source, at) * torus.ports + 2 * i + signs[i])
                found.rows += [
                    numbers.setdefault(end, first + len(numbers)) for end in (place, beyond)
                ]
                found.columns += (column, column)
                found.entries += (1.0, -1.0)
            found.balance += [0.0] * len(numbers)
            for step, share in wanted.items():
                if any(step):
                    found.balance[numbers[step]] -= share
                    found.balance[numbers[(0,) * len(step)]] += share
            if len(found.channel) > LARGEST:
                return None
    return found


def least_load(traffic: Traffic, algorithm: str) -> float | None:
    """Return the least largest load that any choices in the drawn quadrants can reach.

    It is HiGHS's optimum, to about 1e-7. None if the program is larger than ``LARGEST``.
    """
    found = program(traffic, algorithm)
    if found is None or not found.channel:
        return None if found is None else 0.0
    variables = len(found.channel)
    shape = (len(found.balance), variables + 1)
    kept: Any = csr_array((found.entries, (found.rows, found.columns)), shape=shape)
    used, rows = np.unique(found.channel, return_inverse=True)
    columns = [*range(variables), *([variables] * len(used))]
    values = [1.0] * variables + [-1.0] * len(used)
    over: Any = csr_array(
        (values, ([*rows, *range(len(used))], columns)), shape=(len(used), variables + 1)
    )
    costs = np.zeros(variables + 1)
    costs[-1] = 1
    solved = linprog(
        costs,
        A_ub=over,
        b_ub=np.zeros(len(used)),
        A_eq=kept,
        b_eq=np.array(found.balance),
        method=METHOD,
    )
    if not solved.success or solved.fun is None:
        raise RuntimeError(f"HiGHS must solve the program of {algorithm} (got: {solved.message})")
    return float(solved.fun)
