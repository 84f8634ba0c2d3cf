r"""Names whose parts stand where BibTeX does not look for them, turned so that it finds them.

>>> turned("Pol Van Elm"), turned("III, Ada B. Lin"), turned("Elm III, Ada")
('{Van Elm}, Pol', 'Lin, III, Ada B.', 'Elm, III, Ada')
>>> turned("Ada Elmer."), turned("Lin, Dr. Ada"), turned("Ada Lin, Jr.")
('Ada Elmer', 'Lin, Ada', 'Lin, Jr., Ada')
"""

from __future__ import annotations

import re
from itertools import pairwise
from string import ascii_lowercase

from folio.core.bibtex.people.bodies import OF, SHORT_NAME, body, ended
from folio.core.bibtex.people.doubts import GIVEN, SYLLABLE

#: Particles with a capital, of which none is a given name or the first letter of one.
_LED = r"(?:Van(?: (?:De[nr]?|der|den|de))?|Von(?: Der)?|De(?: La| Los)?|Del|Della|Di|Dal|Du|Le)"
#: A name with its given name first, whose family such a particle leads.
LED = re.compile(rf"((?!{_LED} ){GIVEN}) ({_LED} [^\W\d_a-z][^\s,{{}}]+)")
#: A name whose two families a word of Spanish, Catalan or Portuguese joins: Ada Lin y Elm.
JOINED = re.compile(
    r"((?:[^\W\d_a-z][^\s,{}]* )+)([^\W\d_a-z][^\s,{}]+ [yie] [^\W\d_a-z][^\s,{}]+"
    r"|Montes de Oca|Ponce de Le(?:ó|o|\{?\\'\{?o\}?\}?)n|Cabeza de Vaca|Díaz de León)"
)
#: Those that are no given name anywhere in the East.
WESTERN = re.compile(r"(?:Del|Della|Dal|Von|De (?:La|Los)|Van [Dd]e[nr]?) ")
#: Families of Vietnam, behind which Van and Le are names in the middle.
VIETNAM = frozenset(
    (
        *("Nguyen", "Nguyễn", "Tran", "Trần", "Le", "Lê", "Pham", "Phạm", "Hoang", "Hoàng"),
        *("Huynh", "Huỳnh", "Phan", "Vu", "Vũ", "Vo", "Võ", "Dang", "Đặng", "Bùi", "Do"),
        *("Đỗ", "Ho", "Hồ", "Ngo", "Ngô", "Duong", "Dương", "Ly", "Lý", "Dinh", "Đinh", "Trinh"),
    )
)
_SUFFIX = r"(?:[JS]r\.?|[js]r\.|II|I(?:II|ii)|I[Vv]|[2-5](?:nd|rd|th))"  # Elm Iv: Google Scholar
#: The suffix in place of the family, as DBLP and Zotero have it, and behind the family itself.
SUFFIX_FIRST = re.compile(r"(Jr\.?|Sr\.?|(?:II|Ii|III|Iii|IV)\.?), ([^,{}]+ [^\W\d_a-z][^\s,{}]+)")
SUFFIX_LAST = re.compile(rf"\{{?([^,{{}}]*[^\W\d_a-z][^\s,{{}}]+) ({_SUFFIX})\}}?, ([^,]+)")
#: The same of Portugal and Brazil, of which that is a part of the family: Júnior, Ada Elm.
JUNIOR = re.compile(
    r"(J(?:ú|\{?\\'\{?u\}?\}?)nior|Filho), "
    r"([^,]*\S )((?:[^\s,{}]|\{\\[^{}]*(?:\{[^{}]*\})?\})+)"
)
#: The same without its blank, as Google Scholar has it: ElmJr, Ada.
SUFFIX_JOINED = re.compile(r"([^,{}]*[a-zß-ÿ])([JS]r\.?|III?|IV), ([^,]+)")
SUFFIX_BEHIND = re.compile(rf"([^,]+) ([^,\s]+), ({_SUFFIX})")
#: A particle that leads a family, behind which IV are initials: De Elm, IV.
PARTICLE = re.compile(
    r"(?:d[aeiou]|dos|das|del|della|de la|van|von|van der?|le|la|el)", re.IGNORECASE
)
#: Initials, before which the family stands, as Scopus has it: Lin A.B., Jr.
LAST_INITIALS = re.compile(r"(?:[A-Z]\.-?)+")
SUFFIX_HELD = re.compile(rf"([^,{{}}]+) \{{(?:\\relax )?([^,{{}}]+) ({_SUFFIX})\}}")
SUFFIX_GIVEN = re.compile(rf"([^,]+), ([^,{{}}]*\w[^\s,{{}}]*) ({_SUFFIX})")
SUFFIX_IN = re.compile(rf"([^,]+), ({_SUFFIX})")
#: An initial in small letters, as Mendeley makes it: Lin, a.
LOWER = re.compile(r"(?<=, )[a-z](?:\.[ -]?[a-z](?=\.))*(?=\.|$|(?: [A-Z])+$)")
LOWER_LAST = re.compile(
    r"(?:(?<=[\w}][a-zß-ÿ] )|(?<=[A-Z]\. )|(?<= [A-Z] ))(?![vd]\.$)[a-z](?: [a-z])*(?=\.?$)"
    r"|(?<=[a-zß-ÿ] )a(?=(?: [A-Z])+$)"
)
#: The same that Mendeley has taken for a particle: a Lin, Bo.
LOWER_FIRST = re.compile(
    r"([abcfghjkmnpqrw])(\.?) ((?:(?:van|von|de[nr]?|la|di|da|du) )*[^\W\d_a-z][^,{}]*), "
    r"([^\W\d_a-z][^,{}]*)"
)
LEGAL_LAST = re.compile(r"[^\s{] (?:LLC|GmbH|Inc\.?|Ltd\.?)\}*$")
#: A degree behind a name.
DEGREE = re.compile(r",? (?:Ph\.? ?D|Ed\.? ?D|D\.Sc)\.?$")
THE = re.compile(r"([Tt]he) \{([^{}]+)\}")
TITLE = re.compile(
    r"(^|, )(?:(?:Dr|Prof)\. ?(?:(?:[Ii]r|mr|ing|med|habil|rer|nat)\. ?)*)+(?=[^\W\d_a-z])"
)
#: A stop behind a family that is no abbreviation; one that stands alone is longer than these.
STOP = re.compile(
    r"(?:(?<= )(?=\w{4})|^(?=\w{6}))([^\W\d_]\w*[a-zß-ÿ]{3})\.$|^([^\W\d_][\w-]*[a-zß-ÿ]{3})\.(?=,)"
)
ROLE = re.compile(
    r"^(?:(?i:(?:handling |managing )?editor: )|(?:[Ee]dited )?[Bb]y (?=[^\W\d_a-z]))"
)
EDITS = re.compile(
    r"\s*\((?:eds?|editors?|hrsg|hg|éds?|transl?|translators?|übers)\.?\)|,\s*(?:eds?|editors?|hrsg)\.?$",
    re.IGNORECASE,
)
#: The word for an editor behind the family: Lin (Ed.), Ada.
EDITOR = re.compile(r"^([^,()]+) (\((?:[Ee]d|[Hh]rsg|[Hh]g|[Dd]ir)s?\.?\)), (?=[^,]+$)")
#: The end of the name of a body: one word, or some with what it is called in short.
LONE = re.compile(r"[^\s,{}]+|[^,{}]+ \([^()]*\)")
#: With what a body begins that its "and" has parted, and nobody's name and no whole one does.
TORN = re.compile(
    r"(?:National|International|Federal|European) [A-Z]|(?:U\.? ?S\.? )?(?:Food|Health)$"
)
#: The last word of a body that is parted there: Department of Economic.
UNENDED = re.compile(
    r"\s(?:Economic|Electrical|Social|Scientific|Technical|Natural|Political|Environmental)$"
)
#: What bodies are for, before the word for the body itself.
FIELDS = (
    *("Research", "Development", "Study", "Prevention", "Treatment", "Innovation", "Training"),
    *("Education", "Policy"),
)
#: The end of a body that its "and" has parted, and the whole name of none.
TORN_OFF = re.compile(
    rf"(?:{'|'.join(FIELDS)})"
    r" (?:Collaboration|Group|Team|Network|Consortium|Cent(?:re|er)|Institute|Council|Unit)"
)
#: Words without which no name is told to be a body that is parted there.
_BEGINNINGS = ("National", "International", "Federal", "European", "Food", "Health")
MAY_SPLIT = frozenset(("of", "for", "on", "US", "U.S.", "U.", "U", "US.", "U.S")).union(
    _BEGINNINGS, FIELDS
)
#: What somebody has studied, behind a whole name; behind a family they are initials: Elm Oak, MD.
DEGREES = re.compile(
    r"([^,{}]+ [^,{}]+?)(?:, (?:M\.? ?D|Ph\.? ?D|M\.?P\.?H|[BM]\.?Sc|R\.?N|D\.?Phil)\.?)+"
)
#: For whom somebody writes, without the parentheses that part it from the name.
BEHALF = re.compile(
    r"([^(){}]+?),? (on behalf of [^(),{}]+"
    r"|for (?:[Tt]he )?[^(),{}]*\b[Cc](?:ollaborations?|onsorti(?:um|a)))"
)
#: Words and signs that show in a field that some of its names may have to be turned.
WORDS = frozenset(
    (
        *("Van", "Von", "De", "Del", "Della", "Di", "Dal", "Du", "Le", "The", "the"),
        *("II", "II,", "Ii,", "III", "III,", "Iii,", "IV", "IV,", "Iv,", "II.,", "III.,", "IV.,"),
        *("jr.", "jr.,", "sr.", "sr.,", "Montes", "Ponce", "Cabeza", "Díaz"),
        *("PhD", "EdD", "Ed.D.", "D.Sc.", "LLC", "GmbH", "Inc", "Inc.", "Ltd", "Ltd."),
        *("MD", "M.D.", "MPH", "MSc", "BSc", "RN", "for", "behalf", "by", "By"),
        *("et", "Et", "et.", "al,", "al.,", "Al.,", "{al.},", "{and}"),
        *(letter + point for letter in ascii_lowercase for point in ("", ".")),
    )
)
#: The same within a word.
SHOWN = (
    *("},", "Jr", "Sr", "III", "IV", "Dr.", "Prof.", "Ph.", "ditor: ", "{et", "{Et", "nior, "),
    *("Filho, ", "), ", " 2nd", " 3rd", " 4th", " 5th"),
)
#: A stop behind more than an initial, or behind that of a given name in small letters.
STOPPED = re.compile(r"\.(?<=[a-zß-ÿ]{3}\.)(?:,|\s+and\s|$)|\.(?<=, [a-z]\.)")
#: Words for others that a program has taken for a name, and whoever stands before them.
ET_AL = re.compile(r"\{?(?:[Ee]t\.? [Aa]l\.?|[Aa]l\.?, ?[Ee]t\.?)\}?(?:, (\S.*))?")
#: Words in braces as the family, with a given name.
BRACED = re.compile(r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}, ([^\s,][^,]*)")
#: Initials before the family in its braces: {B. Lin}, Ada.
WITH_INITIALS = re.compile(r"((?:[A-Z]\.\s?)+)([^\W\d_a-z][^\W\d_A-Z]+(?:-[^\W\d_]+)?)")
#: A whole name in braces, behind which its suffix stands: {Ada Lin}, Jr.
HELD = re.compile(r"^\{([^{}]+)\}(?=, (?:[JS]r|I{2,3}|IV)\b\.?$)")


