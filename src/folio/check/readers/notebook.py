"""Links in Jupyter notebooks: in Markdown cells, and in the comments and strings of code cells.

What a cell has put out is no text of the author's and is not read.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from folio.check.excerpt import Link
from folio.check.readers.markdown import markdown_links
from folio.check.readers.python import python_links

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_CHARACTER = re.compile(r"\\u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|\\u\w{4}|\\.|[^\\]", re.DOTALL)
READERS: dict[str, Callable[[str], Iterator[Link]]] = {
    "markdown": markdown_links,
    "code": python_links,
}


class Piece(NamedTuple):
    """A string of the file as it is written, without its quotation marks, and its place."""

    start: int
    written: str

    @property
    def value(self) -> str:
        """Return what the string says."""
        return str(json.loads(f'"{self.written}"', strict=False))

    def place(self, position: int) -> int:
        """Return where a character of the value stands in the file."""
        if "\\" not in self.written:
            return self.start + position
        return self.start + (_ends(self.written)[position - 1] if position else 0)


@lru_cache(maxsize=1)  # the links of a piece come one after the other
def _ends(written: str) -> list[int]:
    """Return where each character of a string ends, as it is written."""
    return [match.end() for match in _CHARACTER.finditer(written)]


@dataclass
class Cell:
    """What is known of a cell while the file is read: its type and the pieces of its source."""

    kind: str = ""
    pieces: list[Piece] = field(default_factory=list)


def notebook_links(text: str) -> Iterator[Link]:
    """Yield the links of a notebook; raise ValueError for what is none."""
    try:
        document = json.loads(text)
    except RecursionError:
        raise ValueError("must be a notebook (got JSON that is nested too deeply)") from None
    except ValueError as error:
        raise ValueError(f"must be a notebook (got no JSON: {error})") from None
    if not isinstance(document, dict) or not {"cells", "worksheets"} & document.keys():
        raise ValueError("must be a notebook (got JSON without 'cells')")
    for number, cell in enumerate(_cells(text), 1):
        if cell.kind in READERS:
            values = [piece.value for piece in cell.pieces]
            starts = list(accumulate(map(len, values), initial=0))
            for link in READERS[cell.kind]("".join(values)):
                yield replace(_placed(link, cell.pieces, starts), cell=number)


def _placed(link: Link, pieces: list[Piece], starts: list[int]) -> Link:
    """Return a link with its place in the file; one that goes on in the next piece has no end."""
    number = min(bisect_right(starts, link.start), len(pieces)) - 1
    start = pieces[number].place(link.start - starts[number])
    inside = link.end <= starts[number + 1]
    end = pieces[number].place(link.end - starts[number]) if inside else start
    return replace(link, start=start, end=end)


def _cells(text: str) -> Iterator[Cell]:
    """Yield the cells in order; a walk over the JSON keeps the place of each string."""
    path: list[str] = []  # what is open: { or [, each with the key that leads to it
    cell, key, at_key = Cell(), "", False
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in "{[":
            path.append(token + key)
            cell = Cell() if _in_cell(path) else cell
            key, at_key = "", token == "{"
        elif token in "}]":
            if _in_cell(path):
                yield cell
            path.pop()
            key = ""
        elif token in ",:":
            at_key = token == "," and path[-1].startswith("{")
        elif token.startswith('"'):
            piece = Piece(match.start() + 1, token[1:-1])
            if at_key:
                key = piece.value
            else:
                _note(cell, path, key, piece)


def _note(cell: Cell, path: list[str], key: str, piece: Piece) -> None:
    """Keep a string if it belongs to a cell; the third version of the format says input."""
    sources = {"source", "input"}
    if _in_cell(path) and key == "cell_type":
        cell.kind = piece.value
    elif (_in_cell(path) and key in sources) or (
        _in_cell(path[:-1]) and path[-1][1:] in sources and path[-1][0] == "["
    ):
        cell.pieces.append(piece)


def _in_cell(path: list[str]) -> bool:
    """Tell whether what is open last is a cell."""
    return len(path) in {3, 5} and path[-2:] == ["[cells", "{"]
