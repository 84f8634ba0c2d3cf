"""Conjugate gradients, with and without a preconditioner, and the incomplete factor IC(0).

A run starts at x = 0 and stops at the first residual of at most ``tolerance`` times the norm
of b. A residual is b - Ax itself. Conjugate gradients carry one along, which rounding takes away
from it where weights differ by many orders of magnitude: once that one is small enough and b - Ax
is not, the run starts again from b - Ax.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from models.rchol.draws import released
from models.rchol.factor import Factor, permutation
from models.rchol.matrices import Array, Sdd
from models.shared.checks import is_number, require, require_integer

MOST = 10**7  # iterations


@dataclass(frozen=True)
class Solved:
    """A solution, the norms of b - Ax over that of b, from 1 on, and whether it stopped."""

    x: Array
    residuals: Array
    converged: bool

    @property
    def iterations(self) -> int:
        """The number of iterations."""
        return len(self.residuals) - 1

    def until(self, tolerance: float) -> int:
        """Return after how many iterations the residual was first this small."""
        found = np.flatnonzero(self.residuals <= tolerance)
        least = f"at least the least residual, {self.residuals.min():g}"
        require(found.size > 0, "tolerance", least, tolerance)
        return int(found[0])


@released
def product(start: Any, columns: Any, values: Any, x: Any, y: Any) -> None:
    """Set y to a matrix in CSR times x."""
    for i in range(len(y)):
        total = 0.0
        for e in range(start[i], start[i + 1]):
            total += values[e] * x[columns[e]]
        y[i] = total


@released
def dot(x: Any, y: Any) -> float:
    """Return the inner product."""
    total = 0.0
    for i in range(len(x)):
        total += x[i] * y[i]
    return total


@released
def precondition(pivot: Any, start: Any, rows: Any, values: Any, r: Any, z: Any) -> None:
    """Solve GGᵀz = r by two substitutions; no pivots stand for the identity."""
    for i in range(len(r)):
        z[i] = r[i]
    for k in range(len(pivot)):
        z[k] /= pivot[k]
        for e in range(start[k], start[k + 1]):
            z[rows[e]] -= values[e] * z[k]
    for k in range(len(pivot) - 1, -1, -1):
        total = z[k]
        for e in range(start[k], start[k + 1]):
            total -= values[e] * z[rows[e]]
        z[k] = total / pivot[k]


@released
def iterate(
    a: Any, g: Any, b: Any, x: Any, r: Any, z: Any, p: Any, q: Any, goal: float, norms: Any
) -> int:
    """Run conjugate gradients from x = 0, r = b; return the number of iterations.

    ``a`` is a matrix in CSR, ``g`` a factor. ``norms`` are those of b - Ax; r begins anew as that
    where it alone has come to the goal. A run also ends where rounding leaves no direction in
    which A is positive.
    """
    count, before, begun = 0, 1.0, False
    norms[0] = np.sqrt(dot(r, r))
    while norms[count] > goal and count + 1 < len(norms):
        precondition(g[0], g[1], g[2], g[3], r, z)
        now = dot(r, z)
        for i in range(len(p)):
            p[i] = z[i] + (now / before if begun else 0.0) * p[i]
        product(a[0], a[1], a[2], p, q)
        bent = dot(p, q)
        if not (now > 0.0 and bent > 0.0):
            break  # rounding has left nothing to go by
        step = now / bent
        for i in range(len(x)):
            x[i] += step * p[i]
            r[i] -= step * q[i]
        before, begun = now, True
        count += 1
        product(a[0], a[1], a[2], x, q)
        for i in range(len(q)):
            q[i] = b[i] - q[i]
        norms[count] = np.sqrt(dot(q, q))
        if norms[count] > goal and np.sqrt(dot(r, r)) <= goal:
            begun = False
            for i in range(len(r)):
                r[i] = q[i]
    return count


def solve(
    matrix: Sdd, b: Array, made: Factor | None, tolerance: float, most: int = 100_000
) -> Solved:
    """Solve Ax = b to a relative residual, with a factor or, with none, without."""
    b = right_side(b, matrix.n)
    between = is_number(tolerance) and 0 < tolerance < 1
    require(between, "tolerance", "a number between 0 and 1", tolerance)
    require_integer("most", most, 1, MOST)
    order = np.arange(matrix.n) if made is None else made.order
    a, right = matrix.csr()[order][:, order], b[order]
    r = right.copy()
    none = np.empty(0), np.zeros(1, np.int64), np.empty(0, np.int32), np.empty(0)
    factors: tuple[Any, ...] = (
        none if made is None else (made.pivot, made.starts, made.rows, made.values)
    )
    x, z, p, q = (np.zeros(matrix.n) for _ in range(4))
    norms = np.empty(most + 1)
    with np.errstate(over="ignore", under="ignore"):
        size = float(np.linalg.norm(b))
    held = np.isfinite(size) and (size > 0 or not b.any())
    rule = "numbers whose squares add up to one of 64 bits; scale it"
    require(bool(held), "b", rule, f"a norm of {size:g}")
    goal = tolerance * size
    entries = a.indptr, a.indices, a.data
    count = iterate(entries, factors, right, x, r, z, p, q, goal, norms)
    y = np.empty(matrix.n)
    y[order] = x
    scale = size or 1.0
    return Solved(y, norms[: count + 1] / scale, bool(norms[count] <= goal))


def right_side(b: Array, n: int) -> Array:
    """Return a right-hand side of n finite numbers."""
    try:
        found = np.asarray(b, dtype=float)
    except (TypeError, ValueError, OverflowError):
        found = np.empty(0)
        require(False, "b", f"{n} finite numbers", b)
    require(found.shape == (n,), "b", f"of shape ({n},)", found.shape)
    wrong = np.flatnonzero(~np.isfinite(found))
    got = f"{found[wrong[0]]} at row {wrong[0]}" if wrong.size else ""
    require(not wrong.size, "b", "of finite numbers", got)
    return found


@released
def incomplete_columns(start: Any, rows: Any, values: Any, pivot: Any) -> int:
    """Turn the lower part of a matrix in CSC into its IC(0) factor; return the column it fails at.

    ``values`` has the entries below the diagonal, rows ascending, ``pivot`` the diagonal.
    """
    for k in range(len(pivot)):
        if not pivot[k] > 0.0:
            return k
        pivot[k] = np.sqrt(pivot[k])
        for e in range(start[k], start[k + 1]):
            values[e] /= pivot[k]
        for e in range(start[k], start[k + 1]):
            j = rows[e]
            pivot[j] -= values[e] * values[e]
            other = start[j]
            for f in range(e + 1, start[k + 1]):
                while other < start[j + 1] and rows[other] < rows[f]:
                    other += 1
                if other < start[j + 1] and rows[other] == rows[f]:
                    values[other] -= values[e] * values[f]
    return -1


def incomplete(matrix: Sdd, order: Any) -> Factor:
    """Return the incomplete Cholesky factor without fill, IC(0), in an order."""
    found = permutation(order, matrix.n)
    below = sparse.csc_array(sparse.tril(-matrix.off[found][:, found], -1))
    below.sort_indices()
    pivot = matrix.diagonal[found].copy()
    failed = incomplete_columns(below.indptr, below.indices, below.data, pivot)
    if failed >= 0:
        raise ValueError(f"IC(0) must have positive pivots (got {pivot[failed]:g} at {failed})")
    several = 1 + np.diff(below.indptr)
    return Factor(
        order=found,
        pivot=pivot,
        ends=below.indptr[1:].astype(np.int64),
        rows=below.indices.astype(np.int32),
        values=below.data,
        gathered=several,
        neighbours=several,
    )
