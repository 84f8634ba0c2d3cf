"""Names whose initials stand where the family should, and what some write in place of a name.

>>> with_commas(["Lin A.", "Wu B. C."])
['Lin, A.', 'Wu, B. C.']
>>> unsettled(["Lin A."]).rpartition("; ")[2]
'write {Lin, A.}, or {{A.}, Lin} if that is the family'
"""

from __future__ import annotations

import re

from folio.core.bibtex.people.bodies import body
from folio.core.bibtex.people.doubts import SYLLABLE
from folio.core.bibtex.people.lists import AND_ET_AL, WORD, without_accents

RULE = "has the initials behind the family"
#: A family before its initials, without a comma: Lin A, of which BibTeX takes A for the family.
LETTERS = re.compile(rf"{WORD}\s+(?:[A-Z]{{1,2}}|[A-Z](?: [A-Z]){{1,3}})")
#: The same with points, which no family has: Lin A., Wu B. C.
_POINTS = r"((?:[^\W\d_a-z]\.[\s-]*)+)"
_PARTICLES = r"(?:[DdVvLlTt](?:e|a|os|el|an|on|er|en|i)\s+)*"
POINTED = re.compile(rf"({_PARTICLES}{WORD})\s+{_POINTS}")
#: Two words before the initial, of which the second may be a given name: Lin Ada B.
TWO_WORDS = re.compile(rf"({WORD})\s+({WORD})\s+{_POINTS}")
LETTER = re.compile(
    rf"({WORD})\s+([A-Z](?: [A-Z]){{,3}}|(?!NG|LV|[JS]R|ST|MC|MD)[B-DF-HJ-NP-TV-XZ]{{2}})"
)
#: The same with up to three, behind a family of several words as well: de Lin-Elm ABC.
_FAMILY = r"[^\W\d_a-z][^\W\d_]*[’']?[^\W\d_]*[a-zß-öø-ÿ](?:-[^\W\d_a-z][^\W\d_]+)*"
STACKED = re.compile(rf"{_PARTICLES}(?:{_FAMILY} )+([A-Z]{{1,3}})")
CONSONANTS = re.compile(r"(?!NG|LV|[JS]R|ST|MC|MD)[B-DF-HJ-NP-TV-XZ]{2,3}")
#: A family and nothing but initials behind its comma: Lin, A. B.
CERTAIN = re.compile(rf"{WORD},\s*(?:[A-Z]\.[\s-]*)+")
#: The same behind what is no name of one word or of two: Oak - Elm A.
BEHIND = re.compile(r"([^,{}.]*[^\W\d_]{2}[^\s,{}]*) ((?:[A-Z]\.[\s-]*)+)")
#: Initials before the comma, and a whole name behind it.
EXCHANGED = re.compile(r"((?:[A-Z]\.[\s-]*)+[A-Z]?),\s*([^\W\d_a-z][^\W\d_]{2,}\S*)")
#: A point where the comma should be: Lin. A.
FULL_STOP = re.compile(rf"\s*({WORD})\.\s+((?:[A-Z]\.[\s-]*)+)")
#: Words in parentheses and nothing else.
EXPLAINED = re.compile(r"\{?(\((?:[^(){}]|\{[^(){}]*\})*\))\}?")
#: A body in braces, or one word in capitals, before them.
BODY_BEFORE = re.compile(r"\{((?:[^{}]|\{[^{}]*\})*)\}|([A-Z][^\W\da-z_]+)")
#: The same in place of a given name: Elms, (OAK), of a body that BibTeX has parted at its "and".
ONLY_EXPLAINED = re.compile(r"([^,{}]+),\s*(\([^(){}]*\))")
#: The same without points, and of a family of several words: M, Elm-Oak; MP, Elm; E., Elm Ada.
ALONE = re.compile(
    r"([A-Z]\.?|(?!NG)[B-DF-HJ-NP-TV-Z][B-DF-HJ-MP-TV-XZ]|[AEIO][CFJKPW]),\s*"
    r"((?:[^\W\d_a-z](?:\.|[^\W\d_]*)[\s-]+)*[^\W\d_a-z][^\W\d_]{2,}[^,]*)"
)
#: Whole words before one letter, and the letters that are families somewhere, or a name: Malcolm X.
ONE_LETTER = re.compile(rf"({WORD}(?:\s+{WORD})*)\s+([A-Z])")
FAMILIES = frozenset("EIOUXY")
NO_INITIAL = frozenset("X")
#: A letter that is lost, within a word, at its beginning, or an initial: Ca?o, ?zgen, ?. E.
LOST = re.compile(r"\?{1,3}[^\W\d_]|(?<!\w)\?\.|[^\W\d_]\?{2}")
#: What companies of some countries have behind their names, which may be initials as well.
COMPANY = re.compile(r"(?:S\.A|A\.G|N\.V|B\.V|S\.L|A\.S|L\.P)\.")
#: The same without points behind all of a name: Oak Elm AG.
COMPANY_TOO = re.compile(rf"(?:{WORD} )+(?:AG|KG|SE|NV|BV|SA|AB)")
#: What the engine of a site, or a template, writes in place of a name.
PLACEHOLDERS = frozenset(
    (
        *("admin", "administrator", "me", "myself", "self", "author", "authors", "first author"),
        *("your name", "undefined", "author name", "firstname lastname", "first last"),
        *("author one", "author two", "author 1", "author 2", "full name"),
    )
)
_LAST = frozenset(one.rpartition(" ")[2] for one in PLACEHOLDERS)


