"""Links in HTML, such as Markdown holds: in the attributes that a browser follows.

Tags are found by one expression that cannot fail, since Python's own parser takes the square of
the time for a tag that is never closed, and does not read alike in all its versions.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from folio.check.excerpt import Link

_FOLLOWED = {"href", "src", "srcset", "poster", "data", "cite", "content", "action"}
_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)
    | <(?P<name>[A-Za-z][^\s/>]*)
      (?P<rest>(?:[^>"'=] | =\s*"[^"]*(?:"|\Z) | =\s*'[^']*(?:'|\Z) | [="'])*)
      (?:>|\Z)""",
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>`]+)""")
_TEXT = {"script", "style", "textarea", "title"}  # what stands in them is no HTML


def html_links(text: str) -> Iterator[Link]:
    """Yield the links of a piece of HTML; its comments and its texts hold none.

    >>> [link.target for link in html_links('<!-- <a href="x:y"> --><a href="http://a?b&amp;c">')]
    ['http://a?b&c']
    """
    for start, attributes in _tags(text):
        for match in _ATTRIBUTE.finditer(attributes):
            if match[1].lower() in _FOLLOWED:
                yield from _addresses(match[1].lower(), match[2], start + match.start(2))


def _tags(text: str) -> Iterator[tuple[int, str]]:
    """Yield the attributes of each start tag and where they stand."""
    position = 0
    while match := _TAG.search(text, position):
        position = match.end()
        if match["name"] is None:
            continue
        yield match.start("rest"), match["rest"]
        if match["name"].lower() in _TEXT:
            end = re.compile(f"</{match['name']}", re.IGNORECASE).search(text, position)
            position = end.start() if end else len(text)


def _addresses(name: str, value: str, start: int) -> Iterator[Link]:
    if value[:1] in {'"', "'"}:
        value, start = value[1:-1], start + 1
    for match in re.finditer(r"[^\s,]+" if name == "srcset" else r"(?s)\S+(?:.*\S)?", value):
        yield Link(html.unescape(match[0]), start + match.start(), start + match.end())
