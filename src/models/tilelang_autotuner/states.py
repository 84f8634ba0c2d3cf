"""What the explorer needs: the laws in whole ticks, its presets, and what was measured.

The explorer runs the two stages itself, in whole ticks, so that it shows the very same times as
:mod:`models.tilelang_autotuner.simulator`; a browser test compares them.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from models.tilelang_autotuner.laws import DIGITS, LAWS
from models.tilelang_autotuner.published import REPORTED
from models.tilelang_autotuner.work import TIMEOUT

TICK = Fraction(1, 10**DIGITS)
#: Each preset with the run whose setup it shows, and how it is called.
PRESETS = {"twenty": ("pipe", "as reported (20)"), "all": ("allfeat", "all (288)")}


def ticks(seconds: Fraction) -> int:
    """Return seconds as a whole number of ticks; raise ValueError if they are none."""
    number = seconds / TICK
    if number.denominator != 1:
        raise ValueError(f"'seconds' must be a multiple of {TICK} (got {seconds})")
    return number.numerator


def explorer() -> dict[str, Any]:
    """Return the presets with their laws in ticks, and the reported runs of each."""
    presets = {}
    for name, (shown, label) in PRESETS.items():
        law, row = LAWS[name], REPORTED[shown]
        presets[name] = {
            "label": label,
            "configurations": row.configurations,
            "law": [ticks(part) for part in (law.shared, law.own, law.measure, law.dearer)],
            "start": [row.group, row.workers, row.devices, int(row.pipeline)],
            "reported": [
                [r.label, r.group, r.workers, r.devices, int(r.pipeline), r.end]
                for r in REPORTED.values()
                if r.configurations == row.configurations
            ],
        }
    return {"tick": float(TICK), "timeout": ticks(TIMEOUT), "presets": presets}
