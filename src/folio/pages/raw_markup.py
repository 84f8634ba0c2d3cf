"""Markup that was not understood and would be shown to readers as it was typed.

A role whose text has a bar in a cell of a table is the commonest: the bar ends the cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes

from folio.core.problems import Problem, Subtype

_ROLE = re.compile(r"\{[a-z][\w:+.-]*\}`[^`]*`?")
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


def _ancestors(node: nodes.Node) -> Iterator[nodes.Node]:
    while (node := node.parent) is not None:
        yield node
