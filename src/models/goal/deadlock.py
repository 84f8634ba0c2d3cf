"""Whether *-channels can wait for each other in a circle: the extended dependency graph.

Vocabulary
    *0, *1      the *-channels of a link: *0 before the packet has crossed the wrap-around
                link of the ring (and on that link), *1 after
    split rule  a ring has *0 and *1; dropped, it has one *-channel
    order rule  a *-channel only in the most significant productive dimension, the first in
                which the packet still has to move; dropped, in any productive dimension
    dependency  c -> c': some packet can hold c and, after any number of hops on the other
                channels, ask for c' (direct and indirect dependencies after Duato)

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

from models.goal.torus import Torus
from models.shared.checks import require

Relation = NDArray[np.bool_]  # [place at c, place at c']


@dataclass(frozen=True)
class Star:
    """A *-channel: the link of a dimension that leaves a node one way; crossed 0 is *0."""

    dimension: int
    sign: int
    crossed: int
    node: tuple[int, ...]


@dataclass(frozen=True)
class Rules:
    """The *-channel rules in force, and the longest way that a packet goes round a ring.

    Without ``indirect`` only the dependencies of one hop count: not enough to prove the
    absence of deadlock, but their circles are easy to draw.
    """

    longest: int
    split: bool = True
    order: bool = True
    indirect: bool = True


def passages(k: int, longest: int) -> Iterator[tuple[int, int, int]]:
    """Yield every (start s, hops l, hops made t) of a packet in one dimension."""
    for s, length in product(range(k), range(longest + 1)):
        yield from ((s, length, t) for t in range(length + 1))


def crossed(k: int, s: int, sign: int, t: int) -> int:
    """Return 1 once t hops from s have taken the wrap-around link."""
    return int(not 0 <= s + sign * t < k)


def relation(
    k: int, rules: Rules, j: int, held: tuple[int, int, int], asked: tuple[int, int, int]
) -> Relation:
    """Return where dimension j can stand when a packet holds one channel and asks for another.

    ``held`` and ``asked`` are (dimension, sign, crossed).
    """
    found = np.zeros((k, k), dtype=bool)
    signs = {sign for i, sign, _ in (held, asked) if i == j} or {1, -1}
    if len(signs) == 2 and j in (held[0], asked[0]):
        return found  # a packet never turns round
    for sign in signs:
        for s, length, t in passages(k, rules.longest):
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
        return t < length and (not rules.split or crossed(k, s, sign, t) == side)
    return t == length if j < i and rules.order else True


def graph(torus: Torus, rules: Rules) -> tuple[list[Star], csr_array]:
    """Return the *-channels and the matrix of their dependencies."""
    require(1 <= rules.longest < torus.k, "longest", f"1 to k - 1 = {torus.k - 1}", rules.longest)
    kinds = list(product(range(torus.n), (1, -1), (0, 1) if rules.split else (0,)))
    blocks = [[block(torus, rules, held, asked) for asked in kinds] for held in kinds]
    places = list(product(range(torus.k), repeat=torus.n))  # as the Kronecker product counts
    stars = [Star(*kind, place) for kind in kinds for place in places]
    return stars, csr_array(np.block(blocks))


def block(
    torus: Torus, rules: Rules, held: tuple[int, int, int], asked: tuple[int, int, int]
) -> Relation:
    """Return the dependencies between two kinds of channel, node by node."""
    factors = [relation(torus.k, rules, j, held, asked) for j in range(torus.n)]
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
