"""The nodes that directives leave in a page, to be filled when it is written, and ``<details>``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from docutils import nodes

from folio.core.directions import FIRST_STRONG, ISOLATE, POP

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class folio_record(nodes.General, nodes.Element):
    """A record's directive: ``kind``, ``key``, option ``texts`` and their ``lines``; its body."""


class folio_result(nodes.General, nodes.TextElement):
    """What came out, in one sentence with its source, of a record."""


class folio_listing(nodes.General, nodes.Element):
    """A placeholder for records: ``style``, ``lines``, and for some ``kinds`` and ``spec``."""


class folio_cite(nodes.Inline, nodes.Element):
    """A reference to ``keys`` of the bibliography."""


class folio_export(nodes.Inline, nodes.Element):
    """A link to the file ``target`` that an export writes, with its ``title``."""


class folio_as_of(nodes.Inline, nodes.Element):
    """The date as of which the record ``key`` holds."""


class folio_picture(nodes.General, nodes.Element):
    """A drawing of a model: ``name``, ``svg``, ``alt``, ``lazy``.

    What takes its place: ``explore``, ``numbers``, and ``still``, the name of a fold that keeps it.
    """


class folio_back(nodes.Inline, nodes.Element):
    """The way back from a source to the ``places`` that cite it; for pages only."""


class folio_coins(nodes.Inline, nodes.Element):
    """What reference managers read of a paper: ``says``, of ``folio.exports.coins``."""


class bdi(nodes.Inline, nodes.TextElement):
    """A text that keeps its writing direction to itself."""


class details(nodes.General, nodes.Element):
    """Something to unfold; its first child is a :class:`summary`."""


class summary(nodes.General, nodes.TextElement):
    """The line that stays in sight."""


def _open(self: Any, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, type(node).__name__, ""))


def _close(self: Any, node: nodes.Element) -> None:
    self.body.append(f"</{type(node).__name__}>\n")


def _coins(self: Any, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "span", "", CLASS="Z3988", title=node["says"]))
    self.body.append("</span>")


def _back(self: Any, node: nodes.Element) -> None:
    names = [letters(i) for i in range(len(node["places"]))] if len(node["places"]) > 1 else ["^"]
    links = (f'<a href="#{at}">{name}</a>' for at, name in zip(node["places"], names, strict=True))
    arrow = "^ " if len(names) > 1 else ""
    self.body.append(f' <span class="folio-back">{arrow}{" ".join(links)}')
    self.body.append("</span>")


def letters(number: int) -> str:
    """Return a, b, … z, aa, ab for the numbers from zero on.

    >>> letters(0), letters(25), letters(26)
    ('a', 'z', 'aa')
    """
    before, last = divmod(number, 26)
    return (letters(before - 1) if before else "") + chr(ord("a") + last)


def _nothing(self: Any, node: nodes.Element) -> None:
    """Leave the node without an end tag."""


def _bdi(self: Any, node: nodes.Element) -> None:
    self.body.append("<bdi>")


def _end_bdi(self: Any, node: nodes.Element) -> None:
    self.body.append("</bdi>")


def _isolate(self: Any, node: nodes.Element) -> None:
    self.add_text(FIRST_STRONG)


def _end_isolate(self: Any, node: nodes.Element) -> None:
    self.add_text(POP)


def _transparent(self: Any, node: nodes.Element) -> None:
    """Show only the children, for the builders that cannot fold."""


def setup_nodes(app: Sphinx) -> None:
    """Register the nodes that outlive the resolving of a page, and those that do not."""
    names = ("latex", "text", "man", "texinfo")
    plainly: dict[str, Any] = dict.fromkeys(names, (_transparent, _transparent))
    del plainly["text"]
    other: dict[str, Any] = dict.fromkeys(names, (_transparent, _transparent))
    app.add_node(details, html=(_open, _close), **other)
    app.add_node(summary, html=(_open, _close), **other)
    app.add_node(bdi, html=(_bdi, _end_bdi), text=(_isolate, _end_isolate), **plainly)
    app.add_node(folio_coins, html=(_coins, _nothing), **other)
    app.add_node(folio_back, html=(_back, _nothing), **other)
    app.add_node(folio_record, html=(_transparent, _transparent), **other)
    app.add_node(folio_result, html=(_transparent, _transparent), **other)
    app.add_node(folio_listing, html=(_transparent, _transparent), **other)
    app.add_node(folio_cite, html=(_transparent, _transparent), **other)
    app.add_node(folio_export, html=(_transparent, _transparent), **other)
    app.add_node(folio_picture, html=(_transparent, _transparent), **other)
    app.add_node(folio_as_of, html=(_transparent, _transparent), **other)


def paragraph(content: list[nodes.Node], *classes: str) -> nodes.paragraph:
    """Return a paragraph of finished nodes."""
    return nodes.paragraph("", "", *content, classes=list(classes))


def said(text: str) -> list[nodes.Node]:
    """Return a text of :mod:`folio.core.directions`, what is isolated in it as an element."""
    parts = ISOLATE.split(text)
    return [
        bdi("", part) if place % 2 else nodes.Text(part) for place, part in enumerate(parts) if part
    ]


def within(text: str) -> nodes.Node:
    """Return a text of :mod:`folio.core.directions` as one node."""
    parts = said(text)
    return parts[0] if len(parts) == 1 else nodes.inline("", "", *parts)


def joined(parts: Iterable[nodes.Node], mark: str = " · ") -> list[nodes.Node]:
    """Return parts with a mark between them."""
    return list(chain.from_iterable((nodes.Text(mark), part) for part in parts))[1:]


def section_of(node: nodes.Element) -> nodes.section | None:
    """Return the section in which a node stands, if it stands under a heading."""
    above = node.parent
    while above is not None and not isinstance(above, nodes.section):
        above = above.parent
    return above


def nearest(node: nodes.Node) -> nodes.Node:
    """Return the node itself or what holds it, whichever knows its line."""
    while not node.line and node.parent is not None:  # MyST gives images line 0
        node = node.parent
    return node


def box(content: Sequence[nodes.Node], *classes: str) -> nodes.container:
    """Return a plain ``<div>``: docutils would add the class ``container``, which themes style."""
    return nodes.container("", *content, is_div=True, classes=list(classes))


def unfold(title: str, content: list[nodes.Node], *classes: str) -> details:
    """Return content that a reader opens with a click, without any script."""
    return details("", summary("", title), *content, classes=list(classes))


def field(label: str, content: list[nodes.Node]) -> nodes.field:
    """Return a labelled row for a field list."""
    return nodes.field("", nodes.field_name("", label), nodes.field_body("", paragraph(content)))


def external(text: str, address: str) -> nodes.reference:
    """Return a link that leaves the site."""
    return nodes.reference("", text, refuri=address, internal=False)
