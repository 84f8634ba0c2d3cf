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


def test_results_are_the_same_on_one_core_and_on_two(tmp_path):
    points = [Service(lengths="ShareGPT", policy=p, steps=60, warmup=20) for p in POLICIES[:2]]
    one, two = (Sweep(tmp_path / str(n), workers=n, progress=False)(served, points) for n in (1, 2))
    assert one == two == [served(point) for point in points]
    of = Batches(lengths="Splitwise", each=4, count=20)
    assert placed(of) == placed(of)
