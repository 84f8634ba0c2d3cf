"""Lists of authors that something else than ``and`` parts: told, and written as they must be.

>>> said("Ada Lin, Bo Wu, and Chi Xu", "Ada Lin, Bo Wu,").rpartition("; ")[2]
'write {Ada Lin and Bo Wu and Chi Xu} if these are whole names'
"""

from __future__ import annotations

import re
from functools import lru_cache

from folio.core.bibtex.people.bodies import LEGAL
from folio.core.bibtex.people.person import EASTERN, LINEAGE, SEPARATE
from folio.core.unaccented import in_plain_letters

#: A name of one word.
WORD = r"[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)*"
#: Two whole names with a comma between them: Ada Lin, Bo Wu; Ada Lin, Bo C. Wu.
_WITHIN = r"(?: (?:Le|La|De|Van|Von|Der|Den|Du|Di|Del|Da|Dos))*"
TWO_NAMES = re.compile(rf"{WORD}{_WITHIN} {WORD} ?, ?{WORD}{_WITHIN}(?: [A-Z]\.)* {WORD}")
#: A family behind its initials, of which some are two letters: I. N. Lin, Yu. B. de Wu.
_PERSON = (
    r"(?:(?:[A-Z]|Ch|Sh|Ts|Ya|Yu|Zh)\.[\s~-]*)+"
    rf"(?:(?:[Dd]e|[Vv]an|[Vv]on|der|la|di|da)\s+)*{WORD}(?:\s{WORD})?"
)
PERSON = re.compile(rf"(?!U\.\s?[SKN]\.){_PERSON}")
#: One of an initial at least, before or behind a given name: A. Lin, Ada B. de Lin.
BY_INITIALS = re.compile(
    rf"{PERSON.pattern}|{WORD}\s+(?:[A-Z]\.[\s~-]*)+(?:(?:de|van|von|der|la|di|da)\s+)*{WORD}"
)
#: Two of a family before its initials: Lin A., Wu B. C.
_FAMILY = (
    rf"(?:[^\W\d_]+\s+){{0,2}}{WORD}"
    r"\s+(?:(?<=[a-zß-ÿ]\s)(?!I+\b)[A-Z]{2,3}(?![^\W_])|[^\W\d_](?:\.|\b)(?:[\s-]*[^\W\d_](?:\.|\b))*)"
)
INITIALS_LAST = re.compile(rf"{_FAMILY}\s*,\s*{_FAMILY}")
#: Initials at the end of a given name, without points, as PubMed and Google Scholar write them.
STACKED = re.compile(r"[^\W\d_]*[a-zß-ÿ]\s[A-Z]{2,3}$")
#: A whole name, given name first, where a comma tells that only the family should be.
WHOLE_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:\s+[^\W\d_a-z]\.)+\s+[^\W\d_a-z][^\W\d_]{2,}")
#: A letter under an accent of TeX, with its braces: {\"o}, \"{o}, \v{s}, {\'\i}.
ACCENTED = re.compile(
    r"\{?\\(?:[`'^\"~=.]\s?|[uvHcdrk](?=[{\s])\s*)\{?\\?([A-Za-z])(?:\{\})?\}?\}?"
)
#: A name with its family first.
FAMILY_FIRST = re.compile(r"[^,{}]+,[^,{}]+")
#: What parts the names of a list, where it is not " and " alone.
BETWEEN = re.compile(
    r"\s*(?:[,;]\s*(?:and|&|und)\b\s*|[,;、；，،؛]|\\?&|\s(?:[/+|·•–—]|-{1,3}|with|en)\s|\s(?:and|und|et|och|og|amd|nad|adn|aand|andd)\s)\s*"
)
#: How a list says that more are meant.
AND_ET_AL = re.compile(r"[\s,;]+(?:et\.?\s*al\.?|(?<=,\s)others)$", re.IGNORECASE)
#: A suffix as a name of its own.
ALONE = re.compile(r"\{?(?:[JS]r\.?|III?|IV)\}?")
#: Given names of which two stand together, and that are families of nobody or of few.
GIVEN = frozenset(
    (
        *("ana", "maria", "jose", "juan", "luis", "carlos", "manuel", "antonio", "miguel", "angel"),
        *("francisco", "javier", "jesus", "fernando", "alberto", "eduardo", "ricardo", "roberto"),
        *("rosa", "teresa", "carmen", "isabel", "elena", "lucia", "marta", "laura", "luisa"),
        *("joao", "paulo", "pedro", "jorge", "marco", "jean", "marie", "pierre", "philippe"),
        *("claude", "giovanni", "gian", "anna", "karl", "hans", "edison"),
    )
)
_INITIAL = r"(?:[^\W\d_a-z]\.?[\s-]*){1,4}"
_LAST = re.compile(rf"(.*[^\W\d_]{{2,}}\S*)\s+({_INITIAL})")
#: Two words in capitals, as some write a whole name.
CAPITALS = re.compile(r"^[^\W\da-z_]{2,} [^\W\da-z_]{2,}$")
_WORDS = re.compile(r"[^\W\d_].*\s\S*[^\W\d_]{2,}\S*")


@lru_cache(maxsize=65536)
def without_accents(name: str) -> str:
    r"""Return a name whose letters stand without their accents of TeX.

    >>> without_accents(r"Steve G{\"o}rl, Ji{\v{r}}{\'\i} H\'an")
    'Steve Gorl, Jiri Han'
    """
    return ACCENTED.sub(r"\1", name) if "\\" in name else name


