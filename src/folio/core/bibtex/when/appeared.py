"""When a work appeared, in every form in which BibTeX and biblatex say it.

>>> when({"year": "2020", "month": "July~10"}).text, when({"year": "in press"}).text
('10 July 2020', 'in press')
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from folio.core.bibtex.when.months import bare_month, day_number, month_and_day, month_rule, seasons
from folio.core.bibtex.when.odd_years import (
    before_christ,
    calendars,
    certainty,
    in_figures,
    reprinted,
    without_clock,
    without_visit,
    year_rule,
)
from folio.core.bibtex.when.states import NO_DATE, NOUNS, STATE_KEYS, STATES
from folio.core.dates import MONTHS, Date, Period
from folio.core.month_names import number_of
from folio.core.tex.decoder import plain
from folio.core.tex.unknown import UnknownTex

#: The day of a visit, written where the year of the work should be.
VISIT = re.compile(
    r"(?:last |date )?(?:accessed|visited|retrieved|viewed|downloaded|cited)(?: online)?(?: on)?\b"
    r"[\s:,]*(.*)",
    re.IGNORECASE,
)
#: A span of years, which may be open at its end.
SPAN = re.compile(
    r"(\d{4})\s*(?:-{1,3}|–|—|/)\s*(\d{4}|\d\d|present|today|now|ongoing|)",
    re.ASCII | re.IGNORECASE,
)
OPEN = ("", "..", "open", "unknown", "present")
UNDATED = "n.d."
PARTS = re.compile(r"^(\d{4})-(\d\d?)-(\d\d?)$")


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


def when(fields: Mapping[str, str]) -> When:
    """Return when an entry's work appeared; raise ValueError for what cannot be read."""
    date = _dated(fields)
    state = STATE_KEYS.get(said := fields.get("pubstate", "").strip(" .{}").lower(), said)
    if state not in STATES or date.state or not date.date.year:
        return date
    return date._replace(text=f"{state}, {date.text}", state=state)


def _dated(fields: Mapping[str, str]) -> When:
    if date := fields.get("date", "").strip():
        try:
            return _state(date) or _iso(date)
        except ValueError:
            if not fields.get("year"):  # BibTeX knows no date, and goes by the year
                raise
    year = fields.get("year", "")
    if len(year) == 4 and year.isascii() and year.isdecimal():
        return _in_year(int(year), fields.get("month", ""), fields.get("day", ""))
    year = unicodedata.normalize("NFKC", year).strip(" .").removesuffix("年")
    year = in_figures(without_visit(re.sub(r'^"(.*)"$', r"\1", year).strip(" .")))
    if not year or VISIT.fullmatch(year.strip("[]() ")):
        return _undated(fields)
    return _state(year) or _of_year(year, fields.get("month", ""), fields.get("day", ""))


def _of_year(year: str, month: str, day: str) -> When:
    """Return what a field ``year`` says: a year, a span, a whole date, a state beside it."""
    if re.fullmatch(r"\d{4}[a-rt-z]?", year, re.ASCII):  # a letter tells twins apart, as labels do
        return _in_year(int(year[:4]), month, day)
    if again := reprinted(year):
        return When(Date(int(again)), year, sure=year.replace(again, "{}"))
    if span := SPAN.fullmatch(year):
        first, last = span[1], span[2] if len(span[2]) != 2 else span[1][:2] + span[2]
        if not last.isdecimal():
            return When(Date(int(first)), f"{first}–")
        if int(last) <= int(first) and re.fullmatch(r"\d{4}-\d\d", year, re.ASCII):
            return _iso(year)
        if int(last) <= int(first):
            raise ValueError(f"must not end before it starts (got year {year!r})")
        if "/" in year and int(last) > int(first) + 400:
            raise ValueError(calendars(year))
        return _spanned(Date(int(first)), Date(int(last)))
    bare = year.strip("[]() ")
    if re.fullmatch(r"\d{2}(?:\d|[Xx])[Xx]", bare, re.ASCII):
        return _iso(bare)
    certain, sure = certainty(bare)
    if re.fullmatch(r"\d{4}", certain, re.ASCII):
        return _unsure(_in_year(int(certain), month, day), sure)
    if certain != year and SPAN.fullmatch(certain):
        return _unsure(_of_year(certain, month, day), sure)
    if re.fullmatch(r"\d{4}(-\d\d){1,2}", bare, re.ASCII):
        return _iso(bare)
    if moment := _state_and_year(bare) or (None if month else worded(bare)):
        return moment
    raise ValueError(year_rule(year))