def placeholder(given: str, family: str) -> str:
    """Return what is said of a name that is none, which a template or an engine has left.

    >>> placeholder("", "admin")
    "has 'admin' in place of a name; write who it is"
    """
    if family.lower() not in _LAST:
        return ""
    name = f"{given} {family}".strip()
    return f"has {name!r} in place of a name; write who it is" * (name.lower() in PLACEHOLDERS)


def with_commas(names: list[str]) -> list[str]:
    """Return names with a comma behind each family, where each of several has its family first.

    That is so where its initials stand last with their points, or behind a comma, for which one
    of several may have a point.

    >>> with_commas(["Lin, A.", "Wu. B."])
    ['Lin, A.', 'Wu, B.']
    """
    if not any(name.rstrip(" ,")[-1:] == "." for name in names):
        return names
    told = [name.strip(" ,") for name in names if name.strip() != "others"]
    points = [FULL_STOP.fullmatch(name) for name in told]
    if any(points) and all("," in name or found for name, found in zip(told, points, strict=True)):
        names = [FULL_STOP.sub(r"\1, \2", name) for name in names]
    if not any(map(parted, told)) or not _families_first(told):
        return names
    found = [(name, parted(name.strip(" ,"))) for name in names]
    return [f"{one[0]}, {one[1]}" if one else name for name, one in found]


def syllables_last(names: list[str]) -> list[str]:
    """Return Chinese names with a comma behind their family, where several show that it is first.

    No family of them has two syllables with a hyphen, as given names do in the Web of Science.

    >>> syllables_last(["Lin Ai-Dan", "Wu Bo", "Zhang Jun-Xiang"])
    ['Lin, Ai-Dan', 'Wu, Bo', 'Zhang, Jun-Xiang']
    >>> syllables_last(["Ai-Dan Lin", "Lin Ai-Dan"]), syllables_last(["Lin Ai-Dan"])
    (['Ai-Dan Lin', 'Lin Ai-Dan'], ['Lin Ai-Dan'])
    """
    words = [name.split() for name in names if name != "others"]
    joined = sum(len(one) == 2 and "-" in one[1] for one in words)
    if joined < 2 or not all(len(one) == 2 and "-" not in one[0] for one in words):
        return names
    if not all(SYLLABLE.fullmatch(part) for one in words for part in "-".join(one).split("-")):
        return names
    return [name.replace(" ", ", ", 1) for name in names]


