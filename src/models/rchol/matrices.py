"""Symmetric diagonally dominant matrices as weighted graphs with a ground vertex.

A matrix with nothing positive off its diagonal, each diagonal entry of which is at least the sum
of the others in its row, is the Laplacian of a graph whose ground vertex has been left out: an
entry -w is an edge of weight w, and what a row has in excess is its edge to the ground. Rows and
columns are counted from ``first`` in messages: 0, as in Python, or 1, as in a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from models.shared.checks import require, require_integer

Array = Any  # of numpy; its shape and type are said where it is used
LARGEST = 2**31 - 2  # vertices: their numbers are kept in 32 bits
MOST_COMPLETE, MOST_DEGREE = 2**15, 2**15  # of a graph that is made here
#: An excess of this many roundings per entry of a row counts as none.
ROUNDINGS = 4 * np.finfo(float).eps


@dataclass(frozen=True)
class Sdd:
    """A checked matrix: ``off`` holds the weights of edges (n by n, CSR, symmetric, positive),
    ``excess`` the weights of the edges to the ground (n), ``shape`` the sides if it is a grid.
    """  # noqa: D205

    off: Any
    excess: Array
    shape: tuple[int, ...] = ()

    @property
    def n(self) -> int:
        """The number of rows."""
        return int(self.off.shape[0])

    @property
    def diagonal(self) -> Array:
        """The diagonal of the matrix, of shape n."""
        return np.asarray(self.off.sum(axis=1)).ravel() + self.excess

    @property
    def nnz(self) -> int:
        """The entries of the matrix that are not zero, the diagonal among them."""
        return int(self.off.nnz + self.n)

    def csr(self) -> Any:
        """Return the matrix itself, n by n."""
        return sparse.csr_array(sparse.diags_array(self.diagonal) - self.off)


def where(row: int, column: int, first: int) -> str:
    """Name a place in a matrix."""
    return f"row {row + first}, column {column + first}, counted from {first}"


def sdd(matrix: Any, first: int = 0, shape: tuple[int, ...] = ()) -> Sdd:
    """Return a matrix as a graph; refuse what is not SDD, or singular, naming the place."""
    found = entries(matrix)
    finite(found, first)
    symmetric(found, first)
    split = sparse.csr_array(found - sparse.diags_array(found.diagonal()))
    split.eliminate_zeros()
    if (wrong := np.flatnonzero(split.data > 0)).size:
        row, column, value = place(split, wrong[0])
        rule = "an entry off the diagonal must not be positive"
        raise ValueError(f"{rule} (got {value:g} at {where(row, column, first)})")
    graph = Sdd(-split, dominance(found.diagonal(), -split, first), shape)
    connected(graph, first)
    return graph


def entries(matrix: Any) -> Any:
    """Return a matrix in CSR with sorted rows and no zeros; refuse what is none or not square."""
    if not sparse.issparse(matrix):
        matrix = np.asarray(matrix)
    sides: Any = getattr(matrix, "shape", ())
    square = len(sides) == 2 and sides[0] == sides[1]
    require(square, "matrix", "square", " by ".join(map(str, sides)))
    require(0 < sides[0] <= LARGEST, "matrix", f"of 1 to {LARGEST} rows", f"{sides[0]} rows")
    kind = matrix.dtype.kind
    require(kind in "biuf", "matrix", "of real numbers", f"entries of type {matrix.dtype}")
    found = sparse.csr_array(matrix).astype(float)
    found.sum_duplicates()
    found.eliminate_zeros()
    return found


def place(found: Any, entry: int) -> tuple[int, int, float]:
    """Return row, column and value of an entry of a CSR matrix."""
    row = int(np.searchsorted(found.indptr, entry, side="right")) - 1
    return row, int(found.indices[entry]), float(found.data[entry])


def finite(found: Any, first: int) -> None:
    """Refuse entries that are no finite numbers."""
    if (wrong := np.flatnonzero(~np.isfinite(found.data))).size:
        row, column, value = place(found, wrong[0])
        raise ValueError(
            f"an entry must be a finite number (got {value} at {where(row, column, first)})"
        )


def symmetric(found: Any, first: int) -> None:
    """Refuse a matrix that is not equal to its transpose, to the last bit."""
    rest = sparse.csr_array(found - found.T)
    rest.eliminate_zeros()
    if rest.nnz:
        row, column, _ = place(rest, 0)
        here, there = float(found[row, column]), float(found[column, row])
        raise ValueError(
            f"the matrix must be symmetric (got {here:g} at {where(row, column, first)}, "
            f"and {there:g} at its mirror image)"
        )


def dominance(diagonal: Array, off: Any, first: int) -> Array:
    """Return by how much each diagonal entry exceeds the others of its row, rounding aside."""
    others = np.asarray(off.sum(axis=1)).ravel()
    excess = diagonal - others
    rounding = ROUNDINGS * np.diff(off.indptr) * np.maximum(others, np.abs(diagonal))
    excess[np.abs(excess) <= rounding] = 0
    if (wrong := np.flatnonzero(excess < 0)).size:
        row = int(wrong[0])
        raise ValueError(
            "the matrix must be diagonally dominant "
            f"(got {diagonal[row]:g} at {where(row, row, first)}, "
            f"where the other entries of the row add up to {others[row]:g} in absolute value)"
        )
    return excess


def connected(graph: Sdd, first: int) -> None:
    """Refuse a matrix with a component that no edge joins to the ground: it is singular."""
    parts, of = connected_components(graph.off, directed=False)
    grounded = np.bincount(of, weights=graph.excess, minlength=parts) > 0
    if not grounded.all():
        part = int(np.flatnonzero(~grounded)[0])
        row = int(np.flatnonzero(of == part)[0])
        size = int((of == part).sum())
        got = f"a component of {size} vertices, all of whose rows sum to zero"
        if size == 1:
            got = "an isolated vertex, a row of zeros"
        raise ValueError(
            f"the matrix must not be singular (got {got}, with {where(row, row, first)}, "
            f"value {float(graph.diagonal[row]):g}); raise a diagonal entry of it, or leave out "
            "one of its rows and its column"
        )


def grid(*sides: int) -> Sdd:
    """Return the Poisson matrix of a grid: 2 per side on the diagonal, -1 for a neighbour."""
    require(len(sides) > 0, "sides", "one or more", sides)
    for side in sides:
        require_integer("sides", side, 1)
    require(prod(sides) <= LARGEST, "sides", f"of at most {LARGEST:,} vertices in all", sides)
    off: Any = sparse.csr_array((1, 1))
    for side in sides:
        ones: Any = [np.ones(side - 1)] * 2
        line = sparse.diags_array(ones, offsets=[-1, 1], shape=(side, side))
        beside = sparse.kron(sparse.eye_array(off.shape[0]), line)
        off = sparse.kron(off, sparse.eye_array(side)) + beside
    off = sparse.csr_array(off)
    off.eliminate_zeros()
    degree = np.asarray(off.sum(axis=1)).ravel()
    return Sdd(off, 2.0 * len(sides) - degree, tuple(sides))


def grounded(off: Any, *vertices: int) -> Sdd:
    """Return a graph as a matrix, with an edge of weight 1 from these vertices to the ground."""
    excess = np.zeros(off.shape[0])
    excess[list(vertices)] = 1.0
    graph = Sdd(sparse.csr_array(off), excess)
    connected(graph, 0)
    return graph


def band(n: int, width: int) -> Sdd:
    """Return a graph in which each vertex is joined to the ``width`` before and after it."""
    require_integer("n", n, 2, LARGEST)
    require_integer("width", width, 1, n - 1)
    offsets = [d for d in range(-width, width + 1) if d]
    lines = [np.ones(n - abs(d)) for d in offsets]
    return grounded(sparse.diags_array(lines, offsets=offsets, shape=(n, n)), n - 1)


def star(n: int, centre: int) -> Sdd:
    """Return a star of n vertices whose centre is joined to the ground."""
    require_integer("n", n, 1, LARGEST)
    require_integer("centre", centre, 0, n - 1)
    leaves = np.delete(np.arange(n), centre)
    pair = np.full(n - 1, centre)
    half = sparse.coo_array((np.ones(n - 1), (leaves, pair)), shape=(n, n))
    return grounded(half + half.T, centre)


def complete(n: int) -> Sdd:
    """Return the graph in which every vertex is joined to every other, the last to the ground."""
    require_integer("n", n, 1, MOST_COMPLETE)
    return grounded(sparse.csr_array(np.ones((n, n)) - np.eye(n)), n - 1)


def random_graph(n: int, degree: int, seed: int) -> Sdd:
    """Return the union of ``degree / 2`` random cycles through all vertices: an expander."""
    require_integer("n", n, 1, LARGEST)
    require_integer("degree", degree, 2, MOST_DEGREE)
    require_integer("seed", seed, 0)
    rng = np.random.default_rng([seed, degree])  # not the stream of a random order
    half = sparse.csr_array((n, n))
    for _ in range(degree // 2):
        cycle = rng.permutation(n)
        half = half + sparse.coo_array((np.ones(n), (cycle, np.roll(cycle, 1))), shape=(n, n))
    both = sparse.csr_array(half + half.T)
    return grounded(both, 0)
