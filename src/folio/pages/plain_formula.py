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


def plain_formulas(text: str) -> str:
    """Return HTML with each formula as text."""
    return re.sub(r"(?s)<math\b.*?</math>", lambda formula: _plain(formula[0]), text)


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
    text = node.astext()
    if ORDINAL.fullmatch(text):
        return text
    raised = isinstance(node, nodes.superscript)
    return script(text, RAISED, "^") if raised else script(text, LOWERED, "_")


def _plain(mathml: str) -> str:
    text = plain_element(ElementTree.fromstring(mathml)).replace("\N{FUNCTION APPLICATION}", " ")
    text = re.sub(r"([^\W\d_])(log|ln|sin|cos|max|min|exp)\b", r"\1 \2", text)
    text = " ".join(text.split())
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain_element(element: ElementTree.Element) -> str:
    """Return an element of MathML as text; what shows a structure is written with brackets."""
    name, parts = element.tag, [plain_element(child) for child in element]
    if name in {"annotation", "mphantom"}:
        return ""
    if name in {"msup", "mover"}:
        return parts[0] + script(parts[1], RAISED, "^")
    if name in {"msub", "munder"}:
        return parts[0] + script(parts[1], LOWERED, "_")
    if name in {"msubsup", "munderover"}:
        return parts[0] + script(parts[1], LOWERED, "_") + script(parts[2], RAISED, "^")
    if name == "mfrac":
        return f"{grouped(parts[0])}/{grouped(parts[1])}"
    if name == "msqrt":
        return f"√{grouped(''.join(parts))}"
    if name == "mroot":
        return f"{script(parts[1], RAISED, '')}√{grouped(parts[0])}"
    if name == "mspace":
        return " "
    said = (element.text or "") + "".join(parts)
    return f" {said} " if name == "mo" and said in RELATIONS and said else said


def script(text: str, letters: dict[int, int], mark: str) -> str:
    """Return what stands above or below the line, in small letters where all of it has them."""
    text = text.strip()
    if all(ord(letter) in letters for letter in text):
        return text.translate(letters)
    return text if text in {"′", "″"} else f"{mark}{grouped(text)}"


def grouped(text: str) -> str:
    """Return a text in brackets unless it is one letter or number."""
    return text if re.fullmatch(r"\w|[\d.,]+", text.strip()) else f"({text.strip()})"
