"""Portfolios made in memory, for the exports that need no Sphinx."""

from __future__ import annotations

from folio.core.bibliography import Name, Source, read_bibliography
from folio.core.dates import Date, Period
from folio.core.index import Index, Placed
from folio.core.kinds import News, Person, Project, Publication
from folio.core.options import Url
from folio.core.portfolio import Portfolio
from folio.exports.webpage import Crumb, WebPage

BASE = "https://ada.example/"
BIB = r"""
@inproceedings{lovelace1843notes,
  author = {King, Jr., Ada and {The Analysts} and Luigi von Menabrea and others},
  title = {{Notes} on the Engine: 100\% {\'e}tude},
  booktitle = {Scientific Memoirs}, year = {1843}, month = sep, pages = {666--731},
  publisher = {Taylor \& Co}, address = {London}, doi = {10.1/ada_1}, isbn = {1-2},
  eprint = {1843.00001}, url = {https://ada.example/notes_1}, abstract = {Ours.}
}
"""


def person(**fields) -> Person:
    """Return whose portfolio it is."""
    base = {
        "key": "ada",
        "title": "Ada",
        "summary": "I compute.",
        "source": (),
        "author": "A. King",
    }
    return Person(**base | fields)


def project(name: str = "engine", **fields) -> Project:
    """Return a project."""
    base = {"key": name, "title": name.title(), "summary": "An engine.", "source": ()}
    return Project(**base | {"kind": "research"} | fields)


def news(name: str, date: str, **fields) -> News:
    """Return a piece of news."""
    base = {"key": name, "title": name.title(), "summary": "It ran.", "source": ()}
    return News(**base | {"date": Period.parse(date)} | fields)


def paper(**fields) -> Publication:
    """Return a paper whose entry is that of ``BIB``."""
    base = {"key": "notes", "title": "Notes", "summary": "Notes.", "source": ()}
    return Publication(**base | {"bib": "lovelace1843notes"} | fields)


def entry(**fields) -> Source:
    """Return an entry of the bibliography that was not read from a file."""
    base = {"key": "lovelace1843notes", "title": "Notes", "date": Date(1843), "venue": ""}
    base |= {"authors": ("Ada",), "families": ("Ada",), "names": (Name("", "Ada"),)}
    return Source(**base | {"pages": "", "shorthand": "", "links": (), "bibtex": ""} | fields)


def portfolio(*pages: WebPage, bib: str = BIB) -> Portfolio:
    """Return a portfolio of pages."""
    index = Index({page.docname: page.placed for page in pages}, {})
    return Portfolio(index, read_bibliography(bib), BASE)


def page(docname: str, *records, title: str = "", **fields) -> WebPage:
    """Return a page that states records."""
    placed = [Placed(record, docname, 1) for record in records]
    above = () if docname == "index" else (Crumb("index", "Ada"),)
    name = title or (records[0].title if records else docname)
    return WebPage(docname=docname, title=name, placed=placed, trail=above, **fields)


HOME = page(
    "index", person(native="愛達", title="Ada 愛達", github=Url("https://code.example/ada"))
)
