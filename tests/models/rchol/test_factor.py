"""The factorization: unbiased, never breaking down, exact where it must be, and as fast to
converge as the authors' code.
"""  # noqa: D205

from __future__ import annotations

from statistics import fmean

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from models.rchol.exact import exact_columns, exact_nnz
from models.rchol.factor import Factor, factor, fill, later, run_range, workspace
from models.rchol.growth import LOOSE, TIGHT, Point, cube, evaluate, right_hand
from models.rchol.matrices import Sdd, band, complete, grid, random_graph, sdd, star
from models.rchol.orders import ORDERS, minimum_degree, natural, order_of, shuffled
from models.rchol.small import choices, clique, expected, neighbours, run_of, tree, variance
from models.rchol.solve import incomplete, solve

# Of the authors' code, cff22c9, on the same problems: side, order, fill, iterations to 1e-6 and
# to 1e-10, each from the least to the largest of its runs.
PEER = (
    (20, "natural", (2.92, 2.97), (14, 14), (21, 22)),
    (20, "random", (2.497, 2.504), (19, 21), (29, 32)),
    (32, "natural", (3.62, 3.68), (16, 16), (24, 24)),
    (32, "random", (2.714, 2.722), (22, 23), (34, 35)),
    (48, "natural", (4.44, 4.45), (17, 17), (26, 26)),
    (48, "random", (2.867, 2.870), (25, 25), (39, 39)),
    (64, "natural", (5.03, 5.07), (18, 18), (28, 28)),
    (64, "random", (2.962, 2.967), (27, 27), (41, 42)),
)


@st.composite
def matrices(draw, most: int = 24) -> Sdd:
    """Draw a connected graph with weights over many sizes, and edges to the ground."""
    n = draw(st.integers(1, most))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    off = np.zeros((n, n))
    for vertex in range(1, n):
        off[vertex, rng.integers(vertex)] = 10 ** rng.uniform(-4, 4)
    more = rng.random((n, n)) < draw(st.floats(0, 1))
    off = np.where(more & (off == 0), 10 ** rng.uniform(-4, 4, (n, n)), off)
    off = np.tril(off, -1)
    excess = np.where(rng.random(n) < 0.3, 10 ** rng.uniform(-4, 4, n), 0.0)
    excess[rng.integers(n)] = 1.0
    return Sdd(sparse.csr_array(off + off.T), excess)


def whole(made: Factor) -> np.ndarray:
    """Return GGᵀ with the rows as they are in A."""
    g = made.csc().toarray()
    back = np.argsort(made.order)
    return (g @ g.T)[np.ix_(back, back)]


@pytest.mark.parametrize(("side", "order", "fills", "loose", "tight"), PEER[:6])
def test_fill_and_iterations_are_those_of_the_authors_code(side, order, fills, loose, tight):
    seeds = (1, 2, 3) if side < 48 else (1,)
    found = [evaluate(Point(side=side, method="rchol", order=order, seed=s)) for s in seeds]
    for one in found:
        assert 0.98 * fills[0] <= one["fill"] <= 1.02 * fills[1]
        assert loose[0] - 2 <= one["loose"] <= loose[1] + 2
        assert tight[0] - 2 <= one["tight"] <= tight[1] + 2
    if len(seeds) > 1:
        assert loose[0] - 1 <= fmean(one["loose"] for one in found) <= loose[1] + 1
        assert tight[0] - 1 <= fmean(one["tight"] for one in found) <= tight[1] + 1


@pytest.mark.parametrize(
    ("side", "plain", "zero"), [(20, (61, 91), (21, 34)), (32, (95, 140), (31, 51))]
)
def test_the_baselines_take_as_many_iterations_as_measured_elsewhere(side, plain, zero):
    for method, wanted in (("cg", plain), ("ic0", zero)):
        found = evaluate(Point(side=side, method=method))
        assert found["loose"] == pytest.approx(wanted[0], abs=2)
        assert found["tight"] == pytest.approx(wanted[1], abs=2)


def test_the_iterations_with_ic0_depend_on_the_right_hand_side():
    """On 64 points a side, 91 were measured elsewhere: one side takes that, another 94."""
    matrix = cube(64)
    made = incomplete(matrix, natural(matrix.n))
    sides = (np.random.RandomState(0).rand(matrix.n), np.random.default_rng(0).random(matrix.n))
    found = [solve(matrix, b, made, TIGHT) for b in sides]
    assert [one.until(LOOSE) for one in found] == [59, 59]
    assert [one.iterations for one in found] == [91, 94]


