"""Code in environments of LaTeX that a file defines itself, by the packages that show code."""

from __future__ import annotations

import re

from folio.check.readers.text import blanked

# What a file gives a name of its own; minted adds "code" to that of a language.
_OWN_CODE = re.compile(
    r"\\(?:(?:Define|Custom|Recustom)VerbatimEnvironment|lstnewenvironment"
    r"|(?:re|provide)?newtcblisting|(?:New|Declare|Renew|Provide)TCBListing|newverbatim)\*?\s*"
    r"(?:\[[^\]\n]*\]\s*)?\{(\w+)\}|\\newminted(?:\[(\w+)\])?\{(\w+)\}"
)


def without_own_code(text: str) -> str:
    r"""Return a file with blanks in place of code in environments that it defines itself.

    >>> text = "\\lstnewenvironment{sh}{}{}\\begin{sh}x\\end{sh}\\begin{no}y\\end{no}"
    >>> without_own_code(text)[26:]
    '\\begin{sh} \\end{sh}\\begin{no}y\\end{no}'
    """
    names = {one[1] or one[2] or f"{one[3]}code" for one in _OWN_CODE.finditer(text)}
    for name in sorted(names):
        begin, end = rf"(\\begin\{{{name}\*?\}})", rf"(?=\\end\{{{name}\*?\}}|\Z)"
        text = re.sub(
            rf"{begin}(.*?){end}", lambda code: code[1] + blanked(code[2]), text, flags=re.DOTALL
        )
    return text
