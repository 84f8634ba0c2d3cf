"""What stands within a line of a page, as data for the template of its PDF.

A piece is a text, or a mapping of which ``is`` says what it is and ``of`` what is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import singledispatchmethod
from html.parser import HTMLParser
from typing import Any

from docutils import nodes

from folio.core.directions import FIRST_STRONG, POP
from folio.pages import nodes as folio_nodes
from folio.pages.languages import marked
from folio.pages.plain_formula import said
from folio.publish.beside_pages import address_of
from folio.publish.pdf_formulas import formula
from folio.publish.pdf_pictures import Pictures

Piece = str | dict[str, Any]
UNPRINTED = {"folio-to-links"}  #: what leads about on the page, which paper need not


@dataclass(frozen=True, slots=True)
class Line:
    """Writes a line of the page at the address ``page`` of the ``site``.

    ``places`` are the anchors that the PDF has: what leads to another one leads to the page.
    """

    page: str
    site: str
    places: frozenset[str]
    pictures: Pictures

    def of(self, children: Iterable[nodes.Node]) -> list[Piece]:
        """Return what some nodes say one after the other."""
        return [piece for node in children for piece in self.piece(node)]

    @singledispatchmethod
    def piece(self, node: nodes.Node) -> list[Piece]:
        """Return what a node says; one of an unknown kind says what is in it."""
        if isinstance(node, nodes.Element) and UNPRINTED & set(node.get("classes", ())):
            return []
        if language := marked(node):
            return [{"is": "text", "language": language[:2], "of": self.of(node.children)}]
        return self.of(node.children)

    @piece.register
    def _(self, node: nodes.Text) -> list[Piece]:
        return [re.sub(r"[ \t\r\n\f]+", " ", node.astext())]  # a space that does not break stays

    @piece.register(nodes.Invisible)
    @piece.register(folio_nodes.folio_back)
    @piece.register(folio_nodes.folio_coins)
    def _(self, node: nodes.Node) -> list[Piece]:
        return []

    @piece.register
    def _(self, node: nodes.target) -> list[Piece]:
        return self.of(node.children)

    @piece.register
    def _(self, node: nodes.literal) -> list[Piece]:
        return [{"is": "code", "text": node.astext()}]

    @piece.register
    def _(self, node: nodes.math) -> list[Piece]:
        return [formula(node, said(node))]

    @piece.register(nodes.emphasis)
    @piece.register(nodes.title_reference)
    def _(self, node: nodes.Element) -> list[Piece]:
        return [{"is": "emph", "of": self.of(node.children)}]

    @piece.register
    def _(self, node: nodes.strong) -> list[Piece]:
        return [{"is": "strong", "of": self.of(node.children)}]

    @piece.register
    def _(self, node: nodes.subscript) -> list[Piece]:
        return [{"is": "sub", "of": self.of(node.children)}]

    @piece.register
    def _(self, node: nodes.superscript) -> list[Piece]:
        return [{"is": "super", "of": self.of(node.children)}]

    @piece.register
    def _(self, node: folio_nodes.bdi) -> list[Piece]:
        return [FIRST_STRONG, *self.of(node.children), POP]

    @piece.register
    def _(self, node: nodes.abbreviation) -> list[Piece]:
        meaning = node.get("explanation", "")
        return [*self.of(node.children), *([f" ({meaning})"] if meaning else [])]

    @piece.register
    def _(self, node: nodes.footnote_reference) -> list[Piece]:
        link = self.link(node, [node.astext()])
        return [{"is": "super", "of": [link]}]

    @piece.register
    def _(self, node: nodes.image) -> list[Piece]:
        alt = node.get("alt", "")
        if path := self.pictures.file(node):
            return [{"is": "image", "path": path, "alt": alt}]
        return [alt] if alt else []  # of a badge, which is made at the end of a build

    @piece.register
    def _(self, node: nodes.raw) -> list[Piece]:
        if "html" not in node.get("format", "").split():
            return []
        html = node.astext()
        return [{"is": "break"}] if html.strip() in {"<br />", "<br>"} else [text_of(html)]

    @piece.register
    def _(self, node: nodes.reference) -> list[Piece]:
        return [self.link(node, self.of(node.children))]

    def link(self, node: nodes.Element, shown: list[Piece]) -> Piece:
        """Return a link: to a place in the PDF, to an address, or none where it leads nowhere."""
        place = node.get("refid", "")
        address = address_of(node, self.page, self.site)
        if place in self.places:
            return {"is": "link", "place": place, "of": shown}
        return {"is": "link", "to": address, "of": shown} if address else {"is": "of", "of": shown}


class _Text(HTMLParser):
    """Collects the text of some HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep a run of text."""
        self.said.append(data)


def text_of(html: str) -> str:
    """Return the text of some HTML of the author's."""
    parser = _Text()
    parser.feed(html)
    return " ".join("".join(parser.said).split())
