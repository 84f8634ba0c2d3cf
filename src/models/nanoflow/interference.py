"""What running together costs: shares of a device, and the speed that they leave.

Vocabulary
    R           share of the device that a nano-operation is given: the part of its speed alone
                that a multiplication beside it loses, so that its own P is 1 - sum of R
    P(R)        part of its speed alone that a nano-operation keeps with that share
    curve       P by R as points from (0, 0) to (1, 1), straight between them, for what memory
                limits and for what the network limits; :data:`CURVES` has those to choose from
    mode        what runs together, with which shares: each has its speeds

The exchange program asks for the least time in which modes can do all the work of a layer,
whatever its order: with x[m] seconds in mode m, and v[m] its speeds,

    least sum of x    where, for each resource,    sum of v[m] x[m] >= its work

A point of a curve between two of its corners is a mean of them, so the modes with shares at the
corners suffice, together with the one in which nothing multiplies and the others are as fast as
alone: that one is the cheaper where R_m / P_m + R_n / P_n > 1. A multiplication of few rows may
also be done on the memory lane, in part: x of it take from the work of compute x times
:meth:`~models.nanoflow.step.Step.least` and add to that of memory x times
:meth:`~models.nanoflow.step.Step.moved`. The program leaves this open to every multiplication,
although copies of many rows are on the compute lane: so the bound of a device never rises with
its bandwidth, its network or its compute.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise, product

import numpy as np
from scipy.optimize import linprog

from models.nanoflow.layer import RESOURCES, Step
from models.nanoflow.measured import MEASURED_CURVES
from models.nanoflow.published import TABLE_3
from models.shared.checks import is_number, require, require_one_of

Points = tuple[tuple[float, float], ...]
Curves = Mapping[str, Points]
STRAIGHT: Points = ((0, 0), (1, 1))

#: The curves to choose from: those of the paper, on an A100, and those measured for this site,
#: which have no network and so keep the paper's.
CURVES: dict[str, Curves] = {
    "Table 3": TABLE_3,
    **{
        name: {"memory": points, "network": TABLE_3["network"]}
        for name, points in MEASURED_CURVES.items()
    },
}


def check_curves(curves: Curves) -> None:
    """Refuse curves that lack a resource or do not rise from (0, 0) to (1, 1).

    That of a multiplication is P = R by the meaning of R; it may be left out.
    """
    for resource in curves:
        require_one_of("curves", resource, RESOURCES)
    for resource in RESOURCES[1:]:
        require_one_of(f"curves of {resource}", resource, curves)
        points = curves[resource]
        numbers = all(is_number(value) for point in points for value in point)
        ends = (*points[:1], *points[-1:]) == ((0, 0), (1, 1))
        rising = numbers and all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(points))
        rule = "points that rise from (0, 0) to (1, 1)"
        require(ends and rising, f"curve of {resource}", rule, points)
    multiply = curves.get("compute", STRAIGHT)
    straight = all(share == speed for share, speed in multiply)
    require(straight, "curve of compute", "P = R, as R is what a multiplication loses", multiply)


def performance(resource: str, share: float, curves: Curves = TABLE_3) -> float:
    """Return P(R); R must be above 0 and at most 1.

    >>> performance("memory", 0.4), performance("network", 0.1), performance("compute", 0.25)
    (0.8, 0.3, 0.25)
    """
    require_one_of("resource", resource, RESOURCES)
    fits = is_number(share) and 0 < share <= 1
    require(fits, f"share of {resource}", "above 0 and at most 1", share)
    points = STRAIGHT if resource == "compute" else curves[resource]
    (left, low), (right, high) = next((a, b) for a, b in pairwise(points) if share <= b[0])
    return low + (high - low) * (share - left) / (right - left)


def cheapest(resource: str, curves: Curves = TABLE_3) -> float:
    """Return the least R / P(R): what one second of work takes from the multiplications."""
    return min(share / speed for share, speed in curves[resource] if speed)


def exchange_bound(steps: Iterable[Step], curves: Curves = TABLE_3) -> float:
    """Return the least seconds of a layer by the exchange program (see the module).

    No pipeline of the simulation is faster, whatever its cuts, order and shares. Raise ValueError
    for curves that are none.
    """
    check_curves(curves)
    work, steps = dict.fromkeys(RESOURCES, 0.0), list(steps)
    for step in steps:
        work[step.resource] += step.least()
    needs = tuple(work[resource] for resource in RESOURCES)
    movable = tuple((step.least(), step.moved()) for step in steps if step.resource == "compute")
    return exchange_program(needs, movable, curves["memory"], curves["network"])


@lru_cache(maxsize=256)
def exchange_program(
    work: tuple[float, float, float],
    movable: tuple[tuple[float, float], ...],
    memory: Points,
    network: Points,
) -> float:
    """Return the least seconds for work on compute, memory and network; see the module.

    ``movable`` has the seconds of compute that may be done on memory, and those of memory for it.
    """
    unit = max(work)
    modes = [(1 - m[0] - n[0], m[1], n[1]) for m, n in product(memory, network) if m[0] + n[0] <= 1]
    modes.append((0.0, 1.0, 1.0))
    moves = [(on_compute / unit, -on_memory / unit, 0.0) for on_compute, on_memory in movable]
    speeds = np.array([*modes, *moves]).T
    costs = [1.0] * len(modes) + [0.0] * len(moves)
    upper = [(0.0, None)] * len(modes) + [(0.0, 1.0)] * len(moves)
    needs = np.array(work) / unit
    found = linprog(costs, A_ub=-speeds, b_ub=-needs, bounds=upper, method="highs")
    require(found.status == 0, "program", "solved to optimality", found.message)
    return float(found.fun or 0.0) * unit
