"""Highwire's ``citation_*`` tags, from which Google Scholar and Zotero read a paper.

Only what the entry and the record say is given: without pages, no tags for pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from folio.bibliography import Source
from folio.exports.text import meta
from folio.records import Publication

# The tag that names what the paper appeared in, by the type of its entry.
VENUES = {"article": "citation_journal_title", "inproceedings": "citation_conference_title"}


def citation_tags(record: Publication, source: Source) -> str:
    """Return the tags of one paper, its authors in their order."""
    return "".join(meta("name", name, value) for name, value in _pairs(record, source) if value)


def _pairs(record: Publication, source: Source) -> Iterator[tuple[str, str]]:
    first, _, last = source.pages.partition("–")
    yield "citation_title", source.title
    for author in source.authors:
        if author != "others":
            yield "citation_author", author
    yield "citation_publication_date", source.date.iso().replace("-", "/")
    if source.type in VENUES:
        yield VENUES[source.type], source.venue
    yield "citation_publisher", source.publisher
    yield "citation_volume", source.volume
    yield "citation_issue", source.number
    yield "citation_firstpage", first
    yield "citation_lastpage", last
    yield "citation_isbn", source.isbn
    yield "citation_doi", source.doi
    yield "citation_arxiv_id", source.eprint
    yield "citation_pdf_url", record.pdf or ""
