"""Names that are read the wrong way round, as others of their file show.

>>> parted_elsewhere("Lin, Ada and Wu Bo", {("Bo", "Wu")})
'Lin, Ada and Wu, Bo'
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping

from folio.core.bibtex.people.doubts import SYLLABLE, WRITTEN_OUT, Person
from folio.core.tex.decoder import plain
from folio.core.unaccented import unaccented

REMEDY = "{Family, Given}, or {{Family}, Given} where it is so"


def parted_elsewhere(field: str, known: Container[Person]) -> str:
    """Return names with a comma in the one that lacks it, if others of the file are read so.

    >>> parted_elsewhere("Lin, Ada and Wu Bo and Elm Cy", {("Bo", "Wu")})
    'Lin, Ada and Wu Bo and Elm Cy'
    """
    names = " ".join(field.split()).split(" and ")
    without = [name for name in names if "," not in name and name != "others"]
    if len(without) != 1 or len(names) < 2 + ("others" in names):
        return field
    words = without[0].split()
    for end in range(1, len(words)):
        family, given = " ".join(words[:end]), " ".join(words[end:])
        if "{" not in family[:1] and (plain(given), plain(family)) in known:
            parted = f"{family}, {given}"
            return " and ".join(parted if name == without[0] else name for name in names)
    return field


def exchanged(read: Mapping[str, Iterable[Person]]) -> Iterator[tuple[str, str]]:
    """Yield the keys of entries whose names are read the wrong way round, and what is said of them.

    That is so where the same two words are the family and the given name elsewhere, and more
    often; where neither is more frequent it is said of both, but not of an entry that has the
    family with which the keys of all begin.

    >>> dict(exchanged({"a": [("Ada", "Lin")], "b": [("Ada", "Lin")], "c": [("Lin", "Ada")]}))
    {'c': "has the family 'Ada' of 'Lin Ada', and entry 'a' has it the other way round; write\
 the family first in both: {Family, Given}, or {{Family}, Given} where it is so"}
    """
    known = {person for people in read.values() for person in people}
    if not any((family, given) in known and given != family for given, family in known):
        return
    entries: dict[Person, list[str]] = {}
    for key, people in read.items():
        for person in people:
            entries.setdefault(person, []).append(key)
    told: set[str] = set()
    for (given, family), keys in entries.items():
        others = entries.get((family, given))
        if not others or given == family or len(keys) > len(others):
            continue
        if _may_be_either(given, family):
            continue
        rule = f"has the family {family!r} of '{given} {family}', and entry {others[0]!r} has it"
        sure = all(_begins(other, family) for other in others)  # a program makes keys as it reads
        for key in dict.fromkeys(keys):
            if key not in told and not (sure and _begins(key, family)):
                told.add(key)
                yield key, f"{rule} the other way round; write the family first in both: {REMEDY}"


def _begins(key: str, family: str) -> bool:
    """Tell whether a key begins with a family.

    >>> _begins("guel2020", "Güel"), _begins("lin2020", "Elm"), _begins("li2020", "Li")
    (True, False, False)
    """
    word = re.sub(r"[^a-z]", "", unaccented(family).lower())
    return len(word) > 3 and re.sub(r"[^a-z]", "", unaccented(key).lower()).startswith(word)


def _may_be_either(given: str, family: str) -> bool:
    """Tell whether two words do not show that they are one person's."""
    if not (WRITTEN_OUT.search(given) and WRITTEN_OUT.search(family)):
        return True
    return bool(SYLLABLE.fullmatch(given) and SYLLABLE.fullmatch(family))
