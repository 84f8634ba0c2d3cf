r"""Names whose parts stand where BibTeX does not look for them, turned so that it finds them.

>>> turned("Pol Van Elm"), turned("III, Ada B. Lin"), turned("Elm III, Ada")
('Van Elm, Pol', 'Lin, III, Ada B.', 'Elm, III, Ada')
>>> turned("Ada Elmer."), turned("Lin, Dr. Ada"), turned("Ada Lin, Jr.")
('Ada Elmer', 'Lin, Ada', 'Lin, Jr., Ada')
"""

from __future__ import annotations

import re

from folio.core.bibtex_doubts import SYLLABLE

#: Particles with a capital, of which none is a given name or the first letter of one.
_LED = r"(?:Van(?: (?:De[nr]?|der|den|de))?|Von(?: Der)?|De(?: La| Los)?|Del|Della|Di|Dal|Du|Le)"
#: A name with its given name first, whose family such a particle leads.
LED = re.compile(rf"((?!{_LED} )[^,{{}}]*[^\W\d_a-z][^\s,{{}}]*) ({_LED} [^\W\d_a-z][^\s,{{}}]+)")
#: Families of Vietnam, behind which Van and Le are names in the middle.
VIETNAM = frozenset(
    (
        *("Nguyen", "Nguyễn", "Tran", "Trần", "Le", "Lê", "Pham", "Phạm", "Hoang", "Hoàng"),
        *("Huynh", "Huỳnh", "Phan", "Vu", "Vũ", "Vo", "Võ", "Dang", "Đặng", "Bui", "Bùi", "Do"),
        *("Đỗ", "Ho", "Hồ", "Ngo", "Ngô", "Duong", "Dương", "Ly", "Lý", "Dinh", "Đinh", "Trinh"),
    )
)
_SUFFIX = r"(?:[JS]r\.?|[js]r\.|II|III|IV)"
#: The suffix in place of the family, as DBLP and Zotero have it, and behind the family itself.
SUFFIX_FIRST = re.compile(r"(Jr\.?|Sr\.?|II|Ii|III|Iii|IV), ([^,{}]+ [^\W\d_a-z][^\s,{}]+)")
SUFFIX_LAST = re.compile(rf"\{{?([^,{{}}]*[^\W\d_a-z][^\s,{{}}]+) ({_SUFFIX})\}}?, ([^,]+)")
SUFFIX_BEHIND = re.compile(rf"(?:([^,]+) )?([^,\s]+), ({_SUFFIX})")
SUFFIX_GIVEN = re.compile(rf"([^,]+), ([^,{{}}]*\w[^\s,{{}}]*) ({_SUFFIX})")
#: A degree behind a name.
DEGREE = re.compile(r",? Ph\.? ?D\.?$")
THE = re.compile(r"([Tt]he) \{([^{}]+)\}")
TITLE = re.compile(
    r"(^|, )(?:(?:Dr|Prof)\. ?(?:(?:[Ii]r|mr|ing|med|habil|rer|nat)\. ?)*)+(?=[^\W\d_a-z])"
)
#: A stop behind a family that is no abbreviation.
STOP = re.compile(r"(?<= )([^\W\d_]\w*[a-zß-ÿ]{3})\.$|^([^\W\d_][\w-]*[a-zß-ÿ]{3})\.(?=,)")
ROLE = re.compile(r"^(?:[Hh]andling |[Mm]anaging )?[Ee]ditor: ")
#: What shows in a field that some of its names may have to be turned.
TELLS = re.compile(
    r"[a-zß-ÿ]{3}\.(?:,|\s+and\s|$)|\b(?:[Jj]r|[Ss]r|I[IiVv]+|Dr|Prof|Ph\.? ?D)\b|[Ee]ditor:|he \{"
    r"|\b(?:Van|Von|De|Del|Della|Di|Dal|Du|Le)\s"
)


def turned(name: str) -> str:
    """Return a name as BibTeX reads it rightly, where that is certain."""
    name = " ".join(name.split())
    name = ROLE.sub("", name)
    name = THE.sub(r"{\1 \2}", DEGREE.sub("", name)) if name[-1:] in ".D}" else name
    name = STOP.sub(r"\1\2", TITLE.sub(r"\1", name))
    if first := SUFFIX_FIRST.fullmatch(name):
        given, _, family = first[2].rpartition(" ")
        suffix = first[1].upper() if first[1][0] in "Ii" else first[1]
        return f"{family}, {suffix}, {given}"
    if last := SUFFIX_LAST.fullmatch(name):
        return f"{last[1]}, {last[2]}, {last[3]}"
    if given := SUFFIX_GIVEN.fullmatch(name):
        return f"{given[1]}, {given[3]}, {given[2]}"
    if behind := SUFFIX_BEHIND.fullmatch(name):
        return f"{behind[2]}, {behind[3]}, {behind[1] or ''}".rstrip(", ") if behind[1] else name
    led = LED.fullmatch(name)
    if not led or VIETNAM & {led[1].split()[-1], last := led[2].split()[-1]}:
        return name
    return name if SYLLABLE.fullmatch(last) else f"{led[2]}, {led[1]}"
