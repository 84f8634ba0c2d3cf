"""What the cost model of NanoFlow takes: a device, a transformer, a workload.

The devices are those of the paper's Table 1, the workloads those of its Figure 3.
The shapes of the models are those of their own publications (``thebloke2023llama70b``,
``grattafiori2024llama``, ``yang2024qwen``, ``jiang2024mixtral``), with the parameters as the
paper rounds them; Mixtral's 46.7 and 12.9 billion follow from its shape.

>>> MODELS["llama-2-70b"].kv_bytes, MODELS["llama-2-70b"].ungrouped().kv_bytes
(327680, 2621440)
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from statistics import fmean, pstdev

from models.nanoflow.published import TABLE_1, TABLE_4
from models.shared.checks import (
    is_number,
    require,
    require_integer,
    require_one_of,
    require_positive,
)

GIGA = 1e9
BYTES = (4, 2, 1, 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A device: memory in GB, memory GB/s, network GB/s both ways, compute in GFLOP/s.

    ``compute`` is that of 16-bit numbers, ``compute8`` and ``compute4`` of FP8 and FP4, where 0
    stands for no faster than the next wider one. ``latency`` is what an exchange takes beside its
    bytes, in microseconds.
    """

    name: str
    memory: float
    bandwidth: float
    network: float
    compute: float
    compute8: float = 0.0
    compute4: float = 0.0
    latency: float = 0.0

    def __post_init__(self) -> None:
        for size in ("memory", "bandwidth", "network", "compute"):
            require_positive(size, getattr(self, size))
        for size in ("compute8", "compute4", "latency"):
            value = getattr(self, size)
            require(is_number(value) and value >= 0, size, "a finite number, at least 0", value)

    def rate(self, number: float) -> float:
        """Return GFLOP/s for numbers of so many bytes."""
        rate = self.compute
        if number <= 1:
            rate = self.compute8 or rate
        return (self.compute4 or rate) if number <= 0.5 else rate


#: The devices of Table 1.
DEVICES = {
    name: Device(name=name, memory=row[0], bandwidth=row[1], network=row[2], compute=row[3])
    for name, row in TABLE_1.items()
}


def device(name: str) -> Device:
    """Return a device of Table 1; raise ValueError for another name."""
    require_one_of("device", name, DEVICES)
    return DEVICES[name]


def device_with(name: str = "A100-80", **changes: float) -> Device:
    """Return a device of Table 1 with other figures: ``device_with(compute=260_000)``."""
    known = [one.name for one in fields(Device) if one.name != "name"]
    for argument in changes:
        require_one_of("figure of a device", argument, known)
    return replace(device(name), name=f"{name} changed", **changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transformer:
    """The shape of a model; ``parameters`` is all that is kept, ``active`` what a token uses.

    Numbers have ``number`` bytes, those of keys and values ``kv_number``: 1 is FP8, 0.5 FP4.
    """

    name: str
    hidden: int
    intermediate: int
    layers: int
    heads: int
    kv_heads: int
    head: int = 128
    parameters: float
    active: float = 0.0  # 0 stands for all of them
    experts: int = 1
    routed: int = 1  # experts that a token uses
    number: float = 2  # bytes of a number
    kv_number: float = 0  # 0 stands for those of the other numbers

    def __post_init__(self) -> None:
        sizes = ("hidden", "intermediate", "layers", "heads", "kv_heads", "head", "experts")
        for size in (*sizes, "routed"):
            require_integer(size, getattr(self, size), 1)
        object.__setattr__(self, "kv_number", self.kv_number or self.number)
        for size in ("number", "kv_number"):
            value = getattr(self, size)
            require(is_number(value) and value in BYTES, size, "4, 2, 1 or 0.5 bytes", value)
        require_positive("parameters", self.parameters)
        require(self.heads % self.kv_heads == 0, "kv_heads", "a divisor of 'heads'", self.kv_heads)
        require(self.routed <= self.experts, "routed", "at most 'experts'", self.routed)
        used = self.active or self.parameters
        require(0 < used <= self.parameters, "active", "above 0, at most 'parameters'", self.active)
        object.__setattr__(self, "active", float(used))

    @property
    def kv_bytes(self) -> float:
        """Return the bytes that are kept of each token: keys and values of all layers."""
        return 2 * self.layers * self.kv_heads * self.head * self.kv_number

    @property
    def weights(self) -> float:
        """Return the bytes of all weights."""
        return self.number * self.parameters

    def ungrouped(self) -> Transformer:
        """Return the model with as many heads of keys and values as of queries, P unchanged."""
        return replace(self, kv_heads=self.heads)


def _transformer(
    name: str, sizes: tuple[int, ...], parameters: float, **more: float
) -> Transformer:
    hidden, intermediate, layers, heads, kv_heads = sizes
    shape = {"hidden": hidden, "intermediate": intermediate, "layers": layers}
    shape |= {"heads": heads, "kv_heads": kv_heads}
    return Transformer(name=name, parameters=parameters, **shape, **more)  # type: ignore[arg-type]


#: The models of Figure 3.
MODELS = {
    "llama-2-70b": _transformer("LLaMA-2-70B", (8192, 28672, 80, 64, 8), 70e9),
    "llama-3-70b": _transformer("LLaMA-3-70B", (8192, 28672, 80, 64, 8), 70e9),
    "qwen2-72b": _transformer("Qwen2-72B", (8192, 29568, 80, 64, 8), 72e9),
    "mixtral-8x7b": _transformer(
        "Mixtral 8x7B", (4096, 14336, 32, 32, 8), 46.7e9, active=12.9e9, experts=8, routed=2
    ),
    "llama-3-8b": _transformer("LLaMA-3-8B", (4096, 14336, 32, 32, 8), 8e9),
}


@dataclass(frozen=True, slots=True)
class Workload:
    """Mean tokens of a prompt and of its answer."""

    prompt: float
    answer: float

    def __post_init__(self) -> None:
        for argument in ("prompt", "answer"):
            value = getattr(self, argument)
            valid = is_number(value) and value >= 0
            require(valid, argument, "a finite number of tokens, at least 0", value)
        require(self.prompt + self.answer > 0, "prompt, answer", "not both 0", (0, 0))

    @property
    def context(self) -> float:
        """Return the tokens kept of a request half-way through its answer."""
        return self.prompt + self.answer / 2


#: The workloads of Figure 3 by name.
WORKLOADS = {name: Workload(row[0], row[2]) for name, row in TABLE_4.items()} | {
    "512-512": Workload(512, 512),
    "1024-512": Workload(1024, 512),
    "512-1024": Workload(512, 1024),
}


def statistics(rows: Iterable[str], prompt: str, answer: str) -> tuple[float, float, float, float]:
    """Return mean and standard deviation of two columns of a CSV of lengths, as Table 4 does.

    ``rows`` are lines with a head that names the columns. Raise ValueError for a column that is
    not there and for a length that is not a number.
    """
    table = list(csv.DictReader(rows))
    require(bool(table), "rows", "a head and at least one row", len(table))
    columns = []
    for name in (prompt, answer):
        require_one_of("column", name, [key for key in table[0] if key])
        try:
            columns.append([float(row[name]) for row in table])
        except (TypeError, ValueError):
            require(False, name, "a column of numbers", [row[name] for row in table][:3])
    (p, d) = columns
    return fmean(p), pstdev(p), fmean(d), pstdev(d)
