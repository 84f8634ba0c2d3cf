r"""Links in BibTeX: in entries, whose values are LaTeX in which ``%`` begins no comment.

pybtex, which this project has for its own bibliography, tells no place of a value, drops the rest
of an entry at its first mistake, and takes the square of the time for braces that stay open; a
test asks it for the addresses of each value instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from folio.check.excerpt import Link
from folio.check.readers.latex import latex_links
from folio.check.readers.text import blanked

_PIECE = re.compile(
    r"(?P<entry>(?P<line>^[ \t]*)?@[ \t]*(?P<name>[A-Za-z]\w*)\s*(?P<bracket>[{(]))"
    r"|\\[{}]|[{}()]",
    re.MULTILINE,
)

_JOINED = re.compile(r"[\"}]\s*#")
_BROKEN = re.compile(
    r"(?i)\burl\s*=\s*[{\"]\s*"
    r"(https?://[^\s{}\"\\]+(?:[ \t]*\r?\n[ \t]*[^\s{}\"\\]+)+)\s*[}\"]"
)
_WITHOUT_SCHEME = re.compile(r"(?i)\burl\s*=\s*[{\"]\s*((?:[\w-]+\.)+[a-z]{2,}/[^\s{}\"]+)")


def bibtex_links(text: str) -> Iterator[Link]:
    r"""Yield the links of a bibliography; what stands between entries is passed over.

    >>> text = "http://a @misc{b, url = {http://c{\\_}d}, note = {5% http://e}} @comment{http://f}"
    >>> [link.target for link in bibtex_links(text)]
    ['http://c_d', 'http://e']
    """
    for name, start, end in _entries(text):
        body = text[start:end]
        for match in _BROKEN.finditer(body):  # whose pieces a program has put on two lines
            first = start + match.start(1)
            yield Link("".join(match[1].split()), first, first)
        body = _BROKEN.sub(lambda match: blanked(match[0]), body)
        for link in latex_links(body, comments=False):
            if _JOINED.match(body, link.end):
                continue  # the address is put together from pieces
            # In a field for addresses a mark stands without a backslash, so none is added.
            escape = link.escape if re.search(r"\\[#%_&]", body[link.start : link.end]) else "none"
            form = "part" if name == "string" else link.form
            yield replace(
                link, start=link.start + start, end=link.end + start, escape=escape, form=form
            )
        for match in _WITHOUT_SCHEME.finditer(body):
            yield Link(match[1], match.start(1) + start, match.end(1) + start, form="text")


def _entries(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield kind, start and end of each entry; one that stays open ends before the next."""
    start, depth, closing, name = 0, 0, "", ""
    for match in _PIECE.finditer(text):
        if match["entry"] and (not depth or match["line"] is not None):
            if depth and name != "comment":
                yield name, start, match.start()
            start, depth, name = match.end(), 1, match["name"].lower()
            closing = "}" if match["bracket"] == "{" else ")"
        elif (depth and match[0] in {"{", "}"}) or (match["entry"] and match["bracket"] == "{"):
            depth += -1 if match[0] == "}" else 1
        elif depth == 1 and match[0] == closing:
            depth = 0
        else:
            continue
        if depth == 0:
            if start and name != "comment":
                yield name, start, match.start()
            start, name = 0, ""
    if depth and name != "comment":
        yield name, start, len(text)
