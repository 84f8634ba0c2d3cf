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

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

from models.nanoflow.inputs import Device, Transformer, Workload
from models.nanoflow.interference import Curves, exchange_bound
from models.nanoflow.layer import RESOURCES, Nano, Step, layer
from models.nanoflow.layouts import ATTENTION, Layout, layouts, places, rotated, sizes_of
from models.nanoflow.order import SLACK, least_period, order_below, pairs_of
from models.nanoflow.pipeline import (
    Plan,
    Schedule,
    every_share,
    one_after_another,
    steady,
)
from models.nanoflow.published import TABLE_3
from models.nanoflow.shares import improved
from models.shared.checks import require, require_integer

__all__ = ["ATTENTION", "Found", "Ideal", "Layout", "auto_search", "layouts", "places", "search"]

#: The shares of the grid, and of the start of stage two, for the paper's curves.
MEMORY_SHARES = (0.1, 0.2, 0.4)
NETWORK_SHARES = (0.1, 0.2)
MEASURED_SHARES = (0.1, 0.2, 0.3, 0.4, 0.5)  # those of memory for others
KEPT = 8  # layouts that stage one hands on
REFINED = 2  # of them, those whose shares are chosen one by one
SMALL = 105  # pairs on one resource up to which all orders are solved exactly


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


def stage_one(
    steps: Sequence[Step], batch: int, ways: int, small: int = SMALL
) -> tuple[Ideal, list[tuple[Layout, Plan | None]]]:
    """Return the shortest layer without interference, and the layouts to go on with."""
    ranked: list[tuple[float, Layout]] = []
    kinds: dict[tuple[object, ...], tuple[float, Layout]] = {}
    for layout in layouts(batch, ways):
        nanos = layout.nanos(steps, batch)
        full = {nano.resource: 1.0 for nano in nanos if nano.resource != "compute"}
        ranked.append((steady(nanos, full, curves=None).period, layout))
        kinds.setdefault(sizes_of(layout), (least_period(nanos), layout))
    best = min(period for period, _ in ranked)
    ranked.sort(key=lambda one: round(one[0] / best, 6))
    handed: list[tuple[Layout, Plan | None]] = [(layout, None) for _, layout in ranked[:KEPT]]
    turning = rotated(steps, batch, ways)
    if turning:
        handed.append(turning)
        best = min(best, turning[1].period)
    shortest, least, solved, plan = solve_all(steps, batch, list(kinds.values()), best, small)
    if plan:
        handed.append(plan)
    return Ideal(ways, shortest, least, len(ranked), solved), handed


def solve_all(
    steps: Sequence[Step],
    batch: int,
    kinds: Sequence[tuple[float, Layout]],
    best: float,
    small: int,
) -> tuple[float, float, int, tuple[Layout, Plan] | None]:
    """Return the shortest period of layouts, what none is below, how many were solved, and which.

    Each comes with a period that it cannot be below; ``best`` is one that is had already.
    """
    least, solved, plan = best, 0, None
    for low, layout in sorted(kinds, key=lambda one: one[0]):
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
    return best, min(least, best), solved, plan


def likely(
    steps: Sequence[Step], batch: int, ways: int, curves: Curves
) -> list[tuple[Layout, Plan | None]]:
    """Return the layouts that are shortest with the shares that take least for what they give."""
    shares = {
        resource: min((r / p, r) for r, p in curves[resource] if p)[1] for resource in RESOURCES[1:]
    }
    shares["network"] = min(shares["network"], 1 - shares["memory"])
    ranked = []
    for i, layout in enumerate(layouts(batch, ways)):
        nanos = layout.nanos(steps, batch)
        ranked.append((steady(nanos, shares, curves=curves).period, i, layout))
    shortest = min(period for period, *_ in ranked)
    ranked.sort(key=lambda one: (round(one[0] / shortest, 6), one[1]))
    return [(layout, None) for *_, layout in ranked[:KEPT]]


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
    require_integer("batch", batch, 1)
    several = isinstance(steps, tuple | list) and all(isinstance(step, Step) for step in steps)
    require(several and bool(steps), "steps", "the steps of a layer", type(steps).__name__)
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
        handed += [one for one in likely(steps, batch, ways, curves) if one not in handed]
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
