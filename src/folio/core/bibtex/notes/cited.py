r"""Citations within a note, of entries of the same files, as words: authors and year.

>>> from folio.core.bibtex.entries.raw_entry import RawEntry
>>> oak = RawEntry("misc", "oak", 1, {"author": "Lin, Ada and Wu, Bo", "year": "2020"})
>>> cited(r"Extends~\cite{oak}", {"oak": oak})
'Extends (Lin \\& Wu, 2020)'
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from folio.core.bibtex.entries.fields import normal
from folio.core.bibtex.entries.inherited import inherited
from folio.core.bibtex.entries.raw_entry import RawEntry
from folio.core.bibtex.entries.renamed import without_nothing
from folio.core.bibtex.people.persons import read_names
from folio.core.bibtex.when.appeared import when
from folio.core.source import Source, short_names
from folio.core.tex.decoder import plain

CITATION = re.compile(
    r"[~\s]*\\(cite|citep|parencite|autocite|citet|textcite)\*?(?:\[[^\[\]]*\])*\s*\{+([^{}]*)\}+"
)
#: Those that name the authors in the sentence.
IN_TEXT = ("citet", "textcite")
WHERE = ("note", "titleaddon", "howpublished", "addendum")


def cites(fields: Mapping[str, str]) -> bool:
    """Tell whether the words of an entry may cite others."""
    return any("cite" in fields.get(name, "") for name in WHERE)


def without_citations(fields: dict[str, str], entries: Mapping[str, RawEntry]) -> dict[str, str]:
    """Return fields whose words cite by authors and year; ``entries`` are by keys in small letters.

    Raise ValueError for what names no entry.
    """
    return {**fields, **{n: cited(fields[n], entries) for n in WHERE if fields.get(n)}}


def cited(text: str, entries: Mapping[str, RawEntry]) -> str:
    """Return a text in which each citation is what readers read for it."""

    def words(match: re.Match[str]) -> str:
        said = [_words(key.strip(), entries) for key in match[2].split(",") if key.strip()]
        if match[1] in IN_TEXT:
            return " " + "; ".join(f"{who} ({year})" for who, year in said)
        return " (" + "; ".join(f"{who}, {year}" for who, year in said) + ")"

    return CITATION.sub(words, text).strip()


def with_letters(source: Source, written: str, twins: Mapping[str, tuple[str, str]]) -> Source:
    """Return a source whose note cites each work by its own label, which has a letter of twins.

    ``written`` is the note as its entry has it, and ``twins`` are the labels without their letters
    and with them, by keys in small letters.
    """
    note, done = source.note, 0
    for match in CITATION.finditer(written):
        for key in match[2].split(","):
            pair = twins.get(key.strip().lower())
            if pair is None:
                continue
            short, lettered = map(_in_text, pair) if match[1] in IN_TEXT else pair
            if (place := note.find(short, done)) >= 0:
                note, done = f"{note[:place]}{lettered}{note[place + len(short) :]}", place + 1
    return replace(source, note=note)


def _in_text(label: str) -> str:
    who, _, year = label.rpartition(", ")
    return f"{who} ({year})"


def _words(key: str, entries: Mapping[str, RawEntry]) -> tuple[str, str]:
    """Return who made a work that is cited, and its year."""
    entry = entries.get(key.lower())
    if entry is None:
        raise ValueError(f"must cite in its note an entry of the files (got {key!r})")
    fields = normal(without_nothing(inherited(entry, entries)))
    written = fields.get("author") or fields.get("editor") or ""
    people = read_names(written) if written.strip("{} ") else []
    who = short_names(tuple(name.family for name in people)) or plain(fields.get("title") or key)
    return who.replace("&", r"\&"), when(fields).label
