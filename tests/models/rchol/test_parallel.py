"""Threads: the same factor to the last bit, and runs that keep to their bounds."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse.csgraph import connected_components, maximum_bipartite_matching

from models.rchol.dag import Dag, of_tree, of_vertices, steps, steps_of_nodes
from models.rchol.dissection import Tree, chain, cover, dissected, mixed_inside
from models.rchol.factor import factor
from models.rchol.matrices import band, complete, grid, random_graph, star
from models.rchol.orders import ORDERS, natural, order_of
from models.rchol.parallel import SCHEDULES, Ready, factor_in_parallel, owners, timed
from models.rchol.width import GRAPHS, front

GRAPHS_HERE = {
    "grid-3d": grid(9, 8, 7),
    "grid-2d": grid(20, 19),
    "band": band(300, 4),
    "path": band(200, 1),
    "star": star(150, 70),
    "random": random_graph(300, 4, 3),
    "complete": complete(40),
}
PARTS = ("pivot", "ends", "rows", "values", "gathered", "neighbours")


@pytest.mark.parametrize("name", GRAPHS_HERE)
@pytest.mark.parametrize("schedule", SCHEDULES)
def test_threads_make_the_factor_of_the_sequential_run_to_the_last_bit(name, schedule):
    matrix = GRAPHS_HERE[name]
    for leaf in (1, 8, 1000):
        order, tree = dissected(matrix, leaf)
        for seed in (0, 5):
            one = factor(matrix, order, seed)
            for threads in (1, 2, 3, 8):
                other = factor_in_parallel(matrix, order, tree, seed, threads, schedule)
                assert all(np.array_equal(getattr(one, p), getattr(other, p)) for p in PARTS)


@pytest.mark.parametrize("name", GRAPHS_HERE)
def test_nested_dissection_puts_every_vertex_somewhere_and_joins_no_two_sides(name):
    matrix = GRAPHS_HERE[name]
    order, tree = dissected(matrix, 8)
    assert sorted(order) == list(range(matrix.n))
    node = np.empty(matrix.n, dtype=int)
    for i in range(tree.nodes):
        first, end = tree.range(i)
        node[order[first:end]] = i
    above = [{i} for i in range(tree.nodes)]
    for i in range(tree.nodes - 2, -1, -1):
        above[i] |= above[tree.parents[i]]
    for a, b in zip(*matrix.off.nonzero(), strict=True):
        low, high = sorted((node[a], node[b]))
        assert high in above[low]


@settings(max_examples=50, deadline=None)
@given(st.integers(4, 80), st.integers(0, 1000))
def test_a_separator_meets_every_edge_between_the_halves_and_is_a_smallest_one(n, seed):
    matrix = random_graph(n, 4, seed)
    left = np.random.default_rng(seed).random(n) < 0.5
    found = cover(matrix.off, left)
    rest = matrix.off.toarray()[np.ix_(~found, ~found)]
    side = left[~found]
    assert not rest[np.ix_(side, ~side)].any()
    between = matrix.off[np.flatnonzero(left)][:, np.flatnonzero(~left)]
    assert found.sum() == (maximum_bipartite_matching(between) >= 0).sum()  # none is smaller


def test_a_node_waits_for_its_children_and_a_failure_stops_all_threads():
    tree = Tree(np.array([0, 1, 2, 3]), np.array([2, 2, -1]))
    ready = Ready(tree, None)
    assert (ready.take(0), ready.take(0)) == (0, 1)
    waits = threading.Thread(target=ready.take, args=(1,))
    waits.start()
    ready.done(0)
    ready.fail(ValueError("no"))
    waits.join(5)
    assert not waits.is_alive()
    assert ready.take(0) is None


def test_an_error_in_a_thread_reaches_the_caller():
    matrix = star(50, 0)
    matrix.off.data[:] = matrix.excess[0] = 5e-324  # what is drawn is nothing in 64 bits
    with pytest.raises(ValueError, match="scale the matrix"):
        factor_in_parallel(matrix, natural(50), chain(50, 10), 1, 2)


def test_static_subtrees_are_whole_and_every_thread_has_one_where_there_are_enough():
    _, tree = dissected(grid(16, 16), 4)
    for threads in (1, 2, 4, 8):
        found = owners(tree, threads)
        assert set(found) == set(range(threads))
        for node, parent in enumerate(tree.parents[:-1]):
            same = found[node] == found[parent]
            assert same or found[node] > found[parent]  # below a node of the first of its threads


@st.composite
def dags(draw) -> Dag:
    """Draw tasks, some of which wait for earlier ones."""
    n = draw(st.integers(1, 30))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    waits = np.triu(rng.random((n, n)) < draw(st.floats(0, 0.5)), 1)
    starts = np.concatenate([[0], np.cumsum(waits.sum(axis=1))])
    return Dag(rng.integers(0, 9, n) + 1.0, starts, np.nonzero(waits)[1])


@settings(max_examples=300, deadline=None)
@given(dags(), st.integers(1, 40))
def test_a_dynamic_run_keeps_to_the_bounds_of_graham_and_brent(dag, threads):
    took = dag.dynamic(threads)
    assert dag.least(threads) - 1e-9 <= took <= dag.graham(threads) + 1e-9
    assert dag.graham(threads) <= dag.brent(threads) + 1e-9
    assert dag.dynamic(1) == pytest.approx(dag.work)
    assert dag.dynamic(len(dag.costs)) == pytest.approx(dag.span)
    owner = np.arange(len(dag.costs)) % threads
    assert dag.static(owner) >= dag.least(threads) - 1e-9
    assert dag.static(np.zeros_like(owner)) == pytest.approx(dag.work)


def test_seven_equal_tasks_take_what_the_page_says():
    tree = of_tree(Tree(np.arange(8), np.array([2, 2, 6, 5, 5, 6, -1])), np.ones(7))
    line = of_tree(chain(7, 1), np.ones(7))
    assert (tree.span, tree.dynamic(4), tree.graham(4)) == (3, 3, 4)
    assert (line.span, line.dynamic(1), line.dynamic(1024)) == (7, 7, 7)


def test_paths_and_bands_are_chains_in_natural_order_and_a_star_is_wide():
    for matrix in (band(500, 1), band(500, 6), complete(60)):
        assert of_vertices(factor(matrix, natural(matrix.n), 1)).parallelism == 1
    assert of_vertices(factor(star(500, 499), natural(500), 1)).parallelism > 200
    for order in ORDERS:  # a chain in any order, with a vertex for a task
        matrix = complete(60)
        assert of_vertices(factor(matrix, order_of(order, matrix, 1), 1)).parallelism == 1
    matrix = band(500, 1)
    assert of_vertices(factor(matrix, dissected(matrix, 1)[0], 1)).parallelism > 20


def test_the_steps_of_the_nodes_are_those_of_their_vertices():
    matrix = grid(12, 12)
    order, tree = dissected(matrix, 8)
    made = factor(matrix, order, 1)
    nodes = steps_of_nodes(tree, made)
    for node in range(tree.nodes):
        first, end = tree.range(node)
        assert nodes[node] == steps(made)[first:end].sum()
    assert nodes.sum() == steps(made).sum()


def test_every_node_is_measured():
    matrix = grid(8, 8, 8)
    order, tree = dissected(matrix, 32)
    found = timed(matrix, order, tree, 1, 2)
    assert len(found.nodes) == tree.nodes
    assert min(found.nodes) >= 0


def test_a_sampled_front_is_nearly_empty_and_shuffling_it_lets_more_run_at_once():
    found = front(grid(16, 16, 16), 32, 1)
    assert found["vertices"] == 256
    assert found["edges"] < 0.1 * found["pairs"]
    gains = found["parallelism"]
    assert gains["node"] < gains["vertex"] < gains["shuffled"]
    order, tree = dissected(grid(9, 9), 4)
    assert sorted(mixed_inside(order, tree, 1)) == list(range(81))


def test_every_graph_of_the_page_is_in_one_piece():
    for make in GRAPHS.values():
        assert connected_components(make().off, directed=False)[0] == 1


def test_the_cost_of_a_vertex_counts_what_it_reads_leaves_and_draws():
    """A star of four leaves whose centre is joined to the ground."""
    matrix = star(5, 4)
    assert steps(factor(matrix, natural(5), 1)).tolist() == [1 + 1] * 5
    centre_first = factor(matrix, np.array([4, 0, 1, 2, 3]), 1)
    assert steps(centre_first).tolist() == [5 + 5 + 4, *[1 + 1] * 4]
