"""Text without its accents, by which words are compared that people write with and without them."""

from __future__ import annotations

import unicodedata


def unaccented(text: str) -> str:
    """Return a text whose letters stand without their accents, those of other forms as plain ones.

    >>> unaccented("Lebrón Gᵀ")
    'Lebron GT'
    """
    if text.isascii():
        return text
    parted = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parted if not unicodedata.combining(letter))
