"""Formulas are converted when a page is read, and those that it had before are taken over.

So an incremental build pays for new formulas only. What stands right beside a formula stays on its
line: browsers would let a line begin with the full stop, or end with the bracket.
"""

from __future__ import annotations

import json
import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from folio.pages.core_mathml import Unset
from folio.pages.tex import CONVERTER, convert
from folio.pages.typed_formulas import take_comments_out

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

MATHML = "mathml"  #: the attribute of a formula's node that holds what it became
BEFORE, AFTER = r"[^\s-]{1,12}$", r"[^\s-]{1,12}-?|-"  #: what may not be parted from a formula
WITHIN = (nodes.emphasis, nodes.strong, nodes.inline, nodes.reference)
LONG = 24  #: a formula in a line with more characters may be too wide for a phone

Kept = dict[str, dict[tuple[str, str, bool, str], str]]
"""By page: of a version of the converter, TeX, whether displayed, and macros, the MathML."""


class ConvertFormulas(SphinxTransform):
    """Give each formula of a page its MathML; one that cannot be set is reported when shown."""

    default_priority = 830  # before records are made of what the page says

    def apply(self, **kwargs: Any) -> None:
        """Convert what is new, and keep what is now on the page."""
        kept = kept_formulas(self.env)
        before = kept.get(self.env.current_document.docname, {})
        macros = macros_of(self.env.config)
        now = {}
        for node in chain(*map(self.document.findall, (nodes.math, nodes.math_block))):
            take_comments_out(node)
            block = isinstance(node, nodes.math_block)
            key = (CONVERTER, node.astext(), block, macros)
            try:
                made = before.get(key) or convert(node.astext(), block=block, macros=macros)
            except Unset:
                continue
            node[MATHML] = now[key] = made
        kept[self.env.current_document.docname] = now
        for node in list(self.document.findall(nodes.math)):
            bind(node)


def kept_formulas(env: BuildEnvironment) -> Kept:
    """Return the formulas of each page as it was last read."""
    kept: Kept = vars(env).setdefault("folio_formulas", {})
    return kept


def macros_of(config: Config) -> str:
    """Return the author's macros as the converter takes them."""
    return json.dumps(config.folio_macros, sort_keys=True)


def merge(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    """Take over what another process has read."""
    theirs = kept_formulas(other)
    kept_formulas(env).update({name: theirs[name] for name in docnames if name in theirs})


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages whose formulas another version of the converter has set."""
    kept = kept_formulas(env)
    return [name for name in sorted(kept) if any(key[0] != CONVERTER for key in kept[name])]


def forget(app: Sphinx, env: BuildEnvironment) -> None:
    """Forget the formulas of pages that are gone."""
    for name in kept_formulas(env).keys() - env.found_docs:
        del kept_formulas(env)[name]


def bind(node: nodes.math) -> None:
    """Put a formula and what stands right beside it into one piece that no line parts."""
    whole: nodes.Element = node
    while isinstance(whole.parent, WITHIN) and len(whole.parent) == 1:
        whole = whole.parent
    parent = whole.parent
    place = parent.index(whole)
    first, last = beside(parent, place - 1, BEFORE), beside(parent, place + 1, AFTER)
    if not first and not last:
        return
    piece = nodes.inline("", "", classes=["folio-whole"])
    parent.replace(whole, piece)
    piece += [nodes.Text(first)] if first else []
    piece += whole
    piece += [nodes.Text(last)] if last else []


def beside(parent: nodes.Element, place: int, pattern: str) -> str:
    """Take from a neighbouring text what may not be parted, and return it."""
    if not 0 <= place < len(parent) or not isinstance(text := parent[place], nodes.Text):
        return ""
    match = re.search(pattern, text) if pattern is BEFORE else re.match(pattern, text)
    if not match:
        return ""
    left = text[: match.start()] + text[match.end() :]
    parent[place] = nodes.Text(left)
    return match[0]


def width(mathml: str) -> int:
    """Return how many characters a formula has: at least as many as it fills of its line."""
    shown = re.sub(r"(?s)<annotation.*", "", mathml)
    return len(re.sub(r"<[^<>]*>", "", shown))


def setup_formulas(app: Sphinx) -> None:
    """Convert formulas as pages are read."""
    app.add_transform(ConvertFormulas)
    app.connect("env-get-outdated", outdated)
    app.connect("env-merge-info", merge)
    app.connect("env-updated", forget)