def tells(field: str) -> bool:
    """Tell whether some of the names of a field may have to be turned."""
    if not WORDS.isdisjoint(field.split()) or any(sign in field for sign in SHOWN):
        return True
    return "." in field and bool(STOPPED.search(field))


def may_split(field: str) -> bool:
    """Tell whether a body may be in a field, whose "and" has parted it."""
    return not MAY_SPLIT.isdisjoint(field.split())


def split_body(names: list[str]) -> str:
    """Return what is said of a body whose name has been parted at its "and".

    >>> split_body(["Institute of Oaks", "Elms"]).rpartition("; ")[2]
    'put all of it in braces: {{Institute of Oaks and Elms}}'
    """
    for one, other in pairwise(re.sub(r"\{(\w)\}", r"\1", name) for name in names):
        if "{" not in one and other != "others" and _is_split(one, other):
            said = f"{one} and {other}"
            return (
                f"parts a body at its 'and' (got {said!r}); put all of it in braces: {{{{{said}}}}}"
            )
    return ""


def _is_split(one: str, other: str) -> bool:
    """Tell whether an "and" stands within the name of a body.

    >>> _is_split("National Oaks", "Elm Administration"), _is_split("Food", "Oak Organization")
    (True, True)
    >>> _is_split("Oak Care", "Research Collaboration"), _is_split("Lin, Ada", "Study Group")
    (True, False)
    >>> _is_split("Department of Social", "Oak Affairs"), _is_split("Oak Institute", "Elm Agency")
    (True, False)
    """
    if TORN.match(one):
        return "," not in one and not ended(one) and bool(body(other))
    if TORN_OFF.fullmatch(other):
        return "," not in one
    if OF.search(SHORT_NAME.sub("", one)):
        return bool(LONE.fullmatch(other) or UNENDED.search(one))
    return False


