"""CSL-JSON, which reference managers and Pandoc read; its schema is version 1.0.2's csl-data.

Fields that the entry lacks are left out, and the date is as exact as the entry gives it.
"""

from __future__ import annotations

from typing import Any

from folio.core.bibliography import Name, Source
from folio.core.escape import file_json

# What BibTeX calls its entries, and what CSL does; anything else is a document.
TYPES = {
    "article": "article-journal",
    "book": "book",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "techreport": "report",
}


def csl_json(source: Source) -> str:
    """Return the list of one item that readers import."""
    return file_json([csl_item(source)])


def csl_item(source: Source) -> dict[str, Any]:
    """Return an entry of the bibliography as a CSL item."""
    date = source.date
    fields = {
        "id": source.key,
        "type": TYPES.get(source.type, "document"),
        "title": source.title,
        "author": [csl_name(name) for name in source.names if name.family != "others"],
        "issued": {"date-parts": [[part for part in (date.year, date.month, date.day) if part]]},
        "container-title": source.venue if source.type in CONTAINED else "",
        "publisher": source.publisher,
        "publisher-place": source.place,
        "volume": source.volume,
        "issue": source.number,
        "page": source.pages.replace("–", "-"),
        "DOI": source.doi,
        "ISBN": source.isbn,
        "URL": source.url or next((address for _, address in source.links), ""),
    }
    return {name: value for name, value in fields.items() if value}


CONTAINED = ("article", "incollection", "inproceedings")


def csl_name(name: Name) -> dict[str, str]:
    """Return a name; one without parts is that of a group."""
    if not name.given:
        return {"literal": name.family}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: text for part, text in parts.items() if text}
