"""What shows that the names of an entry have been read as nobody has meant them.

>>> doubt([("Ada", "Elmer"), ("Bo", "Wu"), ("Ada", "Elmer")])
"names 'Ada Elmer' twice; remove one of the two"
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from folio.core.bibtex.people.body_words import BEGINNINGS, LAST_WORDS
from folio.core.bibtex.people.lists import WORD

#: A family and a given name that are one syllable of Chinese each, of which either may be either.
SYLLABLE = re.compile(
    r"(?:[BCDFGHJKLMNPQRSTWXYZ]|[ZCS]h)?(?:[iu]?[aeo]{1,2}|[aeiou]{1,3})(?:n|ng|r|o)?",
    re.IGNORECASE,
)
#: A given name before its family, with letters of TeX in it: Jos{\'e}, Jos\'{e} B.
_TEX = r"\{(?:\\\W ?)?\{?\\?\w\}?\}"
GIVEN = rf"(?:[^,{{}}]|{_TEX})*[^\W\d_a-z](?:[^\s,{{}}]|{_TEX})*"
WRITTEN_OUT = re.compile(r"[^\W\d_]{3}")
#: A figure or a sign, in the name of a person that has two parts.
SIGNS = re.compile(r"[+\"\d∼¥∈…‹›$~^<>|=¿¡§°±®©€£%_@:˘ˇ¨˜¸˚˙]")
#: How no family begins.
TORN = re.compile(r"[-‐‑–]+[^\W\d_]")
HYPHENS = frozenset("-‐‑–")
#: Accents that stand over no letter, as a copy of a printed page has them.
ACCENTS = re.compile("[˘ˇ¨˜¸˚˙]")
#: What parts the names of several persons within one pair of braces.
PARTS = re.compile(r"\s*(?:[,;]\s*(?:and |& )?|\s(?:and|und|&)\s)\s*")
#: The same in other languages, where bodies have it as well.
OTHER_AND = re.compile(r"\s(?:y|e|i|et|och|og|en)\s")
WHOLE = re.compile(rf"(?:[^\W\d_a-z](?:\.|[^\W\d_]*)[\s-]+)+{WORD}")
FAMILY = re.compile(WORD)
POINTED = re.compile(r"(?:[^\W\d_a-z][^\W\d_]+\s+)?(?:[A-Z]\.?[\s-]*){1,4}")
#: What those named before it have done.
ROLE = re.compile(r"\s*\((?:eds?|hrsg)\.?\)$", re.IGNORECASE)
#: So many write only together, some of whom a consortium names again, and two may be of one name.
CROWD = 30
Person = tuple[str, ...]
P = TypeVar("P", bound=Person)
T = TypeVar("T")


def each_once(people: Sequence[tuple[P, T]]) -> list[tuple[P, T]]:
    """Return persons, each with what is said of it, without those that a slip has written twice.

    That is so where the whole list is there again, as programs write it that read a page twice,
    and beside the first where a name is written out.

    >>> [one[0] for one, _ in each_once([((f, "Elm"), "") for f in ("A", "B", "A", "B")])]
    ['A', 'B']
    >>> [one[0] for one, _ in each_once([((f, "Elm"), "") for f in "AAAABBCC"])]
    ['A', 'B', 'C']
    >>> [one[0] for one, _ in each_once([((f, "Elm"), "") for f in ("Ada", "Ada", "C", "C")])]
    ['Ada', 'C']
    """
    last = {one[1][-4:] for one, _ in people}
    if len(last) == len(people) or len(people) >= CROWD:
        return [*people]
    names = _bare([one for one, _ in people])
    counts = Counter(name for name in names if name != "others")
    again = len(counts) > 1 and min(counts.values()) > 1
    return [
        pair
        for place, (name, pair) in enumerate(zip(names, people, strict=True))
        if name not in names[:place]
        or not (again or (name == names[place - 1] and _written_out(*pair[0][:2])))
    ]


def _bare(people: Sequence[tuple[str, ...]]) -> list[str]:
    return [" ".join(filter(None, person)).replace(".", "") for person in people]


def _written_out(given: str, family: str) -> bool:
    """Tell whether a name is so written that two persons of one list hardly share it."""
    told = WRITTEN_OUT.search(given.replace(".", "")) and not SYLLABLE.fullmatch(family)
    return bool(told) or (not given and " " in family)


def doubt(people: Sequence[tuple[str, ...]]) -> str:
    """Return what is said of persons that cannot all be as they were read."""
    names = _bare(people)
    if len(set(names)) < len(names):
        counts = Counter(names)
        crowd = len(people) >= CROWD and max(counts.values()) == 2
        for name, (given, family, *_) in zip(names, people, strict=True):
            once = counts[name] == 1 or (given and crowd)
            if not once and _written_out(given, family):
                return f"names {name!r} twice; remove one of the two"
    text = "\n".join([name for person in people for name in person[:2]])
    if torn := next((one for one in people if one[1][:1] in HYPHENS and TORN.match(one[1])), None):
        rule = f"has a name that is torn at its hyphen (got {' '.join(torn[:2])!r})"
        return f"{rule}; write who it is"
    literal = any(not person[0] and " " in person[1] for person in people)
    if not literal and "(" not in text and not SIGNS.search(text):
        return ""
    return next(filter(None, (_doubtful(person[0], person[1]) for person in people)), "")


def _doubtful(given: str, family: str) -> str:
    """Return what is said of one name that is none, or more than one."""
    if not given:
        rule = f"holds several names in braces (got {family!r})"
        remedy = "separate persons by ' and ' outside of braces"
        return f"{rule}; {remedy}" if several(family) else ""
    whole = f"{given} {family}"
    if whole.count('"') % 2:
        return f"has a quotation mark in a name (got {whole!r}); remove it"
    if any(part.count("(") != part.count(")") for part in (given, family)):
        rule = f"has a bracket that is open in a name (got {whole!r})"
        return f"{rule}; put all of a body in braces"
    if ACCENTS.search(whole):
        rule = f"has an accent over no letter in a name (got {whole!r})"
        return f"{rule}; write the letter with its accent"
    if SIGNS.search(whole.replace('"', "")):
        rule = "has a figure or a sign in a name"
        return f"{rule} (got {whole!r}); write who it is, or a body in braces"
    return ""


def several(family: str) -> bool:
    """Tell whether a name without parts is several persons, whose braces hold all of them.

    >>> several("A. Lin, B. Wu & C. Xu"), several("Lin, A., Wu, B."), several("Oak and Elm Team")
    (True, True, False)
    >>> several("Ada B. Lin* and Bo Wu"), several("National Oak and Elm Board")
    (True, False)
    >>> several("Lin, A. y Wu, B."), several("Robles Altos y Olmos Bajos")
    (True, False)
    """
    if re.search(r"[^\W\d_]\s*;\s*[^\W\d_]", family):  # which no body has in its name
        return True
    bare = ROLE.sub("", family)
    said = OTHER_AND.sub(" and ", bare)
    parts = [part.rstrip("*†‡∗ ") for part in PARTS.split(said) if part]
    if len(parts) < 2 or any(part.split()[-1].lower() in LAST_WORDS for part in parts):
        return False
    if parts[0].split()[0].lower() in BEGINNINGS:
        return False
    if all(WHOLE.fullmatch(part) and (said == bare or "." in part) for part in parts):
        return True
    pairs = zip(parts[::2], parts[1::2], strict=False)
    told = [FAMILY.fullmatch(name) and POINTED.fullmatch(initials) for name, initials in pairs]
    return len(parts) > 3 and len(parts) % 2 == 0 and all(told)
