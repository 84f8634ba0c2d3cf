"""Shares: the program against brute force and its relaxation, and the exchange bound."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from models.nanoflow.inputs import DEVICES, MODELS, WORKLOADS, Workload, device_with
from models.nanoflow.interference import (
    CURVES,
    STRAIGHT,
    cheapest,
    exchange_bound,
    exchange_program,
    performance,
)
from models.nanoflow.layer import RESOURCES, Nano, layer, nano_operations
from models.nanoflow.measured import curve
from models.nanoflow.pipeline import steady
from models.nanoflow.published import TABLE_3
from models.nanoflow.shares import UNIT, ShareProgram, best_shares, events, improved

STEPS = layer(MODELS["llama-2-70b"], DEVICES["A100-80"], 8, 2048, WORKLOADS["512-1024"])
FEW = (0.2, 0.4, 0.8)


def small(times: tuple[float, float, float, float]) -> list[Nano]:
    """Return two multiplications, a reading and an exchange that overlap in turn."""
    first, read, second, send = times
    return [
        Nano("A", "compute", 0, 0, 8, first, ((1, 1), (3, 1))),
        Nano("M", "memory", 0, 0, 8, read, ((0, 0),)),
        Nano("B", "compute", 0, 8, 16, second, ((0, 0), (1, 1))),
        Nano("N", "network", 0, 8, 16, send, ((2, 1),)),
    ]


def least_by_hand(nanos, schedule, choices):
    """Return the least seconds over all shares of the list: a linear program for each."""
    cut = events(schedule)
    others = [i for i, nano in enumerate(nanos) if nano.resource != "compute"]
    spans = {i: cut.spans[i, 0] for i in range(len(nanos))}
    busy = {k for i in spans if i not in others for k in spans[i]}
    best = np.inf
    for given_shares in product(choices, repeat=len(others)):
        share = dict(zip(others, given_shares, strict=True))
        beside = [[i for i in others if k in spans[i] and k in busy] for k in range(cut.count)]
        if any(sum(share[i] for i in now) > 1 + 1e-9 for now in beside):
            continue
        rows = np.zeros((len(nanos), cut.count))
        for i, nano in enumerate(nanos):
            for k in spans[i]:
                if i in others:
                    rows[i, k] = performance(nano.resource, share[i]) if k in busy else 1
                else:
                    rows[i, k] = 1 - sum(share[j] for j in beside[k])
        work = [nano.time for nano in nanos]
        found = linprog(np.ones(cut.count), A_ub=-rows, b_ub=np.negative(work))
        best = min(best, found.fun if found.status == 0 else np.inf)
    return best


seconds = st.integers(2, 12).map(float)


@settings(max_examples=15, deadline=None)
@given(st.tuples(seconds, seconds, seconds, seconds))
def test_no_shares_of_the_list_are_better_for_the_order_of_events(times):
    nanos = small(times)
    start = steady(nanos, {"memory": 0.4, "network": 0.2})
    assert start.cycle == 1
    shares, period = best_shares(nanos, start, choices=FEW)
    assert period == pytest.approx(least_by_hand(nanos, start, FEW), rel=1e-5)
    assert set(shares.values()) <= set(FEW)
    assert period <= start.period * (1 + 1e-6) or start.period == pytest.approx(period)


@pytest.mark.parametrize("cuts", [(0, 1152, 2048), (0, 1024, 2048)])
def test_the_program_lies_between_its_relaxation_and_the_schedule_it_is_of(cuts):
    nanos = nano_operations(STEPS, 2048, cuts)
    start = steady(nanos, {"memory": 0.4, "network": 0.1})
    shares, period = best_shares(nanos, start)
    program = ShareProgram(nanos, events(start), UNIT / (start.period * start.cycle))
    program.whole[:] = 0
    count = events(start).count
    relaxed = sum(program.solve(dict.fromkeys(range(count), 1.0))[:count]) / UNIT * start.period
    assert relaxed <= period * (1 + 1e-7)
    assert period <= start.period * (1 + 1e-6)
    assert exchange_bound(STEPS) <= period * (1 + 1e-6)
    _, schedule, _ = improved(nanos, shares, None)
    assert schedule.period <= steady(nanos, shares).period * (1 + 1e-9)


def test_shares_of_what_never_runs_together_may_exceed_the_device():
    """A reading and an exchange, each beside a multiplication of its own, may both have 0.8."""
    nanos = [
        Nano("A", "compute", 0, 0, 8, 1.0, ((3, 1),)),
        Nano("M", "memory", 0, 0, 8, 4.0, ((3, 1),)),
        Nano("B", "compute", 0, 8, 16, 1.0, ((0, 0), (1, 0))),
        Nano("N", "network", 0, 8, 16, 4.0, ((0, 0), (1, 0), (2, 1))),
    ]
    nanos[0] = Nano("A", "compute", 0, 0, 8, 1.0, ((3, 1), (2, 1)))
    nanos[1] = Nano("M", "memory", 0, 0, 8, 4.0, ((3, 1), (2, 1)))
    start = steady(nanos, {"memory": 0.8, "network": 0.8})
    assert start.cycle == 1
    shares, period = best_shares(nanos, start, choices=(0.2, 0.8))
    assert period == pytest.approx(least_by_hand(nanos, start, (0.2, 0.8)), rel=1e-5)
    assert sum(shares.values()) <= 1.6


def relaxation(work: tuple[float, float, float], curves) -> float:
    """Return a bound without a program: each resource on its own, compute idle or not."""
    costs = [(work[i], cheapest(r, curves)) for i, r in enumerate(RESOURCES) if i]
    times = [
        work[0] + idle + sum(cost * max(need - idle, 0.0) for need, cost in costs)
        for idle in (0.0, work[1], work[2])
    ]
    return max(min(times), *work)


amounts = st.integers(0, 50).map(float)


@given(st.tuples(st.integers(1, 50).map(float), amounts, amounts), st.sampled_from(list(CURVES)))
def test_the_exchange_program_is_between_its_relaxation_and_what_is_easily_had(work, name):
    curves = CURVES[name]
    found = exchange_program(work, (), curves["memory"], curves["network"])
    assert relaxation(work, curves) <= found * (1 + 1e-9)
    assert found <= (work[0] + max(work[1:])) * (1 + 1e-9)  # the others together, then compute


@settings(max_examples=20)
@given(st.tuples(st.integers(1, 9), st.integers(0, 9), st.integers(0, 9)))
def test_no_mixture_of_modes_at_any_shares_beats_the_exchange_program(work):
    """Modes on a fine grid, not only at the corners of the curves, give the same least time."""
    fine = [i / 20 for i in range(21)]
    modes = [(0.0, 1.0, 1.0)]
    for memory, network in product(fine, fine):
        if memory + network <= 1:
            speeds = (performance("memory", memory) if memory else 0.0,)
            speeds += (performance("network", network) if network else 0.0,)
            modes.append((1 - memory - network, *speeds))
    found = linprog(np.ones(len(modes)), A_ub=-np.array(modes).T, b_ub=np.negative(work))
    program = exchange_program(tuple(map(float, work)), (), TABLE_3["memory"], TABLE_3["network"])
    assert program == pytest.approx(found.fun, rel=1e-6)


def test_compute_idles_in_the_bound_where_both_others_together_cost_more_than_they_give():
    dear = {"memory": ((0, 0), (0.9, 0.95), (1, 1)), "network": STRAIGHT}
    apart = exchange_program((1.0, 5.0, 5.0), (), dear["memory"], dear["network"])
    assert apart == pytest.approx(6.0)  # five seconds for both, one to multiply
    assert apart < 1.0 + 5 * 0.9 / 0.95 + 5


def test_the_bound_of_the_papers_case_is_the_relaxation_s_1460():
    work = {r: sum(s.alone() for s in STEPS if s.resource == r) for r in RESOURCES}
    assert exchange_bound(STEPS) == pytest.approx(relaxation(tuple(work.values()), TABLE_3))
    assert 2048 / 80 / 8 / exchange_bound(STEPS) == pytest.approx(1460.33, abs=0.01)


def test_a_measured_curve_keeps_of_each_share_the_best_speed_and_may_be_chosen():
    assert curve(((4, 0.8, 0.1), (8, 0.9, 0.3), (16, 0.5, 0.6))) == (
        *((0, 0), (0.1, 0.3)),
        *((0.5, 0.6), (1, 1)),
    )
    h100 = CURVES["H100 8192"]
    assert h100["network"] == TABLE_3["network"]
    assert cheapest("memory", h100) == pytest.approx(0.377, abs=0.001)
    assert cheapest("memory", CURVES["H200 2048"]) == pytest.approx(0.657, abs=0.001)
    steps = layer(MODELS["llama-2-70b"], DEVICES["H100"], 8, 2048, Workload(512, 1024))
    nanos = nano_operations(steps, 2048, (0, 1024, 2048))
    shares = {"memory": 0.4, "network": 0.2}
    assert steady(nanos, shares, curves=h100).period > steady(nanos, shares).period
    assert exchange_bound(steps, h100) < exchange_bound(steps)


rates = st.floats(2, 5).map(lambda power: 10**power)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["llama-3-8b", "qwen3-30b-a3b"]),
    st.sampled_from([1, 4]),
    st.sampled_from([1, 128, 200, 1024]),
    st.fixed_dictionaries({"bandwidth": rates, "network": rates, "compute": rates}),
    st.sampled_from(["bandwidth", "network", "compute"]),
    st.floats(1, 10),
)
def test_nothing_that_a_device_has_more_of_makes_it_slower(key, devices, batch, has, more, times):
    """Also where a multiplication of few rows passes from one lane to the other."""

    def seconds(on: dict[str, float]) -> tuple[float, float]:
        steps = layer(
            MODELS[key],
            device_with(memory=1e4, latency=5, **on),
            devices,
            batch,
            Workload(64, 64),
        )
        return sum(step.alone() for step in steps), exchange_bound(steps)

    before, after = seconds(has), seconds(has | {more: times * has[more]})
    assert after[0] <= before[0] * (1 + 1e-9)
    assert after[1] <= before[1] * (1 + 1e-7)  # a linear program
    assert before[1] <= before[0] * (1 + 1e-7)


def test_where_a_multiplication_passes_from_lane_to_lane_a_little_more_bandwidth_is_no_slower():
    def steps(bandwidth: float):
        on = device_with(memory=1e4, bandwidth=bandwidth, network=300)
        return layer(MODELS["llama-3-8b"], on, 8, 128, Workload(64, 64))

    def thin(bandwidth: float) -> bool:
        return any(step.name == "UGD" and step.thin for step in steps(bandwidth))

    low, high = 1e2, 1e5
    assert thin(low)
    assert not thin(high)
    while high / low > 1 + 1e-9:
        middle = (low * high) ** 0.5
        low, high = (middle, high) if thin(middle) else (low, middle)
    assert exchange_bound(steps(high)) <= exchange_bound(steps(low)) * (1 + 1e-7)
