r"""Fields of names as they are meant, without what only prints them otherwise.

>>> unmarked(r"\textbf{Ada Lin and Bo Wu} and Mar\'\i a El\'\i and S\o ren")
"Ada Lin and Bo Wu and Mar\\'{\\i}a El\\'\\i and S{\\o}ren"
>>> unmarked("<b>Ada Lin</b> and Bo Wu<sup>1</sup>")
'Ada Lin and Bo Wu'
"""

from __future__ import annotations

import html
import re

from folio.core.bibtex.people.lists import TWO_NAMES, by_initials, without_accents
from folio.core.bibtex.people.person import EMPHASIS, GROUPS, SWITCH, wrapped
from folio.core.tex.tags import UNENDED

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
#: Which of his family somebody is, behind it: Oak 3rd, Ada; {Oak 3rd}, Ada.
_NTH = r"([2-5](?:nd|rd|th))"
WHICH = re.compile(rf"(?:\{{([^{{}},]+) {_NTH}\}}|(?<=[^\W\d_]) {_NTH})(?=, )")
#: A particle between family and given name, which BibTeX takes for a suffix: Oak, van, Ada.
PARTICLE = re.compile(
    r"((?:^|\sand\s))([^\W\d_a-z][^\W\d_]+), "
    r"(v[ao]n(?: de[rnm]?)?|de(?:l| la| los)?|d[aio]s?), (?=[A-Z])"
)
#: A letter as HTML writes it, of which some programs have escaped the signs: Bj{\&}ouml;rn.
ENTITY = re.compile(r"\{?\\?&\}?(?:\{?\\?(#)\}?((?:\d+|[xX][0-9a-fA-F]+))|([A-Za-z]{2,8}));")
#: A word of PubMed for the given name of a body, which has none: {Oak Consortium}, {\{}fname{\}}.
UNFILLED = re.compile(r",\s*\{?\\?\{\}?fname\{?\\?\}\}?")
#: A blank behind the hyphen within a name; a word that shares its end has one: Eichen- und Ulmen.
APART = re.compile(
    r"(?<=[^\W\d_])-\s+(?!(?:and|or|und|oder|bzw|et|ou|en|of|og|och|eller)\b)(?=[^\W\d_]{2})"
)
#: A semicolon at the end of a name, behind which its "and" stands as well.
STRAY = re.compile(r"\s*;\s*(?=$|\s+and\s)")
#: What only the name of a body has within it.
NAMED_SO = re.compile(r"\s(?:of|for|on)\s")
#: With what the name of a company ends, behind which no person stands.
OF_COMPANY = re.compile(r"\s(?:Inc|Ltd|LLC|GmbH|Corp|PLC)\.?$")
#: That more are meant, in italics or with a blank of TeX or a capital in it.
_AL = r"et\.?(?:[\s~]+|\\,\s*)[aA]l\b\.?"
ET_AL = re.compile(
    rf"\\(?:textit|emph)\s*\{{{_AL}\}}|\{{\\(?:it|em|itshape)\s+{_AL}\}}|(?<![^\W_]){_AL}"
)
#: What somebody is called, whose first mark Google Scholar has put before the blank: W" Skip".
CALLED = re.compile(r'(?<=\w)" ([^\W\d_a-z][^\W\d_]+)"(?=,|\s|$)')
#: Initials that run into the next word: L.Oak, Ada B.Lin, U.S.Department.
RUN_IN = re.compile(
    r"(?<![^\s,-])((?:[A-Z]\.-?)*[A-Z]\.)(?=[^\W\d_a-z](?:[^\W\d_A-Z]{2}|[^\W\d_A-Z](?![\w.]))|[JS]r\b)"
)
#: The number by which DBLP tells persons of one name apart: Ada Lin 0002; 0002, Ada Lin.
OF_DBLP = re.compile(
    r"(?:^|(?<=\sand\s))00\d\d,\s+|(?<=[^\W\d_])(?<!\sand) 00\d\d(?=\s+and\s|\s*(?:,|$))"
)
#: Braces that a program has escaped, as Pure has them around given names: Lin, \{Ada B\}.
ESCAPED = re.compile(r"\\\{((?:[^{}\\]|\\[^{}]|\{[^{}]*\})*)\\\}")
#: A thin blank before a word, in whose command BibTeX sees the comma of a name: J.\\,R. Lin.
THIN = re.compile(r"\\,\s*(?=[^\W\d_]|\{?\\(?:[^\w\s$,]|[vcuHrkdOL]\b|[AO]E\b|AA\b))")
#: The word between two authors, as a title page of LaTeX has it.
OF_LATEX = re.compile(r"\s*\\and(?![A-Za-z])(?:\{\})?\s*")
#: A command that does nothing, with which Better BibTeX holds letters together.
IDLE = re.compile(r"\\relax(?![A-Za-z])\s*")
#: An initial behind a given name without a blank, as Springer exports it: Elm, ElmerG.
AT_END = re.compile(r"(, [A-Z][a-zß-ÿ]{3,})([A-Z])(?=\.?(?:\s+and\s|$))")
#: An initial whose point stands behind a blank.
LOOSE = re.compile(r"(?<=\b[A-Z]) \.(?=\s|,|$)")
#: A capital in braces before the rest of its word, which BibTeX takes for a particle: {O}ak.
CAPITAL = re.compile(r"(?<![^\s,.-])\{([^\W\d_a-zß-ÿ])\}(?=\.|[a-zß-ÿ][^\s~]*(?:[\s,]|$))")
#: A name in which they hold no family of several words: each word has them, or a comma is there.
EACH_HELD = re.compile(r"\s*(?:[A-Z]\.[\s~-]*)*\{[^\W\d_a-z]\}[.a-zß-ÿ]|[^,]*,[^,]*$")
#: The hyphen between two initials, behind a blank: H. -J. Oak.
HYPHEN = re.compile(r"(?<=\b[A-Z]\.) (?=-[A-Z]\.)")
#: A mark of quotation that nothing opens, behind a name.
CLOSING = re.compile(r'(?<=[^\W\d_]{2})"(?=\s+and\s|$)')
#: A stop twice behind an initial.
STOPS = re.compile(r"(?<=\b[A-Z])\.\.(?!\.)")
#: A group in braces, in which words stand as they are.
HELD = re.compile(r"(\{[^{}]*\})")
#: A tie before an initial that Mendeley has escaped, and that initial again: B.{\~{}}C. C, Lin.
TIED = re.compile(
    r"(?:(?<=\b[A-Z]\.)|(?<=[a-z]{2})(?=\S{4,20}[A-Z]\.))"
    r"\{?\\(?:~\{\}|textasciitilde(?:\{\}| )?)\}?(?:([A-Z])\b(\.?)(?: \1\b\.?(?=\s+and\s|$))?)?"
)
#: The mark of an affiliation behind a family, as Mendeley reads it: Elmer1, Ada; Ada B. Elmer2.
AFFILIATED = re.compile(
    r"(?:(?<=^)|(?<=\sand\s))((?:[^\W\d_][^\d,{}]*)?[^\W\d_][a-zß-ÿ]{2})\d{1,2}(?=,\s[^\W\d_])"
    r"|((?:(?<=^)|(?<=\sand\s))[^\d,{}]*\b[A-Z]\.?\s[^\W\d_][^\d,{}\s]*[a-zß-ÿ]{2})\d{1,2}(?=\s+and\s|$)"
)
FIGURE = re.compile(r"[a-zß-ÿ]\d{1,2}(?:,|\s+and\s|$)")
#: A comma in braces behind a name, which holds nothing together: Ada Lin{,} Jr.; Oak{,} Inc.
HELD_COMMA = re.compile(r"\{,\}(?=\s*(?:Inc|Ltd|LLC|Corp|Jr|Sr|I{2,3})\b)")
#: Families of one word before given names, each in braces as the comma is: {Lin}{,} {Ada}.
_HELD_NAME = r"\{[^\W\d_][\w.’'-]*\}\{,\}\s*\{[^\W\d_][\w.’' -]*\}"
ALL_HELD = re.compile(rf"{_HELD_NAME}(?: and {_HELD_NAME})*")
#: The grade of a member, which Mendeley takes for one more author of a paper of IEEE.
GRADE = re.compile(
    r"\s+and\s+(?:(?:Member|Fellow), (?:Senior|Student|Life|Associate|IEEE)"
    r"|(?:Senior|Student|Life|Associate) (?:Member|Fellow))(?=\s+and\s|$)",
    re.IGNORECASE,
)
#: What a star at a name says, behind the last of them.
STARRED = re.compile(r"\s*\((?=[^()]*\b[Ee]qual)(?=[^()]*\b(?:contribut|author))[^()]*\)\s*$")
#: A whole name of a person, and one with an initial.
PERSON = re.compile(r"(?:(?:[A-Z]\.[\s~-]*)+|[A-Z][^\s{},.]+\s)+(?:[a-z]{1,3}\s)*[^\s{},]+")
INITIAL = re.compile(r"(?<![^\s-])[A-Z]\.")
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


