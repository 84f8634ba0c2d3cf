"""What holds whatever is tuned, by whatever: bounds, orders, and no configuration forgotten."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from models.tilelang_autotuner.bounds import Bound, best_group, bound, johnson
from models.tilelang_autotuner.simulator import simulate
from models.tilelang_autotuner.work import SPLITS, Faults, Setup, Work

times = st.one_of(st.integers(1, 9), st.floats(1e-3, 1e3))
lists = st.integers(1, 12).flatmap(
    lambda n: st.tuples(*[st.lists(times, min_size=n, max_size=n)] * 2)
)
works = st.builds(lambda pair, shared: Work.of(*pair, shared), lists, st.integers(0, 9))
setups = st.builds(
    Setup,
    workers=st.integers(1, 5),
    devices=st.integers(1, 5),
    group=st.integers(1, 14),
    pipeline=st.booleans(),
    split=st.sampled_from(SPLITS),
    timeout=st.one_of(st.none(), st.integers(1, 20)),
)
draws = st.data()
small = st.integers(1, 5).flatmap(
    lambda n: st.tuples(*[st.lists(st.integers(1, 9), min_size=n, max_size=n)] * 2)
)


def faults(data, work: Work, setup: Setup) -> Faults:
    lost = data.draw(st.sets(st.integers(0, len(work) - 1), max_size=4))
    failed = data.draw(st.sets(st.integers(0, len(setup.units(len(work))) - 1), max_size=2))
    return Faults.of(lost, failed)


@given(works, setups, draws)
@settings(deadline=None)
def test_no_run_ends_before_its_bound(work, setup, data):
    wrong = faults(data, work, setup)
    found = simulate(work, setup, wrong)
    assert bound(work, setup, wrong).seconds <= found.end


@given(works, setups, draws)
@settings(deadline=None)
def test_a_pipeline_is_never_slower_and_at_most_twice_as_fast(work, setup, data):
    # Of "list" too: in a queue in order of arrival, coming earlier delays nobody.
    wrong = faults(data, work, setup)
    piped, before = (simulate(work, replace(setup, pipeline=on), wrong).end for on in (True, False))
    assert piped <= before <= 2 * piped


@given(works, setups, draws)
@settings(deadline=None)
def test_every_configuration_is_measured_once_or_lost_with_a_reason(work, setup, data):
    found = simulate(work, setup, faults(data, work, setup))
    assert sorted([*found.measured, *found.unmeasured]) == list(range(len(work)))
    assert all(found.unmeasured.values())
    numbers = [bar.number for bar in found.measurements]
    assert len(numbers) == len(set(numbers))
    assert sorted(bar.number for bar in found.units) == list(range(len(setup.units(len(work)))))


@given(works, setups)
@settings(deadline=None)
def test_a_lane_does_one_thing_at_a_time_and_nothing_is_measured_before_its_unit_ends(work, setup):
    found = simulate(work, setup)
    for bars in (found.units, found.measurements):
        for lane in {bar.lane for bar in bars}:
            own = sorted((bar.start, bar.end) for bar in bars if bar.lane == lane)
            assert all(a[1] <= b[0] for a, b in pairwise(own))
    assert {bar.lane for bar in found.units} <= set(range(setup.workers))
    assert {bar.lane for bar in found.measurements} <= set(range(setup.devices))
    for bar in found.measurements:
        unit = found.units[bar.number // setup.group]
        assert bar.start >= (unit.end if setup.pipeline else found.compiled)


@given(small)
@settings(max_examples=30, deadline=None)
def test_the_order_of_johnson_is_best_for_one_worker_and_one_device(pair):
    work, setup = Work.of(*pair), Setup(pipeline=True)
    ends = (simulate(work.ordered(o), setup).end for o in permutations(range(len(work))))
    assert simulate(work.ordered(johnson(work.own, work.measure)), setup).end == min(ends)


def best(measure: list[int], devices: int) -> int:
    """Return the shortest time in which devices can measure all, by trying every split."""
    return min(
        max(sum(t for t, d in zip(measure, to, strict=True) if d == k) for k in range(devices))
        for to in product(range(devices), repeat=len(measure))
    )


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_the_device_free_first_is_within_grahams_factor_and_a_split_within_m(measure, devices):
    work, least = Work.of([1] * len(measure), measure), best(measure, devices)
    took = {s: simulate(work, Setup(devices=devices, split=s)).measuring for s in SPLITS}
    assert took["list"] <= (2 - Fraction(1, devices)) * least
    assert max(took.values()) <= devices * least


@given(st.tuples(*[st.floats(0.01, 30)] * 4), st.integers(1, 8), st.integers(1, 8))
def test_no_other_size_of_a_group_from_1_on_is_better_than_the_best(law, workers, devices):
    """Brute force over sizes 5 % apart, of what a configuration takes in each stage."""
    s, v, b1, d = law
    found = best_group(*law, workers=workers, devices=devices)

    def stages(g: float) -> tuple[float, float]:
        return (s / g + v) / workers, (b1 + (g - 1) * d) / devices

    sizes = [1.05**i for i in range(200)]
    for kind, end in (("sequential", sum), ("pipeline", max)):
        assert found[kind] >= 1
        best = end(stages(found[kind]))
        assert all(best <= end(stages(size)) * (1 + 1e-9) for size in sizes)


def test_either_stage_of_the_bound_is_reached_by_some_run():
    """All compiling and then a measurement, or a unit and then all measuring."""
    for own, measure, stage in (([3, 3], [1, 1], "compiling"), ([1, 1], [3, 3], "measuring")):
        work, setup = Work.of(own, measure), Setup(pipeline=True)
        assert bound(work, setup) == Bound(simulate(work, setup).end, stage) == Bound(7, stage)


def test_idle_is_what_all_workers_and_all_devices_do_not_use_of_the_time_until_the_end():
    work = Work.of([2, 2], [1, 1])
    assert simulate(work, Setup()).idle() == (Fraction(1, 3), Fraction(2, 3))
    wide = simulate(work, Setup(workers=2, devices=4))  # it ends at 3
    assert wide.idle() == (Fraction(1, 3), Fraction(5, 6))
