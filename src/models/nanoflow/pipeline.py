"""The fluid simulation: nano-operations of successive layers share one device.

Of each resource at most one nano-operation runs at a time; of those that are ready, the one of
the earliest layer and nano-batch starts, or with a plan the next one of its order, when it is
ready. What runs together is as fast as :mod:`models.nanoflow.rates` says. Nothing is interrupted.
This is a model's reading of the paper: P(R) stands for all of the interference, and smaller
multiplications lose nothing but another reading of their weights.

In the steady state the layers repeat themselves after some, the cycle, and the period of a layer
is the mean over it. That they do is proven by the state of the simulation coming back
(:func:`models.nanoflow.clock.until_repeated`), not seen in a sample, so that neither filling nor
emptying enters.

>>> from models.nanoflow.inputs import DEVICES, MODELS, WORKLOADS
>>> from models.nanoflow.layer import layer, nano_operations
>>> case = (MODELS["llama-2-70b"], DEVICES["A100-80"], 8, 2048, WORKLOADS["512-1024"])
>>> nanos = nano_operations(layer(*case), 2048, (0, 768, 2048))
>>> round(steady(nanos, {"memory": 0.4, "network": 0.2}).throughput(2048, 80, 8), 1)
1380.6
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from models.nanoflow.clock import TINY, Clock, Plan, Repeated, Run, until_repeated
from models.nanoflow.interference import Curves, check_curves
from models.nanoflow.layer import Nano, check_nanos
from models.nanoflow.published import TABLE_3
from models.nanoflow.rates import Shares, every_share, rates
from models.shared.checks import require, require_integer

__all__ = ["Plan", "Run", "Schedule", "every_share", "one_after_another", "rates", "simulate"]

LAYERS, FIRST, LAST = 12, 4, 10
MOST = 240  # layers after which a simulation that has not repeated itself is given up
EMPTYING = 3  # layers at the end that may go faster, as nothing follows
SAME = 1e-7  # part of the mean layer between times that are the same but for rounding


@dataclass(frozen=True)
class Schedule:
    """What ran when, in seconds; ``repeats`` and ``mean_of_cycle`` are proven, where they are."""

    nanos: tuple[Nano, ...]
    runs: tuple[Run, ...]
    repeats: int | None = None
    mean_of_cycle: float | None = None

    @cached_property
    def ends(self) -> tuple[float, ...]:
        """Return when each layer ends."""
        found: dict[int, float] = {}
        for run in self.runs:
            found[run.layer] = max(run.stop, found.get(run.layer, 0.0))
        return tuple(found[layer] for layer in sorted(found))

    def mean(self, first: int = FIRST, last: int = LAST) -> float:
        """Return the mean seconds from the end of a layer to the next, between two layers."""
        return (self.ends[last] - self.ends[first]) / (last - first)

    @cached_property
    def cycle(self) -> int:
        """Return after how many layers the schedule repeats itself, or 0 if it is not seen to.

        Where it is not proven it is looked for; the last layers are left out, as nothing
        follows them.
        """
        if self.repeats is not None:
            return self.repeats
        last = len(self.ends) - EMPTYING
        near = SAME * self.ends[-1] / len(self.ends)
        shape: dict[int, dict[int, tuple[float, float]]] = {}
        for run in self.runs:
            end = self.ends[run.layer]
            shape.setdefault(run.layer, {})[run.position] = (run.start - end, run.stop - end)
        for cycle in range(1, last // 3 + 1):
            pairs = ((shape[i], shape[i - cycle]) for i in range(last - 2 * cycle, last))
            if all(_alike(a[i], b[i], near) for a, b in pairs for i in a):
                return cycle
        return 0

    @cached_property
    def period(self) -> float:
        """Return the seconds of a layer: the mean of a cycle, or of all layers without one.

        Without one a batch may run ahead of another, and layers in between say little.
        """
        if self.mean_of_cycle is not None:
            return self.mean_of_cycle
        if self.cycle:
            last = len(self.ends) - EMPTYING - 1
            return self.mean(last - self.cycle, last)
        return self.ends[-1] / len(self.ends)

    def throughput(self, batch: int, layers: int, devices: int) -> float:
        """Return tokens/s/device of a model of so many layers."""
        return batch / (self.period * layers) / devices

    def window(self, layer: int = 6) -> list[tuple[Nano, float, float]]:
        """Return what runs between the ends of the layer before and this one, from there."""
        begin, long = self.ends[layer - 1], self.ends[layer] - self.ends[layer - 1]
        clipped = [
            (self.nanos[run.position], max(run.start - begin, 0.0), min(run.stop - begin, long))
            for run in self.runs
        ]
        return [(nano, start, stop) for nano, start, stop in clipped if stop - start > TINY * long]


def _alike(a: tuple[float, float], b: tuple[float, float], near: float) -> bool:
    return abs(a[0] - b[0]) < near and abs(a[1] - b[1]) < near


def simulate(
    nanos: Sequence[Nano],
    shares: Shares,
    layers: int = LAYERS,
    plan: Plan | None = None,
    curves: Curves | None = TABLE_3,
) -> Schedule:
    """Return the schedule of nano-operations that overlap, at full speed if there are no curves.

    With a plan, each resource runs them in the order of their planned starts, and waits for the
    next one. Raise ValueError for nano-operations, shares, a plan and curves that are none, for
    shares that together exceed the device, and for a plan in which one waits for a later one.
    """
    require_integer("layers", layers, LAST + 1)
    clock = _clock(nanos, shares, layers, plan, curves)
    for _ in clock.steps():
        pass
    return Schedule(tuple(nanos), tuple(clock.runs))


def _clock(
    nanos: Sequence[Nano], shares: Shares, layers: int, plan: Plan | None, curves: Curves | None
) -> Clock:
    check_nanos(nanos)
    if curves:
        check_curves(curves)
    if plan:
        fits = len(plan.starts) == len(nanos) and plan.period > 0
        require(fits, "plan", f"{len(nanos)} starts and a period above 0", plan)
    return Clock(nanos, every_share(nanos, shares), layers, plan, curves)


def one_after_another(nanos: Sequence[Nano], layers: int = LAYERS) -> Schedule:
    """Return the schedule of nano-operations of which only one runs at a time."""
    check_nanos(nanos)
    runs: list[Run] = []
    for i in range(layers):
        for position, nano in enumerate(nanos):
            now = runs[-1].stop if runs else 0.0
            runs.append(Run(i, position, now, now + nano.time))
    return Schedule(tuple(nanos), tuple(runs), 1)


def steady(
    nanos: Sequence[Nano],
    shares: Shares,
    plan: Plan | None = None,
    curves: Curves | None = TABLE_3,
) -> Schedule:
    """Return a schedule whose layers repeat themselves; ``cycle`` is 0 if 240 did not.

    >>> nano = Nano("O", "compute", 0, 0, 8, 0.5, ((0, 1),))
    >>> steady([nano], {}).cycle, steady([nano], {}).period
    (1, 0.5)
    """
    clock = _clock(nanos, shares, MOST, plan, curves)
    again = until_repeated(clock)
    if not again or not _all_run(clock.runs[again.first : again.last], len(nanos)):
        return Schedule(tuple(nanos), tuple(_whole_layers(clock.runs, len(nanos))))
    runs = tuple(_unrolled(clock, again))
    return Schedule(tuple(nanos), runs, again.cycle, again.seconds / again.cycle)


def _all_run(runs: Sequence[Run], positions: int) -> bool:
    """Tell whether each nano-operation runs equally often, so that no batch falls behind."""
    often = Counter(run.position for run in runs)
    return len(often) == positions and len(set(often.values())) == 1


def _whole_layers(runs: Sequence[Run], positions: int) -> Iterator[Run]:
    """Yield the runs up to the first layer that is not run whole, where one batch runs ahead."""
    ran = Counter(run.layer for run in runs)
    whole = next((layer for layer in count() if ran[layer] < positions), 0)
    yield from (run for run in runs if run.layer < whole)


def _unrolled(clock: Clock, again: Repeated) -> Iterator[Run]:
    """Yield the runs up to the repetition, and then the cycle again and again, in whole layers."""
    cycle = clock.runs[again.first : again.last]
    yield from clock.runs[: again.last]
    layers = max(LAYERS, max(run.layer for run in cycle) + 2 + EMPTYING)
    begun = clock.started  # what runs at the end began when its like will begin again
    for times in count(1):
        later = [
            Run(
                run.layer + times * again.cycle,
                run.position,
                begun.get((run.layer + again.cycle, run.position), run.start + again.seconds)
                + (times - 1) * again.seconds,
                run.stop + times * again.seconds,
            )
            for run in cycle
        ]
        yield from (run for run in later if run.layer < layers)
        if min(run.layer for run in later) >= layers:
            return
