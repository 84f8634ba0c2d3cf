"""Listings: placeholders filled with the records of the whole site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from docutils import nodes as docnodes
from docutils.nodes import Node, Text
from sphinx_design.shared import create_component

from folio.core.directions import isolated
from folio.core.index import Placed
from folio.core.kinds import Project, Publication, Record, Work
from folio.core.problems import Invalid, Problem, Subtype
from folio.exports.entry import Entry, entry_of
from folio.pages import nodes
from folio.pages.citations import publication, sources
from folio.pages.configuration import SITES
from folio.pages.link_box import link_here, link_list, short_name
from folio.pages.nodes import joined, paragraph
from folio.pages.page import Page
from folio.pages.plain_formula import said


def component(name: str, own: str, classes: str, *children: Node) -> docnodes.container:
    """Return a part of a sphinx-design grid or card; its own class is set by the site's sheet."""
    return create_component(name, [own, *classes.split()], children=children)


def cards(page: Page, node: nodes.folio_listing) -> Node:
    """Show records as a grid of sphinx-design cards, each one link named by its title."""
    grid = "sd-row sd-row-cols-1 sd-row-cols-xs-1 sd-row-cols-md-2 sd-g-3"
    row = component("grid-row", "folio-cards-row", grid)
    for placed in page.chosen(node):
        look = "sd-card sd-sphinx-override sd-w-100 sd-card-hover"
        card = component("card", "folio-card", look, card_body(page, placed))
        row += component("grid-item", "folio-cards-item", "sd-col sd-d-flex-row", card)
    return component("grid-container", "folio-cards", "sd-container-fluid sd-sphinx-override", row)


def card_body(page: Page, placed: Placed) -> docnodes.container:
    """Return a card's title, sentence and small line."""
    record = placed.record
    work = record if isinstance(record, Work) else None
    link = page.link_to(placed.docname, placed.anchor, short_name(placed))
    link["classes"] += ["folio-card-link", "sd-stretched-link"]
    bold = "sd-card-title sd-font-weight-bold"
    title = component("card-title", "folio-card-title", bold, paragraph([link]))
    body = component("card-body", "folio-card-body", "sd-card-body", title)
    if work and work.picture:
        body.insert(0, nodes.box([docnodes.raw("", work.picture, format="html")], "folio-thumb"))
    body += [paragraph([Text(record.summary)], "folio-card-text")] if record.summary else []
    if work and work.result:
        body += paragraph([Text(work.result)], "folio-result")
    body += [paragraph(nodes.said(line), "folio-line") for line in card_lines(page, record)]
    return body


def card_lines(page: Page, record: Record) -> Iterator[str]:
    """Yield what kind of work it is and when, then whose part in it is entry."""
    course = isinstance(record, Project) and record.course
    parts = ("Course project" if course else page.byline(record), page.when(record))
    if line := " · ".join(part for part in parts if part):
        yield line
    if isinstance(record, Work) and record.role:
        yield f"{record.role}, with {fellow}" if (fellow := fellow_of(record)) else record.role


def fellow_of(record: Work) -> str:
    """Return with whom a project was made, without places and remarks: who led it, or else who."""
    named = (record.supervisor or record.with_) if isinstance(record, Project) else None
    return isolated(re.split(r"[,(،]", named or "")[0].strip())


def timeline(page: Page, node: nodes.folio_listing) -> Node:
    """Show records as a list with their dates in front."""
    rows = [row(page, placed) for placed in page.chosen(node)]
    return docnodes.enumerated_list("", *rows, classes=["folio-timeline"])


def cv(page: Page, node: nodes.folio_listing) -> Node:
    """Show records as a CV does: a timeline with the points of each."""
    rows = [row(page, p, *highlights(p.record)) for p in page.chosen(node)]
    return docnodes.enumerated_list("", *rows, classes=["folio-timeline"])


def row(page: Page, placed: Placed, *points: Node) -> docnodes.list_item:
    """Return when, what, where, and a record's sentence and facts."""
    entry = entry_of(page.domain.portfolio, placed)
    when = docnodes.inline("", entry.when, classes=["folio-when"])
    link = page.link_to(*page.place(placed), entry.title)
    head: list[Node] = [when, Text(" "), link] if entry.when else [link]
    dated = ["folio-dated"] if entry.when else []
    item = docnodes.list_item("", paragraph(head, "folio-title"), classes=dated)
    item += [paragraph(nodes.said(entry.byline), "folio-line")] if entry.byline else []
    item += [paragraph([Text(text)]) for text in (entry.summary, entry.result) if text]
    more = details(page, entry)
    item += [paragraph(more, "folio-line")] if more else []
    item += points
    return item


def highlights(record: Record) -> list[Node]:
    """Return the points of a record as a list, if it has any."""
    points = [docnodes.list_item("", paragraph([Text(text)])) for text in record.highlights]
    return [docnodes.bullet_list("", *points, classes=["folio-highlights"])] if points else []


def details(page: Page, entry: Entry) -> list[Node]:
    """Return the facts that neither the date nor the byline of a row has shown."""
    values = [fact for fact in entry.details() if not fact.url]
    said = [nodes.within(f"{fact.label}: {fact.text}") for fact in values]
    return joined([*said, *page.external(entry.details())])


def publications(page: Page, node: nodes.folio_listing) -> Node:
    """Show papers as a bibliography does."""
    box = nodes.box([], "folio-publications")
    for placed in page.chosen(node):
        assert isinstance(placed.record, Publication)
        box += publication(page, placed, placed.record)
    return box


def mentions(page: Page, node: nodes.folio_listing) -> Node:
    """Show which sections of other pages, here and elsewhere, refer to the records of this page."""
    here = [m for m in page.domain.index.mentions_of(page.docname) if not page.hides(m.docname)]
    elsewhere = page.domain.portfolio.back_links_of(page.docname)
    if not here and not elsewhere and page.builder.name not in SITES:
        return docnodes.comment()  # all pages are one, which nobody else refers to
    if not here and not elsewhere:
        message = (
            "{mentions} must stand on a page with a record that another page refers to "
            "(found no reference); refer to it or remove the directive"
        )
        raise Invalid([Problem(Subtype.EMPTY_LISTING, message)])
    rows = docnodes.bullet_list(classes=["folio-mentions"])
    for place in dict.fromkeys((m.docname, m.anchor, m.section) for m in here):
        title = said(page.domain.env.titles[place[0]])
        name = "Home page" if place[0] == page.builder.config.root_doc else title
        text = name if place[2] == title else f"{name}: {place[2]}"
        rows += docnodes.list_item("", paragraph([page.link_to(place[0], place[1], text)]))
    for link in elsewhere:
        linked = [nodes.external(link.title, link.url), Text(f", in {link.site}")]
        rows += docnodes.list_item("", paragraph(linked))
    return rows


LISTINGS: Mapping[str, Callable[[Page, nodes.folio_listing], Node]] = {
    "cards": cards,
    "timeline": timeline,
    "cv": cv,
    "link-here": link_here,
    "link-list": link_list,
    "publications": publications,
    "mentions": mentions,
    "sources": sources,
}