def _without_held_capitals(field: str) -> str:
    """Return names whose capitals stand in no braces, but where these hold a family.

    >>> _without_held_capitals("{B}rian {O}ak and A. {E}lm~Oak")
    'Brian Oak and A. {E}lm~Oak'
    """
    names = field.split(" and ")
    bare = (CAPITAL.sub(r"\1", one) if EACH_HELD.match(one) else one for one in names)
    return " and ".join(bare)


#: What programs put into names: a sign of it, its form, and what is meant.
SLIPS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("fname", UNFILLED, ""),
    ("\\{", ESCAPED, r"{\1}"),
    ("\\,", THIN, " "),
    ("\\and", OF_LATEX, " and "),
    ("- ", APART, "-"),
    ("00", OF_DBLP, ""),
    ("**", re.compile(r"\*\*"), ""),  # bold type of Markdown
    ("\\relax", IDLE, ""),
    ("", AT_END, r"\1 \2"),
    ("..", STOPS, "."),
    (" .", LOOSE, "."),
    (" -", HYPHEN, ""),
    (" equal", STARRED, ""),
    ("", WHICH, r"\1, \2\3"),
    ("\\'{", re.compile(r"(?<![^\W\d_][^\W\d_])\\'\{\s*\}(?=[A-Z])"), "'"),  # O\'{}Oak
    (", v", PARTICLE, r"\1\3 \2, "),
    (", d", PARTICLE, r"\1\3 \2, "),
)


