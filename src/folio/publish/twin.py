"""The Markdown twin of a page, written from the tree that the page itself is written from.

So a twin says what its page says, in the page's order, whatever directive or role said it: a node
of an unknown kind says what is in it. It is CommonMark with the tables and footnotes of GitHub and
with formulas as TeX between dollars; every link is absolute. Our own translator, because
sphinx-markdown-builder 0.6 leaves out captions, legends and what unfolds, writes drawings as HTML,
and reads a site a second time; docutils has none, and sphinx-llms-txt copies sources as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import singledispatchmethod

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from folio.core.escape import markdown_lines, markdown_piece, visible
from folio.pages.nodes import summary
from folio.publish.twin_text import BREAK, Line

ALIGNED = {"text-left": ":--", "text-center": ":-:", "text-right": "--:"}
PLAIN = ("", "default", "none", "text")  #: languages that no reader need know of


def twin(doctree: nodes.document, page: str, site: str) -> str:
    """Return a resolved page as Markdown, with the address of the page that it is the twin of."""
    said = joined(Blocks(Line(page, site)).of(doctree.children))
    return f"{said}\n\n---\n\nThis text as a web page: <{page}>\n"


@dataclass(frozen=True, slots=True)
class Blocks:
    """Writes blocks of Markdown, each a text without blank lines around it."""

    line: Line

    def of(self, found: Iterable[nodes.Node]) -> list[str]:
        """Return some nodes as blocks; what stands between blocks is a paragraph."""
        blocks: list[str] = []
        run: list[nodes.Node] = []
        for node in found:
            if isinstance(node, nodes.Text | nodes.Inline) and not isinstance(node, nodes.raw):
                run.append(node)
            else:
                blocks += [*self.paragraph(run), *self.block(node)]
                run = []
        return [*blocks, *self.paragraph(run)]

    def paragraph(self, found: Iterable[nodes.Node]) -> list[str]:
        """Return a paragraph, if it says anything."""
        said = markdown_lines(self.line.text(found))
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
        depth, above = 0, node.parent
        while isinstance(above, nodes.Element):
            depth, above = depth + isinstance(above, nodes.section), above.parent
        said = re.sub(r"(?<![^ ])(#+)$", r"\\\1", " ".join(self.line.text(node.children).split()))
        return [f"{'#' * min(depth, 6)} {said}"]

    @block.register(nodes.caption)
    @block.register(nodes.rubric)
    @block.register(summary)
    def _(self, node: nodes.Element) -> list[str]:
        return self.bold(node)

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
        return [f"$${self.line.verbatim(tex + number)}$$"]

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

    @block.register
    def _(self, node: nodes.Admonition) -> list[str]:
        blocks = self.of(node.children)
        if node.tagname in admonitionlabels:
            blocks.insert(0, f"**{admonitionlabels[node.tagname]}**")
        elif not isinstance(node, nodes.admonition):
            return blocks
        return [quoted(blocks)]

    @block.register
    def _(self, node: nodes.line_block) -> list[str]:
        lines = [said for part in node.children for said in self.of([part])]
        return [(BREAK if self.line.cell else "\\\n").join(lines)] if lines else []

    @block.register(nodes.footnote)
    @block.register(nodes.citation)
    def _(self, node: nodes.Element) -> list[str]:
        label, *said = node.children
        return [indented(f"[^{label.astext()}]: ", joined(self.of(said)), " " * 4)]

    @block.register
    def _(self, node: addnodes.desc_signature) -> list[str]:
        return [self.line.code(node.astext())]

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
        found = item.children
        terms = [said for t in found if isinstance(t, nodes.term) for said in self.bold(t)]
        kinds = [said for c in found if isinstance(c, nodes.classifier) for said in self.of([c])]
        rest = [c for c in found if not isinstance(c, nodes.term | nodes.classifier)]
        return [" : ".join([", ".join(terms), *kinds]), *self.of(rest)]

    @block.register
    def _(self, node: nodes.field_list) -> list[str]:
        items = []
        for name, *body in (field.children for field in node.children):
            said = f"{self.line.text(name.children)}:"
            first, *more = self.of(body) or [""]
            plain = not is_list(first) and not first.startswith(("```", ">", "|"))
            items.append([f"{said} {first}".rstrip(), *more] if plain else [said, first, *more])
        return listed("- ", items)

    @block.register
    def _(self, node: nodes.option_list) -> list[str]:
        items = []
        for group, description in (item.children for item in node.children):
            options = [self.line.code("".join(map(option, o.children))) for o in group.children]
            items.append([", ".join(options), *self.of(description.children)])
        return listed("- ", items)

    # -- tables ----------------------------------------------------------------------

    @block.register
    def _(self, node: nodes.table) -> list[str]:
        title = [said for t in node.children if isinstance(t, nodes.title) for said in self.bold(t)]
        (group,) = (part for part in node.children if isinstance(part, nodes.tgroup))
        width = sum(isinstance(part, nodes.colspec) for part in group.children)
        head, body = (
            [row for p in group.children if isinstance(p, kind) for row in self.rows(p, width)]
            for kind in (nodes.thead, nodes.tbody)
        )
        if self.line.cell:  # which Markdown cannot show: its rows, one after the other
            return [" · ".join(filter(None, row)) for row in (*head, *body)]
        first, *more = head or [[""] * width]
        lines = [first, alignment(group, width), *more, *body]
        return [*title, "\n".join(f"| {' | '.join(row)} |" for row in lines)]

    def rows(self, part: nodes.Element, width: int) -> Iterator[list[str]]:
        """Yield the cells of each row; one that spans several leaves the others empty."""
        reaching = [0] * width  # into how many rows below the entry of a column reaches
        for row in part.children:
            cells = [""] * width
            free = (column for column in range(width) if not reaching[column])
            entries = [(entry, next(free)) for entry in row.children for entry in spread(entry)]
            reaching = [max(0, rows - 1) for rows in reaching]
            for entry, column in entries:
                if entry is not None:
                    cells[column] = self.cell(entry)
                    reach = entry.get("morerows", 0)
                reaching[column] = reach
            yield cells

    def cell(self, entry: nodes.Element) -> str:
        """Return what a cell holds on one line."""
        blocks = replace(self, line=replace(self.line, cell=True)).of(entry.children)
        lines = (line.strip(" ") for block in blocks for line in block.split("\n"))
        return BREAK.join(line for line in lines if line)


def spread(entry: nodes.Node) -> Iterator[nodes.Element | None]:
    """Yield an entry of a table, and nothing for each further column that it takes."""
    assert isinstance(entry, nodes.Element)
    yield entry
    yield from [None] * entry.get("morecols", 0)


def alignment(group: nodes.Element, width: int) -> list[str]:
    """Return how the columns of a table are aligned, as their first cells are."""
    row = next(iter(group.findall(nodes.row)), None)
    entries = [e for e in row.children if isinstance(e, nodes.Element)] if row else []
    classes = [set(entry["classes"]) for entry in entries] if len(entries) == width else []
    marks = [next((ALIGNED[c] for c in ALIGNED if c in known), "---") for known in classes]
    return marks or ["---"] * width


def option(part: nodes.Node) -> str:
    """Return a part of an option of a command."""
    delimiter = part.get("delimiter", "") if isinstance(part, nodes.Element) else ""
    return f"{delimiter}{part.astext()}"


def fenced(text: str, language: str) -> str:
    """Return a block of code in a fence that nothing in it can end."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}{'' if language in PLAIN else language}\n{text}\n{fence}"


