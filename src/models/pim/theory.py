"""What arithmetic says of the imbalance: the mean of random placement, and a bound for LPT.

Vocabulary
    n, G        requests on each device, devices
    cv          standard deviation of a request's tokens over their mean
    E[max]      mean of the largest of G independent standard normal numbers
    LPT         longest processing time first: the policy longest-first
    OPT         the least possible largest load of whole requests

If devices hold n independent requests each, a load has mean n m and deviation sqrt(n) cv m; were
loads normal and independent, lambda would average 1 + cv E[max] / sqrt(n). A heavy tail breaks
the first: a sum of few heavy-tailed lengths is no normal number.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import inf, log, sqrt

import numpy as np
from scipy.integrate import quad
from scipy.special import ndtr
from scipy.stats import norm

from models.pim.inputs import Lengths
from models.pim.placement import require_tokens
from models.pim.requests import Floats, Integers, contexts
from models.shared.checks import is_number, require, require_integer

BRUTE = 200_000  # placements that an exact search may try


def largest(devices: int) -> float:
    """Return E[max] of standard normal numbers, one for each device.

    >>> round(largest(1), 6), round(largest(2), 4)
    (0.0, 0.5642)
    """
    require_integer("devices", devices, 1)
    value, _ = quad(
        lambda x: x * devices * norm.pdf(x) * ndtr(x) ** (devices - 1), -inf, inf, epsabs=1e-9
    )
    return float(value)


def expected(cv: float, devices: int, each: float) -> float:
    """Return 1 + cv E[max] / sqrt(n), the estimate of the mean lambda."""
    require(is_number(cv) and cv >= 0, "cv", "a finite number of at least 0", cv)
    require(is_number(each) and each > 0, "each", "a finite number above 0", each)
    return 1 + cv * largest(devices) / sqrt(each)


def bound(devices: int) -> Fraction:
    """Return 4/3 - 1/(3 G), at most which LPT is above OPT (``graham1969bounds``)."""
    require_integer("devices", devices, 1)
    return Fraction(4, 3) - Fraction(1, 3 * devices)


def optimum(tokens: Sequence[int], devices: int) -> int:
    """Return OPT by trying every placement; the first request is on the first device.

    Raise ValueError if there are more placements than can be tried.
    """
    require_integer("devices", devices, 1)
    require_tokens(tokens)
    few = (len(tokens) - 1) * log(devices) <= log(BRUTE)
    rule = f"few enough for {BRUTE} placements"
    require(few, "tokens", rule, f"{devices}**{len(tokens) - 1} placements")
    best = sum(tokens)
    for places in product(range(devices), repeat=len(tokens) - 1):
        loads = [0] * devices
        for device, length in zip((0, *places), tokens, strict=True):
            loads[device] += length
        best = min(best, max(loads))
    return best


def ratios(policy: str, drawn: Integers, devices: int) -> Floats:
    """Return lambda of many batches at once, a row each, under one of three policies.

    It is what :func:`models.pim.placement.batch` gives for each row; a test holds them equal.
    """
    if policy == "round-robin":
        of: Integers = drawn.reshape(len(drawn), -1, devices).sum(axis=1)
    else:
        order = -np.sort(-drawn, axis=1) if policy == "longest-first" else drawn
        of = np.zeros((len(drawn), devices), dtype=np.int64)
        rows = np.arange(len(drawn))
        for column in order.T:
            of[rows, of.argmin(axis=1)] += column
    peaks: Floats = of.max(axis=1) * devices / of.sum(axis=1)
    return peaks


def trials(
    lengths: Lengths, devices: int, each: int, count: int, seed: int
) -> tuple[Integers, float]:
    """Return batches of requests in flight, a row each, and the cv of their tokens."""
    require_integer("count", count, 1)
    require_integer("each", each, 1)
    drawn = contexts(lengths, (count, devices * each), np.random.default_rng([seed, each]))
    return drawn, float(drawn.std() / drawn.mean())
