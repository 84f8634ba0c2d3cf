"""What an entry says twice in one field or in two of them, said once.

>>> once({"title": "Growth of the oaks Growth of the oaks", "chapter": "4"}, "article")["title"]
'Growth of the oaks'
>>> once({"series": "Oaks", "volume": "29", "number": "29"}, "book")
{'series': 'Oaks', 'volume': '29', 'number': '', 'issue': ''}
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from folio.core.work_types import BOOKS, THESES

TITLES = ("title", "booktitle", "journal")
LONG = 28  #: characters, of which fewer are no title that stands twice
#: A text of some words and the same again, with or without a sign between them.
TWICE = re.compile(r"(\S.{12,}\S)[\s.:]*\1\.?", re.DOTALL)
#: A word for the thesis of a doctor, before where it was written: Diss., Univ. Elm.
OF_DOCTORS = re.compile(
    r"^\{?(?:(?:phil\. |inaug\.-)?diss(?:ertation|\.)?|ph\.? ?d\.? (?:thesis|dissertation)|thèse"
    r"|tesis doctoral)\s*,\s+(?=\w)",
    re.IGNORECASE,
)
#: Which edition it is, behind a title.
EDITION = re.compile(r"[\s,]*[,(]\s*(\w+)\.?\s+(?:edition|edn?\.?)\)?$", re.IGNORECASE)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
#: Of which kind a thesis is, before where it was written, as Google Scholar has it of Brazil.
IN_BRAZIL = re.compile(
    r"^\{?((?:Disserta\S*o|Tese|Monografia|Trabalho de \S[^()]*) \([^()]*\))"
    r"\s*(?:-+|–|—)\s*(?=[\w{])"
)
#: Its year and its pages behind its title: 2012. 114 f.
PAGES_BEHIND = re.compile(r"\.\s+(\d{4})\.\s+(\d+)\s?[fp]\.?$", re.ASCII)
#: What the Astrophysics Data System prints of a book behind its title: who has written it, how many
#: pages and which number it has, and when who has published it.
ADS = re.compile(
    r"(?:, [^,]*edition)?[,.] (?:[Bb]y .+?(?:ISBN [\dXx-]{10,17}|\bpp?\. ?\d+)"
    r"|ISBN(?:-1[03])?:? [\dXx-]{10,17}\. *\d+ pages)\.? +"
    r"(?:Published by |published by )?"
    r"(?!.*ISBN)([^\d]+?)\s*,(?: [A-Z][a-z]+)? \d{4}\.?",
    re.DOTALL,
)
#: How a part and its whole are called, which is no chapter.
CALLED = ("title", "booktitle")
#: How many pages zbMATH says that a book has, behind its publisher, and what it costs.
EXTENT = re.compile(r"[.;]\s+((?:[ivxlc]+, )?\d+) [pS]\.(?:\s*(?:[;(£€]|\\?\$|EUR|DM).*)?$")
#: Of which kind a thesis is, and nothing else.
KIND = re.compile(
    r"\{?(?:(?:M\.?Sc|M\.?A|M\.?Phil|B\.?Sc|B\.?A|Ph\.? ?D|Master(?:['’]?s)?|Bachelor(?:['’]?s)?"
    r"|Doctoral|Diploma|Licentiate|Habilitation)\.? (?:[Tt]hesis|[Dd]issertation))\.?\}?"
)
#: That a work was presented at a meeting, which its own field says.
PRESENTED = re.compile(r"([A-Z]\w+ (?:presented|given|delivered|held)) (?:at|to) (?:the )?(.+)")


def without_echo(text: str) -> str:
    """Return a text that stands twice, in braces or without, once.

    >>> without_echo("{Growth of the oaks Growth of the oaks}"), without_echo("Oaks, oaks, oaks")
    ('{Growth of the oaks}', 'Oaks, oaks, oaks')
    """
    opened = text[:1] == "{"
    bare = text[1:-1] if opened and text[-1:] == "}" else text
    if len(bare) > LONG and bare.find(bare[:10], 10) > 0 and (twice := TWICE.fullmatch(bare)):
        return f"{{{twice[1]}}}" if bare != text else twice[1]
    return text


def once(fields: Mapping[str, str], kind: str) -> dict[str, str]:
    """Return fields of which none says what it or another has said."""
    said = dict(fields)
    for name in TITLES:
        if len(said.get(name, "")) > LONG:
            said[name] = without_echo(said[name])
    behind = EDITION.search(said.get("title", "")) if said.get("edition") else None
    if behind and _which(behind[1]) == _which(said["edition"]):
        said["title"] = said["title"][: behind.start()]
    if said.get("chapter") and _bare(said, "chapter") in [_bare(said, one) for one in CALLED]:
        said["chapter"] = ""
    if kind == "phdthesis" and said.get("school"):
        said["school"] = OF_DOCTORS.sub("", said["school"])
    for place in {"address", "location"} & said.keys() if said.get("organization") else ():
        said[place] = said[place].removeprefix(f"{said['organization']}, ")
    if said.get("note"):
        _without_body(said)
    if kind in (*THESES, "thesis"):
        _of_thesis(said)
    if said.get("eventtitle") and said.get("note"):
        told = PRESENTED.fullmatch(_bare(said, "note").rstrip("."))
        if told and told[2] == _bare(said, "eventtitle"):
            said["note"] = told[1]
    if said.get("howpublished"):
        _published(said)
    if kind in BOOKS:
        _of_book(said)
    for name in ("pages", "howpublished", "note") if said.get("number") else ():
        if said.get(name) == said["number"] and (kind == "techreport" or name != "pages"):
            said[name] = ""  # as Zotero has the number of a report twice
    return said


def _of_book(said: dict[str, str]) -> None:
    """Take out of the fields of a book what programs have written behind what they are for.

    >>> _of_book(said := {"publisher": "Elm. xii, 30 p. EUR 20", "title": "Oaks"}); said
    {'publisher': 'Elm', 'title': 'Oaks', 'pagetotal': 'xii, 30'}
    """
    if _bare(said, "booktitle").startswith(_bare(said, "title") or "-"):
        _in_astronomy(said)
    publisher = said.get("publisher", "").strip("{} ")
    if behind := EXTENT.search(publisher):
        said["publisher"] = publisher[: behind.start()]
        said["pagetotal"] = said.get("pagetotal") or behind[1] * (not said.get("pages"))
    if said.get("series") and said.get("number") and said["number"] == said.get("volume"):
        said |= {"number": "", "issue": ""}  # as a note of Zotero has it again


def _published(said: dict[str, str]) -> None:
    """Leave out of how a work was published its year at the end, and the number of a series again.

    So zbMATH has the one and the editor of the RFCs the other.

    >>> _published(said := {"howpublished": "Oak Publ. 3, 12-24 (1978).", "year": "1978"}); said
    {'howpublished': 'Oak Publ. 3, 12-24', 'year': '1978'}
    >>> said = {"howpublished": "RFC 4", "series": "Request for Comments", "number": "4"}
    >>> _published(said)
    >>> said["howpublished"]
    ''
    """
    how = said["howpublished"]
    initials = "".join(word[0] for word in said.get("series", "").split())
    if how.casefold() == f"{initials} {said.get('number')}".casefold():
        said["howpublished"] = ""
    year = said.get("year") or "-"
    if year in how[-7:] and (behind := re.search(rf"[\s,.;]*\({re.escape(year)}\)\.?$", how)):
        said["howpublished"] = how[: behind.start()]


def _bare(said: dict[str, str], name: str) -> str:
    return re.sub("[{}]", "", said.get(name, ""))


def _in_astronomy(said: dict[str, str]) -> None:
    """Take out of the name of a book as the ADS has it again who has published it.

    >>> _in_astronomy(said := {"title": "Oaks", "year": "2005", "booktitle":
    ...     "Oaks, by A.~Lin, pp.~462.~ISBN 0521364833.~Elmtown, UK: Elm Press, January 2005."})
    >>> said
    {'title': 'Oaks', 'year': '2005', 'booktitle': '', 'publisher': 'Elmtown, UK: Elm Press'}
    """
    whole = _bare(said, "booktitle").replace("~", " ")
    if told := ADS.fullmatch(whole.removeprefix(_bare(said, "title"))):
        said["booktitle"] = ""
        if not said.get("publisher") and not said.get("address"):
            said["publisher"] = told[1].strip()


def _of_thesis(said: dict[str, str]) -> None:
    """Take the year, the pages and the kind of a thesis out of its title and its school.

    >>> _of_thesis(said := {"title": "Oaks. 2012. 114p", "year": "2012"}); said
    {'title': 'Oaks', 'year': '2012', 'pagetotal': '114'}
    >>> _of_thesis(said := {"school": "Tese (Doutorado em Carvalhos)--Universidade Elm"}); said
    {'school': 'Universidade Elm', 'type': 'Tese (Doutorado em Carvalhos)'}
    """
    behind = PAGES_BEHIND.search(said.get("title", ""))
    if behind and behind[1] == said.get("year"):
        said["title"] = said["title"][: behind.start()]
        said["pagetotal"] = said.get("pagetotal") or behind[2]
    if said.get("note") and KIND.fullmatch(said["note"]):
        said["type"], said["note"] = said.get("type") or said["note"].rstrip("."), ""
    if not said.get("type") and (kind := IN_BRAZIL.match(said.get("school", ""))):
        said["type"], said["school"] = kind[1], said["school"][kind.end() :]


def _without_body(said: dict[str, str]) -> None:
    """Leave out of a note where a work was written, which its school says.

    >>> _without_body(said := {"note": "MSc thesis, Elm University", "school": "Elm University"})
    >>> said["note"]
    'MSc thesis'
    """
    for name in ("school", "institution"):
        if (body := said.get(name, "").strip("{}")) and body in said["note"]:
            note = said["note"].rstrip(".").removesuffix(f", {body}").removeprefix(f"{body}, ")
            said["note"] = said["note"] if note == said["note"].rstrip(".") else note


def _which(edition: str) -> str:
    """Return the number of an edition.

    >>> _which("3rd"), _which("Third"), _which("third edition"), _which("Spring 2020")
    ('3', '3', '3', 'spring 2020')
    """
    said = edition.strip(" {}.").lower()
    word = said.split()[0] if said else ""
    figures = re.match(r"\d+", word)
    return figures[0] if figures else str(ORDINALS.index(word) + 1) if word in ORDINALS else said
