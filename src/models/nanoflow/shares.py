"""Stage two of the search: a share for each nano-operation, best for a given order of events.

A steady schedule that repeats itself is cut where anything starts or stops. What runs in each of
these intervals is kept; how long they are, x, and the share of each nano-operation, one of a
list, are free. With z[i, R, k] the part of interval k in which i has share R, all that must hold
is linear in x and z (section 4.2: no moment gives away more than the device):

    sum over R of z[i, R, k] = x[k],    z[i, R, k] > 0 for one R only, the same in all k
    R of i + R of j <= 1    for i and j that run together beside a multiplication
    work of i = sum of P(R) z[i, R, k]  where a multiplication runs, else of x[k]
    work of a multiplication = sum of x[k] - R z[i, R, k] over what runs beside it

and the least sum of x is found by a mixed-integer program; a second one takes the smallest
shares that reach it, so that they do not depend on the solver. An interval may shrink to nothing,
so that of all shares of the list none is better while what overlaps is what did. It is not said
that another order of events cannot be: the simulation with the new shares has one, and this is
repeated until it gains nothing. Nor does a multiplication ever wait where the schedule did not
let it, which would pay where R_m / P_m + R_n / P_n > 1; the exchange bound allows for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from models.nanoflow.interference import Curves, performance
from models.nanoflow.layer import Nano
from models.nanoflow.order import SLACK, Program, Row
from models.nanoflow.pipeline import EMPTYING, Plan, Schedule, steady
from models.nanoflow.published import TABLE_3

#: The shares to choose from, those of the paper's profiles.
CHOICES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
UNIT = 1000.0  # of a cycle, in the program: the solver's tolerances are absolute
ROUNDS = 4
LONGEST = 3  # layers of a cycle up to which shares are chosen one by one
NEAR = 1e-6  # part of the cycle within which events are at the same time

Part = tuple[int, int]  # a nano-operation by its position, and the layer of the cycle


@dataclass(frozen=True, slots=True)
class Events:
    """The intervals of a cycle: how many, and those in which each nano-operation runs."""

    count: int
    spans: dict[Part, frozenset[int]]


def events(schedule: Schedule) -> Events:
    """Return the intervals of a schedule that repeats itself."""
    cycle = schedule.cycle
    long = schedule.period * cycle
    last = len(schedule.ends) - EMPTYING - 1
    runs = sorted(
        (r for r in schedule.runs if last - cycle < r.layer <= last),
        key=lambda run: (run.position, run.layer),
    )
    times = sorted(time % long for run in runs for time in (run.start, run.stop))
    points: list[float] = []
    for time in times:
        if not points or time - points[-1] > NEAR * long:
            points.append(time)
    if points[0] + long - points[-1] <= NEAR * long:
        points.pop()

    def point(time: float) -> int:
        gaps = [abs((time - p + long / 2) % long - long / 2) for p in points]
        return gaps.index(min(gaps))

    count = len(points)
    spans = {}
    for run in runs:
        first = point(run.start)
        # what is shorter than rounding has no interval of its own, and takes the one it is in
        size = (point(run.stop) - first) % count or (
            count if run.stop - run.start > long / 2 else 1
        )
        spans[run.position, run.layer - last + cycle - 1] = frozenset(
            (first + i) % count for i in range(size)
        )
    return Events(count, spans)


class ShareProgram(Program):
    """The program: lengths of intervals, then y[i, R] whether i has R, then z[i, R, k]."""

    def __init__(
        self,
        nanos: Sequence[Nano],
        cut: Events,
        scale: float,
        curves: Curves = TABLE_3,
        choices: Sequence[float] = CHOICES,
    ):
        self.nanos, self.curves, self.choices = nanos, curves, choices
        multiply = {part for part in cut.spans if nanos[part[0]].resource == "compute"}
        self.busy = frozenset().union(*(cut.spans[part] for part in multiply))
        self.others = [part for part in cut.spans if part not in multiply]
        yes = list(product(sorted({i for i, _ in self.others}), choices))
        self.y = {one: cut.count + n for n, one in enumerate(yes)}
        beside = {part: sorted(cut.spans[part] & self.busy) for part in self.others}
        parts = [(part, r, k) for part in self.others for r in choices for k in beside[part]]
        self.z = {one: cut.count + len(yes) + n for n, one in enumerate(parts)}
        upper = [2 * UNIT] * cut.count + [1.0] * len(yes) + [2 * UNIT] * len(parts)
        super().__init__([0.0] * len(upper), upper, list(self.y.values()))
        for i in sorted({i for i, _ in self.others}):
            self.add({self.y[i, r]: 1.0 for r in choices}, 1, 1)
        for part in self.others:
            self.add_share(part, beside[part])
        together = {
            (m[0], n[0])
            for m, n in product(self.others, self.others)
            if (nanos[m[0]].resource, nanos[n[0]].resource) == ("memory", "network")
            and set(beside[m]) & set(beside[n])
        }
        for pair in sorted(together):
            self.add({self.y[i, r]: r for i in pair for r in choices}, 0, 1 + SLACK)
        for part, span in cut.spans.items():
            self.add(self.work(part, span), nanos[part[0]].time * scale)

    def add_share(self, part: Part, beside: Sequence[int]) -> None:
        """Demand that a nano-operation has its share, and no other, in all intervals."""
        for k in beside:
            self.add({k: -1.0, **{self.z[part, r, k]: 1.0 for r in self.choices}}, 0, 0)
        for r in self.choices:
            row = {self.z[part, r, k]: -1.0 for k in beside}
            self.add({self.y[part[0], r]: 2 * UNIT, **row}, 0)

    def work(self, part: Part, span: frozenset[int]) -> Row:
        """Return the work that a nano-operation does, as a sum."""
        resource = self.nanos[part[0]].resource
        if part in self.others:
            row = dict.fromkeys(sorted(span - self.busy), 1.0)
            speeds = {r: performance(resource, r, self.curves) for r in self.choices}
            return row | {at: speeds[r] for (other, r, _), at in self.z.items() if other == part}
        row = dict.fromkeys(sorted(span), 1.0)
        return row | {at: -r for (_, r, k), at in self.z.items() if k in span}


def best_shares(
    nanos: Sequence[Nano],
    schedule: Schedule,
    curves: Curves = TABLE_3,
    choices: Sequence[float] = CHOICES,
) -> tuple[dict[int, float], float]:
    """Return the shares of a list that shorten a schedule most while its events keep their order.

    And the seconds of a layer with them. Raise ValueError for a schedule without a cycle.
    """
    cut = events(schedule)
    scale = UNIT / (schedule.period * schedule.cycle)
    program = ShareProgram(nanos, cut, scale, curves, choices)
    whole = dict.fromkeys(range(cut.count), 1.0)
    least = float(sum(program.solve(whole)[: cut.count]))
    program.add(whole, 0.0, least * (1 + SLACK))
    values = program.solve({at: r * (1 + i / len(nanos)) for (i, r), at in program.y.items()})
    shares = {i: r for (i, r), at in program.y.items() if values[at] > 0.5}
    return shares, least / scale / schedule.cycle


def as_run(schedule: Schedule) -> Plan:
    """Return the order of a schedule that repeats itself every layer, as a plan."""
    layer = len(schedule.ends) - EMPTYING - 1
    starts = {run.position: run.start for run in schedule.runs if run.layer == layer}
    return Plan(schedule.period, tuple(starts[i] for i in range(len(starts))))


def improved(
    nanos: Sequence[Nano],
    shares: dict[int, float],
    plan: Plan | None,
    curves: Curves = TABLE_3,
) -> tuple[dict[int, float], Schedule, Plan | None]:
    """Return the best shares found from some, the schedule with them, and its plan if it has one.

    New shares are tried in the order of the plan, and in the one that they were chosen for.
    """
    found = steady(nanos, shares, plan, curves)
    for _ in range(ROUNDS):
        if not 1 <= found.cycle <= LONGEST:
            break
        trial, _ = best_shares(nanos, found, curves)
        orders = [plan, as_run(found)] if found.cycle == 1 else [plan]
        tried = [(steady(nanos, trial, order, curves), order) for order in orders]
        schedule, order = min(tried, key=lambda one: one[0].period)
        if schedule.period >= found.period * (1 - SLACK):
            break
        shares, found, plan = trial, schedule, order
    return shares, found, plan
