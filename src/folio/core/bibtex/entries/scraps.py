"""What catalogues and programs leave behind a field that is no part of it.

>>> without_scraps({"title": "Growth of oaks /", "address": "Oaktown ; New Elm"})
{'title': 'Growth of oaks', 'address': 'Oaktown; New Elm'}
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from folio.core.bibtex.entries.mended import mended
from folio.core.bibtex.entries.misplaced import moved
from folio.core.bibtex.entries.renamed import called, whole, without_nothing
from folio.core.bibtex.people.speaking import parted
from folio.core.bibtex.when.beside import beside

#: Fields of which a catalogue prints the end: signs of ISBD behind a blank, or a comma.
ENDED = frozenset(
    (
        *("title", "subtitle", "maintitle", "booktitle", "booksubtitle", "series", "journal"),
        *("journaltitle", "publisher", "address", "location", "edition", "chapter", "school"),
        *("institution", "organization", "volume", "number", "issue", "pages", "type", "venue"),
    )
)
SIGNS = frozenset("/:;=,")
END = re.compile(r"(?:\s+[/:;=]|\s*,)+\s*(\}*)\s*$")
#: A sign with which a field begins that stood between it and another, and the ends of lines and
#: columns behind it, as a program writes them.
LED = frozenset("{ ,;:")
BEGIN = re.compile(r"(\{*)\s*[,;:]\s+(?=[^\s}])")
BROKEN = re.compile(r"(?:\s*(?<!\\)\\[tnr])+(\}*)$")
#: Fields that have several things, with a sign of ISBD between them.
PLACES = ("address", "location")
PARTED = ("publisher", *PLACES)
#: What the ACM exports around the parts of a place, and leaves of it: , Oaktown, Oakland,
TAG = re.compile(r"</?(?:conf-loc|city|state|country)>")
COMMAS = re.compile(r"\s*,(?:\s*,)+")
#: What catalogues write where no place and no publisher is printed, before the other one too, and
#: Google Scholar of it.
UNPRINTED = re.compile(
    r"(?:\[?(?:(?=.{0,4}[.\]])s\.? ?[ln]\.?|o\. ?[ov]\."
    r"|(?:publisher|place of publication|publication place) not identified)\]?[\s:,]*)+",
    re.IGNORECASE,
)
FIRST = frozenset("[sSoOpP")
#: The house of a publisher behind its name, as the Web of Science has it: Elm 4 Oak St, NY 10010.
HOUSE = re.compile(
    r"(\{?[^\d{}(]*[^\W\d_]\.?),? +\d{1,5}[A-Z]? "
    r"(?=.*\b(?:St|Street|Rd|Road|Ave|Avenue|Way|Blvd|Boulevard|Broadway|Sq|Square|Park|Drive|Lane)\b)"
    r"(?=.*\b(?:\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] \d[A-Z]\d|[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2})\b)"
    r"[^{}]*(\}?)",
    re.IGNORECASE,
)
PRINTED = frozenset(("publisher", "address", "location", "institution", "organization", "school"))
#: How a catalogue begins the statement of who has edited or translated a book.
EDITED = re.compile(
    r"\{?\s*(?:(?:edited|ed\.|compiled) by|(?:hrsg|hg|herausgeg|bearb)\. (?:von|v\.)"
    r"|herausgegeben von|éd(?:ité|\.)? par|sous la dir(?:ection|\.) de|dir\. par|a cura di"
    r"|(?:ed(?:ición|\.)|edición a cargo|coord(?:inación|\.)) de"
    r"|(?:ed(?:itado|\.)|coord(?:inado|\.)|org(?:anizado|\.)) por"
    r"|(?:pod red(?:akcją|\.)|red\.)|под ред(?:акцией|\.)|uitgeg(?:even|\.) door)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
#: The first letters of these.
EDITS = frozenset("eEcChHbBéÉsSdDaArRpPпПuUoO{")
#: The journal Science of New York, as Mendeley tells it from that of 1880: Science (80-. ).
OF_1880 = re.compile(r"(\{?Science) \(80-\.?\s?\)\.?(\}?)")


def cleared(fields: Mapping[str, str]) -> dict[str, str]:
    """Return fields under their own names and in their places, without what is no part of them."""
    named = without_scraps(beside(mended(called(fields))))
    return edited(parted(moved(without_nothing(_printed(whole(named))))))


def edited(fields: dict[str, str]) -> dict[str, str]:
    """Return fields in which no name begins with the words for what somebody has done.

    >>> edited({"author": "hrsg. von Ada Lin"}), edited({"editor": "edited by Ada Lin"})
    ({'editor': 'Ada Lin'}, {'editor': 'Ada Lin'})
    """
    for name in ("author", "editor"):
        people = fields.get(name, "")
        if people[:1] in EDITS and (words := EDITED.match(people)):
            alone = name == "author" and not fields.get("editor")
            said = people[words.end() :]
            said = said.removesuffix("}") if people[0] == "{" and said.count("}") == 1 else said
            fields = {one: text for one, text in fields.items() if one != name}
            fields["editor" if alone else name] = said
    return fields


def without_scraps(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return fields without what stands behind them in a catalogue, and with plain semicolons.

    >>> without_scraps({"title": "{Oaks :}", "publisher": "Elm Press,", "journal": "TCP/"})
    {'title': '{Oaks}', 'publisher': 'Elm Press', 'journal': 'TCP/'}
    >>> without_scraps({"location": "<conf-loc>, <city>Oaktown</city>, Elmland, </conf-loc>"})
    {'location': 'Oaktown, Elmland'}
    >>> without_scraps({"journal": "Science (80-. ).", "address": "Oaktown : New Elm, MA"})
    {'journal': 'Science', 'address': 'Oaktown; New Elm, MA'}
    """
    said = {name: _placed(fields[name]) for name in PLACES if "," in fields.get(name, "")}
    for name in ENDED & fields.keys():
        text = said.get(name) or fields[name]
        if text[:1] in LED and (led := BEGIN.match(text)):
            text = said[name] = led[1] + text[led.end() :]
        if text and text.rstrip(" }")[-1:] in SIGNS:
            said[name] = END.sub(r"\1", text)
        elif text[-2:-1] == "\\" or text[-3:-2] == "\\":
            said[name] = BROKEN.sub(r"\1", text)
    for name in PARTED:
        text = said.get(name) or fields.get(name, "")
        if " ;" in text or (" :" in text and name in PLACES):
            signs = " +[;:] +" if name in PLACES else " +; +"
            said[name] = re.sub(signs, "; ", text)
    if "(80-" in fields.get("journal", ""):
        said["journal"] = OF_1880.sub(r"\1\2", fields["journal"])
    return {**fields, **said} if said else fields


