"""Two fields with one meaning, as BibTeX and biblatex call it: what both say, or that they part."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import chain

from folio.core.bibtex.when.states import STATES
from folio.core.tex.decoder import plain
from folio.core.tex.unknown import UnknownTex
from folio.core.work_types import THESES

YEAR = re.compile(r"\d{4}")
#: What begins the name of an issue, and of no series.
SPECIAL = re.compile(r"\W*(?:special|themed|thematic) (?:issue|section)\b", re.IGNORECASE)
#: Kinds that have one place, and no event beside it.
ALONE = frozenset(("book", "booklet", "manual", "techreport", *THESES))
#: Words that the short name of a journal leaves out.
SMALL = frozenset(("a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "de", "des", "du"))
SMALL |= {"der", "die", "das", "und", "für", "et", "la", "le", "les", "y", "el", "e", "di", "della"}


def together(fields: Mapping[str, str], kind: str) -> dict[str, str]:
    """Return fields of which none of two that say the same thing is lost.

    Raise ValueError where they say two things, of which nobody knows which is right.

    >>> together({"year": "2020", "date": "2020", "month": "March"}, "article")
    {'year': '2020', 'date': '', 'month': 'March'}
    """
    said = dict(fields)
    if said.get("date"):
        _dated(said)
    if said.get("issue") and said.get("number"):
        if said["number"] == said.get("volume"):
            said["number"] = said["issue"]  # which the volume said again
        elif said["issue"] == said.get("volume"):
            said["issue"] = said["number"]
        _refuse_two(said, "number", "issue", both=str.isdecimal)
    if said.get("eid") and said.get("articleno"):
        _refuse_two(said, "articleno", "eid")
    if kind in ALONE and said.get("location") and not said.get("eventtitle"):
        _refuse_two(said, "address", "location")
    if said.get("journal") and said.get("journaltitle"):
        names = [_words(said[name]) for name in ("journal", "journaltitle")]
        if not _alike(*names) and not _alike(*reversed(names)):
            raise ValueError(_two("journal", said["journal"], "journaltitle", said["journaltitle"]))
    if " - " in said.get("journal", ""):
        name, _, short = said["journal"].rpartition(" - ")
        if short.isupper() and " " in short.strip() and _alike(_words(short), _words(name)):
            said["journal"] = name  # with its short name, as ResearchGate has it
    if said.get("series") or said.get("version"):
        _shortened(said)
    if kind == "article" and said.get("series") and _names_issue(said):
        of_all = _words(said["series"]) != _words(said.get("title", ""))  # else of a lone paper
        said |= {"issuetitle": said.get("issuetitle") or said["series"] * of_all, "series": ""}
    if kind == "article" and "semanticscholar.org/" in said.get("url", ""):
        _of_semantic_scholar(said)
    whole = said.get("booktitle") if kind == "article" and said.get("journal") else ""
    if whole and not said.get("issuetitle") and not _same(whole, said["journal"]):
        said["issuetitle"] = whole  # the proceedings that an issue holds
    return said


def _same(one: str, other: str) -> bool:
    """Tell whether a name is short for another, or that one word by word for it.

    >>> _same("Oak Letters", "Oak Lett."), _same("Oak Days 2020", "Oak Days")
    (True, False)
    """
    first, second = _words(one), _words(other)
    return _alike(first, second) or (len(first) == len(second) and _alike(second, first))


def _names_issue(said: Mapping[str, str]) -> bool:
    """Tell whether a series is how an issue is called, as ScienceDirect exports every paper of it.

    >>> _names_issue({"journal": "Oaks", "doi": "10.1016/j.oak.2020.1", "series": "Old oaks"})
    True
    >>> _names_issue({"journal": "Oaks", "doi": "10.1016/j.oak.2020.1", "series": "2"})
    False
    """
    there = said.get("doi", "").startswith("10.1016/") or "sciencedirect.com" in said.get("url", "")
    there = there or bool(SPECIAL.match(said["series"]))
    named = " " in said["series"].strip() and not said["series"].startswith(("Series", "series"))
    return there and named and bool(said.get("journal") or said.get("journaltitle"))


def _shortened(said: dict[str, str]) -> None:
    """Leave out a series that a venue says or is short for, and a volume that is the version again.

    >>> _shortened(said := {"booktitle": "Days of Oaks - OD '13", "series": "OD '13"}); said
    {'booktitle': "Days of Oaks - OD '13", 'series': ''}
    """
    if said.get("booktitle") and said.get("series") and not said.get("volume"):
        name, whole = (f" {' '.join(_words(said[one]))} " for one in ("series", "booktitle"))
        of_a_year = any(map(str.isdecimal, name)) and name in whole
        if name != whole and (of_a_year or whole.endswith(name)):
            said["series"] = ""
    if said.get("journal") and said.get("series"):
        short, full = _words(said["series"]), _words(said["journal"])
        if 1 < len(short) == len(full) and short != full and _alike(short, full):
            said["series"] = ""
    if said.get("version") and said.get("version") == said.get("volume"):
        said["volume"] = ""


def _of_semantic_scholar(said: dict[str, str]) -> None:
    """Leave out one of two names of one venue, as Semantic Scholar exports them: not arXiv's."""
    journal, whole = said.get("journal", ""), said.get("booktitle", "")
    if journal and whole:
        on_arxiv = journal.lower() == "arxiv" and whole.lower() != "arxiv.org"
        said["journal"], said["booktitle"] = whole if on_arxiv else journal, ""


def _dated(said: dict[str, str]) -> None:
    """Put a month beside a date that is a year only, and a year beside a state for a date.

    Elsewhere the date is the more exact, and biblatex takes it.
    """
    date, year = said["date"].strip(), said.get("year", "")
    state = date.lower().strip(" .{}()")
    if year and state in STATES:
        said |= {"date": "", "pubstate": said.get("pubstate") or state}
    elif said.get("month") and YEAR.fullmatch(date):
        said |= {"year": date, "date": ""}


def _refuse_two(
    said: Mapping[str, str], one: str, other: str, both: Callable[[str], bool] = bool
) -> None:
    first, second = (said[name].strip(" {}") for name in (one, other))
    if first != second and both(first) and both(second):
        raise ValueError(_two(one, said[one], other, said[other]))


def _two(one: str, first: str, other: str, second: str) -> str:
    return f"says two things by its {one} and its {other} (got {first!r} and {second!r}); keep one"


def _words(name: str) -> list[str]:
    with suppress(UnknownTex):
        name = plain(name)
    return [word for word in re.findall(r"[^\W_]+", name.casefold()) if word not in SMALL]


def _alike(short: list[str], full: list[str]) -> bool:
    """Tell whether a name is short for another: by words of it, their beginnings or initials."""
    rest = chain(full)
    begun = all(any(word.startswith(part) for word in rest) for part in short)
    return begun or "".join(short) == "".join(word[0] for word in full)
