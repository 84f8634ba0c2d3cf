"""A portfolio as a whole: what every export is made from, without Sphinx."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from folio.bibliography import Bibliography, Source
from folio.index import Index, Placed
from folio.records import Person, Publication, Record


@dataclass(frozen=True)
class Portfolio:
    """All records, their sources, and the address under which the site is published.

    ``base_url`` ends with a slash; pages are ``<docname>.html`` under it.
    """

    index: Index
    bibliography: Bibliography
    base_url: str

    @property
    def person(self) -> Person | None:
        """Whose portfolio it is."""
        return self.index.person

    def of_kinds(self, *kinds: str) -> list[Placed]:
        """Return the records of some kinds in the order of a CV."""
        return self.index.of_kinds(kinds)

    def page_url(self, docname: str) -> str:
        """Return the address of a page."""
        return f"{self.base_url}{quote(docname)}.html"

    def url(self, placed: Placed) -> str:
        """Return the permanent address of a record: its page and its label."""
        return f"{self.page_url(placed.docname)}#{placed.anchor}"

    def source_of(self, record: Publication) -> Source | None:
        """Return the bibliography's entry of a paper; None if it is unknown and was reported."""
        return self.bibliography.sources.get(record.bib)

    def sources_of(self, record: Record) -> Sequence[Source]:
        """Return the sources that a record names, leaving out unknown ones, reported before."""
        known = self.bibliography.sources
        return [known[key] for key in record.source if key in known]
