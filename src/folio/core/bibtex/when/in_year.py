"""A date in a year that is known: its month and its day, its season, or its state.

>>> in_year(2020, "July~10", "").text, in_year(2020, "to appear", "").text
('10 July 2020', 'to appear, 2020')
>>> in_year(2020, "2020 JUL 10", "").text  # as the Web of Science has it
'10 July 2020'
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from folio.core.bibtex.when.months import bare_month, day_number, month_and_day, month_rule, seasons
from folio.core.bibtex.when.states import NO_DATE, NOUNS, STATES
from folio.core.dates import MONTHS, Date, Period
from folio.core.tex.decoder import plain
from folio.core.tex.unknown import UnknownTex

UNDATED = "n.d."


class When(NamedTuple):
    """The date, how readers read it, when it ends, and its state if it is not yet published."""

    date: Date
    text: str
    until: Date | None = None
    state: str = ""
    sure: str = "{}"  # how a date is said that is not certain: "c. {}", "{}?"

    @property
    def label(self) -> str:
        """What stands behind the names in a label: the year, the years or the state."""
        if self.date.year and self.until and self.until.year != self.date.year:
            return f"{self.date.year}–{self.until.year}"
        return self.sure.format(self.date.year) if self.date.year else self.state or self.text


#: When a work appeared that has no date.
NEVER = When(Date(0), UNDATED)


@lru_cache(maxsize=4096)
def in_year(year: int, month: str, day: str) -> When:
    """Return the date that month and day say in a year; raise ValueError if they cannot be read."""
    if not day and (not month or month in MONTHS):
        return _on_day(year, MONTHS.index(month) + 1, 0) if month else When(Date(year), str(year))
    whole = bare_month(as_text(month).strip(' "'), year)
    if (state := state_of(whole)) and state.state:
        return When(Date(year), f"{state.state}, {year}", state=state.state)
    if re.fullmatch(r"\d\d?\s*[-–]+\s*\d\d?", day.strip()) and whole:
        name = MONTHS[int(whole) - 1] if re.fullmatch(r"0?[1-9]|1[0-2]", whole) else whole
        return in_year(year, f"{day.strip()} {name}", "")
    if moment := numbered(year, whole):
        return moment
    if whole_date := re.match(rf"{year}-(\d\d)-(\d\d)", whole, re.ASCII):
        return _on_day(year, int(whole_date[1]), int(whole_date[2]))
    if winter := _winter(year, whole):
        return winter
    said = re.sub(rf",?\s*\b{year}$|^{year}[ -](?=[^\W\d_])", "", whole).strip(" .,")
    if not said:
        if day.strip(" 0{}") not in ("", "1"):  # which a program writes that knows of none
            raise ValueError(f"must have a month for its day (got day {day!r})")
        return When(Date(year), str(year))
    if season := seasons(said):
        return When(Date(year), f"{season} {year}")
    if (other := re.search(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", said)) and other[0] != str(year):
        raise ValueError(f"must have a month of {year} (got {month!r}); keep one of the years")
    return _between(year, said, month, day)


def _between(year: int, said: str, month: str, day: str) -> When:
    """Return the month or the day that is said of a year, or from which to which it was."""
    halves = halves_of(said)
    if len(halves) > 2:
        raise ValueError(month_rule(month))
    read = [month_and_day(half, said if said.isdecimal() else month) for half in halves]
    months = [m for m, _ in read]
    first = (months[0] or months[-1], read[0][1])
    if not first[0]:
        raise ValueError(month_rule(month))
    if len(read) == 1:
        return _on_day(year, first[0], _one_day(first[1], day))
    start = _real(year, first[0], first[1])
    end = _real(year, months[-1] or months[0], read[1][1])
    if end < start and not start.day:
        months_of = f"{start.month:02}/{{}}-{end.month:02}"
        spans = (f"date = {{{y}-{months_of.format(y + 1)}}}" for y in (year, year - 1))
        raise ValueError(
            f"must say of which year each month is (got {month!r}); write {' or '.join(spans)}"
        )
    if end < start or bool(start.day) != bool(end.day):
        raise ValueError(month_rule(month))
    return spanned(start, end) if end != start else When(start, start.text())


def _one_day(beside: int, day: str) -> int:
    """Return the day that stands beside a month, or in its own field."""
    number = day_number(day) if day else 0
    if beside and number and beside != number:
        raise ValueError(f"must have one day (got {beside} beside the month and day {day!r})")
    return beside or number


def _winter(year: int, said: str) -> When | None:
    """Return a season of two years, of which the field of years has one.

    >>> _winter(2020, "Winter 2019/2020").text, _winter(2020, "Winter 2019")
    ('Winter 2019–2020', None)
    """
    told = re.fullmatch(r"(\D+?),?\s*(\d{4})\s*[/–-]+\s*(\d{4}|\d\d)", said, re.ASCII)
    if not told or not (season := seasons(told[1])):
        return None
    first, last = int(told[2]), int(told[2][: -len(told[3])] + told[3])
    if last != first + 1 or year not in (first, last):
        return None
    return When(Date(first), f"{season} {first}–{last}", Date(last))


def within(start: Date, end: Date, month: str) -> When:
    """Return two years with the months in which they begin and end, or their season."""
    said = bare_month(as_text(month).strip(' "'), start.year)
    if not said:
        return spanned(start, end)
    if season := seasons(said):
        return When(start, f"{season} {start.year}–{end.year}", end)
    months = [month_and_day(half, month) for half in halves_of(said)]
    if len(months) != 2 or end.year != start.year + 1 or months[0] <= months[1]:
        rule = f"must have one year for its month (got month {month!r})"
        first, last = (one[0] for one in (months if len(months) == 2 else [(12, 0), (1, 0)]))
        span = f"{start.year}-{first:02}/{end.year}-{last:02}"
        raise ValueError(f"{rule}; write date = {{{span}}}, or one year")
    dates = (_real(date.year, *one) for date, one in zip((start, end), months, strict=True))
    return spanned(*dates)


def numbered(year: int, text: str) -> When | None:
    """Read ``24/08/2008``, if only one of the numbers can be the month."""
    if (alone := re.fullmatch(rf"(\d\d?)[./-]{year}", text, re.ASCII)) and int(alone[1]) <= 12:
        return _on_day(year, int(alone[1]), 0)
    match = re.fullmatch(rf"(\d\d?)([./])(\d\d?)\2(?:{year}|{year % 100:02})", text, re.ASCII)
    if match and match[2] == "." and int(match[3]) <= 12:  # with points the day is the first
        return _on_day(year, int(match[3]), int(match[1]))
    numbers = sorted((int(match[1]), int(match[3]))) if match else []
    if numbers and (numbers[1] > 12 or numbers[0] == numbers[1]):
        return _on_day(year, *numbers)
    return None


def spanned(start: Date, end: Date) -> When:
    """Return a date that goes on until another."""
    if not start.month and not end.month:
        return When(start, f"{start.year}–{end.year}", end)
    if start.year == end.year and not start.day and not end.day:
        return When(start, f"{MONTHS[start.month - 1]}–{end.text()}", end)
    return When(start, Period(start, end).text(), end)


def state_of(text: str) -> When | None:
    """Return what stands in place of a year: a state, or that there is no date."""
    said = " ".join(text.strip(" .{}()[]").lower().replace("-", " ").replace("~", " ").split())
    if not said or NO_DATE.fullmatch(said.strip("[]. ")):
        return NEVER
    state = NOUNS.get(said, said)
    return When(Date(0), state, state=state) if said in STATES else None


def as_text(month: str) -> str:
    """Return a month without its TeX, as far as it is TeX."""
    try:
        return plain(month)
    except UnknownTex:
        return re.sub(r"[\\{}~]", " ", month)


def halves_of(text: str) -> list[str]:
    """Return what stands on both sides of a dash, or of a word for one."""
    parts = re.split(r"\s*(?:-{1,3}|–|—|/|\b(?:and|to|bis)\b|&)\s*", text)
    return [part.strip() for part in parts]


def _on_day(year: int, month: int, day: int) -> When:
    date = _real(year, month, day)
    return When(date, date.text())


def _real(year: int, month: int, day: int) -> Date:
    try:
        return Date.parse(f"{year:04}-{month:02}" + (f"-{day:02}" if day else ""))
    except ValueError:
        got = f"{year:04}-{month:02}-{day:02}"
        raise ValueError(f"must have a date that exists (got {got})") from None
