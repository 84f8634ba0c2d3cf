"""The two stages come to what arithmetic and the reported runs say: cases T1 to T20."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from random import Random

import pytest

from models.tilelang_autotuner.bounds import best_group, bound, chain, johnson, overlap, rounds
from models.tilelang_autotuner.laws import LAWS, Law
from models.tilelang_autotuner.published import ALIKE, BASELINES, REPORTED
from models.tilelang_autotuner.simulator import BEFORE, LATE, SHARED, simulate
from models.tilelang_autotuner.work import SPLITS, Faults, Setup, Work

TWENTY, ALL = LAWS["twenty"], LAWS["all"]


def law_of(unit: str, measurement: str) -> Law:
    """Return the law of single configurations."""
    return Law.of(0, Fraction(unit), Fraction(measurement))


def tune(law: Law, configurations: int, **by):
    setup = Setup(**by)
    return simulate(law.work(configurations, setup), setup)


def near(value, wanted, tolerance):
    assert float(value) == pytest.approx(wanted, abs=tolerance)


def test_t1_two_runs_fix_the_law_of_groups():
    for value, wanted in zip(TWENTY.parts(), (6.3904, 0.5816, 0.53245, 0.11525), strict=True):
        near(value, wanted, 1e-4)
    for name in ("g1", "g2"):  # they are reproduced by construction
        row = REPORTED[name]
        found = tune(TWENTY, 20, workers=2, group=row.group)
        near(found.compiled, row.compiling, 1e-4)
        near(found.measuring, row.measuring, 1e-4)


def test_t2_and_t3_the_law_foresees_groups_of_four():
    found, row = tune(TWENTY, 20, workers=2, group=4), REPORTED["g4"]
    near(found.compiled, 26.1504, 1e-3)
    near(found.measuring, 17.564, 1e-3)
    near(found.end, 43.714, 1e-3)
    near(found.compiled / Fraction(str(row.compiling)), 1, 0.01)
    near(found.measuring / Fraction(str(row.measuring)), 1, 0.02)
    near(found.end / Fraction(str(row.end)), 1, 0.02)


def test_t4_and_t5_one_baseline_foresees_the_pipeline():
    law, row = law_of("6.8577", "0.53385"), REPORTED["pipe"]
    piped, before = (tune(law, 20, workers=2, pipeline=on) for on in (True, False))
    near(piped.end, 69.6447, 1e-3)
    near(before.end / piped.end, 1.1380, 1e-3)
    near((before.end - piped.end) / before.measuring, 0.900, 1e-3)
    near(piped.measuring, 62.787, 1e-3)
    near(piped.end / Fraction(str(row.end)), 1, 0.005)
    near(before.end / piped.end / Fraction("1.1364"), 1, 0.005)
    near(piped.measuring / Fraction(str(row.measuring)), 1, 0.005)


def test_t6_two_devices_halve_the_measuring():
    one, two = (tune(law_of("6.87", "0.53275"), 20, workers=2, devices=m) for m in (1, 2))
    near(two.measuring, 5.3275, 1e-4)
    near(one.measuring / two.measuring, 2, 1e-4)
    near(two.measuring / Fraction(str(REPORTED["two-gpus"].measuring)), 1, 0.01)


def test_t7_no_overlap_can_give_more_than_1_156_there():
    near(overlap(Fraction("68.577"), Fraction("10.677")), 1.1557, 1e-4)


def test_t8_a_thousand_equal_configurations_gain_almost_two():
    law = law_of("1", "1")
    piped, before = (tune(law, 1000, pipeline=on) for on in (True, False))
    assert before.end / piped.end == Fraction(2000, 1001)
    near(before.end / piped.end, 1.998002, 1e-6)


@pytest.mark.parametrize(("a", "b"), [(3, 5), (5, 3)])
def test_t9_the_shorter_stage_is_hidden_but_once(a, b):
    assert tune(Law.of(0, a, b), 20, pipeline=True).end == chain(20, a, b) == 103


def test_t10_the_order_of_johnson_is_the_best_of_all():
    work = Work.of([3, 7, 4, 5, 7], [6, 2, 7, 3, 4])
    order = johnson(work.own, work.measure)
    setup = Setup(pipeline=True)
    ends = {tried: simulate(work.ordered(tried), setup).end for tried in permutations(range(5))}
    assert order == [0, 2, 4, 3, 1]
    assert ends[tuple(order)] == min(ends.values()) == 28
    assert (ends[0, 1, 2, 3, 4], max(ends.values()), len(ends)) == (30, 36, 120)


def test_t11_two_thousand_runs_keep_the_bounds():
    random = Random(2159)
    for _ in range(2000):
        n = random.randint(1, 10)
        own, measure = ([random.randint(1, 99) for _ in range(n)] for _ in range(2))
        work = Work.of(own, measure, random.randint(0, 99))
        by = {name: random.randint(1, 5) for name in ("workers", "devices", "group")}
        for split in SPLITS:
            setups = [Setup(**by, split=split, pipeline=on) for on in (True, False)]
            piped, before = (simulate(work, setup) for setup in setups)
            assert bound(work, setups[0]).seconds <= piped.end <= before.end <= 2 * piped.end


def test_t12_a_fixed_split_can_take_as_long_as_one_device():
    work = Work.of([1] * 20, [10, 1] * 10)
    took = {s: simulate(work, Setup(devices=2, split=s)).measuring for s in SPLITS}
    assert took == {"rr": 100, "blocks": 55, "list": 55}


def test_t13_the_device_free_first_can_miss_the_best_by_grahams_factor():
    work = Work.of([1] * 7, [1] * 6 + [3])
    assert simulate(work, Setup(devices=3, split="list")).measuring == 5  # (2 - 1/3) times 3


SIZES = (1, 2, 4, 5, 10, 20)
T14 = (80.37, 50.72, 43.71, 38.47, 43.60, 72.47)
T15 = (70.78, 40.36, 29.66, 29.17, 43.60, 72.47)


@pytest.mark.parametrize(("pipeline", "wanted"), [(False, T14), (True, T15)])
def test_t14_and_t15_groups_of_five_are_best(pipeline, wanted):
    ends = {
        size: tune(TWENTY, 20, workers=2, group=size, pipeline=pipeline).end
        for size in range(1, 21)
    }
    for size, end in zip(SIZES, wanted, strict=True):
        near(ends[size], end, 0.01)
    assert min(ends, key=ends.__getitem__) == 5
    found = best_group(*TWENTY.parts(), workers=2, devices=1)
    near(found["pipeline"], 4.745, 1e-3)
    near(found["sequential"], 5.265, 1e-3)


def test_the_closed_forms_for_the_best_group_are_where_their_equations_hold():
    s, v, b1, d = TWENTY.parts()
    for workers, devices in ((2, 1), (8, 3), (1, 4)):
        found = best_group(s, v, b1, d, workers, devices)
        g = found["pipeline"]
        assert (s / g + v) / workers == pytest.approx((b1 + (g - 1) * d) / devices)
        h = found["sequential"]
        cost = [
            (s / x + v) / workers + (b1 + (x - 1) * d) / devices for x in (h - 0.01, h, h + 0.01)
        ]
        assert cost[1] == min(cost)


def everything(devices: int, size: int, split: str = "rr"):
    by = {"workers": 32, "devices": devices, "group": size, "split": split}
    return tune(ALL, 288, pipeline=True, **by)


def test_t16_the_run_with_all_options_is_foreseen_within_four_percent():
    found, row = everything(2, 4), REPORTED["allfeat"]
    near(found.end, 142.04, 0.01)
    near(found.measuring, 124.49, 0.01)
    near(found.end / Fraction(str(row.end)), 1, 0.04)
    near(found.measuring / Fraction(str(row.measuring)), 1, 0.04)


def test_t17_blocks_and_single_configurations_with_two_devices():
    near(everything(2, 4, "blocks").end, 159.59, 0.01)
    near(everything(2, 1).end, 84.36, 0.01)
    near(everything(2, 1, "blocks").end, 115.80, 0.01)


def test_t18_groups_pay_again_with_eight_devices():
    four, one = ([everything(m, size).end for m in (1, 2, 4, 8)] for size in (4, 1))
    for value, wanted in zip(four, (266.53, 142.04, 79.80, 56.11), strict=True):
        near(value, wanted, 0.01)
    for value, wanted in zip(one, (154.67, 84.36, 80.29, 78.26), strict=True):
        near(value, wanted, 0.01)


def test_t19_a_lost_configuration_and_a_failed_unit_are_named_and_still_cost():
    work = Work.of([1] * 12, [2] * 12, 5)
    setup = Setup(workers=3, group=4)
    found = simulate(work, setup, Faults.of(lost=[5], failed=[2]))
    assert found.end == 23
    assert found.measured == [0, 1, 2, 3, 4, 6, 7]
    assert found.unmeasured == {5: BEFORE, **dict.fromkeys((8, 9, 10, 11), SHARED)}
    assert [bar.end for bar in found.units] == [9, 9, 9]


def test_t20_a_timeout_gives_up_what_hangs():
    work = Work.of([1] * 12, [2, 2, 2, 50, *[2] * 8])
    late, none = (
        simulate(work, Setup(workers=3, pipeline=True, timeout=seconds)) for seconds in (10, None)
    )
    assert (late.end, none.end) == (33, 73)
    assert (late.unmeasured, none.unmeasured) == ({3: LATE}, {})


# -- beyond the cases ------------------------------------------------------------------------------


def test_a_measurement_as_long_as_the_timeout_is_no_late_one():
    found = simulate(Work.of([1], [10]), Setup(timeout=10))
    assert (found.measured, found.end) == ([0], 11)


def test_what_ends_together_in_decimals_ends_together():
    work = Work.of([0.1, 0.3, 0.2], [1, 1, 1])
    found = simulate(work, Setup(workers=2, pipeline=True))
    assert found.units[2].end == found.units[1].end  # 0.1 + 0.2 and 0.3
    assert [bar.number for bar in found.measurements] == [0, 1, 2]


def test_measuring_follows_the_order_in_which_units_end():
    found = simulate(Work.of([9, 1, 1], [1, 1, 1]), Setup(workers=2, pipeline=True))
    assert [bar.number for bar in found.measurements] == [1, 2, 0]


def test_a_group_larger_than_all_is_one_unit_and_the_last_may_be_smaller():
    setup = Setup(group=50, workers=2)
    assert setup.units(20) == [range(20)]
    assert tune(TWENTY, 20, workers=2, group=50).end == tune(TWENTY, 20, workers=2, group=20).end
    found = tune(TWENTY, 20, workers=2, group=8)
    assert [bar.end - bar.start for bar in found.units] == [TWENTY.unit(g) for g in (8, 8, 4)]
    spent = {bar.end - bar.start for bar in found.measurements[-4:]}
    assert spent == {TWENTY.measurement(4)}


def test_whole_rounds_have_a_closed_form():
    law = law_of("6.8577", "0.53385")
    for devices in (1, 2, 3):
        found = tune(law, 20, workers=2, devices=devices, pipeline=True).end
        assert found == rounds(20, 2, devices, law.unit(1), law.measurement(1))


def test_nothing_is_measured_where_every_unit_fails():
    work, setup = Work.of([2, 3], [1, 1]), Setup(pipeline=True)
    found = simulate(work, setup, Faults.of(failed=[0, 1]))
    assert (found.end, found.measuring, found.queued, found.measured) == (5, 0, None, [])
    assert bound(work, setup, Faults.of(failed=[0, 1])).seconds == 5


def test_the_bound_asks_for_no_measurement_after_a_last_unit_that_fails():
    work, setup, wrong = Work.of([1, 1], [5, 5]), Setup(pipeline=True), Faults.of(failed=[1])
    assert bound(work, setup, wrong).seconds == simulate(work, setup, wrong).end == 6


def test_what_is_reported_agrees_with_itself():
    for name, base in BASELINES.items():
        ratio = REPORTED[base].end / REPORTED[name].end
        assert f"{ratio:.3f}" == f"{REPORTED[name].printed:.3f}"
    for row in REPORTED.values():
        if not row.pipeline:  # what a run does beside compiling and measuring takes no time
            assert 0 <= row.end - row.compiling - row.measuring < 0.08
    assert {(REPORTED[name].configurations, REPORTED[name].group) for name in ALIKE} == {(20, 1)}


@pytest.mark.parametrize(
    ("split", "wanted"),
    [
        ("rr", [0, 1, 2, 0, 1, 2, 0]),
        ("blocks", [0, 0, 0, 1, 1, 2, 2]),
        ("list", [0, 1, 2, 1, 2, 1, 2]),
    ],
)
def test_each_split_deals_to_its_devices(split, wanted):
    found = simulate(Work.of([1] * 7, [9, 1, 2, 2, 2, 2, 2]), Setup(devices=3, split=split))
    assert [bar.lane for bar in found.measurements] == wanted
