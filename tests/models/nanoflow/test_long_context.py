"""Long contexts: memory is short from a certain answer on, and what the page says of it."""

from __future__ import annotations

import json

import pytest

from models.nanoflow.cost import balance, operations, totals
from models.nanoflow.inputs import DEVICES, MODELS, Workload
from models.nanoflow.long_context import CONTEXTS, SHOWN, shortage, turn, turns
from models.shared.results import ROOT, formatted, load, place, rounded

H200 = DEVICES["H200"]


@pytest.fixture(scope="module")
def found():
    return load(place("nanoflow"))["numbers"]["long"]


def test_the_turns_of_the_figure_are_the_same_when_computed_again(found):
    assert found == json.loads(formatted(rounded(turns())))
    assert tuple(found["models"]) == SHOWN
    assert (CONTEXTS[0], CONTEXTS[-1]) == (8 * 1024, 128 * 1024)


@pytest.mark.parametrize("key", SHOWN)
@pytest.mark.parametrize("context", [8192, 32768, 131072])
def test_memory_is_short_from_the_turn_on_and_compute_below(key, context):
    model = MODELS[key]
    at = turn(model, H200, 8, context)
    answers = sorted({2**i for i in range(5, 17) if 2**i < context} | {at - 1, at})
    ratios = [shortage(model, H200, 8, Workload(context - a, a)) for a in answers]
    assert len(answers) > 7
    assert [ratio > 1 for ratio in ratios] == [answer >= at for answer in answers]


def test_where_no_answer_makes_memory_short_there_is_no_turn():
    plenty = DEVICES["Ada6000"]
    fast = type(plenty)(name="fast", memory=80, bandwidth=1e6, network=900, compute=1000)
    assert turn(MODELS["llama-3-70b"], fast, 8, 8192) is None


def test_the_shortage_counts_attention_and_halves_that_over_prompts():
    model, workload = MODELS["llama-3-70b"], Workload(60_000, 4_000)
    batch = int(balance(model, H200, 8, workload).batch)
    costs = operations(model, 8, batch, workload)
    compute, memory, _ = totals(costs, H200, 8)
    over_prompts = next(cost for cost in costs if cost.name == "PfAttn").times(H200, 8)[0]
    assert over_prompts > compute / 4
    wanted = memory / (compute - over_prompts / 2)
    assert shortage(model, H200, 8, workload) == pytest.approx(wanted)


def test_long_prompts_alone_do_not_make_memory_short_and_long_answers_do(found):
    """The finding of the caption."""
    for model in found["models"].values():
        assert list(model["turn"]) == [str(context) for context in CONTEXTS]
        assert max(model["turn"].values()) < 4096
        assert model["turn"]["131072"] < 131072 / 32


def test_what_the_page_says_in_words_is_what_the_results_say(found):
    page = " ".join((ROOT / "docs/projects/nanoflow.md").read_text(encoding="utf-8").split())
    llama, qwen, deepseek = (found["models"][key] for key in SHOWN)
    ends = [f"{model['turn']['131072']:,} for {model['name']}" for model in (llama, qwen, deepseek)]
    assert f"Lines rise to {ends[0]}, {ends[1]} and {ends[2]}." in page
    assert f"{llama['name']} keeps {llama['kept-bytes']:,} bytes of a token" in page
    assert f"{deepseek['name']} {deepseek['kept-bytes']:,}, by latent attention" in page
    assert {MODELS[key].routed for key in SHOWN[1:]} == {8}
    assert f"Eight {found['device']}" in page
    assert found["devices"] == 8
