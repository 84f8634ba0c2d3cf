"""The torus and the mesh, in whole numbers: what the exact and the simulated model share.

Vocabulary
    sides       k_0, k_1, ...: the nodes along each dimension, N = k_0 * k_1 * ... nodes;
                a k-ary n-cube has n sides of k
    node        number x0 + x1*k_0 + x2*k_0*k_1 + ... of the coordinates (x0, x1, ...)
    port        2*i for the plus link of dimension i, 2*i + 1 for its minus link
    channel     (node, port): the link that leaves a node through a port
    mesh        a torus without the links that close its rings
    d           distance to the destination counted in the plus direction, 0 <= d < k_i; on a
                mesh, where there is one way only, it has a sign

>>> torus = Torus(8, 2)
>>> torus.coordinates(11), torus.offset(11, 6)
((3, 1), (3, 7))
>>> Torus((4, 4, 8)).nodes
128
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod

from models.shared.checks import require, require_integer

MOST = 2**17  # nodes


@dataclass(frozen=True)
class Torus:
    """A torus, or a mesh: ``Torus(8, 2)`` and ``Torus((8, 8))`` are the same 8-ary 2-cube.

    ``k`` is one side for all of ``n`` dimensions, or a side for each. ValueError if there is
    no dimension, a side of less than 2, or more than ``MOST`` nodes.
    """

    k: int | tuple[int, ...]
    n: int = 0
    mesh: bool = False

    def __post_init__(self) -> None:
        if isinstance(self.k, tuple | list):
            sides = tuple(self.k)
            require(bool(sides), "k", "at least one side", sides)
            for side in sides:
                require_integer("k", side, 2)
            dimensions = self.n in (0, len(sides))
            require(dimensions, "n", f"{len(sides)}, the sides in 'k', or left out", self.n)
            object.__setattr__(self, "k", sides[0] if len(set(sides)) == 1 else sides)
            object.__setattr__(self, "n", len(sides))
        else:
            require_integer("k", self.k, 2)
        require_integer("n", self.n, 1)
        require(self.n <= MOST.bit_length(), "n", f"at most {MOST.bit_length()}", self.n)
        for side in self.sides:
            require_integer("k", side, 2)
        require(self.nodes <= MOST, "k", f"sides of at most {MOST:,} nodes in all", self.sides)
        require(isinstance(self.mesh, bool), "mesh", "True or False", self.mesh)

    @cached_property
    def sides(self) -> tuple[int, ...]:
        """The nodes along each dimension."""
        return self.k if isinstance(self.k, tuple) else (self.k,) * self.n

    @cached_property
    def strides(self) -> tuple[int, ...]:
        """What one step in each dimension adds to the number of a node."""
        return tuple(prod(self.sides[:i]) for i in range(self.n))

    @cached_property
    def nodes(self) -> int:
        """N, the number of nodes."""
        return prod(self.sides)

    @property
    def ports(self) -> int:
        """The links that leave a node, those that a mesh lacks at its edges included."""
        return 2 * self.n

    @cached_property
    def channels(self) -> tuple[tuple[int, int], ...]:
        """Every link, as (node, port)."""
        every = product(range(self.nodes), range(self.ports))
        return tuple(channel for channel in every if self.linked(*channel))

    def coordinates(self, node: int) -> tuple[int, ...]:
        """Return where a node stands in each dimension."""
        pairs = zip(self.strides, self.sides, strict=True)
        return tuple(node // stride % side for stride, side in pairs)

    def node(self, coordinates: Sequence[int]) -> int:
        """Return the number of a node; coordinates are taken modulo the sides."""
        parts = zip(coordinates, self.sides, self.strides, strict=True)
        return sum(x % side * stride for x, side, stride in parts)

    def offset(self, source: int, destination: int) -> tuple[int, ...]:
        """Return d in each dimension."""
        ends = zip(self.coordinates(source), self.coordinates(destination), strict=True)
        steps = tuple(t - s for s, t in ends)
        return steps if self.mesh else tuple(d % k for d, k in zip(steps, self.sides, strict=True))

    def shift(self, node: int, offset: Sequence[int]) -> int:
        """Return the node at an offset from a node."""
        ends = zip(self.coordinates(node), offset, strict=True)
        return self.node([x + d for x, d in ends])

    def linked(self, node: int, port: int) -> bool:
        """Tell whether a link leaves a node by a port: on a torus always."""
        return not (self.mesh and self.wraps(node, port))

    def wraps(self, node: int, port: int) -> bool:
        """Tell whether a port is that of the link which closes a ring."""
        last = 0 if port % 2 else self.sides[port // 2] - 1
        return self.coordinates(node)[port // 2] == last

    def neighbour(self, node: int, port: int) -> int:
        """Return the node at the other end of a link."""
        step = [0] * self.n
        step[port // 2] = -1 if port % 2 else 1
        return self.shift(node, step)

    def distance(self, offset: Sequence[int]) -> int:
        """Return the hops of a shortest path."""
        if self.mesh:
            return sum(abs(d) for d in offset)
        return sum(min(d, k - d) for d, k in zip(offset, self.sides, strict=True))


def mesh_hops(m: int, n: int) -> tuple[int, int]:
    """Return the sum of the distances over all pairs of an m x ... x m mesh, and the pairs."""
    require_integer("m", m, 1)
    line = sum(abs(a - b) for a, b in product(range(m), repeat=2))
    return n * line * m ** (2 * (n - 1)), m ** (2 * n)
