"""The random numbers: one stream for each vertex, so that no order of execution changes them.

A stream is SplitMix64 (Steele, Lea and Flood, 2014), started from the seed and the number of the
vertex. The explorer of the write-up draws the same numbers in the browser.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np

from models.shared.compiled import compile_with

Function = TypeVar("Function", bound=Callable[..., object])

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
A, B, C, ONE, LOW = (np.uint64(shift) for shift in (30, 27, 31, 1, 11))
UNIT = 2.0**-53


def released(function: Function) -> Function:
    """Return a function compiled to run beside others: it gives up the interpreter's lock."""
    return compile_with(function, nogil=True)


@released
def mixed(z: np.uint64) -> np.uint64:
    """Return 64 bits each of which depends on all of z."""
    z = (z ^ (z >> A)) * FIRST
    z = (z ^ (z >> B)) * SECOND
    return z ^ (z >> C)


@released
def stream(seed: np.uint64, vertex: np.uint64) -> np.uint64:
    """Return the start of the stream of a vertex."""
    return mixed(mixed(seed + GOLDEN) + (vertex + ONE) * GOLDEN)


@released
def uniform(start: np.uint64, draw: np.uint64) -> float:
    """Return a number of a stream, by its place from 0: a multiple of 2^-53 in [0, 1)."""
    return (mixed(start + (draw + ONE) * GOLDEN) >> LOW) * UNIT
