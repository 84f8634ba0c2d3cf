"""Models and devices that came after the paper: latents, shared experts, chunks, narrow numbers."""

from __future__ import annotations

from dataclasses import asdict, replace
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.nanoflow.cost import balance, copies_of_heads, operations
from models.nanoflow.inputs import DEVICES, MODELS, Transformer, Workload
from models.nanoflow.newer import NARROW, NEWER, NEWER_MODELS, VOCABULARY
from models.nanoflow.products import attended, multiplications
from models.nanoflow.published import TABLE_1

DEEPSEEK, SCOUT = MODELS["deepseek-v3"], MODELS["llama-4-scout"]
ONE_EACH = Workload(1000, 1000)  # two tokens: one of a prompt, one of an answer at 1500


def costs(model, devices=1, batch=2, workload=ONE_EACH):
    return {cost.name: cost for cost in operations(model, devices, batch, workload)}


@pytest.mark.parametrize(
    ("key", "total", "active", "within"),
    [
        ("deepseek-v3", 671e9, 37e9, 0.02),
        ("qwen3-32b", 32.8e9, 32.8e9, 0.002),
        ("qwen3-30b-a3b", 30.5e9, 3.3e9, 0.02),
        ("qwen3-235b-a22b", 235e9, 22e9, 0.01),
        ("llama-4-scout", 109e9, 17e9, 0.02),  # a hundredth of all is the part that sees
    ],
)
def test_the_sizes_make_as_many_parameters_as_are_published(key, total, active, within):
    """A wrong width, depth or number of experts would show in the sum."""
    model = MODELS[key]
    assert (model.parameters, model.active) == (total, active)
    words = 2 * VOCABULARY[key] * model.hidden
    everything = multiplications(model, 1_000_000, 1).values()  # which reads all experts
    assert sum(c[2] for c in everything) / model.number + words == pytest.approx(total, rel=0.012)
    token = sum(cost[0] for cost in multiplications(model, 1, 1).values()) / 2
    assert token + words == pytest.approx(active, rel=within)


def test_every_newer_model_has_its_vocabulary_and_stands_among_the_models():
    assert NEWER_MODELS.keys() == VOCABULARY.keys()
    assert NEWER_MODELS.items() <= MODELS.items()


# -- latents ---------------------------------------------------------------------------------------


def test_a_latent_keeps_576_numbers_of_a_token_and_layer():
    assert DEEPSEEK.kv_bytes == 61 * (512 + 64) * 2 == 70_272
    assert MODELS["llama-3-70b"].kv_bytes / DEEPSEEK.kv_bytes == pytest.approx(4.663, abs=1e-3)


@pytest.mark.parametrize("devices", [1, 2, 8, 128])
def test_every_device_keeps_the_latent_of_all_heads(devices):
    assert copies_of_heads(DEEPSEEK, devices) == devices
    big = replace(DEVICES["H200"], memory=1000)
    free = devices * 1000e9 - 671e9
    capacity = balance(DEEPSEEK, big, devices, Workload(512, 512)).capacity
    assert capacity == pytest.approx(free / (devices * 70_272))


def test_attention_over_latents_is_that_worked_out_by_hand():
    found = costs(DEEPSEEK)
    # 61 layers, 128 heads, 1500 tokens: a key of 512 + 64 numbers and a value of 512
    assert found["DecAttn"].flops == 61 * 128 * 1500 * 2 * (576 + 512) == 25_485_312_000
    # what is kept of 1500 tokens and of the new one; queries and results of one byte a number
    assert found["DecAttn"].memory == 1501 * 70_272 + 61 * 128 * (576 + 512) == 113_973_376
    # a prompt of 1000: keys of 128 + 64 numbers and values of 128, made for each head
    assert found["PfAttn"].flops == 61 * 128 * 1000 * 2 * (192 + 128) == 4_997_120_000
    assert found["PfAttn"].memory == 70_272 + 61 * 128 * 2 * (192 + 128)


@pytest.mark.parametrize("devices", [1, 8])
def test_what_makes_latents_is_done_by_each_device_and_the_rest_is_divided(devices):
    latents = 7168 * (512 + 64 + 1536)
    heads = 1536 * 128 * (128 + 64) + 512 * 128 * (128 + 128)
    assert costs(DEEPSEEK, devices)["KQV"].flops == 2 * 2 * 61 * (devices * latents + heads)
    assert costs(DEEPSEEK, devices)["KQV"].weights == 61 * (devices * latents + heads)
    assert costs(DEEPSEEK, devices)["O"].flops == 2 * 2 * 61 * 128 * 128 * 7168


def test_absorbed_attention_gives_what_attention_with_keys_and_values_gives():
    """The algebra that the costs rest on, on random numbers: 3 heads, 5 tokens kept."""
    heads, tokens, head, latent, rope = 3, 5, 4, 7, 2
    draw = np.random.default_rng(1).normal
    kept, positions = draw(size=(tokens, latent)), draw(size=(tokens, rope))
    query, turned = draw(size=(heads, head)), draw(size=(heads, rope))
    to_key, to_value = draw(size=(2, heads, head, latent))

    def weighed(scores):
        return np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)

    keys = np.einsum("hdc,tc->htd", to_key, kept)
    values = np.einsum("hdc,tc->htd", to_value, kept)
    made = weighed(np.einsum("hd,htd->ht", query, keys) + turned @ positions.T)
    plain = np.einsum("ht,htd->hd", made, values)
    absorbed = np.einsum("hd,hdc->hc", query, to_key)
    read = weighed(absorbed @ kept.T + turned @ positions.T) @ kept
    assert np.einsum("hc,hdc->hd", read, to_value) == pytest.approx(plain)


