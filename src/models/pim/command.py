"""Request lists of a user's own: ``python -m models pim --trace FOLDER [--channels N] [--json]``.

Prints lambda of each list, by tokens and by NeuPIMs' latency estimate, as it stands and placed
anew. Where a list is one of those whose numbers are kept in :mod:`models.pim.lists`, it says
whether they agree; the exit status is 1 if one does not.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.pim.lists import LISTS
from models.pim.neupims import CHANNELS, digest, found, ratios, read
from models.shared.checks import require_integer
from models.shared.command import Parser, run

DIGITS = 4
NAMES = {
    "tokens": "as listed, tokens",
    "latency": "as listed, latency",
    "round-robin": "round-robin",
    "least-kv": "least KV",
    "longest-first": "longest first",
}


def parser() -> Parser:
    """Return what reads the options."""
    parser = Parser("pim", "Tell the imbalance of lists of requests.")
    what = "a folder with CSV files that have the columns seq_len and ch_idx"
    parser.add_argument("--trace", metavar="FOLDER", type=Path, required=True, help=what)
    parser.add_argument("--channels", type=int, default=CHANNELS, help="memory channels (32)")
    return parser


def measured(path: Path, channels: int) -> dict[str, Any]:
    """Return what a list gives, and whether that is what is kept of it."""
    of = {
        name: round(value, DIGITS) for name, value in ratios(read(path, channels), channels).items()
    }
    kept = LISTS.get(digest(path)) if channels == CHANNELS else None
    agrees = None if kept is None else list(of.values()) == list(kept[1:])
    return {"list": str(path), "lambda": of, "agrees": agrees}


def answer(options: argparse.Namespace) -> dict[str, Any]:
    """Return the imbalance of the lists in a folder."""
    require_integer("channels", options.channels, 1)
    return {"lists": [measured(path, options.channels) for path in found(options.trace)]}


def table(of: dict[str, Any]) -> str:
    """Return lists and their imbalance as lines of text."""
    lists = of["lists"]
    width = max(len(Path(one["list"]).name) for one in lists)
    lines = [f"{'lambda':{width}}  " + "  ".join(NAMES.values())]
    verdicts = {None: "not one of the known lists", True: "as kept", False: "NOT as kept"}
    for one in lists:
        values = [f"{one['lambda'][name]:>{len(title)}.4f}" for name, title in NAMES.items()]
        name = Path(one["list"]).name
        lines.append(f"{name:{width}}  {'  '.join(values)}  {verdicts[one['agrees']]}")
    return "\n".join(lines)


def agreed(of: dict[str, Any]) -> bool:
    """Tell whether each list that is known gave what is kept of it."""
    return all(one["agrees"] is not False for one in of["lists"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the imbalance of the lists in a folder, and return the exit status."""
    return run(parser(), arguments, answer, table, agreed)