def _state_and_year(text: str) -> When | None:
    """Read a year that stands beside a state: ``2020, in press``."""
    year = re.search(r"\b(\d{4})\b", text, re.ASCII)
    said = re.sub(r"\s*\b\d{4}\b\s*", "", text, count=1).strip(" ,;:()[].")
    words, _, said = said.rpartition("(")
    state = _state(said) if year and said else None
    if not year or not state or not state.state:
        return None
    if words.strip():
        date = worded(f"{words} {year[1]}")
        return date and date._replace(text=f"{state.state}, {date.text}", state=state.state)
    return When(Date(int(year[1])), f"{state.state}, {year[1]}", state=state.state)


def worded(text: str) -> When | None:
    """Read a date that names its month: ``5 May 2020``, ``26-Oct-2007``, ``Jan.-Feb. 2013``."""
    bare = without_clock(text)
    years = re.findall(r"(?<!\d)\d{4}(?!\d)", bare, re.ASCII)
    if len(years) != 1:
        return None
    rest = re.sub(rf"\s*[,./-]?\s*(?<!\d){years[0]}(?!\d)\s*[,./-]?\s*", " ", bare).strip(" ,")
    if not any(number_of(word) for word in re.findall(r"[^\W\d_]+", rest)):
        return _numbered(int(years[0]), bare)
    for month in (" ".join(re.split(r"[\s,.\-/]+", rest)), rest):
        try:
            return _in_year(int(years[0]), month, "")
        except ValueError:
            continue
    return None


def _unsure(date: When, sure: str) -> When:
    return date if sure == "{}" else date._replace(text=sure.format(date.text), sure=sure)


def _undated(fields: Mapping[str, str]) -> When:
    for name in ("pubstate", "note", "howpublished"):
        said = fields.get(name, "").strip(" .{}()").lower()
        said = STATE_KEYS.get(said, said)
        if said in STATES:
            return When(Date(0), said, state=said)
        begun = next((state for state in STATES if re.match(rf"{state}\b", said)), "")
        if begun and name == "note":  # the note itself says it to readers
            return When(Date(0), "", state=begun)
    if not fields.get("year") and re.search(r"\w", month := fields.get("month", "")):
        raise ValueError(f"must have a year for its month (got month {month!r})")
    return When(Date(0), UNDATED)


def _state(text: str) -> When | None:
    said = " ".join(text.strip(" .{}()").lower().replace("-", " ").replace("~", " ").split())
    if NO_DATE.fullmatch(said.strip("[]. ")):
        return When(Date(0), UNDATED)
    state = NOUNS.get(said, said)
    return When(Date(0), state, state=state) if said in STATES else None


def _iso(text: str) -> When:
    """Read a date of biblatex, which is one of ISO 8601-2: open, about, in a decade, a season."""
    if re.fullmatch(r"\d{4}/\d\d/\d\d", text, re.ASCII):
        text = text.replace("/", "-")
    text = PARTS.sub(lambda m: f"{m[1]}-{m[2]:0>2}-{m[3]:0>2}", text)
    text = re.sub(r"^(\d{4})-(\d)(?=/|$)", r"\1-0\2", text)
    text = re.sub(r"(?<=\d)-[Xx]{2}(?:-[Xx]{2})?(?=/|$)", "", text)  # not told, as EDTF has it
    bare, sure = certainty(text)
    first, slash, last = (part.strip().partition("T")[0] for part in bare.partition("/"))
    if slash and first in OPEN and last not in OPEN:
        end = _one(last, text)
        return _unsure(When(end.date, f"–{end.text}"), sure)
    start = _one(first, text)
    if slash and last in OPEN:
        return _unsure(When(start.date, f"{start.text}–"), sure)
    if not slash:
        return _unsure(start, sure)
    end = _one(last, text)
    if end.date < start.date:
        raise ValueError(f"must not end before it starts (got date {text!r})")
    if end.date == start.date and end.text != start.text:  # seasons
        return _unsure(When(start.date, f"{start.text.partition(' ')[0]}–{end.text}"), sure)
    if end.date == start.date:
        return _unsure(start, sure)
    return _unsure(_spanned(start.date, end.until or end.date), sure)


