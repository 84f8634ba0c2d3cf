"""The sources: files of BibTeX as frozen entries, every mistake of them found in one reading.

Syntax, names, dates and links are read in :mod:`folio.core.bibtex`, TeX in :mod:`folio.core.tex`.
What is not meant for readers stays in the house: see :mod:`folio.core.bibtex.entries.fields`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from types import MappingProxyType

from folio.core.bibtex.entries.copied import key as copied
from folio.core.bibtex.entries.encoding import decoded
from folio.core.bibtex.entries.file import Reading
from folio.core.bibtex.entries.raw_entry import RawEntry
from folio.core.bibtex.links.shared import shared
from folio.core.bibtex.notes.cited import with_letters
from folio.core.bibtex.people.either_way import exchanged, parted_elsewhere
from folio.core.bibtex.people.keyed import unparted
from folio.core.bibtex.people.lost_accents import lost_accents
from folio.core.bibtex.people.persons import Name
from folio.core.bibtex.source_maker import Maker
from folio.core.source import Reference, Source, begun

__all__ = [
    "Bibliography",
    "Name",
    "Reference",
    "Source",
    "begun",
    "read_bibliography",
    "read_files",
]


#: What nobody cites: fields that others take over, lists of keys, and how a style is set.
PARTS_OF_OTHERS = frozenset(("xdata", "set", "ieeetranbstctl", "control"))
Mistakes = Mapping[str, tuple[tuple[int, str], ...]]


@dataclass(frozen=True)
class Bibliography:
    """All sources by key, and what is wrong with each file as (line, message).

    ``digest`` is that of the files; ``known_labels`` are what was made of the labels before.
    """

    sources: Mapping[str, Source] = field(default_factory=lambda: MappingProxyType({}))
    mistakes: Mistakes = field(default_factory=lambda: MappingProxyType({}))
    digest: str = ""
    known_labels: Mapping[str, str] | None = None

    @property
    def problems(self) -> tuple[tuple[int, str], ...]:
        """What is wrong with the files."""
        return tuple(problem for problems in self.mistakes.values() for problem in problems)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Map each key to its label; twins get letters in the order of their keys."""
        if self.known_labels is not None:
            return self.known_labels
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


def _not_held(source: Source) -> Iterator[tuple[str, str]]:
    """Yield given names and families, but of a family that its file holds in braces."""
    for name in source.names:
        if f"{{{name.family}}}, " not in source.bibtex:
            yield name.given, name.family


def _turned(sources: dict[str, Source], reading: Reading) -> list[tuple[str, str]]:
    """Return what is said of names that may stand the wrong way round; mend what is certain."""
    people = {key: list(_not_held(source)) for key, source in sources.items()}
    turned = dict(exchanged(people))
    if parted := _parted(turned, people, reading):
        sources |= parted
        people |= {key: list(_not_held(source)) for key, source in parted.items()}
        turned = dict(exchanged(people))
    fields = {key: reading.entries[key].fields for key in sources}
    return [*turned.items(), *unparted(fields, people), *lost_accents(people)]


def _parted(
    turned: Iterable[str], people: Mapping[str, Iterable[tuple[str, str]]], reading: Reading
) -> dict[str, Source]:
    """Return the sources with a name that lacks its comma, which others of the files have."""
    said: dict[str, Source] = {}
    known = {person for persons in people.values() for person in persons} if turned else set()
    for key in turned:
        entry = reading.entries[key]
        field = entry.fields.get("author", "")
        if (meant := parted_elsewhere(field, known)) == field:
            continue
        fields = {**entry.fields, "author": meant}
        if source := Maker(replace(entry, fields=fields), reading.known).source():
            said[key] = source
    return said


def _citing_twins(
    sources: Mapping[str, Source], entries: Mapping[str, RawEntry]
) -> dict[str, Source]:
    """Return the sources whose notes cite others, with the labels that tell twins apart."""
    notes = {key: entries[key].fields.get("note", "") for key in sources}
    citing = {key: note for key, note in notes.items() if "\\" in note and "cite" in note}
    if not citing:
        return {}
    labels = Bibliography(sources).labels.items()
    twins = {key.lower(): (sources[key].label, label) for key, label in labels}
    return {key: with_letters(sources[key], note, twins) for key, note in citing.items()}


def _apart(sources: Mapping[str, Source]) -> dict[str, Source]:
    """Return the sources whose keys meet others in what readers copy, each with one of its own."""
    changed = {key: copy for key in sources if (copy := copied(key)) != key}
    met = Counter(changed.get(key, key).lower() for key in sources) if changed else {}
    return {
        key: replace(sources[key], bibtex=_keyed(sources[key].bibtex, copy, key))
        for key, copy in changed.items()
        if met[copy.lower()] > 1
    }


def _keyed(bibtex: str, copy: str, key: str) -> str:
    digest = hashlib.sha256(key.encode()).hexdigest()[:8]
    return bibtex.replace(f"{{{copy},", f"{{{copy}-{digest},", 1)


def read_bibliography(text: str) -> Bibliography:
    """Parse BibTeX; each mistake becomes a problem with its line, whatever stands elsewhere."""
    return read_files([("", text.encode())])


def read_files(files: Iterable[tuple[str, bytes]]) -> Bibliography:
    """Read files of BibTeX in their order, each with its name; ``@string`` hold for all after it.

    What is not UTF-8 is a problem with its line.
    """
    reading, digest = Reading(), hashlib.sha256()
    for name, data in files:
        digest.update(repr((name, len(data))).encode() + data)
        text, foreign = decoded(data)
        reading.read(text, name, foreign)
    reading.finish()
    sources: dict[str, Source] = {}
    parents = {one.fields.get("crossref", "").lower() for one in reading.entries.values()}
    for key, entry in reading.entries.items():
        if entry.type in PARTS_OF_OTHERS:
            continue
        maker = Maker(entry, reading.known)
        if key.lower() in parents and not maker.fields.get("title"):
            continue  # it only lends its fields to others
        source = maker.source()
        reading.problems[entry.file] += [
            (entry.line, f"entry {key!r} {mistake}") for mistake in maker.mistakes
        ]
        if source and not entry.doubtful:
            sources[key] = source
    turned = _turned(sources, reading)
    numbers = {key: (one.title, one.eprint.partition("v")[0]) for key, one in sources.items()}
    articles = {key: one for key, one in sources.items() if one.type == "article"}
    dois = {key: (one.title, one.doi) for key, one in articles.items()}
    for key, wrong in chain(turned, shared(numbers), shared(dois)):
        entry = reading.entries[key]
        sources.pop(key, None)
        reading.problems[entry.file].append((entry.line, f"entry {key!r} {wrong}"))
    sources |= _citing_twins(sources, reading.entries)
    sources |= _apart(sources)
    mistakes = {name: tuple(sorted(problems)) for name, problems in reading.problems.items()}
    return Bibliography(MappingProxyType(sources), MappingProxyType(mistakes), digest.hexdigest())
