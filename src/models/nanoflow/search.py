"""The automatic search: number, size and order of nano-operations, then the share of each.

Stage one leaves interference out. For two nano-batches, then three, and so on, it lays out every
split on the grid, with the attention of each nano-batch whole or halved again, and hands on the
few with the shortest layers. That none can be shorter is proven by the busiest resource having
no gap, or else by :mod:`models.nanoflow.order`, where the program is small enough.
Stage two gives every nano-operation of a resource one share, takes the best, and then lets
:mod:`models.nanoflow.shares` choose for each. The search stops when more nano-batches gain
nothing. It starts from the best point of the grid of two-way splits and shares, so that it is
never worse; ``gap`` tells how far it is from what no pipeline can exceed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product

from models.nanoflow.inputs import Device, Transformer, Workload
from models.nanoflow.interference import exchange_bound
from models.nanoflow.layer import GRID, Nano, Step, layer, nano_operations
from models.nanoflow.order import SLACK, best_order, lanes
from models.nanoflow.pipeline import (
    Plan,
    Schedule,
    every_share,
    one_after_another,
    steady,
)
from models.nanoflow.shares import improved
from models.shared.checks import require_integer

#: The shares of the grid, and of the start of stage two.
MEMORY_SHARES = (0.1, 0.2, 0.4)
NETWORK_SHARES = (0.1, 0.2)
ATTENTION = ("KQV", "DecAttn", "PfAttn")
QUANTA = 16  # parts of the batch at most, from which sizes are made
KEPT = 8  # layouts that stage one hands on
REFINED = 2  # of them, those whose shares are chosen one by one
SMALL = 50  # pairs on one resource up to which all orders are solved exactly
Cuts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the batch is cut, and whether attention is cut again half-way."""

    cuts: Cuts
    halved: bool = False

    def nanos(self, steps: Sequence[Step], batch: int) -> tuple[Nano, ...]:
        """Return the nano-operations of a layer."""
        fine = sorted(
            {*self.cuts, *(a + (b - a) // 2 // GRID * GRID for a, b in pairwise(self.cuts))}
        )
        attention = fine if self.halved else self.cuts
        return nano_operations(
            steps, batch, {s.name: attention if s.name in ATTENTION else self.cuts for s in steps}
        )


@dataclass(frozen=True, slots=True)
class Ideal:
    """What stage one found with a number of nano-batches: seconds of a layer, and if proven."""

    ways: int
    period: float
    proven: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A pipeline that the search found; times are seconds of a layer."""

    layout: Layout
    shares: dict[int, float]
    schedule: Schedule
    bound: float  # no pipeline takes less
    sequential: float
    ideals: tuple[Ideal, ...] = ()

    @property
    def period(self) -> float:
        """Return the seconds of a layer in the steady state."""
        return self.schedule.period

    @property
    def speedup(self) -> float:
        """Return how much faster it is than one operation after another."""
        return self.sequential / self.period

    @property
    def gap(self) -> float:
        """Return the part of the bound's throughput that it misses."""
        return max(1 - self.bound / self.period, 0.0)


def places(batch: int) -> range:
    """Return where a batch may be cut: multiples of 128, or of more where they are over 15."""
    unit = GRID * -(-batch // (GRID * QUANTA))
    return range(unit, batch, unit)


def layouts(batch: int, ways: int) -> Iterator[Layout]:
    """Yield all ways to cut a batch, with attention whole or halved."""
    for inner in combinations(places(batch), ways - 1):
        cuts = (0, *inner, batch)
        yield Layout(cuts)
        if min(b - a for a, b in pairwise(cuts)) >= 2 * GRID:
            yield Layout(cuts, halved=True)


def grid_search(
    steps: Sequence[Step], batch: int
) -> list[tuple[Layout, dict[int, float], Schedule]]:
    """Return the best shares of the grid for each two-way split."""
    two = [layout for layout in layouts(batch, 2) if not layout.halved]
    return [(layout, *alike(layout.nanos(steps, batch), None)) for layout in two]


def alike(nanos: Sequence[Nano], plan: Plan | None) -> tuple[dict[int, float], Schedule]:
    """Return the best shares that are the same for all of a resource, and the schedule."""
    tried: list[tuple[dict[int, float], Schedule]] = []
    for memory, network in product(MEMORY_SHARES, NETWORK_SHARES):
        shares = every_share(nanos, {"memory": memory, "network": network})
        if shares not in [other for other, _ in tried]:
            tried.append((shares, steady(nanos, shares, plan)))
    return min(tried, key=lambda one: one[1].period)


def stage_one(
    steps: Sequence[Step], batch: int, ways: int
) -> tuple[Ideal, list[tuple[Layout, Plan | None]]]:
    """Return the shortest layer without interference, and the layouts to go on with."""
    full = {"memory": 1.0, "network": 1.0}
    ranked = []
    for layout in layouts(batch, ways):
        nanos = layout.nanos(steps, batch)
        schedule = steady(nanos, full, curves=None)
        ranked.append((schedule.period, layout, max(lanes(nanos).values())))
    shortest = min(period for period, *_ in ranked)
    ranked.sort(key=lambda one: round(one[0] / shortest, 6))
    period, layout, _ = ranked[0]
    handed: list[tuple[Layout, Plan | None]] = [(layout, None) for _, layout, _ in ranked[:KEPT]]
    if period <= min(busiest for *_, busiest in ranked) * (1 + SLACK):
        return Ideal(ways, period, True), handed
    layout, plan = min(
        orders(steps, batch, ways), key=lambda one: one[1].period, default=(layout, None)
    )
    if plan is None or plan.period > period:
        return Ideal(ways, period, False), handed
    return Ideal(ways, plan.period, True), [*handed, (layout, plan)]


def orders(steps: Sequence[Step], batch: int, ways: int) -> list[tuple[Layout, Plan]]:
    """Return the exact order of each layout with whole attention; nothing if it is too large.

    The order of the parts is free in the program, so that of each set of sizes one suffices.
    """
    found: dict[tuple[int, ...], tuple[Layout, Plan]] = {}
    for layout in layouts(batch, ways):
        sizes = tuple(sorted(b - a for a, b in pairwise(layout.cuts)))
        if layout.halved or sizes in found:
            continue
        nanos = layout.nanos(steps, batch)
        if sum(a.resource == b.resource for a, b in combinations(nanos, 2)) > SMALL:
            return []
        found[sizes] = (layout, best_order(nanos))
    return list(found.values())


def auto_search(
    model: Transformer,
    on: Device,
    devices: int,
    batch: int,
    workload: Workload,
    most: int = 4,
) -> Found:
    """Return the best pipeline found for a model on devices, of at most so many nano-batches.

    Raise ValueError for sizes that are none.
    """
    require_integer("most", most, 1)
    steps = layer(model, on, devices, batch, workload)
    whole = Layout((0, batch))
    alone = one_after_another(whole.nanos(steps, batch))
    best: tuple[Layout, dict[int, float], Schedule] = (whole, {}, alone)
    if most > 1:
        best = min((best, *grid_search(steps, batch)), key=lambda one: one[2].period)
    ideals = []
    for ways in range(2, min(most, len(places(batch)) + 1) + 1):
        ideal, handed = stage_one(steps, batch, ways)
        ideals.append(ideal)
        found = stage_two(steps, batch, handed)
        if found[2].period >= best[2].period * (1 - SLACK):
            break
        best = found
    return Found(
        layout=best[0],
        shares=best[1],
        schedule=best[2],
        bound=exchange_bound(steps),
        sequential=alone.period,
        ideals=tuple(ideals),
    )


def stage_two(
    steps: Sequence[Step], batch: int, handed: Sequence[tuple[Layout, Plan | None]]
) -> tuple[Layout, dict[int, float], Schedule]:
    """Return the best of some layouts with the best shares found, and its schedule."""
    tried = [(layout, plan, *alike(layout.nanos(steps, batch), plan)) for layout, plan in handed]
    tried.sort(key=lambda one: one[3].period)
    refined = [
        (layout, *improved(layout.nanos(steps, batch), shares, plan))
        for layout, plan, shares, _ in tried[:REFINED]
    ]
    return min(refined, key=lambda one: one[2].period)
