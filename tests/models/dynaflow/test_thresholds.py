"""Thresholds and predictions: from which load on cutting pays, and a scheduler that asks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dynaflow_graphs import (
    BALANCE,
    ByToken,
    batches,
    layer_with_a_shared_expert,
    quick,
)
from models.dynaflow.beside import Beside
from models.dynaflow.graph import (
    NETWORK,
    TAGS,
    Graph,
    Operator,
    mixture,
    repeat,
)
from models.dynaflow.predict import Predict
from models.dynaflow.schedulers import DualBatch, Dynamic, Sequential, TwoWay
from models.dynaflow.simulator import (
    corners,
    costlier,
    is_chain,
    simulate,
    speedup,
    threshold,
)
from models.dynaflow.split import halves, middle, whole

# What it costs to start is nothing, or more than what counts as the same time.
starts = st.just(0.0) | st.floats(0.001, 20)


class Window(DualBatch):
    """A scheduler of one's own, which cuts batches of some sizes only."""

    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high

    def get_split_config(self, requests):
        """Split batches that are neither too small nor too large."""
        inside = self.low <= sum(requests) <= self.high
        return halves(requests) if inside else whole(requests)


@quick
@given(st.integers(1, 60), st.integers(0, 60))
def test_a_scheduler_that_cuts_some_sizes_only_has_the_threshold_of_all_sizes(low, more):
    graph, window = repeat(mixture(0.2, 30), 2), Window(2 * low, 2 * (low + more))
    losing = [half for half in range(1, 41) if speedup(graph, window, (half, half)) < 1 - 1e-9]
    assert threshold(graph, window, 40) == max(losing, default=0) + 1


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0.01, 2), st.sampled_from(TAGS), st.floats(0, 60), starts),
        min_size=1,
        max_size=4,
    ),
    st.integers(1, 3),
    st.sampled_from([0.0, 0.1, 0.4]),
    st.sampled_from([TwoWay(), DualBatch()]),
)
def test_a_threshold_found_from_few_sizes_is_that_of_all_sizes(steps, layers, overhead, scheduler):
    """Brute force: it pays at every size from there on, and not at the one before."""
    chained = [
        Operator(f"op{i}", time, tag, (f"op{i - 1}",) if i else (), floor, alpha)
        for i, (time, tag, floor, alpha) in enumerate(steps)
    ]
    graph = repeat(tuple(chained), layers)
    most = 160
    found = threshold(graph, scheduler, most, overhead=overhead)

    def pays(half: int) -> bool:
        dearer = costlier(overhead, 2 * half)
        return speedup(graph, scheduler, (half, half), dearer) >= 1 - 1e-9

    assert all(pays(half) for half in range(found, most + 1))
    assert found == 1 or not pays(found - 1)


def test_a_threshold_counts_what_cutting_costs_and_how_streams_slow_each_other_down():
    graph = repeat(mixture(0.2, BALANCE), 4)
    plain = threshold(graph, DualBatch())
    assert threshold(graph, DualBatch(), overhead=0.1) > plain
    slowed = Beside(0.9, 0.9)
    assert threshold(graph, DualBatch(), 200, beside=slowed) > plain
    assert threshold(graph, DualBatch(), 200, cost=Operator.duration) == plain
    aware = threshold(graph, DualBatch(), overhead=0.1)
    for half in (plain, aware):
        dearer = costlier(0.1, 2 * half)
        gain = speedup(graph, Dynamic(half), (half, half), dearer)
        assert (gain >= 1 - 1e-9) == (half == aware)


def test_a_threshold_is_found_where_the_order_depends_on_the_tokens_and_where_branches_overlap():
    graph = repeat(mixture(0.2, 40), 2)
    pays = threshold(graph, DualBatch(), 80)
    for least in (20, 25):  # between two sizes that are tried there is one that does not pay
        assert least < pays
        assert threshold(graph, Dynamic(least), 80) == pays
    assert threshold(graph, Dynamic(60), 80) == 1  # kept whole it is as fast
    branched = repeat(layer_with_a_shared_expert(), 2)
    found = threshold(branched, DualBatch(), 12)
    gains = [speedup(branched, DualBatch(), (half, half)) for half in range(1, 13)]
    assert found == next(
        (i + 1 for i in range(12) if min(gains[i:]) >= 1 - 1e-9),
        13,
    )


def test_few_sizes_are_tried_only_where_all_between_them_are_linear():
    chain_of_two = Graph(
        (Operator("a", 1.0, floor=40.5), Operator("b", 1.0, NETWORK, ("a",), floor=7.0))
    )
    assert corners(chain_of_two, 60) == {1, 60, 40, 41, 20, 21, 7, 8, 3, 4}
    assert is_chain(chain_of_two)
    assert is_chain(repeat(mixture(0.2), 3))
    assert not is_chain(Graph(layer_with_a_shared_expert()))
    assert not is_chain(Graph((Operator("a", 1.0), Operator("b", 1.0, NETWORK))))


def test_times_that_differ_by_rounding_are_the_same():
    """Three equal parts of a third do not add up to one: without a tolerance nothing would pay."""
    graph = Graph((Operator("a", 0.1), Operator("b", 0.2, needs=("a",))))
    assert threshold(graph, TwoWay(), 50) == 1


@quick
@given(
    st.floats(0.05, 0.6),
    st.sampled_from([0, 40, BALANCE]),
    batches,
    st.sampled_from([0.0, 0.1, 0.3]),
    st.sampled_from([Beside(), Beside(0.8, 0.5)]),
)
def test_a_prediction_is_as_fast_as_the_best_of_whole_cut_at_a_boundary_and_cut_in_the_middle(
    phi, floor, requests, overhead, beside
):
    graph = repeat(mixture(phi, floor), 2)
    cost = costlier(overhead, sum(requests))
    predict = Predict(graph, beside=beside, overhead=overhead)
    found = simulate(graph, predict, requests, cost, beside).time
    others = [Sequential(), DualBatch(), Dynamic(threshold(graph, DualBatch()))]
    if sum(requests) > 1:
        others.append(ByToken(*middle(requests).num_tokens))
    times = [simulate(graph, other, requests, cost, beside).time for other in others]
    assert found <= min(times) * (1 + 1e-9)


def test_a_prediction_cuts_where_a_threshold_does_not_and_keeps_whole_where_it_should():
    graph = repeat(mixture(0.2, BALANCE), 8)
    least = threshold(graph, DualBatch())
    predict, dynamic = Predict(graph, overhead=0.1), Dynamic(least)
    for requests, predicted, by_threshold in (
        ((least, least), 1, 2),
        ((100, 300), 2, 1),
        ((4096,), 2, 1),
        ((8,), 1, 1),
    ):
        assert predict.get_split_config(requests).num_nano_batches == predicted
        assert dynamic.get_split_config(requests).num_nano_batches == by_threshold
