"""An entry as the file has it, and whether two of them say the same."""

from __future__ import annotations

import re
from collections.abc import Container
from contextlib import suppress
from dataclasses import dataclass, field, replace

from folio.core.bibtex.people.persons import read_people
from folio.core.tex.decoder import plain
from folio.core.tex.unknown import UnknownTex

#: Fields of which nothing is shown, or of which the first says enough: they may stand twice.
MAY_REPEAT = frozenset(
    (
        *("keywords", "keyword", "annote", "annotation", "note", "file", "abstract", "owner"),
        *("timestamp", "groups", "comment", "review", "mendeley-tags", "tags", "bdsk-url-1"),
        "issn",
    )
)
#: Fields that may stand twice, each time with one of several: the numbers of print and screen.
SEVERAL = frozenset(("isbn", "url"))
NAMES = ("author", "editor", "translator")
#: Those of them of which nothing is ever shown, and what a visit says.
UNSEEN = (MAY_REPEAT - {"note", "issn"}) | {"biburl", "bibsource", "added-at", "interhash"}
#: Fields that may say in which of its states a work is, which differ in one entry and another.
STATED = frozenset(("note", "howpublished", "pubstate", "addendum", "status"))
#: Fields that may make another work of a book, as another volume of it is; none of a paper.
APART = frozenset(("volume", "edition", "part", "chapter", "pages", "number"))
PAPERS = frozenset(("article", "inproceedings", "conference"))
#: A volume as Frontiers and Annual Reviews have it, with the year: Volume 3 - 2024; Volume 3, 2024.
OF_YEAR = re.compile(r"(?:vol(?:ume|\.)?\s*)?(\d+)\s*(?:[-–—]+|,)\s*(?:19|20)\d\d", re.IGNORECASE)
#: How the note of a program begins, which says nothing of that: Publisher: Elm.
BY_PROGRAMS = re.compile(r"[A-Z_][A-Za-z ]*: ")


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as it is written, its macros replaced; the names of its fields are small.

    ``doubtful`` are fields with an abbreviation that nothing defines.
    """

    type: str
    key: str
    line: int
    fields: dict[str, str] = field(default_factory=dict)
    spelled: dict[str, str] = field(default_factory=dict)  # each name as the file writes it
    file: str = ""
    doubtful: frozenset[str] = frozenset()

    def parts_from(self, other: RawEntry, names: Container[str]) -> str:
        """Return in which of these fields another entry says something else, or nothing.

        A title comes first, since it tells two works apart; the type of an entry is one, too.
        """
        if self.type != other.type:
            return "type"
        one, two = self._said(names), other._said(names)
        parted = [name for name in (*one, *two) if one.get(name) != two.get(name)]
        return min(parted, key=lambda name: name != "title", default="")

    def with_more(self, other: RawEntry, names: Container[str]) -> RawEntry | None:
        """Return the entry with what another says of the work too; nothing if that may be one more.

        It is the same work where type, title and year are, and no field says something else.
        """
        one, two = self._said(names), other._said(names)
        both = one.keys() & two.keys()
        told = self.type == other.type and "title" in both and not both.isdisjoint(("year", "date"))
        if not told or any(one[name] != two[name] for name in both):
            return None
        more = one.keys() ^ two.keys()
        if self.type not in PAPERS and not APART.isdisjoint(more):
            return None
        if any(
            name in STATED and not BY_PROGRAMS.match(self.fields.get(name) or other.fields[name])
            for name in more
        ):
            return None
        said = {name: text for name, text in self.fields.items() if text}
        return replace(
            self,
            fields={**other.fields, **said},
            spelled={**other.spelled, **self.spelled},
            doubtful=self.doubtful | other.doubtful,
        )

    def _said(self, names: Container[str]) -> dict[str, object]:
        return {
            name: people_of(text)
            if name in NAMES
            else re.sub(r"\D", "", text)
            if name == "issn"
            else re.sub(r"-+|–", "-", _folded(_bare(name, text))).lower().rstrip(".,")
            for name, text in self.fields.items()
            if name in names and text
        }


def _bare(name: str, text: str) -> str:
    """Return a volume without the year behind it, anything else as it is.

    >>> _bare("volume", "{Volume 3 - 2024}"), _bare("pages", "3--2024")
    ('3', '3--2024')
    """
    if name != "volume" or text.isdecimal():
        return text
    told = OF_YEAR.fullmatch(text.strip(" {}"))
    return told[1] if told else text


def people_of(text: str) -> object:
    """Return the persons of a field, or the field where it has none that can be read."""
    try:
        people = read_people(text)
    except ValueError:
        return text
    return tuple(tuple(_folded(part).replace(".", "") for part in one[:3]) for one in people)


def _folded(text: str) -> str:
    r"""Return a text without its blanks and braces, whether its letters are TeX or not.

    >>> _folded(r"{\'E}lm's oaks") == _folded("Élm’s {Oaks}".replace("O", "o"))
    True
    """
    with suppress(UnknownTex):
        text = plain(text) if "\\" in text else text
    return re.sub(r"[{}\s~]+", "", text).replace("’", "'")
