r"""TeX as it stands in bibliographies, turned into text; nothing of TeX is ever left in it.

The decoder is pylatexenc's, with what bibliographies use beyond it. A command that neither knows
is an error that names it, so that no reader sees a backslash or a brace.

>>> plain(r"Growth of \emph{Quercus} in {\em Ab initio} models, 139~fb$^{-1}$")
'Growth of Quercus in Ab initio models, 139 fb⁻¹'
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html.entities import name2codepoint
from typing import Any

from pylatexenc import latex2text, latexwalker
from pylatexenc.macrospec import MacroSpec

from folio.core.tex.quantities import COMMANDS, measured
from folio.core.tex.raised import ORDINALS, ordinal, raised, unset
from folio.core.tex.rare import CONTROL, RARE, of_no_text, without_unseen
from folio.core.tex.replacements import ENVIRONMENTS, accent, cased, dingbat, room
from folio.core.tex.shorthands import ligatures, without_shorthands
from folio.core.tex.tables import ACCENTS, ARGUMENTS, JOURNALS, REFUSED, SWITCHES, SYMBOLS, UPPER
from folio.core.tex.tags import BRACKETS, as_tag, without_html
from folio.core.tex.title_formulas import chemical, formula, inline
from folio.core.tex.unknown import UnknownTex

#: What APS writes for letters in and outside of formulas, and Google Scholar for braces.
CHOICE = re.compile(r"\\ifmmode(?![A-Za-z]).*?\\else(?![A-Za-z])\s*(.*?)\\fi(?![A-Za-z])")
GUARDED = re.compile(r"\$\\\{\$([^$]*)\$\\\}\$")
MARKS = {
    **{"`": "\u0300", "'": "\u0301", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304"},
    **{".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323"},
    **{"r": "\u030a", "k": "\u0328"},
}
LETTERS = dict(
    zip(["ss", "ae", "AE", "oe", "OE", "aa", "AA", "o", "O", "l", "L"], "ßæÆœŒåÅøØłŁ", strict=True)
)
ACCENT = re.compile(
    r"""\\([`'^"~=.])(?:\{([A-Za-hk-z])\}|([A-Za-hk-z])"""
    r"""|\{?\\([ij])(?: *\}|(?![A-Za-z])(?: +(?=[a-zß-ÿ]))?))"""
    r"""|\\([uvHcdrk])(?:\{([A-Za-hk-z])\}|\s+([A-Za-hk-z]))"""
    rf"""|\\({"|".join(LETTERS)})(?:\{{\}}|(?=[}}\\])|\s+(?=[A-Za-z]))"""
)
#: Accents over nothing: two of them are the way to write a sign, the others want a letter.
BARE = re.compile(r"\\([\^~])\{\s*\}")
IN_DOLLARS = re.compile(r"((?<!\\)\$[^$]*\$)")
SIGNS = {"^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
ALONE = re.compile(r"""(?<!\\)\\['"`=.](?:\{\s*\}|(?=[\s}]*$))""")
#: A formula of letters, numbers, indices and exponents.
FORMULA = re.compile(r"(?<!\\)\$((?:[A-Za-z0-9+=(), .^_]|\{[A-Za-z0-9+\-]*\}|-(?!-))*)\$")
DOLLARS = re.compile(r"(?<!\\)\$([^$]*)(?<!\\)\$")
ESCAPE = re.compile(r"\\([&%_#])")
#: What only changes how a text looks, which is nothing in plain text.
LOOKS = re.compile(r"\\(?:emph|text(?:it|bf|sc|tt|rm|sf|sl|up|normal|md))\s*(?=\{)")
_PIECES = "|".join(pattern.pattern for pattern in (ACCENT, ESCAPE, LOOKS))
SIMPLE = re.compile(rf"(?:[^\\]|{re.sub(r'[(](?![?])', '(?:', _PIECES)})*")
#: Entities of HTML, which the Astrophysics Data System writes as commands: {\rsquo}.
ENTITIES = {name: chr(number) for name, number in name2codepoint.items()}
ENTITIES |= {"ap": "≈", "upsi": "υ"}
#: An accent within a word whose backslash has been lost: M"{u}ller.
LOST = re.compile(r"""(?<=(?<!\\)[^\W\d_])['"`]\{\\?[a-z]\}(?=[a-z])""")
#: A quotation mark whose name runs into the next word, as some programs write it.
QUOTES = re.compile(r"\\textquote(?:right|left|dblleft|dblright|single)(?=[^\W\d_])(?!left|right)")
#: A character by its number in Unicode, as LuaTeX and the package otf have it: \UTF{1E47}.
NUMBERED = re.compile(
    r"""\\UTF\{([0-9A-Fa-f]{4,5})\}|\\(?:unichar|symbol)\{"([0-9A-Fa-f]{2,5})\}"""
    r"""|\\char"([0-9A-F]{2,5})\s?|\\(?:unichar\{|(?:char|symbol\{)(?=(?:3[3-9]|[4-9]\d|1[01]\d|12[0-6])\b))(\d{2,5})(?:\}|\s?)"""
)
#: Single quotation marks as TeX writes them, around words.
SINGLE = re.compile(r"(?<!\w)`([^`]*?)'(?!\w)")
#: A picture of Font Awesome or Academicons, which says nothing in words.
ICON = re.compile(r"(?:fa|ai)[A-Z][A-Za-z]*")
#: A letter of UTF-8 that a program has taken for two of another encoding, as TeX or as it is.
_EASTERN = "[ÄÅ][¡-¨ª¬®¯´µ¶·¸º¼½¾¿‚ƒ†‡ˆ‰ŠŒŽ˜™šœžŸ]"
GARBLED = re.compile(f"[ÂÃ][\xa0-\xbf]|(?<![A-ZÀ-Þ])Ã(?=\\s)|{_EASTERN}")  # à, whose blank is one
SPECIAL = re.compile(rf"[\\{{}}$~&<`^_%\x00-\x08\x0e-\x1f\x7f-\x9f\ufffdÂÃ]|--|''|{_EASTERN}")


@lru_cache(maxsize=65536)
def plain(tex: str) -> str:
    """Return text without TeX or HTML, in Unicode's form C; raise UnknownTex if it cannot be."""
    if '"' in tex or ",," in tex:
        tex = without_shorthands(tex)
    if not SPECIAL.search(tex):
        return _tidy(tex)
    if CONTROL.search(tex):
        raise UnknownTex(of_no_text(tex))
    if "{" in tex and "$" not in tex and (lost := LOST.search(tex)):
        raise UnknownTex(f"has {lost[0]!r} without a backslash before it; write \\{lost[0]}")
    if "\\" in tex and NUMBERED.search(tex):
        tex = NUMBERED.sub(_numbered, tex)
    tex = unset(tex)
    if "\\textquote" in tex:
        tex = QUOTES.sub(r"\g<0>{}", tex)
    tex = GUARDED.sub(r"{\1}", inline(without_choices(tex)))
    if "less" in tex or "$<$" in tex:
        tex = BRACKETS.sub(as_tag, tex)
    text = _accented(without_html(tex))
    if "\\" in text or "$" in text:
        text = _decoded(text)
    else:
        text = ligatures(text.replace("~", " ").replace("{", "").replace("}", ""))
    if ("\\" in text or "{" in text or "}" in text) and (left := re.search(r"[\\{}]", text)):
        raise UnknownTex(f"would show {left[0]!r} to readers; write it without that sign")
    text = _tidy(text)
    if not text.isascii() and (garbled := GARBLED.search(text)):
        meant = f"{garbled[0]}\xa0"[:2].encode("cp1252").decode()
        raise UnknownTex(f"has {garbled[0]!r}, which was {meant!r} once; write it so, in UTF-8")
    return SINGLE.sub("‘\\1’", text) if "`" in text else text


def _numbered(match: re.Match[str]) -> str:
    number = int(match[4]) if match[4] else int(match[1] or match[2] or match[3], 16)
    return chr(number) if number < 0x110000 else match[0]


def without_choices(tex: str) -> str:
    r"""Return TeX as it is outside of formulas, where it asks which of the two it is.

    >>> without_choices(r"G{\ifmmode\ddot{u}\else\"{u}\fi}rel")
    'G{\\"{u}}rel'
    """
    return CHOICE.sub(r"\1", tex) if "\\ifmmode" in tex else tex


def formulas(tex: str, text: str) -> tuple[str, ...]:
    r"""Return a text with its formulas as TeX, by turns; nothing if it has none that can be parted.

    ``text`` is its plain reading, which the parts must give as well.
    >>> formulas(r"A $\mathbb{Z}_2$ liquid", "A ℤ₂ liquid")
    ('A ', '\\mathbb{Z}_2', ' liquid')
    """
    parts = DOLLARS.split(inline(tex))
    if len(parts) == 1:
        return ()
    try:
        said = [_around(part) if place % 2 == 0 else part for place, part in enumerate(parts)]
        read = "".join(_formula(part) if place % 2 else part for place, part in enumerate(said))
        return tuple(said) if _tidy(read) == text else ()
    except UnknownTex:
        return ()


def _around(tex: str) -> str:
    """Return what stands beside a formula as text, with the spaces at its ends."""
    bare = tex if "\\" in tex else tex.replace("{", "").replace("}", "")
    before, after = (" " if end.isspace() or end == "~" else "" for end in (bare[:1], bare[-1:]))
    text = plain(bare)
    return f"{before}{text}{after}" if text else before


def _formula(tex: str) -> str:
    return formula(tex, _symbol)


def _tidy(text: str) -> str:
    if not text.isascii() and RARE.search(text):
        text = without_unseen(text)
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _accented(tex: str) -> str:
    """Set the accents, escapes and formulas that need no parser, which are nearly all there are."""
    if "$" in tex and "$" not in FORMULA.sub("", tex):
        tex = FORMULA.sub(lambda m: formula(m[1], _symbol), tex)
    if "\\" not in tex or "$" in tex or not SIMPLE.fullmatch(tex):
        return tex
    return ACCENT.sub(_letter, ESCAPE.sub(r"\1", LOOKS.sub("", tex)))


def _letter(match: re.Match[str]) -> str:
    if match[8]:
        return LETTERS[match[8]]
    mark, letter = (text for text in match.groups() if text)
    return unicodedata.normalize("NFC", letter + MARKS[mark])


def _decoded(tex: str) -> str:
    parts = IN_DOLLARS.split(tex)
    parts[::2] = [BARE.sub(lambda m: SIGNS[m[1]], part) for part in parts[::2]]
    tex = "".join(parts)
    if alone := ALONE.search(tex):
        raise UnknownTex(f"has the accent {alone[0]} without its letter; write the letter in it")
    ready = re.sub(r"(?<!\\)[%&#]", r"\\\g<0>", tex)
    ready = re.sub(r"(\\[A-Za-z]+)(?=[^\x00-\x7f])", r"\1{}", ready)  # as TeX ends a command
    try:
        nodes, _, _ = latexwalker.LatexWalker(
            ready, latex_context=_WALKED, tolerant_parsing=False
        ).get_latex_nodes()
        return str(_READER.nodelist_to_text(nodes))
    except (latexwalker.LatexWalkerError, latexwalker.LatexWalkerEndOfStream) as error:
        what = str(error).splitlines()[0]
        raise UnknownTex(f"must be TeX whose braces and dollars are closed ({what})") from None


class _Reader(latex2text.LatexNodes2Text):  # type: ignore[misc]  # pylatexenc ships no types
    """Turns nodes into text, and refuses what has no text."""

    def macro_node_to_text(self, node: Any) -> str:
        name = node.macroname
        spec = self.latex_context.get_macro_spec(name)
        if (spec is None or not spec.macroname) and name in ENTITIES:
            return ENTITIES[name]
        if ICON.fullmatch(name):
            return ""
        if name in REFUSED or spec is None or not spec.macroname:
            after = node.parsing_state.s[node.pos + node.len :]
            raise UnknownTex(_unknown(name, takes=re.match(r"\{[^}]", after) is not None))
        walked = _WALKED.get_macro_spec(name)
        taken = node.nodeargd.argnlist if node.nodeargd else ()
        if walked and "{" in walked.args_parser.argspec and not taken:  # as the letter of an accent
            raise UnknownTex(f"has \\{name} without the braces that it takes; write them")
        if name == "ensuremath":
            return formula(node.nodeargd.argnlist[-1].latex_verbatim(), _symbol)
        if name in ("ce", "ch"):
            return chemical(node.nodeargd.argnlist[-1].latex_verbatim())
        if name in COMMANDS:
            chosen, *arguments = node.nodeargd.argnlist
            said = [one.latex_verbatim() for one in arguments]
            return measured(name, said, chosen.latex_verbatim() if chosen else "")
        if name in ("textsuperscript", "textsubscript"):
            text = self.node_arg_to_text(node, 0)
            otherwise = ORDINALS.get(text, text) if name == "textsuperscript" else text
            return raised(text, lower=name == "textsubscript", otherwise=otherwise)
        return str(super().macro_node_to_text(node))

    def environment_node_to_text(self, node: Any) -> str:
        if (taken := ENVIRONMENTS.get(node.environmentname)) is not None:
            return str(self.nodelist_to_text(node.nodelist[taken:]))
        raise UnknownTex(f"has the environment {node.environmentname}; write it as text")

    def math_node_to_text(self, node: Any) -> str:
        return formula("".join(inner.latex_verbatim() for inner in node.nodelist), _symbol)


def knows(name: str) -> bool:
    """Tell whether a command is one of TeX's, and none of somebody's own."""
    spec = _KNOWN.get_macro_spec(name)
    return name in REFUSED or (spec is not None and bool(spec.macroname))


def _unknown(name: str, *, takes: bool) -> str:
    """Return what is said of a command without a text, which may take what stands in braces."""
    what = f"has the command \\{name}, which has no text; write it in Unicode or without it"
    if name in REFUSED or not name.isalpha():
        return what
    body = "[1]{…#1…}" if takes else "{…}"
    return f'{what}, or say what it is: @preamble{{"\\newcommand{{\\{name}}}{body}"}}'


def _symbol(name: str) -> str:
    """Return the sign of a command of mathematics."""
    spec = None if name in REFUSED else _KNOWN.get_macro_spec(name)
    sign = spec.simplify_repl if spec is not None and spec.macroname else ENTITIES.get(name)
    if not isinstance(sign, str) or not sign or "%" in sign:
        raise UnknownTex(f"has the command \\{name} in a formula, which has no text here")
    return str(sign)


def _contexts() -> tuple[Any, Any]:
    walked = latexwalker.get_default_latex_context_db()
    known = latex2text.get_default_latex_context_db()
    walked.add_context_category(
        "bibliographies",
        macros=[
            *(MacroSpec(name, args) for name, (args, _) in ARGUMENTS.items()),
            *(MacroSpec(name, "") for name in (*SYMBOLS, *SWITCHES, *JOURNALS)),
        ],
        prepend=True,
    )
    text = latex2text.MacroTextSpec
    signs = {**SYMBOLS, **JOURNALS, **dict.fromkeys(SWITCHES, "")}
    known.add_context_category(
        "bibliographies",
        macros=[
            *(text(name, said) for name, (_, said) in ARGUMENTS.items()),
            *(text(name, sign.replace("%", "%%")) for name, sign in signs.items()),
            *(text(name, accent(name, mark)) for name, mark in ACCENTS.items()),
            *(text(name, cased(str.upper)) for name in UPPER),
            text("nth", cased(ordinal)),
            text("ding", cased(dingbat)),
            *(text(name, cased(room, 1)) for name in ("hspace", "vspace")),
            *(text(name, cased(str.lower)) for name in ("MakeLowercase", "lowercase")),
        ],
        prepend=True,
    )
    return walked, known


_WALKED, _KNOWN = _contexts()
_READER = _Reader(_KNOWN, strict_latex_spaces=True, keep_comments=False)
