"""The Markdown twin of a page, written from the tree that the page itself is written from.

So a twin says what its page says, in the page's order, whatever directive or role said it: a node
of an unknown kind says what is in it. It is CommonMark with the tables and footnotes of GitHub and
with formulas as TeX between dollars; every link is absolute. Our own translator, because
sphinx-markdown-builder 0.6 leaves out captions, legends and what unfolds, writes drawings as HTML,
and reads a site a second time; docutils has none, and sphinx-llms-txt copies sources as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import singledispatchmethod
from typing import cast

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels
from sphinx_design.dropdown import dropdown_title
from sphinx_design.tabs import sd_tab_label

from folio.core.escape import markdown_lines, markdown_piece, visible
from folio.pages.nodes import summary
from folio.publish.twin_layout import fenced, indented, is_list, joined, listed, quoted
from folio.publish.twin_line import BREAK, Line
from folio.publish.twin_tables import table


def twin(doctree: nodes.document, page: str, site: str) -> str:
    """Return a resolved page as Markdown, with the address of the page that it is the twin of."""
    said = joined(Blocks(Line(page, site)).of(doctree.children))
    return f"{said}\n\n---\n\nThis text as a web page: <{page}>\n"


@dataclass(frozen=True, slots=True)
class Blocks:
    """Writes blocks of Markdown, each a text without blank lines around it."""

    line: Line

    def of(self, children: Iterable[nodes.Node]) -> list[str]:
        """Return some nodes as blocks; what stands between blocks is a paragraph."""
        blocks: list[str] = []
        run: list[nodes.Node] = []
        for node in children:
            if within_line(node):
                run.append(node)
            else:
                blocks += [*self.paragraph(run), *self.block(node)]
                run = []
        return [*blocks, *self.paragraph(run)]

    def paragraph(self, run: Iterable[nodes.Node]) -> list[str]:
        """Return a paragraph, if it says anything."""
        said = markdown_lines(self.line.text(run))
        return [said.replace("\n", " ") if self.line.cell else said] if said else []

    def bold(self, node: nodes.Element) -> list[str]:
        """Return what stands above something as its name."""
        said = replace(self.line, strong=True).text(node.children)
        return [f"**{' '.join(said.split())}**"] if said.strip() else []

    @singledispatchmethod
    def block(self, node: nodes.Node) -> list[str]:
        """Return what a node says; one of an unknown kind says what is in it."""
        return self.of(node.children)

    @block.register
    def _(self, node: nodes.Invisible) -> list[str]:
        return []

    @block.register
    def _(self, node: nodes.title) -> list[str]:
        if not isinstance(node.parent, nodes.section):
            return self.bold(node)
        depth, above = 0, cast("nodes.Element | None", node.parent)
        while above is not None:
            depth, above = depth + isinstance(above, nodes.section), above.parent
        said = re.sub(r"(?<![^ ])(#+)$", r"\\\1", " ".join(self.line.text(node.children).split()))
        return [f"{'#' * min(depth, 6)} {said}"]

    @block.register(nodes.caption)
    @block.register(nodes.rubric)
    @block.register(summary)
    @block.register(sd_tab_label)
    @block.register(dropdown_title)
    def _(self, node: nodes.Element) -> list[str]:
        return self.bold(node)

    @block.register
    def _(self, node: nodes.container) -> list[str]:
        if node.get("design_component") != "card-title":
            return self.of(node.children)
        bold = replace(self, line=replace(self.line, strong=True))
        return [f"**{said}**" for said in bold.of(node.children)]

    @block.register
    def _(self, node: nodes.transition) -> list[str]:
        return ["---"]

    @block.register
    def _(self, node: nodes.literal_block) -> list[str]:
        text = visible(node.astext()).strip("\n")
        if self.line.cell:
            return ["\n".join(self.line.code(line) for line in text.split("\n"))]
        if re.fullmatch(r"https?://[^\s<>]+", text):
            return [f"<{text}>"]
        return [fenced(text, node.get("language", ""))]

    @block.register
    def _(self, node: nodes.doctest_block) -> list[str]:
        return [fenced(visible(node.astext()), "pycon")]

    @block.register
    def _(self, node: nodes.math_block) -> list[str]:
        tex = "\n".join(line for line in node.astext().strip().split("\n") if line.strip())
        number = rf" \tag{{{node['number']}}}" if node.get("number") else ""
        return [f"$${self.line.tex(tex + number)}$$"]

    @block.register
    def _(self, node: nodes.raw) -> list[str]:
        if said := markdown_piece(node.get("alt", "")):
            return [f"*What it shows:* {' '.join(said.split())}"]
        return [said] if (said := self.line.piece(node).strip()) else []

    @block.register
    def _(self, node: nodes.figure) -> list[str]:
        captions = [part for part in node.children if isinstance(part, nodes.caption)]
        legends = [part for part in node.children if isinstance(part, nodes.legend)]
        drawn = [part for part in node.children if part not in (*captions, *legends)]
        said = "\n".join(text for part in captions for text in self.paragraph(part.children))
        return [quoted([f"**Figure.** {said}".rstrip(), *self.of(drawn)]), *self.of(legends)]

    @block.register
    def _(self, node: nodes.block_quote) -> list[str]:
        return [quoted(self.of(node.children))]

    @block.register
    def _(self, node: nodes.attribution) -> list[str]:
        return [f"— {said}" for said in self.paragraph(node.children)]

    @block.register(nodes.Admonition)
    def _(self, node: nodes.Element) -> list[str]:
        blocks = self.of(node.children)
        titled = isinstance(node.next_node(descend=True), nodes.title)  # once HTML was written
        if node.tagname in admonitionlabels and not titled:
            blocks.insert(0, f"**{admonitionlabels[node.tagname]}**")
        return [quoted(blocks)] if titled or node.tagname in admonitionlabels else blocks

    @block.register
    def _(self, node: addnodes.productionlist) -> list[str]:
        return [said.replace("\n", "\\\n") for said in self.paragraph(node.children)]

    @block.register
    def _(self, node: nodes.line_block) -> list[str]:
        lines = [said for part in node.children for said in self.of([part])]
        return [(BREAK if self.line.cell else "\\\n").join(lines)] if lines else []

    @block.register(nodes.footnote)
    @block.register(nodes.citation)
    def _(self, node: nodes.Element) -> list[str]:
        label, *rest = node.children
        said = self.of(rest)
        if isinstance(node, nodes.footnote) and node["backrefs"]:
            return [indented(f"[^{label.astext()}]: ", joined(said), " " * 4)]
        return [f"**{markdown_piece(f'[{label.astext()}]')}**", *said]  # or readers would drop it

    @block.register
    def _(self, node: addnodes.desc_signature) -> list[str]:
        return [self.line.code(node.astext().replace(" -> ", " → "))]

    # -- lists -----------------------------------------------------------------------

    @block.register
    def _(self, node: nodes.bullet_list) -> list[str]:
        return listed("- ", [self.of(item.children) for item in node.children])

    @block.register
    def _(self, node: nodes.enumerated_list) -> list[str]:
        items = [self.of(item.children) for item in node.children]
        if "folio-timeline" in node["classes"]:  # its dates stand where numbers would
            return listed("- ", items)
        return listed("1. ", items, node.get("start", 1))

    @block.register
    def _(self, node: nodes.definition_list) -> list[str]:
        return listed("- ", [self.defined(item) for item in node.children])

    def defined(self, item: nodes.Node) -> list[str]:
        """Return terms in bold, what kind of thing they are, and the definition."""
        children = item.children
        terms = [said for t in children if isinstance(t, nodes.term) for said in self.bold(t)]
        kinds = [said for c in children if isinstance(c, nodes.classifier) for said in self.of([c])]
        rest = [c for c in children if not isinstance(c, nodes.term | nodes.classifier)]
        return [" : ".join([", ".join(terms), *kinds]), *self.of(rest)]

    @block.register
    def _(self, node: nodes.field_list) -> list[str]:
        items = []
        for name, *body in (field.children for field in node.children):
            said = f"{markdown_lines(self.line.text(name.children))}:"
            first, *more = self.of(body) or [""]
            plain = not is_list(first) and not first.startswith(("```", ">", "|"))
            items.append([f"{said} {first}".rstrip(), *more] if plain else [said, first, *more])
        return listed("- ", items)

    @block.register
    def _(self, node: nodes.option_list) -> list[str]:
        items = []
        for group, description in (item.children for item in node.children):
            options = [self.line.code(option.astext()) for option in group.children]
            items.append([", ".join(options), *self.of(description.children)])
        return listed("- ", items)

    # -- tables ----------------------------------------------------------------------

    @block.register
    def _(self, node: nodes.table) -> list[str]:
        title = [said for t in node.children if isinstance(t, nodes.title) for said in self.bold(t)]
        return [*title, *table(node, self.cell, inside=self.line.cell)]

    def cell(self, entry: nodes.Element) -> str:
        """Return what a cell holds on one line."""
        blocks = replace(self, line=replace(self.line, cell=True)).of(entry.children)
        lines = (line.strip(" ") for block in blocks for line in block.split("\n"))
        return BREAK.join(line for line in lines if line)


def within_line(node: nodes.Node) -> bool:
    """Tell whether a node is a part of a paragraph, as raw text is where it stands in one."""
    if isinstance(node, nodes.raw):
        return isinstance(node.parent, nodes.TextElement)
    inline = isinstance(node, nodes.Text | nodes.Inline)
    return inline and not isinstance(node, addnodes.desc_signature)