def test_exact_cholesky_in_minimum_degree_order_has_the_fill_of_superlu():
    matrix = grid(20, 20, 20)
    assert fill(exact_nnz(matrix, minimum_degree(matrix)), matrix) == pytest.approx(32.3, abs=0.05)


@settings(max_examples=50, deadline=None)
@given(matrices(12), st.integers(0, 99))
def test_the_count_of_the_exact_factor_is_that_of_its_pattern(matrix, seed):
    order = shuffled(matrix.n, seed)
    full = (matrix.csr().toarray() != 0)[np.ix_(order, order)]
    for k in range(matrix.n):
        below = np.flatnonzero(full[k + 1 :, k]) + k + 1
        full[np.ix_(below, below)] = True
    entries, _ = exact_columns(matrix, order)
    assert list(entries) == [int(full[k:, k].sum()) for k in range(matrix.n)]


@settings(max_examples=1000, deadline=None)
@given(matrices(), st.integers(0, 2**64 - 1))
def test_it_never_breaks_down_and_draws_one_edge_fewer_than_there_are_neighbours(matrix, seed):
    made = factor(matrix, shuffled(matrix.n, seed % 1000), seed)
    assert np.all(np.isfinite(made.values)) and np.all(made.values < 0)
    assert np.all(np.isfinite(made.pivot)) and np.all(made.pivot > 0)
    below = np.diff(made.starts)
    assert np.all((made.neighbours == below) | (made.neighbours == below + 1))  # the ground
    drawn = np.maximum(made.neighbours - 1, 0)
    edges = len(later(matrix, made.order).weights)
    assert made.drawn == drawn.sum()
    assert made.gathered.sum() == edges + made.drawn  # every edge is there when one end goes


@settings(max_examples=200, deadline=None)
@given(matrices(10), st.integers(0, 2**32))
def test_every_step_of_the_compiled_loop_is_that_of_the_plain_one(matrix, seed):
    n = matrix.n
    made = factor(matrix, natural(n), seed)
    for vertex, step in enumerate(run_of(with_ground(matrix), range(n), seed)):
        column = slice(made.starts[vertex], made.starts[vertex + 1])
        star = [(v, w) for v, w in step.star if v < n]
        total = sum(w for _, w in step.star)
        assert list(made.rows[column]) == [v for v, _ in star]
        assert made.pivot[vertex] == pytest.approx(total**0.5, rel=1e-9)
        assert made.values[column] == pytest.approx([-w / total**0.5 for _, w in star], rel=1e-9)


def with_ground(matrix: Sdd) -> dict[tuple[int, int], float]:
    """Return the weights of a graph by the ends of its edges, the ground being vertex n."""
    rows, columns = matrix.off.nonzero()
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    weights = {(a, b): float(matrix.off[a, b]) for a, b in pairs if a < b}
    return weights | {(v, matrix.n): float(w) for v, w in enumerate(matrix.excess) if w}


@settings(max_examples=200, deadline=None)
@given(matrices(10), st.integers(0, 2**32))
def test_every_schur_complement_is_a_laplacian_of_the_total_weight_of_the_exact_one(matrix, seed):
    """Its rows sum to zero, none of its weights is negative, and no vertex is cut off."""
    made = factor(matrix, natural(matrix.n), seed)
    for step in run_of(with_ground(matrix), range(matrix.n), seed):
        exact, drawn = clique(step.star), step.added
        assert sum(drawn.values()) == pytest.approx(sum(exact.values()), rel=1e-9)
        assert set(drawn) <= set(exact)
        assert len(drawn) == len(step.star) - 1
        assert all(weight > 0 for weight in drawn.values())
        assert {v for pair in drawn for v in pair} in (set(), {v for v, _ in step.star})
    # A column of G sums to what the vertex has to the ground: with that row, to zero.
    for k in range(matrix.n):
        column = made.values[made.starts[k] : made.starts[k + 1]]
        grounded = made.neighbours[k] > len(column)
        left = made.pivot[k] + column.sum()
        assert (
            left > 0
            if grounded and abs(left) > 1e-9 * made.pivot[k]
            else abs(left) <= (1e-9 * made.pivot[k])
        )


