"""The file of the sources, entry by entry, so that no mistake of one hides those of another.

Each entry is found by its braces and then read by pybtex. A line that begins with ``%`` and what
stands in ``@comment`` are passed over, as biber, Pandoc and JabRef do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.exceptions import PybtexError
from pybtex.scanner import PrematureEOF

from folio.core.bibtex.entries.alike import longer, same
from folio.core.bibtex.entries.blocks import Block, blanked, blocks, without_blanks, without_empty
from folio.core.bibtex.entries.encoding import Foreign
from folio.core.bibtex.entries.fields import PUBLIC
from folio.core.bibtex.entries.macros import Macro, definitions, expanded
from folio.core.bibtex.entries.quick import quick, with_commas
from folio.core.bibtex.entries.raw_entry import (
    MAY_REPEAT,
    SEVERAL,
    UNSEEN,
    RawEntry,
)
from folio.core.bibtex.entries.renamed import CALLED, OF_EMACS
from folio.core.bibtex.entries.undefined import Undefined, late, unknown
from folio.core.bibtex.entries.written import as_before
from folio.core.bibtex.people.lists import without_accents
from folio.core.month_names import number_of
from folio.core.tex.regained import regained

#: The fields that are read; what is wrong with any other is nobody's business.
READ = PUBLIC | {
    "crossref",
    "xdata",
    "shorthand",
    "shorttitle",
    "urlstatus",
    "arxivid",
    "arxiv",
    *CALLED,
    *OF_EMACS,
}
ONCE = READ - MAY_REPEAT - SEVERAL
#: Names of which the shorter may be part of the longer, as DBLP has both of a meeting.
CALLED_TWICE = frozenset(("booktitle", "publisher", "address", "organization", "school"))
#: What two entries of one key must say alike to be one: all that is read, but the day of a visit.
COMPARED = READ - {"urldate"}
NO_ENTRY = "an entry must begin as @misc{lin2020, …; write it so, or % before what is none"
#: A key with blanks, as Scopus writes it of a family with a particle.
BLANKS = re.compile(
    r"(@\s*[A-Za-z]+\s*[{(][ \t]*)([^\s,{}()\"=#@%]+(?:[ \t]+[^\s,{}()\"=#@%]+)+)(?=\s*,)"
)
#: A key with braces, and accents of TeX in them, as ORCID makes it of a name: Jos{\'e}_Oak_12.
BRACED_KEY = re.compile(
    r"(@\s*[A-Za-z]+\s*\{\s*)"
    r"((?:[^\s,{}()\"=#@%]|\{(?:[^{}\s,=]|\{[^{}\s,=]*\})*\})+)(?=\s*,)"
)
BRACES = re.compile("[{}]")
#: A value that is no number and no abbreviation, and has neither braces nor quotation marks.
UNBRACED = re.compile(
    r"[,\n]\s*([A-Za-z][\w-]*)\s*=\s*((?:\d+[^\s,{}\"#\d]|[A-Za-z][\w-]*\.? [A-Za-z])[^,{}\"#=\n]*)"
    r"(?=,\s*[A-Za-z][\w-]*\s*=|,?\s*\}\s*$)"
)
#: An entry whose first field stands where its key should be, or nothing.
KEYLESS = re.compile(r"@\s*\w+\s*[{(]\s*(?:,|[A-Za-z]+\s*=\s*[{\"\d])")
#: A field behind the brace that ends its entry.
LEFT = re.compile(r"\s*,?\s*([A-Za-z][\w-]*)\s*=\s*[{\"\d]")


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
    undefined: list[Undefined] = field(default_factory=list)

    def read(self, text: str, file: str = "", foreign: Foreign | None = None) -> None:
        """Read every entry of a file, and every mistake of its syntax.

        ``foreign`` is what is no UTF-8 in it, and loses the entries that have other letters.
        """
        problems = self.problems.setdefault(file, [])
        lost: list[int] = []
        for block in blocks(text.replace("\r\n", "\n").replace("\r", "\n")):
            if block.open and block.name in ("comment", "preamble"):
                problems.append((block.line, f"@{block.name} must end with a brace; add the last"))
            if block.name == "comment":
                continue
            if not block.name:
                problems.append((block.line, f"{NO_ENTRY} (got {block.text!r})"))
            elif foreign and not block.text.isascii():
                lost.append(block.line)
            elif block.name == "preamble":
                self.own |= definitions(block.text)
            elif block.name == "string":
                problems += _define(block, self.macros)
            else:
                entry, mistakes, unknown = _parse(block, self.macros, self.own, file)
                problems += mistakes
                if entry and (lost_field := LEFT.match(block.after)):
                    problems.append((entry.line, _too_early(entry, lost_field[1])))
                    continue
                self.undefined += unknown
                if entry:
                    problems += self.add(entry)
        if foreign and (lost or "@" not in text):  # as of a file that is packed
            problems.append((foreign.line, foreign.mistake(lost)))

    def add(self, entry: RawEntry) -> list[tuple[int, str]]:
        """Take over an entry, if its key is not taken."""
        first = self.known.setdefault(entry.key.lower(), entry)
        if first is entry:
            self.entries[entry.key] = entry
        parted = "" if first is entry else first.parts_from(entry, COMPARED)
        if not parted and first.key == entry.key:
            return []
        whole = first.with_more(entry, COMPARED) if first.key == entry.key else None
        if whole:
            self.entries[entry.key] = self.known[entry.key.lower()] = whole
            return []
        return [(entry.line, _repeated(first, entry, parted))]

    def finish(self) -> None:
        """Say of each abbreviation that no file defines above its use where it stands, once."""
        for entry in self.entries.values():  # under the other keys that biblatex knows it by
            for other in filter(None, re.split(r"[\s,]+", entry.fields.get("ids", ""))):
                self.known.setdefault(other.lower(), entry)
        by_macro: dict[tuple[str, str], list[Undefined]] = {}
        for one in self.undefined:
            by_macro.setdefault((one.file, one.macro.lower()), []).append(one)
        for (file, macro), (first, *more) in by_macro.items():
            what = late(first) if macro in self.macros else unknown(first, more)
            self.problems[file].append((first.line, what))


class _EntryParser(LowLevelParser):  # type: ignore[misc]  # pybtex ships no types
    """Reads one entry; remembers abbreviations that nothing defines."""

    def __init__(self, text: str, macros: dict[str, str]) -> None:
        super().__init__(text, macros=macros)
        self.undefined: list[tuple[str, str]] = []

    def substitute_macro(self, name: str) -> str:
        if name.lower() not in self.macros:
            field_name = self.current_field_name.lower()
            if field_name == "language" or (field_name == "month" and number_of(name)):
                return name  # which is its own name
            self.undefined.append((str(self.current_field_name), name))
        return str(self.macros.get(name.lower(), name))


def _repeated(first: RawEntry, entry: RawEntry, parted: str) -> str:
    there = f"line {first.line}"
    if first.file != entry.file:
        there += f" of {first.file}"
    if first.key != entry.key:
        there += f" as {first.key!r}"
    what = f"entry {entry.key!r} is here and on {there}; keep one of them"
    if first.key != entry.key:
        return f"{what}, or give it another key: capitals tell no two keys apart"
    one, two = ({"type": e.type, **e.fields}.get(parted) for e in (first, entry))
    got = f"got {one!r} and {two!r}" if one and two else f"got {one or two!r} in one of them"
    other = ", or give it another key" if parted == "title" else ""
    return f"{what}{other}: they differ in {parted!r} ({got})"


def _define(block: Block, macros: dict[str, str]) -> Iterator[tuple[int, str]]:
    """Take over an abbreviation."""
    parser = _EntryParser(blanked(block.text), macros)
    try:
        for _, (name, parts) in parser:
            macros[name.lower()] = "".join(parts)
    except PrematureEOF:
        yield block.line, "@string must end with a brace; add the last"
    except PybtexError as error:
        yield block.line + _lines_down(error), f"@string must be BibTeX: {_said(error)}"
    for _, name in parser.undefined:
        yield block.line, f"@string uses {name!r}, which no @string above it defines"


def _parse(
    block: Block, macros: dict[str, str], own: Mapping[str, Macro], file: str
) -> tuple[RawEntry | None, list[tuple[int, str]], list[Undefined]]:
    problems: list[tuple[int, str]] = []
    undefined: list[Undefined] = []
    text = BLANKS.sub(lambda m: m[1] + "".join(m[2].split()), blanked(block.text), count=1)
    parsed = quick(text, macros)
    if parsed is None:
        parsed, problems, undefined = _slowly(text, block, macros, file)
    if parsed is None:
        return None, problems, undefined
    command, key, pairs = parsed
    fields: dict[str, str] = {}
    spelled = {name.lower(): name for name, _ in pairs}
    for name, written in pairs:
        small = name.lower()
        if small in UNSEEN:
            continue
        if "\\" in written:
            written = as_before(written)
        if not written.isascii():
            written = regained(written)
        value = expanded(" ".join(written.split()), own)
        if not fields.get(small):
            fields[small] = value
        elif small == "note" and value.lower() not in fields[small].lower():
            fields[small] = f"{fields[small].rstrip('.')}. {value}"
        elif small in SEVERAL and value and not same(small, value, fields[small]):
            fields[small] = f"{fields[small]} {value}".strip()
        elif value and small in CALLED_TWICE and (whole := longer(value, fields[small])):
            fields[small] = whole
        elif value and small in ONCE and not same(small, value, fields[small]):
            got = f"{fields[small]!r} and {value!r}"
            message = f"entry {key!r} has a duplicate {small} field (got {got}); keep one of them"
            problems.append((block.line, message))
    doubtful = frozenset(one.name for one in undefined)
    entry = RawEntry(command.lower(), key, block.line, fields, spelled, file, doubtful)
    return entry, problems, undefined


def _too_early(entry: RawEntry, field: str) -> str:
    return (
        f"entry {entry.key!r} ends before its field {field!r}; remove the brace"
        " too many above it, or put % before what is not meant"
    )


Parsed = tuple[str, str, list[tuple[str, str]]]


def _slowly(
    text: str, block: Block, macros: dict[str, str], file: str
) -> tuple[Parsed | None, list[tuple[int, str]], list[Undefined]]:
    """Read an entry by pybtex, which says what is wrong with it."""
    text = BRACED_KEY.sub(lambda m: m[1] + BRACES.sub("", without_accents(m[2])), text, count=1)
    parser = _EntryParser(text, macros)
    if KEYLESS.match(text):
        what = f"an entry must have a key; write one: @{block.name}{{lin2020, …"
        return None, [(block.line, what)], []
    key = (re.match(r"@\s*\w+\s*[{(]\s*([^\s,}]*)", text) or [""] * 2)[1]
    try:
        parsed = list(parser)
    except PybtexError as error:
        if (named := with_commas(without_empty(without_blanks(text)))) != text:
            return _slowly(named, block, macros, file)
        ends = not isinstance(error, PrematureEOF)
        line = block.line + (_lines_down(error) if ends else 0)
        said = _said(error) if ends else "nothing ends it"
        if bare := UNBRACED.search(text):
            field, value = bare[1], bare[2].strip()
            what = f"entry {key!r} has for its field {field!r} {value!r} without braces"
            line = block.line + text.count("\n", 0, bare.start(2))
            return None, [(line, f"{what}; write {field} = {{{value}}}")], []
        what = f"entry {key!r} must be BibTeX: {said}"
        if said == "field value expected" and (name := parser.current_field_name):
            what = f"entry {key!r} has no value for its field {str(name)!r}"
            return None, [(line, f"{what}; write it in braces, or remove the field")], []
        return None, [(line, f"{what}; check the braces and commas of this entry")], []
    undefined = [
        Undefined(file, block.line, key, name.lower(), macro)
        for name, macro in parser.undefined
        if name.lower() in READ
    ]
    if not parsed:
        return None, [], undefined
    command, (entry_key, pairs) = parsed[0]
    return (command, entry_key, [(name, "".join(parts)) for name, parts in pairs]), [], undefined


def _lines_down(error: PybtexError) -> int:
    return max((getattr(error, "lineno", None) or 1) - 1, 0)


def _said(error: PybtexError) -> str:
    return re.sub(r"^syntax error in line \d+: ", "", str(error))
