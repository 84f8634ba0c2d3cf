"""Requests that arrive, grow and leave: the cache is theirs, and costs are as said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.pim.experiments import Batches, Service, placed, served
from models.pim.inputs import lengths
from models.pim.placement import POLICIES
from models.pim.requests import Request, arrivals
from models.pim.serving import Server, serve
from models.shared.sweep import Sweep

STEPS = 60
REQUESTS = st.lists(
    st.builds(Request, st.integers(0, STEPS), st.integers(1, 300), st.integers(1, 30)), max_size=25
).map(lambda found: sorted(found, key=lambda one: one.arrival))


@pytest.mark.parametrize("policy", POLICIES)
@settings(max_examples=25, deadline=None)
@given(REQUESTS, st.integers(1, 5), st.integers(1, 12))
def test_at_each_step_the_cache_is_that_of_the_requests_in_flight(policy, requests, devices, every):
    server = Server(policy=policy, devices=devices, every=every)
    for frame in serve(server, requests, STEPS):
        wanted = {}
        for number, one in enumerate(requests):
            joined = -(-one.arrival // every) * every
            if joined <= frame.step < joined + one.answer:
                wanted[number] = one.prompt + frame.step - joined
        got: dict[int, int] = {}
        for device in frame.held:
            for number, tokens in device:
                got[number] = got.get(number, 0) + tokens
        assert got == wanted
        assert frame.batch == len(wanted)
        assert 1 <= frame.imbalance <= devices
        if policy != "token-split":
            assert frame.extra == 0
        if policy != "migration":
            assert frame.moved == 0


def test_token_split_stays_even_and_round_robin_does_not():
    requests = arrivals(lengths("Splitwise"), 32, 300, np.random.default_rng(1))
    peaks = {}
    for policy in POLICIES:
        frames = list(serve(Server(policy=policy, devices=8), requests, 300))[150:]
        peaks[policy] = sum(frame.imbalance for frame in frames) / len(frames)
    assert peaks["token-split"] < 1.01
    assert peaks["token-split"] < min(peaks["least-kv"], peaks["longest-first"])
    assert max(peaks["least-kv"], peaks["longest-first"]) < peaks["round-robin"]
    assert peaks["migration"] < peaks["round-robin"]


def test_a_request_moves_only_if_the_fuller_device_falls_by_a_part_of_the_mean():
    """In turn, 100 and 30 tokens are on one device and 10 on the other: a mean of 70."""
    requests = [Request(0, 100, 9), Request(0, 10, 9), Request(0, 30, 9)]

    def moved(worth: float) -> int:
        server = Server(policy="migration", devices=2, worth=worth)
        return next(serve(server, requests, 1)).moved

    assert moved(29 / 70) == 30  # from 130 to 100
    assert moved(31 / 70) == 0


@pytest.mark.parametrize("policy", POLICIES)
def test_what_serving_gives_is_what_its_steps_add_up_to(policy):
    """By the formulas of the page, written once more; the device is that of its table."""
    of = Service(lengths="LMSYS-Chat", policy=policy, in_flight=20, steps=80, warmup=30)
    requests = arrivals(lengths("LMSYS-Chat"), 20, 80, np.random.default_rng([1, 5]))
    frames = [
        frame
        for frame in serve(Server(policy=policy, devices=8, worth=0.25), requests, 80)
        if frame.step >= 30 and frame.batch
    ]
    outside, token = 0.85 * 5 * 670.4e9, 2_621_440
    fc = [max(130e9 / outside, 130e9 * f.batch / (312e12 * 0.8)) / 8 for f in frames]
    gpu = [x + sum(f.loads) * token / 8 / outside for x, f in zip(fc, frames, strict=True)]
    attending = [max(f.loads) * token / (9 * 5 * 670.4e9) for f in frames]
    merging = [f.extra * 80 * 64 * 130 * 2 / 8 / 600e9 for f in frames]
    moving = [f.moved * token / 600e9 for f in frames]
    total = sum(map(sum, (fc, attending, merging, moving)))
    tokens = sum(f.batch for f in frames)
    assert served(of) == pytest.approx(
        {
            "imbalance": sum(8 * max(f.loads) / sum(f.loads) for f in frames) / len(frames),
            "largest": max(8 * max(f.loads) / sum(f.loads) for f in frames),
            "gain": sum(gpu) / total,
            "throughput": tokens / total,
            "batch": tokens / len(frames),
            "attention": sum(attending) / total,
            "moving": sum(moving) / total,
            "merging": sum(merging) / total,
            "overfull": 0,
        }
    )


def test_steps_in_which_the_fullest_device_holds_too_much_are_counted():
    """Weights are 65 GB a device; of 80 GiB, 7,985 tokens are left."""
    of = Service(lengths="ShareGPT", policy="round-robin", devices=2, in_flight=40, steps=400,
                 warmup=100, seed=2)  # fmt: skip
    requests = arrivals(lengths("ShareGPT"), 40, 400, np.random.default_rng([2, 5]))
    frames = list(serve(Server(policy="round-robin", devices=2), requests, 400))[100:]
    over = [max(frame.loads) > (80 * 2**30 - 65e9) / 2_621_440 for frame in frames]
    assert 0 < sum(over) < len(over)
    assert served(of)["overfull"] == pytest.approx(100 * sum(over) / len(over))


def test_results_are_the_same_on_one_core_and_on_two(tmp_path):
    points = [Service(lengths="ShareGPT", policy=p, steps=60, warmup=20) for p in POLICIES[:2]]
    one, two = (Sweep(tmp_path / str(n), workers=n, progress=False)(served, points) for n in (1, 2))
    assert one == two == [served(point) for point in points]
    of = Batches(lengths="Splitwise", each=4, count=20)
    assert placed(of) == placed(of)
