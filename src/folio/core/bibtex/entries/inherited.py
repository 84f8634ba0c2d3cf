"""What an entry takes over from those that it names: by ``crossref`` or by ``xdata``.

>>> from folio.core.bibtex.entries.raw_entry import RawEntry
>>> whole = RawEntry("book", "b", 1, {"title": "Oaks", "subtitle": "A Study", "year": "2020"})
>>> part = RawEntry("incollection", "a", 2, {"title": "Roots", "crossref": "B"})
>>> sorted(inherited(part, {"b": whole}).items())
[('booksubtitle', 'A Study'), ('booktitle', 'Oaks'), ('title', 'Roots'), ('year', '2020')]
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from folio.core.bibtex.entries.fields import PARTS
from folio.core.bibtex.entries.raw_entry import RawEntry
from folio.core.bibtex.entries.renamed import TYPES

#: What a part does not take over from the whole: what says which of the two it is.
OWN = frozenset(
    (
        *(
            "title",
            "subtitle",
            "titleaddon",
            "crossref",
            "xref",
            "xdata",
            "shorthand",
            "ids",
            "doi",
        ),
        *("pages", "pagetotal", "volumes", "author", "abstract", "note", "url", "urldate"),
        *("urlstatus", "archiveurl"),
        *(
            "file",
            "keywords",
            "annote",
            "eprint",
            "eprinttype",
            "archiveprefix",
            "related",
            "options",
        ),
    )
)
#: When a work appeared, which one of two entries says.
WHEN = ("date", "year", "month", "day")
#: A field of an entry of shared ones, or the name of one of its persons: xdata=elm-publisher-1.
ONE_FIELD = re.compile(r"xdata\s*=\s*([^\s,{}]+?)-([a-z]+)(?:-(\d+))?(?=$|\s|,)")
#: What has parts with titles of their own.
WHOLE = frozenset(
    (
        *("book", "proceedings", "collection", "reference", "mvbook", "mvproceedings"),
        *("mvcollection", "mvreference", "periodical"),
    )
)
#: What no entry takes over, even one that says nothing of its own.
NEVER = frozenset(
    (
        *("crossref", "xref", "xdata", "shorthand", "ids", "abstract", "file", "keywords"),
        *("annote", "related", "options"),
    )
)


def inherited(entry: RawEntry, entries: Mapping[str, RawEntry]) -> dict[str, str]:
    """Return an entry's fields with those of the entry that it names by ``crossref``.

    ``entries`` are those of the file by their keys in small letters.
    Raise ValueError for a name that is unknown, or leads back.
    """
    fields, seen, here = _with_shared(entry, entries), {entry.key.lower()}, entry
    if not fields.get("title", "").strip("{} "):
        fields.pop("title", None)
    while name := here.fields.get("crossref", ""):
        parent = entries.get(name.lower())
        if parent is None and _stands_alone(fields):  # as DBLP exports it without its volume
            break
        if parent is None:
            raise ValueError(f"must name in crossref an entry of the file (got {name!r})")
        if name.lower() in seen:
            raise ValueError(f"must not come back to itself by crossref (got {name!r})")
        seen.add(name.lower())
        theirs = _with_shared(parent, entries)
        part = "title" in fields or (_is_part(entry) and parent.type in WHOLE)
        if part and "title" in theirs:
            _called_after(entry, fields, parent, theirs)
        for field, value in _dated(fields, theirs).items():
            if field not in (OWN if part else NEVER):  # without a title it is the same work
                fields.setdefault(field, value)
        here = parent
    fields.pop("crossref", None)
    return fields


def _dated(fields: Mapping[str, str], theirs: Mapping[str, str]) -> Mapping[str, str]:
    """Return what another entry has to give to one that may say itself when it appeared.

    >>> _dated({"year": "2003"}, {"date": "2001-05", "publisher": "Elm"})
    {'publisher': 'Elm'}
    >>> _dated({"month": "jun"}, {"date": "2001-05-03"})
    {'year': '2001'}
    >>> _dated({"year": "2001"}, {"date": "2001-05"})
    {'date': '2001-05'}
    """
    if not any(map(fields.get, WHEN)):
        return theirs
    others = {name: value for name, value in theirs.items() if name not in WHEN}
    year = theirs.get("year") or (re.match(r"\d{4}", theirs.get("date", "")) or [""])[0]
    own = (fields.get("date") or fields.get("year", ""))[:4]
    if own and own == year and not fields.get("month"):
        return theirs
    return others if own or not year else {**others, "year": year}


def _is_part(entry: RawEntry) -> bool:
    return TYPES.get(entry.type, entry.type) in PARTS


def _called_after(
    entry: RawEntry, fields: dict[str, str], parent: RawEntry, theirs: Mapping[str, str]
) -> None:
    """Take over how the whole is called, and of a chapter of a book who has written it."""
    if _is_part(entry) and "booktitle" not in fields:
        fields["booktitle"] = theirs.get("booktitle", theirs["title"])
        if "booktitle" not in theirs and theirs.get("subtitle"):
            fields.setdefault("booksubtitle", theirs["subtitle"])
    elif parent.type.startswith("mv"):
        fields.setdefault("maintitle", theirs["title"])
    elif entry.type == "article" and parent.type == "periodical" and "journal" not in fields:
        fields.setdefault("journaltitle", theirs["title"])
    kind = TYPES.get(entry.type, entry.type)
    if kind in ("inbook", "incollection") and theirs.get("author"):
        name = "author" if kind == "inbook" and "author" not in fields else "bookauthor"
        fields.setdefault(name, theirs["author"])


def _with_shared(entry: RawEntry, entries: Mapping[str, RawEntry]) -> dict[str, str]:
    """Return an entry's fields with those of the ``@xdata`` that it names."""
    fields = dict(entry.fields)
    for field, value in fields.items():
        if "xdata" in value and field != "xdata":
            fields[field] = ONE_FIELD.sub(lambda match: _one_field(match, entries), value)
    if "xdata" not in fields:
        return fields
    seen, left = {entry.key.lower()}, [entry]
    for here in left:
        for name in filter(None, re.split(r"\s*,\s*", here.fields.get("xdata", "").strip())):
            if (shared := entries.get(name.lower())) is None:
                raise ValueError(f"must name in xdata entries of the file (got {name!r})")
            if shared.key.lower() not in seen:
                seen.add(shared.key.lower())
                left.append(shared)
                for field, value in shared.fields.items():
                    fields.setdefault(field, value)
    fields.pop("xdata", None)
    return fields


def _one_field(match: re.Match[str], entries: Mapping[str, RawEntry]) -> str:
    """Return a field of an ``@xdata``, or one of the names in it; raise ValueError for none."""
    shared = entries.get(match[1].lower())
    value = shared.fields.get(match[2], "") if shared else ""
    several = value.split(" and ")
    place = int(match[3] or 0)
    if not value or place > len(several):
        raise ValueError(f"must name in xdata a field of an entry of the file (got {match[0]!r})")
    return several[place - 1] if place else value


def _stands_alone(fields: Mapping[str, str]) -> bool:
    """Tell whether an entry says itself where and when it appeared."""
    where = any(fields.get(name) for name in ("booktitle", "journal", "journaltitle"))
    return where and bool(fields.get("year") or fields.get("date"))
