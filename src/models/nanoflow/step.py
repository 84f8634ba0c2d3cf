"""Steps of a layer and nano-operations: what they need, and what they wait for.

Vocabulary
    step        an operation of a layer, on the one resource that limits it
    nano-operation   a step over a range [start, stop) of the tokens of the batch
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from models.shared.checks import is_number, require, require_one_of, require_positive

RESOURCES = ("compute", "memory", "network")
THIN = 2.0  # seconds to read over seconds to multiply, from which on a copy is memory's
Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """An operation of one layer; ``parts`` give its seconds alone for a part f of the batch.

    Each part takes max(a f, b + c f): a to compute or exchange, b to read weights, c to read and
    write the rest; with ``speeds``, one curve for each part, a f is divided by the speed at f.
    ``fixed`` seconds are added to each copy, and a copy of a ``thin`` step may be on the memory
    lane. ``after`` names steps of the same layer, ``before`` those of the last one.
    """

    name: str
    resource: str
    parts: tuple[tuple[float, float, float], ...]
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    speeds: tuple[Points, ...] = ()
    fixed: float = 0.0
    thin: bool = False

    def __post_init__(self) -> None:
        seconds = [self.fixed, *(value for part in self.parts for value in part)]
        rule = "triples of finite seconds, at least 0, and not all 0"
        threes = all(len(part) == 3 for part in self.parts)
        valid = threes and all(is_number(value) and value >= 0 for value in seconds)
        require(valid and sum(seconds) > 0, f"seconds of {self.name}", rule, self.parts)
        same = len(self.speeds) in (0, len(self.parts))
        require(same, f"speeds of {self.name}", "one curve for each part", len(self.speeds))
        for points in self.speeds:
            check_speeds(self.name, points)

    def alone(self, part: float = 1.0) -> float:
        """Return the seconds that a part of the batch takes if nothing else runs."""
        return self.fixed + sum(
            max(a * part / self.speed(i, part), b + c * part)
            for i, (a, b, c) in enumerate(self.parts)
        )

    def speed(self, i: int, part: float) -> float:
        """Return how fast one of its parts is done for a part of the batch, 1 if that is not said.

        Below the first point of a curve the time is that of the first point.
        """
        points = self.speeds[i] if self.speeds else ((1.0, 1.0),)
        if len(points) == 1 or part >= points[-1][0]:
            return points[-1][1] if self.speeds else 1.0
        if part <= points[0][0]:
            return points[0][1] * part / points[0][0]
        (left, low), (right, high) = next((a, b) for a, b in pairwise(points) if part <= b[0])
        return low + (high - low) * (part - left) / (right - left)

    def least(self) -> float:
        """Return seconds below which the whole batch is not done, however it is cut."""
        return self.fixed + sum(max(a, b + c) for a, b, c in self.fastest())

    def moved(self) -> float:
        """Return the same of a multiplication of which all copies are on the memory lane.

        There a copy reads for at least :data:`THIN` times as long as it multiplies.
        """
        multiplies = sum(a for a, _, _ in self.fastest())
        return max(THIN * multiplies, self.least() - self.fixed)

    def fastest(self) -> list[tuple[float, float, float]]:
        """Return its parts as they are at the best speed that a part of the batch has."""
        best = [
            max([speed for part, speed in points if part <= 1] + [self.speed(i, 1.0)])
            for i, points in enumerate(self.speeds)
        ]
        times = zip(self.parts, best or [1.0] * len(self.parts), strict=True)
        return [(a / speed, b, c) for (a, b, c), speed in times]

    def lane(self, part: float = 1.0) -> str:
        """Return the resource that a part of the batch needs longest."""
        reads = sum(b + c * part for _, b, c in self.parts)
        multiplies = sum(a * part / self.speed(i, part) for i, (a, _, _) in enumerate(self.parts))
        return "memory" if self.thin and reads >= THIN * multiplies else self.resource


def check_speeds(name: str, points: Points) -> None:
    """Refuse speeds by part of a batch that are none, or not in their order."""
    numbers = all(is_number(v) and v > 0 for point in points for v in point)
    rising = numbers and all(a[0] < b[0] for a, b in pairwise(points))
    rule = "points (part, speed) above 0, by rising part"
    require(bool(points) and rising, f"speeds of {name}", rule, points)


@dataclass(frozen=True, slots=True)
class Nano:
    """A nano-operation; ``after`` are (position among the nano-operations, layers back)."""

    step: str
    resource: str
    index: int
    start: int
    stop: int
    time: float
    after: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        require_positive(f"seconds of {self}", self.time)
        require_one_of(f"resource of {self}", self.resource, RESOURCES)

    def __str__(self) -> str:
        """Return its name in messages: UGD[768:2048]."""
        return f"{self.step}[{self.start}:{self.stop}]"


def check_nanos(nanos: Sequence[Nano]) -> None:
    """Refuse no nano-operations, and those that wait for what is not there or in a circle."""
    require(bool(nanos), "nano-operations", "at least one", nanos)
    count = len(nanos)
    for nano in nanos:
        for position, back in nano.after:
            there = 0 <= position < count and back >= 0
            rule = f"a position below {count}, of this layer or so many back"
            require(there, f"input of {nano}", rule, (position, back))
    within = {i: [p for p, back in n.after if not back] for i, n in enumerate(nanos)}
    try:
        TopologicalSorter(within).prepare()
    except CycleError as error:
        names = [str(nanos[i]) for i in reversed(error.args[1])]
        require(False, names[0], "free of circles within a layer", " -> ".join(names))
