"""The inventory of a site, objects.inv: what Sphinx publishes for links from other projects.

It comes from the network, so nothing in it is trusted: neither its size nor its form.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from folio.core.errors import Unreadable

LARGEST = 64 * 2**20  #: bytes; the largest inventories in use have about ten million
_HEAD = b"# Sphinx inventory version "


@dataclass(frozen=True, slots=True)
class Entry:
    """One object: ``role`` is its domain and type, ``address`` its page and anchor."""

    role: str
    name: str
    address: str
    title: str


@dataclass(frozen=True, slots=True)
class Inventory:
    """The name of a project and its objects, in the order of the file."""

    project: str
    entries: tuple[Entry, ...]


def read_inventory(content: bytes, place: str) -> Inventory:
    """Read an inventory; raise :class:`Unreadable` for what is none, whole and of a sane size."""
    lines = content.split(b"\n", 4)
    version = lines[0].rstrip()
    if not version.startswith(_HEAD):
        raise Unreadable(f"{place} must be a Sphinx inventory ({_got(content)}); {_REMEDY}")
    if version != _HEAD + b"2" or len(lines) < 5 or b"zlib" not in lines[3]:
        got = lines[0][:80].decode("utf-8", "replace")
        what = f"{place} must be an inventory of version 2 with four lines in front"
        raise Unreadable(f"{what} (got {got!r}); {_REMEDY}")
    try:
        text = _inflated(lines[4], place).decode()
        project = lines[1].decode().strip().removeprefix("# Project: ")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{place} must be UTF-8 ({error}); {_REMEDY}") from None
    entries = tuple(_entries(text))
    if not entries:
        raise Unreadable(f"{place} must name an object or more (got none); {_REMEDY}")
    return Inventory(project, entries)


def without(content: bytes, hidden: Callable[[Entry], bool]) -> bytes:
    """Return an inventory of our own less some of its objects."""
    *head, body = content.split(b"\n", 4)
    lines = zlib.decompress(body).decode().splitlines(keepends=True)
    kept = (line for line in lines if not ((entry := _entry(line.rstrip())) and hidden(entry)))
    return b"\n".join([*head, zlib.compress("".join(kept).encode(), 9)])


_REMEDY = "is the address right, and was it fetched whole?"


def _got(content: bytes) -> str:
    if not content.strip():
        return "got nothing"
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "got an HTML page"
    return f"got a file that starts with {content[:20]!r}"


def _inflated(packed: bytes, place: str) -> bytes:
    """Unpack, and stop at the size that no honest inventory has."""
    inflater = zlib.decompressobj()
    try:
        text = inflater.decompress(packed, LARGEST + 1)
    except zlib.error as error:
        raise Unreadable(f"{place} must be whole (got damaged data: {error}); {_REMEDY}") from None
    if len(text) > LARGEST:
        most = f"at most {LARGEST // 2**20} MB"
        raise Unreadable(f"{place} must hold {most} of text (got more); {_REMEDY}")
    if not inflater.eof:
        raise Unreadable(f"{place} must be whole (got a truncated file); {_REMEDY}")
    return text


_NUMBER = re.compile(r"-?\d+")
_REST = re.compile(r"\s(\S*)\s+(.*)")


def _entries(text: str) -> Iterator[Entry]:
    for line in text.splitlines():
        if entry := _entry(line.rstrip()):
            yield entry


def _entry(line: str) -> Entry | None:
    """Read ``name domain:type priority address title``; the name and the title may hold spaces.

    >>> _entry("the key std:label -1 page.html#$ A title")
    Entry(role='std:label', name='the key', address='page.html#the key', title='A title')
    """
    words = list(re.finditer(r"\S+", line))
    for role, priority in pairwise(words[1:]):
        if not _NUMBER.fullmatch(priority[0]):
            continue  # asked first: to look at the rest at each word takes the square of the time
        if rest := _REST.match(line, priority.end()):
            name = line[: role.start()].rstrip()
            if ":" not in role[0]:
                return None
            address = rest[1][:-1] + name if rest[1].endswith("$") else rest[1]
            return Entry(role[0], name, address, name if rest[2] == "-" else rest[2])
    return None
