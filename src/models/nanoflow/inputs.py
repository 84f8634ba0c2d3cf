"""What the cost model of NanoFlow takes: a device, a transformer, a workload.

The devices are those of the paper's Table 1 and :mod:`models.nanoflow.newer`, the workloads those
of its Figure 3. The shapes of its models are those of their own publications
(``thebloke2023llama70b``, ``grattafiori2024llama``, ``yang2024qwen``, ``jiang2024mixtral``), with
the parameters as the paper rounds them; Mixtral's 46.7 and 12.9 billion follow from its shape.

>>> MODELS["llama-2-70b"].kv_bytes, MODELS["llama-2-70b"].ungrouped().kv_bytes
(327680, 2621440)
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from statistics import fmean, pstdev

from models.nanoflow.newer import NARROW, NEWER, NEWER_MODELS
from models.nanoflow.published import TABLE_1, TABLE_4
from models.nanoflow.transformer import Transformer
from models.shared.checks import (
    is_number,
    require,
    require_name,
    require_one_of,
    require_positive,
)

__all__ = [
    "DEVICES",
    "GIGA",
    "MODELS",
    "WORKLOADS",
    "Device",
    "Transformer",
    "Workload",
    "device",
    "device_with",
    "statistics",
]

GIGA = 1e9
FAR = 1e12  # from which on, and below whose inverse, a figure is a mistake
LONGEST = 1e9  # tokens


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
        require_name("name", self.name)
        for size in ("memory", "bandwidth", "network", "compute"):
            value = getattr(self, size)
            require_positive(size, value)
            rule = f"from {1 / FAR:g} to {FAR:g}, in GB, GB/s or GFLOP/s"
            require(1 / FAR <= value <= FAR, size, rule, value)
        for size in ("compute8", "compute4", "latency"):
            value = getattr(self, size)
            require(is_number(value) and value >= 0, size, "a finite number, at least 0", value)
            rule = f"0, or from {1 / FAR:g} to {FAR:g}"
            require(not value or 1 / FAR <= value <= FAR, size, rule, value)

    def rate(self, number: float) -> float:
        """Return GFLOP/s for numbers of so many bytes."""
        rate = self.compute
        if number <= 1:
            rate = self.compute8 or rate
        return (self.compute4 or rate) if number <= 0.5 else rate


def _device(name: str, row: tuple[float, ...]) -> Device:
    memory, bandwidth, network, compute, compute8, compute4 = row
    size = {"memory": memory, "bandwidth": bandwidth, "network": network}
    return Device(name=name, compute=compute, compute8=compute8, compute4=compute4, **size)


#: The devices of Table 1, in its order, and newer ones.
DEVICES = {
    name: _device(name, row)
    for name, row in (
        {name: (*row, *NARROW.get(name, (0, 0))) for name, row in TABLE_1.items()} | NEWER
    ).items()
}


def device(name: str) -> Device:
    """Return a device by its name; raise ValueError for one that is not known."""
    require_one_of("device", name, DEVICES)
    return DEVICES[name]


def device_with(name: str = "A100-80", **changes: float) -> Device:
    """Return a device with other figures: ``device_with(compute=260_000)``."""
    known = [one.name for one in fields(Device) if one.name != "name"]
    for argument in changes:
        require_one_of("figure of a device", argument, known)
    return replace(device(name), name=f"{name} changed", **changes)


def _transformer(
    name: str, sizes: tuple[int, ...], parameters: float, **more: float
) -> Transformer:
    hidden, intermediate, layers, heads, kv_heads = sizes
    shape = {"hidden": hidden, "intermediate": intermediate, "layers": layers}
    shape |= {"heads": heads, "kv_heads": kv_heads}
    return Transformer(name=name, parameters=parameters, **shape, **more)  # type: ignore[arg-type]


#: The models of Figure 3, and newer ones.
MODELS = {
    "llama-2-70b": _transformer("LLaMA-2-70B", (8192, 28672, 80, 64, 8), 70e9),
    "llama-3-70b": _transformer("LLaMA-3-70B", (8192, 28672, 80, 64, 8), 70e9),
    "qwen2-72b": _transformer("Qwen2-72B", (8192, 29568, 80, 64, 8), 72e9),
    "mixtral-8x7b": _transformer(
        "Mixtral 8x7B", (4096, 14336, 32, 32, 8), 46.7e9, active=12.9e9, experts=8, routed=2
    ),
    "llama-3-8b": _transformer("LLaMA-3-8B", (4096, 14336, 32, 32, 8), 8e9),
    **NEWER_MODELS,
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
            rule = f"0, or from {1 / LONGEST:g} to {LONGEST:g} tokens"
            require(not value or 1 / LONGEST <= value <= LONGEST, argument, rule, value)
        require(self.prompt + self.answer > 0, "prompt, answer", "not both 0", (0, 0))

    @property
    def context(self) -> float:
        """Return the tokens kept of a request half-way through its answer."""
        return self.prompt + self.answer / 2

    def within(self, chunk: int) -> float:
        """Return the mean tokens since a multiple of ``chunk``, over all places in the answer.

        >>> Workload(8192, 1024).within(8192), Workload(0, 16384).within(8192)
        (512.0, 4096.0)
        """
        if not self.answer:
            return self.prompt % chunk
        first, last = (
            (place // chunk) * chunk**2 / 2 + (place % chunk) ** 2 / 2
            for place in (self.prompt, self.prompt + self.answer)
        )
        return (last - first) / self.answer


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
