"""Links in HTML and XML: in the attributes that a browser follows, and in the texts.

html5lib and selectolax build a tree that has lost where an attribute stood, and Python's own parser
tells only where its tag began and takes the square of the time for a tag that is never closed.
Hence one expression that cannot fail; a test compares it with html5lib.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from folio.check.excerpt import Link
from folio.check.readers.json import json_links
from folio.check.readers.source import source_links
from folio.check.readers.text import bare, blanked, moved

_FOLLOWED = {
    *("href", "src", "srcset", "poster", "data", "cite", "action", "formaction", "longdesc"),
    *("xlink:href", "data-src", "data-href", "background", "manifest"),
}
_TEXTS = {"content", "style"}  # which hold an address within other words
_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)
    | <(?P<name>[A-Za-z][^\s/>]*)
      (?P<rest>(?:[^>"'=] | =\s*"[^"]*(?:"|\Z) | =\s*'[^']*(?:'|\Z) | [="'])*)
      (?:>|\Z)""",
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>`]+)""")
_TEXT = {"script", "style", "textarea", "title"}  # what stands in them is no HTML


# No < in the attributes, so that no place is tried twice.
_SCRIPT = re.compile(
    r"<script\b(?P<rest>[^<>]*)>(?P<body>.*?)(?:</script|\Z)", re.DOTALL | re.IGNORECASE
)
# Of Hugo, Jinja and Liquid, Handlebars and ERB; what is never closed is none. None holds another
# of its kind, so that no place is tried twice.
_REMARK = re.compile(
    r"\{\{[<%]?-?\s?/\*(?:(?!\{\{[<%]?-?\s?/\*).)*?\*/|\{#(?:(?!\{#)[^\r\n])*?#\}"
    r"|\{\{!--(?:(?!\{\{!--).)*?--\}\}|<%#(?:(?!<%#).)*?%>"
    r"|\{%-?\s*comment\b[^%\r\n]*%\}(?:(?!\{%-?\s*comment\b).)*?\{%-?\s*endcomment",
    re.DOTALL,
)


def without_remarks(text: str) -> str:
    """Return a text with blanks in place of the comments of templates."""
    return _REMARK.sub(lambda match: blanked(match[0]), text)


def page_links(text: str) -> Iterator[Link]:
    """Yield the links of a page of HTML, the addresses in its text, and those in its data.

    >>> [link.target for link in page_links("<p>See http://a.</p> <code>http://b</code>")]
    ['http://a']
    """
    text = without_remarks(text)
    yield from html_links(text)
    yield from bare(_shown(text))
    for match in _SCRIPT.finditer(_COMMENT_OR_SCRIPT.sub(_without_comment, text)):
        if "json" in match["rest"].lower():
            # As search engines read it.
            yield from moved(json_links(match["body"]), match.start("body"))


def component_links(text: str) -> Iterator[Link]:
    """Yield the links of a component of Vue or Svelte, whose script is the program that it is."""
    yield from page_links(text)
    for match in _SCRIPT.finditer(_COMMENT_OR_SCRIPT.sub(_without_comment, text)):
        yield from moved(source_links(match["body"], "typescript"), match.start("body"))


# What a script holds is no comment of HTML.
_COMMENT_OR_SCRIPT = re.compile(rf"<!--.*?(?:-->|\Z)|{_SCRIPT.pattern}", _SCRIPT.flags)


def _without_comment(match: re.Match[str]) -> str:
    return blanked(match[0]) if match[0].startswith("<!--") else match[0]


def html_links(text: str) -> Iterator[Link]:
    """Yield the links of a piece of HTML; its comments and its texts hold none.

    >>> [link.target for link in html_links('<!-- <a href="x:y"> --><a href="http://a?b&amp;c">')]
    ['http://a?b&c']
    """
    for name, start, attributes in _tags(text):
        for match in _ATTRIBUTE.finditer(attributes):
            place = start + match.start(2)
            if match[1].lower() in _FOLLOWED:
                for link in _addresses(match[1].lower(), match[2], place):
                    yield replace(link, form="part") if name == "base" else link
            elif match[1].lower() in _TEXTS:
                yield from moved(bare(match[2], "link"), place)


_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
#: whose text is code, or no text, or that of a link
_SHELTERS = {"a", "code", "kbd", "pre", "samp", "tt", "script", "style", "textarea"}
_START_OR_END = re.compile(rf"{_TAG.pattern} | </(?P<closed>[A-Za-z][^\s/>]*)[^>]*>?", _TAG.flags)


def _shown(text: str) -> str:
    """Return the text that readers see, with blanks in place of all else but the names of tags."""
    pieces, position, shelter = [], 0, ""
    for match in _START_OR_END.finditer(text):
        before = text[position : match.start()]
        name = match["name"] or ""
        pieces.append(blanked(before) if shelter else before)
        is_gap = name and not shelter and not match["rest"].strip()  # .../ref/<key>.html
        pieces.append(match[0] if is_gap else blanked(match[0]))
        if shelter and (match["closed"] or "").lower() == shelter:
            shelter = ""
        elif not shelter and name.lower() in _SHELTERS and not match[0].endswith("/>"):
            shelter = name.lower()
        position = match.end()
    return "".join([*pieces, blanked(text[position:]) if shelter else text[position:]])


def xml_links(text: str) -> Iterator[Link]:
    """Yield the addresses in the texts and attributes of XML, without its comments."""
    return bare(_COMMENT.sub(lambda match: blanked(match[0]), text))


def _tags(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield the name of each start tag, where its attributes stand, and these."""
    position = 0
    while match := _TAG.search(text, position):
        position = match.end()
        if match["name"] is None:
            continue
        yield match["name"].lower(), match.start("rest"), match["rest"]
        if match["name"].lower() in _TEXT:
            end = re.compile(f"</{match['name']}", re.IGNORECASE).search(text, position)
            position = end.start() if end else len(text)


def _addresses(name: str, value: str, start: int) -> Iterator[Link]:
    if value[:1] in {'"', "'"}:
        value, start = value[1:-1], start + 1
    for match in re.finditer(r"[^\s,]+" if name == "srcset" else r"(?s)\S+(?:.*\S)?", value):
        target = re.sub(r"[\t\r\n]", "", html.unescape(match[0]))
        yield Link(target, start + match.start(), start + match.end())
