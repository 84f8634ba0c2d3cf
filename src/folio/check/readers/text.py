"""What the formats share: addresses that stand bare in text, and the targets of roles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from folio.check.excerpt import Link

# Quotation marks and brackets end an address, and so does the punctuation of Chinese text.
_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9])https?://"
    r"[^\s<>\"'`\\{}|^\[\]\x00-\x20\x7f、。，；：！？（）「」『』《》〈〉【】“”‘’…]+",
    re.IGNORECASE,
)
# What makes an address a pattern with a gap to fill in: .../ref/<key>.html, .../ref/{key}.html
_GAP = re.compile(r"[{…]|<(?!br\b)[A-Za-z][\w -]*>|\[\w+\][./]")
_ROLE = re.compile(
    r"(?<![\w`:]):(?P<role>[A-Za-z][\w.+-]*(?::[\w.+-]+)*):`(?P<content>[^`]+)`(?!`)"
)
_TITLED = re.compile(r"(?s)(?<!\\)<([^<>]+)>\s*\Z")


def bare(text: str) -> Iterator[Link]:
    """Yield the addresses that stand in text, without the punctuation of its sentences.

    >>> [link.target for link in bare("(See http://ada.example/a(b).html.) Not /ref/<key>.")]
    ['http://ada.example/a(b).html']
    """
    for match in _ADDRESS.finditer(text):
        if target := _whole(text, match, len(text)):
            yield Link(target, match.start(), match.start() + len(target))


def at(text: str, start: int, end: int) -> str:
    """Return the address that stands at a place of a text, or nothing."""
    match = _ADDRESS.match(text, start, end)
    return _whole(text, match, end) if match else ""


def _whole(text: str, match: re.Match[str], end: int) -> str:
    """Return the address of a match, or nothing for a pattern such as ``.../ref/...``."""
    target = trimmed(match[0])
    is_cut = target.endswith("/") and match[0].startswith("..", len(target))
    return "" if is_cut or _GAP.match(text, match.end(), end) else target


def trimmed(address: str) -> str:
    """Return an address without the marks that belong to the sentence around it."""
    surplus = address.count(")") - address.count("(")
    end = len(address)
    while end and (address[end - 1] in "?!.,:;*_~" or (address[end - 1] == ")" and surplus > 0)):
        surplus -= address[end - 1] == ")"
        end -= 1
    return address[:end]


def roles(text: str) -> Iterator[Link]:
    """Yield the targets of roles in reStructuredText.

    >>> next(roles("See :external+ada:ref:`the engine <project-engine>`.")).target
    'project-engine'
    """
    for match in _ROLE.finditer(text):
        yield role(match["role"], match["content"], match.start("content"))


def role(name: str, content: str, start: int) -> Link:
    """Return what a role refers to: the part in angle brackets, if there is one."""
    titled = _TITLED.search(content)
    inner = titled[1] if titled else content
    start += titled.start(1) if titled else 0
    target = inner.strip().lstrip("!~")
    start += len(inner) - len(inner.lstrip()) + len(inner.strip()) - len(target)
    return Link(" ".join(target.split()), start, start + len(target), role=name)