# -- experts ---------------------------------------------------------------------------------------


def test_shared_experts_and_dense_layers_are_counted_beside_the_routed_ones():
    found = costs(DEEPSEEK, batch=4096)
    expert, dense = 3 * 7168 * 2048, 3 * 7168 * 18432
    multiplied = found["UG"].flops + found["D"].flops
    assert multiplied == 2 * 4096 * (58 * (8 + 1) * expert + 3 * dense)
    assert found["UG"].weights + found["D"].weights == 58 * (256 + 1) * expert + 3 * dense


def test_one_token_reads_the_experts_that_it_uses_and_many_read_all():
    expert, dense = 3 * 7168 * 2048, 3 * 7168 * 18432
    for batch, read in ((1, 8), (2, 8 + 8 * (1 - 8 / 256)), (2048, 256)):
        found = costs(DEEPSEEK, batch=batch)
        weights = found["UG"].weights + found["D"].weights
        assert weights == pytest.approx(58 * (read + 1) * expert + 3 * dense, rel=1e-12)


@given(st.integers(1, 4), st.integers(1, 3), st.data())
def test_few_tokens_read_as_many_experts_as_all_choices_have_on_average(every, tokens, data):
    """Every choice of experts of every token is looked at."""
    used = data.draw(st.integers(1, every))
    model = replace(MODELS["qwen3-30b-a3b"], experts=every, routed=used)
    choices = list(product(combinations(range(every), used), repeat=tokens))
    read = sum(len(set().union(*drawn)) for drawn in choices) / len(choices)
    (_, _, weights) = multiplications(model, tokens, 1)["D"]
    one = model.hidden * model.intermediate * model.layers * model.number
    assert weights / one == pytest.approx(read)


# -- chunks ----------------------------------------------------------------------------------------


def test_three_of_four_layers_of_llama_4_attend_within_their_chunk():
    # at 16,384 to 24,576: 4,096 on the mean in 36 layers, and 20,480 in 12
    assert attended(SCOUT, Workload(16384, 8192)) == (
        0.25 * 20480 + 0.75 * 4096,
        0.25 * 16384 + 0.75 * 8192,
    )
    short = Workload(1024, 2048)  # within the first chunk nothing is left out
    assert attended(SCOUT, short) == attended(replace(SCOUT, chunk=0, chunked=0), short)


@given(st.integers(0, 5000), st.integers(1, 5000), st.integers(1, 999))
def test_the_mean_place_in_a_chunk_is_that_of_all_places(prompt, answer, chunk):
    """Places in the middle of tokens, of which each is one."""
    places = [(prompt + i) % chunk + 0.5 for i in range(answer)]
    assert Workload(prompt, answer).within(chunk) == pytest.approx(sum(places) / answer)


# -- devices ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "memory", "bandwidth", "network", "rates"),
    [
        ("H200", 141, 4800, 900, (989_000, 1_979_000, 1_979_000)),
        ("B200", 192, 8000, 1800, (2_250_000, 4_500_000, 9_000_000)),
        ("B200-180", 180, 7700, 1800, (2_250_000, 4_500_000, 9_000_000)),
        ("GB200", 186, 8000, 1800, (2_500_000, 5_000_000, 10_000_000)),
        ("MI300X", 192, 5300, 1024, (1_307_400, 2_614_900, 2_614_900)),
        ("A100-80", 80, 2000, 600, (312_000, 312_000, 312_000)),
    ],
)
def test_a_device_has_the_figures_of_its_data_sheet(name, memory, bandwidth, network, rates):
    on = DEVICES[name]
    assert (on.memory, on.bandwidth, on.network) == (memory, bandwidth, network)
    assert tuple(on.rate(number) for number in (2, 1, 0.5)) == rates


def test_newer_devices_stand_beside_those_of_the_paper_and_replace_none():
    assert list(DEVICES) == [*TABLE_1, *NEWER]
    assert NARROW.keys() <= TABLE_1.keys()


# -- what is refused -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "changes", "message"),
    [
        (DEEPSEEK, {"kv_heads": 128}, "'kv_heads' must be 1 where 'latent' is kept"),
        (DEEPSEEK, {"latent": 0}, "'rope' must be 0 without 'latent' (got 64)"),
        (DEEPSEEK, {"latent": 0, "rope": 0}, "'query_latent' must be 0 without 'latent'"),
        (DEEPSEEK, {"latent": 1.5}, "'latent' must be an integer of at least 0 (got 1.5)"),
        (DEEPSEEK, {"shared": -1}, "'shared' must be an integer of at least 0 (got -1)"),
        (DEEPSEEK, {"dense_layers": 62}, "'dense_layers' must be at most 'layers'"),
        (DEEPSEEK, {"dense_layers": 0}, "above 0 just where 'dense_intermediate' is (got 0)"),
        (SCOUT, {"chunked": 49}, "'chunked' must be at most 'layers'"),
        (SCOUT, {"chunk": 0}, "'chunked' must be at most 'layers', and above 0 just where"),
    ],
)
def test_parts_that_do_not_belong_together_are_refused(model, changes, message):
    with pytest.raises(ValueError, match="must be") as refusal:
        Transformer(**asdict(model) | changes)
    assert message in str(refusal.value)
