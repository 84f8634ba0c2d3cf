"""resume.json: the portfolio in the form of JSON Resume, schema 1.3.1 (jsonresume.org).

Each kind says which of its fields has which place in the schema. What the schema has no place
for stands under ``x-folio`` of the same item: ``id``, ``url``, ``when`` for readers, labelled
``facts``, and of a paper ``authors``, ``genre``, ``doi`` and ``links``. What is not known is left
out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from folio.core.bibliography import Source
from folio.core.dates import Date, Period
from folio.core.index import Placed
from folio.core.kinds import Person, Place, Project, Publication, Skill
from folio.core.portfolio import Portfolio
from folio.core.records import Fact, facts, label_of
from folio.exports.entry import Entry, entry_of

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
Item = dict[str, Any]
#: The sections of the schema that are lists, in its order.
SECTIONS = (
    *("work", "volunteer", "education", "awards", "certificates", "publications", "skills"),
    *("languages", "interests", "references", "projects"),
)


def resume(portfolio: Portfolio) -> str:
    """Return the JSON, or nothing if no record has a place in it."""
    person = next(iter(portfolio.of_kinds("person")), None)
    sections: dict[str, list[Item]] = {}
    ordered = portfolio.in_cv_order()
    for section in SECTIONS:
        for placed in ordered:
            place = placed.record.resume
            if place and place.section == section:
                sections.setdefault(section, []).append(_item(portfolio, placed, place))
    if not sections and not person:
        return ""
    head = {"basics": _basics(portfolio, person)} if person else {}
    meta = {"canonical": f"{portfolio.base_url}resume.json", "version": "v1.0.0"}
    data = {"$schema": SCHEMA, **head, **sections, "meta": meta}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _basics(portfolio: Portfolio, placed: Placed) -> Item:
    person = placed.record
    assert isinstance(person, Person)
    as_of = portfolio.as_of(person)
    mail = person.mail if person.mail and person.mail.startswith("mailto:") else ""
    rest = facts(person, skip=("site", "mail") if mail else ("site",))
    extra = {
        "native": person.native,
        "asOf": as_of.iso() if as_of else None,
        "when": portfolio.when(person),
        "highlights": person.highlights,
        "facts": [_fact(fact) for fact in rest if not fact.url],
    }
    item = {
        "name": person.name,
        "email": mail.removeprefix("mailto:"),
        "url": person.site,
        "summary": person.summary,
        "profiles": [{"network": fact.label, "url": fact.url} for fact in rest if fact.url],
        "x-folio": _extra(portfolio, placed, extra),
    }
    return _known(item)


def _item(portfolio: Portfolio, placed: Placed, place: Place) -> Item:
    """Return a record as an item of its section."""
    record, entry = placed.record, entry_of(portfolio, placed)
    item: Item = {}
    for field, name in place.names.items():
        item[name] = getattr(record, field) or ([entry.summary] if name == "keywords" else None)
    rest = {
        **{"title": entry.title, "summary": entry.summary},
        **{"highlights": entry.points, "result": entry.result},
    }
    extra: Item = {name: value for name, value in rest.items() if name not in place.names}
    if isinstance(record, Skill):  # its keywords say all that its sentence says
        del extra["summary"]
    extra["when"] = entry.when
    extra["facts"] = [_fact(fact) for fact in entry.facts if fact.field not in place.names]
    if isinstance(record, Publication) and (source := portfolio.source_of(record)):
        pdf = record.pdf or next((address for _, address in entry.links), None)
        item |= {"publisher": source.venue, "url": pdf}
        extra |= _paper_extra(entry, source)
    item |= dict(_dates(entry.period, place.dates))
    if isinstance(record, Project):
        item["url"] = entry.url
    return _known({**item, "x-folio": _extra(portfolio, placed, extra)})


def _extra(portfolio: Portfolio, placed: Placed, extra: Item) -> Item:
    """Return what stands under ``x-folio``, first of all who it is and where its page is."""
    return _known({"id": label_of(placed.record), "url": portfolio.url(placed), **extra})


def _known(item: Item) -> Item:
    return {name: value for name, value in item.items() if value}


def _fact(fact: Fact) -> Item:
    """Return a fact under its label: an address, or one value or more."""
    return {"label": fact.label, **({"url": fact.url} if fact.url else {"values": fact.values})}


def _dates(period: Period | None, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the dates as the schema writes them; one date is both the first and the last."""
    if period:
        end = None if period.ongoing else period.end or period.start
        for name, date in zip(names, (period.start, end), strict=False):
            if date and (text := _iso(date)):
                yield name, text


def _iso(date: Date) -> str:
    """Return a date, or nothing for a year that the schema does not accept."""
    return date.iso() if re.match("[12]", date.iso()) else ""


def _paper_extra(entry: Entry, source: Source) -> Item:
    links = [{"label": label, "url": address} for label, address in entry.links]
    authors = [author.name for author in entry.authors]
    genre = "" if source.genre.startswith("no. ") else source.genre  # a number of no kind
    return {"authors": authors, "genre": genre, "doi": source.doi, "links": links}
