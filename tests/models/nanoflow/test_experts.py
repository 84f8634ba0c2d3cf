"""Experts spread over the devices: what is sent is counted, and what is even stays even."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.__main__ import main
from models.nanoflow.cost import balance, exchanges, operations, room
from models.nanoflow.experts import EXCHANGES, Spread, exchanged_bytes, others, routed
from models.nanoflow.inputs import DEVICES, MODELS, Workload
from models.nanoflow.layer import layer, slowness
from models.nanoflow.products import multiplications

DEEPSEEK, QWEN, H200 = MODELS["deepseek-v3"], MODELS["qwen3-30b-a3b"], DEVICES["H200"]
WORK = Workload(512, 512)
MIXTURES = ["mixtral-8x7b", "deepseek-v3", "qwen3-30b-a3b", "qwen3-235b-a22b", "llama-4-scout"]


@given(st.integers(1, 4), st.integers(1, 4), st.data())
def test_a_token_goes_to_as_many_devices_as_all_choices_have_on_average(devices, each, data):
    """Every choice of experts, of the token of every device, is looked at."""
    every = devices * each
    used = data.draw(st.integers(1, every))
    model = replace(QWEN, experts=every, routed=used)
    sent = [
        len({expert // each for expert in chosen} - {home})
        for chosen in combinations(range(every), used)
        for home in range(devices)
    ]
    assert others(model, devices) == pytest.approx(sum(sent) / len(sent))


def test_the_bytes_of_deepseek_are_those_worked_out_by_hand():
    """58 layers of 61 have experts; 8 devices, 1000 tokens of 7168 numbers of one byte."""
    found = exchanged_bytes(DEEPSEEK, 8, 1000, Spread())
    assert found["RS"] == found["AG"] == 61 * 7 * 1000 * 7168
    once = 58 * others(DEEPSEEK, 8) * 1000 * 7168
    dense = 3 * 7 * 1000 * 7168
    assert found["Disp"] == pytest.approx(dense + once)
    assert found["Comb"] == pytest.approx(dense + 2 * once)  # 16 bits
    lopsided = exchanged_bytes(DEEPSEEK, 8, 1000, Spread(1.5))
    assert lopsided["Disp"] == pytest.approx(dense + 1.5 * once)
    assert [one.name for one in exchanges(DEEPSEEK, 8, 1000, Spread())] == list(EXCHANGES)


def test_a_model_of_which_no_layer_has_experts_would_exchange_as_much_as_before():
    """The limit of few layers with experts: scattering and gathering is one exchange of sums."""
    dense = replace(DEEPSEEK, dense_layers=61)
    (whole,) = exchanges(dense, 8, 1000, None)
    assert sum(exchanged_bytes(dense, 8, 1000, Spread()).values()) == pytest.approx(whole.network)


@pytest.mark.parametrize("key", MIXTURES)
def test_even_experts_multiply_as_much_as_divided_ones(key):
    model = MODELS[key]
    before, after = (multiplications(model, 512, 8, 8, spread) for spread in (None, Spread()))
    for name in before:
        assert after[name][0] == pytest.approx(before[name][0])
    shared = 8 * before["UG"][2] if model.shared else before["UG"][2]
    assert before["UG"][2] <= after["UG"][2] <= shared
    assert (after["UG"][2] > before["UG"][2]) == bool(model.shared)


@pytest.mark.parametrize("key", MIXTURES)
def test_one_device_sends_nothing_and_takes_as_long_as_before(key):
    big = replace(H200, memory=10_000)
    assert layer(MODELS[key], big, 1, 512, WORK, spread=Spread()) == layer(
        MODELS[key], big, 1, 512, WORK
    )


@pytest.mark.parametrize("key", MIXTURES)
def test_imbalance_only_adds_and_only_to_experts_and_what_is_sent(key):
    model, big = MODELS[key], replace(H200, memory=10_000)
    even, uneven = (
        {step.name: step.alone() for step in layer(model, big, 8, 2048, WORK, spread=Spread(x))}
        for x in (1, 2.5)
    )
    assert set(even) == set(uneven) >= set(EXCHANGES)
    for name, seconds in even.items():
        assert (uneven[name] > seconds) == (name in ("UGD", "Disp", "Comb"))
    two = multiplications(model, 512, 8, 8, Spread(2))
    one = multiplications(model, 512, 8, 8, Spread())
    more = sum(two[name][0] - one[name][0] for name in one)
    assert more == pytest.approx(2 * 512 * routed(model))


def test_the_balance_is_that_of_the_operations():
    """Within the part of P that no layer multiplies with: embeddings."""
    spread = Spread(1.25)
    found = balance(QWEN, H200, 4, WORK, spread=spread)
    batch = int(found.batch)
    costs = operations(QWEN, 4, batch, WORK, spread)
    sent = sum(cost.network for cost in costs)
    assert found.network == pytest.approx(sent / (4 * H200.network / 2 * 1e9), rel=1e-4)
    products = sum(c.flops for c in costs if c.name in ("KQV", "O", "UG", "D"))
    assert found.compute == pytest.approx(products / (4 * H200.compute * 1e9), rel=0.2)
    even = balance(QWEN, H200, 4, WORK, spread=Spread())
    assert found.compute / even.compute == pytest.approx(
        1 + 0.25 * routed(QWEN) / QWEN.active, rel=1e-9
    )


def test_copies_of_shared_experts_take_memory():
    """Of DeepSeek-V3 58 layers times 3 * 7168 * 2048 bytes, kept by seven more devices."""
    before, after = (room(DEEPSEEK, H200, 8, spread=spread) for spread in (None, Spread()))
    copies = 58 * 3 * 7168 * 2048
    assert (before - after) * 8 * DEEPSEEK.kv_bytes == pytest.approx(7 * copies)
    assert room(QWEN, H200, 4, spread=Spread()) == room(QWEN, H200, 4)


@given(st.sampled_from(MIXTURES), st.sampled_from([2, 4, 8, 16]), st.floats(1, 2))
def test_every_exchange_is_a_step_as_slow_as_its_bytes(key, devices, imbalance):
    model, big = MODELS[key], replace(H200, memory=10_000)
    assume(model.heads % devices == 0 and model.experts % devices == 0)
    spread = Spread(imbalance)
    steps = {step.name: step for step in layer(model, big, devices, 256, WORK, spread=spread)}
    for name, size in exchanged_bytes(model, devices, 256, spread).items():
        least = size / model.layers / (devices * big.network / 2 * 1e9)
        assert steps[name].alone() >= slowness()["Net"] * least * (1 - 1e-12)
        assert steps[name].resource == "network"
    assert steps["KQV"].before == ("AG",)
    assert steps["UGD"].after == ("Disp",)


def answer(capsys, *options: str):
    assert main(["nanoflow", "--device", "H200", "--json", *options]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_command_spreads_experts_and_says_so(capsys):
    asked = ["--model", "qwen3-30b-a3b", "--devices", "4", "--ways", "1"]
    plain = answer(capsys, *asked)
    spread = answer(capsys, *asked, "--expert-parallel", "--imbalance", "1.2")
    assert plain["expert-parallel"] is None
    assert spread["expert-parallel"]["imbalance"] == 1.2
    assert spread["expert-parallel"]["other-devices"] == pytest.approx(others(QWEN, 4))
    assert "experts" in spread["estimated-because-it-differs-in"]
    assert spread["sequential-iteration-ms"] != plain["sequential-iteration-ms"]
    assert main(["nanoflow", "--device", "H200", *asked, "--expert-parallel"]) == 0
    assert "experts spread (imbalance 1)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--imbalance", "1.2"], "'imbalance' must be left out, or with --expert-parallel"),
        (["--expert-parallel", "--imbalance", "0.9"], "'imbalance' must be a finite number, at l"),
        (["--expert-parallel", "--imbalance", "nan"], "'imbalance' must be a finite number, at l"),
        (["--expert-parallel", "--imbalance", "9"], "'imbalance' must be at most 8, where one"),
        (["--expert-parallel", "--model", "llama-3-8b"], "LLaMA-3-8B has none (got 1)"),
        (["--expert-parallel", "--devices", "16"], "a divisor of the 8 experts of Mixtral 8x7B"),
    ],
)
def test_what_cannot_be_spread_is_refused(capsys, options, message):
    asked = ["nanoflow", "--model", "mixtral-8x7b", "--device", "H200", "--ways", "1", *options]
    assert main(asked) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert message in told.err
    assert len(told.err.splitlines()) == 1


@pytest.mark.parametrize("value", [True, "1.5", None, float("inf")])
def test_no_other_value_is_an_imbalance(value):
    with pytest.raises(ValueError, match="'imbalance' must be a finite number, at least 1"):
        Spread(value)


def test_every_operation_has_a_slowness_or_is_named():
    with pytest.raises(ValueError, match="'slow' must be with all of KQV, O, UG, D, DecAttn"):
        layer(QWEN, H200, 4, 512, WORK, slow={"KQV": 1.0})
