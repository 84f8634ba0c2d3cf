"""Cuts inside a request, what splitting costs, and from where on it pays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dynaflow_graphs import (
    BALANCE,
    ByToken,
    batches,
    graphs,
    layer_with_a_shared_expert,
    quick,
    schedulers,
)
from models.dynaflow.beside import Beside
from models.dynaflow.graph import (
    COMPUTE,
    NETWORK,
    TAGS,
    Graph,
    Operator,
    dense,
    dilution,
    mixture,
    repeat,
)
from models.dynaflow.model import Config
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
from models.dynaflow.split import by_tokens, halves, middle, whole
from models.dynaflow.studies import PROMPTS, trace

# -- cuts inside a request -------------------------------------------------------------------------


def test_one_long_prompt_is_cut_and_its_second_half_waits_in_each_attention():
    graph = repeat(mixture(0.2, BALANCE), 32)
    found = simulate(graph, ByToken(2048, 2048), [4096])
    assert found.time == pytest.approx(simulate(graph, DualBatch(), [2048, 2048]).time)
    ran = {interval.handle.key: interval for interval in found.intervals}
    for layer in range(32):
        name = f"attention.{layer}"
        assert ran[name, 0].end <= ran[name, 1].start


def test_only_what_is_causal_waits_for_the_earlier_part_of_a_request():
    """With the second half first on the network, nothing but attention holds it back."""
    needy = Operator("read", 1.0, NETWORK, causal=True)
    free = Operator("read", 1.0, NETWORK)
    busy = Operator("work", 4.0, COMPUTE)

    class SecondFirst(ByToken):
        async def schedule(self, ctx):
            first = [await ctx.pop(0), await ctx.pop(0)]
            second = [await ctx.pop(1), await ctx.pop(1)]
            for op in (first[1], second[1], first[0], second[0]):
                await ctx.execute(op)

    marked = Graph((busy, needy))
    found = simulate(marked, SecondFirst(1, 1), [2])
    assert [i.handle.batch for i in found.intervals] == [0, 1, 0, 1]
    assert [i.start for i in found.intervals] == [0, 1, 0, 4]
    with pytest.raises(ValueError, match="causal"):
        simulate(Graph((busy, free)), SecondFirst(1, 1), [2])


@quick
@given(graphs(), batches, st.data())
def test_a_cut_by_tokens_is_the_one_between_requests_where_it_falls_there(graph, requests, data):
    assume(len(requests) > 1)
    assert by_tokens(requests, halves(requests).num_tokens) == halves(requests)
    total = sum(requests)
    assume(total > 1)
    at = data.draw(st.integers(1, total - 1))
    found = by_tokens(requests, (at, total - at))
    (index,), (offset,) = found.split_indices, found.split_offsets
    assert sum(requests[:index]) + offset == at
    assert 0 <= offset < requests[index]
    marked = Graph(tuple(replace(o, causal=True) for o in graph.operators))
    cut = simulate(marked, ByToken(at, total - at), requests)
    assert len(cut.intervals) == 2 * len(graph.operators)
    ran = {interval.handle.key: interval for interval in cut.intervals}
    if offset:
        assert all(ran[o.name, 0].end <= ran[o.name, 1].start for o in graph.operators)


def test_a_cut_in_the_middle_is_at_half_and_one_token_stays_whole():
    assert middle([4096]).num_tokens == (2048, 2048)
    assert middle([3, 2]).num_tokens == (2, 3)
    assert middle([1]) == whole([1])


# -- costs: experts, latencies, streams that slow each other down ----------------------------------


@pytest.mark.parametrize(
    ("experts", "used", "devices", "times", "pays", "at_512"),
    [
        (256, 8, 32, 1, 250, 1.248),
        (256, 8, 8, 4, 894, 0.730),
        (8, 2, 1, 4, 894, 0.730),
        (256, 8, 1, 32, 7148, 0.535),
        (8, 2, 64, 0.5, 188, 1.248),
    ],
)
def test_an_expert_that_sees_fewer_tokens_has_a_larger_floor(
    experts, used, devices, times, pays, at_512
):
    assert dilution(experts, used, devices) == times
    layer = mixture(0.2, BALANCE, 0.0, experts, used, devices)
    floors = {operator.name: operator.floor for operator in layer}
    assert floors == {
        **{"attention": BALANCE, "gate": BALANCE, "dispatch": 0},
        **{"experts": times * BALANCE, "combine": 0},
    }
    graph = repeat(layer, 32)
    assert 2 * threshold(graph, DualBatch(), 8192) == pays
    assert speedup(graph, DualBatch(), (256, 256)) == pytest.approx(at_512, abs=1e-3)
    assert Config(experts=experts, used=used, devices=devices).model(0.2) == graph


def test_what_reads_keys_and_values_has_no_floor():
    for cached, names in ((0.5, ["projections", "attention"]), (1.0, ["attention"])):
        layer = [o for o in mixture(0.2, BALANCE, cached=cached) if o.name in names]
        assert [o.name for o in layer] == names
        assert layer[-1].floor == 0 and layer[-1].causal
        assert sum(o.time for o in layer) == pytest.approx(0.25 / 2048)
    assert all(o.floor == BALANCE for o in mixture(0.2, BALANCE, cached=0.5)[:1])


def test_two_halves_pay_the_fixed_part_of_an_exchange_twice():
    alpha, beta = 6.0, 0.027
    network = alpha + beta * 2048
    (work, exchange) = dense(4 * network, network, 0.0, alpha)
    for tokens in (32, 128, 512):
        assert exchange.duration(tokens) == pytest.approx(alpha + beta * tokens)
        assert work.duration(tokens) == pytest.approx(4 * network * tokens / 2048)
        found = simulate(Graph((work, exchange)), TwoWay(), (tokens // 2, tokens // 2))
        assert found.work(NETWORK) == pytest.approx(2 * alpha + beta * tokens)
    dispatch, combine = (o for o in mixture(0.2, alpha=0.05) if o.tag == NETWORK)
    assert dispatch.alpha == combine.alpha == 0.05
    assert dispatch.duration(2048) == pytest.approx(0.1)


speeds = st.floats(0.05, 1.0)


@quick
@given(graphs(), schedulers, batches, speeds, speeds)
def test_streams_that_slow_each_other_down_do_the_same_work_later(
    graph, scheduler, requests, compute, network
):
    beside = Beside(compute, network)
    apart, found = (simulate(graph, scheduler, requests, beside=b) for b in (Beside(), beside))
    slowest = min(compute, network)
    assert apart.time * (1 - 1e-9) <= found.time <= apart.time / slowest * (1 + 1e-9)
    ran = {interval.handle.key: interval for interval in found.intervals}
    for before, interval in zip(apart.intervals, found.intervals, strict=True):
        alone = before.end - before.start
        took = interval.end - interval.start
        assert alone * (1 - 1e-9) <= took * (1 + 1e-9) + 1e-12
        for need in interval.handle.operator.needs:
            assert ran[need, interval.handle.batch].end <= interval.start + 1e-9
    if (compute, network) == (1, 1):
        assert found == apart


@quick
@given(graphs(), schedulers, batches, speeds, speeds)
def test_each_operation_gets_its_work_done_at_the_speeds_of_its_neighbours(
    graph, scheduler, requests, compute, network
):
    """Summed over time, alone at speed 1 and beside another at its own, work is conserved."""
    found = simulate(graph, scheduler, requests, beside=Beside(compute, network))
    speed = {COMPUTE: compute, NETWORK: network}
    for interval in found.intervals:
        tag = interval.handle.tag
        both = sum(
            max(0.0, min(interval.end, other.end) - max(interval.start, other.start))
            for other in found.intervals
            if other.handle.tag != tag
        )
        done = both * speed[tag] + (interval.end - interval.start - both)
        due = interval.handle.operator.duration(interval.handle.tokens)
        assert done == pytest.approx(due, rel=1e-6, abs=1e-9)


def test_a_published_trace_gained_less_than_streams_apart_would():
    found = trace()
    assert found["measured"] == pytest.approx(1.06, abs=5e-3)
    assert found["apart"] == pytest.approx(1.293, abs=1e-3)
    assert found["fifth"] == pytest.approx(1.078, abs=1e-3)
    assert found["apart"] > found["R-10"] > found["R-20"] > found["measured"]
    graph = repeat(dense(838.0, 248.0), 64)
    at = costlier(found["overhead"], 16384)
    assert speedup(graph, TwoWay(), PROMPTS, at) == pytest.approx(found["measured"], rel=1e-6)


# -- thresholds and predictions --------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0.01, 2), st.sampled_from(TAGS), st.floats(0, 60), st.floats(0, 20)),
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
