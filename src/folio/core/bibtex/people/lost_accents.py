"""Names whose accent has lost its backslash, as others of their file show: Barr'on.

>>> dict(lost_accents({"a": [("Ada", "Barrón-Ceño")], "b": [("Ada", "Barr'on-Ceno")]})).keys()
dict_keys(['b'])
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from folio.core.bibtex.people.doubts import Person

#: An apostrophe within a word, before a small letter that an accent may stand over.
LOST = re.compile(r"(?<=[^\W\d_])['’]([aeiou])")
ACUTE = "\N{COMBINING ACUTE ACCENT}"


def lost_accents(read: Mapping[str, Iterable[Person]]) -> Iterator[tuple[str, str]]:
    """Yield the keys of entries with such a family, and what is said of each.

    Many names have an apostrophe there, so that one is told only beside the name with its accent.

    >>> list(lost_accents({"a": [("Ada", "Mas'ud")], "b": [("Bo", "Masud")]}))
    []
    """
    told = [(key, person[1]) for key, people in read.items() for person in people]
    marked = ((key, family) for key, family in told if "'" in family or "’" in family)
    doubtful = [(key, family) for key, family in marked if LOST.search(family)]
    known = {_acute(family): (key, family) for key, family in told} if doubtful else {}
    for key, family in doubtful:
        if other := known.get(LOST.sub(rf"\1{ACUTE}", family)):
            rule = f"has the family {family!r}, and entry {other[0]!r} has {other[1]!r}"
            yield key, f"{rule}; write the accent there as well"


def _acute(family: str) -> str:
    """Return a name without its accents but the acute, which stands behind its letter.

    >>> len(_acute("Barrón-Cedeño")), len("Barrón-Cedeño")
    (14, 13)
    """
    letters = unicodedata.normalize("NFD", family)
    return "".join(one for one in letters if one == ACUTE or not unicodedata.combining(one))
