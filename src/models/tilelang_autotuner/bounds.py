"""What no schedule of the two stages can beat, and closed forms beside the simulator.

Letters: c workers, m devices, n configurations, g of them in a unit; a and b are the times of one
compile and of one measurement. A unit takes s + v g, a measurement b1 + (g - 1) d.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, inf, sqrt

from models.shared.checks import require, require_integer, require_positive
from models.tilelang_autotuner.simulator import durations
from models.tilelang_autotuner.work import NO_FAULTS, Faults, Setup, Work


@dataclass(frozen=True, slots=True)
class Bound:
    """A lower bound of the end in seconds, and which stage it comes from."""

    seconds: Fraction
    stage: str


def bound(work: Work, setup: Setup, faults: Faults = NO_FAULTS) -> Bound:
    """Return how early tuning can end at best, whatever the order, the split and the pipeline.

    The larger of: all compiling spread over the workers, and then the shortest measurement; the
    shortest unit, and then all measuring spread over the devices; the longest unit; the longest
    measurement. Where a unit yields nothing, no measurement need follow the last compile.
    """
    units = setup.units(len(work))
    faults.check(len(work), len(units))
    long = durations(work, setup)
    yielded = [
        [i for i in unit if i not in faults.lost] if number not in faults.failed else []
        for number, unit in enumerate(units)
    ]
    taken = [setup.cost(work.measure[i]) for unit in yielded for i in unit]
    total, after = Fraction(sum(long)), min(taken) if all(yielded) else Fraction(0)
    compiling = max(total / setup.workers + after, max(long))
    measuring = Fraction(0)
    if taken:
        first = min(seconds for seconds, unit in zip(long, yielded, strict=True) if unit)
        measuring = max(first + Fraction(sum(taken)) / setup.devices, max(taken))
    if compiling == measuring:
        return Bound(compiling, "both")
    stage = "compiling" if compiling > measuring else "measuring"
    return Bound(max(compiling, measuring), stage)


def chain(n: int, a: Fraction, b: Fraction) -> Fraction:
    """Return the end of a pipeline of equal configurations with one worker and one device.

    The shorter stage is hidden but once: a + (n - 1) max(a, b) + b.
    """
    require_integer("n", n, 1)
    require_times(a=a, b=b)
    return a + (n - 1) * max(a, b) + b


def rounds(n: int, workers: int, devices: int, unit: Fraction, b: Fraction) -> Fraction:
    """Return the end of a pipeline of n / c whole rounds that are each measured within the next.

    Configurations are compiled one by one and dealt round-robin.
    """
    for name, value in (("n", n), ("workers", workers), ("devices", devices)):
        require_integer(name, value, 1)
    require_times(unit=unit, b=b)
    require(n % workers == 0, "n", f"a multiple of the {workers} workers", n)
    share = ceil(Fraction(workers, devices))
    require(share * b <= unit, "b", f"short enough for {share} within a unit of {unit}", b)
    return (n // workers) * unit + share * b


def overlap(compiling: Fraction, measuring: Fraction) -> Fraction:
    """Return the most by which hiding one stage behind the other can help: never more than 2."""
    require_times(compiling=compiling, measuring=measuring)
    require(compiling + measuring > 0, "compiling, measuring", "not both 0", (0, 0))
    return (compiling + measuring) / max(compiling, measuring)


def johnson(a: Sequence[Fraction], b: Sequence[Fraction]) -> list[int]:
    """Return the order that ends first with one worker and one device (Johnson, 1954).

    First what compiles faster than it measures, the shortest compile first; then the others, the
    longest measurement first.
    """
    require(len(a) == len(b), "b", f"as many times as a has, {len(a)}", len(b))
    for i, (compiling, measuring) in enumerate(zip(a, b, strict=True)):
        require_times(**{f"a[{i}]": compiling, f"b[{i}]": measuring})
    first = sorted((i for i in range(len(a)) if a[i] < b[i]), key=lambda i: a[i])
    last = sorted((i for i in range(len(a)) if a[i] >= b[i]), key=lambda i: -b[i])
    return first + last


def best_group(
    s: float, v: float, b1: float, d: float, workers: int, devices: int
) -> dict[str, float]:
    """Return the best size of groups, from 1 on, if it need not divide anything, by kind of run.

    In sequence, where c d / m of dearer measuring outweighs s / g of compiling saved; with a
    pipeline, where both stages take as long: (s / g + v) / c = (b1 + (g - 1) d) / m.
    Where that is below 1, measuring outweighs from the start, and single configurations are best.
    """
    for name, value in (("s", s), ("v", v), ("b1", b1), ("d", d)):
        require_positive(name, value)
    for name, value in (("workers", workers), ("devices", devices)):
        require_integer(name, value, 1)
    ratio = workers / devices  # multiply the second equation by c g: ratio d g^2 + half g - s = 0
    half = ratio * (b1 - d) - v
    # Of the two forms of a root the one that adds numbers of one sign.
    root = sqrt(half * half + 4 * ratio * d * s)
    equal = (root - half) / (2 * ratio * d) if half < 0 else 2 * s / (root + half)
    return {"sequential": max(sqrt(s / (ratio * d)), 1.0), "pipeline": max(equal, 1.0)}


def require_times(**times: object) -> None:
    """Refuse what are no times: numbers of at least 0."""
    for name, time in times.items():
        number = isinstance(time, int | float | Fraction) and not isinstance(time, bool)
        valid = number and 0 <= time < inf  # type: ignore[operator]
        require(valid, name, "a finite number of seconds, at least 0", time)
