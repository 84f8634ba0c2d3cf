"""Fields under other names than BibTeX's, and values with which a program says nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping

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
NOTHING = frozenset(("none", "null", "nan", "n/a", "na", "undefined", "-", "--"))
MAY_LACK = frozenset(
    (
        *("month", "day", "doi", "url", "eprint", "volume", "number", "issue", "pages", "isbn"),
        *("issn", "edition", "pmid", "pmcid", "eid", "articleno", "note", "addendum", "address"),
        *("location", "publisher", "organization", "series", "howpublished", "urldate"),
        *("chapter", "language", "translator"),
    )
)
TYPES = {
    **{"conference": "inproceedings", "thesis": "phdthesis", "report": "techreport"},
    **{"www": "online", "electronic": "online", "webpage": "online", "collection": "book"},
    **{"mvbook": "book", "mvcollection": "book", "mvproceedings": "proceedings"},
    **{"bookinbook": "inbook", "suppbook": "inbook", "suppcollection": "incollection"},
    **{"suppperiodical": "article", "data": "dataset", "masterthesis": "mastersthesis"},
    **{"masters": "mastersthesis", "bachelorsthesis": "bachelorthesis", "phd": "phdthesis"},
    **{"inproceeding": "inproceedings", "proceeding": "proceedings"},
}
#: How programs and hasty hands call fields that have a name.
CALLED = {
    **dict.fromkeys(("art_number", "article-number", "article_number", "artnum"), "articleno"),
    **dict.fromkeys(("volumn", "volum", "volumne", "vol"), "volume"),
    **dict.fromkeys(("jornal", "jounal", "journel", "jounral"), "journal"),
    **dict.fromkeys(("adress", "addres", "adresse"), "address"),
    **dict.fromkeys(("organisation", "organizaton"), "organization"),
    **dict.fromkeys(("booktile", "boktitle", "bootitle", "book_title"), "booktitle"),
    **{"authors": "author", "autor": "author", "editors": "editor", "publiser": "publisher"},
    **{"tilte": "title", "tittle": "title", "yaer": "year", "numer": "number"},
    **{"page": "pages", "pubmed_id": "pmid", "pubmedid": "pmid", "ee": "url"},
}
#: Where engines of sites have the address of a paper, the best first.
ELSEWHERE = ("html", "url_html", "link", "pdf", "url_pdf", "url_paper", "paper")
LINKED = re.compile(r"^\\(?:url|href)\s*\{([^{}]*)\}.*$")
FOUND = frozenset(("url", "doi", "eprint", "arxiv", "pmid", "pmcid"))
#: What a publisher does not know of an article ahead of its issue.
AHEAD = ("volume", "number", "pages", "year")
#: Fields of whole numbers.
WHOLE = frozenset(("volume", "number", "issue", "year", "pages", "day", "articleno", "chapter"))
#: A number with which a publisher says that there is none yet.
ZEROS = re.compile(r"0+(?:\s*[-–]+\s*0+)?")


def called(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return fields under the names that they should have, where none of that name is there.

    >>> called({"art_number": "12", "page": "7", "pages": "8"})
    {'page': '7', 'pages': '8', 'articleno': '12'}
    """
    fields = _found(fields)
    if CALLED.keys().isdisjoint(fields):
        return fields
    said = dict(fields)
    for name, meant in CALLED.items():
        if name in said and not said.get(meant):
            said[meant] = said.pop(name)
    return said


def _found(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return fields with an address, where only a field of a site's engine says where a work is.

    >>> _found({"title": "T", "pdf": "https://lin.example/t.pdf"})["url"]
    'https://lin.example/t.pdf'
    >>> _found({"doi": "10.1/2", "pdf": "https://lin.example/t.pdf"}).get("url")
    """
    if any(fields.get(name) for name in FOUND):
        return fields
    places = (LINKED.sub(r"\1", fields.get(name, "").strip(" {}")) for name in ELSEWHERE)
    found = next((place for place in places if re.fullmatch(r"https?://\S+", place)), "")
    return {**fields, "url": found} if found else fields


def without_nothing(fields: Mapping[str, str]) -> dict[str, str]:
    """Return fields without those in which a program says that it knows nothing.

    >>> without_nothing({"month": "None", "title": "None"})
    {'title': 'None'}
    >>> without_nothing({"volume": "0", "number": "0", "pages": "000-000", "year": "0"})
    {}
    """
    unknown = AHEAD if all(_zero(fields.get(name, "")) for name in ("volume", "number")) else ()
    return {
        name: text
        for name, text in fields.items()
        if not (name in unknown and _zero(text))
        and (name not in MAY_LACK or text.strip(" {}").lower() not in NOTHING)
    }


def whole(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return fields whose numbers are whole ones, as a table of a program has not kept them.

    >>> whole({"volume": "336.0", "number": "1.0", "version": "2.0"})
    {'volume': '336', 'number': '1', 'version': '2.0'}
    """
    said = {name: fields[name][:-2] for name in WHOLE if fields.get(name, "").endswith(".0")}
    numbers = {name: text for name, text in said.items() if text.isdecimal()}
    return {**fields, **numbers} if numbers else fields


def _zero(text: str) -> bool:
    return text[:1] in ("0", "{") and bool(ZEROS.fullmatch(text.strip(" {}")))