def _one(text: str, whole: str) -> When:
    """Read one date: ``2020-05``, ``199X``, ``2020-21`` for the spring of 2020."""
    if decade := re.fullmatch(r"(\d{2}|\d{3})[Xxu]{1,2}", text, re.ASCII):
        first = int(decade[1].ljust(4, "0"))
        if len(text) == 4:
            last = Date(first + 10 ** (4 - len(decade[1])) - 1)
            return When(Date(first), f"{first}s", last)
    if season := re.fullmatch(r"(\d{4})-2([1-4])", text, re.ASCII):
        name = ("Spring", "Summer", "Autumn", "Winter")[int(season[2]) - 1]
        return When(Date(int(season[1])), f"{name} {season[1]}")
    try:
        date = Date.parse(text)
    except ValueError as error:
        if moment := worded(whole):
            return moment
        raise ValueError(before_christ(whole) or f"has a date that {error}") from None
    return When(date, date.text())


def _spanned(start: Date, end: Date) -> When:
    if not start.month and not end.month:
        return When(start, f"{start.year}–{end.year}", end)
    if start.year == end.year and not start.day and not end.day:
        return When(start, f"{MONTHS[start.month - 1]}–{end.text()}", end)
    return When(start, Period(start, end).text(), end)


@lru_cache(maxsize=4096)
def _in_year(year: int, month: str, day: str) -> When:
    if not day and (not month or month in MONTHS):
        return _on_day(year, MONTHS.index(month) + 1, 0) if month else When(Date(year), str(year))
    whole = bare_month(_as_text(month).strip(' "'), year)
    if (state := _state(whole)) and state.state:
        return When(Date(year), f"{state.state}, {year}", state=state.state)
    if re.fullmatch(r"\d\d?\s*[-–]+\s*\d\d?", day.strip()) and whole:
        return _in_year(year, f"{day.strip()} {whole}", "")
    if moment := _numbered(year, whole):
        return moment
    if re.match(rf"{year}-\d\d-\d\d", whole):
        return _iso(whole)
    said = re.sub(rf",?\s*\b{year}$", "", whole).strip(" .,")
    if not said:
        if day.strip():
            raise ValueError(f"must have a month for its day (got day {day!r})")
        return When(Date(year), str(year))
    if season := seasons(said):
        return When(Date(year), f"{season} {year}")
    halves = [
        half.strip() for half in re.split(r"\s*(?:-{1,3}|–|—|/|\b(?:and|to|bis)\b|&)\s*", said)
    ]
    if len(halves) > 2:
        raise ValueError(month_rule(month))
    read = [month_and_day(half, month) for half in halves]
    months = [m for m, _ in read]
    first = (months[0] or months[-1], read[0][1])
    if len(read) == 1:
        return _on_day(year, first[0], first[1] or day_number(day))
    start = _real(year, first[0], first[1])
    end = _real(year, months[-1] or months[0], read[1][1])
    if end < start or bool(start.day) != bool(end.day):
        raise ValueError(month_rule(month))
    return _spanned(start, end) if end != start else When(start, start.text())


def _numbered(year: int, text: str) -> When | None:
    """Read ``24/08/2008``, if only one of the numbers can be the month."""
    match = re.fullmatch(rf"(\d\d?)([./])(\d\d?)\2(?:{year}|{year % 100:02})", text, re.ASCII)
    if match and match[2] == "." and int(match[3]) <= 12:  # with points the day is the first
        return _on_day(year, int(match[3]), int(match[1]))
    numbers = sorted((int(match[1]), int(match[3]))) if match else []
    if numbers and (numbers[1] > 12 or numbers[0] == numbers[1]):
        return _on_day(year, *numbers)
    return None


def _as_text(month: str) -> str:
    """Return a month without its TeX, as far as it is TeX."""
    try:
        return plain(month)
    except UnknownTex:
        return re.sub(r"[\\{}~]", " ", month)


def _on_day(year: int, month: int, day: int) -> When:
    date = _real(year, month, day)
    return When(date, date.text())


def _real(year: int, month: int, day: int) -> Date:
    try:
        return Date.parse(f"{year:04}-{month:02}" + (f"-{day:02}" if day else ""))
    except ValueError:
        got = f"{year:04}-{month:02}-{day:02}"
        raise ValueError(f"must have a date that exists (got {got})") from None
