"""COinS: a paper as a query of OpenURL 1.0, which Zotero and others read from a ``<span>``.

A page about a paper is not that paper: its head tells of the page alone, and this offers the paper.
The keys are those of Z39.88-2004; a name is "Family, Given", so that no reader has to guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from folio.core.bibliography import Name, Source
from folio.core.escape import visible
from folio.core.work_types import THESES
from folio.exports.csl import number_name


class Form(NamedTuple):
    """How OpenURL describes a kind of work: its format, genre, and what it calls the rest."""

    format: str
    genre: str
    title: str
    venue: str
    author: str = "au"
    group: str = "aucorp"


# By the type of the entry; anything else is described in Dublin Core.
FORMS = {
    "article": Form("journal", "article", "atitle", "jtitle"),
    "book": Form("book", "book", "btitle", ""),
    "inbook": Form("book", "bookitem", "atitle", "btitle"),
    "incollection": Form("book", "bookitem", "atitle", "btitle"),
    "inproceedings": Form("book", "proceeding", "atitle", "btitle"),
    **dict.fromkeys(THESES, Form("dissertation", "", "title", "inst")),
    "patent": Form("dc", "", "title", "pub", "creator", "creator"),
    "proceedings": Form("book", "book", "btitle", ""),
    "techreport": Form("book", "report", "btitle", "pub"),
}
OTHER = Form("dc", "", "title", "source", "creator", "creator")


def coins(source: Source) -> str:
    """Return the query that describes a paper; what the entry lacks is left out."""
    pairs = ((key, visible(value)) for key, value in _pairs(source) if value)
    return urlencode(list(pairs), safe=":/,()'")  # what need not be escaped weighs less


def _pairs(source: Source) -> Iterator[tuple[str, str]]:
    form = FORMS.get(source.type, OTHER)
    address = source.url or next((address for _, address in source.links), "")
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form.format}"
    yield "rft_id", f"info:doi/{source.doi}" if source.doi else ""
    yield "rft_id", address
    yield "rft.genre", form.genre
    yield f"rft.{form.title}", source.title
    # Who has published a work is said once, and in which series it has its number is no journal.
    made = form.venue in ("inst", "pub")
    if form.venue and (made or source.within or source.venue != source.publisher):
        yield f"rft.{form.venue}", source.venue
    yield "rft.volume", source.volume
    yield "rft.issue", source.number if number_name(source) == "issue" else ""
    yield "rft.pages", source.pages.replace("–", "-")
    yield "rft.series", source.series
    yield "rft.date", source.date.iso()
    yield "rft.isbn", source.isbn
    yield "rft.issn", source.issn
    if not source.edition.startswith("version "):
        yield "rft.edition", source.edition.removesuffix(" edition")
    if not made or source.publisher != source.venue:
        yield "rft.pub", source.publisher if form.venue != "pub" else ""
    yield "rft.place", source.place
    for name in source.names:
        if name.family != "others":
            yield f"rft.{form.author if name.given else form.group}", _inverted(name)
    yield f"rft.{form.group}", source.collaboration


def _inverted(name: Name) -> str:
    return f"{name.family}, {name.given} {name.suffix}".rstrip() if name.given else name.family
