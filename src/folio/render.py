"""Fill a page when it is written, because then every other page is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes as docnodes

from folio import nodes
from folio.domain import FolioDomain
from folio.languages import mark_chinese
from folio.lists import LISTINGS
from folio.page import Page
from folio.problems import Invalid, report
from folio.records import Publication
from folio.sources import citation, publication, source_list

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx


def fill_page(app: Sphinx, doctree: docnodes.document, docname: str) -> None:
    """Replace what the directives and roles of this package left in a page."""
    domain = app.env.domains["folio"]
    assert isinstance(domain, FolioDomain)
    page = Page.of(doctree, docname, domain, app.builder)
    for node in list(doctree.findall(nodes.folio_listing)):
        node.replace_self(listed(page, node))
    for record in list(doctree.findall(nodes.folio_record)):
        record.replace_self(stated(page, record))
    for cited in list(doctree.findall(nodes.folio_cite)):
        cited.replace_self(citation(page, cited["keys"]))
    mark_chinese(doctree)


def listed(page: Page, node: nodes.folio_listing) -> list[Node]:
    """Return what a listing shows; a listing that cannot be filled is reported."""
    try:
        return [LISTINGS[node["style"]](page, node)]
    except Invalid as error:
        for problem in error.problems:
            report(problem, (page.docname, node["lines"].get(problem.option, node.line)))
        return []


def stated(page: Page, node: nodes.folio_record) -> list[Node]:
    """Show a record on its own page: what it is, its facts, its sources."""
    placed = page.domain.stated(node)
    if placed is None:  # it was refused when the page was read, and reported then
        return list(node.children)
    record = placed.record
    if isinstance(record, Publication):
        return [publication(page, placed, record)]
    sentences = [child for child in node if isinstance(child, docnodes.paragraph)]
    points = [child for child in node if child not in sentences]
    box = nodes.box([], "folio-facts", f"folio-{node['kind']}")
    fields = [nodes.field(label, [value]) for label, value in page.facts(record)]
    if page.lists_sources:
        fields.append(nodes.field("Sources", [citation(page, record.source, brackets="")]))
    else:
        box += nodes.unfold("Sources", [source_list(page.sources(record.source))])
    if fields:
        box.insert(0, docnodes.field_list("", *fields))
    return [nodes.box(sentences, "folio-summary"), box, *points]