def _placed(text: str) -> str:
    """Return a place without tags and without commas between which nothing stands."""
    text = TAG.sub("", text) if "<" in text else text
    text = COMMAS.sub(",", text) if COMMAS.search(text) else text
    return text.lstrip(" ,") if text[:1] in (" ", ",") else text


def _printed(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return fields without the words of a catalogue for a place and a publisher it cannot tell.

    >>> _printed({"publisher": "[S.l.] : Elm"}), _printed({"publisher": "S. N. Elm"})
    ({'publisher': 'Elm'}, {'publisher': 'S. N. Elm'})
    >>> _printed({"publisher": "Elm, Inc. 4 Oak Street, Oaktown NY 10010 USA"})
    {'publisher': 'Elm, Inc.'}
    """
    said: dict[str, str] = {}
    for name in ("publisher", "organization"):
        if len(fields.get(name, "")) > 24 and (house := HOUSE.fullmatch(fields[name].strip())):
            said[name] = house[1] + house[2]
    for name in PRINTED & fields.keys():
        text = fields[name].strip(" {}")
        found = UNPRINTED.match(text) if text[:1] in FIRST else None
        if found and (found.end() == len(text) or ":" in found[0][-2:]):
            said[name] = text[found.end() :]
    if not said:
        return fields
    return {name: text for name, text in {**fields, **said}.items() if text}
