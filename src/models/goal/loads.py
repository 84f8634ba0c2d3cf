"""Exact channel loads of routing algorithms on a k-ary n-cube, in rational arithmetic.

Vocabulary
    load        flits that cross a channel in a cycle if every node injects one flit in a cycle
    throughput  1 / the largest load: what an ideal router could carry, in flits/node/cycle
    DOR         shortest way, one dimension after the other; a tie at k/2 is split evenly
    VAL         DOR to a node drawn at random, then DOR to the destination
    MIN AD      shortest way, any order of dimensions, adaptively; ties as in DOR
    ROMM        two phases through a node drawn in the minimal quadrant, orders drawn too
    RLB         as ROMM, in the quadrant that GOAL would draw
    GOAL        plus with probability 1 - d/k in each dimension, once; then adaptively
    redrawn     as GOAL, but drawn again at every hop
    DOR plus    as DOR, but a tie always goes plus: one path for each pair of nodes

An adaptive algorithm fixes how many hops are made in each direction but not where.
Its channel loads are determined if all nodes are alike or no packet has a choice; otherwise
the mean over the channels of a direction bounds the largest load from below.
Redrawn, the choice of dimension also chooses between draws; with more than one dimension to
choose from, hops and loads are those of an idle network and bound nothing.

>>> loads(Torus(8, 2), "goal", "tornado").throughput
Fraction(8, 15)
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from itertools import permutations, product
from math import lcm, prod

import numpy as np
from scipy.optimize import linear_sum_assignment

from models.goal.torus import Torus, Traffic, traffic
from models.shared.checks import require, require_one_of

#: The algorithms by name; those that are adaptive leave the place of a hop to the load.
ADAPTIVE = {
    "dor": False,
    "dor-plus": False,
    "val": False,
    "romm": False,
    "rlb": False,
    "min-ad": True,
    "goal": True,
    "goal-redrawn": True,
}
# How each goes round a ring; VAL and MIN AD go the shortest way, as DOR does.
RULES = {"dor-plus": "plus", "rlb": "balanced", "goal": "balanced", "goal-redrawn": "redrawn"}

# What one packet adds to the channels: {(offset of the channel's node, port): probability}.
Flow = defaultdict[tuple[tuple[int, ...], int], Fraction]


@dataclass(frozen=True)
class Loads:
    """The loads of all channels, or what is known of them."""

    traffic: Traffic
    algorithm: str
    channels: dict[tuple[int, int], Fraction]  # (node, port), if determined
    ports: tuple[Fraction, ...]  # mean over the channels of a port

    @property
    def determined(self) -> bool:
        """Whether the load of each channel is known, not only the means."""
        return bool(self.channels)

    @property
    def bounding(self) -> bool:
        """Whether no load on the network can make the largest load less than it is here."""
        return self.determined or self.algorithm != "goal-redrawn"

    @cached_property
    def largest(self) -> Fraction:
        """The largest load, or a lower bound of it."""
        return max(self.channels.values(), default=max(self.ports))

    @property
    def throughput(self) -> Fraction | None:
        """What an ideal router could carry, or an upper bound; None if nothing uses a link."""
        return 1 / self.largest if self.largest else None

    @property
    def hops(self) -> Fraction:
        """The mean number of hops."""
        return sum(self.ports, Fraction())


@cache
def split(rule: str, k: int, d: int) -> tuple[tuple[int, Fraction], ...]:
    """Return the signed ways to go a distance d round a ring, with their probabilities."""
    if d == 0:
        return ((0, Fraction(1)),)
    if rule == "balanced":
        plus = 1 - Fraction(d, k)
    else:
        plus = (
            Fraction((2 * d < k) + (2 * d <= k), 2) if rule == "minimal" else Fraction(2 * d <= k)
        )
    return tuple((way, p) for way, p in ((d, plus), (d - k, 1 - plus)) if p)


@cache
def walk(k: int) -> tuple[tuple[tuple[Fraction, Fraction], ...], ...]:
    """Return, for the redrawn walk, the hops from offset d made at offset e, plus and minus.

    The visits V[d][e] of the chain d -> d - 1 with probability 1 - d/k, else d + 1, solve
    V = 1 + P V, by elimination in rational arithmetic.
    """
    size = k - 1
    rows = [[Fraction(i == j) for j in range(size)] * 2 for i in range(size)]
    for d in range(1, k):
        plus = 1 - Fraction(d, k)
        for e, p in ((d - 1, plus), (d + 1, 1 - plus)):
            if 0 < e < k:
                rows[d - 1][e - 1] -= p
    for i in range(size):
        rows[i] = [x / rows[i][i] for x in rows[i]]
        for j in range(size):
            if j != i:
                rows[j] = [x - rows[j][i] * y for x, y in zip(rows[j], rows[i], strict=True)]
    visits = [[Fraction()] * size] + [row[size:] for row in rows]
    return tuple(
        tuple((v * (1 - Fraction(e, k)), v * Fraction(e, k)) for e, v in enumerate(row, 1))
        for row in visits
    )


def ring(rule: str, k: int, d: int) -> Iterator[tuple[int, int, Fraction]]:
    """Yield (place, 0 for plus or 1 for minus, probability) of the hops of a distance d."""
    if rule == "redrawn":
        for e, (plus, minus) in enumerate(walk(k)[d], 1):
            yield from (((d - e) % k, 0, plus), ((d - e) % k, 1, minus))
        return
    for way, p in split(rule, k, d):
        for step in range(abs(way)):
            yield ((step if way > 0 else -step) % k, int(way < 0), p)


def in_order(rule: str, k: int, offset: Sequence[int]) -> Flow:
    """Return the flow of one dimension after the other."""
    flow: Flow = defaultdict(Fraction)
    for i, d in enumerate(offset):
        for place, minus, p in ring(rule, k, d):
            node = (*offset[:i], place, *(0,) * (len(offset) - i - 1))
            flow[node, 2 * i + minus] += p
    return flow


def two_phases(rule: str, k: int, offset: Sequence[int]) -> Flow:
    """Return the flow through a node drawn in the quadrant, each phase in an order drawn too."""
    flow: Flow = defaultdict(Fraction)
    orders = list(permutations(range(len(offset))))
    for quadrant in product(*(split(rule, k, d) for d in offset)):
        ways = [way for way, _ in quadrant]
        p = prod((q for _, q in quadrant), start=Fraction(1, len(orders)))
        for order in orders:
            for rank, i in enumerate(order):
                first, last = order[:rank], order[rank + 1 :]
                for phase in (0, 1):
                    for place, q in _crossings(ways, i, first if phase == 0 else last, phase):
                        # The dimensions not drawn: still 0 in the first phase, done in the second.
                        node = tuple(x % k for x in place)
                        flow[node, 2 * i + (ways[i] < 0)] += p * q
    return flow


def _crossings(
    ways: Sequence[int], i: int, drawn: Sequence[int], phase: int
) -> Iterator[tuple[list[int], Fraction]]:
    """Yield where a phase crosses dimension i, given the dimensions that stand where drawn."""
    steps = [abs(way) for way in ways]
    signs = [-1 if way < 0 else 1 for way in ways]
    p = prod((Fraction(1, steps[j] + 1) for j in drawn), start=Fraction(1, steps[i] + 1))
    for along in range(steps[i]):
        weight = p * (along + 1 if phase else steps[i] - along)
        for middle in product(*(range(steps[j] + 1) for j in drawn)):
            place = [phase * step for step in steps]
            place[i] = along
            for j, x in zip(drawn, middle, strict=True):
                place[j] = x
            yield [x * sign for x, sign in zip(place, signs, strict=True)], weight


@cache
def flow(torus: Torus, algorithm: str, offset: tuple[int, ...]) -> Flow:
    """Return what a packet to an offset adds to the channels, as seen from its source.

    For an adaptive algorithm in more than one dimension only the sum over the channels
    of a port is meaningful.
    """
    if algorithm == "val":
        return _valiant(torus, offset)
    route = two_phases if algorithm in ("romm", "rlb") else in_order
    return route(RULES.get(algorithm, "minimal"), torus.k, offset)


def _valiant(torus: Torus, offset: tuple[int, ...]) -> Flow:
    """Return the flow to a node drawn at random and on from there."""
    total: Flow = defaultdict(Fraction)
    for middle in product(range(torus.k), repeat=torus.n):
        for channel, p in flow(torus, "dor", middle).items():
            total[channel] += p / torus.nodes
        rest = tuple((d - m) % torus.k for d, m in zip(offset, middle, strict=True))
        for (place, port), p in flow(torus, "dor", rest).items():
            seen = tuple((x + m) % torus.k for x, m in zip(place, middle, strict=True))
            total[seen, port] += p / torus.nodes
    return total


def loads(torus: Torus, algorithm: str, pattern: str | Sequence[int] | Traffic) -> Loads:
    """Return the loads of an algorithm under a pattern."""
    require_one_of("algorithm", algorithm, ADAPTIVE)
    sent = pattern if isinstance(pattern, Traffic) else traffic(torus, pattern)
    choice = ADAPTIVE[algorithm] and not sent.one_dimensional
    ports = [Fraction()] * torus.ports
    channels: defaultdict[tuple[int, int], Fraction] = defaultdict(Fraction)
    # If all nodes are alike, the sums over ports suffice: those of a simpler algorithm, or for
    # VAL of any destination.
    simpler = {"romm": "min-ad", "rlb": "goal"} if sent.symmetric else {}
    for source in sent.sources:
        row = sent.offsets(source)[: 1 if sent.symmetric and algorithm == "val" else None]
        for offset, times in Counter(row).items():
            for (place, port), p in flow(torus, simpler.get(algorithm, algorithm), offset).items():
                share = p * Fraction(times, len(row))
                ports[port] += share
                if not (choice or sent.symmetric):
                    channels[torus.shift(source, place), port] += share
    every = product(range(torus.nodes), range(torus.ports))
    if sent.symmetric and not (choice and algorithm == "goal-redrawn"):
        known = {(node, port): ports[port] for node, port in every}
        return Loads(sent, algorithm, known, tuple(ports))
    means = tuple(total / len(sent.sources) for total in ports)
    known = {} if choice else {channel: channels[channel] for channel in every}
    return Loads(sent, algorithm, known, means)


def worst_case(torus: Torus, algorithm: str) -> Loads:
    """Return the loads of the permutation that loads a channel most, by matching.

    All nodes are alike, so the channels that leave node 0 suffice. The weights are scaled to
    integers below 2**53, on which the matching in floating point is exact.
    """
    require_one_of("algorithm", algorithm, ADAPTIVE)
    rule = "an oblivious algorithm: an adaptive one has no load by pairs"
    require(not ADAPTIVE[algorithm] or torus.n == 1, "algorithm", rule, algorithm)
    best: tuple[int, list[int]] = (-1, [])
    weights = _pair_weights(torus, algorithm)
    for weight in weights:
        rows, columns = linear_sum_assignment(weight, maximize=True)
        total = int(weight[rows, columns].sum())
        if total > best[0]:
            best = (total, [int(t) for t in columns])
    return loads(torus, algorithm, best[1])


def _pair_weights(
    torus: Torus, algorithm: str
) -> list[np.ndarray[tuple[int, int], np.dtype[np.float64]]]:
    """Return, for each port of node 0, what each (source, destination) adds to it."""
    everywhere = list(product(range(torus.k), repeat=torus.n))
    flows = {offset: flow(torus, algorithm, offset) for offset in everywhere}
    scale = lcm(*(p.denominator for seen in flows.values() for p in seen.values()))
    weights = [np.zeros((torus.nodes, torus.nodes)) for _ in range(torus.ports)]
    for offset, seen in flows.items():
        for (place, port), p in seen.items():
            source = torus.node([-x for x in place])
            weights[port][source, torus.shift(source, offset)] = int(p * scale)
    require(
        scale * torus.nodes < 2**53, "k, n", "smaller for an exact matching", (torus.k, torus.n)
    )
    return weights
