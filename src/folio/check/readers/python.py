"""Links in Python: in comments, and in strings, of which docstrings are reStructuredText.

Python's own tokenize refuses what is for another version of Python, or unfinished; one expression
for strings and comments does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from folio.check.excerpt import Link
from folio.check.readers.rst import rst_links
from folio.check.readers.text import bare, moved, roles

# A string that is never closed goes on to the end, so that the expression cannot fail: it would
# try again at each quotation mark.
_PIECE = re.compile(
    r"""(?P<comment>\#[^\r\n]*)
    | (?P<long>\"\"\"|''')(?P<prose>(?:\\.|(?!(?P=long)).)*)(?:(?P=long)|\Z)
    | (?P<short>["'])(?P<string>(?:\\.|(?!(?P=short))[^\\\r\n])*)
      (?:(?P=short)|(?=[\r\n])|\\?\Z)""",
    re.VERBOSE | re.DOTALL,
)
# Another string follows, which Python joins, or an operator: put together at run time.
_JOINED = re.compile(r"[\s\\]*[rbfuRBFU]{0,2}(?=[\"'])(?!\"{3}|'{3})")
_GOES_ON = re.compile(r"\s*(?:[+%]|\.format\b|\.join\b|[rbfuRBFU]{0,2}[\"'])")


def python_links(text: str) -> Iterator[Link]:
    """Yield the links of a Python file, whichever version of Python it is for.

    >>> [link.target for link in python_links("a = 'http://a.example'  # http://b.example")]
    ['http://a.example', 'http://b.example']
    """
    pieces: list[re.Match[str]] = []
    for match in _PIECE.finditer(text):
        if match["string"] is not None:
            pieces.append(match)
            joined = _JOINED.match(text, match.end())
            if joined is None or joined.end() == match.end():
                yield from _joined(text, pieces)
                pieces = []
        elif match["prose"] is not None:
            yield from moved(rst_links(match["prose"]), match.start("prose"))
        else:
            yield from moved(_text(match["comment"], "text"), match.start())
    yield from _joined(text, pieces)


def _joined(text: str, pieces: list[re.Match[str]]) -> Iterator[Link]:
    """Yield the links of strings that stand one after the other, and so are one."""
    starts, whole = [], ""
    for piece in pieces:
        starts.append(len(whole))
        whole += piece["string"]
    for link in _text(whole, "part"):
        if link.end == len(whole) and _GOES_ON.match(text, pieces[-1].end()):
            continue
        first, last = (
            max(i for i, start in enumerate(starts) if start <= at)
            for at in (link.start, link.end - 1)
        )
        start = link.start - starts[first] + pieces[first].start("string")
        end = start + link.end - link.start if first == last else start
        yield replace(link, start=start, end=end)


def _text(text: str, form: str) -> Iterator[Link]:
    yield from bare(text, form)
    yield from roles(text)
