"""A run that says it converged leaves the residual it says, also where weights differ widely."""

from __future__ import annotations

import numpy as np
import pytest

from models.rchol.factor import factor
from models.rchol.matrices import band, grid, sdd
from models.rchol.orders import natural
from models.rchol.solve import incomplete, solve

TOLERANCE = 1e-10


def wide(decades: int, seed: int, n: int = 20):
    """Return a random graph whose weights range over twice so many orders of magnitude."""
    rng = np.random.default_rng([seed, decades])
    weights = np.triu(
        10.0 ** rng.uniform(-decades, decades, (n, n)) * (rng.random((n, n)) < 0.5), 1
    )
    weights += np.diag(np.ones(n - 1), 1)  # connected
    weights = weights + weights.T
    excess = np.zeros(n)
    excess[0] = 10.0 ** rng.uniform(-decades, decades)
    return sdd(np.diag(weights.sum(axis=1) + excess) - weights)


@pytest.mark.parametrize("decades", [0, 2, 4, 6])
@pytest.mark.parametrize("seed", range(5))
def test_residuals_are_those_of_the_solution(decades, seed):
    matrix = wide(decades, seed)
    b = np.random.default_rng(seed).random(matrix.n)
    order = natural(matrix.n)
    for made in (None, factor(matrix, order, 1), incomplete(matrix, order)):
        found = solve(matrix, b, made, TOLERANCE, 300)
        left = np.linalg.norm(b - matrix.csr() @ found.x) / np.linalg.norm(b)
        assert found.residuals[-1] == pytest.approx(left, rel=1e-3, abs=1e-15)
        assert found.converged == (found.residuals[-1] <= TOLERANCE)


def test_a_system_that_rounding_keeps_from_the_goal_is_not_converged():
    weights = np.diag([1e9, 1e-9, 1e9], 1)
    weights = weights + weights.T
    matrix = sdd(np.diag(weights.sum(axis=1) + np.array([1e-5, 0, 0, 0])) - weights)
    found = solve(matrix, np.ones(4), None, TOLERANCE, 500)
    assert not found.converged
    assert TOLERANCE < found.residuals[-1] < np.inf
    assert np.isfinite(found.x).all()


def test_the_least_tolerance_that_a_run_came_to_is_told():
    found = solve(grid(5), np.ones(5), None, 1e-3)
    assert found.until(1e-2) <= found.until(1e-3) == found.iterations
    with pytest.raises(ValueError, match="'tolerance' must be at least the least residual, "):
        solve(band(50, 1), np.ones(50), None, 1e-3, most=2).until(1e-3)
