"""The two stages, event by event: workers compile units, devices measure what their queues hold.

Units go in the order of their index to the worker that is free first. When a unit ends, its
configurations join the queue of a device, in the order of their index; of units that end together
the lower one comes first. A device takes its queue in order. A unit takes the shared time and the
own times of its configurations, whether or not they are lost before the shared compile; a shared
compile that fails takes all of it and yields nothing. A measurement over the timeout takes the
timeout and yields nothing: the call that is given up may go on beside the next one, which is not
modelled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapreplace

from models.tilelang_autotuner.work import NO_FAULTS, Faults, Setup, Work

BEFORE = "lost before the shared compile"
SHARED = "the shared compile of its unit failed"
LATE = "its measurement took longer than the timeout"


@dataclass(frozen=True, slots=True)
class Bar:
    """A unit on a worker, or a configuration on a device, with its start and end in seconds."""

    number: int
    lane: int
    start: Fraction
    end: Fraction


@dataclass(frozen=True, slots=True)
class Timeline:
    """What ran when: units, measurements in the order in which they were queued, and losses.

    ``queued`` is when the first kernel joined a queue, None if none did.
    """

    setup: Setup
    units: tuple[Bar, ...]
    measurements: tuple[Bar, ...]
    unmeasured: Mapping[int, str]
    queued: Fraction | None

    @property
    def compiled(self) -> Fraction:
        """When the last unit ended."""
        return max(bar.end for bar in self.units)

    @property
    def end(self) -> Fraction:
        """When the last unit or measurement ended."""
        return max(bar.end for bar in (*self.units, *self.measurements))

    @property
    def measuring(self) -> Fraction:
        """How long the stage of measuring took.

        As the autotuner reports it: with a pipeline from the first kernel queued to the end,
        else from the last compile to the end.
        """
        begun = (self.queued or self.end) if self.setup.pipeline else self.compiled
        return self.end - begun

    @property
    def measured(self) -> list[int]:
        """The configurations that were measured, by their index."""
        tried = {bar.number for bar in self.measurements}
        return sorted(tried - self.unmeasured.keys())

    def idle(self) -> tuple[Fraction, Fraction]:
        """Return the shares of their time until the end that workers and devices are idle."""
        found = []
        for bars, lanes in (
            (self.units, self.setup.workers),
            (self.measurements, self.setup.devices),
        ):
            busy = sum((bar.end - bar.start for bar in bars), Fraction(0))
            found.append(1 - busy / (lanes * self.end))
        return found[0], found[1]


def durations(work: Work, setup: Setup) -> list[Fraction]:
    """Return how long each unit compiles."""
    return [sum((work.own[i] for i in unit), work.shared) for unit in setup.units(len(work))]


def simulate(work: Work, setup: Setup, faults: Faults = NO_FAULTS) -> Timeline:
    """Run both stages; raise ValueError for faults of no configuration or unit."""
    units = setup.units(len(work))
    faults.check(len(work), len(units))
    compiles = compile_units(durations(work, setup), setup.workers)
    unmeasured: dict[int, str] = {}
    queue: list[tuple[int, Fraction]] = []
    for bar in sorted(compiles, key=lambda bar: (bar.end, bar.number)):
        for i in units[bar.number]:
            if i in faults.lost:
                unmeasured[i] = BEFORE
            elif bar.number in faults.failed:
                unmeasured[i] = SHARED
            else:
                queue.append((i, bar.end))
    queued = queue[0][1] if queue else None
    if not setup.pipeline:
        last = max(bar.end for bar in compiles)
        queue = [(i, last) for i, _ in queue]
    taken = [setup.cost(seconds) for seconds in work.measure]
    unmeasured |= {i: LATE for i, _ in queue if taken[i] < work.measure[i]}
    measurements = measure(queue, taken, setup)
    return Timeline(setup, compiles, measurements, dict(sorted(unmeasured.items())), queued)


def compile_units(seconds: Sequence[Fraction], workers: int) -> tuple[Bar, ...]:
    """Give units in order to the worker that is free first, on a tie the lower one."""
    free = [(Fraction(0), worker) for worker in range(min(workers, len(seconds)))]  # a heap
    bars = []
    for unit, long in enumerate(seconds):
        start, worker = free[0]
        heapreplace(free, (start + long, worker))
        bars.append(Bar(unit, worker, start, start + long))
    return tuple(bars)


def measure(
    queue: Iterable[tuple[int, Fraction]], taken: Sequence[Fraction], setup: Setup
) -> tuple[Bar, ...]:
    """Measure configurations, each once it is ready, in the order of their device's queue."""
    free: dict[int, Fraction] = {}
    first = [(Fraction(0), device) for device in range(min(setup.devices, len(taken)))]  # a heap
    bars = []
    for i, ready in queue:
        stealing = setup.split == "list"
        device = first[0][1] if stealing else dealt(i, len(taken), setup)
        start = max(ready, free.get(device, ready))
        free[device] = start + taken[i]
        if stealing:
            heapreplace(first, (free[device], device))
        bars.append(Bar(i, device, start, free[device]))
    return tuple(bars)


def dealt(i: int, configurations: int, setup: Setup) -> int:
    """Return the device that a static split deals a configuration to.

    >>> [dealt(i, 5, Setup(devices=2, split="blocks")) for i in range(5)]
    [0, 0, 0, 1, 1]
    """
    if setup.split == "rr":
        return i % setup.devices
    return min(setup.devices - 1, i * setup.devices // configurations)
