"""The fluid simulation: nano-operations of successive layers share one device.

Of each resource at most one nano-operation runs at a time; of those that are ready, the one of
the earliest layer and nano-batch starts. While a multiplication runs, the others keep the part
P(R) of their speed that their share R leaves them, and it has the rest, 1 - sum of R; while none
runs, they are as fast as alone. Nothing is interrupted. This is a model's reading of the paper:
P(R) stands for all of the interference, and smaller multiplications lose nothing.

In the steady state the schedule repeats itself after a number of layers, and the period of a
layer is the mean over them. The mean over the layers 4 to 10 of 12 is that too if each layer is
like the last; four equal nano-batches repeat every five layers, and there it is 1% too short.

>>> from models.nanoflow.inputs import DEVICES, MODELS, WORKLOADS
>>> from models.nanoflow.layer import layer, nano_operations
>>> case = (MODELS["llama-2-70b"], DEVICES["A100-80"], 8, 2048, WORKLOADS["512-1024"])
>>> nanos = nano_operations(layer(*case), 2048, (0, 768, 2048))
>>> round(steady(nanos, {"memory": 0.4, "network": 0.2}).throughput(2048, 80, 8), 1)
1380.6
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heappop, heappush
from itertools import product
from typing import Any

from models.nanoflow.interference import Curves, check_curves, performance
from models.nanoflow.layer import RESOURCES, Nano
from models.nanoflow.published import TABLE_3
from models.shared.checks import require, require_integer

LAYERS, FIRST, LAST = 12, 4, 10
LENGTHS = (12, 24, 80)  # layers to simulate until the schedule repeats itself
EMPTYING = 3  # layers at the end that may go faster, as nothing follows
TINY = 1e-12  # seconds of work, and share, that are rounding
SAME = 1e-10  # seconds between times that are the same but for rounding
Key = tuple[int, int]  # layer, position among the nano-operations of a layer
#: A share for each nano-operation by its position, or for all of a resource by its name.
Shares = Mapping[int, float] | Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Plan:
    """When each nano-operation of the first layer is to start, and the seconds between layers."""

    period: float
    starts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One nano-operation of one layer, with the seconds at which it started and stopped."""

    layer: int
    position: int
    start: float
    stop: float


