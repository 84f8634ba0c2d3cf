"""Nested dissection: a separator after its two sides, and each side in the same way.

A grid is divided by a plane across its longest side. Any other graph is divided in the order of
a breadth-first search from a vertex far from all others, after half of its vertices, and the
separator is the smallest set of vertices that meets every edge between the halves, by Kőnig's
theorem. No library of partitioning is used: the same graph must give the same order everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import (
    breadth_first_order,
    connected_components,
    maximum_bipartite_matching,
)

from models.rchol.matrices import LARGEST, Array, Sdd
from models.shared.checks import require_integer

LEAF = 64
#: A separator with more than this share of the vertices is not worth having.
WORTH = 0.5

Split = Callable[[Array], tuple[Array, Array, Array] | None]


@dataclass(frozen=True)
class Tree:
    """The elimination tree of ranges: node i has the places from ``starts[i]`` to the next.

    Nodes are numbered so that a node comes right after its subtree; the last is the root, and
    ``parents`` has -1 for it.
    """

    starts: Array
    parents: Array

    @property
    def nodes(self) -> int:
        """The number of nodes."""
        return len(self.parents)

    def range(self, node: int) -> tuple[int, int]:
        """Return the first place of a node and the first after it."""
        return int(self.starts[node]), int(self.starts[node + 1])

    def children(self) -> list[list[int]]:
        """Return the children of each node, in order."""
        found: list[list[int]] = [[] for _ in range(self.nodes)]
        for node, parent in enumerate(self.parents):
            if parent >= 0:
                found[parent].append(node)
        return found


def dissected(matrix: Sdd, leaf: int = LEAF) -> tuple[Array, Tree]:
    """Return an order by nested dissection, and its tree; a leaf has at most ``leaf`` vertices
    unless nothing divides it.
    """  # noqa: D205
    require_integer("leaf", leaf, 1)
    split = planes(matrix.shape) if matrix.shape else covers(matrix.off)
    return arranged(matrix.n, split, leaf)


def mixed_inside(order: Array, tree: Tree, seed: int) -> Array:
    """Return an order with the vertices of each node of its tree in random order."""
    require_integer("seed", seed, 0)
    rng = np.random.default_rng([seed, tree.nodes])
    ranges = (tree.range(node) for node in range(tree.nodes))
    return np.concatenate([rng.permutation(order[first:end]) for first, end in ranges])


def chain(n: int, size: int) -> Tree:
    """Return the tree of the natural order cut into ranges: each waits for the one before."""
    require_integer("n", n, 1, LARGEST)
    require_integer("size", size, 1)
    starts = np.append(np.arange(0, n, size), n)
    parents = np.append(np.arange(1, len(starts) - 1), -1)
    return Tree(starts, parents)


def arranged(n: int, split: Split, leaf: int) -> tuple[Array, Tree]:
    """Divide again and again, and number the parts from the leaves up."""
    parts: list[Array] = []
    parents: list[int] = []

    def divide(subset: Array) -> int:
        found = split(subset) if len(subset) > leaf else None
        children = [] if found is None else [divide(part) for part in found[:2] if len(part)]
        parts.append(subset if found is None else found[2])
        parents.append(-1)
        for child in children:
            parents[child] = len(parts) - 1
        return len(parts) - 1

    divide(np.arange(n))
    starts = np.cumsum([0, *(len(part) for part in parts)])
    return np.concatenate(parts), Tree(starts, np.array(parents))


def planes(shape: tuple[int, ...]) -> Split:
    """Return what divides a box of a grid by the middle plane across its longest side."""
    where = np.unravel_index(np.arange(np.prod(shape)), shape)

    def split(subset: Array) -> tuple[Array, Array, Array] | None:
        places = [axis[subset] for axis in where]
        longest = max(places, key=lambda axis: int(np.ptp(axis)))
        middle = (int(longest.min()) + int(longest.max())) // 2
        return subset[longest < middle], subset[longest > middle], subset[longest == middle]

    return split


def covers(off: Any) -> Split:
    """Return what divides any graph by a smallest cover of the edges between two halves."""

    def split(subset: Array) -> tuple[Array, Array, Array] | None:
        graph = sparse.csr_array(off[subset][:, subset])
        parts, of = connected_components(graph, directed=False)
        if parts > 1:
            return apart(subset, of)
        order = from_afar(graph)
        left = np.zeros(len(subset), dtype=bool)
        left[order[: len(order) // 2]] = True
        between = cover(graph, left)
        if between.sum() > WORTH * len(subset):
            return None
        return subset[left & ~between], subset[~left & ~between], subset[between]

    return split


def apart(subset: Array, of: Array) -> tuple[Array, Array, Array]:
    """Divide a graph of several components between them, about in half."""
    ends = np.cumsum(np.bincount(of))
    last = max(1, int(np.searchsorted(ends, len(subset) // 2, side="right")))
    return subset[of < last], subset[of >= last], subset[:0]


def from_afar(graph: Any) -> Array:
    """Return the order of a breadth-first search from a vertex far from the others."""
    start = 0
    for _ in range(2):
        start = int(breadth_first_order(graph, start, return_predecessors=False)[-1])
    return np.asarray(breadth_first_order(graph, start, return_predecessors=False))


def cover(graph: Any, left: Array) -> Array:
    """Return a smallest set of vertices that meets every edge between two sides, as a mask.

    By Kőnig's theorem it is, for a largest matching, what alternating paths from the unmatched
    vertices of the left reach on the right, and do not reach on the left.
    """
    rows, columns = np.flatnonzero(left), np.flatnonzero(~left)
    between = sparse.csr_array(graph[rows][:, columns])
    matched = maximum_bipartite_matching(between, perm_type="column")
    degree = np.diff(between.indptr)
    reached = np.zeros(len(rows), dtype=bool)
    found = np.zeros(len(columns), dtype=bool)
    back = np.full(len(columns), -1)
    back[matched[matched >= 0]] = np.flatnonzero(matched >= 0)
    waiting = list(np.flatnonzero((matched < 0) & (degree > 0)))
    reached[waiting] = True
    while waiting:
        row = waiting.pop()
        for column in between.indices[between.indptr[row] : between.indptr[row + 1]]:
            if not found[column]:
                found[column] = True
                partner = back[column]
                if partner >= 0 and not reached[partner]:
                    reached[partner] = True
                    waiting.append(partner)
    mask = np.zeros(len(left), dtype=bool)
    mask[rows[(degree > 0) & ~reached]] = True
    mask[columns[found]] = True
    return mask