def in_syllables(field: str) -> bool:
    """Tell whether the names of a field are Chinese with their family first."""
    if field.count("-") < 2 or "," in field:
        return False
    names = field.split(" and ")
    return syllables_last(names) != names


def stacked(names: list[str]) -> list[str]:
    """Return names with a comma behind each family, where all have initials without points last.

    So PubMed has them; two initials that no name is show that the letters of others are some too.

    >>> stacked(["de Lin-Elm A", "Wu BC", "Oak Elm D", "Oak Core Team"])
    ['de Lin-Elm, A', 'Wu, BC', 'Oak Elm, D', 'Oak Core Team']
    >>> stacked(["Lin A", "Wu B", "Elm C"])
    ['Lin A', 'Wu B', 'Elm C']
    """
    names = syllables_last(names)
    found = [STACKED.fullmatch(without_accents(name)) for name in names]
    told = [one[1] for one in found if one]
    if len(told) < 3 or not any(map(CONSONANTS.fullmatch, told)):
        return names
    rest = [name for name, one in zip(names, found, strict=True) if not one]
    if not all(name[:1] == "{" or name == "others" or body(name) for name in rest):
        return names
    return [
        f"{name.rpartition(' ')[0]}, {one[1]}" if one else name
        for name, one in zip(names, found, strict=True)
    ]


def with_explained(names: list[str]) -> list[str]:
    """Return names with what stands in parentheses as a name of its own behind the one before it.

    >>> with_explained(["CONELM", "{(Elm Commission)}", "Ada Lin"])
    ['{CONELM (Elm Commission)}', 'Ada Lin']
    >>> with_explained(["Ada Lin", "{(OAK Collaboration)}"])
    ['Ada Lin', '{OAK Collaboration}']

    Raise ValueError where the one before is a person.
    """
    said: list[str] = []
    for name in names:
        found = EXPLAINED.fullmatch(name)
        before = said[-1] if said else ""
        if not found and (only := ONLY_EXPLAINED.fullmatch(name)):
            rule = f"has words in parentheses for a given name (got {name!r})"
            raise ValueError(f"{rule}; put all of a body in braces: {{{{… {only[1]} {only[2]}}}}}")
        if not found:
            said.append(name)
        elif whole := BODY_BEFORE.fullmatch(before):
            said[-1] = f"{{{whole[1] or whole[2]} {found[1]}}}"
        elif body(found[1][1:-1]):
            said.append(f"{{{found[1][1:-1]}}}")
        else:
            rule = f"has words in parentheses for an author (got {name!r})"
            raise ValueError(f"{rule}; put them behind the name of the body that they explain")
    return said


def parted(name: str) -> tuple[str, str] | None:
    r"""Return a family and its pointed initials behind it, or nothing of another name.

    >>> parted(r"Gu{\'e}l M. J."), parted("Ada M. Lin")
    (("Gu{\\'e}l", 'M. J.'), None)
    """
    found = POINTED.fullmatch(without_accents(name)) if name.endswith(".") else None
    if not found or not name.endswith(found[2]):
        return None
    return name.removesuffix(found[2]).strip(), found[2]


def with_comma(field: str, key: str) -> str:
    """Return a lone name with a comma before its initials, where the key begins with the family.

    >>> with_comma("Lin A", "lin2020"), with_comma("Malcolm X", "x1965")
    ('Lin, A', 'Malcolm X')
    """
    name = field.strip()
    letter = LETTER.fullmatch(name)
    found = (letter[1], letter[2]) if letter else parted(name)
    begins = without_accents(found[0]).lower().replace(" ", "") if found else ""
    return f"{found[0]}, {found[1]}" if found and key.lower().startswith(begins) else field


def _families_first(told: list[str]) -> bool:
    return len(told) > 1 and all("," in name or parted(name) for name in told)


