r"""The names of an entry, each parted as BibTeX does, without marks and without emphasis.

>>> [str(name) for name in read_names(r"\textbf{Lin, Ada} and Bo Wu\textsuperscript{*} and others")]
['Ada Lin', 'Bo Wu', 'others']
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, Self

from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person
from pybtex.database.output.bibtex import Writer

from folio.core.bibtex.people.bodies import KNOWN, LEGAL, Separated, body
from folio.core.bibtex.people.body_words import FIRST_WORDS
from folio.core.bibtex.people.letters import (
    in_syllables,
    placeholder,
    stacked,
    unsettled,
    with_commas,
    with_explained,
)
from folio.core.bibtex.people.lists import (
    WORD,
    by_initials,
    said,
    two,
    with_suffixes,
    without_accents,
    without_last_commas,
)
from folio.core.bibtex.people.marks import as_meant, with_behalf
from folio.core.bibtex.people.person import (
    BEHIND,
    EASTERN,
    EMPHASIS,
    LINEAGE,
    NAMELESS,
    SIGNS,
    SWITCH,
    persons,
    unheld,
    wrapped,
)
from folio.core.bibtex.people.turned import (
    may_split,
    split_body,
    tells,
    turned,
    without_degrees,
)
from folio.core.bibtex.people.usual import certain, usual
from folio.core.tex.decoder import plain, without_choices

#: Signs for a footnote, and for whoever answers letters.
_SIGNS = "*†‡§¶‖∗⁎⋆★☆#✉🖂📧"
MARKS = re.compile(rf"^(?:[\s{_SIGNS}]|[-–—•]\s)+|[\s,{_SIGNS}¹²³⁴⁵⁶⁷⁸⁹⁰\ufe0e\ufe0f]+$")
#: Words of which some, and not the last, keep their capitals by braces: {OAK} Core Team.
GUARDED = re.compile(
    r"(?:(?:\{[\w-]+\}|[\w-]+)\s+)*\{[\w-]+\}\s+(?:(?:\{[\w-]+\}|[\w-]+)\s+)*[\w-]+|The \{[^{}]+\}"
)
#: The initial of a middle name before the family, where it should be behind the given name.
#: A blank of TeX at which no line ends; the accent of its name has a backslash.
TIE = re.compile(r"(?<!\\)(?:\s*~)+\s*")
LED_BY_INITIAL = re.compile(rf"((?:[A-Z]\.[\s~]+)+)({WORD}), ([^\s,{{}}]+)")
AND = re.compile(r"\s+and\s+", re.IGNORECASE)
#: A double family that a program has torn at its particle: de Elm, Ada Oak-van.
_DOUBLE, _LAST = r"[^\W\d_a-z][^\W\d_]+-v[ao]n", r"d(?:e|er|en) [^,{}]+"
TORN = re.compile(rf"^({_LAST}),\s*([^,{{}}]*\S)\s+({_DOUBLE})$")
#: The same without a comma, of which BibTeX takes the particle for the beginning of the family.
TORN_BEFORE = re.compile(rf"^([^,{{}}]*\S) ({_DOUBLE} {_LAST})$")
_WRITER = Writer()


class Parted(NamedTuple):
    """A name as BibTeX parts it, still in TeX, and as a field of BibTeX writes it."""

    given: str
    family: str
    suffix: str
    written: str

    @classmethod
    def of(cls, person: Person) -> Self:
        """Take over a name that pybtex has read."""
        suffix = " ".join(person.lineage_names)
        written = _WRITER._format_name(None, person)
        if written.endswith(")") and _given(person).endswith(")"):  # else it is read as the suffix
            written = BEHIND.sub(r"\1 {\2}", written)
        return cls(_given(person), _family(person), suffix, written)


OTHERS = Parted("", "others", "", "others")


class Name(NamedTuple):
    """A name in parts; of a group there is the family's part only."""

    given: str
    family: str
    suffix: str = ""

    @classmethod
    @lru_cache(maxsize=65536)
    def of(cls, name: Parted) -> Self:
        """Return a name that BibTeX parts as text."""
        return cls(*(MARKS.sub("", plain(part)) if part else "" for part in name[:3]))

    @classmethod
    def parse(cls, name: str) -> Self:
        """Part a name as BibTeX does."""
        return cls(*Parted.of(Person(name))[:3])

    def __str__(self) -> str:
        eastern = not self.family.isascii() and EASTERN.fullmatch(self.family)
        if eastern and EASTERN.fullmatch(self.given):
            return f"{self.family}{self.given}{self.suffix}"
        return " ".join(part for part in self if part)


