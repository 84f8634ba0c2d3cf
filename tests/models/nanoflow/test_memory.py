"""What fits into memory: heads kept several times, parts kept back, narrow numbers, batches."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.nanoflow.cost import (
    balance,
    copies_of_heads,
    operations,
    optimum,
    require_fit,
)
from models.nanoflow.inputs import (
    DEVICES,
    MODELS,
    WORKLOADS,
    Workload,
    device_with,
)
from models.nanoflow.published import FIGURE_3

LLAMA = MODELS["llama-2-70b"]

A100 = DEVICES["A100-80"]

models = st.sampled_from([MODELS[key] for key in FIGURE_3])
devices = st.sampled_from(list(DEVICES.values()))
workloads = st.builds(Workload, st.integers(0, 4096), st.integers(1, 4096))


@pytest.mark.parametrize(("devices", "copies"), [(1, 1), (4, 1), (8, 1), (16, 2), (32, 4), (64, 8)])
def test_more_devices_than_heads_of_keys_and_values_keep_each_several_times(devices, copies):
    assert copies_of_heads(LLAMA, devices) == copies
    big = device_with(memory=1000)
    kept = (devices * 1000e9 - 140e9) / (327_680 * copies)
    assert balance(LLAMA, big, devices, WORKLOADS["512-512"]).capacity == pytest.approx(kept)
    one, now = (
        {c.name: c for c in operations(LLAMA, n, 2048, WORKLOADS["512-512"])} for n in (8, devices)
    )
    wide = (8192 + 2 * 1024 * copies) / (8192 + 2 * 1024)
    assert now["KQV"].flops == pytest.approx(one["KQV"].flops * wide)
    cache = 2048 / 2 * 768 * 327_680
    assert now["DecAttn"].memory - one["DecAttn"].memory == pytest.approx(
        (copies - 1) * cache, rel=0.01
    )


def test_sixteen_devices_hold_half_the_tokens_that_undivided_heads_would_allow():
    found = balance(LLAMA, A100, 16, WORKLOADS["512-512"])
    assert round(found.capacity) == 1_739_502


def test_a_part_of_the_memory_may_be_kept_back_and_the_balance_says_so():
    """VLLM's report: an 8B model on a card of 24 GB at 0.90 has room for 31,232 tokens."""
    card = device_with(memory=24, bandwidth=936, network=64, compute=71_000)
    case = (MODELS["llama-3-8b"], card, 1, Workload(512, 512))
    assert round(balance(*case).capacity) == 61_035
    found = balance(*case, usable=0.9, reserved=1.4)
    assert found.capacity == pytest.approx(31_232, rel=0.03)
    assert (found.usable, found.reserved) == (0.9, 1.4)
    assert found.memory < balance(*case).memory


def test_keys_and_values_may_be_narrower_than_weights_and_weights_than_16_bits():
    eight = replace(LLAMA, number=1, kv_number=0.5)
    assert (eight.kv_bytes, eight.weights) == (LLAMA.kv_bytes / 4, LLAMA.weights / 2)
    assert replace(LLAMA, number=1, kv_number=0).kv_bytes == LLAMA.kv_bytes / 2
    fast = device_with(compute8=624_000)
    assert (fast.rate(2), fast.rate(1), fast.rate(0.5)) == (312_000, 624_000, 624_000)
    assert optimum(eight, fast) == 2 * optimum(LLAMA, fast)
    slow, quick = (
        next(c.times(fast, 8)[0] for c in operations(m, 8, 2048, WORKLOADS["512-512"]))
        for m in (LLAMA, eight)
    )
    assert quick == pytest.approx(slow / 2)


BATCHES = st.integers(1, 1 << 16)


@given(models, devices, st.sampled_from([1, 2, 8, 16]), BATCHES, workloads)
def test_a_batch_is_taken_if_its_keys_and_values_fit_and_refused_with_the_most_that_do(
    model, on, count, batch, workload
):
    copies = max(count // model.kv_heads, 1)
    free = count * on.memory * 1e9 - 2 * model.parameters
    context, request = workload.prompt + workload.answer / 2, workload.prompt + workload.answer
    token = copies * 2 * 2 * model.layers * model.kv_heads * model.head
    each = token / request * max(workload.answer * context, workload.prompt)
    case = (model, on, count)
    if free <= 0:
        with pytest.raises(ValueError, match="enough to hold the weights"):
            require_fit(*case, batch, workload)
    elif request * token > free:
        with pytest.raises(ValueError, match="a request that fits beside the weights, at most"):
            require_fit(*case, batch, workload)
    elif batch * each <= free * (1 - 1e-9):
        require_fit(*case, batch, workload)
    elif batch * each > free * (1 + 1e-9):
        with pytest.raises(ValueError, match=f"at most {int(free / each)}, whose keys"):
            require_fit(*case, batch, workload)


@pytest.mark.parametrize(
    ("batch", "workload", "message"),
    [
        (1, Workload(1, 900_000), "at most 488,281 tokens (got '900001 tokens')"),
        (2048, Workload(500_000, 0), "at most 488,281 tokens (got '500000 tokens')"),
        (500_000, Workload(1, 0), "'batch' must be at most 488281, whose keys and values fit"),
    ],
)
def test_what_one_request_keeps_when_it_is_done_must_fit_and_what_prompts_add(
    batch, workload, message
):
    """Half-way through its answer of 900,000 tokens a request would fit, and at its end not."""
    with pytest.raises(ValueError, match="must be") as refusal:
        require_fit(MODELS["llama-3-8b"], DEVICES["H100"], 1, batch, workload)
    assert message in str(refusal.value)
    require_fit(MODELS["llama-3-8b"], DEVICES["H100"], 1, 2048, Workload(400_000, 0))