def with_suffixes(names: list[str]) -> list[str]:
    """Return names of which none is the suffix of the one before it, as a list has it by itself.

    >>> with_suffixes(["J. A. Elm", "Jr.", "Lin, Ada", "III"])
    ['J. A. Elm, Jr.', 'Lin, III, Ada']
    """
    said: list[str] = []
    for name in names:
        before = said[-1].strip() if said else ""
        if not ALONE.fullmatch(name.strip()) or not before or before.endswith((".,", "}")):
            said.append(name)
            continue
        family, comma, given = before.partition(",")
        suffix = name.strip()
        said[-1] = f"{family}, {suffix},{given}" if comma else f"{before}, {suffix}"
    return said


def without_last_commas(names: list[str]) -> list[str]:
    """Take off the comma after ``Lin, Ada,`` where another name shows that families come first."""
    if not any(name.rstrip().endswith(",") for name in names):
        return names
    if not any(FAMILY_FIRST.fullmatch(name.strip()) for name in names):
        return names
    return [name if _is_list(bare := name.rstrip(" ,")) else bare for name in names]


def _is_list(name: str) -> bool:
    """Tell whether the commas of a name are more than that behind the family."""
    return not FAMILY_FIRST.fullmatch(name) or bool(TWO_NAMES.fullmatch(without_accents(name)))


def two(name: str, names: list[str]) -> bool:
    """Tell whether a comma stands between two whole names, as other names of the field show."""
    others = [other for other in names if other != name]
    name = AND_ET_AL.sub("", name) if name.rstrip(". ").endswith(("al", "others")) else name
    before, _, rest = name.partition(",")
    if not rest.strip() or (" " not in before and "." not in before and "~" not in before):
        return False
    bare = without_accents(name)
    if INITIALS_LAST.fullmatch(bare):  # or a second family, of which the initial stands
        return not _families_first([other for other in others if other != "others"])
    first, rest = (part.strip() for part in bare.split(",", 1))
    whole = WHOLE_NAME.fullmatch(first) or (" " in rest and PERSON.fullmatch(first))
    doubled = first.split()[0] == rest.split()[-1]
    if PERSON.fullmatch(first) and not (PERSON.match(rest) or doubled) and _families_first(others):
        return False  # S. Elm, Ada Bea: the first of two families, of which the initial stands
    if whole and not LEGAL.fullmatch(rest) and not LINEAGE.fullmatch(rest):
        return True
    if STACKED.search(rest):  # Oak Elm, Ada BC: one person
        return False
    if " " in rest and GIVEN.issuperset(in_plain_letters(rest).lower().split()):
        return False  # Oak Elm, Ana María
    told = others != ["others"] and not any("," in other for other in others)
    return told and bool(TWO_NAMES.fullmatch(bare))


def by_initials(field: str) -> bool:
    r"""Tell whether what braces hold together are persons, of whom each has an initial.

    >>> by_initials(r"A. Lin and B. C. W{\"u}"), by_initials("Ministry of Oaks and Elms")
    (True, False)
    """
    return all(BY_INITIALS.fullmatch(one) for one in without_accents(field).split(" and "))


def _families_first(names: list[str]) -> bool:
    """Tell whether several names all have their family first, and no initial in it."""
    bare = [without_accents(name) for name in names]
    return len(bare) > 1 and all("," in name and not INITIALS_LAST.fullmatch(name) for name in bare)


def said(field: str, got: str) -> str:
    """Return what is said of a field whose names something else parts, and the line to write.

    >>> said("Lin A, Wu BC", "Lin A, Wu BC").rpartition("; ")[2]
    'write {Lin, A and Wu, BC}'
    >>> said("Ada Lin, Bo Wu", "Ada Lin, Bo Wu").rpartition("; ")[2]
    'write {Ada Lin and Bo Wu}, or {{Ada Lin}, Bo Wu} if that is one person'
    """
    rule = f"{SEPARATE} (got {got!r})"
    line, when = _line(field)
    if line == f"{{{' '.join(field.split())}}}":
        return f"{rule}; a family of several words stands in braces"
    if not line and "&" in got:
        return f"{rule}; write {{{{{got}}}}} if that is a company"
    return f"{rule}; write {line}{when}" if line else rule


def _line(field: str) -> tuple[str, str]:
    """Return a field as it must be, and when it is so; nothing if its names cannot be told."""
    if more := AND_ET_AL.search(field) or re.search(r" and others$", field):
        line, when = _line(field[: more.start()])
        return line and f"{line[:-1]} and others}}", when.replace("} if", " and others} if")
    between = re.compile(r";(?:\s*and\b)?|\s+and\s") if ";" in field else BETWEEN
    parts = [part.strip(" ,") for part in between.split(field) if part.strip(" ,")]
    if len(parts) < 2 or re.search(r"[\\{}]", without_accents("".join(parts))):
        return "", ""
    if ";" in field and all(re.fullmatch(r"[^,]+,[^,]+", part) for part in parts):
        return _joined(parts), ""
    if all(map(EASTERN.fullmatch, parts)):
        return _joined(parts), ""
    if all(_LAST.fullmatch(part) and not CAPITALS.search(part) for part in parts):
        return _joined([_LAST.sub(r"\1, \2", part) for part in parts]), ""
    firsts, lasts = parts[::2], parts[1::2]
    if len(firsts) == len(lasts) and all(
        re.fullmatch(_INITIAL, part) and not CAPITALS.search(part) for part in lasts
    ):
        pairs = zip(firsts, lasts, strict=True)
        return _joined([f"{family}, {given}" for family, given in pairs]), ""
    if not all(_WORDS.fullmatch(without_accents(part)) for part in parts):
        return "", ""
    if len(parts) > 2 or "," not in field:
        return _joined(parts), " if these are whole names"
    return _joined(parts), f", or {{{{{parts[0]}}}, {parts[1]}}} if that is one person"


def _joined(names: list[str]) -> str:
    return "{" + " and ".join(" ".join(name.split()) for name in names) + "}"
