"""The results of the PIM model are of its code, and the statements of the page hold in them."""

from __future__ import annotations

import json
import re

import pytest

from models.pim import model as pim
from models.pim.experiments import Batches, placed
from models.pim.inputs import LENGTHS
from models.shared.results import formatted, load, place, rounded
from sites import ROOT

PAGE = (ROOT / "docs/projects/pim.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def numbers():
    return load(place("pim"))["numbers"]


def again(value):
    return json.loads(formatted(rounded(value)))


def test_what_arithmetic_gives_is_the_same_when_computed_again(numbers):
    for name, value in again(pim.exact(pim.Config())).items():
        assert numbers[name] == value


def test_a_batch_of_the_results_is_the_same_when_drawn_again(numbers):
    config = pim.Config()
    found = placed(Batches(lengths="ShareGPT", each=8, count=config.count, seed=2))
    kept = numbers["theory"]["ShareGPT"]["seeds"][config.each.index(8)][1]
    assert again(found["round-robin"]) == kept


def figures(page: str) -> list[str]:
    """Return the source of each figure of a page."""
    return re.findall(r":::\{(?:model-figure|diagram|table)\}.*?\n:::", page, re.DOTALL)


def test_every_figure_says_that_it_is_no_result_of_the_project():
    assert len(figures(PAGE)) == 6
    for text in figures(PAGE):
        assert re.search(r"own model.*; not a result of|own model, not a result of", text, re.I)
        assert "the project" in text


def gains(numbers, name: str, policy: str) -> list[float]:
    return numbers["serving"][name][policy]["gain"]["seeds"]


@pytest.mark.parametrize(
    ("name", "better", "worse"),
    [
        ("Splitwise", "token-split", "longest-first"),
        ("Splitwise", "round-robin", "migration"),
        ("LMSYS-Chat", "longest-first", "token-split"),
    ],
)
def test_differences_that_the_page_names_have_one_sign_for_all_seeds(numbers, name, better, worse):
    pairs = zip(gains(numbers, name, better), gains(numbers, name, worse), strict=True)
    assert all(a > b for a, b in pairs)


def test_balance_at_arrival_does_not_last(numbers):
    for name in LENGTHS:
        for policy in ("least-kv", "longest-first"):
            over = numbers["serving"][name][policy]["imbalance"]["least"]
            assert over > numbers["policies"][name][policy]["largest"]
        assert numbers["serving"][name]["token-split"]["imbalance"]["largest"] < 1.01


def test_attention_is_down_to_about_a_fifth_of_a_step_or_less(numbers):
    for policies in numbers["serving"].values():
        for found in policies.values():
            assert found["attention"]["mean"] < 0.21


def test_memory_is_overfull_in_one_run_only_that_of_round_robin_on_splitwise(numbers):
    over = {
        (name, policy): sorted(found["overfull"]["seeds"])
        for name, policies in numbers["serving"].items()
        for policy, found in policies.items()
    }
    *none, one = over.pop(("Splitwise", "round-robin"))
    assert 0 < one < 100
    assert not any(none)
    assert not any(any(of) for of in over.values())


def test_memory_holds_the_imbalance_that_the_page_says(numbers):
    weights, of, config = 130e9, numbers["shares"], pim.Config()
    free = 80 * 2**30 - weights / config.devices
    for key, context in ((of["llama-65b"], config.short), (numbers["curve"], config.context)):
        mean = config.batch * context * 2_621_440 / config.devices
        assert key["holds"] == pytest.approx(free / mean, rel=1e-6)
    assert of["llama-2-70b"]["holds"] == config.devices


def test_the_formula_is_1_5_to_2_7_percent_low_at_32_requests(numbers):
    each = list(numbers["theory"]["Splitwise"]["each"]).index(32)
    low = [
        1 - numbers["theory"][name]["expected"][each] / numbers["theory"][name]["simulated"][each]
        for name in LENGTHS
    ]
    assert (round(100 * min(low), 1), round(100 * max(low), 1)) == (1.5, 2.7)


def test_a_curve_is_level_beyond_the_crossover_and_dashed_where_it_does_not_fit(numbers):
    found = numbers["gains"]
    beyond = [i for i, batch in enumerate(found["batches"]) if batch > found["crossover"]]
    for of in found["by-context"].values():
        assert len({of["gain"][i] for i in beyond}) == 1
        assert of["gain"][: beyond[0] + 1] == sorted(of["gain"][: beyond[0] + 1])
        assert of["fits"] == sorted(of["fits"], reverse=True)


def test_what_the_alternative_texts_say_is_what_is_drawn(numbers):
    still = [sum(device) for device in numbers["explorer"]["still"]["held"]]
    assert still.index(max(still)) == 5  # the sixth
    assert max(still) * 8 / sum(still) == pytest.approx(1.65, abs=0.005)
    level = [of["gain"][-1] for of in numbers["gains"]["by-context"].values()]
    assert [round(value, 1) for value in level] == [1.6, 2.4, 4.2, 6.5]
    assert [round(numbers["curve"]["gains"][x], 1) for x in ("1", "3")] == [3.6, 2.3]
