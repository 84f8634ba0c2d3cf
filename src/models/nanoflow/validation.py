"""The exchange rule against layers that were measured, with the paper's curve and with one's own.

A layer of two parts, in which only the reading of keys and values overlaps the products, takes
the time of the products plus what the reading takes from them, R / P(R) a second at the cheapest
share. The time of the products is that of both parts, measured alone, so that what is tried is
the interference only.
"""

from __future__ import annotations

from typing import Any

from models.nanoflow.interference import CURVES, cheapest
from models.nanoflow.measured import DATE, INTERFERENCE, LAYERS, Layer


def nearest(layer: Layer) -> str:
    """Return the curve measured with a product of as many tokens as a part has, or the next more.

    That of 8192 is a square product; where it is the largest it also stands for more.
    """
    sizes = sorted(int(name.split()[1]) for name in CURVES if name.split()[0] == layer.device)
    part = layer.tokens // 2
    return f"{layer.device} {next((size for size in sizes if size >= part), sizes[-1])}"


def validation() -> dict[str, Any]:
    """Return curves, what each takes at least, and predicted against measured layers."""
    rows: list[dict[str, Any]] = []
    for layer in LAYERS:
        own = nearest(layer)
        row: dict[str, Any] = {
            "device": layer.device,
            "tokens": layer.tokens,
            "requests": layer.decode,
            "context": layer.context,
            "us": layer.overlapped,
            "sequential-us": layer.sequential,
            "curve": own,
        }
        for key, name in (("paper", "Table 3"), ("own", own)):
            predicted = layer.products + layer.memory * cheapest("memory", CURVES[name])
            row |= {f"{key}-us": predicted, f"{key}-off": predicted / layer.overlapped - 1}
        rows.append(row)
    curves = {
        name: {
            "points": [list(point) for point in CURVES[name]["memory"]],
            "cheapest": cheapest("memory", CURVES[name]),
        }
        for name in CURVES
    }
    off = {key: max(abs(row[f"{key}-off"]) for row in rows) for key in ("paper", "own")}
    return {
        "date": DATE,
        "devices": list(INTERFERENCE),
        "curves": curves,
        "layers": rows,
        "most-off-percent": {key: 100 * value for key, value in off.items()},
    }
