"""A portfolio as a whole: what every export is made from, without Sphinx."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from folio.core.addresses import Layout, ref_page
from folio.core.bibliography import Bibliography, Source
from folio.core.course_links import BackLink
from folio.core.dates import Date
from folio.core.index import Index, Placed
from folio.core.kinds import Person, Publication, Record, Software
from folio.core.problems import Invalid
from folio.core.records import byline
from folio.core.selection import Listing, select


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page that is the CV: its heading, and the listing that stands under it."""

    title: str
    kinds: tuple[str, ...]
    listing: Listing


@dataclass(frozen=True)
class Portfolio:
    """All records, their sources, and the address under which the site is published.

    ``base_url`` ends with a slash; pages stand under it as ``layout`` says.
    ``parts`` are those of the CV in their order, known once all pages have been read;
    ``back_links`` are the places in other repositories that refer to a label.
    """

    index: Index
    bibliography: Bibliography
    base_url: str
    parts: tuple[Part, ...] = ()
    back_links: Mapping[str, tuple[BackLink, ...]] = field(default_factory=dict)
    layout: Layout = field(default_factory=Layout)

    @property
    def person(self) -> Person | None:
        """Whose portfolio it is."""
        return self.index.person

    def of_kinds(self, *kinds: str) -> list[Placed]:
        """Return the records of some kinds in the order of a CV."""
        return self.index.of_kinds(kinds)

    def page_url(self, docname: str) -> str:
        """Return the address of a page."""
        return f"{self.base_url}{quote(self.layout.address(docname))}"

    def file_url(self, file: str) -> str:
        """Return the address of any other file of the site."""
        return f"{self.base_url}{quote(file)}"

    def url(self, placed: Placed) -> str:
        """Return the permanent address of a record: its page and its label."""
        return f"{self.page_url(placed.docname)}#{placed.anchor}"

    def permanent_url(self, record: Record) -> str:
        """Return the address that stays wherever a record's page moves."""
        return f"{self.base_url}{ref_page(record.key)}"

    def back_links_of(self, docname: str) -> list[BackLink]:
        """Return the places in other repositories that refer to the records of a page."""
        stated = self.index.records.get(docname, ())
        return [link for placed in stated for link in self.back_links.get(placed.anchor, ())]

    def source_of(self, record: Publication) -> Source | None:
        """Return the bibliography's entry of a paper; None if it is unknown and was reported."""
        return self.bibliography.sources.get(record.bib)

    def sources_of(self, record: Record) -> Sequence[Source]:
        """Return the sources that a record names, leaving out unknown ones, reported before."""
        known = self.bibliography.sources
        return [known[key] for key in record.source if key in known]

    def chosen(self, part: Part) -> list[Placed]:
        """Return the records that a part of the CV lists; if it cannot, that was reported."""
        try:
            return select(part.listing, self.of_kinds(*part.kinds))
        except Invalid:
            return []

    def in_cv_order(self) -> list[Placed]:
        """Return every listed record once: those of the CV in its order, then all others."""
        records = [placed for part in self.parts for placed in self.chosen(part)]
        return list({p.record.key: p for p in (*records, *self.index.listed)}.values())

    def as_of(self, record: Record) -> Date | None:
        """Return the date as of which a record holds: that of the newest of its sources."""
        dates = [source.date for source in self.sources_of(record)]
        return max((date for date in dates if date.year), default=None)

    def when(self, record: Record) -> str:
        """Return a record's date for readers; "present", and what is to come, as of a date."""
        if record.date is None:
            return ""
        as_of, to_come = self.as_of(record), self.is_to_come(record)
        event = f"{record.event} " if isinstance(record, Software) and record.event else ""
        said = event + record.date.text()
        if as_of and (to_come or record.date.ongoing):
            said += f" ({'expected, ' if to_come else ''}as of {as_of.text()})"
        return said

    def is_to_come(self, record: Record) -> bool:
        """Tell whether a record tells of a day that the newest of its sources could not know."""
        as_of = self.as_of(record)
        if record.date is None or as_of is None:
            return False
        return (record.date.end or record.date.start).is_after(as_of)

    def byline(self, record: Record) -> str:
        """Return the line under a title in a list; of a paper, where it appeared."""
        if isinstance(record, Publication):
            source = self.source_of(record)
            return source.whereabouts if source else ""
        return byline(record)
