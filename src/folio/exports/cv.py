"""The curriculum vitae as plain data, in the order of the page that is the CV.

A Typst template sets it as cv.pdf. Every text in it is shown as it stands, never read as markup.
What a record does not have is left out; the abstract of a paper is left to its page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace

from folio.core.directions import FIRST_STRONG, JOINERS, POP
from folio.core.kinds import Person
from folio.core.options import short
from folio.core.portfolio import Portfolio
from folio.exports.entry import Author, Entry, entry_of


@dataclass(frozen=True, slots=True)
class Detail:
    """A labelled value; one with an address is a link."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A record as the CV shows it: the parts of its entry that a template sets."""

    label: str
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
    entries: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Curriculum:
    """Whose CV it is, as of which date it holds, and its chapters."""

    name: str
    native: str
    as_of: str
    person: Item
    chapters: tuple[Chapter, ...]
    #: The language of the name in the person's own script, where its script tells it.
    native_language: str = ""

    def entries(self) -> Iterator[Item]:
        """Yield every record that it shows, that of the person with both names of its head."""
        yield replace(self.person, title=" ".join(filter(None, (self.name, self.native))))
        for chapter in self.chapters:
            yield from chapter.entries


def curriculum(portfolio: Portfolio) -> Curriculum | None:
    """Return the CV, or None without a person or a chapter; the person is its head."""
    heads = portfolio.of_kinds("person")[:1]
    chapters = [
        Chapter(part.title, tuple(item(entry_of(portfolio, placed)) for placed in chosen))
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
            person=item(entry_of(portfolio, placed)),
            chapters=tuple(chapters),
        )
    return None


def cv_json(cv: Curriculum) -> str:
    """Return the CV for a template."""
    return json.dumps(asdict(cv), ensure_ascii=False)


def item(entry: Entry) -> Item:
    """Return a record as the CV shows it."""
    details = [
        Detail(fact.label, short(fact.url) if fact.url else fact.text, fact.url or "")
        for fact in entry.details()
    ]
    details += [Detail("", label, address) for label, address in entry.links]
    return Item(
        label=entry.label,
        url=entry.url,
        title=entry.title,
        when=entry.when,
        byline=entry.byline,
        authors=entry.authors,
        summary="" if entry.is_source else entry.summary,
        result=entry.result,
        points=entry.points,
        details=tuple(details),
    )


def missing_glyphs(entries: Iterable[Item], glyphs: frozenset[str]) -> list[tuple[Item, str]]:
    """Return the records with a character that the fonts do not have, and these characters."""
    seen = glyphs | {FIRST_STRONG, POP, *JOINERS}
    lacking = [(entry, set("".join(entry.texts())) - seen) for entry in entries]
    return [(entry, "".join(sorted(characters))) for entry, characters in lacking if characters]
