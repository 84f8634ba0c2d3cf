"""The automatic search: number, size and order of nano-operations, then the share of each.

Stage one leaves interference out. For two nano-batches, then three, and so on, it lays out every
split on the grid, with the attention of each nano-batch whole or halved again, and hands on the
few with the shortest layers, together with the best exact order
(:mod:`models.nanoflow.order`) of those that have at most :data:`SMALL` pairs on one resource.
``Ideal.proven`` says that no order of any of these layouts is shorter: each was solved exactly,
or has a busiest resource or a chain that is no shorter than the best; ``least`` is what is proven
in any case. Layouts with other cuts for other steps are in neither.

Stage two gives every nano-operation of a resource one share, takes the best, and then lets
:mod:`models.nanoflow.shares` choose for each. The search stops when more nano-batches gain
nothing. It starts from the best point of the grid of two-way splits and shares, so that it is
never worse; ``gap`` tells how far it is from what no pipeline can exceed. It is a search: that
no pipeline between the two exists is not proven.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, product

from models.nanoflow.inputs import Device, Transformer, Workload
from models.nanoflow.interference import CURVES, Curves, exchange_bound
from models.nanoflow.layer import GRID, Nano, Step, layer, nano_operations
from models.nanoflow.order import SLACK, best_order, least_period, order_below, pairs_of
from models.nanoflow.pipeline import (
    Plan,
    Schedule,
    every_share,
    one_after_another,
    steady,
)
from models.nanoflow.published import TABLE_3
from models.nanoflow.shares import improved
from models.shared.checks import require_integer

#: The shares of the grid, and of the start of stage two, for the paper's curves.
MEMORY_SHARES = (0.1, 0.2, 0.4)
NETWORK_SHARES = (0.1, 0.2)
MEASURED_SHARES = (0.1, 0.2, 0.3, 0.4, 0.5)  # those of memory for others
ATTENTION = ("KQV", "DecAttn", "PfAttn")
QUANTA = 16  # parts of the batch at most, from which sizes are made
KEPT = 8  # layouts that stage one hands on
REFINED = 3  # of them, those whose shares are chosen one by one
SMALL = 105  # pairs on one resource up to which all orders are solved exactly
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
    """What stage one found with a number of nano-batches; times are seconds of a layer.

    ``proven`` says that none of the ``layouts`` has an order shorter than ``period``; ``least``
    is below all of them. Of the layouts ``solved`` were solved exactly; the others are no
    shorter by their busiest resource or longest chain, or their orders are not known.
    """

    ways: int
    period: float
    least: float
    layouts: int
    solved: int

    @property
    def proven(self) -> bool:
        """Tell whether no order of any of the layouts is shorter, but for rounding."""
        return self.period <= self.least * (1 + 10 * SLACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A pipeline that the search found; times are seconds of a layer."""

    layout: Layout
    shares: dict[int, float]
    schedule: Schedule
    bound: float  # no pipeline takes less
    sequential: float
    ideals: tuple[Ideal, ...] = ()
    plan: Plan | None = None  # the order, where it is not that of whoever is ready first

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


def shares_of(curves: Curves) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the shares of memory and of the network that are tried for all of a resource."""
    return (MEMORY_SHARES if curves is TABLE_3 else MEASURED_SHARES), NETWORK_SHARES


def grid_search(
    steps: Sequence[Step], batch: int, curves: Curves = TABLE_3
) -> list[tuple[Layout, dict[int, float], Schedule]]:
    """Return the best shares of the grid for each two-way split."""
    two = [layout for layout in layouts(batch, 2) if not layout.halved]
    return [(layout, *alike(layout.nanos(steps, batch), None, curves)) for layout in two]


def alike(
    nanos: Sequence[Nano], plan: Plan | None, curves: Curves = TABLE_3
) -> tuple[dict[int, float], Schedule]:
    """Return the best shares that are the same for all of a resource, and the schedule."""
    tried: list[tuple[dict[int, float], Schedule]] = []
    for memory, network in product(*shares_of(curves)):
        shares = every_share(nanos, {"memory": memory, "network": network})
        if shares not in [other for other, _ in tried]:
            tried.append((shares, steady(nanos, shares, plan, curves)))
    return min(tried, key=lambda one: one[1].period)


def rotated(steps: Sequence[Step], batch: int, ways: int) -> tuple[Layout, Plan] | None:
    """Return equal nano-batches that follow each other at equal distances, in the best order.

    What one does in a layer is then an order that repeats itself ``ways`` times a layer, of one
    nano-batch alone, and small enough to be solved exactly. Nothing if no equal parts are to be
    had on the grid.
    """
    if batch % (ways * GRID) or batch // ways not in places(batch):
        return None
    layout = Layout(tuple(range(0, batch + 1, batch // ways)))
    nanos = layout.nanos(steps, batch)
    first = [i for i, nano in enumerate(nanos) if nano.index == 0]
    one = [
        replace(nanos[i], after=tuple((first.index(p), b * ways) for p, b in nanos[i].after))
        for i in first
    ]
    plan = best_order(one)
    starts = [
        plan.starts[first.index(i - nano.index)] + nano.index * plan.period
        for i, nano in enumerate(nanos)
    ]
    return layout, Plan(plan.period * ways, tuple(starts))


def sizes_of(layout: Layout) -> tuple[object, ...]:
    """Return what a layout's orders depend on: not on which part comes first."""
    return (layout.halved, *sorted(b - a for a, b in pairwise(layout.cuts)))


