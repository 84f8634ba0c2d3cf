"""Groups for whom authors speak: collaborations and consortia, and when two names are of one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from folio.core.bibtex.people.persons import Name

#: What stands between authors and those for whom they speak.
FOR = re.compile(r"\s*\(?(?:for|on behalf of)\s+(?:the\s+)?(?=\S)", re.IGNORECASE)


def collaboration(text: str, names: Iterable[Name]) -> str:
    """Return for whom the authors speak, if that is not one of them itself."""
    text = FOR.sub("", text)
    if text and not re.search(r"collaboration|consortium|group|team|network", text, re.IGNORECASE):
        text += " Collaborations" if re.search(r",| and ", text) else " Collaboration"
    said = [words_of(str(name)) for name in names] if text else []
    return "" if text and words_of(text) in said else text


def words_of(group: str) -> frozenset[str]:
    """Return what tells one group from another: "the A and B Collaborations" is "A, B"."""
    words = re.findall(r"\w+", group.casefold())
    return frozenset(
        word for word in words if word not in ("the", "and", "collaboration", "collaborations")
    )
