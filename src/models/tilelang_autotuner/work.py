"""What is to be tuned and by what: configurations with their times, workers, devices, faults.

Times are exact: a number counts as the decimal fraction that it is written as, so that what ends
together in decimals ends together here.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from models.shared.checks import is_list, require, require_integer, require_one_of, shown

Number = int | float | Fraction

#: How configurations are dealt to devices: by index modulo their number (pull request 2159), in
#: contiguous blocks (2370), or each to the device that is free first (neither).
SPLITS = ("rr", "blocks", "list")
LONGEST = 10**9  # seconds
TIMEOUT = Fraction(180)  # seconds, the default of AutoTuner.run


def exact(argument: str, value: Any, zero: bool = False) -> Fraction:
    """Return seconds as a fraction; refuse what is no number above 0 (or from 0), or endless.

    >>> exact("own", 0.1) + exact("own", 0.2) == exact("own", 0.3)
    True
    """
    number = isinstance(value, int | float | Fraction) and not isinstance(value, bool)
    rule = f"seconds, {'at least' if zero else 'more than'} 0 and at most {LONGEST:,}"
    in_range = number and (value >= 0 if zero else value > 0) and value <= LONGEST
    require(in_range, argument, rule, value)  # which NaN is not
    return Fraction(repr(float(value))) if isinstance(value, float) else Fraction(value)


def require_fraction(argument: str, value: object) -> None:
    """Refuse what is no fraction of seconds above 0."""
    valid = isinstance(value, Fraction) and 0 < value <= LONGEST
    rule = "a Fraction of seconds above 0, as Work.of makes of a number"
    require(valid, argument, rule, value)


@dataclass(frozen=True, slots=True)
class Work:
    """The configurations to be tuned, in seconds.

    ``own`` is what each takes to compile by itself, ``measure`` what its measurement takes, and
    ``shared`` what a unit of them takes to compile beside the own parts of its configurations.
    They are fractions; :meth:`of` makes them of other numbers.
    """

    own: tuple[Fraction, ...]
    measure: tuple[Fraction, ...]
    shared: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        count = len(self.own)
        require(count > 0, "own", "the times of at least one configuration", self.own)
        rule = f"as many times as there are configurations, {count}"
        require(len(self.measure) == count, "measure", rule, len(self.measure))
        for name in ("own", "measure"):
            for time in getattr(self, name):
                require_fraction(name, time)
        if self.shared != 0:
            require_fraction("shared", self.shared)

    @classmethod
    def of(cls, own: Sequence[Number], measure: Sequence[Number], shared: Number = 0) -> Work:
        """Return the work of configurations; refuse none, and times that are none."""
        several = is_list(own) and len(own) > 0
        require(several, "own", "the times of at least one configuration", own)
        require(is_list(measure), "measure", "the times of the configurations", measure)
        rule = f"as many times as there are configurations, {len(own)}"
        require(len(measure) == len(own), "measure", rule, len(measure))
        return cls(
            tuple(exact(f"own of configuration {i}", time) for i, time in enumerate(own)),
            tuple(exact(f"measure of configuration {i}", time) for i, time in enumerate(measure)),
            exact("shared", shared, zero=True),
        )

    def __len__(self) -> int:
        return len(self.own)

    def ordered(self, order: Iterable[int]) -> Work:
        """Return the same configurations in another order."""
        order = list(order) if isinstance(order, Iterable) else []
        whole = all(type(place) is int for place in order)
        rule = f"all of 0 to {len(self) - 1}"
        require(whole and sorted(order) == list(range(len(self))), "order", rule, order)
        own, measure = (tuple(times[i] for i in order) for times in (self.own, self.measure))
        return Work(own, measure, self.shared)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """By what the configurations are tuned: c workers, m devices, units of g configurations.

    A group larger than the number of configurations makes one unit. Without ``pipeline`` nothing
    is measured before all is compiled. ``timeout`` is in seconds; None is none.
    """

    workers: int = 1
    devices: int = 1
    group: int = 1
    pipeline: bool = False
    split: str = "rr"
    timeout: Number | None = TIMEOUT

    def __post_init__(self) -> None:
        for name in ("workers", "devices", "group"):
            require_integer(name, getattr(self, name), 1)
        require(isinstance(self.pipeline, bool), "pipeline", "true or false", self.pipeline)
        require_one_of("split", self.split, SPLITS)
        if self.timeout is not None:
            exact("timeout", self.timeout)

    def units(self, configurations: int) -> list[range]:
        """Return the configurations of each unit.

        >>> Setup(group=4).units(6)
        [range(0, 4), range(4, 6)]
        """
        starts = range(0, configurations, self.group)
        return [range(start, min(start + self.group, configurations)) for start in starts]

    def cost(self, seconds: Fraction) -> Fraction:
        """Return how long a device is taken by a measurement: no longer than the timeout."""
        return seconds if self.timeout is None else min(seconds, exact("timeout", self.timeout))


@dataclass(frozen=True, slots=True)
class Faults:
    """What fails: configurations lost before their unit's shared compile, and shared compiles."""

    lost: frozenset[int] = field(default_factory=frozenset)
    failed: frozenset[int] = field(default_factory=frozenset)

    @classmethod
    def of(cls, lost: Iterable[int] = (), failed: Iterable[int] = ()) -> Faults:
        """Return the faults by the numbers of configurations and of units, from 0."""
        for name, numbers in (("lost", lost), ("failed", failed)):
            listed = isinstance(numbers, Collection) and not isinstance(numbers, str | bytes)
            require(listed, name, "a list of numbers", numbers)
            for number in numbers:
                hashed = isinstance(number, Hashable)
                require(hashed, name, "numbers of configurations or units", number)
        return cls(frozenset(lost), frozenset(failed))

    def check(self, configurations: int, units: int) -> None:
        """Refuse a number of which there is no configuration or unit."""
        for name, numbers, count in (
            ("lost", self.lost, configurations),
            ("failed", self.failed, units),
        ):
            what = {"lost": "configurations", "failed": "units"}[name]
            for number in sorted(numbers, key=shown):
                whole = isinstance(number, int) and not isinstance(number, bool)
                rule = f"numbers of {what}, from 0 to {count - 1}"
                require(whole and 0 <= number < count, name, rule, number)


NO_FAULTS = Faults()
