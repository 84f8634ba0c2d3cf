"""What Scopus and Pure export beside a work: how often it is cited, its conference, its editors.

>>> of_scopus({"note": "cited By 3; Conference of 5th Days of Oaks ; Conference Code:87"})
{'note': '', 'eventtitle': '5th Days of Oaks'}
>>> of_scopus({"source": "Scopus", "editor": "Lin A., van Wu B.-C."})["editor"]
'Lin, A. and van Wu, B.-C.'
"""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Without one of these a note says nothing of the kind.
TOLD = ("cit", "conference", "copyright", "funding information", "(c)")
#: How often a work is cited, on the day of the export.
_OPEN = r"(?:\s*;\s*[\w ]*open access)*"
_SOURCE = r"(?:google scholar|scopus|web of science|wos|crossref)"
COUNTED = re.compile(
    rf"(?:{_SOURCE}\W+)?(?:(?:times )?cited(?: by)?|(?:number of )?citations?(?: count)?)"
    rf"(?: \(?since \d{{4}}\)?)?\W*\d+\+?(?: times)?(?:\W+(?:on |in )?{_SOURCE})?{_OPEN}"
    rf"|\d+\+? (?:times cited|citations?)(?:\W+(?:on |in )?{_SOURCE})?"
    r"|0\d{4,6}",  # as an addition to Zotero counts them
    re.IGNORECASE,
)
#: That an article had no issue yet on that day.
IN_PRESS = re.compile(r"(?:articles? )?in press", re.IGNORECASE)
#: What else Scopus counts or has for itself, and the name of the conference.
ITS_OWN = re.compile(
    r"(?:conference (?:date|code)|export date|source|correspondence address|coden|through)\s*:.*"
    r"|[\w ]*open access(?:, .*)?",
    re.IGNORECASE,
)
CONFERENCE = re.compile(r"conference (?:of|name:)\s+((?:(?!\w:\s).)+)", re.IGNORECASE)
#: What Pure has beside a work: who has paid for it, whose it is, its conference and the days of it.
OF_PURE = re.compile(
    r"(?:(?:funding information|publisher copyright):.*?)?"
    r"(?:(?:^|;\s*)([^;]+?)\s*;\s*conference date:[\d\s-]*(?:through[\d\s-]*)?\.?)?",
    re.IGNORECASE,
)
#: Whose a work is, and no more: © 2020 The Authors. Published by Elm. All rights reserved.
COPYRIGHT = re.compile(
    r"(?:copyright\s*)?(?:©|\(c\)|\{?\\(?:text)?copyright\}?)\s*"
    r"(?:\d{4}\b|the authors?\b|[^.;:]{,80}\d{4}).{,150}",
    re.IGNORECASE,
)
#: A family before its initials.
NAME = re.compile(
    r"([^\s,;.]+(?:\s[^\s,;.]+)*)\s+((?:[^\W\d_]{1,2}\.[\s-]*)+)((?:Jr|Sr|I{2,3}|IV)\.?)?"
)


#: The marks of affiliations behind the initials of a name, which it has kept of its own pages.
MARKS = re.compile(r"(?<=[A-Z]\.)[a-z](?: [a-z])*(?=\s+and\s|\s*$)")


def of_scopus(fields: Mapping[str, str]) -> dict[str, str]:
    """Return fields without what Scopus has for itself, and with its editors parted by ``and``.

    >>> of_scopus({"source": "Scopus", "author": "Lin, A.B.b and Wu, C.a b b"})["author"]
    'Lin, A.B. and Wu, C.'
    """
    said = dict(fields)
    if (note := said.get("note", "").lower()) and (
        note[0] in "0{©" or any(word in note for word in TOLD)
    ):
        _without_counts(said)
    if said.get("source", "").strip(" {}").lower() != "scopus":
        return said
    if author := said.get("author"):
        said["author"] = MARKS.sub("", author)
    if said.get("editor"):
        people = [NAME.fullmatch(one) for one in re.split(r"\s*[,;]\s*", said["editor"].strip())]
        names = [", ".join(filter(None, (m[1], m[3], m[2].strip()))) for m in people if m]
        if len(names) == len(people):
            said["editor"] = " and ".join(names)
    return said


def _without_counts(said: dict[str, str]) -> None:
    """Take out a note of counts and of a conference, if it says nothing else.

    >>> _without_counts(said := {"note": "Oak Days ; Conference date: 01-02-2020"}); said
    {'note': '', 'eventtitle': 'Oak Days'}
    """
    note = said["note"].strip()
    if (held := OF_PURE.fullmatch(note)) or COPYRIGHT.fullmatch(note):
        said["note"] = ""
        if held and held[1]:
            said.setdefault("eventtitle", held[1])
        return
    if COUNTED.fullmatch(said["note"].strip(" {}()[].;")):
        said["note"] = ""
    parts = [part.strip(" {}.") for part in said["note"].split(";")]
    named = [CONFERENCE.fullmatch(part) for part in parts]
    known = [bool(COUNTED.fullmatch(part) or ITS_OWN.fullmatch(part)) for part in parts]
    ahead = [bool(IN_PRESS.fullmatch(part)) for part in parts]
    said_all = all(map(any, zip(named, known, ahead, (not part for part in parts), strict=True)))
    if not said_all or not any(known):
        return
    said["note"] = ""
    if any(ahead):
        said.setdefault("pubstate", "in press")
    if (event := next(filter(None, named), None)) and not said.get("eventtitle"):
        said["eventtitle"] = event[1].strip()
