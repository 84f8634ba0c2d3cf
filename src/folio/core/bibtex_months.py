"""A month as an entry writes it, with the day beside it if there is one."""

from __future__ import annotations

import re

from folio.core.bibtex_states import SEASONS
from folio.core.month_names import number_of


def seasons(text: str) -> str:
    """Return the season, or both of an issue for two, as they are printed; nothing if it is none.

    >>> seasons("Fall / Winter"), seasons("primavera"), seasons("May")
    ('Fall–Winter', 'Spring', '')
    """
    halves = re.split(r"\s*(?:-{1,3}|–|—|/|&|\band\b)\s*", text.lower())
    named = [SEASONS.get(half, "") for half in halves]
    return "–".join(named) if all(named) and len(named) < 3 else ""


def month_and_day(text: str, whole: str) -> tuple[int, int]:
    """Return the numbers of month and day, 0 for what is not said; ``whole`` is the field.

    Raise ValueError for what cannot be read.
    """
    bare = re.sub(r"(?<=\d)(st|nd|rd|th|er|º|ª)\b", "", text)
    if eastern := re.fullmatch(r"(\d{1,2})月(?:(\d{1,2})日)?", bare):
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


#: Words between a day and its month: 10 de marzo, the 3rd of May.
LINKING = frozenset(("de", "del", "of", "the", "le", "el", "den", "der", "am", "di"))


def month_rule(month: str) -> str:
    """Return what is said of a month that cannot be read."""
    return f"must have a month that can be read (got {month!r}); write it as jul, 7 or July"
