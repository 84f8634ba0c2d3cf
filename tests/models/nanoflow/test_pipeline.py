"""The pipeline: the dependency rule, the fluid simulation's targets, and what always holds."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.nanoflow.inputs import DEVICES, MODELS, WORKLOADS, Workload
from models.nanoflow.interference import cheapest, exchange_bound, performance
from models.nanoflow.layer import RESOURCES, Nano, Step, even, layer, nano_operations, overlap
from models.nanoflow.order import lanes
from models.nanoflow.pipeline import (
    Plan,
    Run,
    Schedule,
    every_share,
    one_after_another,
    simulate,
    steady,
)
from models.nanoflow.published import TABLE_2, TABLE_3

CASE = (MODELS["llama-2-70b"], DEVICES["A100-80"], 8, 2048)
STEPS = layer(*CASE, WORKLOADS["512-1024"])
SHARES = {"memory": 0.4, "network": 0.2}


def throughput(period: float) -> float:
    return 2048 / (80 * period) / 8


def cut(*at: int) -> tuple[Nano, ...]:
    return nano_operations(STEPS, 2048, (0, *at, 2048))


def test_alone_the_steps_take_the_measured_times_of_table_2():
    assert sum(step.alone() for step in STEPS) * 80e3 == pytest.approx(225.05)
    times = {step.name: 80e3 * step.alone() for step in STEPS}
    assert times["UGD"] == pytest.approx(TABLE_2["UG"][6] + TABLE_2["D"][6])
    assert times["AG1"] + times["AG2"] + times["AR"] == pytest.approx(TABLE_2["Net"][6])
    assert [s.name for s in STEPS] == ["KQV", "DecAttn", "PfAttn", "AG1", "O", "AG2", "UGD", "AR"]


def test_the_sequential_rate_and_the_exchange_bound():
    assert throughput(sum(step.alone() for step in STEPS)) == pytest.approx(1137.5, abs=0.5)
    assert throughput(exchange_bound(STEPS)) == pytest.approx(1460.3, abs=0.5)
    assert (cheapest("memory"), cheapest("network")) == (0.5, 0.1 / 0.3)


def test_two_nano_batches_cut_at_768_gain_a_fifth():
    found = steady(cut(768), SHARES)
    assert throughput(found.period) == pytest.approx(1380.6, abs=0.1)
    assert sum(step.alone() for step in STEPS) / found.period == pytest.approx(1.2137, abs=1e-4)
    assert throughput(simulate(cut(768), SHARES).mean()) == pytest.approx(1380.6, abs=0.1)


def test_four_equal_nano_batches_repeat_every_five_layers():
    """Six of twelve layers give the 1443.8 of the facts; a whole cycle is slower."""
    nanos = nano_operations(STEPS, 2048, even(2048, 4))
    assert throughput(simulate(nanos, SHARES).mean(4, 10)) == pytest.approx(1443.8, abs=0.1)
    found = steady(nanos, SHARES)
    assert (found.cycle, round(throughput(found.period), 1)) == (5, 1433.1)
    long = simulate(nanos, SHARES, layers=80)
    assert long.mean(10, 70) == pytest.approx(found.period)


def test_prompts_alone_gain_15_percent():
    steps = layer(*CASE, Workload(512, 0))
    assert "DecAttn" not in [step.name for step in steps]
    found = steady(nano_operations(steps, 2048, (0, 768, 2048)), SHARES)
    assert sum(step.alone() for step in steps) / found.period == pytest.approx(1.15, abs=0.005)


def test_one_device_has_no_network():
    steps = layer(MODELS["llama-3-8b"], DEVICES["A100-80"], 1, 512, WORKLOADS["512-512"])
    assert [step.name for step in steps] == ["KQV", "DecAttn", "PfAttn", "O", "UGD"]
    assert steps[0].before == ("UGD",)


def test_nano_operations_depend_where_their_ranges_meet():
    assert overlap((0, 256), (128, 384))
    assert not overlap((0, 128), (128, 384))
    steps = [Step("A", "compute", ((1, 0, 0),)), Step("B", "memory", ((1, 0, 0),), after=("A",))]
    nanos = nano_operations(steps, 512, {"A": (0, 256, 512), "B": (0, 128, 384, 512)})
    assert [nano.after for nano in nanos[2:]] == [((0, 0),), ((0, 0), (1, 0)), ((1, 0),)]
    assert str(nanos[3]) == "B[128:384]"


def test_a_small_copy_takes_as_long_as_reading_its_weights():
    kqv = STEPS[0]
    assert kqv.alone(0.5) == pytest.approx(kqv.alone() / 2)
    assert kqv.alone(128 / 2048) > 1.05 * kqv.alone() / 16


def test_the_curves_are_those_of_table_3_and_straight_between():
    for resource, points in TABLE_3.items():
        for share, speed in points[1:]:
            assert performance(resource, share) == pytest.approx(speed)
    assert performance("memory", 0.3) == pytest.approx(0.55)
    assert performance("network", 0.05) == pytest.approx(0.15)


def test_a_better_curve_is_never_slower_on_the_drawn_pipeline():
    def curves(part):
        return {
            resource: tuple((share, share + part * (speed - share)) for share, speed in points)
            for resource, points in TABLE_3.items()
        }

    periods = [steady(cut(768), SHARES, curves=curves(i / 10)).period for i in range(11)]
    assert periods == sorted(periods, reverse=True)
    assert periods[-1] == pytest.approx(steady(cut(768), SHARES).period)
    assert periods[0] <= sum(step.alone() for step in STEPS)


def test_the_bound_holds_for_curves_that_make_overlap_cost_all_that_it_gains():
    straight = dict.fromkeys(RESOURCES, ((0, 0), (1, 1)))
    times = {"compute": 1.0, "memory": 2.0, "network": 2.0}
    steps = [Step(name, name, ((time, 0, 0),)) for name, time in times.items()]
    assert exchange_bound(steps, straight) == pytest.approx(3)  # both others, then compute
    nanos = nano_operations(steps, 2048, (0, 2048))
    found = simulate(nanos, {"memory": 0.5, "network": 0.5}, curves=straight)
    assert found.ends[-1] >= 12 * 3 * (1 - 1e-9)
    assert exchange_bound(STEPS, straight) > exchange_bound(STEPS)


def test_a_cycle_is_seen_only_where_all_its_layers_repeat():
    nano = Nano("O", "compute", 0, 0, 8, 1.0)
    runs, now = [], 0.0
    for at in range(24):
        runs.append(Run(at, 0, now, now + (2, 1, 1)[at % 3]))
        now = runs[-1].stop
    found = Schedule((nano,), tuple(runs))
    assert (found.cycle, found.period) == (3, 4 / 3)
    odd = [replace(run, stop=run.stop + (run.layer == 19) / 2) for run in runs]
    assert Schedule((nano,), tuple(odd)).cycle == 0


def test_one_way_is_sequential_but_for_attention_over_prompts():
    whole = nano_operations(STEPS, 2048, (0, 2048))
    alone = sum(step.alone() for step in STEPS)
    assert one_after_another(whole).period == pytest.approx(alone)
    beside = next(step.alone() for step in STEPS if step.name == "PfAttn")
    assert alone - beside <= steady(whole, SHARES).period < alone
    answers = layer(*CASE, Workload(0, 512))
    nanos = nano_operations(answers, 2048, (0, 2048))
    assert steady(nanos, SHARES).period == pytest.approx(sum(step.alone() for step in answers))


sizes = st.lists(st.integers(1, 15), max_size=3, unique=True)
SOME = ("A100-80", "H100", "H200", "B200", "MI300", "Gaudi3")  # with room for the models
cases = st.tuples(
    st.sampled_from(list(MODELS.values())),
    st.sampled_from([replace(DEVICES[name], memory=100_000) for name in SOME]),
    st.sampled_from([1, 2, 8, 16]),
    st.builds(Workload, st.integers(0, 2048), st.integers(1, 2048)),
).filter(lambda case: case[0].heads % case[2] == 0)
shares = st.tuples(st.integers(1, 9), st.integers(1, 9)).filter(lambda two: sum(two) <= 10)


def built(case, sized):
    """Return the steps of a case, and nano-operations with cuts of their own for each step."""
    model, on, devices, workload = case
    steps = layer(model, on, devices, 2048, workload)
    cuts = {s.name: (0, *(128 * c for c in sorted(at)), 2048) for s, at in zip(steps, cycle(sized))}
    return steps, nano_operations(steps, 2048, cuts)


@settings(max_examples=60, deadline=None)
@given(cases, st.lists(sizes, min_size=1, max_size=4), shares)
def test_work_is_conserved_and_nothing_runs_before_its_inputs(case, sized, given_shares):
    _, nanos = built(case, sized)
    by = {"memory": given_shares[0] / 10, "network": given_shares[1] / 10}
    found = simulate(nanos, by, layers=11)
    done = {(run.layer, run.position): run for run in found.runs}
    assert len(done) == 11 * len(nanos)
    for (at, position), run in done.items():
        for parent, back in nanos[position].after:
            assert at < back or done[at - back, parent].stop <= run.start + 1e-12
    worked = dict.fromkeys(done, 0.0)
    times = sorted({time for run in found.runs for time in (run.start, run.stop)})
    for begin, end in pairwise(times):
        now = {
            nanos[run.position].resource: (run.layer, run.position)
            for run in found.runs
            if run.start <= begin and end <= run.stop
        }
        beside = sum(by[resource] for resource in now if resource != "compute")
        for resource, key in now.items():
            alone = "compute" not in now
            speed = 1 - beside if resource == "compute" else performance(resource, by[resource])
            worked[key] += (end - begin) * (1 if alone else speed)
    for key, seconds in worked.items():
        assert seconds == pytest.approx(nanos[key[1]].time, rel=1e-6, abs=1e-12)
    for resource in RESOURCES:
        runs = sorted(
            (run.start, run.stop) for run in found.runs if nanos[run.position].resource == resource
        )
        assert all(a[1] <= b[0] + 1e-12 for a, b in pairwise(runs))


SHORT = (MODELS["llama-2-70b"], replace(DEVICES["A100-80"], memory=100_000), 1, Workload(1, 1))
AHEAD = (MODELS["llama-2-70b"], replace(DEVICES["Gaudi3"], memory=100_000), 1, Workload(0, 1))


@settings(max_examples=60, deadline=None)
@given(cases, st.lists(sizes, min_size=1, max_size=4), shares)
@example(SHORT, [[2]], (1, 1))  # attention to a prompt of one token reads longer than it multiplies
@example(AHEAD, [[1]], (4, 1))  # one batch runs ahead
def test_no_pipeline_beats_the_bound_nor_is_it_slower_than_one_after_another(
    case, sized, given_shares
):
    steps, nanos = built(case, sized)
    by = {"memory": given_shares[0] / 10, "network": given_shares[1] / 10}
    found = steady(nanos, by)
    bound = exchange_bound(steps)
    assert found.ends[-1] >= len(found.ends) * bound * (1 - 1e-9)
    assert found.period >= bound * (1 - 1e-6)
    assert found.period >= max(lanes(nanos).values()) * (1 - 1e-6)
    # P(R) >= R, so that what runs together does at least the work of one: of a run from an empty
    # device to an empty one; a period repeated to its end may have begun what comes after it.
    apart = sum(nano.time for nano in nanos)
    run = simulate(nanos, by)
    assert run.ends[-1] <= len(run.ends) * apart * (1 + 1e-9)
    if found.cycle:  # otherwise one batch runs ahead, and work of layers that are not whole is done
        assert found.period <= apart * (1 + 1e-6)
    assert one_after_another(nanos).period == pytest.approx(apart)


@settings(max_examples=30, deadline=None)
@given(cases, sizes)
def test_without_overlap_any_number_of_ways_is_sequential_but_for_weights_read_again(case, at):
    steps, nanos = built(case, [at])
    alone = sum(step.alone() for step in steps)
    assert one_after_another(nanos).period >= alone * (1 - 1e-9)
    linear = [replace(s, parts=tuple((a + c, 0, 0) for a, _, c in s.parts)) for s in steps]
    again = nano_operations(linear, 2048, (0, *(128 * c for c in sorted(at)), 2048))
    assert one_after_another(again).period == pytest.approx(sum(step.alone() for step in linear))


def test_a_plan_is_followed_even_where_another_would_be_ready():
    nanos = cut(768)
    free = steady(nanos, SHARES)
    starts = {run.position: run.start for run in free.runs if run.layer == 6}
    plan = Plan(free.period, tuple(starts[i] for i in range(len(nanos))))
    assert steady(nanos, SHARES, plan).period == pytest.approx(free.period)
    late = replace(plan, starts=tuple(-start for start in plan.starts))
    with pytest.raises(ValueError, match="'plan' must be an order in which none waits"):
        simulate(nanos, SHARES, plan=late)


def test_a_curve_of_the_multiplication_may_be_left_out():
    bare = {key: TABLE_3[key] for key in ("memory", "network")}
    assert steady(cut(768), SHARES, curves=bare).period == steady(cut(768), SHARES).period
    assert exchange_bound(STEPS, bare) == exchange_bound(STEPS)


def test_a_copy_that_mostly_reads_weights_is_on_the_memory_lane():
    big = replace(DEVICES["H100"], memory=1e6)
    steps = layer(MODELS["llama-2-70b"], big, 8, 64, Workload(512, 1024))
    lanes_of = {n.step: n.resource for n in nano_operations(steps, 64, (0, 64))}
    assert {lanes_of[name] for name in ("KQV", "O", "UGD")} == {"memory"}
    assert {n.resource for n in cut(768) if n.step in ("KQV", "O", "UGD")} == {"compute"}
    found = steady(nano_operations(steps, 64, (0, 64)), SHARES)
    assert found.period >= exchange_bound(steps) * (1 - 1e-9)


def test_an_exchange_may_take_a_time_of_its_own():
    slow = replace(DEVICES["A100-80"], latency=20.0)
    steps = layer(CASE[0], slow, 8, 2048, WORKLOADS["512-1024"])
    times = {step.name: step.alone(0.5) for step in steps}
    for step in STEPS:
        more = 20e-6 if step.resource == "network" else 0.0
        assert times[step.name] == pytest.approx(step.alone(0.5) + more)


def test_a_schedule_in_other_units_of_time_is_the_same_in_them():
    """Nothing is compared with a fixed number of seconds."""
    for scale in (1e-6, 1.0, 1e6):
        nanos = [replace(nano, time=nano.time * scale) for nano in cut(768)]
        found = steady(nanos, SHARES)
        assert found.cycle == 1
        assert found.period / scale == pytest.approx(steady(cut(768), SHARES).period, rel=1e-9)


def test_shares_may_differ_between_nano_operations():
    nanos = cut(768)
    each = every_share(nanos, SHARES)
    assert simulate(nanos, each) == simulate(nanos, SHARES)
    memory = next(i for i, nano in enumerate(nanos) if nano.resource == "memory")
    assert steady(nanos, each | {memory: 0.1}).period > steady(nanos, each).period
