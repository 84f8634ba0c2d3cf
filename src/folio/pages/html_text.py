"""HTML that authors write: comments stay private, line breaks break, what would be lost is refused.

Markdown has comments as HTML has them, ``<!-- ... -->``; they and ``% ...`` leave the page when it
has been read, before anything is made of it. Where conf.py disables HTML (``myst_disable_syntax``),
an element of HTML is refused, and a tag that is none is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst.directives.misc import Raw
from sphinx import addnodes

from folio.core.html_markup import FORBIDDEN, elements, instead, uncommented
from folio.core.problems import Problem, Subtype
from folio.pages.internals import set_in_conf
from folio.pages.nodes import nearest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

HTML = ("html_block", "html_inline")  #: the rules of Markdown that know HTML
UNCLOSED = "a comment must begin with '<!--' and end with '-->'"
#: Half of a comment; good typing has made a dash of its hyphens. An arrow, ``a --> b``, is none
#: unless something stands before it that may have been meant to begin a comment.
HALF = re.compile("<!(?:--|[–—])|(?<=<!|<-|!-|<–|<—|!–|!—)[^<>]*(?:--|[–—])>", re.DOTALL)
#: What is folded and no rule opens on paper.
_FOLDED = re.compile(r"<details\b(?![^>]*\bclass=[^>]*(?:folio-unfold|sd-dropdown))", re.IGNORECASE)
CODE = (nodes.literal, nodes.literal_block, nodes.math, nodes.math_block, nodes.raw)

Found = Iterator[tuple[Problem, nodes.Node]]


def read_html(app: Sphinx, config: Config) -> None:
    """Have HTML read as such, which is told apart from text here and not by the parser."""
    if "myst_disable_syntax" in config:
        kept = [rule for rule in config.myst_disable_syntax if rule not in HTML]
        config.myst_disable_syntax = kept


def html_is_text(config: Config) -> bool:
    """Tell whether conf.py disables HTML in Markdown."""
    return bool(set(set_in_conf(config, "myst_disable_syntax") or ()) & set(HTML))


def clean_html(document: nodes.document, config: Config) -> Found:
    """Take comments out of a page, and yield each problem with its HTML."""
    if not getattr(config, "todo_include_todos", True):  # of sphinx.ext.todo, for oneself then
        every = document.findall(nodes.Element)
        for remark in [node for node in every if node.tagname == "todo_node"]:
            remark.parent.remove(remark)
    for comment in list(document.findall(nodes.comment)):
        if comment.astext().startswith("%"):
            what = "'%%' begins no comment of several lines (got '%%'); write '% ' before each line"
            yield Problem(Subtype.HTML, what), nearest(comment)
        if "block_break" in comment["classes"] and not re.match(r"\s*(?:\{|\Z)", comment.astext()):
            what = f"nothing behind '+++' is shown (got {comment.astext().strip()!r})"
            yield Problem(Subtype.DIALECT, f"{what}; write it on a line below"), nearest(comment)
        _remove(comment)
    titled = [node for node in document.findall(nodes.admonition) if "<!--" in node[0].astext()]
    opened: set[str] = set()
    for raw in list(document.findall(nodes.raw)):
        if "html" in raw.get("format", "").split():
            yield from _clean(raw, opened, as_text=html_is_text(config) and _typed(raw))
        elif "said" in raw.attributes:
            what = f"'raw' must be html (got {raw.get('format', '')!r}), or it would not be shown"
            yield Problem(Subtype.HTML, f"{what}; write it in Markdown"), nearest(raw)
    for admonition in titled:  # docutils makes a class of the title as it was typed
        name = f"admonition-{nodes.make_id(admonition[0].astext())}"
        admonition["classes"] = [
            name if one.startswith("admonition-") else one for one in admonition["classes"]
        ]
    yield from _left_over(document)


class RawDirective(Raw):
    """What a page says to be HTML, told apart from HTML in its Markdown."""

    def run(self) -> list[nodes.Node]:
        """Mark what the directive makes."""
        parts = list(super().run())
        for node in parts:
            if isinstance(node, nodes.raw):
                node["said"] = True
        return parts


def _typed(raw: nodes.raw) -> bool:
    """Tell whether a node is HTML as it stands in Markdown, and no directive or icon made it."""
    made = "said" in raw.attributes or "alt" in raw.attributes or 'class="sd-' in raw.astext()
    return not made and raw.source is not None and raw.rawsource in ("", raw.astext())


def _refused(raw: nodes.raw, said: str, opened: set[str]) -> Found:
    """Yield a problem for an element of HTML; its end has none of its own."""
    tags = [] if _is_generic(raw) else elements(said) or re.findall(r"^\s*<([?!]\S*)", said)
    if not tags or (re.match(r"\s*</", said) and opened.issuperset(tags)):
        return
    opened.update(tags)
    end = ">" if tags[0][0].isalpha() else ""
    what = f"a page must be Markdown without HTML (got '<{tags[0]}{end}')"
    remedy = f"{instead(tags[0])}, or as code between '`'"
    yield Problem(Subtype.HTML, f"{what}; {remedy}"), nearest(raw)


def _clean(raw: nodes.raw, opened: set[str], *, as_text: bool) -> Found:
    text = raw.astext()
    said = uncommented(text)
    if "<!--" in said:
        yield Problem(Subtype.HTML, f"{UNCLOSED} (got no end)"), nearest(raw)
        _remove(raw)
        return
    if not said.strip():
        _remove(raw)
        return
    if re.fullmatch(r"\s*<br\s*/?>\s*", said, re.IGNORECASE):
        raw[:] = [nodes.Text("<br />\n")]
        return
    if said != text:
        raw[:] = [nodes.Text(said)]
    if not as_text:
        if _FOLDED.search(said):
            what = "HTML must fold nothing (got '<details'), since paper would not show it"
            yield Problem(Subtype.HTML, f"{what}; write ':::{{unfold}} Title'"), nearest(raw)
        for got in FORBIDDEN.findall(said)[:1]:
            what = f"HTML must hold nothing that the policy of the site forbids (got {got!r})"
            yield Problem(Subtype.HTML, f"{what}; put it into a file of its own"), nearest(raw)
        return
    if not isinstance(raw.parent, nodes.title):  # which may hold no tag at all
        yield from _refused(raw, said, opened)
    within = isinstance(raw.parent, nodes.TextElement)
    text_node: nodes.Node = nodes.Text(said) if within else nodes.paragraph("", said.strip())
    raw.replace_self(text_node)


def _is_generic(raw: nodes.raw) -> bool:
    """Tell whether a tag is a part of a type, as in ``List<String>``, and no component of MDX."""
    place = raw.parent.index(raw) if isinstance(raw.parent, nodes.TextElement) else 0
    before = raw.parent[place - 1].astext() if place else ""
    return bool(re.match(r"<[A-Z]", raw.astext()) and re.search(r"\w$", before))


def _left_over(document: nodes.document) -> Found:
    """Yield what is half of a comment, or one where a directive reads plain text."""
    for text in document.findall(nodes.Text):
        if not isinstance(text.parent, CODE) and HALF.search(text):
            what = f"{UNCLOSED} (got {_excerpt(text)!r} as text); or write it as code"
            yield Problem(Subtype.HTML, what), nearest(text)
    for node in document.findall(nodes.Element):
        if isinstance(node, (nodes.math, nodes.math_block)) and "<!--" in node.astext():
            what = f"a formula must hold no comment of HTML (got {node.astext()!r}); remove it"
            yield Problem(Subtype.HTML, what), nearest(node)
        if isinstance(node, addnodes.index) and "<!--" in str(node["entries"]):
            name = node["entries"][0][1]
            what = f"a term, or an entry of the index, must hold no comment (got {name!r})"
            yield Problem(Subtype.HTML, f"{what}; remove it"), nearest(node)
        for name, value in () if isinstance(node, CODE) else node.attributes.items():
            if isinstance(value, str) and "<!--" in value:
                what = f"{name!r} must hold no comment (got {node[name]!r}); remove it"
                yield Problem(Subtype.HTML, what), nearest(node)


def _excerpt(text: str) -> str:
    half = HALF.search(text)
    return text[half.start() : half.end() + 20] if half else ""


def _remove(node: nodes.Element) -> None:
    """Take a node out, with the paragraph that held nothing else."""
    parent = node.parent
    parent.remove(node)
    if (
        isinstance(parent, nodes.paragraph)
        and not parent.astext().strip()
        and not any(isinstance(child, nodes.Element) for child in parent.children)
    ):
        parent.parent.remove(parent)
