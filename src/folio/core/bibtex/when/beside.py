"""What stands in the field of a year or a month beside it, put where it belongs.

>>> beside({"month": "Elmtown, EL, Oct.", "year": "2020"})
{'month': 'Oct.', 'year': '2020', 'address': 'Elmtown, EL'}
>>> beside({"year": "2020, Poster", "month": "Feb/14/2020"})
{'year': '2020', 'month': '14 Feb', 'note': 'Poster'}
>>> beside({"year": "2020,", "month": "2020/05//"}), beside({"year": "c1990", "month": "Apr May"})
({'year': '2020', 'month': 'May'}, {'year': '1990', 'month': 'Apr--May'})
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from folio.core.bibtex.when.in_year import as_text
from folio.core.dates import MONTHS
from folio.core.month_names import number_of

#: As what a work was presented, behind its year.
PRESENTED = re.compile(
    r"(\d{4})(?:,\s*| )\(?((?:(?:invited|contributed|oral|keynote) )?"
    r"(?:poster|talk|presentation|keynote|lecture|abstract))\)?",
    re.IGNORECASE | re.ASCII,
)
#: The edition beside its year, and the language of the work: 3ra edición, 2005; 2017 (in Russian).
_EDITION = (
    r"(?:\d{1,2}(?:st|nd|rd|th|ra|da|ta|\.)?|first|second|third|fourth|fifth|revised|primera|segunda"
    r"|tercera|cuarta|quinta|première|deuxième|seconde|troisième) "
    r"(?:edition|edición|edição|édition|ed\.?|auflage|aufl\.?|edizione)"
)
OF_EDITION = re.compile(
    rf"(?P<before>{_EDITION}),? (?P<year>\d{{4}})"
    rf"|(?P<first>\d{{4}}),? \(?(?P<behind>{_EDITION})\)?",
    re.IGNORECASE,
)
IN_LANGUAGE = re.compile(r"(\d{4}),? \(?(?:\\textit\{|\\emph\{)?(in [A-Z][a-z]+)\}?\)?", re.ASCII)
#: The year of the copyright, as catalogues write it: c1990, cop. 1990, p1990, op. 1990.
COPYRIGHT = re.compile(r"^(?:[cp]|(?:cop|op)\. ?|copyright )(?=\d{4}$)", re.ASCII)
#: A day with its month in letters and its year, and a month as EndNote exports it.
DAYS = (
    re.compile(r"(?P<month>[^\W\d_]{3,})[/-](?P<day>\d{1,2})[/-](?P<year>\d{4})", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})[/-](?P<month>[^\W\d_]{3,})[/-](?P<year>\d{4})", re.ASCII),
    re.compile(r"(?P<year>\d{4})/(?P<month>0[1-9]|1[0-2])/(?P<day>\d{0,2})/?", re.ASCII),
    re.compile(r"(?P<day>\d\d)\.(?P<month>0[1-9]|1[0-2])\.(?P<year>)", re.ASCII),
    re.compile(r"(?P<day>1[3-9]|[23]\d)\.(?P<month>0[1-9]|1[0-2])(?P<year>)", re.ASCII),
)
TWO = re.compile(r"([^\W\d_]+)\.? ([^\W\d_]+)\.?")
#: A month with the days beside it, and the name of a place.
MONTH = re.compile(r"(?:[\d\s–-]+\s)?([^\W\d_]+)\.?(?:\s[\d\s–-]+)?")
PLACE = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:[. '’-]+[^\W\d_]+)*\.?")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def beside(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return fields of which the year and the month hold nothing else."""
    year, month = fields.get("year", ""), fields.get("month", "").strip(" {}")
    year = (as_text(year) if "noopsort" in year.lower() else year).strip(" {}")
    if (not year or year.isdecimal()) and (not month or month.isalnum()):
        return fields
    said = dict(fields)
    year = COPYRIGHT.sub("", year.removesuffix(","))
    if edition := OF_EDITION.fullmatch(year):
        told = edition["before"] or edition["behind"]
        if said.setdefault("edition", told) == told:
            year = edition["year"] or edition["first"]
    elif tongue := IN_LANGUAGE.fullmatch(year):
        year = tongue[1]
        said["note"] = "; ".join(filter(None, (said.get("note"), tongue[2])))
    if presented := PRESENTED.fullmatch(year):
        year, told = presented.groups()
        said["note"] = "; ".join(filter(None, (said.get("note"), told)))
    if "," in year:
        year = _with_places(said, year)
    if year:
        said["year"] = year
    if "," in month:
        _at_a_place(said, [part.strip() for part in month.split(",")])
    elif len(month) > 3:
        said["month"] = _month(month, year)
    return said


def _month(month: str, year: str) -> str:
    told = next(filter(None, (form.fullmatch(month) for form in DAYS)), None)
    if told and told["year"] in (year, ""):
        name = MONTHS[int(told["month"]) - 1] if told["month"].isdecimal() else told["month"]
        return " ".join(filter(None, (told["day"], name)))
    two = TWO.fullmatch(month)
    if two and all(map(number_of, two.groups())):
        return f"{two[1]}--{two[2]}"
    return month


def _at_a_place(said: dict[str, str], parts: list[str]) -> None:
    """Part a month from the place of a meeting before or behind it."""
    for month, rest in ((parts[-1], parts[:-1]), (parts[0], parts[1:])):
        told = MONTH.fullmatch(month)
        if told and number_of(told[1]) and _are_places(rest):
            if _takes_place(said, rest):
                said["month"] = month
            return


def _with_places(said: dict[str, str], year: str) -> str:
    """Part a year from a town and its state; a word alone behind a year may be anything.

    >>> _with_places(said := {}, "2016, Elmtown, EL"), said, _with_places({}, "2016, Reprint")
    ('2016', {'address': 'Elmtown, EL'}, '2016, Reprint')
    """
    first, *rest = (part.strip() for part in year.split(","))
    if len(rest) < 2 or not first.isdecimal() or not _are_places(rest):
        return year
    return first if _takes_place(said, rest) else year


def _are_places(parts: list[str]) -> bool:
    return all(PLACE.fullmatch(part) and not _dated(part) for part in parts)


def _takes_place(said: dict[str, str], parts: list[str]) -> bool:
    """Write down a place, and tell whether the entry has no other one."""
    where = ", ".join(parts)
    if (said.get("address") or said.get("location") or where) != where:
        return False
    said["address"] = where
    return True


def _dated(part: str) -> bool:
    return bool(number_of(part.rstrip("."))) or part.lower().startswith(WEEKDAYS)
