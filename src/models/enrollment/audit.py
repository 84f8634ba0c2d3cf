"""An audit log in which a changed entry is found: each has the digest of the one before it.

An entry is a line of JSON. Its digest is SHA-256 over the digest before it and its own parts, so
that whoever changes an entry would have to write all later ones anew; who keeps the last digest
elsewhere sees that too, and sees a log that was cut short.

>>> log = Log()
>>> for i in range(3):
...     log.add(at=i, who="admin", did="move", what="Algebra: close")
>>> broken(log.lines), broken([log.lines[0], log.lines[2]]), broken(log.lines[:2], log.head)
(None, 1, 2)
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from models.shared.checks import require, require_integer

START = "0" * 64
PARTS = ("at", "who", "did", "what", "before", "digest")


def written(entry: dict[str, Any]) -> str:
    """Return an entry as its line: one way to write each."""
    return json.dumps(entry, ensure_ascii=True, separators=(",", ":"))


def digest(entry: dict[str, Any]) -> str:
    """Return the digest of an entry's parts, that of the entry before among them."""
    return sha256(written({name: entry[name] for name in PARTS[:-1]}).encode()).hexdigest()


@dataclass(slots=True)
class Log:
    """A log, as its lines; it is only ever added to."""

    lines: list[str] = field(default_factory=list)
    head: str = START
    _last: int = 0

    def add(self, *, at: int, who: str, did: str, what: str) -> None:
        """Add an entry; times do not run backwards."""
        require_integer("at", at, self._last)
        for name, text in (("who", who), ("did", did), ("what", what)):
            require(bool(text.strip()), name, "a text that is not empty", text)
        entry = {"at": at, "who": who, "did": did, "what": what, "before": self.head}
        self.head, self._last = digest(entry), at
        self.lines.append(written(entry | {"digest": self.head}))


def broken(lines: Sequence[str], head: str | None = None) -> int | None:
    """Return the index of the first entry that is not as it was written, or nothing.

    With ``head``, the last digest as somebody else has kept it, also tell where a log was cut
    short or goes on anew: the index is then that of the first entry that is missing or too many.
    """
    before = START
    for index, line in enumerate(lines):
        entry = read(line)
        if entry is None or entry["before"] != before or entry["digest"] != digest(entry):
            return index
        before = entry["digest"]
    return len(lines) if head is not None and before != head else None


def read(line: str) -> dict[str, Any] | None:
    """Return the entry that a line holds; nothing if it is not written as entries are."""
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    whole = isinstance(entry, dict) and tuple(entry) == PARTS
    return entry if whole and written(entry) == line else None