@pytest.mark.parametrize(
    "matrix",
    [star(6, 0), complete(5), band(7, 3), grid(2, 3), random_graph(7, 4, 2)],
    ids=["star", "complete", "band", "grid", "random"],
)
def test_the_product_is_the_matrix_on_average(matrix):
    samples, n = 10_000, matrix.n
    edges, work, order = later(matrix, natural(n)), workspace(n), natural(n)
    total, squares = np.zeros((n, n)), np.zeros((n, n))
    for seed in range(samples):
        columns, _ = run_range(0, n, seed, edges, work, ())
        g = np.zeros((n, n))
        g[np.arange(n), np.arange(n)] = columns.pivot
        of = np.repeat(np.arange(n), np.diff(np.concatenate([[0], columns.ends])))
        g[columns.rows, of] = columns.values
        product = g @ g.T
        total += product
        squares += product**2
    mean = total / samples
    sigma = np.sqrt(np.maximum(squares / samples - mean**2, 0) / samples)
    a = matrix.csr().toarray()[np.ix_(order, order)]
    assert np.all(np.abs(mean - a) <= 3 * sigma + 1e-10)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 60), st.integers(0, 2**32))
def test_a_tree_is_factored_exactly_from_its_leaves(n, seed):
    rng = np.random.default_rng(seed)
    off = np.zeros((n, n))
    for vertex in range(n - 1):  # its parent comes later
        off[vertex, rng.integers(vertex + 1, n)] = 10 ** rng.uniform(-2, 2)
    matrix = Sdd(sparse.csr_array(off + off.T), 10 ** rng.uniform(-2, 2, n))
    made = factor(matrix, natural(n), seed)
    a = matrix.csr().toarray()
    assert np.abs(whole(made) - a).max() <= 1e-14 * np.abs(a).max()
    assert made.nnz == exact_nnz(matrix, natural(n))


@settings(max_examples=50, deadline=None)
@given(st.integers(2, 60), st.integers(0, 2**32))
def test_with_two_neighbours_or_fewer_it_is_exact_in_any_order(n, seed):
    matrix = band(n, 1)
    made = factor(matrix, shuffled(n, seed), seed)
    assert np.abs(whole(made) - matrix.csr().toarray()).max() <= 1e-14 * 4


@settings(max_examples=100, deadline=None)
@given(st.lists(st.fractions(min_value="1/100", max_value=100), min_size=2, max_size=9))
def test_the_expected_weights_are_those_of_the_clique_exactly(weights):
    weights = sorted(weights)
    total = sum(weights)
    assert expected(weights) == {
        (i, j): weights[i] * weights[j] / total for j in range(len(weights)) for i in range(j)
    }
    assert all(sum(likely) == 1 for *_, likely in choices(weights))
    assert variance(weights) <= variance(weights[::-1])


def test_a_seed_says_it_all_and_another_seed_draws_otherwise():
    matrix = grid(6, 6, 6)
    one, same, other = (factor(matrix, natural(216), seed) for seed in (7, 7, 8))
    assert np.array_equal(one.values, same.values)
    assert not np.array_equal(one.rows, other.rows)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("matrix", [grid(9, 9, 9), random_graph(300, 4, 1), band(400, 5)])
def test_the_solution_solves_in_every_order(matrix, order):
    b = right_hand(matrix.n, 3)
    made = factor(matrix, order_of(order, matrix, 1), 1)
    for preconditioner in (made, incomplete(matrix, natural(matrix.n)), None):
        found = solve(matrix, b, preconditioner, LOOSE)
        assert found.converged
        left = np.linalg.norm(matrix.csr() @ found.x - b) / np.linalg.norm(b)
        assert left <= 1.01 * LOOSE


def test_a_matrix_with_a_right_side_of_zeros_needs_no_iteration():
    found = solve(grid(3, 3), np.zeros(9), None, LOOSE)
    assert (found.iterations, found.converged) == (0, True)


def test_a_drawn_number_of_zero_joins_no_vertex_to_itself():
    found = tree([(4, 1.0), (5, 1.0), (6, 1.0)], lambda _: 0.0)
    assert all(a != b for a, b in found)
    assert neighbours(found, 4) == [(5, pytest.approx(2 / 3))]


def test_the_matrix_of_a_graph_is_the_one_it_was_made_of():
    a = grid(4, 3).csr()
    assert (sdd(a).csr() != a).nnz == 0
