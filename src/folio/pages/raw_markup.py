"""Markup that was not understood and would be shown to readers as it was typed.

A role whose text has a bar in a cell of a table is the commonest: the bar ends the cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes

from folio.core.dialects import foreign
from folio.core.problems import Problem, Subtype

_ROLE = re.compile(r"\{[a-z][\w:+.-]*\}`[^`]*`?")
_SPAN = re.compile(r"(`+).*?\1", re.DOTALL)  #: of code
_FORMULA = re.compile(r"\\\(.+?\\\)|\\\[[^\[\]]*[\\^_={][^\[\]]*\\\]", re.DOTALL)
_TEXT = (nodes.emphasis, nodes.strong, nodes.reference, addnodes.pending_xref)
_CODE = (nodes.literal, nodes.literal_block, nodes.math, nodes.math_block, nodes.raw)


def raw_roles(document: nodes.document) -> Iterator[tuple[Problem, nodes.Node]]:
    """Yield a problem for each role that stands in a text as it was typed, and where."""
    for text in document.findall(nodes.Text):
        if isinstance(text.parent, _CODE) or not (found := _ROLE.search(text)):
            continue
        in_table = any(isinstance(node, nodes.entry) for node in _ancestors(text))
        remedy = "in a table write '\\|' for a bar" if in_table else "close it with '`'"
        what = f"a role must be whole (got {found[0]!r} as text); {remedy}"
        yield Problem(Subtype.ROLE, what), text.parent


def raw_dialects(document: nodes.document) -> Iterator[tuple[Problem, nodes.Node]]:
    """Yield a problem for each piece of another dialect that stands in a text as it was typed."""
    for block in document.findall(nodes.TextElement):
        if isinstance(block, (*_CODE, nodes.Inline)):
            continue
        texts = [typed(block), *map(typed, _within(block))]
        for found in (found for text in texts for found in foreign(text)):
            if block.rawsource and _bare(found.got) not in _bare(block.rawsource):
                continue  # it was escaped, or a role has written it
            what = f"{found.name} must be written as Markdown is here (got {found.got!r} as text)"
            yield Problem(Subtype.DIALECT, f"{what}; {found.remedy}"), placed(block)


def _within(block: nodes.Element) -> Iterator[nodes.Element]:
    """Yield what stands in a paragraph as emphasis or link, but not an address that is its text."""
    for node in block.findall(nodes.Element):
        address = str(node.get("refuri") or node.get("reftarget") or "").removeprefix("mailto:")
        shown = isinstance(node, _TEXT) or isinstance(node.parent, addnodes.pending_xref)
        is_text = shown and node is not block and not isinstance(node, nodes.literal)
        if is_text and node.astext() != address:
            yield node


def lost_formulas(document: nodes.document) -> Iterator[tuple[Problem, nodes.Node]]:
    r"""Yield a problem for each formula between ``\(`` and ``\)``, which Markdown only escapes."""
    for block in document.findall(nodes.TextElement):
        if isinstance(block, (*_CODE, nodes.Inline)):
            continue
        if found := _FORMULA.search(_SPAN.sub("", block.rawsource)):
            what = f"a formula must stand between '$' and '$' (got {found[0]!r}, of which only the "
            remedy = "brackets would be shown); write '$...$', or '$$' and '$$' around a display"
            yield Problem(Subtype.DIALECT, what + remedy), placed(block)


def typed(block: nodes.Element) -> str:
    """Return the text of a paragraph as it was typed; what was understood leaves a mark."""
    return "".join(
        str(child) if isinstance(child, nodes.Text) else "\ufffc" for child in block.children
    )


def _bare(text: str) -> str:
    """Return a text without what the parser turns into other characters."""
    return re.sub(r"[\s'\"‘’“”]", "", text)


def placed(node: nodes.Node) -> nodes.Node:
    """Return the node itself or what holds it, whichever knows its line."""
    while not node.line and node.parent is not None:
        node = node.parent
    return node


def _ancestors(node: nodes.Node) -> Iterator[nodes.Node]:
    while (node := node.parent) is not None:
        yield node
