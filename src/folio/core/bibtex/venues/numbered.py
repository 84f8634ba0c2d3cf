"""Numbers behind the name of a journal or of proceedings, which fields say as well.

>>> without_numbers("Oaks 2015 12:3", {"volume": "12", "number": "3", "year": "2015"})
'Oaks'
"""

from __future__ import annotations

import re
from collections.abc import Mapping

#: A journal behind which all else stands as well, as the Astrophysics Data System shows it.
NUMBERED = re.compile(r"([^,;]*[^\s,;.])[.,;]+\s+Vol(?:ume|\.)?\s*(\d+)\b(?:[,.;].*)?")
#: The same with other words or none: Oak Letters 2015 12:3; Oak Lett. A 12, 045001 (2015).
TOLD = re.compile(
    r"(.*?[^\W\d_][^\d,;:(]*?)[\s,;:]+((?:(?:vol(?:ume)?|no|issue|number|pp?|pages|art(?:icle)?)"
    r"|[A-Za-z]{0,2}\d+\b|[\s,.;:()–-])+)",
    re.IGNORECASE,
)
#: What must be in either: a number, which words lead to in the name of proceedings.
NUMBER = re.compile(r"\d")
LED = re.compile(r"\b(?:vol(?:ume)?|pp?|pages)\b\.?\s*\d", re.IGNORECASE)
LABELLED = re.compile(
    r"(.*?[^\s,;:(])[\s,;:(]+((?:vol(?:ume|\.)?|pp?\.?|pages)\s*\d[\d\s,.;:()–-]*"
    r"(?:(?:no|pp?|pages)\.?\s*[\d\s,.;:()–-]+)*)",
    re.IGNORECASE,
)
#: A name that IEEE has turned round: Oaks and Elms, 2005. OAK 2005. IEEE Conference on.
TURNED = re.compile(
    r"(\{?)([^.{}]+), (?:(\d{4})\. (?:(\w[^.,{}]{2,20}?)\.? )?)?"
    r"([^.,{}]*\b(?:Conference|Symposium|Workshop|Congress|Colloquium|Forum|Transactions|Journal)"
    r" on)"
    r"(\}?)",
    re.IGNORECASE,
)
#: What may stand behind the name of a journal or of proceedings.
WHOLES = frozenset(("journal", "booktitle"))
SAYS = ("volume", "number", "pages", "articleno", "year", "date")
YEAR = re.compile(r"(?:19|20)\d\d")


def without_numbers(journal: str, said: Mapping[str, str], name: str = "journal") -> str:
    """Return the name of a journal without its volume behind it, which a field says as well.

    To proceedings it belongs unless words say that it is one, or that these are pages.

    >>> without_numbers("Oak Lett. A 12, 045001 (2015)", {"volume": "12", "pages": "045001"})
    'Oak Lett. A (2015)'
    >>> without_numbers("Oaks, 12(3), 4-9", {"volume": "12", "number": "3", "pages": "5--9"})
    'Oaks, 12(3), 4-9'
    """
    if not (NUMBER if name == "journal" else LED).search(journal):
        return journal
    told = {name: said.get(name, "").strip(" {}") for name in SAYS}
    found = NUMBERED.fullmatch(journal) if name == "journal" else None
    if found and found[2] == told["volume"]:
        return found[1]
    if not (found := (TOLD if name == "journal" else LABELLED).fullmatch(journal)):
        return journal
    parts = {name: re.findall(r"\w+", text) for name, text in told.items()}
    known = {part for texts in parts.values() for part in texts}
    numbers = re.findall(r"\w*\d\w*", found[2])
    where = told["volume"] in numbers or (told["pages"] and set(parts["pages"]) <= set(numbers))
    if not where or len(numbers) < 2:
        return journal
    other = [one for one in numbers if one not in known]
    if len(other) > 1 or not all(f"({one})" in found[2] and YEAR.fullmatch(one) for one in other):
        return journal
    return " ".join([found[1].rstrip(), *(f"({one})" for one in other)])  # of another year


def turned(name: str, year: str) -> str:
    """Return the name of a journal or of proceedings as it is said, and not as IEEE sorts it.

    >>> turned("Oaks and Elms (OAK), 2014 IEEE Conference on", "2014")
    '2014 IEEE Conference on Oaks and Elms (OAK)'
    >>> turned("Oaks, 2005. OAK '05. 3rd IEEE Symposium on", "2005")
    "3rd IEEE Symposium on Oaks (OAK '05)"
    >>> turned("Oaks, 2005. Proceedings. IEEE Symposium on", "2005")
    'Oaks, 2005. Proceedings. IEEE Symposium on'
    """
    if not (found := TURNED.fullmatch(name.strip())):
        return name
    opened, of_what, when, short, held, closed = found.groups()
    if when and not (when in held or when[2:] in (short or "") or (when == year and not short)):
        return name
    if short and when[2:] not in short:
        return name
    of_what = f"{of_what} ({short})" if short else of_what
    return f"{opened}{held} {of_what}{closed}"
