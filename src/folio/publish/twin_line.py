"""What stands within a line of a page, as Markdown: words, links, code, formulas, emphasis."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import singledispatchmethod
from urllib.parse import quote, urljoin

from docutils import nodes

from folio.core.directions import FIRST_STRONG, POP
from folio.core.escape import markdown_piece, visible
from folio.pages.nodes import bdi
from folio.publish.beside_pages import address_of

APART = "<!-- -->"  #: keeps apart two marks that would be read as one
BREAK = "<br>"


@dataclass(frozen=True, slots=True)
class Line:
    """Writes a line of the page at the address ``page`` of the ``site``.

    ``cell`` is set inside a table, where a pipe ends a cell, ``strong`` inside what is bold.
    """

    page: str
    site: str
    cell: bool = False
    strong: bool = False

    def text(self, children: Iterable[nodes.Node]) -> str:
        """Return what some nodes say one after the other."""
        said = ""
        for node in children:
            piece = self.piece(node)
            if said.endswith("!") and piece.startswith("["):
                said = f"{said[:-1]}\\!"  # or a link would be a picture
            elif said and piece[:1] in {"`", "*", "$"} and said[-1] == piece[0]:
                said += APART
            said += piece
        return said

    @singledispatchmethod
    def piece(self, node: nodes.Node) -> str:
        """Return what a node says; one of an unknown kind says what is in it."""
        return self.text(node.children)

    @piece.register
    def _(self, node: nodes.Text) -> str:
        return markdown_piece(node.astext())  # as str, it keeps what was escaped

    @piece.register
    def _(self, node: nodes.Invisible) -> str:
        return ""

    @piece.register
    def _(self, node: nodes.target) -> str:
        return self.text(node.children)

    @piece.register
    def _(self, node: nodes.literal) -> str:
        return self.code(node.astext())

    @piece.register
    def _(self, node: nodes.math) -> str:
        return f"${self.tex(' '.join(node.astext().split()))}$"

    @piece.register(nodes.emphasis)
    @piece.register(nodes.title_reference)
    def _(self, node: nodes.Element) -> str:
        return self.marked(node, "*", "em", self.text(node.children))

    @piece.register
    def _(self, node: nodes.strong) -> str:
        if self.strong:
            return self.text(node.children)
        return self.marked(node, "**", "strong", replace(self, strong=True).text(node.children))

    @piece.register
    def _(self, node: bdi) -> str:
        return f"{FIRST_STRONG}{self.text(node.children)}{POP}"

    @piece.register
    def _(self, node: nodes.subscript) -> str:
        return f"<sub>{self.text(node.children)}</sub>"

    @piece.register
    def _(self, node: nodes.superscript) -> str:
        if "folio-cite" in node["classes"]:
            return self.text(node.children)  # the number of a source, as the list has it
        return f"<sup>{self.text(node.children)}</sup>"

    @piece.register
    def _(self, node: nodes.abbreviation) -> str:
        meaning = node.get("explanation", "")
        return self.text(node.children) + (f" ({markdown_piece(meaning)})" if meaning else "")

    @piece.register
    def _(self, node: nodes.footnote_reference) -> str:
        return f"[^{node.astext()}]"

    @piece.register
    def _(self, node: nodes.image) -> str:
        said = " ".join(markdown_piece(node.get("alt", "")).split())
        return f"![{said}]({self.target(node['uri'])})"

    @piece.register
    def _(self, node: nodes.raw) -> str:
        if "html" not in node.get("format", "").split() or "alt" in node:
            return ""
        html = node.astext()
        if html.strip() in {"<br />", "<br>"}:
            return BREAK if self.cell else "\\\n"
        # A drawing without a text beside it says nothing of its own.
        return "" if html.lstrip().startswith("<svg") else self.verbatim(html)

    @piece.register
    def _(self, node: nodes.reference) -> str:
        said, address = self.text(node.children), address_of(node, self.page, self.site)
        if not address or (node.parent and "folio-cite" in node.parent["classes"]):
            return said  # a citation names its source as the list of sources does
        if said and node.astext() == address and re.fullmatch(r"[a-z]+://[^\s<>|]+", address):
            return f"<{address}>"
        return f"[{' '.join(said.split())}]({self.target(address)})"

    def target(self, address: str) -> str:
        """Return an address for the brackets of a link."""
        known = "!#$%&'*+,-./:;=?@_~"  # as they are; a bracket, a pipe or a space would end it
        return quote(urljoin(self.page, address), safe=known)

    def marked(self, node: nodes.Element, mark: str, tag: str, said: str) -> str:
        """Return emphasized text; with tags where marks would not be read as such."""
        siblings = node.parent.children
        at = siblings.index(node)
        before = siblings[at - 1].astext()[-1:] if at else ""
        after = siblings[at + 1].astext()[:1] if at + 1 < len(siblings) else ""
        if not said or said != said.strip():
            return f"<{tag}>{said}</{tag}>" if said else ""
        if (clings(before) and not clings(said[0])) or (clings(after) and not clings(said[-1])):
            return f"<{tag}>{said}</{tag}>"
        return f"{mark}{said}{mark}"

    def code(self, text: str) -> str:
        """Return text as code within a line."""
        text = visible(re.sub(r"\n\s*", " ", text))
        if not text.strip(" "):
            return f"<code>{text}</code>" if text else ""
        fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
        spaced = (text[0] in "` " and text[-1] in "` ") or "`" in (text[0], text[-1])
        return f"{fence}{f' {text} ' if spaced else text}{fence}".replace(
            "|", "\\|" if self.cell else "|"
        )

    def tex(self, formula: str) -> str:
        """Return a formula such that no dollar in it ends it: TeX has brackets for the same."""
        return self.verbatim(re.sub(r"(?<!\\)\$([^$]*)(?<!\\)\$", r"\\(\1\\)", formula))

    def verbatim(self, text: str) -> str:
        """Return what is not escaped, such as TeX, as it may stand in a cell too."""
        return text.replace("|", "\\|").replace("\n", " ") if self.cell else text


def clings(character: str) -> bool:
    """Tell whether CommonMark takes a character for a part of a word: no space, no punctuation."""
    return bool(character.strip()) and unicodedata.category(character)[0] not in "PS"
