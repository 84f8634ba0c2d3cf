"""Numbers that two works of a bibliography have in common, of which one must be wrong.

>>> works = {"a": ("Growth of Oaks", "10.1000/1"), "b": ("Elms and their roots", "10.1000/1")}
>>> dict(shared(works))["b"].partition("; ")[2]
'keep it where it belongs'
>>> dict(shared({"a": ("Growth of Oaks", "10.1000/1"), "b": ("The growth of oaks", "10.1000/1")}))
{}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

#: The number of a book within that of a part of it, and what is said of another work.
OF_BOOK = re.compile(r"97[89]\d{9}|97[89]-")
ABOUT = re.compile(r"errat|corrig|correction|addend|reply|comment|response|droit de", re.IGNORECASE)


def shared(works: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the keys of works whose number is that of another, and what is said of them.

    ``works`` are titles with their numbers; one work under two titles has words in common.
    """
    with_number: dict[str, list[str]] = {}
    for key, (_, number) in works.items():
        if number:
            with_number.setdefault(number.lower(), []).append(key)
    for number, keys in with_number.items():
        told: set[str] = set()
        for one, other in combinations(keys, 2) if len(keys) > 1 else ():
            if OF_BOOK.search(number) or not _differ(works[one][0], works[other][0]):
                continue
            for key, its in ((one, other), (other, one)):
                if key not in told:
                    told.add(key)
                    rule = f"has the number {works[key][1]!r}, which entry {its!r} has too"
                    yield key, f"{rule} with another title; keep it where it belongs"


def _differ(one: str, other: str) -> bool:
    """Tell whether two titles have hardly a word in common, and none is about the other."""
    if ABOUT.search(one) or ABOUT.search(other):
        return False
    first, second = (set(re.findall(r"[^\W\d_]{4,}", title.lower())) for title in (one, other))
    return bool(first and second) and len(first & second) * 5 < len(first | second)
