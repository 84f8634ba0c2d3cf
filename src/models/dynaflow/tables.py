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
    for name, layer, batch, start, end in of["listed"]:
        yield (name, str(layer), str(batch), f"{start:g}", f"{end:g}")


def share(of: Numbers) -> Iterator[Row]:
    """Yield the speedup by the share of time in the network."""
    yield ("Share in the network", "Bound", "Two halves", "Halves compute 10\u00a0% longer")
    for percent, point in of["points"].items():
        names = ("bound", "speedup", "overhead")
        yield (f"{percent}\u00a0%", *(f"{point[name]:.4f}" for name in names))


def load(of: Numbers) -> Iterator[Row]:
    """Yield the speedup by the tokens of a batch, schedule by schedule."""
    yield ("Schedule", "Tokens", "Speedup")
    for name, shown in (("always", "always split"), ("dynamic", "dynamic")):
        for tokens, speedup in zip(of["tokens"], of[name], strict=True):
            yield (shown, f"{tokens:,}", f"{speedup:.4f}")


def devices(of: Numbers) -> Iterator[Row]:
    """Yield the speedup of cutting that each run of a device had, and what was predicted."""
    yield ("Device", "Run", "Width", "Tokens", "Speedup of two halves", "Predicted")
    for device in ("h100", "h200"):
        for width, one in of[device].items():
            expected = one.get("predicted") or [None] * len(one["tokens"])
            for run, gains in enumerate(one["measured"], 1):
                for n, gain, predicted in zip(one["tokens"], gains, expected, strict=True):
                    said = "" if predicted is None else f"{predicted:.3f}"
                    name = width.removeprefix("width-")
                    yield (device.upper(), str(run), name, f"{n:,}", f"{gain:.3f}", said)


def predict(of: Numbers) -> Iterator[Row]:
    """Yield what a threshold and a prediction gain, for equal and for uneven requests."""
    yield ("Requests", "Tokens", "Threshold", "Predicted")
    for shape in ("equal", "uneven"):
        columns = [of["tokens"], *(of[shape][name] for name in ("threshold", "predict"))]
        for n, least, predicted in zip(*columns, strict=True):
            yield (shape, f"{n:,}", f"{least:.4f}", f"{predicted:.4f}")