def read_people(field: str) -> list[Parted]:
    """Return the persons of a field as BibTeX parts them; raise ValueError for what is none."""
    *names, last = field.split(" and ")
    people = [_by_itself(name) for name in names]
    people.append(OTHERS if names and last == "others" else _by_itself(last))
    if all(people) and not in_syllables(field):
        return [person for person in people if person]
    return _together(field)


@lru_cache(maxsize=65536)
def _by_itself(name: str) -> Parted | None:
    """Return a name that no other of its field changes; nothing of one that needs a look at all."""
    read = _read(name) if certain(name) else ()
    one = read[0] if len(read) == 1 and read[0].given else None
    return None if one and placeholder(*one[:2]) else one


def _together(field: str) -> list[Parted]:
    """Return the persons of a field of which each may show how another is meant."""
    field = as_meant(" ".join(field.split()))
    people: list[Parted] = []
    parts = _parts(field)
    parts = stacked([part.strip() for part in parts])
    typed = list(parts)  # before a particle has turned some of them
    if tells(field):
        parts = with_suffixes(with_behalf(parts))
        parts = without_degrees([turned(part) for part in parts])
    names = [part.strip() for part in parts]
    if ")" in field and any(name.endswith((")", ")}")) for name in names):
        parts = names = with_explained(names)
    held = "{" in field
    bare = [unheld(name) for name in names] if held else names
    typed = [unheld(name) for name in typed] if held else typed
    for name in bare:
        if "," in name and two(name, typed if name in typed else bare):
            raise ValueError(said(unheld(field), name))
    if wrong := unsettled(names) or (may_split(field) and split_body(names)):
        if (whole := KNOWN.sub(r"{\1}", field)) != field:
            return _together(whole)
        raise ValueError(wrong)
    parts = with_commas([_of_a_person(part.strip()) for part in parts] if held else parts)
    for written in without_last_commas(parts):
        if "and" in written and re.search(r"^and\s|(?:^|\s)and(?:$|[.,]\s)", written.strip()):
            raise ValueError(f"{NAMELESS} (got {written.strip()!r})")
        try:
            people += _read(written.strip())
        except Separated as error:
            raise ValueError(said(field, str(error))) from None
    if wrong := next(filter(None, (placeholder(*person[:2]) for person in people)), ""):
        raise ValueError(wrong)
    if people and all(person.family == "others" for person in people):
        raise ValueError("must name somebody before 'and others'")
    return people


def _plainly(name: str) -> str:
    r"""Return a name without the type in which it stands and marks, which may hide what ends it.

    >>> _plainly(r"\textbf{\underline{Lin A.}}*")
    'Lin A.'
    """
    name = SIGNS.sub("", name).strip()
    while (bare := EMPHASIS.sub(r"\1", SWITCH.sub(r"\1", name))) != name:
        name = bare
    return name


def _of_a_person(name: str) -> str:
    """Return a name without braces around all of it, where an initial shows that of a person."""
    if name[:1] != "{" or not wrapped(name):
        return name
    inner = EMPHASIS.sub(r"\1", name[1:-1])
    return inner if by_initials(inner) else name


def _parts(field: str) -> list[str]:
    """Return the names of a field as they stand, without what a program writes around each."""
    parts = _split(without_choices(field))
    if "~" in field:  # within a family it may hold two words together
        parts = [part if "," in part else TIE.sub(" ", part) for part in parts]
    if "\\" in field or "*" in field:
        parts = [_plainly(part) or part for part in parts]
    if all(part.lstrip()[:1] == "," for part in parts):  # as Zotero has names that are not parted
        parts = [part.lstrip(" ,") for part in parts]
    return parts