def stage_one(
    steps: Sequence[Step], batch: int, ways: int, small: int = SMALL
) -> tuple[Ideal, list[tuple[Layout, Plan | None]]]:
    """Return the shortest layer without interference, and the layouts to go on with."""
    full = {"memory": 1.0, "network": 1.0}
    ranked, kinds = [], {}
    for layout in layouts(batch, ways):
        nanos = layout.nanos(steps, batch)
        shares = {r: v for r, v in full.items() if any(n.resource == r for n in nanos)}
        ranked.append((steady(nanos, shares, curves=None).period, layout))
        kinds.setdefault(sizes_of(layout), (least_period(nanos), layout))
    best = min(period for period, _ in ranked)
    ranked.sort(key=lambda one: round(one[0] / best, 6))
    handed: list[tuple[Layout, Plan | None]] = [(layout, None) for _, layout in ranked[:KEPT]]
    turning = rotated(steps, batch, ways)
    if turning:
        handed.append(turning)
        best = min(best, turning[1].period)
    least, solved, plan = best, 0, None
    for low, layout in sorted(kinds.values(), key=lambda one: one[0]):
        if low >= best * (1 - SLACK):
            break  # nor is any that follows shorter
        nanos = layout.nanos(steps, batch)
        if len(pairs_of(nanos)) > small:
            least = min(least, low)
            continue
        solved += 1
        shorter = order_below(nanos, best * (1 - SLACK))
        if shorter:
            best, plan = shorter.period, (layout, shorter)
    if plan:
        handed.append(plan)
    return Ideal(ways, best, min(least, best), len(ranked), solved), handed


def auto_search(
    model: Transformer,
    on: Device,
    devices: int,
    batch: int,
    workload: Workload,
    most: int = 4,
    *,
    curves: Curves = TABLE_3,
    tell: Callable[[str], None] = lambda _: None,
    **more: object,
) -> Found:
    """Return the best pipeline found for a model on devices, of at most so many nano-batches.

    ``more`` is for :func:`models.nanoflow.layer.layer`, ``tell`` is told what is searched. Raise
    ValueError for sizes that are none, and for a batch that does not fit into memory.
    """
    steps = layer(model, on, devices, batch, workload, **more)  # type: ignore[arg-type]
    return search(steps, batch, most, curves, tell)


def search(
    steps: Sequence[Step],
    batch: int,
    most: int = 4,
    curves: Curves = TABLE_3,
    tell: Callable[[str], None] = lambda _: None,
) -> Found:
    """Return the best pipeline found for the steps of a layer (see :func:`auto_search`)."""
    require_integer("most", most, 1)
    whole = Layout((0, batch))
    alone = one_after_another(whole.nanos(steps, batch))
    best: Best = (whole, {}, alone, None)
    if most > 1:
        tell("two nano-batches on the grid")
        grid = [(*one, None) for one in grid_search(steps, batch, curves)]
        best = min((best, *grid), key=lambda one: one[2].period)
    ideals = []
    for ways in range(2, min(most, len(places(batch)) + 1) + 1):
        tell(f"{ways} nano-batches")
        ideal, handed = stage_one(steps, batch, ways)
        ideals.append(ideal)
        found = stage_two(steps, batch, handed, curves)
        if found[2].period >= best[2].period * (1 - SLACK):
            break
        best = found
    return Found(
        layout=best[0],
        shares=best[1],
        schedule=best[2],
        bound=exchange_bound(steps, curves),
        sequential=alone.period,
        ideals=tuple(ideals),
        plan=best[3],
    )


Best = tuple[Layout, dict[int, float], Schedule, Plan | None]


def stage_two(
    steps: Sequence[Step],
    batch: int,
    handed: Sequence[tuple[Layout, Plan | None]],
    curves: Curves = TABLE_3,
) -> Best:
    """Return the best of some layouts with the best shares found, its schedule and its plan."""
    tried = [
        (layout, plan, *alike(layout.nanos(steps, batch), plan, curves)) for layout, plan in handed
    ]
    tried.sort(key=lambda one: one[3].period)
    refined = [
        (layout, *improved(layout.nanos(steps, batch), shares, plan, curves))
        for layout, plan, shares, _ in tried[:REFINED]
    ]
    return min(refined, key=lambda one: one[2].period)
