"""The Atom feed of write-ups and news.

Atom wants a day for each entry, and none is made up: a record is in the feed if its date is known
to the day, and its sources could know of it. A write-up without a date has that of its paper.
Time of day is noon UTC: from UTC-12 to UTC+11 that is the same day.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from folio.core.dates import Date, Period
from folio.core.escape import xml_file
from folio.core.index import Placed
from folio.core.kinds import News, Work
from folio.core.portfolio import Portfolio
from folio.core.problems import Invalid, Problem, Subtype
from folio.core.records import label_of

NAMESPACE = "http://www.w3.org/2005/Atom"
FILE = "feed.xml"


def feed(portfolio: Portfolio) -> str:
    """Return the feed, newest first; it is as old as its newest entry."""
    person, base = portfolio.person, portfolio.base_url
    entries = sorted(dated(portfolio), key=lambda e: (e[0], e[1].record.key), reverse=True)
    if person is None:
        what = f"{FILE} must have an author (found no person); state a {{person}} on a page"
        raise Invalid([Problem(Subtype.EXPORT, what)])
    if not entries:
        return ""
    root = Element("feed", xmlns=NAMESPACE)
    _add(root, "id", base)
    _add(root, "title", person.title)
    _add(root, "updated", instant(entries[0][0]))
    SubElement(root, "link", rel="self", type="application/atom+xml", href=base + FILE)
    SubElement(root, "link", rel="alternate", type="text/html", href=base)
    author = SubElement(root, "author")
    _add(author, "name", person.name)
    _add(author, "uri", base)
    for day, placed in entries:
        root.append(entry(portfolio, placed, day))
    return xml_file(root)


def entry(portfolio: Portfolio, placed: Placed, day: Date) -> Element:
    """Return an entry; its id holds the permanent label only, so that it outlives the page."""
    record = placed.record
    element = Element("entry")
    _add(element, "id", f"{portfolio.base_url}#{label_of(record)}")
    _add(element, "title", record.title)
    _add(element, "updated", instant(day))
    SubElement(element, "link", rel="alternate", type="text/html", href=portfolio.url(placed))
    if isinstance(record, News) and record.link:
        SubElement(element, "link", rel="related", href=record.link)
    result = record.result if isinstance(record, Work) else None
    _add(element, "summary", " ".join(text for text in (record.summary, result) if text))
    return element


def dated(portfolio: Portfolio) -> Iterator[tuple[Date, Placed]]:
    """Yield what the feed tells of, each with its day."""
    papers = {placed.docname: placed.record for placed in portfolio.of_kinds("publication")}
    for placed in portfolio.of_kinds("news", "project"):
        dated = placed.record if placed.record.date else papers.get(placed.docname)
        known = last_day(dated.date) if dated and dated.date else None
        if dated and known and not portfolio.is_to_come(dated):
            yield known, placed


def last_day(period: Period) -> Date | None:
    """Return the last day that a date names, if it is one known to the day."""
    last = period.end or period.start
    return last if last.day and not period.ongoing else None


def instant(day: Date) -> str:
    """Return the middle of a day as RFC 3339 has it."""
    return f"{day.iso()}T12:00:00Z"


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
