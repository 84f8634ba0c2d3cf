r"""TeX that programs have written twice or guarded, as it was meant; what is doubtful stays.

Mendeley and Zotero escape the braces and the formulas of a title that was TeX already.

>>> readable(r"Growth of {\{}QUERCUS{\}} and \{0,1\}")
'Growth of {QUERCUS} and \\{0,1\\}'
>>> readable(r"Bounds {\textdollar}{\textbackslash}log n{\textdollar}")
'Bounds $\\log n$'
"""

from __future__ import annotations

import re

from folio.core.tex.decoder import knows, plain
from folio.core.tex.unknown import UnknownTex

_OPEN, _CLOSE = r"(?:\{\\\{\}|\\\{)", r"(?:\{\\\}\}|\\\})"
#: Braces around a word, which keep its capitals; those of a set have signs within them.
GUARDED = re.compile(rf"{_OPEN}((?:[\w\s./&'’-]|\{{[\w\s./&-]*\}})*){_CLOSE}")
WORD = re.compile(r"[^\W\d_]{2}|^[A-Z]\d{2,}$|^\d-?D$")
#: A letter alone in such braces, or one with its accent: {\{}T{\}}ree, \{T\}ree, {\{}{\"{a}}{\}}.
ALONE = re.compile(
    r"\\\{([A-Z])\\\}(?=[a-z]{2})"
    r"|\{\\\{\}(\{\\[^\s{}A-Za-z](?:[A-Za-z]|\{\\?[A-Za-z]\})\}|\{\\[a-z]\{[A-Za-z]\}\}|[A-Z])\{\\\}\}"
)
#: The same as Google Books has it, of a letter with its accent alone: Ri\{\'o\}.
ACCENTED = re.compile(r"\\\{(\{?\\[`'^\"~=.](?:\{\\?[A-Za-z]\}|\\?[A-Za-z])\}?)\\\}")
#: A sign in braces of which one is escaped: \{\&}.
HALF = re.compile(r"\\\{(\\[&%_#$])\}")
#: A break of a line as a program has it, with a DOI behind it or with the word that follows.
_SLASH = r"\{?\\textbackslash(?:\{\})?\}?"
BREAK = re.compile(
    rf"\s*(?:{_SLASH}r(?={_SLASH}n))?{_SLASH}([nr])(?:10\.\d{{4,}}/\S+$|(?![\\{{])([A-Za-z]*))"
)
FORMULAS = re.compile(r"((?<!\\)\$[^$]*\$)")
#: Two dollars that are escaped, and no prices: what stands between them has no blank, or an index.
ESCAPED = re.compile(
    r"\{?\\\$\}?((?!\d[.,\d]*[A-Za-z]{0,3}[-–/+]*\{?\\)(?:[^\s$\\]|\\_|\{\\text\w+\})+?"
    r"|[A-Za-z](?: ?[-+=<>] ?[A-Za-z\d])+"
    r"|[^$]*?(?:\{\\textasciicircum\}|\\_)[^$]*?)\{?\\\$\}?"
)
#: Two prices, and no formula, which neither ends with a blank nor stands before a figure.
PRICES = re.compile(r"(?<!\\)\$(\d[\d.,]*(?: [a-z]+)+ )\$(?=\d)")
#: The blank between a mass or a radius and the sign of the sun: M $_{\odot}$.
OF_THE_SUN = re.compile(r"(?<=\b[MRLZ]) +(?=\$_\{*(?:\\ensuremath\{)?\\(?:odot|oplus|sun)\b)")
#: Marks of quotation that close, where they open: after a blank, with another behind them.
OPENING = re.compile(r"(?:^|(?<=\s))''\s(?=[\w{])(?=.*\S'')")
TWICE = (
    (re.compile(r"\\\{\\vphantom\\\}"), "{"),
    (re.compile(r"\\vphantom\\\{\\\}"), "}"),
    (re.compile(r"\{\\textdollar\}|\\textdollar(?:\{\}|\s|(?![A-Za-z]))|\{\\\$\}|\\\$"), "$"),
    (
        re.compile(
            r"\{\\textbackslash\}|\\textbackslash(?:\{\}|\s)|\{?\$\\backslash\$\}?"
            r"|\\textbackslash(?![A-Za-z])"
        ),
        r"\\",
    ),
    (re.compile(r"\{\\\^(?:\{\})?\}|\\\^\{\}"), "^"),
    (re.compile(r"\{\\_\}|\\_"), "_"),
    (re.compile(r"\{\\\{\}|\\\{"), "{"),
    (re.compile(r"\{\\\}\}|\\\}"), "}"),
    (re.compile(r"\{\\textbraceleft\}|\\textbraceleft(?:\{\}|\s)"), "{"),
    (re.compile(r"\{\\textbraceright\}|\\textbraceright(?:\{\}|\s)"), "}"),
    (re.compile(r"\$\$"), "$"),
)

