"""The files beside the pages: the CV, citations, feed, lists for crawlers, Markdown, social images.

``folio_exports`` in conf.py names those that a site makes; what they say is in ``folio.exports``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from folio.core.addresses import (
    BADGES,
    CARDS,
    CITATIONS,
    REF,
    card_file,
    citation_files,
    page_file,
    pdf_file,
    twin_file,
)
from folio.core.portfolio import Portfolio
from folio.core.problems import Invalid, Problem, Subtype, suggestion
from folio.exports import notfound, sitemap
from folio.exports.badges import badges
from folio.exports.bibtex import publications_bib, published
from folio.exports.cards import cards_json
from folio.exports.cff import citation_cff
from folio.exports.csl import csl_json
from folio.exports.feed import feed
from folio.exports.jsonresume import resume
from folio.exports.llms import llms_txt
from folio.exports.webpage import WebPage
from folio.pages.configuration import colours_of, place_in_conf
from folio.pages.domain import FolioDomain
from folio.pages.report import report
from folio.publish.cv_pdf import cv_pdf, parts_of
from folio.publish.heads import web_page
from folio.publish.pdfs import EXPORT as PDF
from folio.publish.permanent_pages import permanent_addresses
from folio.publish.twins import EXPORT
from folio.publish.typst import draw

if TYPE_CHECKING:
    from sphinx.application import Sphinx

Files = Mapping[str, str | bytes]


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """What the files are made from: the portfolio, the pages, and where things are."""

    app: Sphinx
    portfolio: Portfolio
    pages: tuple[WebPage, ...]

    @classmethod
    def of(cls, app: Sphinx) -> BuiltSite:
        """Look through a site that has been built."""
        domain = FolioDomain.of(app.env)
        names = sorted(app.env.found_docs - {notfound.DOCNAME})
        portfolio = replace(domain.portfolio, parts=tuple(parts_of(app.env)))
        return cls(app, portfolio, tuple(web_page(app, domain, name) for name in names))

    @property
    def listed(self) -> tuple[WebPage, ...]:
        """The pages that lists may name."""
        hidden = self.portfolio.index.unlisted
        return tuple(page for page in self.pages if page.docname not in hidden)


def citations(site: BuiltSite) -> Files:
    """Return two files for each paper."""
    return {
        citation_files(record.key)[suffix]: text
        for record, source in published(site.portfolio, unlisted=True)
        for suffix, text in ((".bib", source.bibtex), (".csl.json", csl_json(source)))
    }


def listed_pages(site: BuiltSite) -> Files:
    """Return the sitemap."""
    known = {page.docname: page.changed for page in site.listed if page.changed}
    names = [page.docname for page in site.listed]
    return {sitemap.FILE: sitemap.sitemap(site.portfolio, names, known)}


def write_ups(site: BuiltSite) -> Files:
    """Return the Markdown twin of each write-up, which was written with its page."""
    names = [twin_file(page.docname) for page in site.pages if page.project]
    return {name: Path(site.app.outdir, name).read_text(encoding="utf-8") for name in names}


def pdfs(site: BuiltSite) -> Files:
    """Return the PDF of each write-up, which was made with its page; why there is none was said."""
    files = {name: path.read_bytes() for name, path in pdf_paths(site).items() if path.is_file()}
    if not files and pdf_paths(site):
        raise Invalid([])  # each was reported where its page stands
    return files


def pdf_paths(site: BuiltSite) -> dict[str, Path]:
    """Return where the PDF of each write-up is, if there is one."""
    names = [pdf_file(page.docname) for page in site.pages if page.project]
    return {name: Path(site.app.outdir, name) for name in names}


def cards(site: BuiltSite) -> Files:
    """Return the social image of each page."""
    root = Path(site.app.confdir)
    texts = cards_json(site.portfolio, site.pages)
    drawn = draw(root / site.app.config.folio_card, root, texts, colours_of(site.app))
    return {card_file(page.docname): png for page, png in zip(site.pages, drawn, strict=True)}


def lost_page(site: BuiltSite) -> Files:
    """Return the page for addresses that lead nowhere, with links that work there."""
    name = page_file(notfound.DOCNAME)
    place = site.portfolio.layout.file(notfound.DOCNAME)
    path = Path(site.app.outdir, place)
    if not path.is_file():
        message = f"{name} must have a page (found none); write {notfound.DOCNAME}.md"
        raise Invalid([Problem(Subtype.EXPORT, message)])
    return {name: notfound.rooted(path.read_text(encoding="utf-8"), site.portfolio.base_url, place)}


EXPORTS: Mapping[str, Callable[[BuiltSite], Files]] = {
    "404.html": lost_page,
    "CITATION.cff": lambda site: {"CITATION.cff": citation_cff(site.portfolio)},
    "badges": lambda site: badges(site.portfolio, site.app.config.project, colours_of(site.app)),
    "cards": cards,
    "cite": citations,
    "cv.pdf": lambda site: {"cv.pdf": cv_pdf(site.app, site.portfolio)},
    "feed.xml": lambda site: {"feed.xml": feed(site.portfolio)},
    "llms.txt": lambda site: {"llms.txt": llms_txt(site.portfolio, site.listed)},
    PDF: pdfs,
    "publications.bib": lambda site: {"publications.bib": publications_bib(site.portfolio)},
    "ref": lambda site: permanent_addresses(site.app),
    "resume.json": lambda site: {"resume.json": resume(site.portfolio)},
    "robots.txt": lambda site: {"robots.txt": sitemap.robots(site.portfolio)},
    "sitemap.xml": listed_pages,
    EXPORT: write_ups,
}


#: What each export makes, for the reference.
MEANINGS: Mapping[str, str] = {
    "404.html": "The page for addresses that lead nowhere; its source is 404.md.",
    "CITATION.cff": "How to cite the site.",
    "badges": "badges/KEY.svg: a badge for each record.",
    "cards": "cards/PAGE.png: a social image for each page.",
    "cite": "cite/KEY.bib and cite/KEY.csl.json: each paper as BibTeX and as CSL-JSON.",
    "cv.pdf": "The CV as PDF, tagged, set by the template that ``folio_template`` names.",
    "feed.xml": "The news as an Atom feed.",
    "llms.txt": "The pages and write-ups as a list in Markdown, for programs that read.",
    "pdf": "PAGE.pdf: each write-up as PDF, tagged, set by the template ``folio_writeup``.",
    "publications.bib": "All papers of the portfolio as BibTeX.",
    "ref": "ref/KEY.html: an address for each record that stays wherever its page moves.",
    "resume.json": "The portfolio in the form of JSON Resume.",
    "robots.txt": "What crawlers may read, and where the sitemap is.",
    "sitemap.xml": "All pages, with the day of their last change.",
    "write-ups": "PAGE.md: each write-up as Markdown.",
}


#: Exports of several files, by the folder in which those stand.
FOLDERS = {"badges": BADGES, "cards": CARDS, "cite": CITATIONS, "ref": REF}


def makes(export: str, name: str) -> bool:
    """Tell whether a file is that of a name, or one of those that an export makes.

    >>> makes("cv.pdf", "cv.pdf"), makes("cite", "cite/notes.bib"), makes("cite", "cv.pdf")
    (True, True, False)
    """
    if export in (EXPORT, PDF):
        return name.endswith(".md" if export == EXPORT else ".pdf") and name not in EXPORTS
    return name.startswith(FOLDERS[export]) if export in FOLDERS else name == export


def exported_files(app: Sphinx) -> tuple[dict[str, str | bytes], frozenset[str]]:
    """Return the files beside the pages that conf.py asks for, and what could not be made.

    The latter are exports, or files of one; each was reported. Where a name is none, any export
    that is not asked for may be meant.
    """
    files: dict[str, str | bytes] = {}
    refused: set[str] = set()
    if not app.config.folio_exports:
        return files, frozenset()
    site = BuiltSite.of(app)
    for name in app.config.folio_exports:
        try:
            files |= made(site, name)
        except Invalid as invalid:
            refused |= {name} if name in EXPORTS else {*EXPORTS} - {*app.config.folio_exports}
            for problem in invalid.problems:
                report(problem, place_in_conf(app, "folio_exports"))
    if PDF in app.config.folio_exports:
        refused |= pdf_paths(site).keys() - files.keys()
    return files, frozenset(refused)


def made(site: BuiltSite, name: str) -> Files:
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
