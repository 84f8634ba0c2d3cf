"""The fill of exact Cholesky, counted without its numbers: only the pattern decides it."""

from __future__ import annotations

from typing import Any

import numpy as np

from models.rchol.draws import released
from models.rchol.factor import permutation
from models.rchol.matrices import Array, Sdd


@released
def count(start: Any, columns: Any, parent: Any, mark: Any, entries: Any) -> None:
    """Count the entries of each column of L, the diagonal among them, by its rows.

    Row i of L has the vertices on the paths of the elimination tree from each earlier neighbour
    of i up to i (Liu, 1990); ``parent`` becomes that tree.
    """
    for i in range(len(parent)):
        parent[i], mark[i] = -1, i
        entries[i] += 1
        for e in range(start[i], start[i + 1]):
            k = columns[e]
            while k < i and mark[k] != i:
                if parent[k] == -1:
                    parent[k] = i
                entries[k] += 1
                mark[k] = i
                k = parent[k]


def exact_columns(matrix: Sdd, order: Any) -> tuple[Array, Array]:
    """Return the entries of each column of the exact factor, and the elimination tree."""
    found = permutation(order, matrix.n)
    pattern = matrix.off[found][:, found]
    entries = np.zeros(matrix.n, np.int64)
    parent, mark = np.empty(matrix.n, np.int64), np.empty(matrix.n, np.int64)
    count(pattern.indptr, pattern.indices, parent, mark, entries)
    return entries, parent


def exact_nnz(matrix: Sdd, order: Any) -> int:
    """Return the entries of the exact factor, its diagonal among them."""
    return int(exact_columns(matrix, order)[0].sum())
