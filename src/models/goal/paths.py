"""The paths of the routing algorithms, as exact flows of one packet.

Vocabulary
    rule        how a packet goes round a ring: the shortest way (``minimal``, a tie split
                evenly; ``plus``, a tie always plus), ``balanced`` as GOAL draws, ``redrawn``
    way         hops in a dimension, signed by the direction
    quadrant    the ways of all dimensions: the box that adaptive paths stay in
    flow        what one packet adds to the channels, as seen from its source
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import permutations, product
from math import prod

from models.goal.topology import Torus
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
#: Names that others give them, in the letters that are compared.
FOREIGN = {
    "dimorder": "dor",
    "dimensionorder": "dor",
    "xy": "dor",
    "valiant": "val",
    "minad": "min-ad",
    "minadapt": "min-ad",
    "minimaladaptive": "min-ad",
}
# How each goes round a ring; VAL and MIN AD go the shortest way, as DOR does.
RULES = {"dor-plus": "plus", "rlb": "balanced", "goal": "balanced", "goal-redrawn": "redrawn"}

# What one packet adds to the channels: {(offset of the channel's node, port): probability}.
Flow = defaultdict[tuple[tuple[int, ...], int], Fraction]


def require_algorithm(algorithm: object, known: Sequence[str] = tuple(ADAPTIVE)) -> None:
    """Refuse an unknown algorithm; say what it is called here, or that it is not simulated."""
    require(isinstance(algorithm, str), "algorithm", f"one of {', '.join(known)}", algorithm)
    letters = "".join(x for x in str(algorithm).lower() if x.isalnum())
    for suffix in ("torus", "mesh", "nitorus"):
        letters = letters.removesuffix(suffix)
    ours = FOREIGN.get(letters, next((name for name in ADAPTIVE if name == letters), ""))
    if algorithm in ADAPTIVE and algorithm not in known:
        rule = f"one of {', '.join(known)}: of this one there are loads only, no simulation"
        require(False, "algorithm", rule, algorithm)
    if algorithm not in known and ours in known:
        rule = f"one of {', '.join(known)}; {algorithm!r} is {ours!r} here"
        require(False, "algorithm", rule, algorithm)
    require_one_of("algorithm", algorithm, known)


def require_rings(torus: Torus, algorithm: str) -> None:
    """Refuse what is no network, and an algorithm that goes round rings where there are none."""
    require(isinstance(torus, Torus), "torus", "a Torus", torus)
    needs = RULES.get(algorithm) in ("balanced", "redrawn")
    rule = f"a torus: {algorithm!r} chooses between two ways round a ring"
    require(not (torus.mesh and needs), "mesh", rule, torus.mesh)


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


def ways(torus: Torus, rule: str, i: int, d: int) -> tuple[tuple[int, Fraction], ...]:
    """Return the ways of a distance in dimension i; on a mesh there is one."""
    return ((d, Fraction(1)),) if torus.mesh else split(rule, torus.sides[i], d)


def quadrants(
    torus: Torus, rule: str, offset: Sequence[int]
) -> Iterator[tuple[tuple[int, ...], Fraction]]:
    """Yield the quadrants that a packet to an offset may draw, with their probabilities."""
    for drawn in product(*(ways(torus, rule, i, d) for i, d in enumerate(offset))):
        yield tuple(way for way, _ in drawn), prod((p for _, p in drawn), start=Fraction(1))


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
        yield from straight(k, way, p)


def straight(k: int, way: int, p: Fraction) -> Iterator[tuple[int, int, Fraction]]:
    """Yield the hops of a way, each with the same probability."""
    for step in range(abs(way)):
        yield ((step if way > 0 else -step) % k, int(way < 0), p)


def in_order(torus: Torus, rule: str, offset: Sequence[int]) -> Flow:
    """Return the flow of one dimension after the other."""
    flow: Flow = defaultdict(Fraction)
    for i, d in enumerate(offset):
        k = torus.sides[i]
        for place, minus, p in straight(k, d, Fraction(1)) if torus.mesh else ring(rule, k, d):
            node = (*offset[:i], place, *(0,) * (len(offset) - i - 1))
            flow[node, 2 * i + minus] += p
    return flow


def two_phases(torus: Torus, rule: str, offset: Sequence[int]) -> Flow:
    """Return the flow through a node drawn in the quadrant, each phase in an order drawn too."""
    flow: Flow = defaultdict(Fraction)
    orders = list(permutations(range(len(offset))))
    for quadrant, drawn in quadrants(torus, rule, offset):
        p = drawn / len(orders)
        for order in orders:
            for rank, i in enumerate(order):
                first, last = order[:rank], order[rank + 1 :]
                for phase in (0, 1):
                    for place, q in _crossings(quadrant, i, first if phase == 0 else last, phase):
                        # The dimensions not drawn: still 0 in the first phase, done in the second.
                        node = tuple(x % k for x, k in zip(place, torus.sides, strict=True))
                        flow[node, 2 * i + (quadrant[i] < 0)] += p * q
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
    of a port is meaningful. On a mesh VAL depends on more than the offset: see ``crossings``.
    """
    if algorithm == "val":
        return _valiant(torus, offset)
    route = two_phases if algorithm in ("romm", "rlb") else in_order
    return route(torus, RULES.get(algorithm, "minimal"), offset)


def _valiant(torus: Torus, offset: tuple[int, ...]) -> Flow:
    """Return the flow to a node drawn at random and on from there."""
    total: Flow = defaultdict(Fraction)
    sides = torus.sides
    for middle in product(*(range(k) for k in sides)):
        for channel, p in flow(torus, "dor", middle).items():
            total[channel] += p / torus.nodes
        rest = tuple((d - m) % k for d, m, k in zip(offset, middle, sides, strict=True))
        for (place, port), p in flow(torus, "dor", rest).items():
            seen = tuple((x + m) % k for x, m, k in zip(place, middle, sides, strict=True))
            total[seen, port] += p / torus.nodes
    return total


def crossings(
    torus: Torus, algorithm: str, source: int, destination: int
) -> Iterator[tuple[int, int, Fraction]]:
    """Yield (node, port, probability) of what a packet from a node to another adds."""
    if torus.mesh and algorithm == "val":
        for phase in (_half(torus, source, True), _half(torus, destination, False)):
            yield from ((node, port, p) for (node, port), p in phase.items())
        return
    for (place, port), p in flow(torus, algorithm, torus.offset(source, destination)).items():
        yield torus.shift(source, place), port, p


@cache
def _half(torus: Torus, end: int, outward: bool) -> dict[tuple[int, int], Fraction]:
    """Return the flow of one phase of VAL: from a node to any, or from any to it."""
    found: defaultdict[tuple[int, int], Fraction] = defaultdict(Fraction)
    for middle in range(torus.nodes):
        ends = (end, middle) if outward else (middle, end)
        for node, port, p in crossings(torus, "dor", *ends):
            found[node, port] += p / torus.nodes
    return dict(found)
