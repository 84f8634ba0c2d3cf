"""Requests whose lengths follow the published means and deviations, as lognormals.

Table 4 gives means and deviations only; that lengths are lognormal is this model's assumption.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from models.pim.inputs import Lengths
from models.shared.checks import require, require_integer, require_positive

MOST = 10**7
RULE = f"few enough for {MOST:,} steps, and as many requests in them"
Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Request:
    """A request: the step at which it arrives, and the tokens of its prompt and answer."""

    arrival: int
    prompt: int
    answer: int

    def __post_init__(self) -> None:
        require_integer("arrival", self.arrival, 0)
        require_integer("prompt", self.prompt, 1)
        require_integer("answer", self.answer, 1)


def lognormal(
    mean: float, deviation: float, size: int | tuple[int, ...], rng: np.random.Generator
) -> Floats:
    """Return lognormal numbers of a mean and a standard deviation."""
    variance = log(1 + (deviation / mean) ** 2)
    drawn: Floats = np.exp(log(mean) - variance / 2 + sqrt(variance) * rng.standard_normal(size))
    return drawn


def whole(tokens: Floats) -> Integers:
    """Return tokens as whole numbers, at least 1."""
    return np.maximum(1, np.rint(tokens)).astype(np.int64)


def contexts(of: Lengths, size: int | tuple[int, ...], rng: np.random.Generator) -> Integers:
    """Return the tokens cached of requests in flight: a prompt, and a part of an answer.

    How far an answer has come is uniform.
    """
    prompts = lognormal(of.prompt, of.prompt_deviation, size, rng)
    answers = lognormal(of.answer, of.answer_deviation, size, rng)
    return whole(prompts + rng.random(size) * answers)


def arrivals(
    of: Lengths, in_flight: float, steps: int, rng: np.random.Generator
) -> tuple[Request, ...]:
    """Return requests that arrive at random over some steps, so many in flight on average.

    By Little's law the rate is the requests in flight over the mean answer, a token per step.
    """
    require_positive("in_flight", in_flight)
    require_integer("steps", steps, 1)
    require(steps * max(1.0, in_flight / of.answer) <= MOST, "in_flight", RULE, in_flight)
    counts = rng.poisson(in_flight / of.answer, steps)
    total = int(counts.sum())
    prompts = whole(lognormal(of.prompt, of.prompt_deviation, total, rng))
    answers = whole(lognormal(of.answer, of.answer_deviation, total, rng))
    at = np.repeat(np.arange(steps), counts)
    return tuple(
        Request(int(a), int(p), int(d)) for a, p, d in zip(at, prompts, answers, strict=True)
    )
