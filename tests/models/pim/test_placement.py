"""Where policies put a batch: nothing is lost, nothing is better than the mean, bounds hold."""

from __future__ import annotations

from itertools import combinations_with_replacement

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.pim.placement import POLICIES, batch, empty, grow, imbalance, move, place
from models.pim.theory import bound, optimum, ratios

BATCHES = st.lists(st.integers(1, 5000), min_size=1, max_size=40)
DEVICES = st.integers(1, 9)
#: The example of the page.
EXAMPLE = [6000, 1000, 2000, 1000, 4000, 3000, 2000, 1000]


def kept(placement) -> dict[int, int]:
    """Return the tokens of each request, all its parts together."""
    found: dict[int, int] = {}
    for device in placement.held:
        for number, tokens in device.items():
            found[number] = found.get(number, 0) + tokens
    return found


def test_the_example_of_the_page_comes_to_2_and_to_1_2():
    placed = {policy: batch(policy, EXAMPLE, 4) for policy in POLICIES}
    assert placed["round-robin"].loads == [10_000, 4000, 4000, 2000]
    assert imbalance(placed["round-robin"].loads) == 2
    assert sorted(placed["longest-first"].loads) == [4000, 5000, 5000, 6000]
    assert imbalance(placed["longest-first"].loads) == pytest.approx(1.2)
    assert optimum(EXAMPLE, 4) == 6000  # the longest request alone
    assert placed["token-split"].loads == [5000] * 4


@pytest.mark.parametrize("policy", POLICIES)
@settings(deadline=None)
@given(BATCHES, DEVICES)
def test_every_token_of_every_request_is_placed_and_no_device_has_less_than_the_mean_at_most(
    policy, tokens, devices
):
    if policy == "token-split":
        tokens = [length + devices for length in tokens]
    placed = batch(policy, tokens, devices)
    assert kept(placed) == dict(enumerate(tokens))
    assert max(placed.loads) * devices >= sum(tokens)
    assert imbalance(placed.loads) >= 1
    assert imbalance(placed.loads) <= devices


@settings(deadline=None)
@given(BATCHES, DEVICES)
def test_only_token_split_cuts_a_request(tokens, devices):
    tokens = [length + devices for length in tokens]
    for policy in POLICIES:
        extra = batch(policy, tokens, devices).extra
        assert extra == (len(tokens) * (devices - 1) if policy == "token-split" else 0)


@settings(deadline=None)
@given(BATCHES, DEVICES)
def test_token_split_over_all_devices_is_even_to_a_token(tokens, devices):
    loads = batch("token-split", [length + devices for length in tokens], devices).loads
    assert max(loads) - min(loads) <= 1
    assert imbalance(loads) <= 1 + devices / sum(loads)


@settings(deadline=None)
@given(BATCHES, DEVICES, st.data())
def test_fewer_parts_than_devices_keep_every_token_too(tokens, devices, data):
    parts = data.draw(st.integers(1, devices))
    placed = batch("token-split", [length + parts for length in tokens], devices, parts)
    assert placed.extra == len(tokens) * (parts - 1)
    assert sum(placed.loads) == sum(tokens) + parts * len(tokens)


@settings(deadline=None)
@given(BATCHES, st.integers(2, 9), st.floats(0, 1000))
def test_a_move_keeps_the_cache_and_lowers_the_fuller_device(tokens, devices, least):
    placed = batch("round-robin", tokens, devices)
    before, whole = placed.loads, kept(placed)
    moved = move(placed, least)
    after = placed.loads
    assert kept(placed) == whole
    assert sum(after) == sum(before)
    if not moved:
        assert after == before
        return
    changed = [g for g in range(devices) if before[g] != after[g]]
    assert len(changed) == 2
    assert max(before[g] for g in changed) == max(before)
    assert max(after[g] for g in changed) < max(before) - least


@settings(deadline=None)
@given(BATCHES, DEVICES)
def test_migration_ends_with_no_move_left_and_is_never_worse_than_where_it_began(tokens, devices):
    placed = batch("migration", tokens, devices)
    assert max(placed.loads) <= max(batch("round-robin", tokens, devices).loads)
    assert move(placed) == 0


@settings(deadline=None)
@given(BATCHES, DEVICES)
def test_growing_adds_one_token_to_each_request(tokens, devices):
    for policy in ("least-kv", "token-split"):
        placed = empty(devices)
        place(policy, placed, list(enumerate(tokens)), devices)
        grow(placed)
        assert kept(placed) == {number: length + 1 for number, length in enumerate(tokens)}


@pytest.mark.parametrize("devices", [2, 3])
def test_longest_first_is_within_its_bound_of_the_best_of_all_placements(devices):
    tight = 0.0
    for count in range(1, 8):
        for tokens in combinations_with_replacement(range(1, 6), count):
            best = optimum(tokens, devices)
            peak = max(batch("longest-first", tokens, devices).loads)
            assert best <= peak <= bound(devices) * best
            tight = max(tight, peak / best)
    assert tight == pytest.approx(float(bound(devices)))  # 3 3 2 2 2 reaches it on two devices


@settings(deadline=None)
@given(st.lists(st.integers(1, 200), min_size=1, max_size=7), st.integers(1, 4))
def test_no_policy_for_whole_requests_beats_the_best_of_all_placements(tokens, devices):
    best = optimum(tokens, devices)
    assert best * devices >= sum(tokens)
    for policy in ("round-robin", "least-kv", "longest-first", "migration"):
        assert max(batch(policy, tokens, devices).loads) >= best


@settings(deadline=None)
@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 10_000))
def test_many_batches_at_once_come_to_what_each_does_alone(devices, each, seed):
    drawn = np.random.default_rng(seed).integers(1, 60, (3, devices * each))
    for policy in ("round-robin", "least-kv", "longest-first"):
        alone = [imbalance(batch(policy, row.tolist(), devices).loads) for row in drawn]
        assert ratios(policy, drawn, devices).tolist() == pytest.approx(alone)
