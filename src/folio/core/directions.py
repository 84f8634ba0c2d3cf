"""Texts of either writing direction side by side, so that none changes the place of another.

A name in Arabic beside one in Hebrew or Arabic would be shown as one run from the right, and so in
another order than that of the paper. In plain text each is put between the signs of Unicode for
an isolate of its own; pages have an element for it.

>>> isolated("Ada Lin")
'Ada Lin'
>>> listed("Ada Lin, محمد علي") == "Ada Lin, " + isolated("محمد علي")
True
"""

from __future__ import annotations

import re
import unicodedata

FIRST_STRONG, POP = "\u2068", "\u2069"
#: What only tells whether two letters are joined, of which no font draws anything.
JOINERS = "\u200c\u200d"
ISOLATE = re.compile(f"{FIRST_STRONG}([^{FIRST_STRONG}{POP}]*){POP}")
BETWEEN = re.compile(r"(\s*[,;·،؛、()/]+\s*|\s+(?:and|und|et|y|&)\s+)")


def from_the_right(text: str) -> bool:
    """Tell whether any letter of a text is written from right to left."""
    if text.isascii():
        return False
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def isolated(text: str) -> str:
    """Return a text that stays what it is among others; one that is safe as it is unchanged."""
    if FIRST_STRONG in text or not from_the_right(text):
        return text
    return f"{FIRST_STRONG}{text}{POP}"


def listed(text: str) -> str:
    """Return a list that somebody wrote into one line, each part of it isolated."""
    if not from_the_right(text):
        return text
    return "".join(
        part if place % 2 else isolated(part) for place, part in enumerate(BETWEEN.split(text))
    )
