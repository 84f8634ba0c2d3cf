"""Fill a page when it is written, because then every other page is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes as docnodes
from sphinx.util.osutil import relative_uri

from folio.core.kinds import Person, Project, Publication, Record
from folio.core.problems import Invalid, Problem, Subtype, suggestion
from folio.pages import nodes
from folio.pages.citations import citation, publication, source_list
from folio.pages.cite_marks import CiteMarks
from folio.pages.collect import report_bibliography
from folio.pages.domain import FolioDomain, report_missing
from folio.pages.drafts import NOTE
from folio.pages.given_names import setup_given_names
from folio.pages.heading_links import PlainHeadingLinks
from folio.pages.languages import mark_languages
from folio.pages.link_box import lead_to_links
from folio.pages.listings import LISTINGS
from folio.pages.page import Page
from folio.pages.report import report

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx

CV_PDF = "cv.pdf"


def fill_page(app: Sphinx, doctree: docnodes.document, docname: str) -> None:
    """Replace what the directives and roles of this package left in a page."""
    domain = FolioDomain.of(app.env)
    page = Page.of(doctree, docname, domain, app.builder)
    lead_to_links(doctree)
    for node in list(doctree.findall(nodes.folio_listing)):
        node.replace_self(listed(page, node))
    for record in list(doctree.findall(nodes.folio_record)):
        note = [nodes.paragraph([docnodes.Text(NOTE)], "folio-line")] if record["draft"] else []
        record.replace_self([*note, *stated(page, record)])
    marks = CiteMarks(page)
    for cited in list(doctree.findall(nodes.folio_cite)):
        marks.replace(cited)
    for link in list(doctree.findall(nodes.folio_export)):
        link.replace_self(exported(page, link))
    for date in list(doctree.findall(nodes.folio_as_of)):
        date.replace_self(as_of(page, date))
    mark_languages(doctree, page.builder.config)


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
        section = nodes.section_of(node)
        heading = section[0].astext() if section is not None else ""
        return [publication(page, placed, record, heading)]
    sentences = [child for child in node if isinstance(child, docnodes.paragraph)]
    result = [child for child in node if isinstance(child, nodes.folio_result)]
    points = [child for child in node if child not in (*sentences, *result)]
    if not sentences and record.summary:
        sentences = [nodes.paragraph([docnodes.Text(record.summary)])]
    sentences += [nodes.paragraph(list(child.children), "folio-result") for child in result]
    said = [nodes.box(sentences, "folio-summary")] if sentences else []
    if isinstance(record, Person | Project):  # which has its page to itself
        box = nodes.box(facts_of(page, record), "folio-facts", f"folio-{node['kind']}")
        return [*names_of(record), *said, box, *points]
    skip = ("date", *record.byline)
    box = nodes.box(facts_of(page, record, skip), "folio-facts", "folio-inline")
    return [*line_of(page, record), *said, *points, box]


def line_of(page: Page, record: Record) -> list[Node]:
    """Return when and where, the line under the heading of a record."""
    parts: list[Node] = [
        nodes.within(part) for part in (page.when(record), page.byline(record)) if part
    ]
    if about := page.about(record):
        parts.append(page.link(about))
    return [nodes.paragraph(nodes.joined(parts), "folio-line")] if parts else []


def facts_of(page: Page, record: Record, skip: tuple[str, ...] = ()) -> list[Node]:
    """Return what the box of a record says: its labelled values, its links, its sources."""
    skip += ("author",) if isinstance(record, Person) else ()
    values = page.facts(record, skip=skip)
    fields = [nodes.field(label, nodes.said(value)) for label, value in values]
    if links := [*page.links(record), *cv_link(page, record)]:
        rows = [docnodes.list_item("", nodes.paragraph([link])) for link in links]
        body = docnodes.field_body("", docnodes.bullet_list("", *rows))
        fields.append(docnodes.field("", docnodes.field_name("", "Links"), body))
    if page.lists_sources:
        fields.append(nodes.field("Sources", [citation(page, record.source, brackets="")]))
    box: list[Node] = [docnodes.field_list("", *fields)] if fields else []
    return box + sources_of(page, record)


def sources_of(page: Page, record: Record) -> list[Node]:
    """Return the sources of a record to unfold, unless its page lists them."""
    if page.lists_sources:
        return []
    return [nodes.unfold("Sources", [source_list(page.sources(record.source))])]


def names_of(record: Record) -> list[Node]:
    """Return the line that tells under which name a person signs papers."""
    if not isinstance(record, Person) or not record.signs_otherwise:
        return []
    return [nodes.paragraph([docnodes.Text(f"{record.author} on papers")], "folio-line")]


def cv_link(page: Page, record: Record) -> list[docnodes.reference]:
    """Return the link from a person to the CV as a file, if the site makes one."""
    if not isinstance(record, Person) or CV_PDF not in page.builder.config.folio_exports:
        return []
    address = relative_uri(page.builder.get_target_uri(page.docname), CV_PDF)
    return [docnodes.reference("", "CV (PDF)", refuri=address, internal=True)]


def setup_pages(app: Sphinx) -> None:
    """Fill pages when they are written, and report what they refer to and nobody states."""
    setup_given_names(app)
    app.add_post_transform(PlainHeadingLinks)
    app.connect("env-before-read-docs", report_bibliography)
    app.connect("doctree-resolved", fill_page)
    app.connect("warn-missing-reference", report_missing)