def turned(name: str) -> str:
    """Return a name as BibTeX reads it rightly, where that is certain."""
    name = " ".join(name.split())
    if "," in name:
        name = HELD.sub(r"\1", re.sub(r", \{and\} ", ", ", name))
        name = LOWER_LAST.sub(_capital, LOWER.sub(_capital, name))
        if first := LOWER_FIRST.fullmatch(name):
            name = f"{first[3]}, {first[4]} {first[1].upper()}{first[2]}"
        name = EDITOR.sub(r"\1, \2, ", name) if ")," in name else name
    elif LEGAL_LAST.search(name):
        return name if name[:1] == "{" and name[-1:] == "}" else f"{{{name}}}"
    name = _bracketed(name) if name[:1] == "{" else ROLE.sub("", name)
    if more := ET_AL.fullmatch(name):
        return f"{more[1]} et al." if more[1] else "others"
    name = THE.sub(r"{\1 \2}", DEGREE.sub("", name)) if name[-1:] in ".D}" else name
    name = STOP.sub(r"\1\2", TITLE.sub(r"\1", name))
    if (whose := BEHALF.fullmatch(name)) and " " in whose[1] and not body(whose[1]):
        return f"{whose[1]} ({whose[2]})"
    if first := SUFFIX_FIRST.fullmatch(name):
        given, _, family = first[2].rpartition(" ")
        if given.endswith(" St."):
            given, family = given[:-4], f"St. {family}"
        suffix = first[1].upper().rstrip(".") if first[1][0] in "Ii" else first[1]
        return f"{family}, {suffix}, {given}"
    if junior := JUNIOR.fullmatch(name):
        return f"{{{junior[3]} {junior[1]}}}, {junior[2].strip()}"
    if last := SUFFIX_LAST.fullmatch(name.rstrip(" ,")):
        return f"{last[1]}, {last[2]}, {last[3]}"
    if joined := SUFFIX_JOINED.fullmatch(name):
        return f"{joined[1]}, {joined[2]}, {joined[3]}"
    if held := SUFFIX_HELD.fullmatch(name):
        before, _, particle = held[1].rpartition(" ")
        given, led = (before, f"{particle} ") if before and particle.islower() else (held[1], "")
        return f"{led}{held[2]}, {held[3]}, {given}"
    if within := SUFFIX_GIVEN.fullmatch(name):
        return f"{within[1]}, {within[3]}, {within[2]}"
    if behind := SUFFIX_BEHIND.fullmatch(name):
        return _before_suffix(*behind.groups()) or _led(name)
    return _led(name)


