"""Fields that say themselves that they are something else: a date, an address, a file, a kind.

>>> meant({"number": "JANUARY 2000", "year": "2000"}, "article")
{'number': '', 'year': '2000', 'month': 'JANUARY', 'issue': ''}
>>> meant({"title": "https://www.oak.example/a/"}, "misc")
{'title': 'oak.example/a', 'url': 'https://www.oak.example/a/'}
>>> meant({"journal": "Preprint"}, "article")
{'journal': '', 'pubstate': 'preprint'}
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from folio.core.archives import shown
from folio.core.bibtex.entries.once import once
from folio.core.bibtex.entries.raw_entry import OF_YEAR
from folio.core.bibtex.when.states import STATES
from folio.core.month_names import number_of

#: A month or two, a day perhaps, and the year, where the number of an issue should be.
DATE = re.compile(r"([^\W\d_]+\.?(?:\s+\d{1,2}|\s*[-–/]{1,2}\s*[^\W\d_]+\.?)?)(?:,?\s+(\d{4}))?")
#: The same of PubMed, of which Mendeley keeps a part: 121 ( Pt 6.
OF_PARTS = re.compile(r"(\d+) \( ?((?:Pt|Suppl?)\b\.? ?\w*)\)?", re.IGNORECASE)
YEAR = re.compile(r"\d{4}", re.ASCII)
#: What a list prints before a volume or a number, or leaves out.
LABELS = {
    "volume": re.compile(
        r"^(?:volume|vol|tom[eo]?|t|band|bd|т|том|n[°º]|nr?o?)\b[.°º]?\s*(?=\d[\d./–-]*$)"
        r"|^第(?=\d+[巻卷]$)|(?<=\d)[巻卷]$",
        re.IGNORECASE,
    ),
    "number": re.compile(
        r"^(?:(?:number|issue|heft|h|fasc|вып|выпуск|n[°º]|nr|no)\b|№)[.°º]?\s*(?=\d[\d./–-]*$)"
        r"|^第(?=\d+[号號期]$)|(?<=\d)[号號期]$",
        re.IGNORECASE,
    ),
}
#: What Scopus calls the Lecture Notes behind their volume: 6563 LNCS.
OF_NOTES = re.compile(r"(?<=\d) LN(?:CS|AI|BI|EE|NS)$")
BOTH = re.compile(r"vol(?:ume|\.)\s*(\d+),?\s+(?:issue|number|no\.)\s*(\d+)", re.IGNORECASE)
#: How many pages a book has behind its year, as lists in Russia print it: 1995. --- 576 с.
EXTENT = re.compile(r"(\d{4})\.\s*(?:-{1,3}|[–—])\s*(\d+)\s*[pсcs]\.?", re.ASCII | re.I)
#: An edition, where the volume should be.
EDITION = re.compile(r"\S+(?: revised)? (?:edi(?:t(?:io?n?)?)?|ed\.)", re.IGNORECASE)
#: The number of an article, which is too long for that of an issue, or begins as none does.
OF_ARTICLE = re.compile(r"\d{5,}|e\d+")
#: The number of a book behind its publisher, as ISO 690 prints it: Praha: Elm, 2007. ISBN 80-247.
WITH_ISBN = re.compile(r"(.*?)[\s.,;:]*ISBN:?\s*([\dXx–-]{10,17})[\s.]*")
#: The beginning of the number of a book, in place of a volume, as Mendeley has it.
OF_BOOK = re.compile(r"97[89]\d{7,10}")
#: An address behind a title, with a sign between them.
BEHIND = re.compile(
    r"(.*[\w)}\"'»”])\s*(?:[.,:;(\[]|\\\\)[\s.,:;(\[\\]*(?:\{?URL\}?:?\s+)?(?:\\url\s*\{)?"
    r"(https?://(?:[^\s{}]|\{\w+\})+?)[\s.)\]}]*(?:[(\[]accessed [^()\[\]]*[)\]]\.?)?"
)
#: An address and nothing else.
ADDRESS = re.compile(r"(?:\\url\{)?(https?://(?:[^\s{}\\]|\{\w+\})+)\}?")
#: The name of a file, as a reader of files takes it for a title.
FILE = re.compile(
    r"(?!.*://)(?:microsoft word - .*|(?P<words>.*[\w})])\.(?:pdf|docx?|djvu|ps))", re.IGNORECASE
)
#: What a title has that may be an address or the name of a file.
BEYOND = re.compile(r"://|\.[A-Za-z]{2,4}[ {}]*$|^[ {}]*microsoft word", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+")
#: Words that the short name of a journal leaves out.
SMALL = frozenset(("the", "of", "and", "in", "for", "on"))
#: Words that are a title: no year, no number, no names parted from it.
WORDS = re.compile(r"(?!.*\s-\s)[^\W\d_][^\d_{}\\]*(?:\s[^\d_{}\\]+){3,}")
#: What a work is that is in no journal.
KINDS = frozenset(
    (
        *("preprint", "pre-print", "working paper", "unpublished", "manuscript", "mimeo"),
        *("unpublished manuscript", "technical report", "discussion paper"),
    )
)


#: As what a work was presented at a meeting.
TALK = re.compile(
    r"\W*(?:(?:invited|contributed|oral|conference|keynote|plenary|flash|lightning) )*"
    r"(?:poster|talk|oral|presentation|keynote|lecture|seminar|demo)"
    r"(?: presentation| session| talk)?(?: \(\w+\))?\W*",
    re.IGNORECASE,
)
#: A number of arXiv, without its version.
ON_ARXIV = re.compile(r"(?:arxiv\s*:\s*)?(\d{4}\.\d{4,5})(?:v\d+)?", re.IGNORECASE)
RESOLVER = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
#: A sentence that ends before a DOI, and the words and signs that lead to it.
PARTED = re.compile(
    r"(.*[^\s,;.([])\s*[,;.]\s*(?:doi\s*[:=]?\s*)?(?:https?://(?:dx\.)?doi\.org/)?",
    re.IGNORECASE | re.DOTALL,
)
#: A year and a month where the pages should be, as Google Scholar has them of a preprint.
MONTHLY = re.compile(r"(\d{4})\s*(?:-{1,3}|–)\s*(0[1-9]|1[0-2])")


def meant(fields: Mapping[str, str], kind: str) -> dict[str, str]:
    """Return fields with each such text where it belongs.

    Raise ValueError for the name of a file in place of a title.
    """
    said = once(fields, kind)
    _numbered(said, kind)
    if (journal := said.get("journal", ""))[-4:].lower() == "rxiv":
        _monthly(said)
    elif journal.startswith(("Retrieved ", "Accessed ")):
        _visited(said)
    if len(said.get("year", "")) > 8 and (extent := EXTENT.fullmatch(said["year"].strip(" {}"))):
        said |= {"year": extent[1], "pagetotal": said.get("pagetotal") or extent[2]}
    if BEYOND.search(title := said.get("title", "")):
        _titled(said)
    elif " - " in title and said.get("journal"):
        said["title"] = _without_journal(title, said["journal"])
    _in_two_fields(said, kind)
    number = said.get("number", "")
    again = kind == "article" or (kind == "inproceedings" and said.get("pages"))
    if again and OF_ARTICLE.fullmatch(number):
        said |= _of_article(said, number)
    if kind != "article":
        return said
    journal = said.get("journal", "").strip(" {}().")
    numbered = said.get("volume") or said.get("number")  # of a series of its own
    if journal.lower() in KINDS and not numbered:
        where = "pubstate" if journal.lower() in STATES and "pubstate" not in said else "note"
        written = journal.lower() if where == "pubstate" else journal
        said["journal"], said[where] = "", "; ".join(filter(None, (said.get(where), written)))
    return said


def _of_article(said: Mapping[str, str], number: str) -> dict[str, str]:
    """Return the number of an article for none of an issue, if nothing else says where it is.

    >>> _of_article({"pages": "100056--100056"}, "100056")["articleno"], _of_article({}, "e17")
    ('100056', {'number': '', 'issue': '', 'pages': '', 'articleno': 'e17'})
    """
    pages = re.sub(r"^(\w+)-+\1$", r"\1", said.get("pages", ""))
    if {pages or number, said.get("articleno") or number} != {number}:
        return {}
    return {"number": "", "issue": "", "pages": "", "articleno": number}


def _once(said: dict[str, str]) -> None:
    """Take the number of a preprint for no pages, as which the ADS has it beside the eprint.

    >>> _once(said := {"eprint": "2401.00001", "pages": "arXiv:2401.00001v2"}); said["pages"]
    ''
    """
    number = ON_ARXIV.fullmatch(said["eprint"].strip(" {}"))
    for name in ("pages", "articleno", "eid") if number else ():
        told = ON_ARXIV.fullmatch(said.get(name, "").strip(" {}"))
        if told and number and told[1] == number[1]:
            said[name] = ""


def _in_two_fields(said: dict[str, str], kind: str) -> None:
    """Take what one field says of another, or says again, for what it is."""
    if said.get("eprint") and "." in said["eprint"]:
        _once(said)
    if said.get("doi"):
        _without_doi(said)
    if kind == "inproceedings" and said.get("type"):
        _presented(said)
    year, publisher = said.get("year", ""), said.get("publisher", "")
    if "ISBN" in publisher and (book := WITH_ISBN.fullmatch(publisher)):
        said |= {"publisher": book[1], "isbn": said.get("isbn") or book[2]}
    for again in (year, said.get("address") or said.get("location", "")) if publisher else ():
        if again and said["publisher"].endswith(f", {again}"):
            said["publisher"] = said["publisher"].removesuffix(f", {again}")
        if again and said["publisher"].startswith((f"{again}: ", f"{again} : ")):
            said["publisher"] = said["publisher"].partition(": ")[2].lstrip()


def _presented(said: dict[str, str]) -> None:
    """Say in the note as what a work was presented, unless that says it.

    >>> _presented(said := {"type": "Poster"}); said
    {'type': 'Poster', 'note': 'Poster'}
    """
    kind, note = said["type"], said.get("note", "")
    if TALK.fullmatch(kind) and kind.lower() not in note.lower():
        said["note"] = f"{kind}. {note}" if note else kind


def _without_doi(said: dict[str, str]) -> None:
    """Take the DOI of the work off the end of how it was published, or of its note.

    >>> _without_doi(said := {"doi": "10.1000/1", "howpublished": "Oak Hub, 10.1000/1"}); said
    {'doi': '10.1000/1', 'howpublished': 'Oak Hub'}
    """
    doi = RESOLVER.sub("", said["doi"].strip(" {}"))
    for name in ("howpublished", "note") if doi.startswith("10.") else ():
        before, again, end = said.get(name, "").rstrip(" .").rpartition(doi)
        if again and not end and (parted := PARTED.fullmatch(before)):
            said[name] = parted[1]


def _numbered(said: dict[str, str], kind: str) -> None:
    """Take what stands in place of a volume or a number for what it is."""
    if (number := said.get("number", "")) and not number.isdecimal():
        _dated(said, "number", named=kind in ("techreport", "standard"))
    if (volume := said.get("volume", "")) and not volume.isdecimal():
        _dated(said, "volume", named=kind != "article")
        if "ol" in volume and said.get("volume") == volume:
            said["volume"] = OF_YEAR.sub(r"\1", volume)
        if " LN" in volume and "ecture Notes" in f"{said.get('journal')} {said.get('series')}":
            said["volume"] = OF_NOTES.sub("", volume)
        if "(" in volume and (parts := OF_PARTS.fullmatch(volume)):
            said["volume"] = f"{parts[1]} ({parts[2]})"
    for name, label in LABELS.items():
        if (text := said.get(name)) and (text[0].isalpha() or text[0] == "№"):
            both = name == "volume" and not number and BOTH.fullmatch(text)
            said |= {"volume": both[1], "number": both[2]} if both else {name: label.sub("", text)}
    for name in ("number", "issue"):
        if (again := said.get(name)) and len(again) > 5 and OF_YEAR.sub(r"\1", again) == volume:
            said[name] = ""
    if len(volume) > 9 and OF_BOOK.fullmatch(volume):
        said["volume"] = ""
    if EDITION.fullmatch(said.get("volume", "")) and not said.get("edition"):
        said |= {"edition": said["volume"], "volume": ""}


def _monthly(said: dict[str, str]) -> None:
    """Take the year and the month of a preprint in place of its pages as the month."""
    pages = MONTHLY.fullmatch(said.get("pages", "").strip(" {}"))
    if pages and pages[1] == said.get("year", "").strip(" {}"):
        said["pages"] = ""
        if not said.get("month", "").strip(" {}"):
            said["month"] = pages[2]


def _visited(said: dict[str, str]) -> None:
    """Take the day of a visit, as Google Scholar parts it, for none of a journal.

    >>> _visited(said := {"journal": "Retrieved May", "volume": "13", "pages": "2020"}); said
    {'journal': '', 'volume': '', 'pages': '', 'urldate': 'May 13, 2020'}
    """
    month = said["journal"].split(maxsplit=1)[1].strip(" .,{}")
    day, year = (said.get(name, "").strip(" {}") for name in ("volume", "pages"))
    if number_of(month) and re.fullmatch(r"\d\d?", day) and YEAR.fullmatch(year):
        said |= {"journal": "", "volume": "", "pages": ""}
        said.setdefault("urldate", f"{month} {day}, {year}")


def _without_journal(title: str, journal: str) -> str:
    """Return a title without the journal behind it, as pages of some publishers have theirs.

    >>> _without_journal("The life of all old oaks - Oak Letters", "Oak Lett.")
    'The life of all old oaks'
    >>> _without_journal("Oaks - Elms", "Elms"), _without_journal("Oaks are no elms - yet", "Elm")
    ('Oaks - Elms', 'Oaks are no elms - yet')
    """
    said, _, tail = title.rpartition(" - ")
    name, short = (
        [w for w in WORD.findall(one.lower()) if w not in SMALL] for one in (tail, journal)
    )
    same = len(name) == len(short) and all(map(str.startswith, name, short))
    return said if name and same and len(said.split()) > 3 else title


def _titled(said: dict[str, str]) -> None:
    """Take an address or the name of a file for what they are, in place of a title."""
    title = said["title"].strip(" {}")
    if address := ADDRESS.fullmatch(title):
        said["title"] = shown(to := re.sub("[{}]", "", address[1]))
        if not said.get("url", "").strip(" {}"):
            said["url"] = to
    elif behind := BEHIND.fullmatch(title):
        to, url = re.sub("[{}]", "", behind[2]), said.get("url", "")
        said |= {"title": behind[1], "url": url if to.rstrip("/") in url else f"{url} {to}".strip()}
    elif (file := FILE.fullmatch(title)) and WORDS.fullmatch(file["words"] or ""):
        said["title"] = file["words"]
    elif file:
        rule = f"has the name of a file for a title (got {title!r})"
        raise ValueError(f"{rule}; write the title of the work")


def _dated(said: dict[str, str], name: str, *, named: bool) -> None:
    """Take a month in place of a number as the month, unless another one is told beside it.

    Where works are ``named`` by their numbers (DEC 12) it is one only with its year behind it.
    """
    written = DATE.fullmatch(said[name].strip(" {}"))
    day = written and re.search(r"\d+", written[1])
    if not written or (day and (int(day[0]) > 31 or (named and not written[2]))):
        return
    date, year, month = (said.get(field, "").strip(" {}") for field in ("date", "year", "month"))
    months = [number_of(word) for word in re.findall(r"[^\W\d_]+", written[1])]
    if 0 in months or written[2] not in (year or date[:4], None):
        return
    if date and not (YEAR.fullmatch(date) and year in ("", date)):
        if date[5:7].isdecimal() and int(date[5:7]) in months:  # as the whole date says it
            said |= {name: "", "issue": ""}
        return
    told = int(month) if month.isdecimal() else number_of(month) if month else 0
    if written[2] or told in (0, *months):
        said |= {name: "", "month": month or written[1]}
        said |= {"issue": ""} if name == "number" else {}
        said |= {"date": "", "year": date} if date else {}
