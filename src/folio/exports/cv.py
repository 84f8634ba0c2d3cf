"""The curriculum vitae as plain data, in the order of the page that is the CV.

A Typst template sets it as cv.pdf. Every text in it is shown as it stands, never read as markup.
What a record does not have is left out; the abstract of a paper is left to its page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from folio.core.bibliography import Source
from folio.core.index import Placed
from folio.core.kinds import Person, Publication, Record, Work
from folio.core.options import short
from folio.core.portfolio import Portfolio
from folio.core.records import facts, label_of


@dataclass(frozen=True, slots=True)
class Author:
    """An author's name as printed, and whether it is that of the portfolio's person."""

    name: str
    own: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """A labelled value; one with an address is a link."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A record as the CV shows it, and where its page states it."""

    label: str
    docname: str
    line: int
    url: str
    title: str
    when: str
    byline: str
    authors: tuple[Author, ...]
    summary: str
    result: str
    points: tuple[str, ...]
    details: tuple[Detail, ...]

    def texts(self) -> Iterator[str]:
        """Yield all that is shown of it."""
        yield from (self.title, self.when, self.byline, self.summary, self.result)
        yield from self.points
        yield from (author.name for author in self.authors)
        for detail in self.details:
            yield from (detail.label, detail.text)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and the records under it."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Curriculum:
    """Whose CV it is, as of which date it holds, and its chapters."""

    name: str
    native: str
    as_of: str
    person: Entry
    chapters: tuple[Chapter, ...]

    def entries(self) -> Iterator[Entry]:
        """Yield every record that it shows."""
        yield self.person
        for chapter in self.chapters:
            yield from chapter.entries


def curriculum(portfolio: Portfolio) -> Curriculum | None:
    """Return the CV, or None without a person or a chapter; the person is its head."""
    heads = portfolio.of_kinds("person")[:1]
    chapters = [
        Chapter(part.title, tuple(_entry(portfolio, placed) for placed in chosen))
        for part in portfolio.parts
        if (chosen := [p for p in portfolio.chosen(part) if not isinstance(p.record, Person)])
    ]
    for placed in heads if chapters else ():
        person = placed.record
        assert isinstance(person, Person)
        as_of = portfolio.as_of(person)
        return Curriculum(
            name=person.name,
            native=person.native or "",
            as_of=as_of.text() if as_of else "",
            person=_entry(portfolio, placed),
            chapters=tuple(chapters),
        )
    return None


def cv_json(cv: Curriculum) -> str:
    """Return the CV for a template."""
    return json.dumps(asdict(cv), ensure_ascii=False)


def _entry(portfolio: Portfolio, placed: Placed) -> Entry:
    record = placed.record
    source = portfolio.source_of(record) if isinstance(record, Publication) else None
    return Entry(
        label=label_of(record),
        docname=placed.docname,
        line=placed.line,
        url=portfolio.url(placed),
        title=record.title,
        when=source.date.text() if source else portfolio.when(record),
        byline=portfolio.byline(record),
        authors=tuple(_authors(portfolio, source)) if source else (),
        summary="" if source else record.summary,
        result=(record.result or "") if isinstance(record, Work) else "",
        points=record.highlights,
        details=tuple(_details(record, source)),
    )


def _authors(portfolio: Portfolio, source: Source) -> Iterator[Author]:
    own = portfolio.person.author if portfolio.person else None
    for name in source.printed_authors:
        yield Author(name, name == own)


def _details(record: Record, source: Source | None) -> Iterator[Detail]:
    """Yield the facts that neither the date nor the byline has shown; of a paper, its links too."""
    for fact in facts(record, skip=("date", *record.byline, *record.own_page)):
        text = short(fact.url) if fact.url else ", ".join(fact.values)
        yield Detail(fact.label, text, fact.url or "")
    for label, address in source.links if source else ():
        yield Detail("", label, address)


def missing_glyphs(entries: Iterable[Entry], glyphs: frozenset[str]) -> list[tuple[Entry, str]]:
    """Return the entries with a character that the fonts do not have, and these characters."""
    found = [(entry, set("".join(entry.texts())) - glyphs) for entry in entries]
    return [(entry, "".join(sorted(characters))) for entry, characters in found if characters]
