r"""A formula as plain text, for the places that hold no markup, such as the tab of a browser.

>>> from folio.pages.tex import convert
>>> for tex in (r"O(n \log n)", r"n^2", r"x_{ij} \le \sqrt{a+b}"):
...     print(plain_formulas(convert(tex, block=False)))
O(n log n)
n²
x_(ij) ≤ √(a+b)
"""

from __future__ import annotations

import html
import re
from unicodedata import normalize
from xml.etree import ElementTree

from docutils import nodes

from folio.pages.core_mathml import Unset
from folio.pages.formulas import MATHML
from folio.pages.tex import convert

RAISED = str.maketrans("0123456789+−-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+−-()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
ORDINAL = re.compile("st|nd|rd|th|er?|re|TM|®|™")
STRUCTURED = (nodes.math, nodes.superscript, nodes.subscript)
RELATIONS = "=<>≤≥≠≈∼∝∈⊆→⟹⟺≡"
#: What stands above or below letters and belongs to them, as the mark that combines with a letter.
ACCENTS = {
    **{
        "ˆ": "\u0302",
        "^": "\u0302",
        "\u0302": "\u0302",
        "‾": "\u0305",
        "¯": "\u0305",
        "―": "\u0305",
    },
    **{"~": "\u0303", "\u0303": "\u0303", "˜": "\u0303", "→": "\u20d7", "⃗": "\u20d7"},
    **{"˙": "\u0307", "¨": "\u0308", "ˇ": "\u030c", "˘": "\u0306", "´": "\u0301", "`": "\u0300"},
    **{"˚": "\u030a", "_": "\u0332", "⏤": "\u0332"},
}
BRACES = "⏞⏟⎴⎵⏜⏝"
LARGE = frozenset("∑∏∐∫∬∮⋃⋂⋁⋀⨁⨂")
SIGNS = {"∘": "°", "∗": "*", "′′": "″", "′′′": "‴"}  #: raised already


def plain_formulas(text: str) -> str:
    """Return HTML with each formula as text."""
    return re.sub(r"(?s)<math\b.*?</math>", lambda formula: _plain(formula[0]), text)


def plain_markup(text: str) -> str:
    """Return HTML of a title with its formulas, and what stands beside the line, as text.

    >>> plain_markup("10<sup>6</sup> of CO<sub>2</sub>, the 2<sup>nd</sup>")
    '10⁶ of CO₂, the 2nd'
    """
    return re.sub(
        r"(?s)<(su[bp])\b[^<>]*>([^<>]*)</\1>",
        lambda match: _beside(match[2], raised=match[1] == "sup"),
        plain_formulas(text),
    )


def said(node: nodes.Node) -> str:
    """Return the text of a node, its formulas in plain form; TeX where one cannot be set."""
    if isinstance(node, nodes.math):
        try:
            made = node.get(MATHML) or convert(node.astext(), block=False)
        except Unset:  # reported where it is written
            return node.astext()
        return html.unescape(plain_formulas(made))
    if isinstance(node, nodes.superscript | nodes.subscript):
        return beside_the_line(node)
    if isinstance(node, nodes.Element) and any(
        True for kind in STRUCTURED for _ in node.findall(kind)
    ):
        return node.child_text_separator.join(map(said, node.children))
    return node.astext()


def beside_the_line(node: nodes.Element) -> str:
    """Return what stands above or below the line of a sentence: of 10 with a raised 5, no 105."""
    return _beside(node.astext(), raised=isinstance(node, nodes.superscript))


def _beside(text: str, *, raised: bool) -> str:
    if ORDINAL.fullmatch(text):
        return text
    return script(text, RAISED, "^") if raised else script(text, LOWERED, "_")


def _plain(mathml: str) -> str:
    text = plain_element(ElementTree.fromstring(mathml))
    text = re.sub("\N{FUNCTION APPLICATION}\\s*(?=[(\\[{|‖⌊⌈]|$)", "", text)
    text = text.replace("\N{FUNCTION APPLICATION}", " ")
    text = re.sub(r"([^\W\d_])(log|ln|sin|cos|max|min|exp)\b", r"\1 \2", text)
    text = " ".join(text.split())
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain_element(element: ElementTree.Element) -> str:
    """Return an element of MathML as text; what shows a structure is written with brackets."""
    name, parts = element.tag, [plain_element(child) for child in element]
    if name in {"annotation", "mphantom"}:
        return ""
    if name in {"mover", "munder"} and (marked := _marked(element, parts)):
        return marked
    if name in SCRIPTS:
        base = f"({parts[0].strip()})" if _is_fraction(element[0]) else parts[0]
        beside = [
            script(part, RAISED, "^") if raised else script(part, LOWERED, "_")
            for part, raised in zip(parts[1:], SCRIPTS[name], strict=True)
        ]
        is_relation = base.strip() and base.strip() in RELATIONS
        if base.strip() in LARGE:
            return f"{base.strip()}{''.join(beside)} "
        return f" {base.strip()}{''.join(beside)} " if is_relation else base + "".join(beside)
    if name == "mfrac":
        if re.match(r"0(?![.\d]*[1-9])", element.get("linethickness", "1")):
            return f"{parts[0].strip()} choose {parts[1].strip()}"
        return f"{grouped(parts[0])}/{grouped(parts[1])}"
    if name == "mtable":
        return "; ".join(part.strip() for part in parts)
    if name in {"mtr", "mlabeledtr"}:
        return re.sub(rf", (?=[{RELATIONS}+−-] ?)", " ", ", ".join(part.strip() for part in parts))
    if name == "msqrt":
        return f"√{grouped(''.join(parts))}"
    if name == "mroot":
        return f"{script(parts[1], RAISED, '')}√{grouped(parts[0])}"
    if name == "mspace":
        width = re.match(r"(-?)([\d.]+)", element.get("width", ""))
        return " " if width and not width[1] and float(width[2]) > 0 else ""
    said = (element.text or "") + "".join(parts)
    if name == "mo" and said == ":" and element.get("lspace") == "0em":
        return ": "
    return f" {said} " if name == "mo" and said and (said in RELATIONS or said == "mod") else said


#: Which of what stands beside the base is above the line.
SCRIPTS = {
    **{"msup": (True,), "mover": (True,), "msub": (False,), "munder": (False,)},
    **{"msubsup": (False, True), "munderover": (False, True)},
}


def _marked(element: ElementTree.Element, parts: list[str]) -> str:
    """Return letters with their accent, or what stands within a brace; nothing if it is neither."""
    base, mark = parts[0].strip(), parts[1].strip()
    if mark in BRACES and mark:
        return base
    if element[0].tag == element.tag and len(element[0]) == 2 and _text_of(element[0][1]) in BRACES:
        return f"{base} ({mark})"  # the words below a brace
    if accent := ACCENTS.get(mark):
        return normalize("NFC", "".join(f"{letter}{accent}" for letter in base))
    return ""


def _text_of(element: ElementTree.Element) -> str:
    return "".join(element.itertext()).strip() or "none"


def _is_fraction(element: ElementTree.Element) -> bool:
    """Tell whether a base is a fraction, in brackets or not, so that it needs some."""
    inner = element
    while inner.tag == "mrow" and len(inner) == 1:
        inner = inner[0]
    return inner.tag == "mfrac"


def script(text: str, letters: dict[int, int], mark: str) -> str:
    """Return what stands above or below the line, in small letters where all of it has them."""
    text = text.strip()
    if text in SIGNS:
        return SIGNS[text]
    if all(ord(letter) in letters for letter in text):
        return text.translate(letters)
    return text if text in {"′", "″"} else f"{mark}{grouped(text)}"


def grouped(text: str) -> str:
    """Return a text in brackets unless it is one letter, sign or number."""
    return (
        text
        if re.fullmatch(r"\S[\u0300-\u036f\u20d7]?|[\d.,]+", text.strip())
        else f"({text.strip()})"
    )
