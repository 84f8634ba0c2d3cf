"""Mathematics as MathML, made at build: no script, no font, no third party."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.util.math import get_node_equation_number

from folio.core.problems import Problem, Subtype
from folio.pages.report import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@cache
def convert(tex: str, *, block: bool) -> str:
    """Convert TeX to MathML on one line: line breaks would show as spaces around a formula."""
    text: str = tex2mathml(tex, as_block=block)
    return "".join(line.strip() for line in text.splitlines())


def mathml(node: nodes.math | nodes.math_block) -> str:
    """Convert a formula; what cannot be converted is reported and shown as its source."""
    try:
        return convert(node.astext(), block=isinstance(node, nodes.math_block))
    except MathError as error:
        what = f"mathematics must be TeX that docutils can turn into MathML ({error})"
        report(Problem(Subtype.MATHS, f"{what}; got {node.astext()!r}"), node)
        return str(nodes.literal("", node.astext()))


def visit_inline(self: Any, node: nodes.math) -> None:
    """Write a formula in a line of text."""
    self.body.append(mathml(node))
    following = node.next_node(descend=False, siblings=True)
    if isinstance(following, nodes.Text) and following[:1] in {".", ",", ";", ":", ")", "?"}:
        self.body.append("\N{WORD JOINER}")  # or a line could begin with the full stop
    raise nodes.SkipNode


def visit_block(self: Any, node: nodes.math_block) -> None:
    """Write a displayed formula, with its number if it has a label."""
    self.body.append(self.starttag(node, "div", "", CLASS="math", tabindex="0"))
    if node["number"]:
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, "Link to this equation")
        self.body.append("</span>")
    self.body.append(mathml(node) + "</div>\n")
    raise nodes.SkipNode


def setup_maths(app: Sphinx) -> None:
    """Offer the renderer; conf.py chooses it with ``html_math_renderer = "mathml"``."""
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
