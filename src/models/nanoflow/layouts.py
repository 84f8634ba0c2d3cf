"""How a batch may be cut: the layouts among which the search chooses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from models.nanoflow.layer import GRID, Nano, Step, nano_operations
from models.nanoflow.order import best_order
from models.nanoflow.pipeline import Plan

ATTENTION = ("KQV", "DecAttn", "PfAttn")
QUANTA = 16  # parts of the batch at most, from which sizes are made
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
