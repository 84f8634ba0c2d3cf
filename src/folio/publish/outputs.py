"""The files beside the pages: the CV, citations, feed, lists for crawlers, Markdown, social images.

``folio_exports`` in conf.py names those that a site makes; what they say is in ``folio.exports``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.directives.code import LiteralInclude, LiteralIncludeReader

from folio.core.addresses import card_file, citation_files, page_file, twin_file
from folio.core.portfolio import Portfolio
from folio.core.problems import Invalid, Problem, Subtype, suggestion
from folio.core.results import written
from folio.exports import notfound, sitemap
from folio.exports.badges import badges
from folio.exports.bibtex import publications_bib, published
from folio.exports.cards import cards_json
from folio.exports.cff import citation_cff
from folio.exports.csl import csl_json
from folio.exports.feed import feed
from folio.exports.jsonresume import resume
from folio.exports.llms import llms_txt
from folio.exports.twin import twin
from folio.exports.webpage import WebPage
from folio.pages.configuration import place_in_conf
from folio.pages.domain import FolioDomain
from folio.pages.model_figures import results_folder
from folio.pages.report import report
from folio.publish.cv_pdf import cv_pdf, parts_of
from folio.publish.heads import web_page
from folio.publish.permanent_pages import permanent_addresses
from folio.publish.typst import draw

if TYPE_CHECKING:
    from sphinx.application import Sphinx

Files = Mapping[str, str | bytes]


@dataclass(frozen=True, slots=True)
class Site:
    """What the files are made from: the portfolio, the pages, and where things are."""

    app: Sphinx
    portfolio: Portfolio
    pages: tuple[WebPage, ...]

    @classmethod
    def of(cls, app: Sphinx) -> Site:
        """Look through a site that has been built."""
        domain = app.env.domains["folio"]
        assert isinstance(domain, FolioDomain)
        names = sorted(app.env.found_docs - {notfound.DOCNAME})
        portfolio = replace(domain.portfolio, parts=tuple(parts_of(app.env)))
        return cls(app, portfolio, tuple(web_page(app, domain, name) for name in names))

    def source(self, docname: str) -> str:
        """Return what the author wrote."""
        return Path(self.app.env.doc2path(docname)).read_text(encoding="utf-8")


def citations(site: Site) -> Files:
    """Return two files for each paper."""
    return {
        citation_files(record.key)[suffix]: text
        for record, source in published(site.portfolio)
        for suffix, text in ((".bib", source.bibtex), (".csl.json", csl_json(source)))
    }


def listed_pages(site: Site) -> Files:
    """Return the sitemap."""
    known = {page.docname: page.changed for page in site.pages if page.changed}
    names = [page.docname for page in site.pages]
    return {sitemap.FILE: sitemap.sitemap(site.portfolio, names, known)}


def write_ups(site: Site) -> Files:
    """Return the Markdown twin of each write-up that is written in Markdown."""
    number = partial(written, results_folder(site.app.env))
    names = [page.docname for page in site.pages if page.project]
    return {
        twin_file(name): twin(
            site.portfolio, name, site.source(name), number, partial(included, site.app, name)
        )
        for name in names
        if str(site.app.env.doc2path(name)).endswith(".md")
    }


def included(app: Sphinx, docname: str, argument: str, options: Mapping[str, str]) -> str:
    """Return the part of a file that a ``literalinclude`` of a page shows."""
    spec = LiteralInclude.option_spec or {}
    _, path = app.env.relfn2path(argument, docname)
    read = {name: spec[name](value) for name, value in options.items() if name in spec}
    text, _ = LiteralIncludeReader(path, read, app.config).read()
    return text.rstrip()


def cards(site: Site) -> Files:
    """Return the social image of each page."""
    root = Path(site.app.confdir)
    texts = cards_json(site.portfolio, site.pages)
    drawn = draw(root / site.app.config.folio_card, root, texts)
    return {card_file(page.docname): png for page, png in zip(site.pages, drawn, strict=True)}


def lost_page(site: Site) -> Files:
    """Return the page for addresses that lead nowhere, with links that work there."""
    name = page_file(notfound.DOCNAME)
    path = Path(site.app.outdir, name)
    if not path.is_file():
        message = f"{name} must have a page (found none); write {notfound.DOCNAME}.md"
        raise Invalid([Problem(Subtype.EXPORT, message)])
    return {name: notfound.rooted(path.read_text(encoding="utf-8"), site.portfolio.base_url)}


EXPORTS: Mapping[str, Callable[[Site], Files]] = {
    "404.html": lost_page,
    "CITATION.cff": lambda site: {"CITATION.cff": citation_cff(site.portfolio)},
    "badges": lambda site: badges(site.portfolio, site.app.config.project),
    "cards": cards,
    "cite": citations,
    "cv.pdf": lambda site: {"cv.pdf": cv_pdf(site.app, site.portfolio)},
    "feed.xml": lambda site: {"feed.xml": feed(site.portfolio)},
    "llms.txt": lambda site: {"llms.txt": llms_txt(site.portfolio, site.pages)},
    "publications.bib": lambda site: {"publications.bib": publications_bib(site.portfolio)},
    "ref": lambda site: permanent_addresses(site.app),
    "resume.json": lambda site: {"resume.json": resume(site.portfolio)},
    "robots.txt": lambda site: {"robots.txt": sitemap.robots(site.portfolio)},
    "sitemap.xml": listed_pages,
    "write-ups": write_ups,
}


def exported_files(app: Sphinx) -> dict[str, str | bytes]:
    """Return the files beside the pages that conf.py asks for; report each that cannot be made."""
    files: dict[str, str | bytes] = {}
    if not app.config.folio_exports:
        return files
    site = Site.of(app)
    for name in app.config.folio_exports:
        try:
            files |= made(site, name)
        except Invalid as invalid:
            for problem in invalid.problems:
                report(problem, place_in_conf(app, "folio_exports"))
    return files


def made(site: Site, name: str) -> Files:
    """Return the files of one export; raise :class:`Invalid` if there is nothing in them."""
    if name not in EXPORTS:
        what = f"'folio_exports' must hold names of {', '.join(EXPORTS)} (got {name!r})"
        raise Invalid([Problem(Subtype.EXPORT, what + suggestion(name, EXPORTS))])
    if not site.app.config.html_baseurl:
        what = f"'html_baseurl' must be set for the export {name!r} (got nothing)"
        raise Invalid([Problem(Subtype.EXPORT, what)])
    files = EXPORTS[name](site)
    if not files or not all(files.values()):
        what = f"the export {name!r} must have something to tell (got no record for it)"
        remedy = "state one, or remove the export from 'folio_exports'"
        raise Invalid([Problem(Subtype.EXPORT, f"{what}; {remedy}")])
    return files


def setup_exports(app: Sphinx) -> None:
    """Let conf.py choose the files; they are written when all pages are."""
    app.add_config_value("folio_exports", [], "html", list)
    app.add_config_value("folio_card", "_templates/card.typ", "html", str)
