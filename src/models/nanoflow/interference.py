"""What running together costs: shares of a device, and the speed that they leave.

Vocabulary
    R           share of the device that a nano-operation is given
    P(R)        part of its speed alone that it keeps with that share
    curve       P by R as points from (0, 0) to (1, 1), straight between them; Table 3 gives
                those of kernels limited by memory and by the network, that of a
                multiplication is P = R
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from models.nanoflow.layer import RESOURCES, Step
from models.nanoflow.published import TABLE_3
from models.shared.checks import require, require_one_of

Curves = Mapping[str, tuple[tuple[float, float], ...]]


def check_curves(curves: Curves) -> None:
    """Refuse curves that lack a resource, or do not rise from (0, 0) to (1, 1)."""
    for resource in RESOURCES:
        require_one_of(f"curves of {resource}", resource, curves)
        points = curves[resource]
        ends = (*points[:1], *points[-1:]) == ((0, 0), (1, 1))
        rising = all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(points))
        rule = "points that rise from (0, 0) to (1, 1)"
        require(ends and rising, f"curve of {resource}", rule, points)


def performance(resource: str, share: float, curves: Curves = TABLE_3) -> float:
    """Return P(R); R must be above 0 and at most 1.

    >>> performance("memory", 0.4), performance("network", 0.1), performance("compute", 0.25)
    (0.8, 0.3, 0.25)
    """
    require_one_of("resource", resource, curves)
    require(0 < share <= 1, f"share of {resource}", "above 0 and at most 1", share)
    (left, low), (right, high) = next(
        (a, b) for a, b in pairwise(curves[resource]) if share <= b[0]
    )
    return low + (high - low) * (share - left) / (right - left)


def cheapest(resource: str, curves: Curves = TABLE_3) -> float:
    """Return the least R / P(R): what one second of work takes from the multiplications."""
    return min(share / speed for share, speed in curves[resource] if speed)


def exchange_bound(steps: Iterable[Step], curves: Curves = TABLE_3) -> float:
    """Return the least seconds that a layer can take, whatever its order and shares.

    While multiplications run, a second of other work costs them ``cheapest`` seconds at least;
    while they do not, for I seconds, the others run at full speed. No lane beats its own work.
    """
    work = dict.fromkeys(RESOURCES, 0.0)
    for step in steps:
        work[step.resource] += step.alone()
    others = [(work[r], cheapest(r, curves)) for r in RESOURCES[1:]]
    times = [
        work["compute"] + idle + sum(cost * max(need - idle, 0.0) for need, cost in others)
        for idle in (0.0, *(need for need, _ in others))
    ]
    return max(min(times), *work.values())
