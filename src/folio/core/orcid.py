"""The ORCID iD of a person: sixteen figures, the last of which proves the others."""

from __future__ import annotations

import re

from folio.core.options import Url

HOST = "https://orcid.org/"
_FORM = re.compile(
    r"(?:(?:https?://)?(?:www\.)?orcid\.org/)?((?:\d{4}-){3}\d{3}[\dXx])/?", re.ASCII
)


def orcid(text: str) -> Url:
    """Read an iD, alone or as its address, and return its address.

    >>> orcid("0000-0002-1825-0097")
    'https://orcid.org/0000-0002-1825-0097'
    """
    match = _FORM.fullmatch(text)
    if match is None:
        rule = "must be an ORCID iD as 0000-0002-1825-0097, alone or behind https://orcid.org/"
        raise ValueError(f"{rule} (got {text!r})")
    number = match[1].upper()
    if check_character(number[:-1]) != number[-1]:
        rule = "must end with the character that proves the others; look for a slip in a figure"
        raise ValueError(f"{rule} (got {text!r})")
    return Url(HOST + number)


def check_character(digits: str) -> str:
    """Return the last character of the iD that begins with these fifteen figures.

    Source: ISO/IEC 7064, MOD 11-2, as ORCID prescribes it ("Structure of the ORCID Identifier",
    support.orcid.org).

    >>> check_character("0000-0002-1825-009"), check_character("0000-0002-1694-233")
    ('7', 'X')
    """
    total = 0
    for digit in digits.replace("-", ""):
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11]
