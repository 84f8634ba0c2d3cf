"""What is told of a record wherever it is listed: decided once, for pages, CV and JSON Resume.

A view leaves parts out, or gives them other names; it works out none of them anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from folio.core.bibliography import Name, Source
from folio.core.bibtex.when.states import OPEN
from folio.core.dates import Period
from folio.core.editing import mark
from folio.core.identity import own_places
from folio.core.index import Placed
from folio.core.kinds import Person, Publication, Work
from folio.core.portfolio import Portfolio
from folio.core.records import Fact, facts, label_of


@dataclass(frozen=True, slots=True)
class Author:
    """An author's name as printed, and whether it is that of the portfolio's person."""

    name: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A record as a list shows it.

    ``when`` and ``period`` are a paper's own date, else the record's; ``facts`` are its labelled
    values, but for its date and for what only its own page shows; ``links`` are those of a paper.
    ``byline`` is made of the fields that ``in_byline`` names. ``is_source`` tells whether it is
    a paper that the bibliography knows.
    """

    label: str
    is_source: bool
    url: str
    title: str
    when: str
    period: Period | None
    byline: str
    in_byline: tuple[str, ...]
    authors: tuple[Author, ...] = ()
    summary: str
    result: str
    points: tuple[str, ...]
    facts: tuple[Fact, ...]
    links: tuple[tuple[str, str], ...] = ()

    def details(self) -> tuple[Fact, ...]:
        """Return the facts that the byline has not shown."""
        return tuple(fact for fact in self.facts if fact.field not in self.in_byline)


def authors_of(source: Source, person: Person | None) -> tuple[Author, ...]:
    """Return the authors of a paper as printed, each told whether it is the person."""
    return _told(source.printed_authors, source.names, person)


def makers_of(source: Source, person: Person | None) -> tuple[Author, ...]:
    """Return the authors of a work, or the editors of what has none, told to be editors.

    Behind the last of them stands for whom they speak, or who has made it if nobody is named.
    """
    made = _makers(source, person)
    if not (whole := source.collaboration):
        return made
    told = [Author(f"{last.name} ({whole})", last.own) for last in made[-1:]]
    return (*made[:-1], *(told or [Author(whole, own=False)]))


def _makers(source: Source, person: Person | None) -> tuple[Author, ...]:
    if source.names or not source.editors:
        return authors_of(source, person)
    names = ["et al." if name.family == "others" else str(name) for name in source.editors]
    names[-1] += f" ({mark(source.role, len(names))})"
    return _told(names, source.editors, person)


def _told(
    printed: Sequence[str], names: Sequence[Name], person: Person | None
) -> tuple[Author, ...]:
    own = own_places(names, person.forms) if person else ()
    return tuple(Author(name, i in own) for i, name in enumerate(printed))


def source_period(source: Source) -> Period | None:
    """Return when a paper appeared; nothing of what has not, even if it has a date."""
    return Period(source.date, source.until) if source.date.year and appeared(source) else None


def appeared(source: Source) -> bool:
    """Tell whether the date of a work may be that on which it appeared: submitted in May it is not.

    What is to appear, or accepted with revisions, has the date that is known of it.
    """
    taken = source.state.startswith(("accept", "condition", "provision", "prep"))
    return taken or not OPEN.search(source.state)


def entry_of(portfolio: Portfolio, placed: Placed) -> Entry:
    """Return what is told of a record."""
    record = placed.record
    source = portfolio.source_of(record) if isinstance(record, Publication) else None
    needless = ("author",) if isinstance(record, Person) and not record.signs_otherwise else ()
    return Entry(
        label=label_of(record),
        is_source=source is not None,
        url=portfolio.url(placed),
        title=record.title,
        when=source.when if source else portfolio.when(record),
        period=source_period(source) if source else record.date,
        byline=portfolio.byline(record),
        in_byline=record.byline,
        authors=makers_of(source, portfolio.person) if source else (),
        summary=record.summary,
        result=(record.result or "") if isinstance(record, Work) else "",
        points=record.highlights,
        facts=facts(record, skip=("date", *record.own_page, *needless)),
        links=tuple(source.links) if source else (),
    )
