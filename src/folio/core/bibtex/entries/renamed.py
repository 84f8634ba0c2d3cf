"""Fields under other names than BibTeX's, and values with which a program says nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from folio.core.bibtex.links.leads import OF_PROGRAMS, ON_DISK
from folio.core.bibtex.when.states import STATES
from folio.core.slips import is_slip

#: How biblatex calls what BibTeX has another name for.
RENAMED = {
    **{"journaltitle": "journal", "location": "address", "eid": "articleno", "issue": "number"},
    **{
        "assignee": "holder",
        "urlaccessdate": "urldate",
        "shortjournal": "journal",
    },
}
#: What programs write where they know nothing, in fields that nothing is called so in.
NOTHING = frozenset(("none", "null", "nan", "n/a", "na", "undefined", "-", "--", "tba", "tbd"))
NOTHING |= {"0123456789"}  # of the pattern of Springer, which Mendeley takes for an issue
NOTHING |= {"-1"}  # in place of a volume that is not there yet, as the AMS has it
#: What the Library of Congress writes of a book that is not printed yet, and scraps of a label.
NOTHING |= {"pages cm", "p. cm", "p. cm.", "pp", "pp.", "pages", "vol", "vol."}
MAY_LACK = frozenset(
    (
        *("month", "day", "doi", "url", "eprint", "volume", "number", "issue", "pages", "isbn"),
        *("issn", "edition", "pmid", "pmcid", "eid", "articleno", "note", "addendum", "address"),
        *("location", "publisher", "organization", "series", "howpublished", "urldate"),
        *("chapter", "language", "translator", "school", "institution", "booktitle"),
    )
)
#: The same where something may be called None or NA, and which words it cannot be called.
VENUES = ("journal", "journaltitle", "eventtitle")
LACKING = {
    **dict.fromkeys(VENUES, frozenset(("null", "undefined", "n/a"))),
    **dict.fromkeys(MAY_LACK, NOTHING),
}
#: What a librarian writes where nobody knows it, ???, and for pages: ??--??, xx--xx.
ASKED = re.compile(r"[\s{}]*\?[\s{}?–—-]*")
UNTOLD = re.compile(r"(?:x+|n/a|null)\s*(?:-+|–)\s*(?:x+|n/a|null)", re.IGNORECASE)
TYPES = {
    **{"conference": "inproceedings", "thesis": "phdthesis", "report": "techreport"},
    **{"www": "online", "electronic": "online", "webpage": "online", "collection": "book"},
    **{"mvbook": "book", "mvcollection": "book", "mvproceedings": "proceedings"},
    **{"reference": "book", "mvreference": "book"},
    **{"bookinbook": "inbook", "suppbook": "inbook", "suppcollection": "incollection"},
    **{"suppperiodical": "article", "data": "dataset", "masterthesis": "mastersthesis"},
    **{"masters": "mastersthesis", "bachelorsthesis": "bachelorthesis", "phd": "phdthesis"},
    **{"inproceeding": "inproceedings", "proceeding": "proceedings"},
    **{"workshop": "inproceedings", "journal": "article", "journalarticle": "article"},
}
#: What says who has made a work and how it is called; without any of it what sorts it does, as that
#: of a statute: key = {Statute of the University of Elm}.
TELLING = (
    *("title", "shorttitle", "booktitle", "maintitle", "chapter", "howpublished", "note"),
    *("author", "editor", "organization", "altauthor", "alteditor"),
)
#: How programs and hasty hands call fields that have a name.
CALLED = {
    **dict.fromkeys(
        ("art_number", "article-number", "article_number", "artnum", "elocation-id"), "articleno"
    ),
    **{"page": "pages", "pubmed_id": "pmid", "pubmedid": "pmid", "pmc": "pmcid", "ee": "url"},
    **dict.fromkeys(("event", "eventname", "event_name", "event-title"), "eventtitle"),
    **dict.fromkeys(("arxiv-id", "arxiv_id", "arxiv-number", "arxiv_number"), "arxivid"),
    **dict.fromkeys(("lastchecked", "lastaccessed", "lastvisited", "accessed"), "urldate"),
    **dict.fromkeys(("accessdate", "access-date", "access_date", "dateaccessed"), "urldate"),
    "collaborations": "collaboration",
    **dict.fromkeys(("titel", "tittle", "tilte"), "title"),
    **{"university": "school", "city": "address", "place": "address", "shorttitle": "title"},
}
#: How Emacs calls the first fields of a book, of which its user keeps one.
OF_EMACS = {"altauthor": "author", "alteditor": "editor"}
#: Long names of fields, of which a slip of the pen is told at once, and what is no slip.
LONG = (
    *("author", "editor", "journal", "volume", "number", "booktitle", "publisher", "address"),
    *("organization", "institution", "edition"),
)
USUAL = frozenset(
    (*LONG, "title", "year", "month", "pages", "doi", "url", "urldate", "issn", "isbn", "note")
)
#: Names of an entry of which each has lost its first letter.
BEHEADED = {name[1:]: name for name in sorted(USUAL)}
NO_SLIPS = frozenset(("volumes", "editora", "editorb", "editorc"))
#: Which edition it is, where the editor should be, of which the name of the field has a slip.
WHICH = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th|\.|ª|e|ème)?|(?:fir|1)st|second|third|fourth|fifth|sixth)"
    r"(?: (?:ed(?:n|ition)?|aufl(?:age)?|ed[ií]ci[oó]n)\.?)?",
    re.IGNORECASE,
)
#: Where engines of sites have the address of a paper, the best first.
ELSEWHERE = ("html", "url_html", "link", "pdf", "url_pdf", "url_paper", "paper", "url_link")
FIELDS_OF_ENGINES = frozenset(ELSEWHERE)
LINKED = re.compile(r"^\\(?:url|href)\s*\{([^{}]*)\}.*$")
LOCAL = ("url", "howpublished", "note")
#: The file of a paper on the disk of its publisher, as Oxford has exported it, or of its reader.
SERVED = re.compile(rf"/\S+\.pdf$|~/|{ON_DISK.pattern}", re.IGNORECASE)
FOUND = ("url", "doi", "eprint", "arxiv", "pmid", "pmcid")
#: What a publisher does not know of an article ahead of its issue.
AHEAD = ("volume", "number", "pages", "year")
#: What says where a work appeared, beside which a conference is where it was told of.
ELSEWHERE_APPEARED = (
    "booktitle",
    "journal",
    "journaltitle",
    "eventtitle",
    "howpublished",
    "school",
)
#: What says when a work appeared, or that it has not.
WHEN = ("date", "year", "pubstate", "month", "status")
#: Fields of whole numbers.
WHOLE = frozenset(("volume", "number", "issue", "year", "pages", "day", "articleno", "chapter"))
#: A number with which a publisher says that there is none yet.
ZEROS = re.compile(r"0+(?:\s*[-–]+\s*0+)?")


#: A first and a last page.
SPAN = re.compile(r"\s*\w*\d\s*[-–—]+\s*\w*\d")


def kind(name: str, fields: Mapping[str, str]) -> str:
    """Return of which kind an entry is, whatever a program or a hasty hand calls it.

    What stands on some pages of a volume of a journal is no book, as Scopus has it, and no report,
    as Mendeley has it; only of an article is a publisher not told. One of proceedings is a paper.

    >>> at = {"journal": "J. Oak", "volume": "3", "pages": "1--9"}
    >>> kind("book", at), kind("book", at | {"publisher": "Elm"}), kind("book", {"pages": "1--9"})
    ('article', 'incollection', 'book')
    """
    told = TYPES.get(name, name)
    if told == "article" and (whole := fields.get("booktitle")):
        return "inproceedings" if whole == fields.get("conference") or _of_meeting(fields) else told
    if told not in ("book", "techreport") or not fields.get("volume") or not fields.get("pages"):
        return told
    journal = fields.get("journal") or fields.get("journaltitle")
    if not journal and told == "techreport" and fields.get("number") and fields.get("booktitle"):
        return "article"
    if not journal or not SPAN.match(fields["pages"]):
        return told
    return "incollection" if fields.get("publisher") or fields.get("institution") else "article"


def _of_meeting(fields: Mapping[str, str]) -> bool:
    """Tell whether what is called an article has its proceedings, and no journal at all."""
    names = ("journal", "journaltitle", "volume", "number", "issue", "eid")
    none = map(fields.get, names)
    made = ("publisher", "address", "location", "organization", "editor", "series")
    there = any(map(fields.get, made))
    return there and not any(none) and len(fields["booktitle"]) > 3


def called(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return fields under the names that they should have, where none of that name is there.

    >>> called({"art_number": "12", "page": "7", "pages": "8"})
    {'page': '7', 'pages': '8', 'articleno': '12'}

    What says only when its event was appeared then.

    >>> called({"title": "Talk", "eventdate": "2020-05-06"})
    {'title': 'Talk', 'date': '2020-05-06'}
    """
    fields = _found(_off_disk(fields))
    if "itle" in fields:
        fields = {BEHEADED.get(name, name): text for name, text in fields.items()}
    if " " in fields.get("key", "").strip(" {}") and not any(map(fields.get, TELLING)):
        fields = {**fields, "title": fields["key"]}
    slips = {n: slip_of(n) for n in fields if n not in USUAL and slip_of(n)}
    if not (fields.get("author") or fields.get("editor")):
        slips |= {name: meant for name, meant in OF_EMACS.items() if fields.get(name)}
    edition = fields.get("editor", "") or fields.get("editon", "")
    counted = edition and len(edition) < 20 and WHICH.fullmatch(edition.strip(" {}"))
    if fields.get("status", "").strip(" {}").lower() in STATES and not fields.get("pubstate"):
        slips["status"] = "pubstate"
    named = fields.get("conference", "").strip(" {}").lower() not in ("", "yes", "no", "true", "1")
    if named and not any(map(fields.get, ELSEWHERE_APPEARED)):
        fields = {**fields, "booktitle": fields["conference"]}
    if fields.get("eventdate") and not any(map(fields.get, WHEN)):
        slips["eventdate"] = "date"
    if CALLED.keys().isdisjoint(fields) and not slips and not counted:
        return fields
    said = dict(fields)
    if counted and not said.get("edition"):
        said["edition"] = said.pop("editor", "") or said.pop("editon")
    for name, meant in {**CALLED, **slips}.items():
        if name in said and not said.get(meant):
            said[meant] = said.pop(name)
    return said


