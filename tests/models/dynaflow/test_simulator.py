"""Schedules in small: the targets of the arithmetic, and what holds for any graph and batch."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dynaflow_graphs import (
    BALANCE,
    SCHEDULERS,
    batches,
    graphs,
    layer_with_a_shared_expert,
    quick,
    schedulers,
)
from models.dynaflow.engine import issue
from models.dynaflow.graph import (
    COMPUTE,
    NETWORK,
    TAGS,
    Graph,
    Operator,
    chain,
    dense,
    mixture,
    repeat,
)
from models.dynaflow.schedulers import DualBatch, Dynamic, Sequential, TwoWay
from models.dynaflow.simulator import (
    bound,
    costlier,
    halved,
    needed,
    simulate,
    speedup,
    threshold,
)
from models.dynaflow.split import halves

EQUAL = (1024, 1024)


# -- targets ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phi", "expected"), [(0.1, 1.1092), (0.2, 1.2451), (0.3, 1.4191), (0.5, 1.9692)]
)
def test_d1_two_halves_of_dense_layers_come_close_to_the_bound(phi, expected):
    found = speedup(repeat(dense(1 - phi, phi), 32), TwoWay(), EQUAL)
    assert found == pytest.approx(expected, abs=1e-4)
    assert found < bound(phi)


times = st.floats(0.01, 10, allow_nan=False)


@quick
@given(times, times, st.integers(1, 60))
def test_d2_the_simulation_is_the_closed_form(compute, network, layers):
    graph = repeat(dense(compute, network), layers)
    found = simulate(graph, TwoWay(), EQUAL).time
    assert found == pytest.approx(halved(compute, network, layers), rel=1e-9)
    assert simulate(graph, DualBatch(), EQUAL).time == pytest.approx(found, rel=1e-12)
    alone = simulate(graph, Sequential(), EQUAL).time
    assert alone == pytest.approx(layers * (compute + network), rel=1e-9)


EXPERTS = chain(
    ("attention", COMPUTE, 0.3),
    ("dispatch", NETWORK, 0.1),
    ("experts", COMPUTE, 0.5),
    ("combine", NETWORK, 0.1),
)


def test_two_halves_come_within_two_percent_of_the_bound_at_every_share():
    """The closed form falls short by n / (2 L c), or c / (2 L n): most where both are a half."""
    for step in range(1, 1000):
        phi = step / 1000
        short = 1 - 32 / halved(1 - phi, phi, 32) / bound(phi)
        assert 0 < short <= 1 / 65 + 1e-12  # 1.54 %, at one half
        assert bound(phi) <= 2


def test_d3_the_dual_batch_hides_all_but_the_last_half_exchange():
    graph = repeat(EXPERTS, 32)
    assert simulate(graph, DualBatch(), EQUAL).time == pytest.approx(25.65, abs=1e-9)
    assert speedup(graph, DualBatch(), EQUAL) == pytest.approx(1.2476, abs=1e-3)


def test_the_dual_batch_gives_each_stream_the_order_that_was_read_in_the_public_code():
    cycle = (
        *(("attention", 1), ("dispatch", 0), ("experts", 0), ("dispatch", 1)),
        *(("experts", 1), ("combine", 0), ("attention", 0), ("combine", 1)),
    )
    wanted = [("attention", 0), *cycle * 3]
    tags = {operator.name: operator.tag for operator in EXPERTS}
    plan = issue(repeat(EXPERTS, 3), DualBatch(), EQUAL)
    issued = [(handle.operator.name.partition(".")[0], handle.batch) for handle in plan.handles]
    for tag in TAGS:
        stream = [(name, batch) for name, batch in issued if tags[name] == tag]
        assert stream == [(n, b) for n, b in wanted if tags[n] == tag][: len(stream)]
        assert len(stream) == 12


def test_d4_halves_that_compute_a_tenth_longer_gain_less():
    graph = repeat(dense(0.8, 0.2), 32)
    assert speedup(graph, TwoWay(), EQUAL, costlier(0.1, 2048)) == pytest.approx(1.1323, abs=1e-3)
    assert speedup(graph, TwoWay(), EQUAL, costlier(0, 2048)) == speedup(graph, TwoWay(), EQUAL)


@pytest.mark.parametrize(("tokens", "expected"), [(128, 0.5), (200, 0.641), (312, 1), (2048, 1)])
def test_d5_cutting_is_free_from_twice_the_balance_and_costs_double_below_it(tokens, expected):
    graph = Graph((Operator("multiplication", 1.0, floor=BALANCE),))
    found = speedup(graph, TwoWay(), (tokens // 2, tokens // 2))
    assert found == pytest.approx(expected, abs=1e-3)


def test_d6_a_batch_is_cut_where_the_tokens_are_nearest_to_half_unless_a_half_is_too_small():
    requests = [700, 300, 500, 548]
    cut = Dynamic(512).get_split_config(requests)
    assert (cut.split_indices, cut.num_tokens) == ((2,), (1000, 1048))
    assert cut.num_nano_batches == 2
    kept = Dynamic(1024).get_split_config(requests)
    assert (kept.split_indices, kept.num_tokens, kept.num_nano_batches) == ((), (2048,), 1)
    assert Dynamic(1000).get_split_config(requests) == cut
    assert Dynamic(1001).get_split_config(requests) == kept


@quick
@given(
    st.floats(0.02, 0.9),
    st.integers(1, 12),
    st.integers(1, 1500),
    st.sampled_from([0, 20, BALANCE, 700]),
)
def test_d7_a_dynamic_schedule_is_never_slower_than_the_better_of_whole_and_cut(
    phi, layers, half, floor
):
    graph = repeat(mixture(phi, floor), layers)
    requests = (half, half)
    best = max(1.0, speedup(graph, DualBatch(), requests))
    dynamic = Dynamic(threshold(graph, DualBatch()))
    assert speedup(graph, dynamic, requests) >= best - 1e-9


def test_the_threshold_is_twice_the_balance_less_what_overlap_makes_up_for():
    whole = repeat(mixture(0.2, BALANCE), 500)
    assert 2 * threshold(whole, DualBatch()) == pytest.approx(2 * BALANCE * (1 - 0.2), abs=2)
    alone = Graph((Operator("multiplication", 1.0, floor=BALANCE),))
    assert threshold(alone, TwoWay()) == BALANCE
    assert threshold(alone, TwoWay(), most=100) == 101  # never, up to there


def test_a_gain_needs_a_least_share_of_time_in_the_network():
    for gain, share in ((1.29, 0.225), (1.22, 0.180), (1.14, 0.123), (1.07, 0.065)):
        assert needed(gain) == pytest.approx(share, abs=1e-3)
        assert bound(needed(gain)) == pytest.approx(gain)


def test_operator_by_operator_leaves_a_pause_that_exchange_by_exchange_does_not():
    graph = repeat(mixture(0.2), 32)
    assert simulate(graph, TwoWay(), EQUAL).time == pytest.approx(26.45)
    assert simulate(graph, DualBatch(), EQUAL).time == pytest.approx(25.65)


# -- invariants ------------------------------------------------------------------------------------


@quick
@given(graphs(), schedulers, batches)
def test_every_operation_runs_once_in_each_nano_batch_and_after_its_inputs(
    graph, scheduler, requests
):
    found = simulate(graph, scheduler, requests)
    ran = {interval.handle.key: interval for interval in found.intervals}
    count = found.split.num_nano_batches
    assert len(ran) == len(found.intervals) == len(graph.operators) * count
    assert sum(found.split.num_tokens) == sum(requests)
    for (_, batch), interval in ran.items():
        assert interval.handle.tokens == found.split.num_tokens[batch]
        for need in interval.handle.operator.needs:
            assert ran[need, batch].end <= interval.start


@quick
@given(graphs(), schedulers, batches)
def test_work_is_conserved_and_a_stream_does_one_thing_at_a_time(graph, scheduler, requests):
    found = simulate(graph, scheduler, requests)
    streams = defaultdict(list)
    for interval in found.intervals:
        streams[interval.handle.tag].append((interval.start, interval.end))
    for tag, spans in streams.items():
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        due = sum(
            operator.duration(tokens)
            for operator in graph.operators
            for tokens in found.split.num_tokens
            if operator.tag == tag
        )
        assert found.work(tag) == pytest.approx(due)
        assert found.time >= found.work(tag) * (1 - 1e-9)
    assert found.time <= sum(map(found.work, TAGS)) * (1 + 1e-9)


@quick
@given(graphs(), schedulers, batches)
def test_d8_no_schedule_exceeds_the_bound(graph, scheduler, requests):
    alone = simulate(graph, Sequential(), requests)
    phi = alone.work(NETWORK) / sum(map(alone.work, TAGS))
    assert alone.time / simulate(graph, scheduler, requests).time <= bound(phi) * (1 + 1e-9)


@quick
@given(graphs(), st.integers(1, 2000))
def test_what_is_not_cut_is_sequential_and_takes_the_work_of_both_streams_at_most(graph, tokens):
    alone = simulate(graph, Sequential(), [tokens])
    work = sum(o.duration(tokens) for o in graph.operators)
    assert max(map(alone.work, TAGS)) * (1 - 1e-9) <= alone.time <= work * (1 + 1e-9)
    for scheduler in SCHEDULERS:  # one request cannot be cut at a boundary
        assert simulate(graph, scheduler, [tokens]) == alone


@quick
@given(graphs(), schedulers, batches)
def test_an_operation_starts_as_soon_as_its_stream_and_its_inputs_let_it(
    graph, scheduler, requests
):
    """Nothing else delays it: each start is the end of an input or of what ran before, or 0."""
    found = simulate(graph, scheduler, requests)
    ran = {interval.handle.key: interval for interval in found.intervals}
    last = dict[str, float]()
    for interval in found.intervals:
        handle = interval.handle
        ends = [ran[need, handle.batch].end for need in handle.operator.needs]
        assert interval.start == max([0.0, last.get(handle.tag, 0.0), *ends])
        last[handle.tag] = interval.end


def test_a_diamond_takes_three_where_its_four_operations_in_a_row_take_four():
    """A shared expert runs beside the dispatch, whatever the scheduler."""
    for scheduler in SCHEDULERS:
        assert simulate(Graph(layer_with_a_shared_expert()), scheduler, [1]).time == 3


# -- splits and orders -----------------------------------------------------------------------------


@quick
@given(batches)
def test_no_boundary_is_nearer_to_half_than_the_cut(requests):
    found = halves(requests)
    assume(len(requests) > 1)
    (cut,) = found.split_indices
    assert found.num_tokens == (sum(requests[:cut]), sum(requests[cut:]))
    half = Fraction(sum(requests), 2)
    distances = [abs(sum(requests[:i]) - half) for i in range(1, len(requests))]
    assert distances[cut - 1] == min(distances)


@quick
@given(graphs())
def test_the_order_of_a_graph_has_each_operator_once_and_after_what_it_needs(graph):
    names = [operator.name for operator in graph.order]
    assert sorted(names) == sorted(operator.name for operator in graph.operators)
    for operator in graph.order:
        assert all(names.index(need) < names.index(operator.name) for need in operator.needs)


def test_operators_that_need_nothing_keep_the_order_in_which_they_were_written():
    graph = Graph(
        (Operator("c", 1.0, needs=("a",)), Operator("b", 1.0), Operator("a", 1.0), Operator("d", 1))
    )
    assert [operator.name for operator in graph.order] == ["b", "a", "c", "d"]


def test_a_layer_with_branches_is_joined_to_the_next_at_all_its_ends():
    layer = (
        Operator("in", 1.0),
        Operator("x", 1.0, needs=("in",)),
        Operator("y", 1.0, needs=("in",)),
    )
    graph = repeat(layer, 2)
    assert next(o for o in graph.operators if o.name == "in.1").needs == ("x.0", "y.0")
