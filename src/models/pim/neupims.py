"""NeuPIMs' latency estimate, and the imbalance of its request lists, channel by channel.

Vocabulary
    list        a CSV file with the columns ``seq_len`` and ``ch_idx``: tokens and channel
    tokens      lambda of the tokens cached on each channel
    latency     lambda of the latency estimates, which NeuPIMs' own balancing evens out
    estimate    Algorithm 1 (``heo2024neupims``): the cycles of a request's attention on a channel

The lists are in request-traces of the repository (``neupims2024traces``), which has no licence:
they are read where a user has them, and what they gave stands in :mod:`models.pim.lists`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path

from models.pim.placement import batch, imbalance
from models.shared.checks import require, require_integer
from models.shared.reading import read_text

CHANNELS = 32
COLUMNS = ("seq_len", "ch_idx")
#: The policies under which a list's requests are placed anew.
ANEW = ("round-robin", "least-kv", "longest-first")


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What the estimate depends on: a model of ``hidden`` numbers and ``heads``, on ``tp`` devices.

    ``page`` is the numbers of a DRAM page, ``banks`` those of a channel, ``write`` and ``multiply``
    the cycles to write a vector to all banks and to multiply it by a row of pages.
    """

    hidden: int = 4096
    heads: int = 32
    tp: int = 4
    page: int = 512
    banks: int = 32
    write: int = 100
    multiply: int = 184

    def __post_init__(self) -> None:
        for field in fields(self):
            require_integer(field.name, getattr(self, field.name), 1)
        for name in ("heads", "tp"):
            divides = self.hidden % getattr(self, name) == 0
            require(divides, name, "a divisor of 'hidden'", getattr(self, name))


def up(tokens: int, size: int) -> int:
    """Return how many pieces of a size hold some tokens."""
    return -(-tokens // size)


def estimate(tokens: int, memory: Memory | None = None) -> int:
    """Return Algorithm 1: the cycles of attention of a request with some tokens cached.

    >>> estimate(300), estimate(512), estimate(2048)
    (30632, 32840, 130760)
    """
    require_integer("tokens", tokens, 1)
    m = memory or Memory()
    keys, rows = up(m.hidden // m.tp, m.page), up(tokens, m.banks)
    values, columns = up(tokens, m.page) * m.heads, up(m.hidden // m.heads, m.banks)
    return keys * (m.write + rows * m.multiply) + values * (m.write + columns * m.multiply)


@dataclass(frozen=True, slots=True)
class Entry:
    """A request of a list: its tokens and its channel."""

    tokens: int
    channel: int


def read(path: Path, channels: int = CHANNELS) -> tuple[Entry, ...]:
    """Return the requests of a list.

    Raise ValueError, which names the file, the line and the value, for a file that is no such
    list: no UTF-8, missing columns, no requests, a length or a channel that is none.
    """
    require_integer("channels", channels, 1)
    try:
        rows = list(csv.reader(read_text(path).splitlines()))
    except csv.Error as error:
        raise ValueError(f"{path} must be a list of requests in CSV ({error})") from None
    head = [name.strip() for name in rows[0]] if rows else []
    missing = [name for name in COLUMNS if name not in head]
    wanted = f"{path}:1: must have the columns {', '.join(COLUMNS)}"
    if missing:
        raise ValueError(f"{wanted}; {', '.join(missing)} missing (got {','.join(head)!r})")
    places = [head.index(name) for name in COLUMNS]
    found = [
        entry(f"{path}:{line}", row, places, channels)
        for line, row in enumerate(rows[1:], 2)
        if row
    ]
    if not found:
        raise ValueError(f"{path} must have at least one request (got 0)")
    return tuple(found)


def entry(where: str, row: Sequence[str], places: Sequence[int], channels: int) -> Entry:
    """Return a request; raise ValueError with its place unless it has a length and a channel."""
    rules = ("a whole number of at least 1", f"a whole number from 0 to {channels - 1}")
    values = []
    for name, place, rule, least in zip(COLUMNS, places, rules, (1, 0), strict=True):
        got = row[place].strip() if place < len(row) else ""
        number = int(got) if re.fullmatch(r"-?[0-9]{1,12}", got) else -1
        if number < least or (name == "ch_idx" and number >= channels):
            raise ValueError(f"{where}: {name!r} must be {rule} (got {got!r})")
        values.append(number)
    return Entry(*values)


def found(folder: Path) -> list[Path]:
    """Return the lists of a folder and of the folders in it, in order of their names."""
    if not folder.is_dir():
        raise ValueError(f"'--trace' must be a folder with lists of requests (got '{folder}')")
    paths = sorted(folder.rglob("*.csv"))
    if not paths:
        raise ValueError(f"'--trace' must be a folder with *.csv files (got '{folder}', without)")
    return paths


def digest(path: Path) -> str:
    """Return a digest of a list's bytes."""
    return sha256(path.read_bytes()).hexdigest()[:16]


def ratios(entries: Sequence[Entry], channels: int = CHANNELS) -> dict[str, float]:
    """Return lambda of a list as it stands, by tokens and by latency, and placed anew by policy."""
    tokens, latency = [0] * channels, [0] * channels
    for one in entries:
        tokens[one.channel] += one.tokens
        latency[one.channel] += estimate(one.tokens)
    anew = {
        policy: imbalance(batch(policy, [one.tokens for one in entries], channels).loads)
        for policy in ANEW
    }
    return {"tokens": imbalance(tokens), "latency": imbalance(latency), **anew}
