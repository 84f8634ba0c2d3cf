"""When a page was visited, which says nothing of when it appeared, wherever an entry says it.

>>> visit({"year": "Accessed October 2017"}).text(), visit({"urldate": "3 Feb 2024"}).text()
('October 2017', '3 February 2024')
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from folio.core.bibtex.links.leads import SEEN
from folio.core.bibtex.when.appeared import VISIT, worded
from folio.core.bibtex.when.odd_years import VISITED, year_first
from folio.core.dates import Date

#: The word for a visit before its day.
VISITS = re.compile(rf"^{VISITED}(?: online)?(?: on| am)?[\s:,]*(?=\S)", re.IGNORECASE)
#: What stands before the word for a visit, and the end of an ordinal and the hyphens of a day:
#: 10-April-2015.
ONLINE = re.compile(r"^\s*[\[(]?online[;,]\s*", re.IGNORECASE)
RAISED = re.compile(r"\\textsuperscript\{(st|nd|rd|th)\}")
HYPHENED = re.compile(r"(?<=\d)-(?=[^\W\d_])|(?<=[^\W\d_])-(?=\d)")


def visit(fields: Mapping[str, str]) -> Date | None:
    """Return the day of a visit; nothing if it cannot be read, since a visit is no fact."""
    if fields.get("urldate"):
        return day_of(fields["urldate"])
    texts = (fields.get(name, "") for name in ("url", "note", "howpublished"))
    places = (SEEN.search(RAISED.sub(r"\1", text)) for text in texts if "http" in text)
    beside = next(filter(None, places), None)
    for text in (fields.get("year", ""), beside[0] if beside else ""):
        if (match := VISIT.fullmatch(text.strip(" .[](){}"))) and (day := day_of(match[1])):
            return day
    return day_of(beside[0]) if beside else None


def only_visited(text: str) -> bool:
    """Tell whether a text says only when a page was visited.

    >>> only_visited("(accessed: 18.08.2018)"), only_visited("Retrieved Oaks")
    (True, False)
    """
    return any(map(str.isdecimal, text)) and bool(SEEN.fullmatch(text))


def without_visit(note: str, day: Date | None) -> str:
    """Return a note without the day of a visit, where that is said beside it.

    >>> seen = Date(2020, 5, 2)
    >>> without_visit("Version 3. Accessed 2 May 2020", seen), without_visit("Accessed 2020", seen)
    ('Version 3', 'Accessed 2020')
    """
    if not day or not note:
        return note
    before, _, last = ("", "", note) if only_visited(note) else note.rpartition(". ")
    said = HYPHENED.sub(" ", ONLINE.sub("", last))
    return before if only_visited(last) and day_of(said) == day else note


def day_of(text: str) -> Date | None:
    """Return a day in any form, or nothing if it cannot be read.

    >>> day_of("2023/9/1").text(), day_of("2023年9月1日").text(), day_of("Accessed: 2023-09").text()
    ('1 September 2023', '1 September 2023', 'September 2023')
    """
    bare = VISITS.sub("", unicodedata.normalize("NFKC", text).strip(" .{}[]()"))
    bare = year_first(re.sub(r"(\d)\s*[年月]\s*(?=\d)", r"\1/", bare).rstrip("日"))
    if iso := re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)(?:T.*)?", bare, re.ASCII):
        bare = f"{iso[1]}-{iso[2]:0>2}-{iso[3]:0>2}"
    bare = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", bare)
    try:
        return Date.parse(bare)
    except ValueError:
        when = worded(bare)
        return when.date if when else None
