"""Formulas in MathML, as Crossref has them in titles: what is raised and lowered, and fractions.

>>> scripted("<mml:msup><mml:mn>10</mml:mn><mml:mn>5</mml:mn></mml:msup>")
'<mml:mn>10</mml:mn><sup>5</sup>'
"""

from __future__ import annotations

import re

_OF = r"<(?:mml:)?%s\b[^<>]*>%s</(?:mml:)?%s>"
_LEAF = _OF % ("m(?:[ino]|text)", "[^<>]*", "m(?:[ino]|text)")
_ROW = _OF % ("mrow", rf"\s*(?:(?:{_LEAF}|<su[bp]>[^<>]*</su[bp]>)\s*)*", "mrow")
_PART = rf"\s*({_LEAF}|{_ROW})"
#: A sign or a row, with one or two others raised, lowered or below it.
TWO = re.compile(
    rf"<(?:mml:)?m(sup|sub|frac|over|subsup)\b[^<>]*>{_PART}{_PART}(?:{_PART})?\s*</(?:mml:)?m\1>"
)
ROOT = re.compile(r"<(?:mml:)?msqrt\b[^<>]*>")
#: What stands over a letter, as an accent of it.
ACCENTS = dict(
    zip(
        "¯‾-−^ˆ~˜˙.→¨",
        "\u0304\u0304\u0304\u0304\u0302\u0302\u0303\u0303\u0307\u0307\u20d7\u0308",
        strict=True,
    )
)
TAG = re.compile(r"<[^<>]*>")


def scripted(text: str) -> str:
    """Return a text in which what is raised and lowered stands in the tags of HTML."""
    text = ROOT.sub("√", text) if "msqrt" in text else text
    before = ""
    while text != before:  # one may stand in another
        before, text = text, TWO.sub(_scripted, text)
    return text


def _scripted(match: re.Match[str]) -> str:
    kind, base, *others = match.groups()
    first, last = (re.sub(r"\s+", "", TAG.sub("", other or "")) for other in others)
    if kind == "over":
        return f"{TAG.sub('', base).strip()}{ACCENTS.get(first, first)}"
    if kind == "frac":
        return f"{base}/{first}"
    if kind == "subsup":
        return f"{base}<sub>{first}</sub><sup>{last}</sup>"
    return f"{base}<{kind}>{first}</{kind}>"
