"""CSL-JSON, which reference managers and Pandoc read; its schema is version 1.0.2's csl-data.

Fields that the entry lacks are left out, and the date is as exact as the entry gives it.
"""

from __future__ import annotations

import re
from typing import Any

from folio.core.bibliography import Name, Source
from folio.core.dates import Date
from folio.core.escape import file_json
from folio.core.work_types import BOOKS, PARTS, THESES

# What BibTeX and biblatex call their entries, and what CSL does; anything else is a document.
TYPES = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "dataset": "dataset",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "manual": "book",
    **dict.fromkeys(THESES, "thesis"),
    "online": "webpage",
    "patent": "patent",
    **{"standard": "standard", "movie": "motion_picture", "video": "motion_picture"},
    **{"audio": "song", "music": "song", "artwork": "graphic", "image": "graphic"},
    **{"letter": "personal_communication", "performance": "performance", "review": "review"},
    **{"legislation": "legislation", "jurisdiction": "legal_case", "map": "map"},
    **{"interview": "interview", "blog": "post-weblog", "podcast": "broadcast"},
    **{"newspaper": "article-newspaper", "magazine": "article-magazine", "preprint": "article"},
    **dict.fromkeys(("talk", "presentation", "poster", "lecture"), "speech"),
    "periodical": "periodical",
    "proceedings": "book",
    "software": "software",
    "techreport": "report",
    "unpublished": "manuscript",
}


#: The seasons by their numbers in CSL.
SEASONS = {"Spring": 1, "Summer": 2, "Autumn": 3, "Fall": 3, "Winter": 4}
#: How CSL calls an archive without addresses, and the number of a work there.
ARCHIVED = ("archive", "archive_location")
#: As what CSL knows those who have edited a work, besides as editors.
EDITORS = ("director", "compiler")
#: The word behind an edition, and the ending of its number, which each style has as its own.
EDITION = re.compile(r"(?:(?<=\d)(?:st|nd|rd|th))?\s+ed(?:ition|n)?\.?$", re.IGNORECASE)
#: What somebody publishes, who is its venue; of other works a venue may tell the form: a talk.
PUBLISHED = frozenset(
    (
        *("book", "pamphlet", "thesis", "report", "patent", "periodical", "standard", "webpage"),
        *("dataset", "software", "entry-encyclopedia", "chapter"),
    )
)


def csl_json(source: Source) -> str:
    """Return the list of one item that readers import."""
    return file_json([csl_item(source)])


def csl_item(source: Source) -> dict[str, Any]:
    """Return an entry of the bibliography as a CSL item."""
    dates = [date for date in (source.date, source.until) if date and date.year]
    kind = _kind(source)
    held = at_an_event(source)
    alone = not source.within and source.venue not in (source.publisher, source.place)
    how = source.venue if alone else ""
    makers = (how if kind in PUBLISHED else "", source.publisher)
    series = "" if source.within and source.series == source.venue else source.series
    fields = {
        "id": copied_key(source),
        "type": kind,
        "title": source.title,
        **_people(source),
        "issued": _issued(source, dates),
        "accessed": {"date-parts": [_parts(source.visited)]} if source.visited else None,
        "status": source.state,
        "genre": source.genre.removesuffix(source.number).strip().removesuffix("no."),
        "container-title": source.venue if source.within and not held else "",
        "medium": "" if kind in PUBLISHED else how,
        "collection-title": series,
        "event-title": source.venue if held else source.meeting,
        "event-place": source.event,
        "publisher": ", ".join(filter(None, makers)),
        **_place(source, kind),
        "chapter-number": source.chapter,
        "number-of-volumes": source.volumes,
        "number-of-pages": source.total,
        **_numbers(source),
        "page": source.pages.replace("–", "-"),
        "note": ". ".join(
            filter(None, (source.addon, source.issued, *_others(source), source.note))
        ),
        **dict(zip(ARCHIVED, source.archived.split(":", 1), strict=False)),
        "DOI": source.doi,
        "ISBN": source.isbn,
        "ISSN": source.issn,
        "URL": source.url or next((address for _, address in source.links), ""),
    }
    return {name: value for name, value in fields.items() if value}


def _others(source: Source) -> list[str]:
    """Return who else has a part in a book, for whom CSL has no name: introduction by Ada Lin."""
    return [f"{part} {', '.join(map(str, names))}" for part, names in source.others]


def copied_key(source: Source) -> str:
    """Return the key of a source in the BibTeX that readers copy, which every program reads."""
    copy = re.match(r"@\w+\{([^,\s]+)", source.bibtex)
    return copy[1] if copy else source.key


def _place(source: Source, kind: str) -> dict[str, str]:
    """Return where a work was published, or where a patent holds."""
    place = source.place if source.place != source.event else ""
    return {"jurisdiction" if kind == "patent" else "publisher-place": place}


def _kind(source: Source) -> str:
    """Return what CSL calls a work; an article of biblatex may be one of a newspaper."""
    if source.type == "article" and source.subtype in ("newspaper", "magazine"):
        return f"article-{source.subtype}"
    if source.type == "unpublished" and at_an_event(source):
        return "speech"
    return TYPES.get(source.type, "document")


def at_an_event(source: Source) -> bool:
    """Tell whether a work was shown at an event, or is what its editors have made of it.

    One that stands in proceedings is told to be in these.
    """
    edited = bool(source.contained) and source.type in BOOKS and not source.names
    return edited or (source.contained == "eventtitle" and source.type not in PARTS)


def _people(source: Source) -> dict[str, list[dict[str, str]]]:
    """Return who has made a work, and for whom they speak, each under the name of CSL.

    That there are others is a name of its own, as Pandoc and Zotero have it: nobody is said to
    have written alone what he has not.
    """
    role = source.role if source.role in EDITORS else "editor"
    fields = {
        **{"author": source.names, role: source.editors, "container-author": source.whose},
        "translator": source.translators,
    }
    people = {field: [csl_name(name) for name in names] for field, names in fields.items()}
    if source.collaboration:  # which stands for the others
        named = [name for name in people["author"] if name != {"literal": "others"}]
        people["author"] = [*named, {"literal": source.collaboration}]
    return people


def _numbers(source: Source) -> dict[str, str]:
    """Return its edition or version, its volume, and its number in that or by itself."""
    edition = EDITION.sub("", source.edition).removeprefix("version ")
    name = "version" if source.edition.startswith("version ") else "edition"
    article = {"number": source.article} if source.article else {}
    return {name: edition, "volume": source.volume, **article, number_name(source): source.number}


def number_name(source: Source) -> str:
    """Return of what a number is: of the journal, of the series, or of the work itself."""
    counted = source.type in PARTS and source.volume and not source.series
    if source.type in ("article", "periodical") or source.contained == "journal" or counted:
        return "issue"
    return "collection-number" if source.series and not source.volume else "number"


def _issued(source: Source, dates: list[Date]) -> dict[str, Any] | None:
    about: dict[str, Any] = {"circa": True} if re.search(r"^c\. |\?$", source.year) else {}
    if season := SEASONS.get(source.when.partition(" ")[0]):
        about["season"] = season
    return {"date-parts": [_parts(date) for date in dates], **about} if dates else None


def _parts(date: Date) -> list[int]:
    return [part for part in (date.year, date.month, date.day) if part]


def csl_name(name: Name) -> dict[str, str]:
    """Return a name; one without parts is that of a group."""
    if not name.given:
        return {"literal": name.family}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: text for part, text in parts.items() if text}
