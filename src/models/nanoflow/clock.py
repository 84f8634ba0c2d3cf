"""The clock of the fluid simulation: what runs, for how long, until layers repeat themselves.

Vocabulary
    key       a nano-operation of a layer: (layer, position among the nano-operations)
    turn      with a plan, the order in which a resource takes its nano-operations
    picture   what the clock knows when a layer's first nano-operation ends, counted from that
              layer: what runs and how much of it is left, what waits for how many, whose turn it
              is. Everything that follows depends on it alone, so that a picture seen before
              proves that the layers since then repeat for ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from math import floor
from typing import Any

from models.nanoflow.interference import Curves
from models.nanoflow.layer import RESOURCES, Nano
from models.nanoflow.rates import rates
from models.shared.checks import require

Key = tuple[int, int]
TINY = 1e-9  # part of the longest nano-operation that is rounding
SAME = 1e-9  # part of the longest nano-operation by which what repeats may differ


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


class Turns:
    """The order of a plan on one resource, endless: each round has every nano-operation once."""

    def __init__(self, plan: Plan, positions: Sequence[int]):
        rounds = {i: floor(plan.starts[i] / plan.period + 1e-6) for i in positions}
        self.order = sorted((plan.starts[i] - rounds[i] * plan.period, i) for i in positions)
        self.late = [rounds[i] for _, i in self.order]
        self.round, self.next = min(rounds.values(), default=0), -1
        self.pass_on()

    def pass_on(self) -> None:
        """Let the next one have its turn, leaving out layers before the first."""
        while self.order:
            self.next += 1
            if self.next == len(self.order):
                self.round, self.next = self.round + 1, 0
            if self.round >= self.late[self.next]:
                return

    @property
    def key(self) -> Key:
        """Return whose turn it is."""
        return self.round - self.late[self.next], self.order[self.next][1]


class Clock:
    """A simulation under way; ``runs`` is what is done."""

    def __init__(
        self,
        nanos: Sequence[Nano],
        shares: Mapping[int, float],
        layers: int,
        plan: Plan | None,
        curves: Curves | None,
    ):
        self.nanos, self.shares, self.layers, self.curves = nanos, shares, layers, curves
        self.unit = max(nano.time for nano in nanos)
        self.now = 0.0
        self.running: dict[str, Key] = {}
        self.left: dict[Key, float] = {}
        self.started: dict[Key, float] = {}
        self.waits: dict[Key, int] = {}
        self.runs: list[Run] = []
        self.known: dict[tuple[Any, ...], dict[str, float]] = {}
        lanes = {r: [i for i, n in enumerate(nanos) if n.resource == r] for r in RESOURCES}
        self.turns = {r: Turns(plan, lanes[r]) for r in RESOURCES if lanes[r]} if plan else {}
        self.queues: dict[str, list[tuple[int, int, int]]] = {r: [] for r in RESOURCES}
        self.followers: list[list[tuple[int, int]]] = [[] for _ in nanos]
        for position, nano in enumerate(nanos):
            for parent, back in nano.after:
                self.followers[parent].append((position, back))
            first = min((back for _, back in nano.after), default=layers)
            for layer in range(min(first, layers)):  # nothing that it waits for is simulated
                self.ready((layer, position))

    def ready(self, key: Key) -> None:
        """Queue what may start; with a plan it waits for its turn."""
        nano = self.nanos[key[1]]
        heappush(self.queues[nano.resource], (key[0], nano.index, key[1]))

    def waiting(self, key: Key) -> int:
        """Return how many others a nano-operation still waits for."""
        if key not in self.waits:
            return sum(back <= key[0] for _, back in self.nanos[key[1]].after)
        return self.waits[key]

    def start(self) -> bool:
        """Start what is next and ready on each idle resource, and tell whether anything runs."""
        for resource in RESOURCES:
            if resource not in self.running and (key := self.take(resource)):
                self.running[resource] = key
                self.started[key] = self.now
                self.left[key] = self.nanos[key[1]].time
                self.waits.pop(key, None)
        return bool(self.running)

    def take(self, resource: str) -> Key | None:
        """Return what a resource starts now, and take it off; nothing if none is ready."""
        if not self.turns:
            queue = self.queues[resource]
            if not queue:
                return None
            layer, _, position = heappop(queue)
            return layer, position
        turns = self.turns.get(resource)
        if not turns or turns.key[0] >= self.layers or self.waiting(turns.key):
            return None
        key = turns.key
        turns.pass_on()
        return key

    def speeds(self) -> dict[str, float]:
        """Return the speed of what runs; each combination is worked out once."""
        together = tuple((resource, key[1]) for resource, key in self.running.items())
        if together not in self.known:
            self.known[together] = rates(self.nanos, dict(together), self.shares, self.curves)
        return self.known[together]

    def advance(self) -> list[Key]:
        """Let time pass until the first of what runs is done; return what is."""
        speeds, tiny = self.speeds(), TINY * self.unit
        passed = min(
            self.left[key] / speeds[resource]
            for resource, key in self.running.items()
            if speeds[resource] > TINY
        )
        self.now += passed
        done = []
        for resource, key in list(self.running.items()):
            self.left[key] -= passed * speeds[resource]
            if self.left[key] <= tiny:
                del self.running[resource], self.left[key]
                self.runs.append(Run(*key, self.started.pop(key), self.now))
                done.append(key)
        return done

    def release(self, done: Sequence[Key]) -> None:
        """Note for what waited that these are done."""
        for layer, position in done:
            for other, ahead in self.followers[position]:
                key = (layer + ahead, other)
                if key[0] < self.layers:
                    self.waits[key] = self.waiting(key) - 1
                    if not (self.waits[key] or self.turns):
                        self.ready(key)

    def steps(self) -> Iterator[list[Key]]:
        """Run to the end, and yield what is done whenever something is.

        Raise ValueError for a plan in which one waits for a later one.
        """
        while self.start():
            done = self.advance()
            self.release(done)
            yield done
        stuck = [t.key for t in self.turns.values() if t.key[0] < self.layers]
        rule = "an order in which none waits for a later one"
        require(not stuck, "plan", rule, [str(self.nanos[key[1]]) for key in stuck])

    def picture(self, layer: int) -> tuple[tuple[Any, ...], tuple[float, ...]]:
        """Return what matters for all that follows: what is the same or not, and what is left."""
        running = tuple((r, k[0] - layer, k[1]) for r, k in sorted(self.running.items()))
        waits = tuple(sorted((at - layer, i, n) for (at, i), n in self.waits.items()))
        queues = tuple((at - layer, i) for q in self.queues.values() for at, _, i in sorted(q))
        turns = tuple((t.key[0] - layer, t.key[1]) for t in self.turns.values())
        order = waits, queues if not self.turns else (), turns
        return (running, *order), tuple(self.left[k] for _, k in sorted(self.running.items()))


@dataclass(frozen=True, slots=True)
class Repeated:
    """How a simulation repeats itself: ``runs[first:last]`` are those of a cycle of layers."""

    cycle: int
    seconds: float
    first: int
    last: int


def until_repeated(clock: Clock) -> Repeated | None:
    """Run until a picture is seen again; return nothing if none is before the last layer."""
    seen: dict[tuple[Any, ...], list[tuple[int, float, tuple[float, ...], int]]] = {}
    near = SAME * clock.unit
    for done in clock.steps():
        for layer in (at for at, position in done if position == 0):
            order, left = clock.picture(layer)
            known = seen.setdefault(order, [])
            for at, time, rest, first in reversed(known):
                if all(abs(a - b) <= near for a, b in zip(left, rest, strict=True)):
                    return Repeated(layer - at, clock.now - time, first, len(clock.runs))
            known.append((layer, clock.now, left, len(clock.runs)))
    return None
