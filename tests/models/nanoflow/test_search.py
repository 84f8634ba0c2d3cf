"""The search: exact where it says so, never worse than the grid, never better than the bound."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.nanoflow.inputs import DEVICES, MODELS, WORKLOADS, Workload
from models.nanoflow.interference import exchange_bound
from models.nanoflow.layer import Nano, layer, nano_operations
from models.nanoflow.order import Program, best_order, lanes
from models.nanoflow.pipeline import every_share, simulate, steady
from models.nanoflow.search import (
    MEMORY_SHARES,
    NETWORK_SHARES,
    Layout,
    auto_search,
    grid_search,
    layouts,
    places,
    stage_one,
)
from models.nanoflow.shares import CHOICES, best_shares, improved

CASE = (MODELS["llama-2-70b"], DEVICES["A100-80"], 8, 2048)
STEPS = layer(*CASE, WORKLOADS["512-1024"])


def throughput(period: float) -> float:
    return 2048 / (80 * period) / 8


@pytest.fixture(scope="module")
def grid():
    return min(grid_search(STEPS, 2048), key=lambda one: one[2].period)


@pytest.fixture(scope="module")
def found():
    return auto_search(*CASE, WORKLOADS["512-1024"], most=3)


def test_the_best_two_way_split_of_the_grid(grid):
    layout, shares, schedule = grid
    assert layout.cuts == (0, 1152, 2048)
    assert set(shares.values()) == {0.4, 0.1}
    assert throughput(schedule.period) == pytest.approx(1399.6, abs=0.1)


def test_the_grid_is_every_split_and_every_pair_of_shares(grid):
    best = min(
        steady(
            nano_operations(STEPS, 2048, (0, at, 2048)), {"memory": memory, "network": network}
        ).period
        for at in range(128, 2048, 128)
        for memory in MEMORY_SHARES
        for network in NETWORK_SHARES
    )
    assert grid[2].period == best


def test_the_search_beats_the_grid_and_the_drawn_pipelines_and_tells_its_gap(found, grid):
    drawn = {
        step.name: (0, 384, 768, 1408, 2048)
        if "Attn" in step.name or step.name == "KQV"
        else (0, 768, 2048)
        for step in STEPS
    }
    shares = {"memory": 0.4, "network": 0.2}
    for cuts in (drawn, (0, 768, 2048), (0, 512, 1024, 1536, 2048)):
        assert found.period <= steady(nano_operations(STEPS, 2048, cuts), shares).period
    assert found.period <= grid[2].period
    assert found.bound == exchange_bound(STEPS) <= found.period
    assert found.gap == pytest.approx(1 - throughput(found.period) / 1460.326, abs=1e-5)
    assert found.gap < 0.01


def test_what_is_found_is_what_the_simulation_gives_again(found):
    assert found.schedule.cycle >= 1
    nanos = found.layout.nanos(STEPS, 2048)
    assert nanos == found.schedule.nanos
    assert set(found.shares.values()) <= set(CHOICES)
    assert steady(nanos, found.shares, found.plan).period == pytest.approx(found.period)


def test_stage_one_finds_two_nano_batches_too_few_and_three_enough(found):
    two, three = found.ideals
    assert (two.ways, two.proven, three.proven) == (2, True, True)
    assert two.period * 80e3 == pytest.approx(149.48, abs=0.001)
    assert three.period * 80e3 == pytest.approx(141.53, abs=0.01)  # the work of the compute lane
    assert three.period == pytest.approx(max(lanes(found.schedule.nanos).values()))


@pytest.mark.parametrize(
    ("model", "device", "devices", "batch", "workload"),
    [
        ("llama-3-8b", "Gaudi3", 1, 1024, "512-512"),
        ("mixtral-8x7b", "H200", 2, 512, "ShareGPT"),
        ("qwen2-72b", "MI250", 8, 384, "Splitwise"),
        ("llama-2-70b", "A100-80", 8, 200, "512-512"),
    ],
)
def test_for_any_model_and_device_it_is_never_worse_than_the_grid(
    model, device, devices, batch, workload
):
    case = (MODELS[model], DEVICES[device], devices, batch, WORKLOADS[workload])
    found = auto_search(*case, most=2)
    steps = layer(*case)
    grid = [schedule.period for *_, schedule in grid_search(steps, batch)]
    assert found.period <= min([found.sequential, *grid])
    assert found.bound <= found.period * (1 + 1e-9)
    assert found.speedup >= 1
    if batch == 200:
        assert found.layout == Layout((0, 200))  # there is nothing to cut


def test_one_gpu_with_llama_3_8b_reaches_the_bound_with_a_batch_that_fits():
    case = (MODELS["llama-3-8b"], DEVICES["A100-80"], 1)
    found = auto_search(*case, 1024, WORKLOADS["1024-512"])
    assert found.gap == pytest.approx(0, abs=1e-6)
    with pytest.raises(ValueError, match="'batch' must be at most 1144, whose keys and values"):
        auto_search(*case, 2048, WORKLOADS["1024-512"])


def test_layouts_are_all_cuts_of_the_grid_with_attention_whole_or_halved():
    two = list(layouts(1024, 2))
    assert [layout.cuts[1] for layout in two if not layout.halved] == list(range(128, 1024, 128))
    halved = next(layout for layout in two if layout.halved)
    nanos = halved.nanos(STEPS, 1024)
    count = {step.name: sum(n.step == step.name for n in nanos) for step in STEPS}
    assert (count["DecAttn"], count["KQV"], count["UGD"]) == (4, 4, 2)
    assert {layout.cuts[1] % 256 for layout in layouts(4096, 2)} == {0}  # 16 parts at most


def shop(times: list[float], resources: list[str]) -> list[Nano]:
    """Return a layer of two chains, one after the other in the next layer too."""
    nanos = []
    half = len(times) // 2
    for i, (time, resource) in enumerate(zip(times, resources, strict=True)):
        first = i % half == 0
        after = ((i + half - 1, 1),) if first else ((i - 1, 0),)
        nanos.append(Nano(f"S{i % half}", resource, i // half, 0, 8, time, after))
    return nanos


def by_hand(nanos: list[Nano]) -> float:
    """Return the least period over all orders on each resource, each order run for long."""
    best = float("inf")
    size = len(nanos)
    for lag in range(3):  # layers that the second chain may be behind
        for order in permutations(range(size)):
            clock = {}
            free = dict.fromkeys({nano.resource for nano in nanos}, 0.0)
            ends = []
            try:
                for at in range(40):
                    for i in order:
                        key = (at - (lag if i >= size // 2 else 0), i)
                        if key[0] < 0:
                            continue
                        nano = nanos[i]
                        ready = [clock[key[0] - b, p] for p, b in nano.after if key[0] >= b]
                        start = max([free[nano.resource], *ready])
                        clock[key] = free[nano.resource] = start + nano.time
                    ends.append(max(free.values()))
            except KeyError:  # an order in which one runs before its input
                continue
            best = min(best, (ends[-1] - ends[9]) / 30)
    return best


@settings(max_examples=8, deadline=None)
@given(
    st.lists(st.integers(1, 6).map(float), min_size=6, max_size=6),
    st.permutations(["compute", "memory", "network"]),
)
def test_the_order_is_the_best_of_all_that_can_be_tried_by_hand(times, resources):
    nanos = shop(times, [*resources, *resources])
    plan = best_order(nanos)
    assert plan.period == pytest.approx(by_hand(nanos), rel=1e-6)
    assert plan.period >= max(lanes(nanos).values()) * (1 - 1e-9)


def test_a_planned_order_keeps_its_period_when_it_is_run_without_interference():
    nanos = nano_operations(STEPS, 2048, (0, 1024, 2048))
    plan = best_order(nanos)
    full = {"memory": 1.0, "network": 1.0}
    run = simulate(nanos, full, layers=40, plan=plan, curves=None)
    assert run.mean(10, 30) == pytest.approx(plan.period, rel=1e-5)
    assert steady(nanos, full, curves=None).period > plan.period  # greedy leaves gaps
    assert plan == best_order(nanos)


def test_shares_chosen_one_by_one_are_no_worse_than_alike():
    nanos = nano_operations(STEPS, 2048, (0, 1152, 2048))
    alike = every_share(nanos, {"memory": 0.4, "network": 0.1})
    start = steady(nanos, alike)
    chosen, schedule, _ = improved(nanos, alike, None)
    assert throughput(start.period) == pytest.approx(1399.6, abs=0.1)
    assert throughput(schedule.period) == pytest.approx(1413.06, abs=0.01)
    assert best_shares(nanos, start) == best_shares(nanos, start)
    for i, nano in enumerate(nanos):
        assert (nano.resource == "compute") is (i not in chosen)


def test_stage_one_proves_a_lane_without_gaps_needs_no_program():
    ideal, handed = stage_one(STEPS, 2048, 3)
    assert ideal.proven
    assert (ideal.solved, ideal.layouts) == (0, len(list(layouts(2048, 3))))
    assert all(plan is None for _, plan in handed)


def test_a_program_without_a_solution_and_sizes_that_are_none_are_refused():
    program = Program([0.0], [1.0], [0])
    program.add({0: 1.0}, 2.0)
    with pytest.raises(ValueError, match="'program' must be solved to optimality"):
        program.solve({0: 1.0})
    with pytest.raises(ValueError, match=r"'most' must be an integer of at least 1 \(got 0\)"):
        auto_search(*CASE, Workload(1, 1), most=0)
    with pytest.raises(ValueError, match=r"'batch' must be an integer of at least 1 \(got 0\)"):
        auto_search(*CASE[:3], 0, Workload(1, 1))


def test_a_batch_is_not_cut_into_more_parts_than_it_has():
    assert auto_search(*CASE[:3], 256, Workload(512, 512), most=9).layout.cuts[-1] == 256
    assert (len(places(256)), len(places(200)), len(places(128))) == (1, 1, 0)
    assert len(places(2**20)) == 15
