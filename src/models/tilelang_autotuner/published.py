"""What the author of the pull requests measured, as his summary of 7 May 2026 prints it.

Each row is one run, on the branch that he worked on, before the merge. Times are in seconds, the
latency of the best kernel in milliseconds. ``measuring`` of a run with a pipeline is a span, from
the first kernel queued to the end, and not work.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from statistics import mean, stdev
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One measured run, and its setup."""

    label: str
    configurations: int
    workers: int
    devices: int
    group: int
    pipeline: bool
    end: float
    compiling: float
    measuring: float
    best: float
    printed: float

    @property
    def rounds(self) -> int:
        """How many units one worker compiles; every run had whole rounds or one part of one."""
        units = -(-self.configurations // self.group)
        return -(-units // self.workers)

    def unit(self) -> Fraction:
        """Return the mean time of one unit on its worker."""
        return Fraction(str(self.compiling)) / self.rounds

    def measurement(self) -> Fraction:
        """Return the mean time of one measurement; a span has none."""
        return Fraction(str(self.measuring)) * self.devices / self.configurations


REPORTED: dict[str, Row] = {
    "nopipe": Row("NoPipe", 20, 2, 1, 1, False, 79.258, 68.577, 10.677, 0.5324, 1.0),
    "pipe": Row("Pipe", 20, 2, 1, 1, True, 69.742, 69.170, 62.765, 0.5320, 1.136),
    "one-gpu": Row("1 GPU", 20, 2, 1, 1, False, 79.358, 68.700, 10.655, 0.5331, 1.0),
    "two-gpus": Row("2 GPUs", 20, 2, 2, 1, False, 73.057, 67.685, 5.368, 0.5332, 1.086),
    "g1": Row("G1", 20, 2, 1, 1, False, 80.373, 69.720, 10.649, 0.5326, 1.0),
    "g2": Row("G2", 20, 2, 1, 2, False, 50.726, 37.768, 12.954, 0.5320, 1.584),
    "g4": Row("G4", 20, 2, 1, 4, False, 43.553, 26.259, 17.290, 0.5323, 1.845),
    "baseline": Row("Baseline", 288, 32, 1, 1, False, 222.513, 76.233, 146.203, 0.1757, 1.0),
    "allfeat": Row("AllFeat", 288, 32, 2, 4, True, 138.225, 52.653, 120.412, 0.1762, 1.610),
}
#: Each row with what its section of the summary compares it to.
BASELINES = {"pipe": "nopipe", "two-gpus": "one-gpu", "g2": "g1", "g4": "g1"} | {
    "allfeat": "baseline"
}
#: Runs that compile the same: 20 configurations one by one with two workers.
ALIKE = ("g1", "nopipe", "pipe", "one-gpu", "two-gpus")


def derived() -> dict[str, Any]:
    """Return what follows from the rows by arithmetic alone."""
    rows = REPORTED
    compiling = [rows[name].compiling for name in ALIKE]
    before, after = rows["nopipe"], rows["pipe"]
    both = before.compiling + before.measuring
    gained = rows["one-gpu"].end - rows["two-gpus"].end
    noise = rows["one-gpu"].compiling - rows["two-gpus"].compiling
    dearer = float(rows["g4"].measurement() / rows["g1"].measurement())
    return {
        "ratios": {name: rows[base].end / rows[name].end for name, base in BASELINES.items()},
        "repeats": {
            "runs": len(compiling),
            "mean": mean(compiling),
            "deviation": stdev(compiling),
            "percent": 100 * stdev(compiling) / mean(compiling),
            "range": max(compiling) - min(compiling),
        },
        "share": {
            "compiling": 100 * before.compiling / both,
            "measuring": 100 * before.measuring / both,
        },
        "spread": {name: spread(number) for name, number in (("twenty", 20), ("all", 288))},
        "limit": both / before.compiling,
        "hidden": {
            "seconds": before.end - after.end,
            "percent": 100 * (before.end - after.end) / before.measuring,
        },
        "two-gpus": {
            "measuring": rows["one-gpu"].measuring / rows["two-gpus"].measuring,
            "gained": gained,
            "of-compiling": noise,
        },
        "measurement": {name: float(rows[name].measurement()) for name in ("g1", "g2", "g4")}
        | {"dearer": dearer},
        "unit": {name: float(rows[name].unit()) for name in (*ALIKE, "g2", "g4", "allfeat")}
        | {"baseline": float(rows["baseline"].unit()), "four": four()},
    }


def spread(configurations: int) -> float:
    """Return by how many percent the best kernels of the runs of one size differ."""
    found = [row.best for row in REPORTED.values() if row.configurations == configurations]
    return 100 * (max(found) / min(found) - 1)


def four() -> float:
    """Return what a unit of four takes, in units of one."""
    return float(REPORTED["g4"].unit() / REPORTED["g1"].unit())
