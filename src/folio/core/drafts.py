r"""What of a page is not public yet: all of it, or the sections of single records.

``draft: true`` in the front matter keeps a page back, ``:draft:`` in a record the section that the
record stands in. It is found in the text itself, so that what is kept back is never read.
``unlisted: true`` is found in the same way: such a page has its address and stands in no list.

>>> kept = kept_back("# News\n\n## Prize\n\n:::{news} prize\n:draft:\n:::\n\n## Talk\n")
>>> kept.page, kept.lines, sorted(kept.names)
(False, ((2, 8),), ['news-prize', 'prize'])
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import yaml
from markdown_it.token import Token

from folio.core.fences import block_parser
from folio.core.kinds import KINDS

OPTION, UNLISTED = "draft", "unlisted"
_NO = ("false", "no", "off", "0")
_KINDS = "|".join(KINDS)
_RECORD = re.compile(rf"^\s*[:`~]{{3,}}\s*\{{(?:folio:)?({_KINDS})\}}\s+(\S+)", re.MULTILINE)
_LABEL = re.compile(r"^\s*\(([^()\n]+)\)=\s*$", re.MULTILINE)
_FORMER = re.compile(r"^\s*:?formerly:\s*(\S.*)$", re.MULTILINE)
_FIELD = re.compile(r"^:([\w-]+):[ \t]*(.*)$")


class KeptBack(NamedTuple):
    """What a page keeps back: itself, or lines of it; ``names`` are those of what stands there.

    ``others`` are the records in these lines that are no drafts: the line and key of each.
    """

    page: bool = False
    lines: tuple[tuple[int, int], ...] = ()
    names: frozenset[str] = frozenset()
    others: tuple[tuple[int, str], ...] = ()

    def without(self, text: str) -> str:
        """Return a text less what is kept back; every other line stays where it is."""
        lines = text.split("\n")
        for start, end in self.lines:
            lines[start:end] = [""] * (min(end, len(lines)) - start)
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Heading:
    line: int
    depth: int


def is_set(value: object) -> bool:
    """Tell whether a mark is set; only a clear no is none, since what is private must stay so."""
    return str(value).strip().lower() not in _NO


def kept_back(text: str) -> KeptBack:
    """Return what a page in Markdown keeps back."""
    if OPTION not in text:
        return KeptBack()
    tokens = block_parser().parse(text)
    headings = [
        _Heading(token.map[0], int(token.tag[1]))
        for token in tokens
        if token.type == "heading_open" and token.level == 0 and token.map
    ]
    drafts = [token.map[0] for token in tokens if token.map and _is_marked_record(token, OPTION)]
    above = [max((h for h in headings if h.line < line), key=lambda h: h.line, default=None)
             for line in drafts]  # fmt: skip
    marked = any(_is_marked_page(token, OPTION) for token in tokens)
    if marked or any(h is None or h == headings[0] for h in above):
        return KeptBack(page=True, names=_names(text))
    lines = text.split("\n")
    spans = tuple(sorted({_span(lines, headings, heading) for heading in above if heading}))
    hidden = "\n".join("\n".join(lines[start:end]) for start, end in spans)
    others = tuple(
        (token.map[0], record[2])
        for token in tokens
        if token.map and any(start <= token.map[0] < end for start, end in spans)
        if not token.level and token.map[0] not in drafts
        if (record := _RECORD.match(lines[token.map[0]]))
    )
    return KeptBack(lines=spans, names=_names(hidden), others=others)


def kept_back_in_rst(text: str) -> KeptBack:
    """Return whether a page in reStructuredText keeps itself back, by a field at its beginning."""
    for name, value in _fields(text):
        if name == OPTION and is_set(value):
            records = re.findall(rf"^\s*\.\. (?:folio:)?({_KINDS}):: (\S+)", text, re.MULTILINE)
            labels = re.findall(r"^\.\. _([^:\n]+):\s*$", text, re.MULTILINE)
            names = {name for kind, key in records for name in (key, f"{kind}-{key}")}
            return KeptBack(page=True, names=frozenset(names | set(labels)))
    return KeptBack()


def _fields(text: str) -> Iterator[tuple[str, str]]:
    """Yield the fields at the beginning of a page in reStructuredText."""
    for line in filter(str.strip, text.split("\n")):
        if (field := _FIELD.match(line)) is None:
            return
        yield field[1], field[2]


def is_unlisted(text: str) -> bool:
    r"""Tell whether a page in Markdown stands in no list: it says so, or the record of its title.

    >>> is_unlisted("---\nunlisted: true\n---\n\n# Talk\n"), is_unlisted("# An unlisted: talk\n")
    (True, False)
    """
    if UNLISTED not in text:
        return False
    headings = 0
    for token in block_parser().parse(text):
        headings += token.type == "heading_open" and token.level == 0
        if _is_marked_page(token, UNLISTED):
            return True
        if headings == 1 and _is_marked_record(token, UNLISTED):
            return True
    return False


def is_unlisted_in_rst(text: str) -> bool:
    """Tell whether a page in reStructuredText stands in no list, by a field at its beginning."""
    return any(name == UNLISTED and is_set(value) for name, value in _fields(text))


def _is_marked_page(token: Token, mark: str) -> bool:
    if token.type != "front_matter":
        return False
    try:
        data = yaml.safe_load(token.content)
    except yaml.YAMLError:
        return bool(re.search(rf"^{mark}\s*:", token.content, re.MULTILINE))
    if not isinstance(data, dict) or mark not in data:
        return False
    said = re.findall(rf"^['\"]?{mark}['\"]?\s*:", token.content, re.MULTILINE)
    return len(said) > 1 or is_set(data[mark])  # of a mark said twice the last would count


def _is_marked_record(token: Token, mark: str) -> bool:
    if token.type not in {"fence", "colon_fence"} or token.level:
        return False
    if not re.match(rf"\s*\{{(?:folio:)?(?:{_KINDS})\}}", token.info):
        return False
    return any(name == mark and is_set(value) for name, value in _options(token.content))


def _options(content: str) -> Iterator[tuple[str, str]]:
    """Yield the options of a directive, in either form that Markdown has for them."""
    lines = content.split("\n")
    if lines and lines[0].strip() == "---":
        for line in lines[1:]:
            if line.strip() == "---":
                return
            name, _, value = line.partition(":")
            yield name.strip(), value.strip()
    for line in lines:
        if (field := _FIELD.match(line.strip())) is None:
            return
        yield field[1], field[2]


def _span(lines: list[str], headings: list[_Heading], heading: _Heading) -> tuple[int, int]:
    """Return the lines of a section, with the names that stand above its heading."""
    after = (h.line for h in headings if h.line > heading.line and h.depth <= heading.depth)
    end = next(after, len(lines))
    start = heading.line
    while start and (_LABEL.match(lines[start - 1]) or not lines[start - 1].strip()):
        start -= 1
    while not lines[start].strip():
        start += 1
    while end < len(lines) and _LABEL.match(lines[end - 1]):  # which name the next one
        end -= 1
    return start, end


def _names(text: str) -> frozenset[str]:
    names = set(_LABEL.findall(text))
    for kind, key in _RECORD.findall(text):
        names |= {key, f"{kind}-{key}"}
    for listed in _FORMER.findall(text):
        names |= {name.strip() for name in listed.split(",")}
    return frozenset(names)