#: An accented i without a dot that runs into the rest of its word.
DOTLESS = re.compile(r"""\\(['`^"~=.])\\([ij])(?=[a-z])""")
#: An accent whose backslash stood twice before: {\textbackslash}{\textbackslash}"a.
DOUBLED = re.compile(r"""\\\\(?=['"`^~]\{?\\?[A-Za-z])""")
#: A command that runs into the rest of its word, which has a capital.
RUN_ON = re.compile(r"\\(text[a-z]+)(?=[A-Z])")


def readable(tex: str) -> str:
    """Return TeX as it was meant, or as it is where that is not certain."""
    if "'' " in tex:
        tex = OPENING.sub("``", tex)
    if "–-" in tex:  # of which a program has read the first two hyphens
        tex = tex.replace("–-", "—")
    if "\\" not in tex and "$" not in tex:
        return tex
    if " $_" in tex:
        tex = OF_THE_SUN.sub("", tex)
    if r"\sp" in tex or r"\sb" in tex:  # as MathSciNet writes what is raised and lowered
        tex = re.sub(r"\\sp(?![A-Za-z])\s*", "^", tex)
        tex = re.sub(r"\\sb(?![A-Za-z])\s*", "_", tex)
    if r"\{" in tex:
        tex = ALONE.sub(_alone, ACCENTED.sub(r"{\1}", HALF.sub(r"\1", tex)))
        tex = "".join(
            part if place % 2 else GUARDED.sub(_word, part)
            for place, part in enumerate(FORMULAS.split(tex))
        )
    if "backslash" in tex:
        return once(BREAK.sub(_break, tex))
    if tex.count(r"\$") > 1:
        tex = ESCAPED.sub(_formula, tex)
    tex = PRICES.sub(r"\\$\1\\$", tex)
    if re.fullmatch(r"[^$]*(?<!\\)\$\d[^$]*", tex):  # a price
        return re.sub(r"(?<!\\)\$", r"\\$", tex)
    return tex


def _alone(match: re.Match[str]) -> str:
    letter = match[1] or match[2]
    return letter if letter.startswith("{") else f"{{{letter}}}"


def _break(match: re.Match[str]) -> str:
    """Return a blank for a break of a line, and what is a command of TeX as it was."""
    word = match[2] or ""
    return match[0] if word and knows(match[1] + word) else f" {word}".rstrip()


def _formula(match: re.Match[str]) -> str:
    """Return a formula whose dollars a program has escaped, and what is raised in it."""
    meant = match[1].replace(r"{\textasciicircum}", "^").replace(r"\_", "_")
    meant = re.sub(r"\^(\d{2,})", r"^{\1}", meant)
    try:
        return f"${meant}$" if plain(f"${meant}$") else match[0]
    except UnknownTex:
        return match[0]


def _word(match: re.Match[str]) -> str:
    return f"{{{match[1]}}}" if WORD.search(match[1]) else match[0]


def once(tex: str) -> str:
    """Return what has been escaped twice as it was before, if that is TeX."""
    said = tex
    for written, meant in TWICE:
        said = written.sub(meant, said)
    said = DOUBLED.sub(lambda _: "\\", said)
    if " \\ " in said and " \\ " not in tex:  # a backslash between two words is none of TeX
        return tex
    said = DOTLESS.sub(r"\\\1{\\\2}", said)
    said = RUN_ON.sub(lambda m: f"{m[0]}{{}}" if knows(m[1]) else m[0], said)
    try:
        return said if plain(said) else tex
    except UnknownTex:
        return tex
