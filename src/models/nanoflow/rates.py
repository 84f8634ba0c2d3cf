"""How fast what runs together is: the rule of the fluid simulation.

While a multiplication runs, each of the others keeps the part P(R) of its speed that its share R
leaves it, and the multiplication has the rest of the device, 1 - sum of R; while none runs, they
are as fast as alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from models.nanoflow.interference import Curves, performance
from models.nanoflow.layer import RESOURCES, Nano
from models.nanoflow.published import TABLE_3
from models.shared.checks import is_number, require, require_one_of

ROUNDING = 1e-12  # of shares
#: A share for each nano-operation by its position, or for all of a resource by its name.
Shares = Mapping[int, float] | Mapping[str, float]


def every_share(nanos: Sequence[Nano], shares: Shares) -> dict[int, float]:
    """Return the share of each nano-operation that does not multiply, by its position.

    Raise ValueError for one that is missing, is no share, or is given to what takes none.
    """
    by: dict[Any, float] = dict(shares)
    for key in by:
        if isinstance(key, str):
            require_one_of("shares", key, RESOURCES[1:])
        else:
            takes = isinstance(key, int) and 0 <= key < len(nanos)
            takes = takes and nanos[key].resource != "compute"
            require(takes, "shares", "given to positions of what does not multiply", key)
    found = {}
    for position, nano in enumerate(nanos):
        if nano.resource != "compute":
            value = by.get(position, by.get(nano.resource))
            number = is_number(value) and 0 < value <= 1
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
    require(taken <= 1 + ROUNDING, f"shares of {together}", "together at most 1", taken)
    speeds = {"compute": max(1 - taken, 0.0)}
    for position in others:
        resource = nanos[position].resource
        speeds[resource] = performance(resource, shares[position], curves)
    return speeds
