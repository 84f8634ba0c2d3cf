"""The file of the sources, entry by entry, so that no mistake of one hides those of another.

Each entry is found by its braces and then read by pybtex. A line that begins with ``%`` and what
stands in ``@comment`` are passed over, as biber, Pandoc and JabRef do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.exceptions import PybtexError

from folio.core.bibtex_encoding import Foreign
from folio.core.bibtex_macros import Macro, definitions, expanded
from folio.core.bibtex_quick import quick
from folio.core.month_names import number_of

START = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
NEXT = re.compile(r"^[ \t]*@[A-Za-z]+\s*[{(]\s*[^\s,={}()\"]+\s*,", re.MULTILINE)
DIRECTIVE = re.compile(r"^[ \t]*@(?:string|preamble|comment)\s*[{(]", re.MULTILINE | re.IGNORECASE)
#: Fields of which nothing is shown, or of which the first says enough: they may stand twice.
MAY_REPEAT = frozenset(
    (
        *("keywords", "keyword", "annote", "annotation", "note", "file", "abstract", "owner"),
        *(
            "timestamp",
            "groups",
            "comment",
            "review",
            "mendeley-tags",
            "bdsk-url-1",
            "tags",
            "issn",
        ),
    )
)


#: Those of them of which nothing is ever shown.
UNSEEN = MAY_REPEAT - {"note", "issn"}


class Block(NamedTuple):
    """A command of the file: its name in small letters, its text, its line, if nothing ends it."""

    name: str
    text: str
    line: int
    open: bool


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as it is written, its macros replaced; the names of its fields are small."""

    type: str
    key: str
    line: int
    fields: dict[str, str] = field(default_factory=dict)
    spelled: dict[str, str] = field(default_factory=dict)  # each name as the file writes it
    file: str = ""

    def says_the_same(self, other: RawEntry) -> bool:
        """Tell whether another entry says the same of the same key, as a copy does."""
        return (self.key, self.type, self._said()) == (other.key, other.type, other._said())

    def _said(self) -> dict[str, str]:
        return {
            name: re.sub(r"[{}\s~]+", "", text)
            for name, text in self.fields.items()
            if name not in UNSEEN and text
        }


@dataclass(slots=True)
class Reading:
    """What some files hold: entries by key, what is defined, and of each file its mistakes.

    An abbreviation or a command of one file holds for those after it.
    """

    entries: dict[str, RawEntry] = field(default_factory=dict)
    problems: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    macros: dict[str, str] = field(default_factory=lambda: dict(month_names))
    own: dict[str, Macro] = field(default_factory=dict)
    known: dict[str, RawEntry] = field(default_factory=dict)

    def read(self, text: str, file: str = "", foreign: Foreign | None = None) -> None:
        """Read every entry of a file, and every mistake of its syntax.

        ``foreign`` is what is no UTF-8 in it, and loses the entries that have other letters.
        """
        problems = self.problems.setdefault(file, [])
        lost: list[int] = []
        for block in _blocks(text.replace("\r\n", "\n")):
            if block.open and block.name in ("comment", "preamble"):
                problems.append((block.line, f"@{block.name} must end with a brace; add the last"))
            if block.name == "comment":
                continue
            if foreign and not block.text.isascii():
                lost.append(block.line)
            elif block.name == "preamble":
                self.own |= definitions(block.text)
            elif block.name == "string":
                problems += _define(block, self.macros)
            else:
                entry, mistakes = _parse(block, self.macros, self.own, file)
                problems += mistakes
                if entry:
                    problems += self.add(entry)
        if foreign and lost:
            problems.append((foreign.line, foreign.mistake(lost)))

    def add(self, entry: RawEntry) -> list[tuple[int, str]]:
        """Take over an entry, if its key is not taken."""
        first = self.known.setdefault(entry.key.lower(), entry)
        if first is entry:
            self.entries[entry.key] = entry
        if first is entry or first.says_the_same(entry):
            return []
        there = f"line {first.line}"
        if first.file != entry.file:
            there += f" of {first.file}"
        return [(entry.line, f"entry {entry.key!r} is here and on {there}; keep one of them")]


class _EntryParser(LowLevelParser):  # type: ignore[misc]  # pybtex ships no types
    """Reads one entry; remembers abbreviations that nothing defines."""

    def __init__(self, text: str, macros: dict[str, str]) -> None:
        super().__init__(text, macros=macros)
        self.undefined: list[tuple[str, str]] = []

    def substitute_macro(self, name: str) -> str:
        if name.lower() not in self.macros:
            if self.current_field_name.lower() == "month" and number_of(name):
                return name
            self.undefined.append((str(self.current_field_name), name))
        return str(self.macros.get(name.lower(), ""))


