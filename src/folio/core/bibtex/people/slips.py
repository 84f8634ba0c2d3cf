"""What programs put into names and between their parts, which is none of them.

>>> without_slips("Lin, Elmer G and {B}rian {O}ak"), without_slips("Oak, van, Bo")
('Lin, Elmer G and Brian Oak', 'van Oak, Bo')
"""

from __future__ import annotations

import html
import re

from folio.core.tex.tags import UNENDED

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
#: That more are meant, in italics or with a blank of TeX or a capital in it.
_AL = r"et\.?(?:[\s~]+|\\,\s*)[aA]l\b\.?"
ET_AL = re.compile(
    rf"\\(?:textit|emph)\s*\{{{_AL}\}}|\{{\\(?:it|em|itshape)\s+{_AL}\}}|(?<![^\W_]){_AL}"
)
#: What somebody is called, whose first mark Google Scholar has put before the blank: W" Skip".
CALLED = re.compile(r'(?<=\w)" ([^\W\d_a-z][^\W\d_]+)"(?=,|\s|$)')
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
    ("\\'{", re.compile(r"(?<![^\W\d_][^\W\d_])\\'\{\s*\}(?=[A-Z])"), "'"),  # O\'{}Oak
    (", v", PARTICLE, r"\1\3 \2, "),
    (", d", PARTICLE, r"\1\3 \2, "),
)


def without_slips(field: str) -> str:
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


def _without_held_capitals(field: str) -> str:
    """Return names whose capitals stand in no braces, but where these hold a family.

    >>> _without_held_capitals("{B}rian {O}ak and A. {E}lm~Oak")
    'Brian Oak and A. {E}lm~Oak'
    """
    names = field.split(" and ")
    bare = (CAPITAL.sub(r"\1", one) if EACH_HELD.match(one) else one for one in names)
    return " and ".join(bare)


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
