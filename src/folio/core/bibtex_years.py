"""What is said of a year that is none, each time with what to write instead."""

from __future__ import annotations

import re

REMEDY = "write 2020, a span such as 2003--2015, or in words that it is in press or under review"
BESIDE = re.compile(
    r"^(\d{4})\s*[,;(\[]+\s*(?:last |online )?(?:accessed|visited|retrieved|viewed)\b.*$",
    re.IGNORECASE | re.ASCII,
)
ABOUT = re.compile(r"(?:c\.|ca\.?|circa|about|around|approx\.?)\s*(?=\d)|~", re.IGNORECASE)
BEFORE = re.compile(r"[-−–]\s*\d|.*\d\s*(?:BCE?|B\.C\.|v\. ?Chr\.)")

#: What a mail and a calendar write around a day, of which a date has no need.
WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+(?=\S)", re.IGNORECASE)
CLOCK = re.compile(
    r"[\s,-]+\d\d?:\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s+(?:[+-]\d{4}|[A-Z]{2,4}))?$", re.I
)


def year_rule(year: str) -> str:
    """Return what a year that cannot be read must be, and how to mend it.

    >>> year_rule("2019/ed").rpartition("; ")[2]
    'write 2019, 2019--2020, or 2019-- if it goes on'
    """
    if half := re.match(r"(\d{4})\s*[/–—-]", year, re.ASCII):
        rule = f"must have a span that ends with a year (got {year!r})"
        return (
            f"{rule}; write {half[1]}, {half[1]}--{int(half[1]) + 1}, or {half[1]}-- if it goes on"
        )
    return before_christ(year) or f"must have a year of four digits (got {year!r}); {REMEDY}"


def without_visit(year: str) -> str:
    """Return a year without the day of a visit beside it.

    >>> without_visit("2020 (accessed August 17, 2020)"), without_visit("accessed 2020")
    ('2020', 'accessed 2020')
    """
    return BESIDE.sub(r"\1", year)


def without_clock(text: str) -> str:
    """Return a day without the day of the week before it and the time behind it.

    >>> without_clock("Mon, 5 May 2020 10:30 GMT")
    '5 May 2020'
    """
    return CLOCK.sub("", WEEKDAY.sub("", text.strip())).strip(" ,-")


def certainty(text: str) -> tuple[str, str]:
    """Return a date without the signs of EDTF or the words that say how sure it is."""
    about, asked = "~" in text or "%" in text, "?" in text or "%" in text
    bare = ABOUT.sub("", text).strip(" ~?%")
    about = about or bool(ABOUT.match(text))
    return bare, ("c. {}" if about else "{}") + ("?" if asked else "")


def before_christ(text: str) -> str:
    """Return what is said of a year before 1, which no date here can be; else nothing."""
    if not BEFORE.match(text):
        return ""
    rule = f"must have a year after 0 (got {text!r}); write the year of the edition that you read"
    return f"{rule}, and the ancient one into origdate or note"


def calendars(year: str) -> str:
    """Return what is said of a year that is given by two calendars."""
    rule = f"must have a span of years (got {year!r})"
    return f"{rule}; write the year of one calendar, and that of the other into note"
