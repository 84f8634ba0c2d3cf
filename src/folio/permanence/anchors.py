"""The names in a page that others can link to."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

# In a page of Sphinx, quotation marks stand in tags only: in text they are written &quot;.
_ID = re.compile(r'<([\w-]+)[^<>]*?\sid="([^"]*)"')
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_MAIN = re.compile(r'<main\b[^<>]*>|<[\w-]+[^<>]*\srole="main"[^<>]*>')
# Numbered by their place, or made for the page itself: the next edit may give them to another.
_PASSING = re.compile(r"(id|footnote-|footnote-reference-)\d+|sd-tab-.*|source-.*")


def anchors(page: str) -> Iterator[str]:
    """Yield the ids of a page's main text, but not those of drawings, footnotes and sources.

    >>> list(anchors('<main id="main"><h2 id="limits">..</h2><a id="id1"></a></main>'))
    ['limits']
    """
    main = _MAIN.search(page)
    text = page[main.end() :].partition("</main>")[0] if main else page
    for tag, name in _ID.findall(_DRAWING.sub("", text)):
        if tag != "aside" and name and not _PASSING.fullmatch(name):
            yield html.unescape(name)
