"""Fields as readers copy them: each fact in the field where every program looks for it.

>>> in_place({"number": "November"}, {"number": "", "month": "November"})
{'number': '', 'month': 'November'}
>>> in_place({"isbn": "1234-5679 (Print)"}, {"isbn": "1234-5679 (Print)"})
{'isbn': '', 'issn': '1234-5679'}
>>> in_place({"url": "hal-01234567"}, {"url": "", "eprint": "hal-01234567"})["eprint"]
'hal-01234567'
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from folio.core.bibtex.links.numbers import isbn, issn
from folio.core.bibtex.links.pubmed import is_of_pubmed

#: Fields in which programs have a month or the number of an article.
TAKEN = ("number", "issue", "volume", "pages", "doi")
#: What stands between numbers of books and of journals, or around them.
BETWEEN = re.compile(r"[,;/\s{}]+")
#: The number of a journal with nothing around it.
ALONE = re.compile(r"\d{4}-\d{3}[\dX]")
YEAR = re.compile(r"\{*\d{4}\}*")


def in_place(fields: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of an entry, given what is known of them under the names of BibTeX."""
    said = dict(fields)
    numbered = known.get("eprint") and not said.get("eprint") and not known.get("url")
    if (said.get("doi") and not known.get("doi")) or (numbered and said.get("url")):
        moved = ("doi", "url", "eprint", "eprinttype", "archiveprefix")
        said |= {name: known.get(name, "") for name in moved}
    _moved(said, fields, known)
    if "date" in said and said.get("month") and YEAR.fullmatch(said["date"]):
        said.setdefault("year", said["date"])
        said["date"] = ""
    books, journals = said.get("isbn", ""), said.get("issn", "")
    if books or (journals and not ALONE.fullmatch(journals)):
        _numbered(said)
    if said.get("url", "")[:5] == "/doi/":  # of a site that nothing names
        said["url"] = known.get("url", "")
    if (number := said.get("eprint", "").strip(" {}")) and is_of_pubmed(number, said):
        said.setdefault("eprinttype", "" if said.get("archiveprefix") else "pubmed")
    return said


def _numbered(said: dict[str, str]) -> None:
    """Leave numbers alone in the fields of books and of journals, each in its own."""
    books, journals = said.get("isbn", ""), said.get("issn", "")
    numbers = {"isbn": isbn(books), "issn": issn(journals, books)}
    if books and not numbers["isbn"] and issn("", books):
        said["isbn"] = ""
    for name, number in numbers.items():
        if number and number != BETWEEN.sub(" ", said.get(name, "")).strip():
            said[name] = number


def _moved(said: dict[str, str], fields: Mapping[str, str], known: Mapping[str, str]) -> None:
    """Put a month and the number of an article where they belong, if they stood elsewhere."""
    emptied = [name for name in TAKEN if name in fields and fields[name] and not known.get(name)]
    for name, other in (("month", "month"), ("articleno", "eid")) if emptied else ():
        if not known.get(name) or fields.get(name) or fields.get(other):
            continue
        meant = known[name].strip("{}. ").casefold()
        for place in emptied:
            if meant in fields[place].casefold():
                said[place], said[name] = "", known[name]
