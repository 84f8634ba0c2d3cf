"""Pages that have an address and stand in no list: for a reviewer, or an employer, who is sent it.

``unlisted: true`` in the front matter of a page, or the option ``unlisted`` of the record that its
title is of. No list, count, export, search, sitemap, feed, inventory or navigation names the page,
nor what stands on it, and search engines are asked to leave it out. The page, its Markdown twin,
its social image and the permanent addresses of its records are there for those who have been told.
A reference that an author writes leads to it as to any page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder

from folio.core.drafts import is_set
from folio.core.problems import Problem, Subtype
from folio.pages.domain import FolioDomain
from folio.pages.nodes import folio_record
from folio.pages.report import report

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

MARK = "unlisted"
NOTE = "Unlisted: in no list and no search"
NOINDEX = '<meta name="robots" content="noindex">\n'


def unlisted(env: BuildEnvironment) -> Set[str]:
    """Return the pages of a build that stand in no list."""
    pages: Set[str] = FolioDomain.of(env).drafts.unlisted
    return pages


def read_again(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages whose toctrees may name a page that has left the lists or come back."""
    before = {name for name, marks in env.metadata.items() if is_set(marks.get(MARK, "no"))}
    if not (moved := before ^ unlisted(env)):
        return []
    naming = {name for name, below in env.toctree_includes.items() if moved & set(below)}
    return sorted((naming | env.glob_toctrees | moved) & env.found_docs)


def mark_page(app: Sphinx, doctree: nodes.document) -> None:
    """Note what Sphinx knows of such pages: that no toctree has them, and no search."""
    env, docname = app.env, app.env.current_document.docname
    records = list(doctree.findall(folio_record))
    if docname not in unlisted(env):
        for node in (node for node in records if node["unlisted"]):
            what = f"{MARK!r} must stand in the record of a page's title, since a page is unlisted"
            problem = Problem(
                Subtype.DRAFT, f"{what} as a whole; give the record a page of its own"
            )
            report(problem, (docname, node["lines"].get(MARK, node.line)))
        return
    env.metadata[docname].update({MARK: "true", "orphan": "true", "nosearch": "true"})
    env.domains.index_domain.entries[docname] = []
    public = {app.config.root_doc: "the home page", app.config.folio_cv: "the CV"}
    if docname in public or any(node["kind"] == "person" for node in records):
        what = f"{public.get(docname, 'the page of the person')} must be listed"
        problem = Problem(Subtype.DRAFT, f"{what} (got 'unlisted'); remove the mark")
        report(problem, (docname, 1))


def leave_unlisted_out(env: BuildEnvironment, tree: addnodes.toctree) -> None:
    """Take pages out of a toctree that found them by a pattern; refuse those that it names."""
    for entry in list(tree["entries"]):
        if entry[1] in unlisted(env):
            tree["entries"].remove(entry)
            tree["includefiles"].remove(entry[1])
            if not tree["glob"] or entry[0]:
                what = f"a toctree must name pages that are listed (got {entry[1]!r}, "
                remedy = "which is 'unlisted'); remove the line, or the mark of that page"
                report(Problem(Subtype.DRAFT, what + remedy), tree)


def say_unlisted(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Say at the top of the page what it is, to its author only."""
    title = next(iter(doctree.findall(nodes.title)), None)
    if app.config.folio_live and docname in unlisted(app.env) and title is not None:
        note = nodes.paragraph("", NOTE, classes=["folio-line"])
        title.parent.insert(title.parent.index(title) + 1, note)


def ask_for_no_index(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Ask search engines to leave the page out."""
    if pagename in unlisted(app.env):
        context["metatags"] += NOINDEX


def forget_page(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Take the titles out of Sphinx's own search, which leaves out the text alone."""
    if isinstance(app.builder, StandaloneHTMLBuilder) and app.builder.indexer:
        app.builder.indexer.prune(app.env.all_docs.keys() - unlisted(app.env))
    return []


def setup_unlisted(app: Sphinx) -> None:
    """Keep such pages out of what Sphinx lists; the domain keeps their records out of the rest."""
    app.connect("env-get-outdated", read_again)
    app.connect("doctree-read", mark_page)
    app.connect("doctree-resolved", say_unlisted)
    app.connect("html-page-context", ask_for_no_index)
    app.connect("html-collect-pages", forget_page)
