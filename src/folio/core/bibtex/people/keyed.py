"""What the key of an entry tells of the family of its first author."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from folio.core.bibtex.people.bodies import body
from folio.core.bibtex.people.lists import TWO_NAMES, without_accents
from folio.core.bibtex.people.person import wrapped
from folio.core.unaccented import in_plain_letters

#: A particle with which a family begins, and no name of a person does.
LED = re.compile(r"(?:Van|Von|De|Di|Del|Della|Du|Dos|Da) ")
#: Signs that tell which part of a name is which: a comma, the point of an initial.
SETTLED = (",", ".")
#: A key that Zotero makes of a family, a word of the title and the year: oak_elm_oaks_2020.
OF_ZOTERO = re.compile(r"[^\W\d_A-Z]+(?:[-_][^\W\d_A-Z]+)+_[\w-]+_(?:19|20)\d\d(?:-\d)?")
#: What stands before the year of a key, behind the name of a file or of a kind: oak:Lin2020.
BEFORE_YEAR = re.compile(r"(?:.*[:/])?([^\W\d_]{2,})[-_.]?(?:19|20)\d\d")


def with_family(field: str, key: str) -> str:
    """Return the first name with its family of several words in braces, if the key is made of them.

    What else has one comma and four words is as often two persons.

    >>> with_family("Oak Elm, Ada Bo", "OakElm2020"), with_family("Ada Lin, Bo Wu", "lin2020")
    ('{Oak Elm}, Ada Bo', 'Ada Lin, Bo Wu')
    >>> with_family("Van Elm, Ada Bo", "van_elm_oaks_2020")
    '{Van Elm}, Ada Bo'
    >>> with_family("Oak Elm, Ada Bo", "oak_elm_ashes_2020")
    '{Oak Elm}, Ada Bo'
    >>> with_family("Ada Oak del Elm and Bo Wu", "OakdelElm2020")
    '{Oak del Elm}, Ada and Bo Wu'
    >>> with_family("Ada Oakes Elm", "oakes2020a"), with_family("Ada Oakes Elm", "elm2020oakes")
    ('{Oakes Elm}, Ada', 'Ada Oakes Elm')
    """
    first = field.partition(" and ")[0]
    if first[:1] != "{" and "," not in first and first.strip().count(" ") < 2:
        return field
    name = (field[1:-1] if wrapped(field) else field).strip()
    bare = without_accents(name)
    if "," not in (first := bare.partition(" and ")[0]) and bare.count(" "):
        return _led_by_key(field.strip(), first, key)
    if " and " in name or not TWO_NAMES.fullmatch(bare):
        return field
    family, given = (part.strip() for part in name.split(","))
    joined = _letters(without_accents(family))
    one = LED.match(family) or OF_ZOTERO.fullmatch(key)  # else it may be of two persons
    key = key.replace("_", "") if one else key
    return f"{{{family}}}, {given}" if _letters(key).startswith(joined) else field


def _led_by_key(field: str, first: str, key: str) -> str:
    """Return names, the family of the first in braces where the key begins with its last words.

    Before a year, the first of several words of the family will do.
    """
    words, written = first.split(), field.partition(" and ")[0].split()
    begins = (re.match(r"[^\W\d_]+", _letters(key)) or [""])[0]
    dated = re.match(r"[^\W\d_]{3,}[-_:]?(?:19|20)\d\d", _letters(key))
    alone = dated and all(re.fullmatch(r"[A-Z][^\W\d_]{2,}", word) for word in words)
    if len(words) < 3 or len(words) != len(written) or "{" in first or body(first):
        return field
    for start in range(1, len(words) - 1):
        lone = words[start : start + 1] if alone else []
        if words[start][0].isupper() and begins in map(_letters, ("".join(words[start:]), *lone)):
            rest = field.partition(" and ")
            family, given = " ".join(written[start:]), " ".join(written[:start])
            return f"{{{family}}}, {given}{rest[1]}{rest[2]}"
    return field


def _letters(text: str) -> str:
    """Return text in small letters of ASCII, its spaces left out."""
    return in_plain_letters(text.lower().replace(" ", ""))


def unparted(
    fields: Mapping[str, Mapping[str, str]], people: Mapping[str, Sequence[tuple[str, str]]]
) -> Iterator[tuple[str, str]]:
    """Yield keys of entries whose names may all have their families first, and what is said of it.

    That is so without a comma in any, where keys begin with the first words of the first names of
    three persons, before a year, and none with the last.

    >>> said = {key: {"author": name} for key, name in (
    ...     ("elm2020", "Elm Ada"), ("oak2020", "Oak Bo"), ("ash2020", "Ash Cy"), ("t", "Wu Di"))}
    >>> read = {key: [tuple(one["author"].split())] for key, one in said.items()}
    >>> dict(unparted(said, read))["t"].rpartition("; ")[2]
    'write {Wu, Di}, or {Di, Wu} if that is the family'
    """
    open_ = {
        key: one
        for key, one in people.items()
        if one and not any(sign in fields[key].get("author", ",") for sign in SETTLED)
    }
    told: dict[tuple[str, str], str] = {}
    for key, ((given, family), *_) in open_.items():
        start = key.rpartition(":")[2][:1].lower()
        if not given or start not in (given[:1].lower(), family[:1].lower()):
            continue
        if not (found := BEFORE_YEAR.match(key)):
            continue
        word = _letters(found[1])
        if word.startswith(_letters(family)):
            return
        if word in (_letters(given), _letters(given.split()[0])):
            told[given, family] = key
    if len(told) < 3:
        return
    for key, persons in open_.items():
        if person := next((one for one in persons if one[0]), None):
            rule = f"may have its families first, as the key {min(told.values())!r} shows"
            given, family = person
            which = f"write {{{given}, {family}}}, or {{{family}, {given}}} if that is the family"
            yield key, f"{rule} (got {' '.join(person)!r}); {which}"
