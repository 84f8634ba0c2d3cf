"""Whether a name on a paper is that of a person, however the paper prints it.

A person signs with initials, with a middle name, in another script or order. The forms that are
known are those of the record; of two authors of one paper who could be meant, the one who is
written as the record has it is, and if neither is, none of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from folio.core.bibtex.people.persons import Name
from folio.core.signatures import SUFFIXES
from folio.core.unaccented import in_plain_letters

PARTICLES = frozenset(
    ("von", "van", "de", "der", "den", "da", "di", "del", "della", "la", "le", "dos", "du", "ter")
)
#: Letters of German and of the North, as people write them without their marks.
MARKED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
EXACT, INITIALS, NO = 0, 1, 2


def may_include(names: Sequence[Name], forms: Iterable[str]) -> bool:
    """Tell whether the person can be among some names; those whom "others" stands for are not told.

    >>> may_include([Name("A.", "Lin")], ["Ada Lin"]), may_include([Name("Bo", "Wu")], ["Ada Lin"])
    (True, False)
    """
    known = _known(forms)
    if any(name.family == "others" for name in names):
        return True
    return any(_likeness(name, form) != NO for name in names for form in known)


def own_places(names: Sequence[Name], forms: Iterable[str]) -> frozenset[int]:
    """Return which of the authors of a paper is the person: at most one of them, by its place."""
    known = _known(forms)
    likeness = [min((_likeness(name, form) for form in known), default=NO) for name in names]
    for degree in (EXACT, INITIALS):
        places = [place for place, alike in enumerate(likeness) if alike == degree]
        if places:
            return frozenset(places if len(places) == 1 else ())
    return frozenset()


def _known(forms: Iterable[str]) -> list[list[str]]:
    """Return the words of each form, also as it is written without marks: Müller as Mueller."""
    return [_words(written) for form in forms for written in dict.fromkeys((form, _marked(form)))]


def _marked(name: str) -> str:
    """Return a name whose marks are letters: joerg, soeren, haakon."""
    return unicodedata.normalize("NFC", name).casefold().translate(MARKED)


def _words(name: str) -> list[str]:
    """Return the words of a name, without accents, signs, particles and suffixes."""
    bare = re.sub(r"(?<=\w)['’](?=\w)", "", in_plain_letters(name).casefold())
    words = [word for word in re.split(r"[\W_]+", bare) if word]
    kept = [word for word in words if word not in PARTICLES and word not in SUFFIXES]
    return kept or words


def _likeness(name: Name, form: list[str]) -> int:
    spelled = dict.fromkeys(
        ((name.family, name.given), (_marked(name.family), _marked(name.given)))
    )
    return min(_alike(_words(family), _words(given), form) for family, given in spelled)


def _alike(family: list[str], given: list[str], form: list[str]) -> int:
    written = [*given, *family]
    if not form or not written:
        return NO
    joined = ("".join(form), _turned(form))
    if sorted(written) == sorted(form) or "".join(written) in joined:
        return EXACT
    if "".join([*family, *given]) in joined:  # 田中, 雪 of 田中雪
        return EXACT
    if not given or len(form) < 2:
        return NO
    turned = form[len(family) :]
    for known_family, known_given in (
        (form[-len(family) :], form[: -len(family)]),
        (form[: len(family)], turned),
    ):
        if known_family == family and known_given and _agree(given, known_given):
            return INITIALS
    return NO


def _turned(form: list[str]) -> str:
    return "".join([*form[1:], form[0]])


def _agree(given: list[str], known: list[str]) -> bool:
    """Tell whether given names can be those of one person: each begins as the other does."""
    if len(given) == 1 and len(given[0]) > 1 and given[0] == "".join(w[0] for w in known):
        return True  # initials without points: JRR
    pairs = list(zip(given, known, strict=False))
    return all(
        one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
        for one, other in pairs
    )
