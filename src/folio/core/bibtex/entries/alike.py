"""Whether a field that an entry has twice says the same both times, or one of them more."""

from __future__ import annotations

import re

from folio.core.bibtex.entries.raw_entry import NAMES, people_of
from folio.core.month_names import number_of


def same(name: str, one: str, other: str) -> bool:
    """Tell whether a field given twice says the same, but for braces, capitals and resolvers."""
    if name in NAMES:
        return people_of(one) == people_of(other)
    if name == "month":
        one, other = (str(number_of(text) or text).lstrip("0") for text in (one, other))
    if name == "doi":
        one, other = (re.sub(r".*?(?=10\.)", "", text, count=1).lower() for text in (one, other))
    one, other = (re.sub(r"[{}\s]", "", re.sub(r"-+|–", "-", text)) for text in (one, other))
    return one.casefold() == other.casefold()


def longer(one: str, other: str) -> str:
    """Return the longer of two names that has the other within it, word for word.

    >>> longer("OAK", "Days of Oaks, {OAK} 2010"), longer("Oak", "Oaks")
    ('Days of Oaks, {OAK} 2010', '')
    """
    short, whole = sorted((one, other), key=len)
    words, all_words = (re.findall(r"\w+", text.lower()) for text in (short, whole))
    within = f" {' '.join(words)} " in f" {' '.join(all_words)} "
    return whole if words and within else ""
