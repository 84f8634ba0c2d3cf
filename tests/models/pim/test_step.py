"""What a token keeps and what a decode step costs: the sources' numbers, and what follows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.pim.inputs import DEVICES, MODELS, device, shape
from models.pim.placement import batch, imbalance
from models.pim.step import (
    alone,
    attention,
    connected,
    copies,
    crossover,
    fits,
    gain,
    merging,
    most_imbalance,
    moving,
    step,
)

LLAMA, GPU, PIM = shape("llama-65b"), device("a100a"), device("attacc-bank")
MS = 1e-3


@pytest.mark.parametrize(
    ("model", "size"),
    [
        ("llama-2-70b", 327_680),
        ("llama-65b", 2_621_440),
        ("llama-3-8b", 131_072),
        ("llama-2-7b", 524_288),
        ("gpt-175b", 4_718_592),
    ],
)
def test_a_token_keeps_the_bytes_of_its_models_shape(model, size):
    assert shape(model).kv_bytes == size
    assert shape(model).kv_bytes == pytest.approx(
        2 * shape(model).layers * shape(model).kv_heads * shape(model).head * 2
    )


def test_units_at_the_banks_read_30_168_terabytes_per_second():
    assert PIM.internal == pytest.approx(30.168e12, rel=1e-12)
    ratios = {key: of.internal / GPU.bandwidth for key, of in DEVICES.items() if of.scale}
    assert list(ratios.values()) == pytest.approx([9, 3, 1, 16])


def test_a_step_of_llama_65b_takes_the_times_that_its_bytes_say():
    even = step(LLAMA, PIM, 8, 64, 64 * 3072)
    assert even.connected / MS == pytest.approx(5.703, abs=0.0005)
    assert even.attention / MS == pytest.approx(2.136, abs=0.0005)
    assert attention(LLAMA, GPU, 8, 64 * 3072) / MS == pytest.approx(22.61, abs=0.005)


@pytest.mark.parametrize(("peak", "wanted"), [(1, 3.612), (2, 2.839), (4, 1.988)])
def test_imbalance_takes_from_the_gain_of_pim(peak, wanted):
    assert gain(LLAMA, GPU, PIM, 8, 64, 3072, peak) == pytest.approx(wanted, abs=0.0005)


def test_weights_are_compute_bound_from_87_6_requests_on():
    assert crossover(LLAMA, GPU) == pytest.approx(87.6, abs=0.05)
    reading = connected(LLAMA, GPU, 8, 1)
    assert connected(LLAMA, GPU, 8, 87) == reading
    assert connected(LLAMA, GPU, 8, 88) > reading
    assert connected(LLAMA, GPU, 8, 176) == pytest.approx(2 * connected(LLAMA, GPU, 8, 88))


def test_a_longer_context_gains_more_and_a_batch_only_up_to_the_crossover():
    gains = [gain(LLAMA, GPU, PIM, 8, 64, context) for context in (400, 1024, 3072, 8192)]
    assert gains == sorted(gains)
    by_batch = [gain(LLAMA, GPU, PIM, 8, batch, 400) for batch in (1, 8, 32, 64, 87)]
    assert by_batch == sorted(by_batch)
    beyond = [gain(LLAMA, GPU, PIM, 8, batch, 400) for batch in (88, 256, 1024)]
    assert beyond == pytest.approx([1.600] * 3, abs=0.0005)
    assert gain(LLAMA, GPU, PIM, 8, 256, 400) == pytest.approx(1.600, abs=0.0005)


def test_the_same_cache_in_more_requests_gains_less_beyond_the_crossover():
    cache = 512 * 400
    gains = [gain(LLAMA, GPU, PIM, 8, batch, cache / batch) for batch in (64, 128, 256, 512)]
    assert gains == sorted(gains, reverse=True)
    assert len(set(gains)) == 4


def test_with_grouped_heads_a_byte_serves_eight_operations_and_slow_units_use_an_eighth():
    grouped, slow = shape("llama-2-70b"), device("attacc-bank", units=1)
    assert (LLAMA.operations_per_byte, grouped.operations_per_byte) == (1, 8)
    assert slow.reads(LLAMA) == PIM.reads(LLAMA)
    assert slow.reads(grouped) == PIM.reads(grouped) / 8


def test_merging_and_moving_cost_what_their_bytes_take_on_the_link():
    assert LLAMA.partial_bytes == 80 * 64 * 130 * 2
    assert merging(LLAMA, PIM, 8, 448) == pytest.approx(448 * LLAMA.partial_bytes / 8 / 600e9)
    assert moving(LLAMA, PIM, 1000) == pytest.approx(2.62144e9 / 600e9)


def test_what_fits_is_weights_and_cache_within_the_capacity():
    assert fits(LLAMA, GPU, 8, 64 * 3072)  # 130 GB and 515 GB in 687 GB
    assert not fits(LLAMA, GPU, 8, 88 * 3072)


@pytest.mark.parametrize(("devices", "often"), [(1, 1), (4, 1), (8, 1), (16, 2), (32, 4), (64, 8)])
def test_gpus_alone_read_a_key_as_often_as_they_keep_it(devices, often):
    grouped, tokens = shape("llama-2-70b"), 10_000
    heads = 64 // devices  # of queries, on each GPU; a head of keys serves eight
    of_keys = -(-heads // 8)
    assert often == copies(grouped, devices) == of_keys * devices / 8
    read = devices * GPU.reads(grouped) * alone(grouped, GPU, devices, 8, tokens).attention
    assert read == pytest.approx(often * tokens * grouped.kv_bytes)
    placed = step(grouped, PIM, devices, 8, tokens)  # a request is on one device, with all heads
    assert devices * PIM.reads(grouped) * placed.attention == pytest.approx(
        tokens * grouped.kv_bytes
    )


@settings(deadline=None)
@given(
    st.integers(1, 8), st.integers(1, 40), st.integers(1, 10**6), st.floats(1, 8), st.floats(1, 400)
)
def test_a_batch_fits_just_where_the_fullest_device_holds_its_part(
    devices, batch, context, peak, gib
):
    on = device("a100a", capacity=gib * 2**30)
    peak, tokens = min(peak, devices), batch * context
    fullest = LLAMA.number * LLAMA.parameters / devices + peak * tokens * LLAMA.kv_bytes / devices
    if abs(fullest / on.capacity - 1) > 1e-9:
        assert fits(LLAMA, on, devices, tokens, peak) == (fullest <= on.capacity)
    most = most_imbalance(LLAMA, on, devices, tokens)
    assert fits(LLAMA, on, devices, tokens) == (most >= 1)
    assert most <= devices


def test_the_weights_alone_fit_up_to_the_last_byte():
    on = device("a100a", capacity=130e9)
    assert fits(LLAMA, on, 1, 0)
    assert most_imbalance(LLAMA, on, 1, 0) == 1
    assert not fits(LLAMA, replace(on, capacity=129.9e9), 1, 0)
    assert not fits(LLAMA, on, 1, 1)


@settings(deadline=None)
@given(
    st.sampled_from(list(MODELS)),
    st.sampled_from([key for key, of in DEVICES.items() if of.scale]),
    st.integers(1, 64),
    st.integers(1, 1024),
    st.floats(1, 1e5),
    st.floats(1, 64),
)
def test_a_step_never_gets_shorter_with_more_imbalance_or_more_context(
    model, pim, devices, batch, context, peak
):
    of, on = shape(model), device(pim)
    even = step(of, on, devices, batch, batch * context)
    peak = min(peak, devices)
    worse = step(of, on, devices, batch, batch * context, imbalance=peak)
    longer = step(of, on, devices, batch, 2 * batch * context)
    assert even.time <= worse.time
    assert even.time < longer.time
    assert worse.attention == pytest.approx(peak * even.attention)
    assert 0 < even.share < 1


@settings(deadline=None)
@given(st.lists(st.integers(16, 5000), min_size=1, max_size=40), st.integers(1, 16))
def test_token_split_comes_to_lambda_1_as_its_cost_goes_to_0(tokens, devices):
    placed = batch("token-split", tokens, devices)
    total, costs = sum(tokens), []
    even = attention(LLAMA, PIM, devices, total)
    for link in (6e11, 6e14, 6e20):
        fast = replace(PIM, link=link)
        split = step(
            LLAMA,
            fast,
            devices,
            len(tokens),
            total,
            imbalance=imbalance(placed.loads),
            extra=placed.extra,
        )
        costs.append((split.attention + split.merging) / even)
    assert costs == sorted(costs, reverse=True)
    assert 1 <= costs[-1] <= 1 + devices / total + 1e-6  # to a token