@dataclass(frozen=True)
class Schedule:
    """What ran when, in seconds."""

    nanos: tuple[Nano, ...]
    runs: tuple[Run, ...]

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

        The last layers are left out: nothing follows them.
        """
        last = len(self.ends) - EMPTYING
        shape: dict[int, dict[int, tuple[float, float]]] = {}
        for run in self.runs:
            end = self.ends[run.layer]
            shape.setdefault(run.layer, {})[run.position] = (run.start - end, run.stop - end)
        for cycle in range(1, last // 3 + 1):
            pairs = ((shape[i], shape[i - cycle]) for i in range(last - 2 * cycle, last))
            if all(_alike(a[position], b[position]) for a, b in pairs for position in a):
                return cycle
        return 0

    @property
    def period(self) -> float:
        """Return the seconds of a layer: the mean of a cycle, or of all layers if there is none."""
        last = len(self.ends) - EMPTYING - 1
        return self.mean(last - self.cycle, last) if self.cycle else self.ends[-1] / len(self.ends)

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
        return [(nano, start, stop) for nano, start, stop in clipped if stop - start > TINY]


def _alike(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return abs(a[0] - b[0]) < SAME and abs(a[1] - b[1]) < SAME


@dataclass(slots=True)
class _State:
    """What a simulation knows at a moment."""

    now: float = 0.0
    plan: Plan | None = None
    queues: dict[str, list[tuple[tuple[float, int], Key]]] = field(
        default_factory=lambda: {resource: [] for resource in RESOURCES}
    )
    running: dict[str, Key] = field(default_factory=dict)
    left: dict[Key, float] = field(default_factory=dict)
    waits: dict[Key, int] = field(default_factory=dict)
    started: dict[Key, float] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)


def simulate(
    nanos: Sequence[Nano],
    shares: Shares,
    layers: int = LAYERS,
    plan: Plan | None = None,
    curves: Curves | None = TABLE_3,
) -> Schedule:
    """Return the schedule of nano-operations that overlap, at full speed if there are no curves.

    With a plan, each resource runs them in the order of their planned starts, and waits for the
    next one. Raise ValueError for shares and curves that are none, for shares that together
    exceed the device, and for a plan in which one waits for a later one.
    """
    require_integer("layers", layers, LAST + 1)
    if curves:
        check_curves(curves)
    chosen = every_share(nanos, shares)
    state = _State(plan=plan)
    for key in product(range(layers), range(len(nanos))):
        state.left[key] = nanos[key[1]].time
        state.waits[key] = sum(back <= key[0] for _, back in nanos[key[1]].after)
        if plan or not state.waits[key]:
            _queue(state, nanos[key[1]], key)
    followers = _followers(nanos)
    while _start(state):
        running = {resource: key[1] for resource, key in state.running.items()}
        speeds = rates(nanos, running, chosen, curves)
        _advance(state, speeds)
        for key in _finished(state):
            for position, ahead in followers[key[1]]:
                following = (key[0] + ahead, position)
                if following in state.waits:
                    state.waits[following] -= 1
                    if not (plan or state.waits[following]):
                        _queue(state, nanos[position], following)
    stuck = [str(nanos[heap[0][1][1]]) for heap in state.queues.values() if heap]
    require(not stuck, "plan", "an order in which none waits for a later one", stuck)
    return Schedule(tuple(nanos), tuple(state.runs))


def every_share(nanos: Sequence[Nano], shares: Shares) -> dict[int, float]:
    """Return the share of each nano-operation that does not multiply, by its position."""
    by: dict[Any, float] = dict(shares)
    found = {}
    for position, nano in enumerate(nanos):
        if nano.resource != "compute":
            value = by.get(position, by.get(nano.resource))
            number = isinstance(value, int | float) and 0 < value <= 1
            require(number, f"share of {nano}", "above 0 and at most 1", value)
            found[position] = float(value or 0)
    return found


def rates(
    nanos: Sequence[Nano],
    running: Mapping[str, int],
    shares: Mapping[int, float],
    curves: Curves | None = TABLE_3,
) -> dict[str, float]:
    """Return the speed of what runs, by resource, relative to its speed alone.

    >>> from models.nanoflow.layer import Nano
    >>> pair = [Nano("O", "compute", 0, 0, 8, 1.0), Nano("AR", "network", 0, 0, 8, 1.0)]
    >>> rates(pair, {"compute": 0, "network": 1}, {1: 0.2})
    {'compute': 0.8, 'network': 0.5}
    """
    others = [position for resource, position in running.items() if resource != "compute"]
    if "compute" not in running or not curves:
        return dict.fromkeys(running, 1.0)
    taken = sum(shares[position] for position in others)
    together = " and ".join(str(nanos[position]) for position in others)
    require(taken <= 1 + TINY, f"shares of {together}", "together at most 1", taken)
    speeds = {"compute": max(1 - taken, 0.0)}
    for position in others:
        resource = nanos[position].resource
        speeds[resource] = performance(resource, shares[position], curves)
    return speeds


def one_after_another(nanos: Sequence[Nano], layers: int = LAYERS) -> Schedule:
    """Return the schedule of nano-operations of which only one runs at a time."""
    runs: list[Run] = []
    for i in range(layers):
        for position, nano in enumerate(nanos):
            now = runs[-1].stop if runs else 0.0
            runs.append(Run(i, position, now, now + nano.time))
    return Schedule(tuple(nanos), tuple(runs))


def _followers(nanos: Sequence[Nano]) -> list[list[tuple[int, int]]]:
    found: list[list[tuple[int, int]]] = [[] for _ in nanos]
    for position, nano in enumerate(nanos):
        for parent, back in nano.after:
            found[parent].append((position, back))
    return found


def _queue(state: _State, nano: Nano, key: Key) -> None:
    """Put a nano-operation in the queue of its resource."""
    layer, position = key
    order = (float(layer), nano.index)
    if state.plan:
        order = (state.plan.starts[position] + layer * state.plan.period, 0)
    heappush(state.queues[nano.resource], (order, key))


def _start(state: _State) -> bool:
    """Start what is next and ready on each idle resource, and tell whether anything runs."""
    for resource, queue in state.queues.items():
        if resource not in state.running and queue and not state.waits[queue[0][1]]:
            _, key = heappop(queue)
            state.running[resource] = key
            state.started[key] = state.now
    return bool(state.running)


def _advance(state: _State, speeds: Mapping[str, float]) -> None:
    """Let time pass until the first of what runs is done."""
    passed = min(
        state.left[key] / speeds[resource]
        for resource, key in state.running.items()
        if speeds[resource] > TINY
    )
    state.now += passed
    for resource, key in state.running.items():
        state.left[key] -= passed * speeds[resource]


def _finished(state: _State) -> list[Key]:
    """Take off what is done, note it, and return it."""
    done = [(r, key) for r, key in state.running.items() if state.left[key] <= TINY]
    for resource, key in done:
        del state.running[resource]
        state.runs.append(Run(*key, state.started[key], state.now))
    return [key for _, key in done]


def steady(
    nanos: Sequence[Nano],
    shares: Shares,
    plan: Plan | None = None,
    curves: Curves | None = TABLE_3,
) -> Schedule:
    """Return a schedule of as many layers as it takes to see it repeat, at most 80.

    >>> nano = Nano("O", "compute", 0, 0, 8, 0.5, ((0, 1),))
    >>> steady([nano], {}).cycle, steady([nano], {}).period
    (1, 0.5)
    """
    for layers in LENGTHS:
        found = simulate(nanos, shares, layers, plan, curves)
        if found.cycle:
            break
    return found