def _blocks(text: str) -> Iterator[Block]:
    """Yield each command of the file, comments within it blanked."""
    place, line, counted = 0, 1, 0
    while start := START.search(text, place):
        begun = text.rfind("\n", 0, start.start()) + 1
        line += text.count("\n", counted, start.start())
        counted = start.start()
        if text[begun : start.start()].lstrip().startswith("%"):
            place = (text.find("\n", start.start()) + 1) or len(text)
            continue
        end = _end(text, start)
        name = start[1].lower()
        is_open = end == len(text) and _depth(text[start.start() :]) > 0
        if (name != "comment" or is_open) and (cut := _cut(text, start, end)):
            end = cut
        yield Block(name, text[start.start() : end], line, is_open)
        place = end


def _cut(text: str, start: re.Match[str], end: int) -> int:
    """Return where an entry must end whose own end is missing: before the next one."""
    for pattern in (NEXT, DIRECTIVE):
        following = pattern.search(text, start.end(), end)
        if following and _depth(text[start.start() : following.start()]) <= 1:
            return following.start()
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
    depth = 1
    for match in _BRACE.finditer(text, start.end()):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end()
    return len(text)


_BRACE = re.compile(r"[{}]")
COMMENT = re.compile(r"(?<=[\s,{])%")


def _blanked(block: str) -> str:
    """Blank comments that stand between the fields of an entry, and keep its lines."""
    if not COMMENT.search(block):
        return block
    said, depth, quoted, place = [], 0, False, 0
    while place < len(block):
        letter = block[place]
        if letter == '"' and depth == 1:
            quoted = not quoted
        if letter == "%" and depth <= 1 and not quoted and block[place - 1 : place] in "\n\t ,{":
            end = block.find("\n", place)
            place = len(block) if end < 0 else end
            continue
        depth += (letter == "{") - (letter == "}")
        said.append(letter)
        place += 1
    return "".join(said)


def _define(block: Block, macros: dict[str, str]) -> Iterator[tuple[int, str]]:
    """Take over an abbreviation."""
    parser = _EntryParser(_blanked(block.text), macros)
    try:
        for _, (name, parts) in parser:
            macros[name.lower()] = "".join(parts)
    except PybtexError as error:
        yield block.line + _lines_down(error), f"@string must be BibTeX: {_said(error)}"
    for _, name in parser.undefined:
        yield block.line, f"@string uses {name!r}, which no @string above it defines"


def _parse(
    block: Block, macros: dict[str, str], own: Mapping[str, Macro], file: str
) -> tuple[RawEntry | None, list[tuple[int, str]]]:
    problems: list[tuple[int, str]] = []
    text = _blanked(block.text)
    parsed = quick(text, macros)
    if parsed is None:
        parsed, problems = _slowly(text, block, macros)
    if parsed is None:
        return None, problems
    command, key, pairs = parsed
    fields: dict[str, str] = {}
    spelled = {name.lower(): name for name, _ in pairs}
    for name, written in pairs:
        value = expanded(" ".join(written.split()), own)
        small = name.lower()
        if small not in fields:
            fields[small] = value
        elif small not in MAY_REPEAT and not _same(small, value, fields[small]):
            got = f"{fields[small]!r} and {value!r}"
            message = f"entry {key!r} has a duplicate {small} field (got {got}); keep one of them"
            problems.append((block.line, message))
    return RawEntry(command.lower(), key, block.line, fields, spelled, file), problems


Parsed = tuple[str, str, list[tuple[str, str]]]


def _slowly(
    text: str, block: Block, macros: dict[str, str]
) -> tuple[Parsed | None, list[tuple[int, str]]]:
    """Read an entry by pybtex, which says what is wrong with it."""
    parser = _EntryParser(text, macros)
    key = (re.match(r"@\s*\w+\s*[{(]\s*([^\s,}]*)", block.text) or [""] * 2)[1]
    try:
        parsed = list(parser)
    except PybtexError as error:
        what = f"entry {key!r} must be BibTeX: {_said(error)}"
        line = block.line + _lines_down(error)
        return None, [(line, f"{what}; check the braces and commas of this entry")]
    problems = [
        (
            block.line,
            f"entry {key!r} has as {name!r} the abbreviation {macro!r}, which nothing defines; "
            f'define it with @string{{{macro} = "..."}}, or put the text in braces',
        )
        for name, macro in parser.undefined
    ]
    if not parsed:
        return None, problems
    command, (found, pairs) = parsed[0]
    return (command, found, [(name, "".join(parts)) for name, parts in pairs]), problems


def _same(name: str, one: str, other: str) -> bool:
    """Tell whether a field that stands twice says the same; a DOI does with its address."""
    if name == "doi":
        one, other = (re.sub(r".*?(?=10\.)", "", text, count=1).lower() for text in (one, other))
    return one == other


def _lines_down(error: PybtexError) -> int:
    return max((getattr(error, "lineno", None) or 1) - 1, 0)


def _said(error: PybtexError) -> str:
    return re.sub(r"^syntax error in line \d+: ", "", str(error))
