"""The page that is being written: what it can look up and link to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes as docnodes
from sphinx.util.nodes import make_refnode

from folio import nodes
from folio.bibliography import Source
from folio.domain import FolioDomain
from folio.index import Placed
from folio.options import short
from folio.records import Fact, Record, facts

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.builders import Builder


@dataclass(frozen=True, slots=True)
class Page:
    """A page, the domain, and the ``keys`` of the sources that the page rests on."""

    domain: FolioDomain
    builder: Builder
    docname: str
    keys: tuple[str, ...]
    lists_sources: bool

    @classmethod
    def of(
        cls, doctree: docnodes.document, docname: str, domain: FolioDomain, builder: Builder
    ) -> Page:
        """Look through a page: its sources are those it cites, then those of its records."""
        keys = [key for node in doctree.findall(nodes.folio_cite) for key in node["keys"]]
        for node in doctree.findall(nodes.folio_record):
            if placed := domain.stated(node):
                keys.extend(placed.record.source)
        styles = {node["style"] for node in doctree.findall(nodes.folio_listing)}
        return cls(domain, builder, docname, tuple(dict.fromkeys(keys)), "sources" in styles)

    def link(self, placed: Placed) -> docnodes.reference:
        """Return a link to a record, named by its title."""
        return self.link_to(placed.docname, placed.anchor, placed.record.title)

    def link_to(self, docname: str, anchor: str, text: str) -> docnodes.reference:
        """Return a link to an anchor of any page."""
        inner = docnodes.inline("", text)
        return make_refnode(self.builder, self.docname, docname, anchor, inner)

    def sources(self, keys: Iterable[str]) -> list[Source]:
        """Return the sources of some keys; unknown ones were reported when the page was read."""
        known = self.domain.bibliography.sources
        return [known[key] for key in keys if key in known]

    def when(self, record: Record) -> str:
        """Return a record's date; "present" is said as of the newest of its sources."""
        return self.domain.portfolio.when(record)

    def byline(self, record: Record) -> str:
        """Return the line under a title in a list; of a paper, where it appeared."""
        return self.domain.portfolio.byline(record)

    def facts(self, record: Record, *, skip: tuple[str, ...] = ()) -> list[tuple[str, Node]]:
        """Return the labelled values of a record as text or links."""
        return [(fact.label, self._value(record, fact)) for fact in facts(record, skip=skip)]

    def _value(self, record: Record, fact: Fact) -> Node:
        if fact.url:
            return nodes.external(short(fact.url), fact.url)
        return docnodes.Text(self.when(record) if fact.label == "When" else ", ".join(fact.values))
