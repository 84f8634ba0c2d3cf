"""Stage two of the search: a share for each nano-operation, exact for a given order of events.

A steady schedule that repeats every layer is cut where anything starts or stops. What runs in
each of these intervals is kept; how long they are, x, and the share of each nano-operation, one
of a list, are free. With z[i, R, k] the part of interval k in which i has share R, all that must
hold is linear in x and z (section 4.2: no moment gives away more than the device):

    sum over R of z[i, R, k] = x[k],    z[i, R, k] > 0 for one R only, the same in all k
    work of i = sum of P(R) z[i, R, k]  where a multiplication runs, else of x[k]
    work of a multiplication = sum of x[k] - R z[i, R, k] over what runs beside it

and the least sum of x is found by a mixed-integer program; a second one takes the smallest
shares that reach it, so that they do not depend on the solver. The simulation with the new
shares has other events, so this is repeated until it gains nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from models.nanoflow.interference import performance
from models.nanoflow.layer import Nano
from models.nanoflow.order import SLACK, Program, Row
from models.nanoflow.pipeline import EMPTYING, Plan, Schedule, steady

#: The shares to choose from, those of the paper's profiles.
CHOICES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
UNIT = 1000.0  # of a period, in the program: the solver's tolerances are absolute
ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Events:
    """The intervals of a steady layer: how many, and those in which each nano-operation runs."""

    count: int
    spans: tuple[frozenset[int], ...]


def events(schedule: Schedule) -> Events:
    """Return the intervals of a schedule that repeats itself every layer."""
    period = schedule.period
    layer = len(schedule.ends) - EMPTYING - 1
    runs = sorted((r for r in schedule.runs if r.layer == layer), key=lambda run: run.position)
    times = sorted(time % period for run in runs for time in (run.start, run.stop))
    points: list[float] = []
    for time in times:
        if not points or time - points[-1] > SLACK * period:
            points.append(time)
    if points[0] + period - points[-1] <= SLACK * period:
        points.pop()

    def point(time: float) -> int:
        gaps = [abs((time - p + period / 2) % period - period / 2) for p in points]
        return gaps.index(min(gaps))

    count = len(points)
    spans = []
    for run in runs:
        first, last = point(run.start), point(run.stop)
        long = (last - first) % count or count
        spans.append(frozenset((first + i) % count for i in range(long)))
    return Events(count, tuple(spans))


class ShareProgram(Program):
    """The program: lengths of intervals, then y[i, R] whether i has R, then z[i, R, k]."""

    def __init__(self, nanos: Sequence[Nano], cut: Events, scale: float):
        spans = dict(enumerate(cut.spans))
        multiply = [i for i, nano in enumerate(nanos) if nano.resource == "compute"]
        self.busy = frozenset().union(*(spans[i] for i in multiply))
        self.others = [i for i in spans if i not in multiply]
        yes = list(product(self.others, CHOICES))
        self.y = {one: cut.count + n for n, one in enumerate(yes)}
        parts = [(i, r, k) for i, r in yes for k in sorted(spans[i] & self.busy)]
        self.z = {one: cut.count + len(yes) + n for n, one in enumerate(parts)}
        upper = [2 * UNIT] * cut.count + [1.0] * len(yes) + [2 * UNIT] * len(parts)
        super().__init__([0.0] * len(upper), upper, list(self.y.values()))
        for i in self.others:
            self.add_share(i, spans[i] & self.busy)
        for i, j in product(self.others, self.others):
            if (nanos[i].resource, nanos[j].resource) == ("memory", "network"):
                self.add({self.y[m, r]: r for m in (i, j) for r in CHOICES}, 0, 1)
        for i, nano in enumerate(nanos):
            self.add(self.work(i, nano.resource, spans[i]), nano.time * scale)

    def add_share(self, i: int, beside: frozenset[int]) -> None:
        """Demand one share for a nano-operation, the same in all intervals."""
        self.add({self.y[i, r]: 1.0 for r in CHOICES}, 1, 1)
        for k in sorted(beside):
            self.add({k: -1.0, **{self.z[i, r, k]: 1.0 for r in CHOICES}}, 0, 0)
        for r in CHOICES:
            row = {self.z[i, r, k]: -1.0 for k in sorted(beside)}
            self.add({self.y[i, r]: 2 * UNIT, **row}, 0)

    def work(self, i: int, resource: str, span: frozenset[int]) -> Row:
        """Return the work that a nano-operation does, as a sum."""
        if i in self.others:
            row = dict.fromkeys(sorted(span - self.busy), 1.0)
            return row | {
                at: performance(resource, r) for (j, r, _), at in self.z.items() if i == j
            }
        row = dict.fromkeys(sorted(span), 1.0)
        return row | {at: -r for (_, r, k), at in self.z.items() if k in span}


def best_shares(nanos: Sequence[Nano], schedule: Schedule) -> dict[int, float]:
    """Return the shares that shorten a steady schedule most while its events keep their order."""
    cut = events(schedule)
    program = ShareProgram(nanos, cut, UNIT / schedule.period)
    whole = dict.fromkeys(range(cut.count), 1.0)
    least = float(sum(program.solve(whole)[: cut.count]))
    program.add(whole, 0.0, least * (1 + SLACK))
    values = program.solve({at: r * (1 + i / len(nanos)) for (i, r), at in program.y.items()})
    return {i: r for (i, r), at in program.y.items() if values[at] > 0.5}


def as_run(schedule: Schedule) -> Plan:
    """Return the order of a schedule that repeats itself every layer, as a plan."""
    layer = len(schedule.ends) - EMPTYING - 1
    starts = {run.position: run.start for run in schedule.runs if run.layer == layer}
    return Plan(schedule.period, tuple(starts[i] for i in range(len(starts))))


def improved(
    nanos: Sequence[Nano], shares: dict[int, float], plan: Plan | None
) -> tuple[dict[int, float], Schedule]:
    """Return the best shares found from some, and the schedule with them.

    New shares are tried in the order of the plan, and in the one that they were chosen for.
    """
    found = steady(nanos, shares, plan)
    for _ in range(ROUNDS):
        if found.cycle != 1:
            break
        trial = best_shares(nanos, found)
        tried = [steady(nanos, trial, order) for order in (plan, as_run(found))]
        schedule = min(tried, key=lambda one: one.period)
        if schedule.period >= found.period * (1 - SLACK):
            break
        shares, found = trial, schedule
    return shares, found
