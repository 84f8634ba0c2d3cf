r"""Fields of names as they are meant, without what only prints them otherwise.

>>> unmarked(r"\textbf{Ada Lin and Bo Wu} and Mar\'\i a El\'\i and S\o ren")
"Ada Lin and Bo Wu and Mar\\'{\\i}a El\\'\\i and S{\\o}ren"
>>> unmarked("<b>Ada Lin</b> and Bo Wu<sup>1</sup>")
'Ada Lin and Bo Wu'
"""

from __future__ import annotations

import re

from folio.core.bibtex.people.lists import TWO_NAMES, by_initials, without_accents
from folio.core.bibtex.people.person import EMPHASIS, GROUPS, SWITCH, wrapped
from folio.core.bibtex.people.slips import without_slips

#: What prints a name otherwise on a page, and a mark behind it.
TAGS = re.compile(r"<sup>[^<>]*</sup>|</?(?:b|i|u|em|strong|span)(?:\s[^<>]*)?>", re.IGNORECASE)
#: The command of a letter, of which the blank behind it is the end: Garc\'\i a, S\o ren.
LETTER = re.compile(r"\\(i|j|o|O|l|L|ss|ae|AE|oe|OE|aa|AA) +(?!and )(?=[a-zß-ÿ])")
#: The years of a life behind a name, as catalogues of libraries have them: Lin, Ada, 1937-
LIFE = re.compile(
    r"(,\s(?:(?!\sand\s)[^,\d])+?),? (?:1[4-9]|20)\d\d-(?:(?:1[4-9]|20)\d\d)?\.?(?=\s+and\s|$)"
)
#: The same between family and given name.
LIVED = re.compile(r"(?<=[^\W\d_]), (?:1[4-9]|20)\d\d-(?:(?:1[4-9]|20)\d\d)?(?=, [^\W\d_])")
#: A semicolon at the end of a name, behind which its "and" stands as well.
STRAY = re.compile(r"\s*;\s*(?=$|\s+and\s)")
#: What only the name of a body has within it.
NAMED_SO = re.compile(r"\s(?:of|for|on)\s")
#: With what the name of a company ends, behind which no person stands.
OF_COMPANY = re.compile(r"\s(?:Inc|Ltd|LLC|GmbH|Corp|PLC)\.?$")
#: Initials that run into the next word: L.Oak, Ada B.Lin, U.S.Department.
RUN_IN = re.compile(
    r"(?<![^\s,-])((?:[A-Z]\.-?)*[A-Z]\.)(?=[^\W\d_a-z](?:[^\W\d_A-Z]{2}|[^\W\d_A-Z](?![\w.]))|[JS]r\b)"
)
#: A group in braces, in which words stand as they are.
HELD = re.compile(r"(\{[^{}]*\})")
#: How several languages and catalogues say at the end that more are meant; "u. a." behind a comma
#: may be initials.
_MORE = (
    r"(?:et\.? ?al(?:ii|iae|ia|\.)?|(?<!, )(?<!, [\[{(])(?:u\. ?(?:v\. ?)?a|e\. ?a)\.?|i in{1,2}\."
    r"|(?:y|e|et|und|og|och|en|i|ja|és|ve) (?:otros|outros|altri|autres|andere|andre|andra|anderen"
    r"|inni|muut|mtsai\.?|ark\.|cols?\.|coll\.|dr\.)|m\. ?fl\.|vd\.|a [kc]ol\.|aj\."
    r"|и др\.?|та ін\.?|等)"
)
_OTHERS = r"(?<=\sand )(?:andere|outros|otros|autres|altri)"
MORE = re.compile(
    r"(?:\s+and)?(?:\s|\s*(?:\.{3}|…))\s*(?:\.{3}\s*)?"
    rf"(?:{_MORE}|\[{_MORE}\]|\({_MORE}\)|\{{{_MORE}\}}|{_OTHERS})\.?$"
)
#: An "and" before the first of several persons; a torn body has more words behind its comma.
LED_BY_AND = re.compile(r"^and (?=[^,]{2,30}(?:, \S+(?: \S+)?)?\sand\s)")
#: Points at the end for those who are left out.
LEFT_OUT = re.compile(r",?\s+and\s+\{*(?:\.{3,4}|…|\\l?dots)\}*$")
AND_TWICE = re.compile(r",?\s+and(?:\s+and)+(?=\s)")
#: For whom somebody writes, as a name of its own.
ALONE = re.compile(
    r"[{(]*(on behalf of [^{}()]+?|for (?:the )?[^{}]*\b(?:collaborations?|consorti(?:um|a)))[})]*",
    re.IGNORECASE,
)


