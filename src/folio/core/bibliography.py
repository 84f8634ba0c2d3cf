"""The sources: references.bib as frozen entries, read by pybtex.

The BibTeX that readers copy has the fields of ``PUBLIC_FIELDS`` and no other: what a reference
manager notes for its owner, and whatever a tool adds tomorrow, stays in the house.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple, Self

import pybtex.errors
from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.input import bibtex
from pybtex.database.output.bibtex import Writer
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from folio.core.archives import link_to
from folio.core.dates import MONTHS, Date

#: What a reference needs, of BibTeX and of biblatex; all else is nobody else's business.
PUBLIC_FIELDS = frozenset(
    ["title", "subtitle", "titleaddon", "booktitle", "booksubtitle", "maintitle", "journal", "journaltitle", "journalsubtitle", "issuetitle", "eventtitle", "series", "volume", "volumes", "number", "issue", "part", "chapter", "edition", "version", "pages", "pagetotal", "eid", "articleno", "numpages", "year", "month", "day", "date", "origdate", "publisher", "organization", "institution", "school", "address", "location", "venue", "howpublished", "type", "note", "pubstate", "language", "langid", "collaboration", "doi", "isbn", "issn", "isrn", "eprint", "eprinttype", "eprintclass", "archiveprefix", "primaryclass", "pmid", "pmcid", "hal_id", "mrnumber", "zblnumber", "bibcode", "adsurl", "url", "urldate", "archiveurl"]
)
PRINTED_FIELDS = ("publisher", "volume", "number", "series", "note")


class Reference(NamedTuple):
    """A reference as every view prints it: authors, title, the mark after it, and the rest.

    >>> Reference("Ada Lin.", "Trees", ".", "Letters 12(3), 45–67, 2020.").text
    'Ada Lin. Trees. Letters 12(3), 45–67, 2020.'
    """

    authors: str
    title: str
    mark: str
    imprint: str

    @property
    def text(self) -> str:
        """The reference on one line, without any markup."""
        return f"{self.authors} {self.title}{self.mark} {self.imprint}".lstrip()


class Name(NamedTuple):
    """A name in parts; of a group there is the family's part only."""

    given: str
    family: str
    suffix: str = ""

    @classmethod
    def of(cls, person: Person) -> Self:
        """Take over a name that pybtex has read."""
        given, family = _given(person), _family(person)
        return cls(_plain(given), _plain(family), _plain(" ".join(person.lineage_names)))

    @classmethod
    def parse(cls, name: str) -> Self:
        """Part a name as BibTeX does."""
        person = Person(name)
        return cls(_given(person), _family(person), " ".join(person.lineage_names))


@dataclass(frozen=True, slots=True)
class Source:
    """One entry: what is cited, by whom, when and where to find it."""

    key: str
    title: str
    authors: tuple[str, ...]
    families: tuple[str, ...]
    date: Date
    venue: str
    pages: str
    shorthand: str
    links: tuple[tuple[str, str], ...]
    bibtex: str
    type: str = ""
    names: tuple[Name, ...] = ()
    publisher: str = ""
    place: str = ""
    volume: str = ""
    number: str = ""
    series: str = ""
    note: str = ""
    isbn: str = ""
    doi: str = ""
    eprint: str = ""
    url: str = ""

    @property
    def printed_authors(self) -> tuple[str, ...]:
        """The authors as a reader meets them: BibTeX's "and others" is "et al."."""
        return tuple("et al." if name == "others" else name for name in self.authors)

    @property
    def imprint(self) -> str:
        """Where and when it appeared: venue, volume, pages and date, as far as they are known."""
        numbered = " ".join(part for part in (self.series or self.venue, self.issue) if part)
        where = (self.venue, numbered) if self.series else (numbered,)
        return ", ".join(part for part in (*where, self.pages, self.date.text()) if part)

    @property
    def issue(self) -> str:
        """The volume, and in parentheses the number in it: ``11(2)``."""
        return f"{self.volume}({self.number})" if self.number and self.volume else self.volume

    @property
    def reference(self) -> Reference:
        """The entry in full, without its links."""
        authors = ", ".join(self.printed_authors).rstrip(".")
        said = [f"{begun(part).rstrip('.')}." for part in (self.imprint, self.note) if part]
        mark = "" if self.title.endswith((".", "?", "!")) else "."
        return Reference(authors and f"{authors}.", self.title, mark, " ".join(said))

    @property
    def label(self) -> str:
        """Return the author-year label without the letter that tells twins apart."""
        return f"{self.shorthand or _short_names(self.families) or self.title}, {self.date.year}"


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
            key: label + (chr(ord("a") + i) if len(keys) > 1 else "")
            for label, keys in twins.items()
            for i, key in enumerate(keys)
        }


def begun(sentence: str) -> str:
    """Return a sentence with a capital, unless its first word has one within: arXiv."""
    first = sentence.partition(" ")[0]
    return sentence[:1].upper() + sentence[1:] if first.islower() else sentence


