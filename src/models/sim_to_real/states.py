"""What the explorer of sim-to-real shows: pictures, the points that networks answer, and errors."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from models.sim_to_real.training import shown
from models.sim_to_real.worlds import PARTS, Floats, Pictures


def packed(images: Pictures) -> str:
    """Return pictures in one text: 4 bits for each colour of each pixel, two in a byte."""
    nibbles = (images.reshape(-1) // 16).astype(np.uint8)
    return b64encode(bytes(nibbles[0::2] * 16 + nibbles[1::2])).decode()


def thousandths(points: Floats) -> list[int]:
    """Return coordinates as whole thousandths, x and y of each point in turn."""
    return [int(value) for value in np.rint(1000 * np.asarray(points)).reshape(-1)]


def explorer(
    looks: Sequence[int], outcomes: Mapping[str, Any], found: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the pictures and, for each training of the first seed, what it answers to them.

    ``errors`` are mean, least and largest on the second world, then the mean on its own looks.
    """
    pictures = shown()
    return {
        "looks": list(looks),
        "parts": list(PARTS),
        "pictures": packed(pictures.images),
        "points": thousandths(pictures.points),
        "answers": {
            name: thousandths(outcome["shown-answers"]) for name, outcome in outcomes.items()
        },
        "errors": {
            name: [*(of["second"][key] for key in ("mean", "least", "largest")), of["own"]["mean"]]
            for name, of in found.items()
        },
    }
