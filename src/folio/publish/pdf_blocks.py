"""The PDF of a page, written from the tree that the page itself is written from, as data.

A block is a mapping of which ``is`` says what it is; the template decides how it looks. What one
unfolds or chooses on the page stands open on paper; what only leads about is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import singledispatchmethod
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels
from sphinx_design.dropdown import dropdown_title
from sphinx_design.tabs import sd_tab_label

from folio.pages import nodes as folio_nodes
from folio.pages.plain_formula import said
from folio.publish.pdf_formulas import formula
from folio.publish.pdf_line import Line, text_of
from folio.publish.pdf_pictures import width
from folio.publish.twin import within_line
from folio.publish.twin_tables import ALIGNED, alignment

Block = dict[str, Any]
UNPRINTED = {"folio-link-here", "folio-to-links", "folio-cite-this"}
SIDES = {":--": "left", ":-:": "center", "--:": "right", "---": "left"}


@dataclass(frozen=True, slots=True)
class Blocks:
    """Writes blocks."""

    line: Line

    def of(self, children: Iterable[nodes.Node]) -> list[Block]:
        """Return some nodes as blocks; what stands between blocks is a paragraph."""
        blocks: list[Block] = []
        run: list[nodes.Node] = []
        for node in children:
            if within_line(node):
                run.append(node)
            elif not (isinstance(node, nodes.Element) and UNPRINTED & set(node["classes"])):
                blocks += [*self.paragraph(run), *self.named(node, self.block(node))]
                run = []
        return [*blocks, *self.paragraph(run)]

    def named(self, node: nodes.Node, blocks: list[Block]) -> list[Block]:
        """Return blocks with the anchors of what they are, so that links in the PDF lead there."""
        ids = [one for one in anchors(node) if one in self.line.places]
        return [{"is": "places", "ids": ids}, *blocks] if ids and blocks else blocks

    def paragraph(self, run: Iterable[nodes.Node], **more: Any) -> list[Block]:
        """Return a paragraph, if it says anything."""
        pieces = self.line.of(run)
        empty = all(isinstance(piece, str) and not piece.strip() for piece in pieces)
        return [] if empty else [{"is": "par", "of": pieces, **more}]

    @singledispatchmethod
    def block(self, node: nodes.Node) -> list[Block]:
        """Return what a node says; one of an unknown kind says what is in it."""
        return self.of(node.children)

    @block.register(nodes.Invisible)
    @block.register(folio_nodes.folio_coins)
    def _(self, node: nodes.Node) -> list[Block]:
        return []

    @block.register
    def _(self, node: nodes.section) -> list[Block]:
        blocks = self.of(node.children)
        heading_alone = len(blocks) == 1 and len(node.children) > 1  # the rest only leads about
        return [] if heading_alone else blocks

    @block.register
    def _(self, node: nodes.paragraph) -> list[Block]:
        small = bool({"folio-line", "folio-origin"} & set(node["classes"]))
        return self.paragraph(node.children, small=small)

    @block.register
    def _(self, node: nodes.title) -> list[Block]:
        if not isinstance(node.parent, nodes.section):
            return self.bold(node)
        level = sum(isinstance(above, nodes.section) for above in ancestors(node))
        return [{"is": "heading", "level": level, "of": self.line.of(node.children)}]

    def bold(self, node: nodes.Element) -> list[Block]:
        """Return what stands above something as its name."""
        return self.paragraph(node.children, name=True)

    @block.register(nodes.rubric)
    @block.register(folio_nodes.summary)
    @block.register(sd_tab_label)
    @block.register(dropdown_title)
    def _(self, node: nodes.Element) -> list[Block]:
        return self.bold(node)

    @block.register
    def _(self, node: folio_nodes.details) -> list[Block]:
        return [{"is": "fold", "of": self.of(node.children)}]

    @block.register
    def _(self, node: nodes.container) -> list[Block]:
        blocks = self.of(node.children)
        return [{"is": "facts", "of": blocks}] if "folio-facts" in node["classes"] else blocks

    @block.register
    def _(self, node: nodes.transition) -> list[Block]:
        return [{"is": "rule"}]

    @block.register(nodes.literal_block)
    @block.register(nodes.doctest_block)
    def _(self, node: nodes.Element) -> list[Block]:
        language = node.get("language", "")
        return [{"is": "listing", "text": node.astext().strip("\n"), "language": language}]

    @block.register
    def _(self, node: nodes.math_block) -> list[Block]:
        number = node.get("number")
        return [{**formula(node, said(node)), "number": str(number) if number else ""}]

    @block.register
    def _(self, node: nodes.raw) -> list[Block]:
        if svg := self.line.pictures.drawing(node):
            return [{"is": "drawing", "svg": svg, "alt": node.get("alt", ""), "width": width(svg)}]
        html = "html" in node.get("format", "").split()
        text = text_of(node.astext()) if html else ""
        return [{"is": "par", "of": [text]}] if text else []

    @block.register
    def _(self, node: nodes.figure) -> list[Block]:
        captions = [part for part in node.children if isinstance(part, nodes.caption)]
        legends = [part for part in node.children if isinstance(part, nodes.legend)]
        drawn = [part for part in node.children if part not in (*captions, *legends)]
        caption = [piece for part in captions for piece in self.line.of(part.children)]
        figure = {"is": "figure", "of": self.of(drawn), "caption": caption}
        return [figure, *self.of(legends)]

    @block.register
    def _(self, node: nodes.caption) -> list[Block]:
        return self.bold(node)

    @block.register
    def _(self, node: nodes.block_quote) -> list[Block]:
        return [{"is": "quote", "of": self.of(node.children)}]

    @block.register
    def _(self, node: nodes.attribution) -> list[Block]:
        return [{"is": "par", "of": ["— ", *self.line.of(node.children)]}]

    @block.register(nodes.Admonition)
    def _(self, node: nodes.Element) -> list[Block]:
        blocks = self.of(node.children)
        titled = isinstance(node.next_node(descend=True), nodes.title)  # once HTML was written
        if node.tagname in admonitionlabels and not titled:
            label = str(admonitionlabels[node.tagname])
            blocks.insert(0, {"is": "par", "of": [label], "name": True})
        return [{"is": "note", "of": blocks}]

    @block.register
    def _(self, node: nodes.line_block) -> list[Block]:
        return [block for part in node.children for block in self.of([part])]

    @block.register(nodes.footnote)
    @block.register(nodes.citation)
    def _(self, node: nodes.Element) -> list[Block]:
        label, *rest = node.children
        return [{"is": "footnote", "label": label.astext(), "of": self.of(rest)}]

    @block.register
    def _(self, node: addnodes.desc_signature) -> list[Block]:
        return [{"is": "listing", "text": node.astext(), "language": ""}]

    # -- lists and tables --------------------------------------------------------------

    @block.register(nodes.bullet_list)
    @block.register(nodes.enumerated_list)
    def _(self, node: nodes.Element) -> list[Block]:
        items = [self.named(item, self.of(item.children)) for item in node.children]
        numbered = (
            isinstance(node, nodes.enumerated_list) and "folio-timeline" not in node["classes"]
        )
        start = node.get("start", 1)
        sources = "folio-sources" in node["classes"]
        kept = {"numbered": numbered, "start": start, "small": sources}
        return [{"is": "list", "items": items, **kept}]

    @block.register(nodes.definition_list)
    @block.register(nodes.field_list)
    @block.register(nodes.option_list)
    def _(self, node: nodes.Element) -> list[Block]:
        items = [
            {"term": self.line.of(term.children), "of": self.of(rest)}
            for term, *rest in (item.children for item in node.children)
        ]
        fields = isinstance(node, nodes.field_list)
        return [{"is": "terms", "items": items, "facts": fields}]

    @block.register
    def _(self, node: nodes.table) -> list[Block]:
        title = [said for t in node.children if isinstance(t, nodes.title) for said in self.bold(t)]
        (group,) = (part for part in node.children if isinstance(part, nodes.tgroup))
        columns = [part for part in group.children if isinstance(part, nodes.colspec)]
        sides = [SIDES[mark] for mark in alignment(group, len(columns))]
        head, body = (
            [self.cells(row) for p in group.children if isinstance(p, kind) for row in p.children]
            for kind in (nodes.thead, nodes.tbody)
        )
        return [*title, {"is": "table", "sides": sides, "head": head, "body": body}]

    def cells(self, row: nodes.Node) -> list[Block]:
        """Return the cells of a row, each with how many columns and rows it takes."""
        return [
            {
                "of": self.of(entry.children),
                "across": 1 + entry.get("morecols", 0),
                "down": 1 + entry.get("morerows", 0),
                "side": next((SIDES[ALIGNED[c]] for c in entry["classes"] if c in ALIGNED), ""),
            }
            for entry in row.children
            if isinstance(entry, nodes.Element)
        ]


def ancestors(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield what a node stands in, from the inside."""
    while (node := node.parent) is not None:
        yield node


def anchors(node: nodes.Node) -> list[str]:
    """Return the anchors of a node, those of links to it included."""
    return list(node["ids"]) if isinstance(node, nodes.Element) else []


def printed_places(doctree: nodes.document) -> frozenset[str]:
    """Return the anchors that the PDF of a page has: of sections, figures, sources and formulas."""
    kinds = (nodes.section, nodes.figure, nodes.list_item, nodes.math_block, nodes.footnote)
    return frozenset(
        one
        for node in doctree.findall(lambda n: isinstance(n, kinds))
        if not any(
            isinstance(above, nodes.Element) and UNPRINTED & set(above["classes"])
            for above in ancestors(node)
        )
        for one in anchors(node)
    )
