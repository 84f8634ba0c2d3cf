"""Whether *-channels can wait for each other in a circle: the extended dependency graph.

Vocabulary
    *0, *1      the *-channels of a link: *0 before the packet has crossed the wrap-around
                link of the ring (and on that link), *1 after
    split rule  a ring has *0 and *1; dropped, it has one *-channel
    order rule  a *-channel only in the most significant productive dimension, the first in
                which the packet still has to move; dropped, in any productive dimension
    free        a channel for any productive hop, of an adaptive algorithm
    dependency  c -> c': some packet can hold c and, after any number of hops on the other
                channels, ask for c' (direct and indirect dependencies after Duato)
    whole rule  a head enters a free channel only if all of its packet has room there, or if it
                is empty; dropped, it may wait there behind another packet

A packet of several flits may lie across as many channels, so dependencies of any number of hops
are those of packets of any length. By the whole rule a head in a free channel is at its front,
from where it can ask for a *-channel, or its packet will leave all channels behind it: so free
channels need not be in the graph, and no circle of *-channels means no deadlock. Dropped, they
are in it: what waits behind another packet can ask for nothing. Other packets may follow in a
*-channel in any case, as a circle of those is what is looked for. DOR shares all its channels
out by the split rule; so does Valiant in each phase, and the second never waits for the first.

In each dimension a packet has made t of l hops from s, by sign + or -. What the rules ask of
it, and where it stands, is asked of each dimension by itself; so the graph between two kinds
of *-channel is a Kronecker product over the dimensions, and exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, connected_components

from models.goal.topology import Torus
from models.shared.checks import require

FREE = 2
Relation = NDArray[np.bool_]  # [place at c, place at c']


@dataclass(frozen=True)
class Star:
    """A channel: the link of a dimension that leaves a node one way.

    ``crossed`` is 0 for *0, 1 for *1 and ``FREE`` for the channels for any productive hop.
    """

    dimension: int
    sign: int
    crossed: int
    node: tuple[int, ...]


@dataclass(frozen=True)
class Rules:
    """The *-channel rules in force, and the longest way that a packet goes in a dimension.

    ``longest`` is one number for all dimensions or one for each. Without ``indirect`` only the
    dependencies of one hop count, those of packets of one flit: not enough to prove the absence
    of deadlock for longer ones, but their circles are easy to draw.
    """

    longest: int | tuple[int, ...]
    split: bool = True
    order: bool = True
    whole: bool = True
    indirect: bool = True


@dataclass(frozen=True)
class Line:
    """A dimension: its nodes, the longest way in it, and whether it ends or closes to a ring."""

    k: int
    longest: int
    ends: bool


def passages(line: Line, sign: int) -> Iterator[tuple[int, int, int]]:
    """Yield every (start s, hops l, hops made t) of a packet in one dimension."""
    for s, length in product(range(line.k), range(line.longest + 1)):
        if not (line.ends and crossed(line.k, s, sign, length)):
            yield from ((s, length, t) for t in range(length + 1))


def crossed(k: int, s: int, sign: int, t: int) -> int:
    """Return 1 once t hops from s have taken the wrap-around link."""
    return int(not 0 <= s + sign * t < k)


def relation(
    line: Line, rules: Rules, j: int, held: tuple[int, int, int], asked: tuple[int, int, int]
) -> Relation:
    """Return where dimension j can stand when a packet holds one channel and asks for another.

    ``held`` and ``asked`` are (dimension, sign, crossed).
    """
    k = line.k
    found = np.zeros((k, k), dtype=bool)
    signs = {sign for i, sign, _ in (held, asked) if i == j} or {1, -1}
    if len(signs) == 2 and j in (held[0], asked[0]):
        return found  # a packet never turns round
    for sign in signs:
        for s, length, t in passages(line, sign):
            if not stands(k, rules, j, held, (s, sign, length, t)):
                continue
            first = t + (held[0] == j)
            for later in range(first, length + 1 if rules.indirect else min(first, length) + 1):
                if stands(k, rules, j, asked, (s, sign, length, later)):
                    found[(s + sign * t) % k, (s + sign * later) % k] = True
    return found


def stands(
    k: int,
    rules: Rules,
    j: int,
    channel: tuple[int, int, int],
    passage: tuple[int, int, int, int],
) -> bool:
    """Tell whether the rules let a packet take a channel, as far as dimension j goes."""
    i, _, side = channel
    s, sign, length, t = passage
    if j == i:
        either = side == FREE or not rules.split
        return t < length and (either or crossed(k, s, sign, t) == side)
    return t == length if j < i and rules.order and side != FREE else True


def lines(torus: Torus, rules: Rules) -> list[Line]:
    """Return the dimensions as packets go in them."""
    ways = rules.longest if isinstance(rules.longest, tuple) else (rules.longest,) * torus.n
    fits = len(ways) == torus.n and all(1 <= w < k for w, k in zip(ways, torus.sides, strict=True))
    most = ", ".join(str(k - 1) for k in sorted(set(torus.sides)))
    require(fits, "longest", f"1 to k - 1 = {most}", rules.longest)
    return [Line(k, way, torus.mesh) for k, way in zip(torus.sides, ways, strict=True)]


def graph(torus: Torus, rules: Rules) -> tuple[list[Star], csr_array]:
    """Return the channels and the matrix of their dependencies; on a mesh *1 is never used."""
    lines(torus, rules)
    sides = ((0, 1) if rules.split else (0,)) + (() if rules.whole else (FREE,))
    kinds = list(product(range(torus.n), (1, -1), sides))
    blocks = [[block(torus, rules, held, asked) for asked in kinds] for held in kinds]
    places = list(product(*(range(k) for k in torus.sides)))  # as the Kronecker product counts
    stars = [Star(*kind, place) for kind in kinds for place in places]
    return stars, csr_array(np.block(blocks))


def block(
    torus: Torus, rules: Rules, held: tuple[int, int, int], asked: tuple[int, int, int]
) -> Relation:
    """Return the dependencies between two kinds of channel, node by node."""
    found = lines(torus, rules)
    factors = [relation(line, rules, j, held, asked) for j, line in enumerate(found)]
    return reduce(np.kron, factors)


def cycle(torus: Torus, rules: Rules, through: Star | None = None) -> list[Star]:
    """Return a shortest circle of dependencies through a channel, or nothing.

    By default the channel is the first that is on a circle.
    """
    stars, matrix = graph(torus, rules)
    _, component = connected_components(matrix, connection="strong")
    on_circles = np.flatnonzero((np.bincount(component)[component] > 1) | (matrix.diagonal() > 0))
    if not on_circles.size:
        return []
    first = stars.index(through) if through else int(on_circles[0])
    reached, before = breadth_first_order(matrix, first)
    closing = set(matrix.tocsc()[:, [first]].nonzero()[0].tolist())
    path = [next((int(star) for star in reached if int(star) in closing), first)]
    while path[-1] != first:
        path.append(int(before[path[-1]]))
    return [stars[star] for star in reversed(path)] if path[0] in closing else []
