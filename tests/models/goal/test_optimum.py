"""The bound of adaptive routing is the linear program's, and no more is called a bound."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.goal import optimum
from models.goal.loads import loads
from models.goal.optimum import least_load
from models.goal.randoms import distribution
from models.goal.simulator import Simulation, link_loads
from models.goal.torus import Torus, Traffic, random_permutation, traffic
from models.goal.worst import largest
from torus_paths import by_paths

SQUARE = Torus(8, 2)


@pytest.mark.parametrize(
    ("pattern", "minimal"),
    [
        ("transpose", 8 / 13),
        ("bit-complement", 1 / 2),  # by bisection: 32 packets cross 16 links each way
        ("shuffle", 1 / 2),
        ("bit-rotation", 1 / 2),
        ("bit-reverse", 8 / 9),
    ],
)
def test_minimal_adaptive_routing_can_reach_what_the_program_says(pattern, minimal):
    found = loads(SQUARE, "min-ad", pattern)
    assert found.throughput == pytest.approx(minimal, abs=1e-6)
    assert (found.known, found.determined) == ("optimum", False)
    assert found.throughput <= 1 / max(found.ports) + 1e-9  # the mean bounds it too, less well


@pytest.mark.parametrize(("pattern", "goal"), [("transpose", 16 / 21), ("bit-complement", 1 / 2)])
def test_goal_can_reach_what_the_program_says(pattern, goal):
    assert loads(SQUARE, "goal", pattern).throughput == pytest.approx(goal, abs=1e-6)


@settings(max_examples=12, deadline=None)
@given(
    st.sampled_from([Torus(3, 2), Torus((2, 4)), Torus((3, 4)), Torus(4, 2), Torus(3, 2, True)]),
    st.sampled_from(["min-ad", "goal"]),
    st.integers(0, 99),
)
def test_the_program_is_that_of_all_paths_in_the_quadrants(torus, algorithm, seed):
    if torus.mesh:
        algorithm = "min-ad"
    sent = random_permutation(torus, seed)
    assert least_load(sent, algorithm) == pytest.approx(by_paths(sent, algorithm), abs=1e-6)


def test_a_source_with_several_destinations_is_one_flow_of_the_same_optimum():
    torus = Torus(3, 2)
    rows = tuple(((s + 1) % 9, (3 * s + 4) % 9, 0) for s in range(9))
    for algorithm in ("min-ad", "goal"):
        sent = Traffic(torus, rows)
        assert least_load(sent, algorithm) == pytest.approx(by_paths(sent, algorithm), abs=1e-6)


def test_no_simulated_router_spreads_better_than_the_optimum():
    run = Simulation(k=4, algorithm="goal", pattern="shuffle", load=0.5, measure=20000, drain=0)
    most = max(map(max, link_loads(run))) / run.load
    assert most >= loads(Torus(4, 2), "goal", "shuffle").largest * 0.99


def test_a_program_that_is_too_large_leaves_an_upper_bound_that_is_called_so(monkeypatch):
    exact = loads(Torus(4, 2), "goal", "shuffle")
    monkeypatch.setattr(optimum, "LARGEST", 100)
    found = loads(Torus(4, 2), "goal", "shuffle")
    assert (exact.known, found.known) == ("optimum", "upper bound")
    assert found.throughput > exact.throughput


def test_redrawn_has_no_bound():
    found = loads(Torus(4, 2), "goal-redrawn", "shuffle")
    assert (found.known, found.bounding, found.optimum) == ("none", False, None)


def test_a_thousand_permutations_are_those_of_their_numbers():
    torus = Torus(4, 2)
    found = distribution(torus, 3, lambda evaluate, points: [evaluate(p) for p in points])
    for algorithm, of in found.items():
        every = [loads(torus, algorithm, f"random({i})").throughput for i in range(3)]
        assert of["drawn"] == 3
        assert of["least"] == pytest.approx(float(min(every)))
        assert of["percentiles"][50] == pytest.approx(float(sorted(every)[1]))
    turned = tuple(reversed(range(torus.nodes)))
    for algorithm in ("dor", "val"):
        exact = float(loads(torus, algorithm, turned).largest)
        assert largest(torus, algorithm, turned) == pytest.approx(exact)


def test_every_permutation_is_alike_under_valiant():
    for seed, torus in product(range(3), (Torus(4, 2), Torus((2, 4)))):
        same = loads(torus, "val", "uniform").throughput
        assert loads(torus, "val", traffic(torus, f"random({seed})")).throughput == same
