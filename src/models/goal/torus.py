"""The torus and the traffic on it, in whole numbers: what the exact and the simulated model share.

Vocabulary
    k, n        a k-ary n-cube: n dimensions, rings of k nodes, N = k**n nodes
    node        number x0 + x1*k + x2*k**2 + ... of the coordinates (x0, x1, ...)
    port        2*i for the plus link of dimension i, 2*i + 1 for its minus link
    channel     (node, port): the link that leaves a node through a port
    d           distance to the destination counted in the plus direction, 0 <= d < k

>>> torus = Torus(8, 2)
>>> torus.coordinates(11), torus.offset(11, 6)
((3, 1), (3, 7))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import isqrt

from models.shared.checks import require, require_integer, require_one_of


@dataclass(frozen=True)
class Torus:
    """A k-ary n-cube."""

    k: int
    n: int

    def __post_init__(self) -> None:
        require_integer("k", self.k, 2)
        require_integer("n", self.n, 1)

    @property
    def nodes(self) -> int:
        """N, the number of nodes."""
        return int(self.k**self.n)

    @property
    def ports(self) -> int:
        """The links that leave a node."""
        return 2 * self.n

    def coordinates(self, node: int) -> tuple[int, ...]:
        """Return where a node stands in each dimension."""
        return tuple(node // self.k**i % self.k for i in range(self.n))

    def node(self, coordinates: Sequence[int]) -> int:
        """Return the number of a node; coordinates are taken modulo k."""
        return sum(x % self.k * self.k**i for i, x in enumerate(coordinates))

    def offset(self, source: int, destination: int) -> tuple[int, ...]:
        """Return d in each dimension."""
        ends = zip(self.coordinates(source), self.coordinates(destination), strict=True)
        return tuple((t - s) % self.k for s, t in ends)

    def shift(self, node: int, offset: Sequence[int]) -> int:
        """Return the node at an offset from a node."""
        ends = zip(self.coordinates(node), offset, strict=True)
        return self.node([x + d for x, d in ends])

    def neighbour(self, node: int, port: int) -> int:
        """Return the node at the other end of a link."""
        step = [0] * self.n
        step[port // 2] = -1 if port % 2 else 1
        return self.shift(node, step)

    def distance(self, offset: Sequence[int]) -> int:
        """Return the hops of a shortest path."""
        return sum(min(d, self.k - d) for d in offset)


@dataclass(frozen=True)
class Traffic:
    """Where each node sends: to the nodes of its row, each equally often."""

    torus: Torus
    rows: tuple[tuple[int, ...], ...]

    alike: bool = False  # said by those that need not look at every row

    def offsets(self, source: int) -> list[tuple[int, ...]]:
        """Return the offsets that a node sends to, sorted."""
        return sorted(self.torus.offset(source, t) for t in self.rows[source])

    @cached_property
    def symmetric(self) -> bool:
        """Whether every node sends to the same offsets, so that all nodes are alike."""
        first = self.offsets(0)
        return self.alike or all(self.offsets(s) == first for s in range(self.torus.nodes))

    @cached_property
    def sources(self) -> range:
        """The nodes to look at: one if all are alike."""
        return range(1 if self.symmetric else self.torus.nodes)

    @cached_property
    def one_dimensional(self) -> bool:
        """Whether every packet has to move in at most one dimension."""
        return all(
            sum(d != 0 for d in offset) <= 1 for s in self.sources for offset in self.offsets(s)
        )


def uniform(torus: Torus) -> Traffic:
    """Send to every node, the sender included."""
    return Traffic(torus, (tuple(range(torus.nodes)),) * torus.nodes, alike=True)


def neighbour(torus: Torus) -> Traffic:
    """Send to the 2n neighbours."""
    nodes, ports = range(torus.nodes), range(torus.ports)
    return Traffic(torus, tuple(tuple(torus.neighbour(s, p) for p in ports) for s in nodes), True)


def permutation(torus: Torus, destinations: Sequence[int]) -> Traffic:
    """Send from node s to node destinations[s]; every node must be named once."""
    got = list(destinations)
    require(
        sorted(got) == list(range(torus.nodes)),
        "permutation",
        f"each of the nodes 0 to {torus.nodes - 1} once",
        got if len(got) <= 16 else f"{len(got)} destinations, {len(set(got))} different",
    )
    return Traffic(torus, tuple((t,) for t in got))


def shift(torus: Torus, offset: Sequence[int]) -> Traffic:
    """Send to the node at an offset from the sender."""
    require(len(offset) == torus.n, "offset", f"{torus.n} integers", list(offset))
    return permutation(torus, [torus.shift(s, offset) for s in range(torus.nodes)])


def tornado(torus: Torus) -> Traffic:
    """Send a little less than halfway round the ring of the first dimension."""
    return shift(torus, [(torus.k + 1) // 2 - 1] + [0] * (torus.n - 1))


def tornado_all(torus: Torus) -> Traffic:
    """Send a little less than halfway round the ring of every dimension."""
    return shift(torus, [(torus.k + 1) // 2 - 1] * torus.n)


def transpose(torus: Torus) -> Traffic:
    """Swap the two halves of the node's number; for n = 2, (x, y) sends to (y, x)."""
    root = isqrt(torus.nodes)
    require(root**2 == torus.nodes, "pattern", "another: transpose needs a square N", torus.nodes)
    return permutation(torus, [s % root * root + s // root for s in range(torus.nodes)])


def bit_complement(torus: Torus) -> Traffic:
    """Send from coordinate x to k - 1 - x in every dimension."""
    return permutation(torus, list(reversed(range(torus.nodes))))


def _bits(torus: Torus, move: Callable[[str], str]) -> Traffic:
    width = torus.nodes.bit_length() - 1
    power = 2**width == torus.nodes
    require(power, "pattern", "another: one of bits needs N to be a power of 2", torus.nodes)
    return permutation(torus, [int(move(f"{s:0{width}b}"), 2) for s in range(torus.nodes)])


def bit_reverse(torus: Torus) -> Traffic:
    """Reverse the bits of the node's number."""
    return _bits(torus, lambda bits: bits[::-1])


def shuffle(torus: Torus) -> Traffic:
    """Rotate the bits of the node's number to the left."""
    return _bits(torus, lambda bits: bits[1:] + bits[:1])


def bit_rotation(torus: Torus) -> Traffic:
    """Rotate the bits of the node's number to the right."""
    return _bits(torus, lambda bits: bits[-1:] + bits[:-1])


#: The patterns by name.
PATTERNS: dict[str, Callable[[Torus], Traffic]] = {
    "uniform": uniform,
    "neighbour": neighbour,
    "tornado": tornado,
    "tornado-all": tornado_all,
    "transpose": transpose,
    "bit-complement": bit_complement,
    "bit-reverse": bit_reverse,
    "shuffle": shuffle,
    "bit-rotation": bit_rotation,
}


def traffic(torus: Torus, pattern: str | Sequence[int]) -> Traffic:
    """Return a pattern by its name, or the permutation given."""
    if not isinstance(pattern, str):
        return permutation(torus, pattern)
    require_one_of("pattern", pattern, PATTERNS)
    return PATTERNS[pattern](torus)


def mesh_hops(m: int, n: int) -> tuple[int, int]:
    """Return the sum of the distances over all pairs of an m x ... x m mesh, and the pairs."""
    require_integer("m", m, 1)
    line = sum(abs(a - b) for a, b in product(range(m), repeat=2))
    return n * line * m ** (2 * (n - 1)), m ** (2 * n)
