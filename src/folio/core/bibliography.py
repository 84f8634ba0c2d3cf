"""The sources: references.bib as frozen entries, every mistake of the file found in one reading.

Syntax is read by :mod:`folio.core.bibtex_file`, names, dates, links and TeX by the modules beside
it. What is not meant for readers stays in the house: see :mod:`folio.core.bibtex_fields`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from folio.core.bibtex_file import NotUtf8, decoded, read_entries
from folio.core.bibtex_names import Name
from folio.core.source import Reference, Source, begun
from folio.core.source_maker import Maker

__all__ = [
    "Bibliography",
    "Name",
    "Reference",
    "Source",
    "begun",
    "read_bibliography",
    "read_bibliography_file",
]


@dataclass(frozen=True)
class Bibliography:
    """All sources by key, and what is wrong with the file as (line, message)."""

    sources: Mapping[str, Source] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[tuple[int, str], ...] = ()

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Map each key to its label; twins get letters in the order of their keys."""
        twins: dict[str, list[str]] = {}
        for key in sorted(self.sources):
            twins.setdefault(self.sources[key].label, []).append(key)
        return {
            key: label + (_letter(i, label) if len(keys) > 1 else "")
            for label, keys in twins.items()
            for i, key in enumerate(keys)
        }


def _letter(number: int, label: str) -> str:
    """Return a, b, … z, aa, ab for 0, 1, …; with a hyphen behind what is no year."""
    before, last = divmod(number, 26)
    hyphen = "" if label[-1:].isdecimal() else "-"
    return hyphen + (_letter(before - 1, "0") if before else "") + chr(ord("a") + last)


def read_bibliography_file(data: bytes) -> Bibliography:
    """Read a file of BibTeX; one that is not UTF-8 is a problem with its line."""
    try:
        return read_bibliography(decoded(data))
    except NotUtf8 as error:
        return Bibliography(problems=((error.line, str(error)),))


def read_bibliography(text: str) -> Bibliography:
    """Parse BibTeX; each mistake becomes a problem with its line, whatever stands elsewhere."""
    reading = read_entries(text)
    problems = list(reading.problems)
    sources: dict[str, Source] = {}
    small = {key.lower(): entry for key, entry in reading.entries.items()}
    for key, entry in reading.entries.items():
        maker = Maker(entry, small)
        source = maker.source()
        problems += [(entry.line, f"entry {key!r} {mistake}") for mistake in maker.mistakes]
        if source:
            sources[key] = source
    return Bibliography(MappingProxyType(sources), tuple(sorted(problems)))
