"""Links in AsciiDoc and Org: in what is neither a comment nor code.

What Python can install for either makes HTML, and tells no place; a few rules tell what is no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from folio.check.excerpt import Link
from folio.check.readers.text import WITHOUT_SCHEME, bare, blanked

# A block that is never closed goes on to the end, so that no place is tried twice.
_OF_ASCIIDOC = re.compile(
    r"""^(?P<fence>/{4,}|-{4,}|\.{4,}|`{3,})[^\r\n]*$.*?(?:^(?P=fence)[ \t]*$|\Z)
    | ^\[comment\][ \t]*\r?\n--[ \t]*\r?$.*?(?:^--[ \t]*$|\Z)
    | ^//(?!/)[^\r\n]*
    | ^\[(?:source|listing|literal)\b[^\r\n]*\]\s*?\r?\n(?!--|\.\.|``)(?:[^\r\n]+\r?\n?)+
    | (?<=\n)\r?\n[ \t]+(?![-*.]+[ ]|\d+\.)\S[^\r\n]*(?:\r?\n[^\r\n]+)*  # an indented paragraph
    | (?<![\w`])`[^`\r\n]+` | (?<!\w)\+(?=\S)[^+\r\n]+\+(?!\w)
    | \\https?://\S*""",
    re.MULTILINE | re.DOTALL | re.VERBOSE | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"^:[\w-]+:[^\r\n]*", re.MULTILINE)
_OF_ORG = re.compile(
    r"""^[ \t]*\#\+begin_(?P<block>src|example|comment)\b.*?(?:^[ \t]*\#\+end_(?P=block)\b|\Z)
    | ^(?P<stars>\*+)[ ]COMMENT\b.*?(?=^\*(?!(?P=stars)\*?)[* ]|^(?P=stars)[ ]|\Z)
    | ^[ \t]*(?:\#|:)(?:[ \t][^\r\n]*)?$
    | (?<![^\s({'"-])(?P<mark>[=~])(?=\S)[^\r\n]*?(?<=\S)(?P=mark)(?![\w/])
    | \bsrc_\w+(?:\[[^\]\r\n]*\])?\{[^}\r\n]*\}""",
    re.MULTILINE | re.DOTALL | re.VERBOSE | re.IGNORECASE,
)


_HOST = re.compile(rf"(?:\blink:|\[\[)({WITHOUT_SCHEME}[^\s\[\]]*)(?=\[|\])")


def asciidoc_links(text: str) -> Iterator[Link]:
    """Yield the links of a file of AsciiDoc, in which ``[text]`` stands behind an address.

    >>> [link.target for link in asciidoc_links("http://a[b]. `http://c` // http://d")]
    ['http://a', 'http://d']
    """
    shown = _OF_ASCIIDOC.sub(lambda match: blanked(match[0]), text)
    attributes = [match.span() for match in _ATTRIBUTE.finditer(shown)]
    for match in _HOST.finditer(shown):
        yield Link(match[1], match.start(1), match.end(1))
    for link in bare(re.sub(r"[\[\]]", " ", shown)):
        # An attribute is often only the beginning of an address.
        is_part = any(start <= link.start < end for start, end in attributes)
        yield replace(link, form="part") if is_part else link


def org_links(text: str) -> Iterator[Link]:
    """Yield the links of a file of Org.

    >>> [link.target for link in org_links("[[http://a][b]] =http://c= ~http://d~")]
    ['http://a']
    """
    shown = _OF_ORG.sub(lambda match: blanked(match[0]), text)
    yield from bare(shown)
    for match in _HOST.finditer(shown):
        yield Link(match[1], match.start(1), match.end(1))
