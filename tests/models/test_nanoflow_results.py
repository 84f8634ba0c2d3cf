"""The results of NanoFlow are of its model, and the statements of the page hold in them."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import pytest

from folio.diagrams import inline_svg
from models import nanoflow
from models.nanoflow_inputs import DEVICES
from models.nanoflow_published import FIGURE_3, FIGURE_3_WORKLOADS, headlines
from models.nanoflow_states import lanes, ratios
from models.results import formatted, load, place, rounded


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


def test_the_figures_can_stand_in_a_page_and_are_the_same_every_time(numbers):
    result = nanoflow.Result(nanoflow.Config(), numbers)
    drawn = nanoflow.draw(result)
    assert drawn == nanoflow.draw(result)
    for text in drawn.values():
        assert inline_svg(text, "what it shows")
        assert 'viewBox="0 0 640 ' in text


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