def _split(field: str) -> list[str]:
    """Part a list of names at each ``and`` outside of braces."""
    if "~" in field or ".and" in field:
        field = re.sub(r"[\s~]+and(?=[\s~])[\s~]+", " and ", field)
        field = re.sub(r"(?<=\.)and(?=\s)", " and", field)
    usual = "  " not in field and field.lower().count(" and ") == field.count(" and ")
    parts = field.split(" and ") if usual else AND.split(field)
    if "{" not in field or all(part.count("{") == part.count("}") for part in parts):
        return parts
    return list(split_name_list(field))


def nobody(name: Name) -> bool:
    """Tell whether a name has no letter: a dash for who has written the entry before, or dots."""
    return not name.family[:1].isalpha() and not any(map(str.isalnum, "".join(name)))


def read_names(field: str) -> list[Name]:
    """Return the names of a field, ``others`` as the last where more are meant."""
    return [Name.of(person) for person in read_people(field)]


@lru_cache(maxsize=65536)
def _read(written: str) -> tuple[Parted, ...]:
    if "\\text" in written or "\\em" in written:
        written = EMPHASIS.sub(r"\1", SWITCH.sub(r"\1", written))
    if "-v" in written:
        written = TORN_BEFORE.sub(r"\2, \1", TORN.sub(r"\3 \1, \2", written))
    if "\\" in written and (group := _accented_body(written)):
        return (Parted("", f"{{{group}}}", "", f"{{{group}}}"),)
    if "," in written and wrapped(written) and two(written[1:-1], []):
        raise Separated(written)
    led = LED_BY_INITIAL.fullmatch(written) if written[1:2] == "." else None
    if led and not LEGAL.fullmatch(led[3]) and not LINEAGE.fullmatch(led[3]):
        written = f"{led[2]}, {led[3]} {led[1].strip()}"
    if "{" not in written and (group := body(written)):
        return (Parted("", f"{{{group}}}", "", f"{{{group}}}"),)
    bare = re.sub("[{}]", "", written) if "{" in written and "," not in written else ""
    begun = bare and not wrapped(written) and bare.split()[0].lower() in FIRST_WORDS
    if bare and (begun or GUARDED.fullmatch(written)) and body(bare):
        return (Parted("", f"{{{written}}}", "", f"{{{written}}}"),)
    if parted := usual(written):
        return (Parted(parted[0], parted[1], "", parted[2]),)
    return tuple(Parted.of(person) for person in persons(written))


def _accented_body(written: str) -> str:
    r"""Return the name of a body whose accents are TeX; nothing if it may be a person.

    >>> _accented_body(r"Elm, Universit{\"a}t"), _accented_body(r"El{\"a}, Ada")
    ('Universit{\\"a}t Elm', '')
    """
    bare = without_accents(written)
    if not FIRST_WORDS.intersection(bare.lower().replace(",", " ").split()) or "\\" in bare:
        return ""
    first, _, rest = (part.strip() for part in written.partition(","))
    group = body(bare)
    return written if group == bare else f"{rest} {first}" if group else ""


def as_bibtex(people: Iterable[Parted]) -> str:
    """Return persons as a field of BibTeX, the family of each first."""
    people = list(people)
    names = [person.written for person in people]
    return " and ".join(
        _held(person, names) if _several(person.family) else person.written for person in people
    )


def _several(family: str) -> bool:
    """Tell whether a family has several words, of which the first is no particle."""
    return " " in family and not family[0].islower()


def _held(person: Parted, names: list[str]) -> str:
    """Return a name with its family in braces, where it would be taken for two persons."""
    if "," not in person.written or not two(person.written, names):
        return person.written
    return f"{{{person.family}}}, {person.written.partition(', ')[2]}"


def _given(person: Person) -> str:
    return " ".join(person.first_names + person.middle_names)


def _family(person: Person) -> str:
    return " ".join(person.prelast_names + person.last_names)
