"""Fill a page when it is written, because then every other page is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes as docnodes
from sphinx.util.osutil import relative_uri

from folio import nodes
from folio.domain import FolioDomain
from folio.languages import mark_chinese
from folio.linkhere import lead_to_links
from folio.lists import LISTINGS
from folio.page import Page
from folio.problems import Invalid, Problem, Subtype, report, suggestion
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
    lead_to_links(doctree)
    for node in list(doctree.findall(nodes.folio_listing)):
        node.replace_self(listed(page, node))
    for record in list(doctree.findall(nodes.folio_record)):
        record.replace_self(stated(page, record))
    for cited in list(doctree.findall(nodes.folio_cite)):
        cited.replace_self(citation(page, cited["keys"]))
    for link in list(doctree.findall(nodes.folio_export)):
        link.replace_self(exported(page, link))
    for date in list(doctree.findall(nodes.folio_as_of)):
        date.replace_self(as_of(page, date))
    mark_chinese(doctree)


def listed(page: Page, node: nodes.folio_listing) -> list[Node]:
    """Return what a listing shows; a listing that cannot be filled is reported."""
    try:
        return [LISTINGS[node["style"]](page, node)]
    except Invalid as error:
        for problem in error.problems:
            report(problem, (page.docname, node["lines"].get(problem.option, node.line)))
        return []


def exported(page: Page, node: nodes.folio_export) -> Node:
    """Link to an export, which must be one that conf.py turns on."""
    names, target = page.builder.config.folio_exports, node["target"]
    if target not in names:
        rule = f"'export' must name one of folio_exports in conf.py (got {target!r})"
        report(Problem(Subtype.EXPORT, rule + suggestion(target, names)), node)
        return docnodes.Text(node["title"])
    address = relative_uri(page.builder.get_target_uri(page.docname), target)
    return docnodes.reference("", node["title"], refuri=address, classes=["folio-export"])


def as_of(page: Page, node: nodes.folio_as_of) -> Node:
    """Say as of which date a record holds."""
    known, key = page.domain.index.by_key, node["key"]
    date = page.domain.portfolio.as_of(known[key].record) if key in known else None
    if date is None:
        rule = f"'as-of' must be the key of a record with sources (got {key!r})"
        report(Problem(Subtype.UNKNOWN_KEY, rule + suggestion(key, known)), node)
    return docnodes.Text(date.text() if date else "")


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
