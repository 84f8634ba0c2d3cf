"""What the model of PIM takes: a transformer, a device, the lengths of requests.

The shapes are those of the models' own publications, the figures of devices those of the AttAcc
simulator (``attacc2024simulator``, src/config.py), the lengths those of Table 4 of the NanoFlow
paper (``zhu2025nanoflow``).

>>> MODELS["llama-2-70b"].kv_bytes, MODELS["llama-65b"].kv_bytes
(327680, 2621440)
>>> DEVICES["attacc-bank"].internal / 1e12
30.168
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from dataclasses import fields as dataclass_fields

from models.shared.checks import (
    is_number,
    require,
    require_integer,
    require_name,
    require_one_of,
    require_positive,
)

MOST = 10**9  # of any size of a transformer
LONGEST = 1e9  # tokens on average, whose inverse is the least
SPREAD = 1000  # of lengths over their mean: a lognormal number stays far below 2**63
FAR = 1e24  # of any figure of a device, and its inverse: beyond, it is a mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Transformer:
    """The shape of a decoder; ``number`` is the bytes of a number."""

    name: str
    layers: int
    heads: int
    kv_heads: int
    head: int = 128
    parameters: float
    number: int = 2

    def __post_init__(self) -> None:
        require_name("name", self.name)
        for size in ("layers", "heads", "kv_heads", "head", "number"):
            require_integer(size, getattr(self, size), 1, MOST)
        require_positive("parameters", self.parameters)
        require(1 <= self.parameters <= FAR, "parameters", f"from 1 to {FAR:g}", self.parameters)
        require(self.heads % self.kv_heads == 0, "kv_heads", "a divisor of 'heads'", self.kv_heads)

    @property
    def kv_bytes(self) -> int:
        """Return the bytes that are kept of each token: keys and values of all layers."""
        return 2 * self.layers * self.kv_heads * self.head * self.number

    @property
    def partial_bytes(self) -> int:
        """Return the bytes that merge one part: a weighted sum, its weight and its peak a head."""
        return self.layers * self.heads * (self.head + 2) * self.number

    @property
    def operations_per_byte(self) -> float:
        """Return the operations for which a cached byte serves: 2 a query, for each of a group."""
        return 2 * (self.heads // self.kv_heads) / self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A device: FLOP/s, bytes/s of its memory from outside, bytes it holds, bytes/s of its link.

    ``scale`` is how many times the outer bandwidth the units in the memory see; 0 stands for a
    device without such units, whose attention reads from outside. ``units`` is the operations per
    byte that they keep up with; 0 stands for as many as wanted. ``compute_share`` and
    ``memory_share`` are the largest shares of FLOP/s and bytes/s that are reached.
    """

    name: str
    flops: float
    bandwidth: float
    capacity: float
    link: float
    scale: float = 0.0
    units: float = 0.0
    compute_share: float = 0.8
    memory_share: float = 0.85

    def __post_init__(self) -> None:
        require_name("name", self.name)
        for name in ("flops", "bandwidth", "capacity", "link"):
            require_positive(name, value := getattr(self, name))
            require(1 / FAR <= value <= FAR, name, f"from {1 / FAR:g} to {FAR:g}", value)
        for name in ("scale", "units"):
            value = getattr(self, name)
            require(is_number(value) and value >= 0, name, "a finite number of at least 0", value)
            rule = f"0, or from {1 / FAR:g} to {FAR:g}"
            require(not value or 1 / FAR <= value <= FAR, name, rule, value)
        for name in ("compute_share", "memory_share"):
            value = getattr(self, name)
            require(is_number(value) and 0 < value <= 1, name, "above 0, at most 1", value)

    @property
    def internal(self) -> float:
        """Return the bytes/s that attention reads: of the units, or from outside."""
        return self.bandwidth * (self.scale or self.memory_share)

    def reads(self, shape: Transformer) -> float:
        """Return the bytes/s at which attention of a transformer reads its cache."""
        needed = shape.operations_per_byte
        return self.internal * (min(1.0, self.units / needed) if self.units else 1.0)


def _shape(name: str, sizes: tuple[int, int, int], billions: float) -> Transformer:
    layers, heads, kv_heads = sizes
    return Transformer(
        name=name, layers=layers, heads=heads, kv_heads=kv_heads, parameters=billions * 1e9
    )


#: Transformers by key; heads have 128 numbers in each.
MODELS = {
    "llama-65b": _shape("LLaMA-65B", (80, 64, 64), 65),
    "llama-2-70b": _shape("LLaMA-2-70B", (80, 64, 8), 70),
    "llama-2-7b": _shape("LLaMA-2-7B", (32, 32, 32), 7),
    "llama-3-8b": _shape("LLaMA-3-8B", (32, 32, 8), 8),
    "gpt-175b": _shape("GPT-175B", (96, 96, 96), 175),
}

A100A = Device(name="A100a", flops=312e12, bandwidth=5 * 670.4e9, capacity=80 * 2.0**30, link=600e9)
#: Devices by key: the A100 with HBM3, and with units in its memory where AttAcc may put them.
DEVICES = {
    "a100a": A100A,
    "attacc-bank": replace(A100A, name="AttAcc, at the banks", scale=9),
    "attacc-bank-group": replace(A100A, name="AttAcc, at bank groups", scale=3),
    "attacc-buffer": replace(A100A, name="AttAcc, at the buffer", scale=1),
    "attacc-bank-unlimited": replace(A100A, name="AttAcc, at the banks, any power", scale=16),
}


def shape(key: str) -> Transformer:
    """Return a transformer; raise ValueError for an unknown key."""
    require_one_of("model", key, MODELS)
    return MODELS[key]


def device(key: str, **changes: float) -> Device:
    """Return a device, with other figures if given by hand: ``device("a100a", scale=4)``."""
    require_one_of("device", key, DEVICES)
    fields = [field.name for field in dataclass_fields(Device) if field.name != "name"]
    for argument in changes:
        require_one_of("figure of a device", argument, fields)
    return replace(DEVICES[key], **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Lengths:
    """Mean and standard deviation, in tokens, of prompts and of answers."""

    prompt: float
    prompt_deviation: float
    answer: float
    answer_deviation: float

    def __post_init__(self) -> None:
        for name in ("prompt", "answer"):
            require_positive(name, mean := getattr(self, name))
            rule = f"from {1 / LONGEST:g} to {LONGEST:g} tokens"
            require(1 / LONGEST <= mean <= LONGEST, name, rule, mean)
            value = getattr(self, f"{name}_deviation")
            rule = "a finite number of at least 0"
            require(is_number(value) and value >= 0, f"{name}_deviation", rule, value)
            rule = f"at most {SPREAD:,} times the mean, {mean:g}"
            require(value <= SPREAD * mean, f"{name}_deviation", rule, value)


#: Lengths by the name of their data set.
LENGTHS = {
    "Splitwise": Lengths(1155, 1109, 211, 163),
    "LMSYS-Chat": Lengths(102, 169, 222, 210),
    "ShareGPT": Lengths(246, 547, 322, 244),
}
#: Lengths that are made up, to show a heavy tail: three times the mean as deviation.
MADE_UP = {"made up": Lengths(1000, 3000, 1, 0)}


def lengths(name: str) -> Lengths:
    """Return lengths; raise ValueError for an unknown name."""
    known = LENGTHS | MADE_UP
    require_one_of("lengths", name, known)
    return known[name]
