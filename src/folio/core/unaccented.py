"""Text without its accents, by which words are compared that people write with and without them."""

from __future__ import annotations

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
    """Return a text whose letters stand without their accents, those of other forms as plain ones.

    >>> unaccented("Lebrón Gᵀ"), unaccented("Søren Łoś")
    ('Lebron GT', 'Soren Los')
    """
    if text.isascii():
        return text
    parted = unicodedata.normalize("NFKD", text.translate(PLAIN))
    return "".join(letter for letter in parted if not unicodedata.combining(letter))
