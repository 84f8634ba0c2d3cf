"""The page that is being written: what it can look up and link to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes as docnodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from folio.core.bibliography import Source
from folio.core.index import Placed
from folio.core.kinds import News, Record
from folio.core.problems import Invalid, Problem, Subtype
from folio.core.records import Fact, facts
from folio.core.selection import select
from folio.pages import nodes
from folio.pages.domain import FolioDomain

UNSEARCHED = ("nosearch", "no-search")  #: marks of pages that the search leaves out

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


@dataclass(frozen=True, slots=True)
class Page:
    """A page, the domain, and the ``keys`` of the sources that the page rests on.

    ``cited`` has the numbers of the citations of each key, counted through the page from one.
    """

    domain: FolioDomain
    builder: Builder
    docname: str
    keys: tuple[str, ...]
    lists_sources: bool
    cited: Mapping[str, Sequence[int]]

    @classmethod
    def of(
        cls, doctree: docnodes.document, docname: str, domain: FolioDomain, builder: Builder
    ) -> Page:
        """Look through a page: its sources are those it cites, then those of its records."""
        keys = [key for node in doctree.findall(nodes.folio_cite) for key in unique(node)]
        cited: dict[str, list[int]] = {}
        for number, key in enumerate(keys, start=1):
            cited.setdefault(key, []).append(number)
        for node in doctree.findall(nodes.folio_record):
            if placed := domain.stated(node):
                keys.extend(placed.record.source)
        styles = {node["style"] for node in doctree.findall(nodes.folio_listing)}
        known, listed = tuple(dict.fromkeys(keys)), "sources" in styles
        return cls(domain, builder, docname, known, listed, cited)

    def chosen(self, node: nodes.folio_listing) -> list[Placed]:
        """Return the records that a listing's kinds and options choose."""
        spec, index = self.domain.drafts.public(node["spec"]), self.domain.index
        for key in spec.keys:
            if key in index.by_key and index.by_key[key].docname in index.unlisted:
                what = f"'keys' must be those of records on listed pages (got {key!r}, whose page "
                remedy = "is 'unlisted'); leave it out, or remove the mark of that page"
                raise Invalid([Problem(Subtype.DRAFT, what + remedy, "keys")])
        candidates = index.of_kinds(node["kinds"])
        if not candidates and not spec.keys:  # a bibliography alone, say, makes no publication
            kinds = node["kinds"]
            what = f"this listing must match a record (found no {' or '.join(kinds)})"
            remedy = f"write ':::{{{kinds[0]}}} KEY' under a heading of a page, or remove it"
            raise Invalid([Problem(Subtype.EMPTY_LISTING, f"{what}; {remedy}")])
        return select(spec, candidates)

    def hides(self, docname: str) -> bool:
        """Tell whether a page stands outside the navigation, and so is not shown from others."""
        return bool({"orphan", *UNSEARCHED} & set(self.domain.env.metadata.get(docname, ())))

    def link(self, placed: Placed) -> docnodes.Element:
        """Return a link to a record, named by its title."""
        return self.link_to(placed.docname, placed.anchor, placed.record.title)

    def about(self, record: Record) -> Placed | None:
        """Return the record that a piece of news is about; the domain reports an unknown one."""
        about = record.about if isinstance(record, News) else None
        return self.domain.index.by_key.get(about) if about else None

    def place(self, placed: Placed) -> tuple[str, str]:
        """Return the page and the anchor to which a list leads from the title of a record."""
        shown = self.about(placed.record) or placed
        return shown.docname, shown.anchor

    def link_to(self, docname: str, anchor: str, text: str) -> docnodes.Element:
        """Return a link to an anchor of any page; of one that the builder leaves out, its text."""
        inner = docnodes.inline("", text)
        try:
            return make_refnode(self.builder, self.docname, docname, anchor, inner)
        except NoUri:  # a page that is no part of this document, as the lost page is none of a PDF
            return docnodes.inline("", "", inner)

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

    def facts(self, record: Record, *, skip: tuple[str, ...] = ()) -> list[tuple[str, str]]:
        """Return the labelled values of a record that are no links."""
        said = [fact for fact in facts(record, skip=skip) if not fact.url]
        return [(f.label, self.when(record) if f.label == "When" else f.text) for f in said]

    def links(self, record: Record, *, skip: tuple[str, ...] = ()) -> list[docnodes.reference]:
        """Return the links of a record, but for one to this very site."""
        return self.external(facts(record, skip=skip))

    def external(self, told: Iterable[Fact]) -> list[docnodes.reference]:
        """Return the links among some facts, but for one to this very site."""
        home = self.domain.portfolio.base_url
        linked = [fact for fact in told if fact.url and fact.url != home]
        return [nodes.external(fact.link_text, str(fact.url)) for fact in linked]


def unique(cited: docnodes.Element) -> Iterable[str]:
    """Return the keys of a citation, each once."""
    return dict.fromkeys(cited["keys"])


def ancestors(app: Sphinx, docname: str) -> Iterator[str]:
    """Yield the pages above a page, the nearest first."""
    relations = app.builder.relations if isinstance(app.builder, StandaloneHTMLBuilder) else {}
    while (related := relations.get(docname)) and (docname := related[0] or ""):
        yield docname
