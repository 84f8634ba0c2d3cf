r"""The numbers of books and journals, found in what programs write around them.

>>> isbn(r"1539-3755 (Print)$\backslash$r978-0-12-345678-6 (Online)")
'978-0-12-345678-6'
>>> issn("", r"1539-3755 (Print)$\backslash$r978-0-12-345678-6")
'1539-3755'
"""

from __future__ import annotations

import re

BREAK = re.compile(
    r"(?:\{?\\?\$\}?)?\{?\\(?:text)?backslash(?:\{\})?\}?(?:\{?\\?\$\}?)?[rn]?|\\[rn]\b"
)
ISBN = re.compile(r"(?<![\d-])(?:97[89][-–\s]?)?(?:\d[-–\s]?){9}[\dXx](?![\d-])")
ISSN = re.compile(r"(?<![\d-])\d{4}[-–]\d{3}[\dXx](?![\d-])")


def isbn(text: str) -> str:
    """Return the numbers of a book in a field; nothing if there is none."""
    rest = ISSN.sub(" ", BREAK.sub(" ; ", text))
    return _joined(ISBN.findall(rest.replace("{", "").replace("}", "")))


def issn(text: str, books: str) -> str:
    """Return the numbers of a journal in its field, or in that of books where Mendeley has them."""
    numbers = ISSN.findall(BREAK.sub(" ; ", text)) or ISSN.findall(BREAK.sub(" ; ", books))
    return _joined(numbers)


def _joined(numbers: list[str]) -> str:
    return " ".join(dict.fromkeys(" ".join(number.replace("–", "-").split()) for number in numbers))
