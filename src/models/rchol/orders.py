"""Orders of elimination; entry k of an order is the row that is eliminated as the k-th.

Nested dissection is in :mod:`models.rchol.dissection`.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import spilu

from models.rchol.dissection import dissected
from models.rchol.matrices import LARGEST, Array, Sdd
from models.shared.checks import require_integer, require_one_of

ORDERS = ("natural", "random", "minimum-degree", "nested-dissection")


def natural(n: int) -> Array:
    """Return the order in which the rows stand."""
    require_integer("n", n, 0, LARGEST)
    return np.arange(n)


def shuffled(n: int, seed: int) -> Array:
    """Return a random order."""
    require_integer("n", n, 0, LARGEST)
    require_integer("seed", seed, 0)
    return np.random.default_rng(seed).permutation(n)


def minimum_degree(matrix: Sdd) -> Array:
    """Return an order of minimum degree, for exact elimination: the multiple one of SuperLU.

    SuperLU orders before it factors; an incomplete factorization that drops all it may is the
    cheapest way to be told the order.
    """
    made = spilu(
        sparse.csc_array(matrix.csr()),
        drop_tol=1.0,
        fill_factor=1.0,
        permc_spec="MMD_AT_PLUS_A",
        diag_pivot_thresh=0.0,
        options={"SymmetricMode": True, "Equil": False},
    )
    return np.argsort(made.perm_c)


def order_of(name: str, matrix: Sdd, seed: int = 0) -> Array:
    """Return the order of a name."""
    require_one_of("order", name, ORDERS)
    if name == "natural":
        return natural(matrix.n)
    if name == "random":
        return shuffled(matrix.n, seed)
    return minimum_degree(matrix) if name == "minimum-degree" else dissected(matrix)[0]
