"""Cuts inside a request, and what splitting costs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dynaflow_graphs import (
    BALANCE,
    ByToken,
    batches,
    graphs,
    quick,
    schedulers,
)
from models.dynaflow.beside import Beside
from models.dynaflow.graph import (
    COMPUTE,
    NETWORK,
    Graph,
    Operator,
    dense,
    dilution,
    mixture,
    repeat,
)
from models.dynaflow.model import Config
from models.dynaflow.schedulers import DualBatch, TwoWay
from models.dynaflow.simulator import (
    costlier,
    simulate,
    speedup,
    threshold,
)
from models.dynaflow.split import by_tokens, halves, middle, whole
from models.dynaflow.studies import PROMPTS, latency, trace

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


def test_the_fixed_part_of_the_published_all_reduce_is_that_of_a_line_through_its_ends():
    """6.4 us for 4 tokens and 12.9 for 256; the share is of 2048 tokens."""
    found = latency(BALANCE, 2)
    assert found["alpha"] + 4 * found["beta"] == pytest.approx(6.4)
    assert found["alpha"] + 256 * found["beta"] == pytest.approx(12.9)
    assert found["share"] == pytest.approx(0.1065, abs=5e-5)
