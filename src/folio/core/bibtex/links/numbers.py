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
    if not text:
        return ""
    rest = ISSN.sub(" ", BREAK.sub(" ; ", text))
    return _joined(ISBN.findall(rest.replace("{", "").replace("}", "")))


def issn(text: str, books: str) -> str:
    """Return the numbers of a journal in its field, or in that of books where Mendeley has them."""
    if not text and not books:
        return ""
    numbers = ISSN.findall(BREAK.sub(" ; ", text)) or ISSN.findall(BREAK.sub(" ; ", books))
    return _joined(numbers)


def _joined(numbers: list[str]) -> str:
    return " ".join(dict.fromkeys(" ".join(number.replace("–", "-").split()) for number in numbers))


def is_isbn(number: str) -> bool:
    """Tell whether the last digit of a number of ten or of thirteen is that of an ISBN.

    >>> is_isbn("9780306406157"), is_isbn("0306406152"), is_isbn("9780306406158")
    (True, True, False)
    """
    if re.fullmatch(r"97[89]\d{10}", number):
        return sum(int(one) * (3 if i % 2 else 1) for i, one in enumerate(number)) % 10 == 0
    return bool(re.fullmatch(r"\d{9}[\dX]", number)) and _weighed(number) % 11 == 0


def is_issn(number: str) -> bool:
    """Tell whether the last digit of a number of eight is that of an ISSN.

    >>> is_issn("03785955"), is_issn("03785956")
    (True, False)
    """
    return bool(re.fullmatch(r"\d{7}[\dX]", number)) and _weighed(number) % 11 == 0


def _weighed(number: str) -> int:
    values = [10 if one == "X" else int(one) for one in number]
    return sum((len(values) - i) * value for i, value in enumerate(values))