def indented(mark: str, text: str, by: str) -> str:
    """Return text after a mark, its further lines below the first."""
    first, *more = text.split("\n")
    return "\n".join([f"{mark}{first}".rstrip(" "), *(f"{by}{x}" if x else "" for x in more)])


def quoted(blocks: Sequence[str]) -> str:
    """Return blocks as a quotation."""
    return "\n".join(f"> {line}".rstrip(" ") for line in joined(blocks).split("\n"))


def is_list(block: str) -> bool:
    """Tell whether a block is a list: no paragraph begins so."""
    return re.match(r"[-*] |\d{1,9}[.)] ", block) is not None


def listed(mark: str, items: Sequence[Sequence[str]], start: int = 1) -> list[str]:
    """Return items as a list, without blank lines if no item has two paragraphs."""
    tight = all(len(item) < 2 or (len(item) == 2 and item[1][:2] == "- ") for item in items)
    lines = []
    for number, item in enumerate(items, start):
        sign = mark.replace("1", str(number))
        text = "\n".join(item) if tight else joined(item)
        lines.append(indented(sign, text, " " * len(sign)))
    return [("\n" if tight else "\n\n").join(lines)] if lines else []


def joined(blocks: Sequence[str]) -> str:
    """Return blocks one below the other; of two lists, each has a mark of its own."""
    texts: list[str] = []
    for block in blocks:
        before = texts[-1] if texts else ""
        if before.startswith("- ") and block.startswith("- "):
            block = re.sub(r"^- ", "* ", block, flags=re.MULTILINE)
        elif re.match(r"\d+\. ", before) and re.match(r"\d+\. ", block):
            block = re.sub(r"^(\d+)\. ", r"\1) ", block, flags=re.MULTILINE)
        texts.append(block)
    return "\n\n".join(texts)
