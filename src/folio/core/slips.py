"""Slips of the pen: a word with one letter more, less, another one, or two exchanged.

>>> is_slip("Feburary", "February"), is_slip("notes", "note"), is_slip("oak", "elm")
(True, True, False)
"""

from __future__ import annotations


def is_slip(written: str, meant: str) -> bool:
    """Tell whether a word is another one but for one slip, or that word itself."""
    if abs(len(written) - len(meant)) > 1:
        return False
    start = _alike(written, meant)
    end = _alike(written[start:][::-1], meant[start:][::-1])
    one, other = written[start : len(written) - end], meant[start : len(meant) - end]
    return max(len(one), len(other)) < 2 or (len(one) == 2 and one == other[::-1])


def _alike(one: str, other: str) -> int:
    """Return with how many letters both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
