"""Text taken out of a file, such that each of its characters still knows its place there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Link:
    r"""A link as a reader of the page meets it, and the span of the file that says it.

    ``target`` is an address, a link such as ``inv:ada#label`` or the target of a ``role``;
    an empty span tells that it cannot be rewritten in place. ``cell`` counts those of a notebook.

    ``form`` tells a ``link`` that one can follow from an address in a ``text`` and from a ``part``,
    such as a string of a program, which may be only the beginning of an address. ``seam`` is where
    the target may end already, since another script begins there. ``escape`` names the way in
    which marks such as ``#`` are written: as ``\#`` or ``{\#}``.
    """

    target: str
    start: int
    end: int
    role: str = ""
    cell: int = 0
    form: str = "link"
    seam: int = 0
    escape: str = ""


class Line(NamedTuple):
    """A line, where it starts in the file, and whether it stands there character by character.

    ``places`` tells where each character stands if not one after the other.
    """

    offset: int
    text: str
    exact: bool = True
    places: tuple[int, ...] = ()


@dataclass(frozen=True)
class Excerpt:
    r"""Lines of a file, with or without what stands around them: quotation marks, indents.

    In the row of a table ``\|`` is a pipe:

    >>> [line] = whole(r"| x \| y |").part("x | y", 0).lines
    >>> line.text, line.places
    ('x | y', (2, 3, 4, 6, 7, 8))
    """

    lines: tuple[Line, ...]

    @cached_property
    def text(self) -> str:
        """Return the lines as one text."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line.text) + 1)
        return starts[:-1]

    def placed(self, links: Iterable[Link]) -> Iterator[Link]:
        """Yield links that were found in the text with their spans in the file."""
        for link in links:
            first, start = self._place(link.start)
            last, end = self._place(link.end)
            if not (first.exact and last.exact):
                start = end = first.offset
            yield replace(link, start=start, end=end)

    def _place(self, position: int) -> tuple[Line, int]:
        number = max(0, bisect_right(self._starts, position) - 1)
        line = self.lines[number]
        column = position - self._starts[number]
        return line, line.places[column] if line.places else line.offset + column

    def part(self, content: str, first: int, cursors: dict[int, int] | None = None) -> Excerpt:
        """Return a part whose lines stand, perhaps indented or quoted, from line ``first`` on.

        ``cursors`` keeps how far a line is used up, for the cells of a table.
        """
        cursors = {} if cursors is None else cursors
        lines = []
        for number, text in enumerate(content.split("\n"), first):
            inner = text.strip()
            outer = (
                self.lines[number] if number < len(self.lines) else self.lines[-1]._replace(text="")
            )
            column = outer.text.find(inner, cursors.get(number, 0))
            if column < 0:
                lines.append(_unescaped(outer, text, cursors, number))
                continue
            cursors[number] = column + len(inner)
            indent = len(text) - len(text.lstrip())
            lines.append(Line(outer.offset + column - indent, text, outer.exact))
        return Excerpt(tuple(lines))


def _unescaped(outer: Line, text: str, cursors: dict[int, int], number: int) -> Line:
    """Return a line in which pipes were escaped; of another, only the line is known."""
    written = text.strip().replace("|", "\\|")
    column = outer.text.find(written, cursors.get(number, 0))
    if column < 0:  # a tab became spaces
        return Line(outer.offset, text, exact=False)
    cursors[number] = column + len(written)
    starts = [match.start() for match in re.finditer(r"\\\||[^|]|\|", written)]
    places = tuple(outer.offset + column + start for start in (*starts, len(written)))
    return Line(places[0], text.strip(), outer.exact, places)


def whole(text: str) -> Excerpt:
    """Return a whole file, whatever ends its lines."""
    lines, offset = [], 0
    for end in _LINE_END.finditer(text):
        lines.append(Line(offset, text[offset : end.start()]))
        offset = end.end()
    return Excerpt((*lines, Line(offset, text[offset:])))
