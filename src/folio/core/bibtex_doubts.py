"""What shows that the names of an entry have been read as nobody has meant them.

>>> doubt([("Ada", "Elmer"), ("Bo", "Wu"), ("Ada", "Elmer")])
"names 'Ada Elmer' twice; remove one of the two"
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

#: A family and a given name that are one syllable of Chinese each, of which either may be either.
SYLLABLE = re.compile(
    r"(?:[BCDFGHJKLMNPQRSTWXYZ]|[ZCS]h)?(?:[iu]?[aeo]{1,2}|[aeiou]{1,3})(?:n|ng|r|o)?",
    re.IGNORECASE,
)
WRITTEN_OUT = re.compile(r"[^\W\d_]{3}")
#: A figure or a sign, in the name of a person that has two parts.
SIGNS = re.compile(r"[\d¥∈…‹›$~^<>|=¿¡§°±®©€£%_@:]")
REMEDY = "{Family, Given}"
Person = tuple[str, str]


def doubt(people: Sequence[tuple[str, ...]]) -> str:
    """Return what is said of persons that cannot all be as they were read."""
    if len(set(people)) < len(people):
        for person, count in Counter(people).items():
            if count > 1 and WRITTEN_OUT.search(person[0]) and not SYLLABLE.fullmatch(person[1]):
                return f"names {' '.join(filter(None, person))!r} twice; remove one of the two"
    for given, family, *_ in people:
        if given and SIGNS.search(f"{given} {family}"):
            rule = "has a figure or a sign in a name"
            return f"{rule} (got {f'{given} {family}'!r}); write who it is, or a body in braces"
    return ""


def exchanged(read: Mapping[str, Iterable[Person]]) -> Iterator[tuple[str, str]]:
    """Yield the keys of entries whose names are read the wrong way round, and what is said of them.

    That is so where the same two words are the family and the given name elsewhere, and more
    often; where neither is more frequent it is said of both.

    >>> dict(exchanged({"a": [("Ada", "Lin")], "b": [("Ada", "Lin")], "c": [("Lin", "Ada")]}))
    {'c': "has the family 'Ada' of 'Lin Ada', and entry 'a' has it the other way round; write\
 the family first in both: {Family, Given}"}
    """
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
        for key in dict.fromkeys(keys):
            if key not in told:
                told.add(key)
                yield key, f"{rule} the other way round; write the family first in both: {REMEDY}"


def _may_be_either(given: str, family: str) -> bool:
    """Tell whether two words do not show that they are one person's."""
    if not (WRITTEN_OUT.search(given) and WRITTEN_OUT.search(family)):
        return True
    return bool(SYLLABLE.fullmatch(given) and SYLLABLE.fullmatch(family))
