"""Formulas for the template of a PDF: the MathML that the page shows, as data.

An element is a mapping: ``is`` its name, ``of`` what is in it, ``text`` what it says, and those
attributes that the template reads.
"""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from docutils import nodes

from folio.pages.core_mathml import Unset
from folio.pages.formulas import MATHML
from folio.pages.tex import convert

READ = (*("class", "linethickness", "mathvariant", "minsize", "stretchy", "width"),)
UNSEEN = {"annotation", "annotation-xml"}


def formula(node: nodes.math | nodes.math_block, alt: str) -> dict[str, Any]:
    """Return a formula; one that cannot be set, which was reported, as its TeX."""
    block = isinstance(node, nodes.math_block)
    try:
        made = node.get(MATHML) or convert(node.astext(), block=block)
    except Unset:
        return {"is": "code", "text": node.astext()}
    tree = element(ElementTree.fromstring(str(made)))
    return {"is": "math", "block": block, "alt": alt or node.astext(), "of": tree["of"]}


def element(node: ElementTree.Element) -> dict[str, Any]:
    """Return an element of MathML."""
    kept = {name: node.get(name) for name in READ if node.get(name) is not None}
    inside = [element(child) for child in node if child.tag not in UNSEEN]
    text = " ".join((node.text or "").split()) if not inside else ""
    if node.tag == "mtext":  # of which the spaces at the ends are meant
        text = "".join(node.itertext())
    return {"is": node.tag, "of": inside, "text": text, **kept}