def _without_slips(field: str) -> str:
    """Return a field without what programs put into names and between their parts."""
    field = UNENDED.sub(r"&\1;", field) if "&" in field else field
    if "&" in field and ENTITY.search(field):
        field = html.unescape(ENTITY.sub(lambda m: f"&{m[1] or ''}{m[2] or m[3]};", field))
    for sign, slip, meant in SLIPS:
        if sign in field:
            field = slip.sub(meant, field)
    if "}" in field and CAPITAL.search(field):
        field = _without_held_capitals(field)
    if '"' in field and field.count('"') == 1:
        field = CLOSING.sub("", field)
    if "~{}" in field or "\\textasciitilde" in field:
        field = TIED.sub(r" \1\2", field)
    if FIGURE.search(field):
        field = AFFILIATED.sub(lambda m: m[1] or m[2], field)
    if "Member" in field or "Fellow" in field:
        field = GRADE.sub("", field)
    if "{,}" in field:
        field = _without_held_commas(field)
    if '" ' in field:
        field = CALLED.sub(r' "\1"', field)
    more = "~al" in field or " Al" in field or ("\\" in field and re.search("[ ,]al", field))
    return ET_AL.sub("et al.", field) if more else field


def _without_held_commas(field: str) -> str:
    """Return a field without the braces around commas that hold no name of a body together.

    >>> _without_held_commas("A. Lin{,} Bo Wu and Cy Elm"), _without_held_commas("Oaks{,} Elms")
    ('A. Lin, Bo Wu and Cy Elm', 'Oaks{,} Elms')
    >>> _without_held_commas("{Lin}{,} {Ada}")  # of two whole names one would have two words
    'Lin, Ada'
    """
    field = HELD_COMMA.sub(",", field)
    if ALL_HELD.fullmatch(field):
        return re.sub(r"\{([^{},]*)\}", r"\1", field.replace("{,}", ","))
    names = re.split(r"\{,\}|\sand\s", field)
    several = len(names) > 2 or any(map(INITIAL.search, names))
    persons = several and all(PERSON.fullmatch(name.strip()) for name in names)
    return field.replace("{,}", ",") if persons else field


def as_meant(field: str) -> str:
    """Return a field of names without what stands around all of them, or around their "and"."""
    field = _without_slips(field)
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
