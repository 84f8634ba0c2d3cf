"""Text without its accents, by which words are compared that people write with and without them."""

from __future__ import annotations

import re
import unicodedata

#: Letters that are no others with an accent, as people write them who do not have them.
_SMALL = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"}
PLAIN = str.maketrans(
    {
        **_SMALL,
        **{letter.upper(): plain.capitalize() for letter, plain in _SMALL.items()},
        **{"ı": "i", "ß": "ss", "ẞ": "SS"},
    }
)


def unaccented(text: str) -> str:
    """Return a text whose letters stand without their marks, those of other forms as plain ones.

    The search of a browser does the same with what is looked for (``words.js``).

    >>> unaccented("Lebrón Gᵀ"), unaccented("Søren Łoś")
    ('Lebron GT', 'Søren Łos')
    """
    if text.isascii():
        return text
    parted = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parted if unicodedata.category(letter)[0] != "M")


def hyphened(text: str) -> str:
    """Return small letters of ASCII and digits, with a hyphen for whatever stands between them.

    >>> hyphened("10.1000/A_7"), hyphened("木林")
    ('10-1000-a-7', '')
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def in_plain_letters(text: str) -> str:
    """Return a text without accents, and with the letters that people write who lack others.

    >>> in_plain_letters("Søren Łoś"), in_plain_letters("Groß")
    ('Soren Los', 'Gross')
    """
    return text if text.isascii() else unaccented(text.translate(PLAIN))
