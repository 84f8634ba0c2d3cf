"""The commands of a file of BibTeX, each found by its braces, whatever is wrong within it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

START = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
NEXT = re.compile(r"^[ \t]*@[A-Za-z]+\s*[{(]\s*[^\s,={}()\"]+\s*,", re.MULTILINE)
DIRECTIVE = re.compile(r"^[ \t]*@(?:string|preamble|comment)\s*[{(]", re.MULTILINE | re.IGNORECASE)


#: What begins a line as an entry does, and is none: @misc [a, @artículo{a, ＠misc{a.
_TYPES = "article|book|conference|in[a-z]+|manual|misc|online|[a-z]*thesis|proceedings|techreport"
NO_ENTRY = re.compile(
    rf"^[ \t]*((?:[@＠][ \t]*[^\W\d_]+[ \t]*[{{(\[<｛（]|@(?:{_TYPES})\b)[^\n]{{,12}})",
    re.MULTILINE | re.IGNORECASE,
)


class Block(NamedTuple):
    """A command of the file: its name in small letters, its text, its line, if nothing ends it.

    What only looks like one has no name.
    """

    name: str
    text: str
    line: int
    open: bool
    after: str  # the beginning of what stands behind it


def blocks(text: str) -> Iterator[Block]:
    """Yield each command of the file, comments within it blanked."""
    place, line, counted = 0, 1, 0
    while start := START.search(text, place):
        if "@" in (gap := text[place : start.start()]) or "＠" in gap:
            yield from _no_entries(text, place, start.start())
        begun = text.rfind("\n", 0, start.start()) + 1
        line += text.count("\n", counted, start.start())
        counted = start.start()
        if "%" in text[max(begun, place) : start.start()]:
            place = (text.find("\n", start.start()) + 1) or len(text)
            continue
        end = _end(text, start)
        name = start[1].lower()
        is_open = end == len(text) and _depth(text[start.start() :]) > 0
        if (name != "comment" or is_open) and (cut := _cut(text, start, end)):
            end = cut
        said = text[start.start() : end]
        if text[end : end + 1] == "," and (later := _later(text, end)):
            said, end = f"{text[start.start() : end - 1].rstrip()[:-1]}{text[end:later]}", later
        yield Block(name, said, line, is_open, text[end : end + 80])
        place = end
    yield from _no_entries(text, place, len(text))


def _no_entries(text: str, begin: int, end: int) -> Iterator[Block]:
    """Yield what stands between two commands and looks like one."""
    for one in NO_ENTRY.finditer(text, begin, end):
        yield Block("", one[1], text.count("\n", 0, one.start()) + 1, open=False, after="")


def _later(text: str, end: int) -> int:
    """Return where an entry ends whose brace stands alone between two commas; 0 of any other."""
    if not text[max(0, end - 80) : end - 1].rstrip().endswith(",") or not FIELD.match(text, end):
        return 0
    rest = USUAL.match(text, end)
    return rest.end() if rest and not NEXT.search(text, end, rest.end()) else 0


def _cut(text: str, start: re.Match[str], end: int) -> int:
    """Return where an entry must end whose own end is missing: before the next one."""
    if text.find("@", start.end(), end) < 0:
        return 0
    begun = [
        found.start() for one in (NEXT, DIRECTIVE) if (found := one.search(text, start.end(), end))
    ]
    if cuts := [cut for cut in begun if _depth(text[start.start() : cut]) <= 1]:
        return min(cuts)
    following = NEXT.search(text, start.end(), end)
    unclosed = end == len(text) and _depth(text[start.start() : end]) > 0
    return following.start() if following and unclosed else 0


def _depth(text: str) -> int:
    return text.count("{") - text.count("}")


def _end(text: str, start: re.Match[str]) -> int:
    """Return where the braces of a command are closed, or the end of the file."""
    if start[2] == "(":
        depth = 0
        for match in re.compile(r"[{}()]").finditer(text, start.end()):
            depth += {"{": 1, "}": -1}.get(match[0], 0)
            if match[0] == ")" and depth == 0:
                return match.end()
        return len(text)
    if usual := USUAL.match(text, start.end()):
        return usual.end()
    depth = 1
    for match in _BRACE.finditer(text, start.end()):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end()
    return len(text)


def nested(depth: int, but: str = "{}") -> str:
    """Return a pattern of text whose braces are closed, nested so deep at most.

    ``but`` are the signs that it does not have outside of its braces.
    """
    inner = nested(depth - 1) if depth else ""
    return rf"[^{but}]*+" + (rf"(?:\{{{inner}\}}[^{but}]*+)*+" if depth else "")


#: The next field of an entry, behind its comma.
FIELD = re.compile(r",\s*[A-Za-z][\w-]*\s*=\s*[{\"\d]")
_BRACE = re.compile(r"[{}]")
#: What stands in a command whose texts nest their braces three times at most, and its end.
USUAL = re.compile(rf"{nested(4)}\}}")
COMMENT = re.compile(r'%(?<=[\s,{}"]%)')  # the sign first, which is sought at once


def blanked(block: str) -> str:
    """Blank comments that stand between the fields of an entry, and keep its lines."""
    if not COMMENT.search(block):
        return block
    said, depth, quoted, place = [], 0, False, 0
    while place < len(block):
        letter = block[place]
        if letter == '"' and depth == 1:
            quoted = not quoted
        if letter == "%" and depth <= 1 and not quoted and block[place - 1 : place] in '\n\t ,{}"':
            end = block.find("\n", place)
            place = len(block) if end < 0 else end
            continue
        depth += (letter == "{") - (letter == "}")
        said.append(letter)
        place += 1
    return "".join(said)


def without_blanks(block: str) -> str:
    """Return an entry whose names of fields have no blanks, as Scopus has them: funding_text 1.

    >>> without_blanks("@misc{a, funding_text 1 = {of 2 = {x}}, book title = {T}}")
    '@misc{a, funding_text_1 = {of 2 = {x}}, booktitle = {T}}'
    """
    said, place, depth = [], 0, 0
    for name in BLANK_NAME.finditer(block):
        between = block[place : name.start(1)]
        depth += _depth(between)
        joined = "_".join(name[1].split())
        bare = joined.replace("_", "").lower()
        written = bare if bare in TWO_WORDS else joined
        said += [between, written if depth == 1 else name[1]]
        place = name.end(1)
    return "".join([*said, block[place:]])


def without_empty(block: str) -> str:
    r"""Return an entry in which a field without a value has one of no words, as RePEc writes it.

    >>> without_empty("@misc{a,\nmonth=,\nyear=2020\n}")
    '@misc{a,\nmonth={},\nyear=2020\n}'
    """
    return EMPTY.sub(r"\1{}", block)


EMPTY = re.compile(r"^(\s*[A-Za-z][\w-]*\s*=)[^\S\n]*(?=,[^\S\n]*$)", re.MULTILINE)
#: A name of several words, and those that are one of BibTeX.
BLANK_NAME = re.compile(r",\s*([A-Za-z][\w-]*(?:[^\S\n]+[\w-]+)+)(?=\s*=\s*[{\"])")
TWO_WORDS = frozenset(("booktitle", "howpublished", "journaltitle", "subtitle", "eventtitle"))
