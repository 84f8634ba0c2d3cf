"""Markup that was not understood and would be shown to readers as it was typed.

A role whose text has a bar in a cell of a table is the commonest: the bar ends the cell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes

from folio.core.dialects import foreign
from folio.core.problems import Problem, Subtype
from folio.pages.languages import marked
from folio.pages.nodes import nearest

_ROLE = re.compile(r"\{[a-z][\w:+.-]*\}`[^`]*`?")
_NAME = re.compile(r"\{([a-z][\w:+.-]*)\}(?=[\w'\"‘“<(\[])")
_TEXT = (nodes.emphasis, nodes.strong, nodes.reference, addnodes.pending_xref)
CODE = (nodes.literal, nodes.literal_block, nodes.math, nodes.math_block, nodes.raw)


def raw_roles(
    document: nodes.document, known: Collection[str]
) -> Iterator[tuple[Problem, nodes.Node]]:
    """Yield a problem for each role that stands in a text as it was typed, and where.

    What has the form of a role is one if a text in '`' follows it, or if its name is known.
    """
    for text in document.findall(nodes.Text):
        if isinstance(text.parent, CODE):
            continue
        if role := _ROLE.search(text):
            in_table = any(isinstance(node, nodes.entry) for node in _ancestors(text))
            remedy = "in a table write '\\|' for a bar" if in_table else "close it with '`'"
        elif (role := _NAME.search(text)) and role[1] in known:
            remedy = f"write '{role[0]}`text`', or as code between '`'"
        else:
            continue
        what = f"a role must be whole (got {role[0]!r} as text); {remedy}"
        yield Problem(Subtype.ROLE, what), text.parent


def raw_dialects(document: nodes.document) -> Iterator[tuple[Problem, nodes.Node]]:
    """Yield a problem for each piece of another dialect that stands in a text as it was typed."""
    for block in document.findall(nodes.TextElement):
        if isinstance(block, (*CODE, nodes.Inline)) or _is_message(block):
            continue
        texts = [typed(block), *map(typed, _within(block))]
        for piece in (piece for text in texts for piece in foreign(text)):
            if block.rawsource and not _is_typed(piece.got, block.rawsource):
                continue  # it was escaped, or a role has written it
            what = f"{piece.name} must be written as Markdown is here (got {piece.got!r} as text)"
            yield Problem(Subtype.DIALECT, f"{what}; {piece.remedy}"), nearest(block)


def spell_addresses(document: nodes.document) -> None:
    """Show an address as it was typed where its signs are those of no text: as U+FFFD till now."""
    for link in document.findall(nodes.reference):
        if "\ufffd" in link.astext() and link.get("refuri"):
            link.children = [nodes.Text(str(link["refuri"]).removeprefix("mailto:"))]
            link.setup_child(link.children[0])


def _same(text: str, address: str) -> bool:
    """Tell whether a link has its address as its text, in which signs may be encoded."""
    shown = re.sub(r"\W|_", "", unquote(text))
    return shown == re.sub(r"\W|_", "", unquote(address))


def _is_message(block: nodes.Element) -> bool:
    """Tell whether a paragraph is what a parser says of the page, and nothing of its author."""
    return any(isinstance(node, nodes.system_message) for node in _ancestors(block))


def _within(block: nodes.Element) -> Iterator[nodes.Element]:
    """Yield what stands in a paragraph as emphasis or link, but not an address that is its text."""
    for node in block.findall(nodes.Element):
        address = str(node.get("refuri") or node.get("reftarget") or "").removeprefix("mailto:")
        shown = isinstance(node, _TEXT) or isinstance(node.parent, addnodes.pending_xref)
        is_text = shown and node is not block and not isinstance(node, nodes.literal)
        if is_text and not _same(node.astext(), address):
            yield node


_SPAN = re.compile(r"(`+).*?\1", re.DOTALL)  #: of code
_NOWHERE = re.compile(r"(?<!!)\[([^\[\]]*)\]\(\s*(?:<\s*>)?\s*\)")


def empty_links(document: nodes.document) -> Iterator[tuple[Problem, nodes.Node]]:
    """Yield a problem for each link that has nothing to click on, or nowhere to lead."""
    for block in list(document.findall(nodes.TextElement)):
        if isinstance(block, (*CODE, nodes.Inline)) or "](" not in block.rawsource:
            continue
        if nowhere := _NOWHERE.search(_SPAN.sub("", block.rawsource)):
            what = f"a link must have an address (got {nowhere[0]!r})"
            yield Problem(Subtype.DIALECT, f"{what}; write '[text](address)'"), nearest(block)
            for xref in list(block.findall(addnodes.pending_xref)):
                if not xref.get("reftarget"):  # so that nobody looks for it
                    xref.replace_self(xref.children)
    for link in document.findall(nodes.reference):
        text = link.astext().replace("\u200b", "").strip()
        # Others take the title that they lead to.
        leaves = re.match(r"[a-z]+:", link.get("refuri", ""))
        if not text and leaves and next(link.findall(nodes.image), None) is None:
            what = f"a link must have a text (got '[]({link['refuri']})')"
            yield Problem(Subtype.DIALECT, f"{what}; write '[text](address)'"), nearest(link)


def empty_markup(document: nodes.document) -> Iterator[tuple[Problem, nodes.Node]]:
    """Yield a problem for each piece of markup that lacks what readers are to see of it."""
    for node in document.findall(nodes.Element):
        if isinstance(node, nodes.definition) and not node.children:
            what, remedy = "a term must have a meaning", "write it below, indented by two spaces"
        elif isinstance(node, nodes.abbreviation) and not node.get("explanation"):
            what, remedy = "an abbreviation must have its words", "write '{abbr}`HTML (its words)`'"
        elif isinstance(node, nodes.math | nodes.math_block) and not node.astext().strip():
            what, remedy = "mathematics must say something", "write a formula, or remove it"
        elif isinstance(node, nodes.list_item) and not node.children:
            what, remedy = "a point of a list must say something", "write it, or remove its sign"
        elif node.tagname == "fontawesome":  # whose font would come from elsewhere
            what, remedy = "an icon must be in the site", "write '{octicon}`star`', or remove it"
        else:
            continue
        held = node.parent if isinstance(node, nodes.definition) else node
        got = held.get("icon") or held.astext().strip()
        yield Problem(Subtype.EMPTY, f"{what} (got {got or 'nothing'!r}); {remedy}"), nearest(node)


def typed(block: nodes.Element) -> str:
    """Return the text of a paragraph as it was typed; what was understood leaves a mark."""
    return "".join(map(_typed, block.children))


def _typed(child: nodes.Node) -> str:
    if isinstance(child, nodes.raw) and re.match(r"<br|\\\\\n", child.astext()):
        return "\n" if child.astext().startswith("<") else ""  # MyST breaks a line for LaTeX too
    return child.astext() if isinstance(child, nodes.Text) or marked(child) else "\ufffc"


def _is_typed(got: str, source: str) -> bool:
    return bool(re.search(r"(?<!\\)" + re.escape(_bare(got)), _bare(source)))


def _bare(text: str) -> str:
    """Return a text without what the parser turns into other characters."""
    hyphens = text.replace("—", "---").replace("–", "--")
    return re.sub(r"[\s'\"‘’“”]", "", hyphens)


def _ancestors(node: nodes.Node) -> Iterator[nodes.Node]:
    while (node := node.parent) is not None:
        yield node
