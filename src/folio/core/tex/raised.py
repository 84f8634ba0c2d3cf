r"""Exponents, indices and the endings of ordinal numbers, in letters where Unicode has them.

>>> raised("-1"), raised("n,m")
('⁻¹', '^(n,m)')
"""

from __future__ import annotations

import re

UP = dict(zip("0123456789+-=()ni−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ⁻", strict=True))
DOWN = dict(
    zip("0123456789+-=()aeoxhklmnpstijruv−", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ₋", strict=True)
)
#: What is raised as it stands.
ALREADY = {sign: sign for sign in "′*†‡°⋆§∗∞±∓®™©"} | {"∘": "°"}
_RAISED = (
    r"\^\s*(?:\{\s*)?(?:\{?\\(?:rm|text(?:rm|up|normal)?|mathrm|mbox|underline)\b\s*)?\{?"
    r"(%s)\}*\$"
)
FORMULAS = re.compile(r"((?<!\\)\$[^$]*\$)")
#: Figures and signs raised or lowered in braces, and no accent of TeX.
SCRIPT = re.compile(r"(?<!\\)([\^_])\{([0-9+−-]+)\}")
#: Room of some width, which may be less than none.
ROOM = re.compile(
    r"\\(?:[hv]skip|kern)\s*-?[\d.]+\s*(?:mm|cm|in|pt|em|ex|mu)(?![A-Za-z])\s?"
    r"|\\\\\*?\s*\[\s*-?[\d.]+\s*\\?[a-z]+\s*\]"
)
#: How Romance languages end an ordinal number, and how a trade mark is written.
ORDINALS = {"a": "ª", "o": "º", "TM": "™"}
#: An ordinal number whose ending is raised: 20$^{th}$, $3^{rd}$, 93$^a$, XX$^e$.
ORDINAL = re.compile(
    rf"\b(\d+|[IVXLC]{{2,}})\.?\${_RAISED % 'st|nd|rd|th|er|re|[èe]me|es|[aeo]'}"
    rf"|\$(\d+){_RAISED % 'st|nd|rd|th|er|[èe]me|es'}"
)
#: A trade mark, which is raised by itself behind its word.
TRADE = re.compile(rf"(?<=[\w}}])\${_RAISED % 'TM'}")


def raised(text: str, *, lower: bool = False, otherwise: str = "") -> str:
    """Return text as an exponent, or as an index; by a sign where letters of that kind lack."""
    if not text:
        return ""
    table = DOWN if lower else UP
    if all(letter in table for letter in text):
        return "".join(table[letter] for letter in text)
    if not lower and text in ALREADY:
        return ALREADY[text]
    return otherwise or ("_" if lower else "^") + (text if len(text) == 1 else f"({text})")


def unset(tex: str) -> str:
    r"""Return text with the scripts that stand outside of formulas, and without room of some width.

    >>> unset(r"^{13}C and CO_{2} at $x^{2}$, \^{1}, Oak^{a}")
    '¹³C and CO₂ at $x^{2}$, \\^{1}, Oak^{a}'
    """
    if "\\hskip" in tex or "\\kern" in tex or "\\\\" in tex:
        tex = ROOM.sub(" ", tex)
    if "^{" not in tex and "_{" not in tex:
        return tex
    parts = FORMULAS.split(tex)
    parts[::2] = [SCRIPT.sub(_script, part) for part in parts[::2]]
    return "".join(parts)


def _script(match: re.Match[str]) -> str:
    return raised(match[2], lower=match[1] == "_")


def ordinals(tex: str) -> str:
    r"""Return text whose ordinal numbers end in letters, which are no powers.

    >>> ordinals(r"Elm$^{\rm TM}$ and $E^{TM}$")
    'Elm™ and $E^{TM}$'
    >>> ordinals(r"The 20$^{th}$ and $3^\mathrm{rd}$ oak, la 93$^a$, le XX$^{\text{e}}$, 10$^x$")
    'The 20th and 3rd oak, la 93ª, le XXe, 10$^x$'
    """
    return TRADE.sub("™", ORDINAL.sub(_ordinal, tex)) if "^" in tex else tex


def _ordinal(match: re.Match[str]) -> str:
    number, ending, whole, its = match.groups()
    return f"{number or whole}{ORDINALS.get(ending or its, ending or its)}"


def ordinal(number: str) -> str:
    """Return a number as the one of a series, as the package nth prints it in English.

    >>> ordinal("1"), ordinal("12"), ordinal("103"), ordinal("n")
    ('1st', '12th', '103rd', 'nth')
    """
    teens = number[-2:-1] == "1"
    return number + ("th" if teens else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1:], "th"))
