"""A write-up as a work of its own, for those who cite it: by whom, of which year, about what.

A year is that of the newest source on which the record rests; where there is none, none is said.
"""

from __future__ import annotations

from typing import TypedDict

from folio.core.bibliography import Name
from folio.core.directions import listed
from folio.core.index import Placed
from folio.core.kinds import Project, Publication
from folio.core.portfolio import Portfolio


class WriteUpCitation(TypedDict):
    """What a citation of a write-up says besides its title and its address."""

    author: tuple[str, ...]
    year: str
    note: str


def citation_of(portfolio: Portfolio, placed: Placed) -> WriteUpCitation:
    """Return what only the site knows of the page of a record."""
    as_of = portfolio.as_of(placed.record)
    return WriteUpCitation(
        author=author(portfolio),
        year=f"{as_of.year:04}" if as_of else "",
        note=about(portfolio, placed),
    )


def author(portfolio: Portfolio) -> tuple[str, ...]:
    """Return the name under which the person signs, in the order of BibTeX: family, given."""
    if portfolio.person is None:
        return ()
    name = Name.parse(portfolio.person.signs)
    parts = (name.family, name.suffix, name.given) if name.given else (portfolio.person.signs,)
    return tuple(part for part in parts if part)


def about(portfolio: Portfolio, placed: Placed) -> str:
    """Name the paper that the page of a record is about, or the project and who made it too."""
    record = placed.record
    stated = [other.record for other in portfolio.index.records.get(placed.docname, ())]
    papers = [other for other in stated if isinstance(other, Publication)]
    paper = portfolio.source_of(papers[0]) if len(papers) == 1 else None
    if paper and isinstance(record, Project | Publication):
        label = portfolio.bibliography.labels[paper.key]
        return f"About the paper {paper.title or papers[0].title} ({label})"
    if isinstance(record, Project):
        others = f", made with {listed(record.with_)}" if record.with_ else ""
        return f"About the {record.kind} project {record.title}{others}"
    return ""
