"""When a work appeared, in every form in which BibTeX and biblatex say it.

>>> when({"year": "2020", "month": "July~10"}).text, when({"year": "in press"}).text
('10 July 2020', 'in press')
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from folio.core.bibtex.when.in_year import (
    NEVER,
    When,
    as_text,
    halves_of,
    in_year,
    numbered,
    spanned,
    state_of,
    within,
)
from folio.core.bibtex.when.months import seasons
from folio.core.bibtex.when.odd_years import (
    VISITED,
    before_christ,
    calendars,
    certainty,
    in_figures,
    reprinted,
    tied,
    without_clock,
    without_visit,
    year_first,
    year_rule,
)
from folio.core.bibtex.when.states import STATE_KEYS, STATES
from folio.core.dates import Date
from folio.core.month_names import number_of

#: The day of a visit, written where the year of the work should be.
VISIT = re.compile(rf"{VISITED}(?: online)?(?: on| am)?\b[\s:,]*(.*)", re.IGNORECASE)
#: A span of years, which may be open at its end.
SPAN = re.compile(
    r"(\d{4})\s*(?:-{1,3}|–|—|/)\s*(\d{4}|\d\d|present|today|now|ongoing|)",
    re.ASCII | re.IGNORECASE,
)
#: A span of days or months, whatever stands between them.
SPAN_OF_DAYS = re.compile(
    r"(\d{4}(?:-\d\d){1,2})\s*(?:/|-{2,3}|–|—|(?<=\s)-(?=\s)|\bto\b)\s*(\d{4}(?:-\d\d){1,2})",
    re.ASCII,
)
#: A state with its day: submitted in December 2013.
STATE_IN = re.compile(
    r"([A-Za-z ]+?),? (?:in|on) ((?:\d\d? )?(?:[^\W\d_]+\.? )?(?:\d\d?,? )?\d{4})", re.ASCII
)
OPEN = ("", "..", "open", "unknown", "present")
PARTS = re.compile(r"^(\d{4})-(\d\d?)-(\d\d?)$")


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
            return state_of(date) or _iso(date)
        except ValueError:
            if not fields.get("year"):  # BibTeX knows no date, and goes by the year
                raise
    year = fields.get("year", "")
    if len(year) == 4 and year.isascii() and year.isdecimal() and year != "0000":
        return in_year(int(year), fields.get("month", ""), fields.get("day", ""))
    year = as_text(year) if "\\" in year else year
    year = unicodedata.normalize("NFKC", tied(year)).strip(" .").removesuffix("年")
    year = year_first(in_figures(without_visit(re.sub(r'^"(.*)"$', r"\1", year).strip(" ."))))
    if not year or VISIT.fullmatch(year.strip("[]() ")):
        return _undated(fields)
    return state_of(year) or _of_year(year, fields.get("month", ""), fields.get("day", ""))


def _of_year(year: str, month: str, day: str) -> When:
    """Return what a field ``year`` says: a year, a span, a whole date, a state beside it."""
    if re.fullmatch(r"\d{4}[a-rt-z]?", year, re.ASCII):  # a letter tells twins apart, as labels do
        return in_year(int(year[:4]), month, day)
    if again := reprinted(year):
        date = in_year(int(again), month, day)
        return date._replace(
            text=year.replace(again, date.text if month.strip() else again),
            sure="{}" if re.search(r"[^\W\d_]{2}|[c©]\d", year) else year.replace(again, "{}"),
        )
    if span := SPAN.fullmatch(year):
        return _span(span, month, day)
    bare = year.strip("[]() ")
    if re.fullmatch(r"\d{2}(?:\d|[Xx])[Xx]", bare, re.ASCII):
        return _iso(bare)
    certain, sure = certainty(bare)
    if re.fullmatch(r"\d{4}", certain, re.ASCII):
        return _unsure(in_year(int(certain), month, day), sure)
    if certain != year and SPAN.fullmatch(certain):
        return _unsure(_of_year(certain, month, day), sure)
    if re.fullmatch(r"\d{4}(-\d\d){1,2}", bare, re.ASCII):
        return _iso(bare)
    if days := SPAN_OF_DAYS.fullmatch(bare):
        return _iso(f"{days[1]}/{days[2]}")
    if moment := _state_in(bare) or _state_and_year(bare) or _worded(bare, month, day):
        return moment
    raise ValueError(year_rule(year))


def _span(span: re.Match[str], month: str, day: str) -> When:
    """Return the years of a span; 1999-00 ends in 2000, and 2014/12 is a month."""
    first, last = span[1], span[2] if len(span[2]) != 2 else span[1][:2] + span[2]
    if not last.isdecimal():
        start = in_year(int(first), month, day)
        return start._replace(text=f"{start.text}–")
    if int(last) <= int(first) and span[2] == "00" and first.endswith("99"):
        last = str(int(first) + 1)
    if int(last) <= int(first) and re.fullmatch(r"\d{4}[-/]\d\d", span[0], re.ASCII):
        return _iso(span[0].replace("/", "-"))
    if last == first:
        return in_year(int(first), month, day)
    if int(last) <= int(first):
        raise ValueError(f"must not end before it starts (got year {span[0]!r})")
    if "/" in span[0] and int(last) > int(first) + 400:
        raise ValueError(calendars(span[0]))
    years = Date(int(first)), Date(int(last))
    return within(*years, month)


def _state_in(text: str) -> When | None:
    """Read a state with the month or the year in which it is: ``submitted in December 2013``."""
    told = STATE_IN.fullmatch(text)
    if not told or (state := told[1].lower()) not in STATES:
        return None
    date = in_year(int(told[2]), "", "") if told[2].isdecimal() else worded(told[2])
    return date and date._replace(text=f"{state}, {date.text}", state=state)


def _state_and_year(text: str) -> When | None:
    """Read a year that stands beside a state: ``2020, in press``."""
    year = re.search(r"\b(\d{4})\b", text, re.ASCII)
    said = re.sub(r"\s*\b\d{4}\b\s*", "", text, count=1).strip(" ,;:()[].")
    words, _, said = said.rpartition("(")
    state = state_of(said) if year and said else None
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
        return _from_to(bare) if len(years) == 2 else None
    rest = re.sub(rf"\s*[,./-]?\s*(?<!\d){years[0]}(?!\d)\s*[,./-]?\s*", " ", bare).strip(" ,")
    if season := seasons(rest):
        return When(Date(int(years[0])), f"{season} {years[0]}")
    if not any(number_of(word) for word in re.findall(r"[^\W\d_]+", rest)):
        return numbered(int(years[0]), bare)
    for month in (" ".join(re.split(r"[\s,.\-/]+", rest)), rest):
        try:
            return in_year(int(years[0]), month, "")
        except ValueError:
            continue
    return None


def _from_to(text: str) -> When | None:
    """Read two months or days, each with its year.

    >>> _from_to("May 2003--June 2015").text, _from_to("2003, May 2015")
    ('May 2003 – June 2015', None)
    """
    halves = halves_of(text)
    if len(halves) != 2 or not all(re.search(r"\d{4}", half) for half in halves):
        return None
    first, last = map(worded, halves)
    if not first or not last or not first.date.month or not last.date.month:
        return None
    if first.date >= last.date or bool(first.date.day) != bool(last.date.day):
        return None
    return spanned(first.date, last.until or last.date)


def _worded(text: str, month: str, day: str) -> When | None:
    """Read a year that names its month, as far as the field of months says nothing else.

    >>> _worded("Jan. 2011", "1", "").text, _worded("Jan. 2011", "mar", "")
    ('January 2011', None)
    """
    moment = worded(text)
    if not moment or not month.strip():
        return moment
    other = in_year(moment.date.year, month, day)
    if moment.date.month != other.date.month or (moment.until, other.until) != (None, None):
        return moment if moment.text == other.text else None
    days = {one.date.day for one in (moment, other)} - {0}
    return max(moment, other, key=lambda one: one.date.day) if len(days) < 2 else None


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
    return NEVER


def _iso(text: str) -> When:
    """Read a date of biblatex, which is one of ISO 8601-2: open, about, in a decade, a season."""
    text = year_first(text)
    text = PARTS.sub(lambda m: f"{m[1]}-{m[2]:0>2}-{m[3]:0>2}", text)
    text = re.sub(r"^(\d{4})-(\d)(?=/|$)", r"\1-0\2", text)
    text = re.sub(r"(?<=\d\d)-(?:[Xx]{2}|00)(?:-(?:[Xx]{2}|00))?(?=/|$)", "", text)  # not told
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
    return _unsure(spanned(start.date, end.until or end.date), sure)


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
        if re.fullmatch(r"\d{4}(?:-\d\d){1,2}", text, re.ASCII):
            raise ValueError(f"must have a date that exists (got {text})") from None
        raise ValueError(before_christ(whole) or f"has a date that {error}") from None
    return When(date, date.text())