def _before_suffix(first: str, last: str, suffix: str) -> str:
    """Return a name of which a comma parts the suffix; nothing of initials that look like one."""
    if suffix[0] == "I" and PARTICLE.fullmatch(first):
        return ""
    if LAST_INITIALS.fullmatch(last):
        return f"{first}, {suffix}, {last}"
    led, comma, given = _led(f"{first} {last}").partition(", ")
    return f"{led if comma else last}, {suffix}, {given or first}"


def without_roles(field: str) -> str:
    """Return editors or translators without the word for it, which a reference says itself.

    >>> without_roles("Ada Lin (Ed.) and Bo Wu (Hrsg.)")
    'Ada Lin and Bo Wu'
    """
    return EDITS.sub("", field)


def without_degrees(names: list[str]) -> list[str]:
    """Return names without degrees, where none of several has its family before a comma.

    >>> without_degrees(["Ada Lin", "Bo Wu, MD, PhD"]), without_degrees(["Oak Elm, MD", "Wu, B"])
    (['Ada Lin', 'Bo Wu'], ['Oak Elm, MD', 'Wu, B'])
    """
    bare = [DEGREES.sub(r"\1", name) if DEGREES.fullmatch(name) else name for name in names]
    return bare if len(names) > 1 and not any("," in name for name in bare) else names


def _capital(match: re.Match[str]) -> str:
    return match[0].upper()


def _led(name: str) -> str:
    """Return a name with its family in braces before the given name, if a particle leads it."""
    if joined := JOINED.fullmatch(name):
        return f"{{{joined[2]}}}, {joined[1].strip()}"
    if not (led := LED.fullmatch(name)) or body(name):
        return name
    before, last = led[1].split()[-1], led[2].split()[-1]
    eastern = SYLLABLE.fullmatch(last) and not WESTERN.match(led[2])
    if before in VIETNAM or last in VIETNAM or eastern:
        return name
    return f"{{{led[2]}}}, {led[1]}"


def _bracketed(name: str) -> str:
    """Return a name whose family stands in braces; raise ValueError for several in them."""
    found = BRACED.fullmatch(name)
    if not found or SUFFIX_LAST.fullmatch(name):
        return name
    if behind := SUFFIX_IN.fullmatch(found[1]):
        return f"{behind[1]}, {behind[2]}, {found[2]}"
    if initials := WITH_INITIALS.fullmatch(found[1]):
        return f"{initials[2]}, {found[2]} {initials[1].strip()}"
    held, given = found[1], found[2].lower().removeprefix("the ")
    if held.lower().startswith(given) and (len(given) > 8 or body(held)):  # as Mendeley has a body
        return f"{{{held}}}"
    if re.search(r"[;,]|\sand\s", re.sub(r"\([^()]*\)", "", held), re.IGNORECASE):
        rule = f"holds several names in braces (got {name!r})"
        raise ValueError(f"{rule}; separate persons by ' and ', or put all of a body in braces")
    return name
