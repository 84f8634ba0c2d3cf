"""The factorization: A is near GGᵀ, with G sparse and lower triangular, in a given order.

>>> from models.rchol.matrices import grid
>>> from models.rchol.orders import natural
>>> made = factor(grid(3, 3), natural(9), seed=1)
>>> made.nnz, made.drawn
(21, 12)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from models.rchol.kernel import (
    BROKEN,
    DONE,
    HANDED,
    NEXT,
    WRITTEN,
    Columns,
    Handed,
    Later,
    Lists,
    Work,
    eliminate,
    receive,
)
from models.rchol.matrices import Array, Sdd
from models.shared.checks import require, require_integer

LARGEST_SEED = 2**64 - 1


@dataclass(frozen=True)
class Factor:
    """G in CSC without its diagonal, which is ``pivot``; ``order`` says which row of A a row is.

    ``gathered`` counts the edges that each vertex had when it was eliminated, ``neighbours`` what
    was left when equal ones were merged, the ground among them.
    """

    order: Array
    pivot: Array
    ends: Array
    rows: Array
    values: Array
    gathered: Array
    neighbours: Array

    @property
    def n(self) -> int:
        """The number of rows."""
        return len(self.pivot)

    @property
    def nnz(self) -> int:
        """The entries of G, its diagonal among them."""
        return self.n + len(self.rows)

    @property
    def drawn(self) -> int:
        """The edges drawn in all: one fewer than neighbours for each vertex."""
        return int(np.maximum(self.neighbours - 1, 0).sum())

    @property
    def starts(self) -> Array:
        """Where the columns begin and end, of shape n + 1."""
        return np.concatenate([[0], self.ends])

    def csc(self) -> Any:
        """Return G, n by n; its rows are in the order of elimination."""
        below = sparse.csc_array((self.values, self.rows, self.starts), shape=(self.n, self.n))
        return sparse.csc_array(below + sparse.diags_array(self.pivot))


def fill(nnz: int, matrix: Sdd) -> float:
    """Return 2 nnz(G) / nnz(A), the fill as the authors of RChol state it."""
    return 2 * nnz / matrix.nnz


def permutation(order: Any, n: int, first: int = 0) -> Array:
    """Return an order of n vertices as an array from 0; refuse what is no permutation.

    The order itself, and places in messages, are counted from ``first``.
    """
    found = np.asarray(order)
    whole = found.ndim == 1 and found.dtype.kind in "iu" and len(found) == n
    rule = f"a permutation of {first} to {n - 1 + first}"
    require(whole, "order", f"{rule}, of integers", f"{found.dtype} of shape {found.shape}")
    found = found.astype(np.int64) - first
    if (outside := np.flatnonzero((found < 0) | (found >= n))).size:
        at = outside[0]
        require(False, "order", rule, f"{found[at] + first} at place {at + first}")
    times = np.bincount(found, minlength=n)
    if (twice := np.flatnonzero(times > 1)).size:
        one, other = np.flatnonzero(found == twice[0])[:2] + first
        missing = np.flatnonzero(times == 0)[0] + first
        got = f"{twice[0] + first} at places {one} and {other}, and {missing} at none"
        require(False, "order", rule, got)
    return found


def later(matrix: Sdd, order: Array) -> Later:
    """Return what each vertex has as later neighbours in an order, the ground the last of all."""
    n = matrix.n
    place = np.empty(n, dtype=np.int64)
    place[order] = np.arange(n)
    of = np.repeat(place, np.diff(matrix.off.indptr))
    to = place[matrix.off.indices]
    kept = to > of
    ground = np.flatnonzero(matrix.excess)
    rows = np.concatenate([of[kept], place[ground]])
    columns = np.concatenate([to[kept], np.full(len(ground), n)])
    weights = np.concatenate([matrix.off.data[kept], matrix.excess[ground]])
    both = sparse.csr_array((weights, (rows, columns)), shape=(n, n + 1))
    both.sort_indices()
    return Later(both.indptr.astype(np.int64), both.indices.astype(np.int32), both.data)


def workspace(n: int) -> Work:
    """Return what a thread needs for itself."""
    return Work(
        np.zeros(n + 1, np.int32), np.empty(n + 1), np.empty(n + 1), np.zeros(n + 1, np.int32)
    )


def nothing() -> Handed:
    """Return no edges."""
    return Handed(np.empty((0, 2), np.int32), np.empty(0))


def run_range(
    first: int, end: int, seed: int, edges: Later, work: Work, given: tuple[Handed, ...]
) -> tuple[Columns, Handed]:
    """Eliminate a range of vertices, given what earlier ones hand it; return its columns.

    This holds no lock while it eliminates, and touches nothing that another range does.
    """
    size = end - first
    own = int(edges.start[end] - edges.start[first])
    most = own + sum(len(part.weights) for part in given)
    pool = np.empty(2 * most + 2)
    lists = Lists(np.zeros(size, np.int32), pool, pool.view(np.int64))
    handed = Handed(np.empty((most + 1, 2), np.int32), np.empty(most + 1))
    room = 2 * most + size
    columns = Columns(
        np.empty(size),
        np.empty(size, np.int32),
        np.empty(size, np.int32),
        np.empty(size, np.int64),
        np.empty(room, np.int32),
        np.empty(room),
    )
    state = np.zeros(5, np.int64)
    state[NEXT] = first
    for part in given:
        receive(first, end, part, lists, handed, state)
    args = (first, end, np.uint64(seed), edges, work, lists)
    while (status := eliminate(*args, columns, handed, state)) != DONE:
        if status == BROKEN:
            raise ValueError(
                f"the weights at place {state[NEXT]} of the order must add up to a positive "
                "finite number (the entries of the matrix are too small or too large for "
                "64 bits); scale the matrix"
            )
        columns = wider(columns, int(state[WRITTEN]), len(edges.start))
    used, kept = int(state[WRITTEN]), int(state[HANDED])
    return (
        columns._replace(rows=columns.rows[:used], values=columns.values[:used]),
        Handed(handed.ends[:kept], handed.weights[:kept]),
    )


def wider(columns: Columns, used: int, longest: int) -> Columns:
    """Return the same columns with room for more; no column is longer than ``longest``."""
    room = 2 * len(columns.rows) + longest
    rows, values = np.empty(room, np.int32), np.empty(room)
    rows[:used], values[:used] = columns.rows[:used], columns.values[:used]
    return columns._replace(rows=rows, values=values)


def checked_seed(seed: int) -> int:
    """Return a seed, if it is one."""
    require_integer("seed", seed, 0, LARGEST_SEED)
    return seed


def joined(order: Array, parts: list[Columns]) -> Factor:
    """Return the factor whose columns these are, in order."""
    before = np.cumsum([0, *(len(part.rows) for part in parts[:-1])])
    shifted = (part._replace(ends=part.ends + at) for part, at in zip(parts, before, strict=True))
    whole = Columns(*(np.concatenate(column) for column in zip(*shifted, strict=True)))
    return Factor(order=order, **whole._asdict())


def factor(matrix: Sdd, order: Any, seed: int) -> Factor:
    """Return the randomized factor of a matrix in an order, one vertex after the other."""
    checked_seed(seed)
    found = permutation(order, matrix.n)
    edges = later(matrix, found)
    columns, _ = run_range(0, matrix.n, seed, edges, workspace(matrix.n), ())
    return joined(found, [columns])
