r"""Formulas as authors type them: comments leave them, and what is none is told from what is one.

``It costs $5 and $6`` is a formula for Markdown, and two prices for its author; ``\(x\)`` is a
formula for its author, and two brackets for Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes

from folio.core.problems import Problem, Subtype
from folio.pages.nodes import nearest
from folio.pages.raw_markup import CODE

_SPAN = re.compile(r"(`+).*?\1", re.DOTALL)  #: of code
_FORMULA = re.compile(
    r"\\\(.+?\\\)|\\\[[^\[\]]*[\\^_={][^\[\]]*\\\]|^\\\[[ \t]*\n[^\[\]]*\n[ \t]*\\\][ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*(?:\n[ \t]*|$)")

Found = Iterator[tuple[Problem, nodes.Node]]


def uncommented(formula: str) -> str:
    r"""Return a formula without the comments of TeX, which end with their lines.

    >>> uncommented("x % private\n  + 5\\% % more"), uncommented(r"a \\% b")
    ('x + 5\\% ', 'a \\\\')
    """
    return _COMMENT.sub(r"\1", formula)


def take_comments_out(node: nodes.TextElement) -> None:
    """Take the comments out of a formula, before it is kept in any form."""
    typed = node.astext()
    if "%" in typed and (said := uncommented(typed)) != typed:
        node[:] = [nodes.Text(said)]
        node.rawsource = said


def doubtful_formulas(document: nodes.document) -> Found:
    """Yield each formula that was meant as none, or is taken for none."""
    for node in document.findall(nodes.math):
        if problem := _meant(node, node.astext()):
            yield problem, nearest(node)
    yield from _lost(document)


def _meant(node: nodes.math, typed: str) -> Problem | None:
    """Return what was meant by a formula that is none."""
    if re.fullmatch(r"`.*`", typed, re.DOTALL):
        what = f"a formula must stand between '$' and '$' alone (got {f'${typed}$'!r})"
        return Problem(Subtype.DIALECT, f"{what}; remove the '`'")
    place = node.parent.index(node)
    after, before = node.parent[place + 1 :][:1], node.parent[:place][-1:]
    beside = [isinstance(text, nodes.Text) and text.astext() for text in (*before, *after)]
    if len(beside) == 2 and str(beside[0]).endswith("$") and str(beside[1]).startswith("$"):
        what = f"a formula in a line must stand between '$' and '$' (got {f'$${typed}$$'!r})"
        remedy = "write '$...$', or '$$' on lines of its own"
        return Problem(Subtype.DIALECT, f"{what}; {remedy}")
    digit = bool(after) and isinstance(after[0], nodes.Text) and after[0][:1].isdigit()
    if node.rawsource == typed and (typed != typed.strip() or digit):
        got = f"(got {f'${typed}$'!r}{' before a digit' if digit else ''})"
        what = f"a formula must begin and end without a space, and before no digit {got}"
        return Problem(Subtype.DIALECT, f"{what}; write '\\$' for the character itself")
    return None


def _lost(document: nodes.document) -> Found:
    r"""Yield a problem for each formula between ``\(`` and ``\)``, which Markdown only escapes."""
    for block in document.findall(nodes.TextElement):
        if isinstance(block, (*CODE, nodes.Inline)):
            continue
        if piece := _FORMULA.search(_SPAN.sub("", block.rawsource)):
            what = f"a formula must stand between '$' and '$' (got {piece[0]!r}, of which only the "
            remedy = "brackets would be shown); write '$...$', or '$$' and '$$' around a display"
            yield Problem(Subtype.DIALECT, what + remedy), nearest(block)
