"""The results of NanoFlow are of its model, and the statements of the page hold in them."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import pytest

from models.nanoflow import model as nanoflow
from models.nanoflow.inputs import DEVICES
from models.nanoflow.published import FIGURE_3, FIGURE_3_WORKLOADS, headlines
from models.nanoflow.states import lanes, ratios
from models.nanoflow.tables import tables
from models.shared.results import formatted, load, place, rounded


@pytest.fixture(scope="module")
def numbers():
    return load(place("nanoflow"))["numbers"]


def again(value):
    return json.loads(formatted(rounded(value)))


def test_everything_but_the_searches_is_the_same_when_computed_again(numbers):
    config = nanoflow.Config()
    case = config.case
    assert numbers["optimum"] == again(nanoflow.optima())
    assert numbers["iteration"] == again(nanoflow.iteration(case))
    assert numbers["balance"] == again(nanoflow.balances())
    assert numbers["headlines"] == again(headlines())
    assert numbers["marks"] == again(nanoflow.marks(case))
    assert numbers["pipelines"] == again(nanoflow.pipelines(config))
    assert numbers["lanes"] == again(lanes(case.steps(), 2048, 80, 8))
    assert numbers["ratios"] == again(ratios())


def test_a_search_is_the_same_when_run_again(numbers):
    case = next(one for one in nanoflow.Config().searched if one.model == "llama-3-8b")
    assert numbers["search"][nanoflow.name(case)] == again(nanoflow.searched(case))


def test_a_whole_run_gives_every_number_that_the_file_holds(numbers):
    config = replace(nanoflow.Config(), searched=(nanoflow.Config().searched[3],))

    def serial(evaluate, points):
        return [evaluate(point) for point in points]

    found = nanoflow.run(config, serial)
    assert found.numbers.keys() == numbers.keys()
    assert found.document()["model"] == "nanoflow"


def test_the_order_from_sequence_to_optimum_holds(numbers):
    marks, pipelines = numbers["marks"], numbers["pipelines"]
    order = [
        marks["sequential"],
        marks["measured-least"],
        marks["measured"],
        pipelines["two"]["throughput"],
        pipelines["best-two"]["throughput"],
        pipelines["four"]["throughput"],
        numbers["search"]["llama-2-70b-a100-80"]["throughput"],
        marks["bound"],
        marks["optimum"],
    ]
    assert order == sorted(order)
    assert len(set(order)) == len(order)


def test_the_measured_loss_brings_the_two_way_model_down_to_what_was_measured(numbers):
    two, best = (numbers["pipelines"][key]["with-loss"] for key in ("two", "best-two"))
    assert (round(two), round(best)) == (1198, 1215)
    assert numbers["pipelines"]["nano-batches"]["speedup"] == 1  # splitting at 768 is free here


@pytest.mark.parametrize("key", [nanoflow.name(case) for case in nanoflow.Config().searched])
def test_every_search_lies_between_sequence_and_bound(numbers, key):
    found = numbers["search"][key]
    assert found["sequential"] < found["throughput"] <= found["bound"]
    assert found["gap"] == pytest.approx(1 - found["throughput"] / found["bound"], abs=2e-6)


def test_one_ratio_of_thirty_exceeds_one_and_seventeen_without_grouping(numbers):
    cells = len(FIGURE_3) * len(FIGURE_3_WORKLOADS)
    first = list(DEVICES).index("A100-80") * cells
    above = {
        key: sum(ratio > 1 for ratio in numbers["ratios"][key]["ratio"][first : first + cells])
        for key in ("grouped", "ungrouped")
    }
    assert above == {"grouped": 1, "ungrouped": 17}


def test_every_ratio_on_a100_stands_in_a_table_beside_what_the_paper_prints(numbers):
    head, *rows = tables(numbers)["nanoflow-ratios"]
    assert head[2:] == FIGURE_3_WORKLOADS
    assert len(rows) == 3 * len(FIGURE_3)
    found = numbers["ratios"]
    first = list(DEVICES).index("A100-80") * len(FIGURE_3) * len(head[2:])
    for row, (grouped, printed, ungrouped) in enumerate(batches(rows, 3)):
        assert printed[2:] == tuple(f"{value:.2f}" for value in list(FIGURE_3.values())[row])
        assert "paper" in printed[1]
        assert all("paper" not in other[1] for other in (grouped, ungrouped))
        start = first + row * len(head[2:])
        for cells, key in ((grouped, "grouped"), (ungrouped, "ungrouped")):
            values = found[key]["ratio"][start : start + len(head[2:])]
            assert cells[2:] == tuple(f"{value:.2f}" for value in values)


def batches(rows, size):
    return [rows[i : i + size] for i in range(0, len(rows), size)]


def test_what_is_not_of_the_model_says_so_in_the_figure_and_at_the_head_of_its_column(numbers):
    head, *rows = tables(numbers)["nanoflow-search"]
    assert head[-1] == "Measured (plots in NanoFlow's repository)"
    assert [row[3] for row in rows] == ["measured", *["estimated"] * 4]
    drawn = nanoflow.draw(nanoflow.Result(nanoflow.Config(), numbers))["nanoflow-throughput"]
    for text in ("measured (plot in NanoFlow's repository)", "tokens per second per GPU"):
        assert text in drawn


def test_timelines_have_an_axis_an_end_and_one_legend(numbers):
    drawn = nanoflow.draw(nanoflow.Result(nanoflow.Config(), numbers))
    ends = {"nanoflow-overlap": ("2.81 ms", "2.32 ms"), "nanoflow-search": ("2.20 ms",)}
    for name, times in ends.items():
        for text in ("0 ms", "2.5", "whole batch or nano-batch 1", "nano-batch 2", *times):
            assert f">{text}<" in drawn[name], (name, text)
    assert numbers["pipelines"]["two"]["period"] / 80 == pytest.approx(2.32, abs=0.005)


def test_the_estimate_fails_for_llama_3_8b_as_the_page_says(numbers):
    found = numbers["search"]["llama-3-8b-a100-80"]
    assert found["published"][1] > found["bound"]
    gaps = [numbers["search"][nanoflow.name(case)]["gap"] for case in nanoflow.Config().searched]
    assert sum(gap < 0.01 for gap in gaps) == 3


def test_one_loss_for_splitting_does_not_explain_both_ablations(numbers):
    alone = numbers["pipelines"]["prompts-only"]
    assert alone["speedup"] * alone["with-loss"] / alone["throughput"] == pytest.approx(
        1, abs=0.005
    )


def test_mixtral_is_5_to_17_percent_above_what_is_printed(numbers):
    rows = tables(numbers)["nanoflow-ratios"]
    ours, printed = ([float(v) for v in row[2:]] for row in rows[4:6])
    above = [a / b - 1 for a, b in zip(ours, printed, strict=True)]
    assert (round(min(above), 2), round(max(above), 2)) == (0.05, 0.17)


def test_states_of_the_lanes_never_overlap_on_a_lane(numbers):
    steps = numbers["lanes"]["steps"]
    for throughput, _, runs in numbers["lanes"]["states"].values():
        # a part of 128 tokens reads its weights longer than it multiplies
        assert 0.99 * numbers["marks"]["sequential"] < throughput < numbers["marks"]["bound"]
        blocks = sorted(
            (steps[runs[i] // 10][1], runs[i + 1], runs[i + 2]) for i in range(0, len(runs), 3)
        )
        for (lane, _, stop), (other, start, _) in pairwise(blocks):
            assert lane != other or stop <= start


def test_a_case_that_is_none_is_refused():
    with pytest.raises(ValueError, match="did you mean 'llama-2-70b'"):
        nanoflow.Case(model="llama-2-70")
    with pytest.raises(ValueError, match=r"'batch' must be an integer of at least 1 \(got 0\)"):
        nanoflow.Case(batch=0)
