"""The exact channel loads: the table of the paper's arithmetic, and what holds for any torus."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.goal.loads import loads
from models.goal.paths import ADAPTIVE, ring
from models.goal.torus import (
    PATTERNS,
    Torus,
    Traffic,
    hotspot,
    mesh_hops,
    random_permutation,
    shift,
    traffic,
)
from models.goal.worst import worst_case

SQUARE = Torus(8, 2)
CUBE = Torus(4, 3)
OBLIVIOUS = [name for name, adaptive in ADAPTIVE.items() if not adaptive]


@pytest.mark.parametrize(
    ("pattern", "least", "dor", "val", "hops", "goal"),
    [
        ("neighbour", "1", "4", "1/2", "7/4", "16/7"),
        ("uniform", "4", "1", "1/2", "21/4", "16/21"),
        ("tornado", "3", "1/3", "1/2", "15/4", "8/15"),
        ("tornado-all", "6", "1/3", "1/2", "15/2", "8/15"),
    ],
)
def test_the_table_of_the_8_ary_2_cube_is_exact(pattern, least, dor, val, hops, goal):
    minimal, valiant, ours = (loads(SQUARE, a, pattern) for a in ("dor", "val", "goal"))
    assert (str(minimal.hops), str(minimal.throughput)) == (least, dor)
    assert (valiant.hops, str(valiant.throughput)) == (8, val)
    assert (str(ours.hops), str(ours.throughput)) == (hops, goal)


@pytest.mark.parametrize(
    ("sent", "least", "goal", "bound", "redrawn"),
    [
        (traffic(CUBE, "uniform"), 3, Fraction(15, 4), Fraction(8, 5), Fraction(9, 2)),
        (shift(CUBE, (-1, -1, 0)), 2, 3, Fraction(4, 3), Fraction(10, 3)),
    ],
    ids=["uniform", "tornado"],
)
def test_the_torus_of_the_report(sent, least, goal, bound, redrawn):
    assert loads(CUBE, "dor", sent).hops == least
    assert (loads(CUBE, "goal", sent).hops, loads(CUBE, "goal", sent).throughput) == (goal, bound)
    assert loads(CUBE, "goal-redrawn", sent).hops == redrawn


@settings(deadline=None, max_examples=25)
@given(
    st.sampled_from([Torus(4, 1), Torus((3, 4)), Torus((2, 3))]),
    st.lists(st.integers(0, 2**32), min_size=1, max_size=3),
)
def test_valiant_carries_half_of_capacity_where_no_node_is_sent_more_than_it_sends(torus, seeds):
    """A sum of permutations, and by Birkhoff and von Neumann every such pattern is one."""
    drawn = [random_permutation(torus, seed).rows for seed in seeds]
    rows = tuple(tuple(t for (t,) in to) for to in zip(*drawn, strict=True))
    capacity = loads(torus, "dor", "uniform").links
    assert loads(torus, "val", Traffic(torus, rows)).links == capacity / 2
    hot = loads(torus, "val", hotspot(torus, {0: "0.5"}))
    assert hot.links < capacity / 2


def test_goal_carries_4_6_times_what_valiant_does_on_local_traffic():
    ours, valiant = (loads(SQUARE, a, "neighbour").throughput for a in ("goal", "val"))
    assert ours / valiant == Fraction(32, 7)
    assert abs(float(ours / valiant) - 4.6) < 0.05  # as the paper's abstract says


def test_hops_at_zero_load_of_the_reports_three_networks():
    assert loads(CUBE, "dor", "uniform").hops == 3
    assert Fraction(*mesh_hops(8, 2)) == Fraction(21, 4)
    assert loads(Torus(64, 1), "dor", "uniform").hops == 16


def test_drawing_again_at_every_hop_walks_further():
    hops = [sum((p for *_, p in ring("redrawn", 4, d)), Fraction()) for d in range(4)]
    assert hops == [0, Fraction(5, 3), Fraction(8, 3), Fraction(5, 3)]
    assert loads(SQUARE, "goal-redrawn", "uniform").hops == 7


@pytest.mark.parametrize("k", [2, 3, 5, 8])
def test_goal_balances_every_distance_of_a_ring(k):
    for d in range(k):
        found = loads(Torus(k, 1), "goal", shift(Torus(k, 1), [d]))
        assert found.ports[0] == found.ports[1]
        assert found.hops == Fraction(2 * d * (k - d), k)


sizes = st.sampled_from(
    [Torus(2, 1), Torus(5, 1), Torus(2, 2), Torus(3, 2), Torus(4, 2), Torus(2, 3)]
)


@settings(max_examples=25, deadline=None)
@given(sizes.flatmap(lambda t: st.tuples(st.just(t), st.permutations(range(t.nodes)))))
def test_channel_loads_add_up_to_the_hops_of_all_nodes(case):
    torus, order = case
    least = sum(torus.distance(torus.offset(s, t)) for s, t in enumerate(order))
    for algorithm in ADAPTIVE:
        found = loads(torus, algorithm, order)
        assert sum(found.channels.values()) in ((0, found.hops * torus.nodes)[found.determined],)
        assert found.largest >= max(found.ports) - Fraction(
            1, 10**9
        )  # a mean bounds the largest from below
        assert found.hops * torus.nodes >= least
        if algorithm in ("dor", "dor-plus", "romm", "min-ad"):
            assert found.hops * torus.nodes == least
    assert loads(torus, "val", order).throughput == loads(torus, "val", "uniform").throughput


@pytest.mark.parametrize("torus", [Torus(2, 1), Torus(5, 1), Torus(2, 2)], ids=str)
@pytest.mark.parametrize("algorithm", OBLIVIOUS)
def test_no_permutation_is_worse_than_the_worst_case(torus, algorithm):
    every = [loads(torus, algorithm, order).largest for order in permutations(range(torus.nodes))]
    assert worst_case(torus, algorithm).largest == max(every)


def test_worst_cases_of_the_8_ary_2_cube():
    found = {algorithm: worst_case(SQUARE, algorithm).throughput for algorithm in OBLIVIOUS}
    assert found["val"] == Fraction(1, 2)
    assert found["dor"] == Fraction(2, 7)  # a tie split evenly; a quarter if it always goes one way
    assert found["dor-plus"] == Fraction(1, 4)
    # The paper that introduced RLB states 25% above DOR and 50% above ROMM.
    assert round(float(found["rlb"] / found["dor-plus"]), 2) == 1.25
    assert round(float(found["rlb"] / found["romm"]), 1) == 1.5


def test_adaptive_loads_are_given_only_where_they_are_determined():
    assert loads(SQUARE, "goal", "tornado").determined
    assert not loads(SQUARE, "goal", "transpose").determined
    assert loads(Torus(8, 1), "goal", "bit-reverse").determined  # a ring leaves no choice
    assert loads(SQUARE, "rlb", "transpose").determined
    assert loads(SQUARE, "goal", "transpose").bounding
    assert loads(SQUARE, "goal-redrawn", "tornado").bounding
    assert not loads(SQUARE, "goal-redrawn", "tornado-all").bounding


def test_every_pattern_but_two_is_a_permutation():
    for name in PATTERNS:
        rows = traffic(SQUARE, name).rows
        if name not in ("uniform", "neighbour"):
            assert sorted(t for (t,) in rows) == list(range(64))


@pytest.mark.parametrize("sides", [(4, 4, 8), (2, 6), (8, 16)])
def test_under_uniform_traffic_a_dimension_carries_an_eighth_of_its_side(sides):
    found = loads(Torus(sides), "dor", "uniform")
    assert found.ports == tuple(Fraction(k, 8) for k in sides for _ in range(2))
    assert found.throughput == Fraction(8, max(sides))
    balanced = loads(Torus(sides), "goal", "uniform").ports
    assert balanced == tuple(Fraction(k * k - 1, 6 * k) for k in sides for _ in range(2))


def test_equal_sides_are_the_cube_of_that_side():
    assert Torus((8, 8)) == Torus(8, 2) == Torus((8, 8), 2)
    assert Torus((4, 8)) != Torus((8, 4))


@pytest.mark.parametrize(("k", "n"), [(4, 2), (6, 2), (3, 3)])
def test_the_middle_of_a_mesh_carries_its_bisection(k, n):
    """Of a link between x and x + 1, (x + 1)(k - x - 1) k**n of the pairs of a line cross it."""
    torus = Torus(k, n, mesh=True)
    found = loads(torus, "dor", "uniform")
    for (node, port), load in found.channels.items():
        x = torus.coordinates(node)[port // 2] - port % 2
        assert load == Fraction((x + 1) * (k - x - 1), k)
    total, pairs = mesh_hops(k, n)
    assert found.hops == Fraction(total, pairs)
    assert loads(torus, "val", "bit-complement").largest == 2 * found.largest


def test_no_ring_algorithm_is_given_a_mesh():
    for algorithm in ("goal", "rlb", "goal-redrawn"):
        with pytest.raises(ValueError, match="'mesh' must be a torus"):
            loads(Torus(4, 2, mesh=True), algorithm, "uniform")


@pytest.mark.parametrize(
    "torus", [Torus((2, 3)), Torus(2, 2, True), Torus((3, 2), mesh=True)], ids=str
)
@pytest.mark.parametrize("algorithm", ["dor", "val", "romm"])
def test_no_permutation_of_unequal_sides_or_a_mesh_is_worse_than_the_worst_case(torus, algorithm):
    every = [loads(torus, algorithm, order).largest for order in permutations(range(torus.nodes))]
    assert worst_case(torus, algorithm).largest == max(every)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Torus(1, 2), "'k' must be an integer of at least 2 (got 1)"),
        (lambda: Torus(8, 0), "'n' must be an integer of at least 1 (got 0)"),
        (lambda: Torus(4.0, 2), "'k' must be an integer of at least 2 (got 4.0)"),
        (lambda: loads(SQUARE, "gaol", "uniform"), "(got 'gaol'; did you mean 'goal'?)"),
        (lambda: loads(SQUARE, "goal", "tornadoes"), "(got 'tornadoes'; did you mean 'tornado'?)"),
        (
            lambda: loads(Torus(2, 1), "goal", [0, 0]),
            "'permutation' must be each of the nodes 0 to 1 once (got [0, 0])",
        ),
        (lambda: loads(Torus(2, 3), "dor", "transpose"), "transpose needs a square N (got 8)"),
        (lambda: loads(Torus(6, 2), "dor", "shuffle"), "a power of 2 (got 36)"),
        (lambda: worst_case(SQUARE, "goal"), "an oblivious algorithm"),
    ],
)
def test_bad_input_is_refused_with_argument_rule_and_value(call, message):
    with pytest.raises(ValueError, match="must be") as refusal:
        call()
    assert message in str(refusal.value)
