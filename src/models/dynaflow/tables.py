"""The numbers behind the figures of DynaFlow, as tables that a reader can unfold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Numbers = Mapping[str, Any]
Row = tuple[str, ...]

SCHEDULES = ("sequential", "two-way", "dual-batch", "dynamic")


def tables(numbers: Numbers) -> dict[str, list[Row]]:
    """Return the rows of each figure's table by the name of the figure, the head first."""
    found = numbers["schedules"]
    return {
        **{f"dynaflow-{name}": list(operations(found[name])) for name in SCHEDULES},
        "dynaflow-share": list(share(numbers["share"])),
        "dynaflow-load": list(load(numbers["load"])),
    }


def operations(of: Numbers) -> Iterator[Row]:
    """Yield when each operation of the first layers starts and ends."""
    yield ("Operator", "Layer", "Nano-batch", "Starts, layers", "Ends, layers")
    for name, layer, batch, start, end in of["intervals"]:
        yield (name, str(layer), str(batch), f"{start:g}", f"{end:g}")


def share(of: Numbers) -> Iterator[Row]:
    """Yield the speedup by the share of time in the network, every 10 %."""
    yield ("Share in the network", "Bound", "Two halves", "Halves compute 10\u00a0% longer")
    for percent, point in of["points"].items():
        if int(percent) % 10 == 0:
            names = ("bound", "speedup", "overhead")
            yield (f"{percent}\u00a0%", *(f"{point[name]:.4f}" for name in names))


def load(of: Numbers) -> Iterator[Row]:
    """Yield the speedup by the tokens of a batch."""
    yield ("Tokens", "Always split", "Dynamic")
    for tokens, always, dynamic in zip(of["tokens"], of["always"], of["dynamic"], strict=True):
        yield (f"{tokens:,}", f"{always:.4f}", f"{dynamic:.4f}")