@lru_cache(maxsize=4096)
def slip_of(name: str) -> str:
    """Return the long field of which a name is a slip: one letter more, less, other or exchanged.

    >>> slip_of("organisation"), slip_of("jouranl"), slip_of("editora"), slip_of("notes")
    ('organization', 'journal', '', '')
    """
    if name in LONG or name in NO_SLIPS or not name.isalpha():
        return ""
    return next((meant for meant in LONG if is_slip(name, meant)), "")


def _off_disk(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return fields without the path of a disk, but as the address of what is found nowhere else.

    >>> _off_disk({"doi": "10.1/2", "url": "/home/ada/a.pdf", "note": "Home of oaks"})
    {'doi': '10.1/2', 'note': 'Home of oaks'}
    """
    names = [name for name in LOCAL if name in fields and _is_path(fields[name])]
    if fields.get("eprint") and SERVED.match(fields["eprint"].strip(" {}")):
        names.append("eprint")
    if not names:
        return fields
    own = OF_PROGRAMS.fullmatch(fields.get("url", "").strip(" {}"))
    if "url" in names and not own and not any(map(fields.get, FOUND[1:])):
        names.remove("url")
    return {name: text for name, text in fields.items() if name not in names}


def _is_path(text: str) -> bool:
    if text[:4] == "http":
        return False
    bare = LINKED.sub(r"\1", text.strip()).strip(" {}")
    return bool(ON_DISK.match(bare) or OF_PROGRAMS.fullmatch(bare)) and "http" not in bare


def _found(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return fields with an address, where only a field of a site's engine says where a work is.

    >>> _found({"title": "T", "pdf": "https://lin.example/t.pdf"})["url"]
    'https://lin.example/t.pdf'
    >>> _found({"doi": "10.1/2", "pdf": "https://lin.example/t.pdf"}).get("url")
    """
    if FIELDS_OF_ENGINES.isdisjoint(fields) or any(fields.get(name) for name in FOUND):
        return fields
    places = (LINKED.sub(r"\1", fields.get(name, "").strip(" {}")) for name in ELSEWHERE)
    found = next((place for place in places if re.fullmatch(r"https?://\S+", place)), "")
    return {**fields, "url": found} if found else fields


def without_nothing(fields: Mapping[str, str]) -> dict[str, str]:
    """Return fields without those in which a program says that it knows nothing.

    >>> without_nothing({"month": "None", "title": "None"})
    {'title': 'None'}
    >>> without_nothing({"pages": "??--??", "month": "????", "title": "???"})
    {'title': '???'}
    >>> without_nothing({"pages": "n/a--n/a", "volume": "n/a"})
    {}
    >>> without_nothing({"volume": "5", "number": "0", "url": "https://www.sciencedirect.com/a"})
    {'volume': '5', 'url': 'https://www.sciencedirect.com/a'}
    >>> without_nothing({"volume": "5", "number": "0", "doi": "10.1016/j.oak.2020.1"})
    {'volume': '5', 'doi': '10.1016/j.oak.2020.1'}
    >>> without_nothing({"volume": "0", "number": "0", "pages": "000-000", "year": "0"})
    {}
    """
    volume, number = (fields.get(name, "") for name in ("volume", "number"))
    ahead = _zero(number or volume) and (not volume or _zero(volume))
    elsevier = "10.1016/" in fields.get("doi", "") or "sciencedirect.com/" in fields.get("url", "")
    unknown = AHEAD if ahead else ("number",) if elsevier else ()
    code: tuple[str, ...] = ()
    if _zero(volume) and (said := number.strip(" {}"))[:1].isalpha():  # OnlineFirst, ja, c
        unknown, code = ("volume",), ("number", "issue") if len(said) < 3 else ()
    return {
        name: text
        for name, text in fields.items()
        if not ((name in unknown or name == "pages") and _zero(text))
        and name not in code
        and (
            len(text) > 20 or name not in LACKING or text.strip(" {}").lower() not in LACKING[name]
        )
        and not ("?" in text and name != "title" and ASKED.fullmatch(text))
        and not (name == "pages" and text[:1] in "xXnN" and UNTOLD.fullmatch(text))
    }


def whole(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return fields whose numbers are whole ones, as a table of a program has not kept them.

    >>> whole({"volume": "336.0", "number": "1.", "version": "2.0"})
    {'volume': '336', 'number': '1', 'version': '2.0'}
    """
    said = {name: fields[name][:-2] for name in WHOLE if fields.get(name, "").endswith(".0")}
    for name in ("volume", "number", "issue"):
        if fields.get(name, "").endswith("."):
            said[name] = fields[name][:-1]
    numbers = {name: text for name, text in said.items() if text.isdecimal()}
    return {**fields, **numbers} if numbers else fields


def _zero(text: str) -> bool:
    return text[:1] in ("0", "{") and bool(ZEROS.fullmatch(text.strip(" {}")))
