"""The text of a part of a page where it stands alone: in lists, the CV, feeds, descriptions.

What points to something on the page belongs to the page: the mark of a footnote, a citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes as docnodes
from sphinx import addnodes

from folio.core.problems import Problem, Subtype
from folio.pages import nodes
from folio.pages.plain_formula import STRUCTURED, said

#: Brackets in which nothing stands but marks, as :func:`_text` has them.
_MARKS_ALONE = re.compile(r"\s*[(\[（［]\s*\x00\x01?(?:[\s,;]*\x00\x01?)*\s*[)\]）］]")
MARKS = (docnodes.footnote_reference, docnodes.citation_reference, nodes.folio_cite)


def plain(node: docnodes.Node) -> str:
    """Return the text of a node on one line, without marks and the space before them."""
    said = _MARKS_ALONE.sub("", _text(node))
    said = re.sub(r",\s*\x00\x01?(?=,)", "", said)
    return " ".join(re.sub(r"\s*\x00\x01?", "", said).split())


def _text(node: docnodes.Node) -> str:
    if isinstance(node, nodes.folio_cite) or (
        isinstance(node, docnodes.Element) and "folio-cite" in node["classes"]
    ):
        return "\0\1"
    if isinstance(node, MARKS):
        return "\0"
    if isinstance(node, docnodes.raw):
        return " " if node.astext().startswith("<br") else ""
    if isinstance(node, docnodes.Invisible | docnodes.system_message):
        return ""
    if isinstance(node, nodes.folio_export):
        return str(node["title"])
    if isinstance(node, STRUCTURED):
        return said(node)
    if isinstance(node, docnodes.Text | docnodes.image) or not node.children:
        return node.astext()
    between = " " if isinstance(node, docnodes.list_item | docnodes.bullet_list) else ""
    return between.join(map(_text, node.children))


#: What needs a word behind it, so that a sentence is none without its citation.
_LEAD = re.compile(
    r"(?:(?:\A|(?<=[a-z]{4}[.!?]\s))(?:\w+\s)?|[.!?]\s|[(“]\s*|[–—]\s*|[，。；：！？（]\s*"
    r"|\b(?:by|in|of|from|see|with|to|at|on|as|and|or|than|per|under|via|after|before|for|like|cf\."
    r"|e\.g\.|i\.e\.|through|following|compare|the|is|are|was|were|unlike|against|beyond|between"
    r"|into|upon|within|without|versus|vs\.|extends|extending|refutes|generalizes|using)\s*"
    r"|(?:参见|详见|基于|根据|按照|参考|例如|正如|来自|不同于|相比于)\s*)(?=\x00\x01)",
    re.IGNORECASE,
)


def loose_citations(node: docnodes.Element) -> Iterator[tuple[Problem, docnodes.Node]]:
    """Yield each sentence that needs its citation as a word, which only the page shows."""
    for block in node.findall(docnodes.paragraph):
        text = _MARKS_ALONE.sub("", _text(block))
        if lead := _LEAD.search(text):
            before = " ".join(lead[0].split()) or "nothing"
            what = "a sentence of a record must be whole without its citation"
            got = f"(got {before!r} before it), since lists and the CV show none; {_WORDS}"
            yield Problem(Subtype.BODY, f"{what} {got}"), block


_WORDS = "name the source in words, and cite it behind them"


def loose_references(node: docnodes.Element) -> Iterator[tuple[Problem, docnodes.Node]]:
    """Yield what a part of a page calls by a name that only the page knows."""
    for xref in node.findall(addnodes.pending_xref):
        kind, target = xref.get("reftype"), xref.get("reftarget")
        counts = kind == "numref" and re.search(r"%s|\{(?:number|name)\}", xref.astext())
        if counts or (not xref.get("refexplicit") and kind != "term"):
            name = "[text](...)" if kind == "myst" else f"{{{kind}}}`text <{target}>`"
            yield _without_text(target, name), xref
    for link in node.findall(docnodes.reference):
        if not link.astext().strip() and (link.get("refid") or link.get("refuri", "")[:1] == "#"):
            target = link.get("refid") or link["refuri"].removeprefix("#")
            yield _without_text(target, "[text](...)"), link


def _without_text(target: object, remedy: str) -> Problem:
    what = f"a reference in a record must have a text of its own (got {target!r} without)"
    return Problem(Subtype.BODY, f"{what}, since lists and the CV show it; write {remedy}")