def unmarked(field: str) -> str:
    """Return a field without tags, emphasis of several names, and blanks that end a command.

    >>> unmarked("Lin, Ada, 1937- and Wu, Bo 1901-1999")
    'Lin, Ada and Wu, Bo'
    """
    if "-" in field and re.search(r"\d-", field):
        field = LIVED.sub("", LIFE.sub(r"\1", field))
    if "<" in field:
        field = TAGS.sub("", field)
    if "\\" not in field:
        return field
    if " and " in field:
        for emphasis in (EMPHASIS, SWITCH):
            field = emphasis.sub(lambda m: m[1] if " and " in m[1] else m[0], field)
    return LETTER.sub(r"{\\\1}", field)


def as_meant(field: str) -> str:
    """Return a field of names without what stands around all of them, or around their "and"."""
    field = without_slips(field)
    if field[:4] == "and ":
        field = LED_BY_AND.sub("", field)
    if field.endswith(("..", "..}", "…", "…}", "dots", "dots}")):
        field = LEFT_OUT.sub(" and others", field)
    if field.endswith(" Others"):
        field = f"{field[:-6]}others"
    if not field.endswith(" and others"):
        field = _with_others(field)
    if " and and " in field:
        field = AND_TWICE.sub(" and", field)
    if field[:1] == '"' and re.fullmatch(r'"[^"]*"', field):
        field = field[1:-1].strip()
    field = unmarked(field)
    if "." in field and RUN_IN.search(field):
        parts = HELD.split(field)
        parts[::2] = [RUN_IN.sub(r"\1 ", part) for part in parts[::2]]
        field = "".join(parts)
    while wrapped(field) and wrapped(field[1:-1]):
        field = field[1:-1]
    if field.endswith(" and others}") and wrapped(field):
        held = field[1:-12]
        field = f"{held} and others" if re.search(r"[A-Z]\.", held) else f"{{{held}}} and others"
    if wrapped(field) and " and " in field and not GROUPS.search(field):
        inner = field[1:-1]
        one = NAMED_SO.search(inner) or OF_COMPANY.search(inner)
        several = ("," in inner and not one) or by_initials(inner)
        field = inner if several else field
    return STRAY.sub("", field) if ";" in field else field


def _with_others(field: str) -> str:
    """Return a field that says at its end that more are meant, as BibTeX says it.

    >>> _with_others("Ada Lin ... [et al.]"), _with_others("{Lin, Ada u. a.}")
    ('Ada Lin and others', 'Lin, Ada and others')
    """
    held = wrapped(field) and " and " not in field
    if not (more := MORE.search(field[1:-1] if held else field)) or not more.start():
        return field
    named = (field[1:-1] if held else field)[: more.start()].rstrip(" ,;")
    if named.endswith(" and others"):
        return named
    two = TWO_NAMES.fullmatch(without_accents(named))  # which are refused as such
    return f"{named} et al." if two else f"{named} and others"


def with_behalf(names: list[str]) -> list[str]:
    """Return names of which none says for whom those before it write, but the last of these does.

    >>> with_behalf(["Lin, Ada", "{on behalf of the Oak Investigators}"])
    ['Lin, Ada (on behalf of the Oak Investigators)']

    One that stands behind each name is left, and refused as named twice.
    """
    said: list[str] = []
    groups = [whose[1] for name in names if (whose := ALONE.fullmatch(name.strip()))]
    if len(set(groups)) < len(groups):  # behind each name, as PubMed has them
        return names
    for name in names:
        whose = ALONE.fullmatch(name.strip())
        before = said.pop().strip() if whose and said else ""
        if whose and before:
            name = f"({whose[1].replace(', ', ' ')})"
            name = f"{before[:-1]} and {name[1:]}" if before[-1] == ")" else f"{before} {name}"
        said.append(name)
    return said