def read_bibliography(text: str) -> Bibliography:
    """Parse BibTeX; malformed and repeated entries become problems with their lines."""
    parser = bibtex.Parser()
    with pybtex.errors.capture() as errors:
        data: BibliographyData = parser.parse_string(text)
    problems = [*_syntax_problems(text, errors), *_repeated(text)]
    damaged = bool(problems)  # what follows from a syntax error is not a problem of its own
    sources: dict[str, Source] = {}
    for key, entry in data.entries.items():
        try:
            sources[key] = _source(key, entry)
        except (ValueError, PybtexError) as error:
            if not damaged:
                problems.append((_line_of(text, key), f"entry {key!r} {error}"))
    return Bibliography(MappingProxyType(sources), tuple(sorted(problems)))


def _syntax_problems(text: str, errors: list[PybtexError]) -> Iterator[tuple[int, str]]:
    for error in errors:
        message = str(error)
        if lineno := getattr(error, "lineno", None):
            what = re.sub(r"^syntax error in line \d+: ", "", message)
            yield lineno, f"must be BibTeX: {what}; check the braces and commas of this entry"
        elif match := re.match(r"entry with key (\S+) has", message):
            yield _line_of(text, match[1]), f"{message}; keep one of them"
        elif "repeated bibliography entry" not in message:
            yield 1, message


def _repeated(text: str) -> Iterator[tuple[int, str]]:
    keys = list(re.finditer(r"^\s*@\w+\s*\{\s*([^,\s]+)\s*,", text, re.MULTILINE))
    counts = Counter(match[1].lower() for match in keys)
    first: dict[str, int] = {}
    for match in keys:
        key, line = match[1].lower(), text.count("\n", 0, match.start(1)) + 1
        if counts[key] > 1 and first.setdefault(key, line) != line:
            yield line, f"entry {match[1]!r} is here and on line {first[key]}; keep one of them"


def _line_of(text: str, key: str) -> int:
    found = re.search(rf"@\w+\s*\{{\s*{re.escape(key)}\s*,", text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _source(key: str, entry: Entry) -> Source:
    fields = entry.fields
    if "title" not in fields:
        raise ValueError("must have a title")
    if not re.fullmatch(r"\d{4}", fields.get("year", ""), re.ASCII):
        raise ValueError(f"must have a year of four digits (got {fields.get('year', '')!r})")
    people = entry.persons.get("author", [])
    return Source(
        key=key,
        title=_plain(fields["title"]),
        authors=tuple(_plain(_full_name(person)) for person in people),
        families=tuple(_plain(_family(person)) for person in people),
        date=_date(fields),
        venue=_plain(_venue(fields)),
        pages=_plain(fields.get("pages", "")).replace("--", "–"),
        shorthand=_plain(fields.get("shorthand", "")),
        links=tuple(_links(fields)),
        bibtex=_public_bibtex(key, entry),
        type=entry.type,
        names=tuple(Name.of(person) for person in people),
        place=_plain(fields.get("address", "")),
        **{name: _plain(fields.get(name, "")) for name in PRINTED_FIELDS},
        **{name: fields.get(name, "") for name in ("isbn", "doi", "eprint", "url")},
    )


def _plain(tex: str) -> str:
    """Turn TeX markup into text: ``{NanoFlow}: Towards`` becomes ``NanoFlow: Towards``."""
    return " ".join(str(Text.from_latex(tex)).split())


def _full_name(person: object) -> str:
    parts = ("first_names", "middle_names", "prelast_names", "last_names", "lineage_names")
    return " ".join(name for part in parts for name in getattr(person, part))


def _given(person: Person) -> str:
    return " ".join(person.first_names + person.middle_names)


def _family(person: Person) -> str:
    return " ".join(person.prelast_names + person.last_names)


def _short_names(families: tuple[str, ...]) -> str:
    if len(families) > 2 or families[1:] == ("others",):
        return f"{families[0]} et al."
    return " & ".join(families)


def _venue(fields: Mapping[str, str]) -> str:
    for name in ("booktitle", "journal", "howpublished", "school", "institution", "publisher"):
        if fields.get(name):
            return fields[name]
    return ""


def _date(fields: Mapping[str, str]) -> Date:
    months = {name[:3].lower(): i for i, name in enumerate(MONTHS, 1)}
    month = months.get(fields.get("month", "")[:3].lower(), 0)
    day = fields.get("day", "0")
    return Date(int(fields["year"]), month, int(day) if month and day.isdecimal() else 0)


def _links(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if doi := fields.get("doi"):
        yield f"doi:{doi}", f"https://doi.org/{doi}"
    if eprint := fields.get("eprint"):
        yield f"arXiv:{eprint}", f"https://arxiv.org/abs/{eprint}"
    if (link := link_to(fields)) and not (eprint and eprint in fields["url"]):
        yield link


def _public_bibtex(key: str, entry: Entry) -> str:
    fields = [
        (name, value) for name, value in entry.fields.items() if name.lower() in PUBLIC_FIELDS
    ]
    public = Entry(entry.original_type, fields=fields, persons=entry.persons)
    text: str = VerbatimWriter().to_string(BibliographyData({key: public}))
    return text.strip() + "\n"


class VerbatimWriter(Writer):  # type: ignore[misc]  # pybtex ships no types
    """Writes values as they were read: escaping them again would break addresses with ``_``."""

    def _encode(self, text: str) -> str:
        return text
