"""Whether a name on a paper is that of a person, however the paper prints it.

A person signs with initials, with a middle name, in another script or order. The forms that are
known are those of the record; of two authors of one paper who could be meant, the one who is
written as the record has it is, and if neither is, none of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Self

from folio.core.bibtex.people.persons import Name
from folio.core.bibtex.people.turned import TITLE, VIETNAM
from folio.core.signatures import SUFFIXES
from folio.core.unaccented import in_plain_letters

PARTICLES = frozenset(
    ("von", "van", "de", "der", "den", "da", "di", "del", "della", "la", "le", "dos", "du", "ter")
)
#: Letters of German, of the North and of Serbia, as people write them without their marks.
MARKED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj"})
#: The signs that people type for the one in O'Neil.
APOSTROPHE = re.compile(r"(?<=\w)['’‘`´ʼʻ′](?=\w)")
#: "von der" in short, before a family.
SHORTENED = ("v", "d")
#: Of whose family the given name may stand before or behind those in the middle: Mai Thi Tran.
TURNING = frozenset(in_plain_letters(family).casefold() for family in VIETNAM)
EXACT, INITIALS, NO = 0, 1, 2


def may_include(names: Sequence[Name], forms: Iterable[str]) -> bool:
    """Tell whether the person can be among some names; those whom "others" stands for are not told.

    >>> may_include([Name("A.", "Lin")], ["Ada Lin"]), may_include([Name("Bo", "Wu")], ["Ada Lin"])
    (True, False)
    """
    known = list(map(_Form.of, forms))
    if any(name.family == "others" for name in names):
        return True
    return any(_likeness(name, form) != NO for name in names for form in known)


def own_places(names: Sequence[Name], forms: Iterable[str]) -> frozenset[int]:
    """Return which of the authors of a paper is the person: at most one of them, by its place."""
    known = list(map(_Form.of, forms))
    likeness = [min((_likeness(name, form) for form in known), default=NO) for name in names]
    for degree in (EXACT, INITIALS):
        places = [place for place, alike in enumerate(likeness) if alike == degree]
        if places:
            return frozenset(places if len(places) == 1 else ())
    return frozenset()


class _Form(NamedTuple):
    """A form of a name: its words in each way to write them, and the suffix."""

    words: list[list[str]]
    suffix: str

    @classmethod
    def of(cls, form: str) -> Self:
        """Return the form of a name as its record has it, without a title."""
        words = [words for (words,) in _spellings(TITLE.sub("", form))]
        suffixes = [word for word in _all_words(form) if word in SUFFIXES]
        return cls(words, suffixes[-1] if suffixes else "")


def _spellings(*parts: str) -> Iterator[list[list[str]]]:
    """Yield the words of the parts of a name, with and without particles and marks: Mueller."""
    for spell in (str, _marked):
        for words in (_words, _all_words):
            yield [words(spell(part)) for part in parts]


def _marked(name: str) -> str:
    """Return a name whose marks are letters: joerg, soeren, haakon."""
    return unicodedata.normalize("NFC", name).casefold().translate(MARKED)


def _all_words(name: str) -> list[str]:
    """Return the words of a name, without accents and signs."""
    bare = in_plain_letters(APOSTROPHE.sub("", name)).casefold()
    return [word for word in re.split(r"[\W_]+", bare) if word]


def _words(name: str) -> list[str]:
    """Return the words of a name, without accents, signs, particles and suffixes."""
    words = _all_words(name)
    kept = [word for word in words if word not in PARTICLES and word not in SUFFIXES]
    return kept or words


def _likeness(name: Name, form: _Form) -> int:
    suffix = name.suffix.strip(". ").casefold()
    if suffix in SUFFIXES and form.suffix not in ("", suffix):
        return NO
    spelled = list(_spellings(name.family, _with_initials(name)))
    return min(_alike(family, given, words) for family, given in spelled for words in form.words)


def _with_initials(name: Name) -> str:
    """Return the given names, initials without points apart (``Lin, AB``), but of ``LIN, BO``."""
    together = 1 < len(name.given) < 4 and name.given.isalpha() and name.given.isupper()
    return " ".join(name.given) if together and not name.family.isupper() else name.given


def _alike(family: list[str], given: list[str], form: list[str]) -> int:
    written = [*given, *family]
    if not form or not written:
        return NO
    joined = ("".join(form), _turned(form))
    if sorted(written) == sorted(form) or "".join(written) in joined:
        return EXACT
    if "".join([*family, *given]) in joined:  # 田中, 雪 of 田中雪
        return EXACT
    while len(family) > 1 and family[0] in SHORTENED:
        family = family[1:]
    if any(_agree(given, known) for known in _beside("".join(family), form)):
        return INITIALS if given else NO
    return NO


def _turned(form: list[str]) -> str:
    return "".join([*form[1:], form[0]])


def _beside(family: str, form: list[str]) -> Iterator[list[str]]:
    """Yield what stands beside a family in a form of a name, first or last: the given names."""
    for place in range(1, len(form)):
        for whole, known in ((form[place:], form[:place]), (form[:place], form[place:])):
            if "".join(whole) == family:
                yield known
                if family in TURNING:
                    yield from ([known[-1], *known[:-1]], [*known[1:], known[0]])


def _agree(given: list[str], known: list[str]) -> bool:
    """Tell whether given names can be those of one person: each begins as the other does."""
    if len(given) == 1 and len(given[0]) > 1 and given[0] == "".join(w[0] for w in known):
        return True  # initials without points: JRR
    pairs = list(zip(given, known, strict=False))
    return all(
        one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
        for one, other in pairs
    )
