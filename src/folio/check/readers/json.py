"""Links in JSON: in its strings, whether or not the whole is valid.

Python's own json reads each string; it tells no place, which one expression for the strings does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from folio.check.excerpt import Link
from folio.check.readers.text import WITHOUT_SCHEME, bare, blanked

# A string that is never closed goes on to the end, so that no place is tried twice.
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_HOST = re.compile(rf'(?<=")({WITHOUT_SCHEME}[^\s"\\]*)"')
_CHARACTER = re.compile(r"\\u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|\\u\w{4}|\\.|[^\\]", re.DOTALL)


class Piece(NamedTuple):
    """A string of the file as it is written, without its quotation marks, and its place."""

    start: int
    written: str

    @property
    def value(self) -> str:
        """Return what the string says; raise ValueError for an escape that is none."""
        return str(json.loads(f'"{self.written}"', strict=False))

    def place(self, position: int) -> int:
        """Return where a character of the value stands in the file."""
        if "\\" not in self.written:
            return self.start + position
        return self.start + (_ends(self.written)[position - 1] if position else 0)


def unescaped(written: str) -> str:
    """Return what a part of a string says, or the part itself if that is none."""
    try:
        return str(json.loads(f'"{written}"', strict=False))
    except ValueError:
        return written


def escaped_as(said: str, written: str) -> str:
    r"""Return a text for a string, with the escapes that another part of it has.

    >>> escaped_as("http://a?b&c", r"http:\/\/d?b\u0026c")
    'http:\\/\\/a?b\\u0026c'
    """
    units = (match[0] for match in _CHARACTER.finditer(written))
    escapes = {unescaped(unit): unit for unit in units if unit.startswith("\\")}
    return "".join(escapes.get(sign) or json.dumps(sign, ensure_ascii=False)[1:-1] for sign in said)


@lru_cache(maxsize=1)  # the links of a piece come one after the other
def _ends(written: str) -> list[int]:
    """Return where each character of a string ends, as it is written."""
    return [match.end() for match in _CHARACTER.finditer(written)]


def _without(token: re.Match[str]) -> str:
    return blanked(token[0]) if token[0].startswith('"') else token[0]


def json_links(text: str) -> Iterator[Link]:
    r"""Yield the links of a file of JSON, of lines of it, or of JSON with comments.

    >>> [link.target for link in json_links('{"a": "http:\\/\\/b"}')]
    ['http://b']
    """
    outside = re.sub(TOKEN, _without, text)  # of strings: comments, the quotation marks of JSON5
    yield from bare(outside, "part")
    for match in TOKEN.finditer(text):
        if not match[0].startswith('"') or not match[0].endswith('"') or ":" not in match[0]:
            continue
        piece = Piece(match.start() + 1, match[0][1:-1])
        try:
            value = piece.value
        except ValueError:
            continue
        for link in bare(value, "part"):
            yield replace(link, start=piece.place(link.start), end=piece.place(link.end))
    for match in _HOST.finditer(text):
        yield Link(match[1], match.start(1), match.end(1), form="part")
