"""The imbalance of random batches: the expected values, and where theory holds and fails."""

from __future__ import annotations

import numpy as np
import pytest

from models.pim.inputs import LENGTHS, Lengths, lengths
from models.pim.requests import arrivals, contexts, lognormal
from models.pim.theory import expected, largest, ratios, trials

SEED = 20


@pytest.fixture(scope="module")
def drawn():
    return {name: trials(lengths(name), 8, 32, 1500, SEED)[0] for name in LENGTHS}


@pytest.mark.parametrize(
    ("policy", "name", "wanted", "within"),
    [
        ("round-robin", "Splitwise", 1.243, 0.02),
        ("round-robin", "LMSYS-Chat", 1.283, 0.02),
        ("round-robin", "ShareGPT", 1.39, 0.03),
        ("least-kv", "Splitwise", 1.054, 0.015),
        ("least-kv", "LMSYS-Chat", 1.067, 0.02),
        ("least-kv", "ShareGPT", 1.127, 0.03),
    ],
)
def test_batches_of_32_requests_a_device_come_to_these_imbalances(
    drawn, policy, name, wanted, within
):
    assert ratios(policy, drawn[name], 8).mean() == pytest.approx(wanted, abs=within)


@pytest.mark.parametrize(
    ("name", "most"), [("Splitwise", 1.005), ("LMSYS-Chat", 1.005), ("ShareGPT", 1.03)]
)
def test_longest_first_leaves_almost_no_imbalance_in_a_batch_placed_at_once(drawn, name, most):
    assert 1 <= ratios("longest-first", drawn[name], 8).mean() < most


def test_the_largest_of_standard_normal_numbers_averages_1_42_of_8_and_2_07_of_32():
    assert largest(8) == pytest.approx(1.4236, abs=0.00005)
    assert largest(32) == pytest.approx(2.0697, abs=0.00005)
    sample = np.random.default_rng(1).standard_normal((200_000, 8)).max(axis=1).mean()
    assert largest(8) == pytest.approx(sample, abs=0.005)


@pytest.mark.parametrize("name", LENGTHS)
def test_the_formula_is_within_3_percent_from_32_requests_on(name):
    for each in (32, 128):
        batches, cv = trials(lengths(name), 8, each, 1000, SEED)
        found = ratios("round-robin", batches, 8).mean()
        assert found == pytest.approx(expected(cv, 8, each), rel=0.03)
        assert found > expected(cv, 8, each)


def test_the_formula_fails_where_a_heavy_tail_meets_few_requests():
    batches, cv = trials(lengths("made up"), 8, 1, 3000, SEED)
    found = ratios("round-robin", batches, 8)
    assert found.max() <= 8  # one request can hold all there is, and no more
    assert expected(cv, 8, 1) > 1.2 * found.mean()


def test_lengths_have_the_published_means_and_deviations():
    rng = np.random.default_rng(3)
    for of in LENGTHS.values():
        prompts = lognormal(of.prompt, of.prompt_deviation, 2_000_000, rng)
        assert prompts.mean() == pytest.approx(of.prompt, rel=0.01)
        assert prompts.std() == pytest.approx(of.prompt_deviation, rel=0.05)
        inside = contexts(of, 1_000_000, rng)
        assert inside.mean() == pytest.approx(of.prompt + of.answer / 2, rel=0.02)
        assert inside.min() >= 1


def test_requests_arrive_so_that_as_many_are_in_flight_as_asked():
    of = lengths("LMSYS-Chat")
    requests = arrivals(of, 64, 20_000, np.random.default_rng(4))
    assert sum(one.answer for one in requests) / 20_000 == pytest.approx(64, rel=0.06)
    assert [one.arrival for one in requests] == sorted(one.arrival for one in requests)


@pytest.mark.parametrize("mean", [1e-9, 1, 1e9])
def test_lengths_as_wide_as_they_may_be_are_whole_numbers_of_at_least_1(mean):
    found = contexts(Lengths(mean, 1000 * mean, mean, 1000 * mean), 10**5, np.random.default_rng(1))
    assert found.min() >= 1
    assert found.max() < 2**62
