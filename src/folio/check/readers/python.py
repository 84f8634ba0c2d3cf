"""Links in Python: in comments, and in strings, of which docstrings are reStructuredText."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from folio.check.excerpt import Link
from folio.check.readers.rst import rst_links
from folio.check.readers.text import bare, roles

# A string that is never closed goes on to the end, so that the expression cannot fail: it would
# try again at each quotation mark.
_PIECE = re.compile(
    r"""(?P<comment>\#[^\r\n]*)
    | (?P<long>\"\"\"|''')(?P<prose>(?:\\.|(?!(?P=long)).)*)(?:(?P=long)|\Z)
    | (?P<short>["'])(?P<string>(?:\\.|(?!(?P=short))[^\\\r\n])*)
      (?:(?P=short)|(?=[\r\n])|\\?\Z)""",
    re.VERBOSE | re.DOTALL,
)
# Another string, an operator or a method follows: the address is put together at run time.
_GOES_ON = re.compile(r"\s*(?:[+%]|\.format\b|\.join\b|[rbfuRBFU]{0,2}[\"'])")


def python_links(text: str) -> Iterator[Link]:
    """Yield the links of a Python file, whichever version of Python it is for.

    >>> [link.target for link in python_links("a = 'http://a.example'  # http://b.example")]
    ['http://a.example', 'http://b.example']
    """
    for match in _PIECE.finditer(text):
        if match["prose"] is not None:
            yield from _moved(rst_links(match["prose"]), match.start("prose"))
        elif match["comment"]:
            yield from _moved(_text(match["comment"]), match.start())
        else:
            string, start = match["string"], match.start("string")
            goes_on = _GOES_ON.match(text, match.end())
            for link in _text(string):
                if not (goes_on and link.end == len(string)):
                    yield from _moved([link], start)


def _text(text: str) -> Iterator[Link]:
    yield from bare(text)
    yield from roles(text)


def _moved(links: Iterator[Link] | list[Link], start: int) -> Iterator[Link]:
    for link in links:
        yield replace(link, start=link.start + start, end=link.end + start)
