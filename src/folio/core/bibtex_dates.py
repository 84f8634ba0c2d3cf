"""When a work appeared, in every form in which BibTeX and biblatex say it.

>>> when({"year": "2020", "month": "July~10"}).text, when({"year": "in press"}).text
('10 July 2020', 'in press')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from folio.core.dates import MONTHS, Date, Period

STATES = (
    *("in press", "forthcoming", "submitted", "accepted", "to appear", "under review"),
    *("in preparation", "in review", "under revision", "in revision", "prepublished", "preprint"),
    *("accepted for publication", "submitted for publication", "manuscript in preparation"),
    *("in progress", "under submission", "working paper", "work in progress", "inpress"),
)
SEASONS = ("spring", "summer", "autumn", "fall", "winter")
UNDATED = "n.d."
REMEDY = "write 2020, a span such as 2003--2015, or in words that it is in press or under review"


class When(NamedTuple):
    """The date, how readers read it, when it ends, and its state if it is not yet published."""

    date: Date
    text: str
    until: Date | None = None
    state: str = ""

    @property
    def label(self) -> str:
        """What stands behind the names in a label: the year, the years or the state."""
        if self.date.year and self.until and self.until.year != self.date.year:
            return f"{self.date.year}–{self.until.year}"
        return str(self.date.year) if self.date.year else self.state or self.text


def when(fields: Mapping[str, str]) -> When:
    """Return when an entry's work appeared; raise ValueError for what cannot be read."""
    if date := fields.get("date", ""):
        return _state(date) or _iso(date)
    year = fields.get("year", "").strip(" .")
    if not year:
        return _undated(fields)
    if found := _state(year):
        return found
    if span := re.fullmatch(r"(\d{4})\s*(?:-{1,3}|–|—|/)\s*(\d{4}|\d\d)", year, re.ASCII):
        first, last = span[1], span[2] if len(span[2]) == 4 else span[1][:2] + span[2]
        if int(last) <= int(first):
            raise ValueError(f"must not end before it starts (got year {year!r})")
        return _spanned(Date(int(first)), Date(int(last)))
    if not re.fullmatch(r"\d{4}", year, re.ASCII):
        raise ValueError(f"must have a year of four digits (got {year!r}); {REMEDY}")
    return _in_year(int(year), fields.get("month", ""), fields.get("day", ""))


def _undated(fields: Mapping[str, str]) -> When:
    for name in ("pubstate", "note", "howpublished"):
        said = fields.get(name, "").strip(" .{}()").lower()
        if said in STATES:
            return When(Date(0), said, state=said)
        begun = next((state for state in STATES if re.match(rf"{state}\b", said)), "")
        if begun and name == "note":  # the note itself says it to readers
            return When(Date(0), "", state=begun)
    return When(Date(0), UNDATED)


def _state(text: str) -> When | None:
    said = " ".join(text.strip(" .{}()").lower().replace("-", " ").replace("~", " ").split())
    if said in ("n.d", "n.d.", "nd", "no date", "s.d"):
        return When(Date(0), UNDATED)
    return When(Date(0), said, state=said) if said in STATES else None


def _iso(text: str) -> When:
    first, slash, last = text.partition("/")
    try:
        start = Date.parse(first.partition("T")[0])
        end = Date.parse(last.partition("T")[0]) if last.strip(".") else None
    except ValueError as error:
        raise ValueError(f"has a date that {error}") from None
    if slash and not end:
        return When(start, f"{start.text()}–")
    if end and end < start:
        raise ValueError(f"must not end before it starts (got date {text!r})")
    return _spanned(start, end) if end and end != start else When(start, start.text())


def _spanned(start: Date, end: Date) -> When:
    if not start.month and not end.month:
        return When(start, f"{start.year}–{end.year}", end)
    if start.year == end.year and not start.day and not end.day:
        return When(start, f"{MONTHS[start.month - 1]}–{end.text()}", end)
    return When(start, Period(start, end).text(), end)


def _in_year(year: int, month: str, day: str) -> When:
    said = month.replace("~", " ").replace("\\", " ").replace("{", "").replace("}", "")
    said = re.sub(rf",?\s*\b{year}$", "", said.strip()).strip(" .,")
    if not said:
        if day.strip():
            raise ValueError(f"must have a month for its day (got day {day!r})")
        return When(Date(year), str(year))
    if said.lower() in SEASONS:
        return When(Date(year), f"{said.capitalize()} {year}")
    halves = [half.strip() for half in re.split(r"\s*(?:-{1,3}|–|—|/|\band\b|\bto\b|&)\s*", said)]
    if len(halves) > 2:
        raise ValueError(_month_rule(month))
    read = [_month_and_day(half, month) for half in halves]
    months = [m for m, _ in read]
    first = (months[0] or months[-1], read[0][1])
    start = _real(year, first[0], first[1] or (_day(day) if len(read) == 1 else 0), month)
    if len(read) == 1:
        return When(start, start.text())
    end = _real(year, months[-1] or months[0], read[1][1], month)
    if end < start or bool(start.day) != bool(end.day):
        raise ValueError(_month_rule(month))
    return _spanned(start, end) if end != start else When(start, start.text())


def _month_and_day(text: str, whole: str) -> tuple[int, int]:
    names = re.findall(r"[A-Za-z]+", re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text))
    numbers = re.findall(r"\d+", text)
    if len(names) > 1 or len(numbers) > 1 or not (names or numbers):
        raise ValueError(_month_rule(whole))
    if names:
        return _named(names[0], whole), int(numbers[0]) if numbers else 0
    if whole.strip().isdecimal() or not re.search(r"[A-Za-z]", whole):
        number = int(numbers[0])
        if not 1 <= number <= 12:
            raise ValueError(_month_rule(whole))
        return number, 0
    return 0, int(numbers[0])


def _named(name: str, whole: str) -> int:
    small = name.lower()
    for number, full in enumerate(MONTHS, 1):
        if len(small) >= 3 and (
            full.lower().startswith(small) or small == "sept" == full[:4].lower()
        ):
            return number
    raise ValueError(_month_rule(whole))


def _month_rule(month: str) -> str:
    return f"must have a month that can be read (got {month!r}); write it as jul, 7 or July"


def _day(day: str) -> int:
    text = day.strip(" {}.")
    if text and not text.isdecimal():
        raise ValueError(f"must have as day a number (got {day!r})")
    return int(text or 0)


def _real(year: int, month: int, day: int, said: str) -> Date:
    try:
        return Date.parse(f"{year:04}-{month:02}" + (f"-{day:02}" if day else ""))
    except ValueError:
        got = f"{year:04}-{month:02}-{day:02}"
        raise ValueError(f"must have a date that exists (got {got})") from None
