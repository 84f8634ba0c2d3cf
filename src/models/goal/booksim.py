"""What BookSim2 gave for the same configurations: measured once, kept beside this file, counted.

``tests/measure/bench_booksim.py`` wrote ``booksim.json`` where a binary of BookSim2 was given.
Accepted loads are in flits/node/cycle, latencies in cycles, and ``ratio`` says how many times as
many node-cycles in a second of CPU time our simulator went through.
"""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median
from typing import Any

CLOSE = 0.02
KEPT = Path(__file__).with_name("booksim.json")


def comparison() -> dict[str, Any]:
    """Return the rows that were kept, and how many of them are close."""
    kept: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    rows = kept["rows"]
    both = [row for row in rows if row["ours-latency"] is not None]
    accepted = [apart(row, "accepted") for row in rows]
    latency = [apart(row, "latency") for row in both]
    ratios = [row["ratio"] for row in rows]
    return kept | {
        "runs": len(rows),
        "within": sum(x <= CLOSE for x in accepted),
        "accepted-apart": 100 * max(accepted),  # per cent
        "latencies": len(both),
        "latency-apart": 100 * max(latency),  # per cent
        "latency-median": 100 * median(latency),
        "ratio-least": min(ratios),
        "ratio-median": median(ratios),
        "ratio-most": max(ratios),
    }


def apart(row: dict[str, Any], what: str) -> float:
    """Return by what part of BookSim2's value ours differs."""
    return float(abs(row[f"ours-{what}"] / row[f"booksim-{what}"] - 1))
