"""A month as an entry writes it, with the day beside it if there is one."""

from __future__ import annotations

import re
import unicodedata

from folio.core.bibtex.when.odd_years import without_clock
from folio.core.bibtex.when.states import SEASONS
from folio.core.dates import MONTHS
from folio.core.month_names import number_of

#: The quarter of a year, as IEEE has it: Firstquarter, 3rd Quarter, Q1.
QUARTER = re.compile(
    r"(?:(first|1st|1\.)|(second|2nd|2\.)|(third|3rd|3\.)|(fourth|4th|4\.))[\s-]*"
    r"(?:quarter|quartal|qtr)\.?|q([1-4])",
    re.IGNORECASE,
)
#: Months by their Roman numbers.
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
#: Half a year at a university: Winter term, Wintersemester.
TERM = re.compile(r"[\s-]*(?:term|semester)$")
#: Months with commas between them.
LISTED = re.compile(r"([^\W\d_]+)\.?(?:\s*,\s*[^\W\d_]+\.?)*\s*,\s*([^\W\d_]+)\.?")


def bare_month(text: str, year: int) -> str:
    """Return a month without its year before it or the day of the week; of several the span.

    >>> bare_month("2020-05", 2020), bare_month("Tuesday, May 5", 2020), bare_month("May, June", 1)
    ('05', 'May 5', 'May--June')
    >>> bare_month("IX", 2020), bare_month("９", 2020)
    ('9', '9')
    """
    text = text if text.isascii() else unicodedata.normalize("NFKC", text)
    if text in ROMAN:
        return str(ROMAN.index(text) + 1)
    text = without_clock(text) if text[:1].isalpha() and " " in text else text
    text = re.sub(rf"^{year}-(\d\d)$", r"\1", text)
    if re.fullmatch(r"00?", text):  # a program that knows none
        return ""
    if both := re.fullmatch(r"(\d\d?)/(\d\d?)", text, re.ASCII):
        first, last = sorted((int(both[1]), int(both[2])))
        if 0 < first <= 12 < last <= 31:
            return f"{last} {MONTHS[first - 1]}"
    listed = LISTED.fullmatch(text)
    return f"{listed[1]}--{listed[2]}" if listed else text


def seasons(text: str) -> str:
    """Return the season, or both of an issue for two, as they are printed; nothing if it is none.

    >>> seasons("Fall / Winter"), seasons("primavera"), seasons("May"), seasons("Thirdquarter")
    ('Fall–Winter', 'Spring', '', 'Third quarter')
    >>> seasons("Winter term"), seasons("Sommersemester")
    ('Winter', 'Summer')
    """
    if quarter := QUARTER.fullmatch(text):
        place = next(n for n, told in enumerate(quarter.groups()) if told)
        number = int(quarter[5]) - 1 if quarter[5] else place
        return f"{('First', 'Second', 'Third', 'Fourth')[number]} quarter"
    halves = re.split(r"\s*(?:-{1,3}|–|—|/|&|\band\b)\s*", TERM.sub("", text.lower()))
    named = [SEASONS.get(half, "") for half in halves]
    return "–".join(named) if all(named) and len(named) < 3 else ""


def month_and_day(text: str, whole: str) -> tuple[int, int]:
    """Return the numbers of month and day, 0 for what is not said; ``whole`` is the field.

    Raise ValueError for what cannot be read.
    """
    bare = re.sub(r"(?<=\d)(st|nd|rd|th|er|º|ª)\b", "", text)
    if eastern := re.fullmatch(r"(\d{1,2})[月월](?:\s*(\d{1,2})[日일])?", bare):
        return int(eastern[1]), int(eastern[2] or 0)
    names = [name for name in re.findall(r"[^\W\d_]+", bare) if name.lower() not in LINKING]
    numbers = re.findall(r"\d+", bare, re.ASCII)
    if len(names) > 1 or len(numbers) > 1 or not (names or numbers):
        raise ValueError(month_rule(whole))
    if names:
        if not (number := number_of(names[0])):
            raise ValueError(month_rule(whole))
        return number, int(numbers[0]) if numbers else 0
    if not re.search(r"[^\W\d_]", whole):
        number = int(numbers[0])
        if not 1 <= number <= 12:
            raise ValueError(month_rule(whole))
        return number, 0
    return 0, int(numbers[0])


def day_number(day: str) -> int:
    """Return a day as a number, 0 for none; raise ValueError for what is no number.

    >>> day_number("12th"), day_number("")
    (12, 0)
    """
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", day.strip(" {}."))
    if text and not text.isdecimal():
        raise ValueError(f"must have as day a number (got {day!r})")
    return int(text or 0)


#: Words between a day and its month: 10 de marzo, the 3rd of May.
LINKING = frozenset(("de", "del", "of", "the", "le", "el", "den", "der", "am", "di"))


def month_rule(month: str) -> str:
    """Return what is said of a month that cannot be read."""
    return f"must have a month that can be read (got {month!r}); write it as jul, 7 or July"
