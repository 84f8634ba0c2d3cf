"""What permutations do to an algorithm: the worst of all, and a thousand drawn at random.

The load of a link is a sum over the pairs of a permutation, so the permutation that loads it
most is a matching of greatest weight; the worst case is that of the worst link (Towles and
Dally, 2002). On a torus all nodes are alike, and the links that leave node 0 suffice.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from math import lcm

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from models.goal.loads import Loads, loads
from models.goal.paths import ADAPTIVE, crossings, require_algorithm, require_rings
from models.goal.topology import Torus
from models.shared.checks import require


def worst_case(torus: Torus, algorithm: str) -> Loads:
    """Return the loads of the permutation that loads a channel most, by matching.

    Its destinations are ``[t for (t,) in found.traffic.rows]``. The weights are scaled to
    integers below 2**53, on which the matching in floating point is exact.
    """
    require_algorithm(algorithm)
    require_rings(torus, algorithm)
    rule = "an oblivious algorithm: an adaptive one has no load by pairs"
    require(not ADAPTIVE[algorithm] or torus.n == 1, "algorithm", rule, algorithm)
    best: tuple[int, list[int]] = (-1, [])
    for weight in weights(torus, algorithm):
        rows, columns = linear_sum_assignment(weight, maximize=True)
        total = int(weight[rows, columns].sum())
        if total > best[0]:
            best = (total, [int(t) for t in columns])
    return loads(torus, algorithm, best[1])


def weights(torus: Torus, algorithm: str) -> Iterator[NDArray[np.float64]]:
    """Yield, for each channel that may be the worst, what each (source, destination) adds."""
    nodes = range(torus.nodes)
    looked = torus.channels if torus.mesh else torus.channels[: torus.ports]
    number = {channel: i for i, channel in enumerate(looked)}
    found: list[tuple[int, int, int, Fraction]] = []
    for source in nodes:
        for destination in nodes:
            for node, port, p in crossings(torus, algorithm, source, destination):
                if (node, port) in number:
                    found.append((number[node, port], source, destination, p))
    scale = lcm(*(p.denominator for *_, p in found))
    fits = scale * torus.nodes < 2**53
    require(fits, "k, n", "smaller for an exact matching", (torus.k, torus.n))
    weight = np.zeros((len(looked), torus.nodes, torus.nodes))
    for i, source, destination, p in found:
        weight[i, source, destination] += int(p * scale)
    yield from weight


@cache
def pairs(torus: Torus, algorithm: str) -> NDArray[np.float64]:
    """Return what each (source, destination) adds to each channel, in ``torus.channels``' order."""
    number = {channel: i for i, channel in enumerate(torus.channels)}
    found = np.zeros((torus.nodes, torus.nodes, len(number)))
    for source in range(torus.nodes):
        for destination in range(torus.nodes):
            for node, port, p in crossings(torus, algorithm, source, destination):
                found[source, destination, number[node, port]] += float(p)
    return found


def largest(torus: Torus, algorithm: str, destinations: tuple[int, ...]) -> float:
    """Return the largest load of an oblivious algorithm under a permutation, in floating point."""
    sent = pairs(torus, algorithm)[range(torus.nodes), destinations]
    return float(sent.sum(axis=0).max())