def unsettled(names: list[str]) -> str:
    """Return what is said of names that are none, or of which the family cannot be told."""
    told = [
        AND_ET_AL.sub("", name).rstrip(" ,") if name[-1:] == "," or "al" in name[-3:] else name
        for name in names
        if name != "others"
    ]
    for name in told:
        if "?" in name and LOST.search(name):
            return f"has a letter that is lost (got {name!r}); write it in place of the '?'"
        if (name[1:2] in ".,-" or name[2:3] == ",") and "," in name:
            bare = without_accents(name)
            found = EXCHANGED.fullmatch(bare) or ALONE.fullmatch(bare)
            if found and not ("&" in name and body(name)):
                return _asked(name, name.partition(",")[2].strip(), found[1])
        if name[-1:] != ".":
            continue
        if found := FULL_STOP.fullmatch(name):
            families = all("," in other or FULL_STOP.fullmatch(other) for other in told)
            if len(told) < 2 or not families:
                return _asked(name, *found.groups())
            continue
        if (one := parted(name)) and not _families_first(told):
            return _asked(name, *one)
        if not one and (found := TWO_WORDS.fullmatch(name)):
            return _either(name, *found.groups())
        if not one and (found := BEHIND.fullmatch(name)):
            return _asked(name, *found.groups())
    if len(names) == 1 and COMPANY_TOO.fullmatch(names[0]):
        family, _, given = names[0].rpartition(" ")
        rule = f"{RULE} (got {names[0]!r}); write {{{family}, {given}}}"
        return f"{rule}, or {{{{{names[0]}}}}} if that is a company"
    letters = [name for name in told if " " in name[-3:-1] and LETTER.fullmatch(name)]
    if len(told) > 1 and letters:
        rest = [name for name in told if not LETTERS.fullmatch(name)]
        if not rest or _with_commas(rest):
            return f"{RULE} (got {letters[0]!r}); write a comma between them"
    return _of_one_letter(told)


def _of_one_letter(told: list[str]) -> str:
    """Return what is said of a family of one letter, which few families are: O, but not B.

    >>> _of_one_letter(["Ada B"]).rpartition("; ")[2]
    'write {Ada, B}, or {{B}, Ada} if that is the family'
    >>> _of_one_letter(["Ada O"]), _of_one_letter(["Lin, B", "Wu Ada O"]).rpartition("; ")[2]
    ('', 'write {Wu, Ada O} or {Wu Ada, O}')
    """
    for name in told:
        if name[-2:-1] != " " or not (one := ONE_LETTER.fullmatch(without_accents(name))):
            continue
        if one[2] in (NO_INITIAL if any("," in other for other in told) else FAMILIES):
            continue
        first, _, more = name[:-2].partition(" ")
        return _either(name, first, more, one[2]) if more else _asked(name, first, one[2])
    return ""


def _with_commas(names: list[str]) -> bool:
    """Tell whether each of several names has its family before a comma, or one its initials too."""
    several = len(names) > 1 or (names and CERTAIN.fullmatch(names[0]))
    return bool(several) and all("," in name for name in names)


def _either(name: str, first: str, more: str, initials: str) -> str:
    """Return what to write of a name whose words before its initials may be one name or two."""
    one, other = f"{first}, {more} {initials}", f"{first} {more}, {initials}"
    return f"{RULE} (got {name!r}); write {{{one}}} or {{{other}}}"


def _asked(name: str, family: str, given: str) -> str:
    """Return what to write of a name that may have its initials where the family should be."""
    given = given.strip()
    where = "before" if "," in name else "behind"
    rule = f"has the initials {where} the family (got {name!r}); write {{{family}, {given}}}"
    if COMPANY.fullmatch(re.sub(r"\s", "", given)):
        return f"{rule}, or {{{{{name}}}}} if that is a company"
    return f"{rule}, or {{{{{given}}}, {family}}} if that is the family"
