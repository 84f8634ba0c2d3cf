"""How the packets of one node spread over the links of an idle torus.

Where an adaptive algorithm leaves a choice of dimensions, each is taken equally often, as on a
network whose queues are empty. Summed over a port, a spread is the flow of
:func:`models.goal.loads.flow`; summed over all sources of an oblivious algorithm, it is the load.
The explorer of the write-up works the same out in the browser, and a test compares the two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import product

from models.goal.paths import ADAPTIVE, RULES, Flow, crossings, flow, quadrants, require_algorithm
from models.goal.patterns import Traffic
from models.goal.topology import Torus

Place = tuple[int, ...]
PRECISION = 1e-12  # what a redrawn walk may still have to go when it is given up


def spread(
    torus: Torus, algorithm: str, traffic: Traffic, source: int
) -> dict[tuple[int, int], float]:
    """Return the flits that a node which injects one flit a cycle sends over each channel."""
    require_algorithm(algorithm)
    channels: defaultdict[tuple[int, int], float] = defaultdict(float)
    for destination, share in traffic.shares(source).items():
        if not ADAPTIVE[algorithm]:
            for node, port, p in crossings(torus, algorithm, source, destination):
                channels[node, port] += float(p * share)
            continue
        offset = torus.offset(source, destination)
        for (place, port), p in packet(torus, algorithm, offset).items():
            channels[torus.shift(source, place), port] += float(p) * float(share)
    return dict(channels)


@cache
def packet(torus: Torus, algorithm: str, offset: Place) -> Flow:
    """Return how often a packet to an offset crosses the channels, as seen from its source."""
    if not ADAPTIVE[algorithm]:
        return flow(torus, algorithm, offset)
    if algorithm == "goal-redrawn":
        return _redrawn(torus, offset)
    found: Flow = defaultdict(Fraction)
    rule = RULES.get(algorithm, "minimal")
    for drawn, p in quadrants(torus, rule, offset):
        for channel, q in _adaptively(torus, drawn):
            found[channel] += p * q
    return found


def _adaptively(torus: Torus, ways: Place) -> Iterator[tuple[tuple[Place, int], Fraction]]:
    """Yield the crossings of a packet that goes these ways, all open dimensions equally often."""
    steps = [abs(way) for way in ways]
    reached: defaultdict[Place, Fraction] = defaultdict(Fraction, {(0,) * len(ways): Fraction(1)})
    for place in product(*(range(step + 1) for step in steps)):
        open_ = [i for i, step in enumerate(steps) if place[i] < step]
        for i in open_:
            p = reached[place] / len(open_)
            reached[(*place[:i], place[i] + 1, *place[i + 1 :])] += p
            parts = zip(place, ways, torus.sides, strict=True)
            node = tuple((-x if way < 0 else x) % k for x, way, k in parts)
            yield (node, 2 * i + (ways[i] < 0)), p


def _redrawn(torus: Torus, offset: Place) -> Flow:
    """Return the crossings of a walk that draws its direction again at every hop."""
    found: Flow = defaultdict(Fraction)
    left: dict[Place, float] = {offset: 1.0}
    while sum(left.values()) > PRECISION:
        after: defaultdict[Place, float] = defaultdict(float)
        for rest, p in left.items():
            node = tuple((d - r) % k for d, r, k in zip(offset, rest, torus.sides, strict=True))
            open_ = [i for i, r in enumerate(rest) if r]
            for i in open_:
                k = torus.sides[i]
                for minus, q in ((0, 1 - rest[i] / k), (1, rest[i] / k)):
                    share = p * q / len(open_)
                    found[node, 2 * i + minus] += share  # type: ignore[assignment]
                    step = (rest[i] + (1 if minus else -1)) % k
                    after[(*rest[:i], step, *rest[i + 1 :])] += share
        after.pop((0,) * torus.n, None)
        left = after
    return found
