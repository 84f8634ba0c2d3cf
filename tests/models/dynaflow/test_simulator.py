"""Schedules in small: the targets of the arithmetic, and what holds for any graph and batch."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.dynaflow.beside import Beside
from models.dynaflow.engine import issue
from models.dynaflow.graph import (
    COMPUTE,
    NETWORK,
    TAGS,
    Graph,
    Operator,
    chain,
    dense,
    dilution,
    mixture,
    repeat,
)
from models.dynaflow.model import Config
from models.dynaflow.predict import Predict
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
from models.dynaflow.split import by_tokens, halves, middle, whole
from models.dynaflow.studies import PROMPTS, trace

EQUAL = (1024, 1024)
BALANCE = 156
SCHEDULERS = [Sequential(), TwoWay(), DualBatch(), Dynamic(1), Dynamic(512), Dynamic(10_000)]
quick = settings(max_examples=60, deadline=None)


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


@st.composite
def graphs(draw):
    """Draw any graph without circles, its operators in any order."""
    count = draw(st.integers(1, 9))
    operators = []
    for i in range(count):
        needs = draw(st.sets(st.integers(0, i - 1), max_size=3)) if i else set()
        operators.append(
            Operator(
                f"op{i}",
                draw(st.floats(0.001, 2)),
                draw(st.sampled_from(TAGS)),
                tuple(f"op{need}" for need in sorted(needs)),
                draw(st.sampled_from([0.0, 3.0, 300.0])),
            )
        )
    return Graph(tuple(draw(st.permutations(operators))))


batches = st.lists(st.integers(1, 900), min_size=1, max_size=6)
schedulers = st.sampled_from(SCHEDULERS)


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


def layer_with_a_shared_expert():
    return (
        Operator("attention", 1.0, causal=True),
        Operator("dispatch", 1.0, NETWORK, ("attention",)),
        Operator("shared", 1.0, COMPUTE, ("attention",)),
        Operator("experts", 1.0, COMPUTE, ("dispatch", "shared")),
    )


def test_a_diamond_takes_three_where_its_four_operations_in_a_row_take_four():
    """A shared expert runs beside the dispatch, whatever the scheduler."""
    for scheduler in SCHEDULERS:
        assert simulate(Graph(layer_with_a_shared_expert()), scheduler, [1]).time == 3


# -- cuts inside a request -------------------------------------------------------------------------


class ByToken(DualBatch):
    """Cut where it is told, inside a request where need be."""

    def __init__(self, *num_tokens: int) -> None:
        self.num_tokens = num_tokens

    def get_split_config(self, requests):
        """Cut so."""
        return by_tokens(requests, self.num_tokens)


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
    assert threshold(graph, Dynamic(20), 80) == threshold(graph, DualBatch(), 80)
    assert threshold(graph, Dynamic(60), 80) == 1  # kept whole it is as fast
    branched = repeat(layer_with_a_shared_expert(), 2)
    found = threshold(branched, DualBatch(), 12)
    gains = [speedup(branched, DualBatch(), (half, half)) for half in range(1, 13)]
    assert found == next(
        (i + 1 for i in range(12) if min(gains[i:]) >= 1 - 1e-9),
        13,
    )


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
