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
        "dynaflow-devices": list(devices(numbers["devices"])),
        "dynaflow-predict": list(predict(numbers["predicting"])),
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


def devices(of: Numbers) -> Iterator[Row]:
    """Yield what two devices took and what was predicted, by width and tokens."""
    runs = ("H100, first run", "H100, second run", "H200")
    times = ("Whole, H100, ms", "predicted, ms", "Two halves, H100, ms", "predicted, ms")
    yield ("Width", "Tokens", *runs, "Predicted, H100", *times)
    for width, one in of["h100"].items():
        columns = [*one["measured"], *of["h200"][width]["measured"], one["predicted"]]
        for name in ("sequential", "two-way"):
            columns += [one["measured_ms"][name], one["predicted_ms"][name]]
        for n, *values in zip(one["tokens"], *columns, strict=True):
            yield (width.removeprefix("width-"), f"{n:,}", *(f"{v:.3f}" for v in values))


def predict(of: Numbers) -> Iterator[Row]:
    """Yield what a threshold and a prediction gain, by tokens."""
    yield (
        "Tokens",
        "Threshold, equal",
        "Predicted, equal",
        "Threshold, uneven",
        "Predicted, uneven",
    )
    columns = [
        of[shape][name] for shape in ("equal", "uneven") for name in ("threshold", "predict")
    ]
    for n, *values in zip(of["tokens"], *columns, strict=True):
        yield (f"{n:,}", *(f"{v:.4f}" for v in values))
