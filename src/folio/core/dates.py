"""Dates as exact as the source gives them: a year, a month or a day, and periods of them.

>>> Period.parse("2022-01/2024-07").text()
'January 2022 – July 2024'
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Self

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
RULE = "YYYY, YYYY-MM or YYYY-MM-DD"


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A calendar date; what the source does not give is 0, and of what is undated the year too."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an ISO 8601 date; raise ValueError with the rule for anything else."""
        match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text, re.ASCII)
        numbers = [int(group) for group in match.groups() if group] if match else []
        try:
            datetime.date(*[*numbers, 1, 1][:3])
        except (TypeError, ValueError):
            raise ValueError(f"must be {RULE} (got {text!r})") from None
        return cls(*numbers)

    def is_after(self, other: Date) -> bool:
        """Tell whether a date is later than another, as far as both are known.

        >>> Date(2025, 12).is_after(Date(2025)), Date(2026).is_after(Date(2025, 11, 10))
        (False, True)
        """
        mine_and_theirs = zip(
            (self.year, self.month, self.day), (other.year, other.month, other.day), strict=True
        )
        for mine, theirs in mine_and_theirs:
            if not mine or not theirs:
                return False
            if mine != theirs:
                return mine > theirs
        return False

    def iso(self) -> str:
        """Return the ISO 8601 form, as short as what is known."""
        if not self.year:
            return ""
        parts = [f"{self.year:04}", f"{self.month:02}", f"{self.day:02}"]
        return "-".join(parts[: 1 + bool(self.month) + bool(self.day)])

    def text(self) -> str:
        """Return the form for readers, such as ``10 November 2025``."""
        if not self.year:
            return ""
        parts = [str(self.day)] if self.day else []
        if self.month:
            parts.append(MONTHS[self.month - 1])
        return " ".join([*parts, str(self.year)])


@dataclass(frozen=True, slots=True)
class Period:
    """A date, or the time from one date to another; ``ongoing`` means until now."""

    start: Date
    end: Date | None = None
    ongoing: bool = False

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``DATE``, ``DATE/DATE`` or ``DATE/present``, which ISO 8601 writes ``DATE/..``."""
        first, slash, last = text.partition("/")
        try:
            start = Date.parse(first)
            if last in ("present", ".."):
                return cls(start, ongoing=True)
            end = Date.parse(last) if slash else None
        except ValueError:
            rule = f"must be {RULE}, or START/END of these (END may be 'present')"
            raise ValueError(f"{rule} (got {text!r})") from None
        if end and end < start:
            raise ValueError(f"must not end before it starts (got {text!r})")
        return cls(start, end)

    @property
    def latest(self) -> tuple[int, int, int]:
        """The last date that it reaches, for ordering: what is ongoing comes last of all."""
        last = Date(9999) if self.ongoing else self.end or self.start
        return (last.year, last.month, last.day)

    def iso(self) -> str:
        """Return the text that :meth:`parse` reads."""
        if self.ongoing:
            return f"{self.start.iso()}/present"
        return self.start.iso() + (f"/{self.end.iso()}" if self.end else "")

    def text(self) -> str:
        """Return the form for readers; days of one month stand together: ``7–9 July 2025``."""
        if self.ongoing:
            return f"{self.start.text()} – present"
        if self.end is None or self.end == self.start:
            return self.start.text()
        first, last = self.start, self.end
        if first.day and last.day and (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{last.text()}"
        return f"{first.text()} – {last.text()}"
