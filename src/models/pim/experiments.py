"""The runs of the model, each a point of a sweep: batches at once, and requests over time."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import Any

import numpy as np

from models.pim.inputs import DEVICES, device, lengths, shape
from models.pim.placement import POLICIES
from models.pim.requests import MOST, arrivals
from models.pim.serving import Server, serve
from models.pim.step import alone, copies, fits, step
from models.pim.theory import expected, ratios, trials
from models.shared.checks import is_number, require, require_integer, require_one_of

AT_ONCE = ("round-robin", "least-kv", "longest-first")


@dataclass(frozen=True, slots=True, kw_only=True)
class Batches:
    """Batches of requests in flight, ``each`` on each device on average, placed at once."""

    lengths: str
    devices: int = 8
    each: int = 32
    count: int = 2000
    seed: int = 1

    def __post_init__(self) -> None:
        lengths(self.lengths)
        for name in ("devices", "each", "count"):
            require_integer(name, getattr(self, name), 1)
        require_integer("seed", self.seed, 0)
        drawn = self.devices * self.each * self.count
        rule = f"few enough for {MOST:,} requests in all"
        require(drawn <= MOST, "devices, each, count", rule, (self.devices, self.each, self.count))


def placed(of: Batches) -> dict[str, float]:
    """Return the mean lambda of batches by policy, and what theory expects of round-robin."""
    drawn, cv = trials(lengths(of.lengths), of.devices, of.each, of.count, of.seed)
    means = {policy: float(ratios(policy, drawn, of.devices).mean()) for policy in AT_ONCE}
    return {**means, "cv": cv, "expected": expected(cv, of.devices, of.each)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Requests over time under a policy; what comes before ``warmup`` does not count.

    GPUs alone divide the heads, which must be possible. Raise ValueError for what is none.
    """

    lengths: str
    policy: str
    model: str = "llama-65b"
    gpu: str = "a100a"
    pim: str = "attacc-bank"
    devices: int = 8
    in_flight: int = 64
    steps: int = 2500
    warmup: int = 1000
    worth: float = 0.25
    seed: int = 1

    def __post_init__(self) -> None:
        lengths(self.lengths)
        shape(self.model)
        require_one_of("policy", self.policy, POLICIES)
        for name in ("gpu", "pim"):
            require_one_of(name, getattr(self, name), DEVICES)
        for name in ("devices", "in_flight", "steps"):
            require_integer(name, getattr(self, name), 1)
        for name in ("warmup", "seed"):
            require_integer(name, getattr(self, name), 0)
        worth = is_number(self.worth) and self.worth >= 0
        require(worth, "worth", "a finite number of at least 0", self.worth)
        require(self.warmup < self.steps, "warmup", "below 'steps'", self.warmup)
        copies(shape(self.model), self.devices)


def served(of: Service) -> dict[str, Any]:
    """Return what serving gives: lambda, the times of steps, and the gain over GPUs alone.

    ``moving`` and ``merging`` are shares of the time. GPUs alone serve the same requests in the
    same steps, with all devices even. ``overfull`` is the percentage of steps in which the
    fullest device with PIM holds more than its memory, which no policy looks at. Raise ValueError
    where memory does not hold the requests even if they are spread evenly.
    """
    transformer, gpu, pim = shape(of.model), device(of.gpu), device(of.pim)
    generator = np.random.default_rng([of.seed, 5])
    requests = arrivals(lengths(of.lengths), of.in_flight, of.steps, generator)
    server = Server(policy=of.policy, devices=of.devices, worth=of.worth)
    peaks, ours, before, tokens, over = [], [], [], 0, 0
    for frame in serve(server, requests, of.steps):
        if frame.step < of.warmup or not frame.batch:
            continue
        batch, cached = frame.batch, sum(frame.loads)
        require_room(of, cached, frame.step)
        over += not fits(transformer, pim, of.devices, cached, frame.imbalance)
        before.append(alone(transformer, gpu, of.devices, batch, cached).time)
        more = {"imbalance": frame.imbalance, "extra": frame.extra, "moved": frame.moved}
        ours.append(step(transformer, pim, of.devices, batch, cached, **more))  # type: ignore[arg-type]
        peaks.append(frame.imbalance)
        tokens += batch
    require(bool(ours), "steps", "enough for requests in flight after 'warmup'", of.steps)
    total = sum(one.time for one in ours)
    return {
        "imbalance": fmean(peaks),
        "largest": max(peaks),
        "gain": sum(before) / total,
        "throughput": tokens / total,
        "batch": tokens / len(ours),
        "attention": sum(one.attention for one in ours) / total,
        "moving": sum(one.moving for one in ours) / total,
        "merging": sum(one.merging for one in ours) / total,
        "overfull": 100 * over / len(ours),
    }


def require_room(of: Service, cached: int, now: int) -> None:
    """Refuse requests whose cache does not fit: on GPUs alone with copies, on PIM if even."""
    transformer, many = shape(of.model), copies(shape(of.model), of.devices)
    for name, tokens in (("gpu", many * cached), ("pim", cached)):
        on = device(getattr(of, name))
        rule = f"few enough that {of.devices} of {on.name} hold weights and cache"
        got = f"{of.in_flight}, which keep {cached} tokens at step {now}"
        require(fits(transformer, on, of.devices, tokens), "in_flight", rule, got)
