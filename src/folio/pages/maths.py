"""Mathematics as MathML, made at build: no script, no font, no third party."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.math import get_node_equation_number

from folio.core.problems import Problem, Subtype
from folio.pages.configuration import place_in_conf
from folio.pages.core_mathml import Unset
from folio.pages.formulas import LONG, MATHML, macros_of, setup_formulas, width
from folio.pages.plain_formula import plain_markup
from folio.pages.report import report
from folio.pages.tex import convert

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

SHOWN = 60  #: so many characters of a formula stand in a message


def mathml(self: Any, node: nodes.math | nodes.math_block) -> str:
    """Convert a formula; what cannot be converted is reported and shown as its source."""
    if made := node.get(MATHML):
        return str(made)
    tex = node.astext()  # of what was made after the page was read, such as a title of a source
    try:
        block, macros = isinstance(node, nodes.math_block), macros_of(self.config)
        return convert(tex, block=block, macros=macros)
    except Unset as error:
        got = tex if len(tex) <= SHOWN else f"{tex[:SHOWN]}…"
        what = f"this formula cannot be set: {error}; {remedy_for(str(error))}"
        report(Problem(Subtype.MATHS, f"{what} (got {got!r})"), node)
        return str(nodes.literal("", tex))


def remedy_for(error: str) -> str:
    r"""Return what to do about a formula; other tools put lines that are aligned into a block.

    >>> remedy_for("Expected 'EOF', got '&' at position 3")
    "write '\\begin{aligned}' and '\\end{aligned}' around its lines"
    """
    if "got '&'" in error:
        return r"write '\begin{aligned}' and '\end{aligned}' around its lines"
    return "correct it, or declare it in folio_macros"


def check_macros(app: Sphinx, config: Config) -> None:
    """Report macros that are none, and go on without them."""
    good = {}
    for name, text in config.folio_macros.items():
        if isinstance(text, str) and re.fullmatch(r"\\[A-Za-z]+", str(name)):
            good[name] = text
        else:
            what = "a macro must be a command and its TeX, {r'\\R': r'\\mathbb{R}'}"
            problem = Problem(Subtype.MATHS, f"{what} (got {name!r}: {text!r})")
            report(problem, place_in_conf(app, "folio_macros"))
    config.folio_macros = good


def visit_inline(self: Any, node: nodes.math) -> None:
    """Write a formula in a line of text."""
    made = mathml(self, node)
    if width(made) > LONG:  # it may be wider than a phone, and scrolls there
        made = f'<span class="folio-wide" tabindex="0">{made}</span>'
    self.body.append(made)
    raise nodes.SkipNode


def visit_block(self: Any, node: nodes.math_block) -> None:
    """Write a displayed formula, with its number if it has a label."""
    self.body.append(self.starttag(node, "div", "", CLASS="math", tabindex="0"))
    if node["number"]:
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, "Link to this equation")
        self.body.append("</span>")
    self.body.append(mathml(self, node) + "</div>\n")
    raise nodes.SkipNode


def say_title_plainly(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Let the tab of a browser, which shows text only, say a title with formulas in plain form."""
    context["title"] = plain_markup(context.get("title") or "")


def setup_maths(app: Sphinx) -> None:
    """Offer the renderer; conf.py chooses it with ``html_math_renderer = "mathml"``."""
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
    app.connect("config-inited", check_macros)
    app.connect("html-page-context", say_title_plainly)
    setup_formulas(app)
