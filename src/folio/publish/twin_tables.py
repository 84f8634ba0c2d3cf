"""Tables of a page as those of GitHub's Markdown, which has neither spans nor blocks in cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docutils import nodes

ALIGNED = {"text-left": ":--", "text-center": ":-:", "text-right": "--:"}
Cell = Callable[[nodes.Element], str]


def table(node: nodes.table, cell: Cell, *, inside: bool) -> list[str]:
    """Return a table as one block; ``inside`` another one, as its rows one after the other."""
    (group,) = (part for part in node.children if isinstance(part, nodes.tgroup))
    width = sum(isinstance(part, nodes.colspec) for part in group.children)
    head, body = (
        [row for p in group.children if isinstance(p, kind) for row in rows(p, width, cell)]
        for kind in (nodes.thead, nodes.tbody)
    )
    if inside:
        return [" · ".join(filter(None, row)) for row in (*head, *body)]
    first, *more = head or [[""] * width]
    lines = [first, alignment(group, width), *more, *body]
    return ["\n".join(f"| {' | '.join(row)} |" for row in lines)]


def rows(part: nodes.Element, width: int, cell: Cell) -> Iterator[list[str]]:
    """Yield the cells of each row; an entry that spans several leaves the others empty."""
    reaching = [0] * width  # into how many rows below the entry of a column reaches
    for row in part.children:
        cells = [""] * width
        free = iter([column for column in range(width) if not reaching[column]])
        reaching = [max(0, below - 1) for below in reaching]
        for entry in row.children:
            assert isinstance(entry, nodes.Element)
            taken = [next(free) for _ in range(1 + entry.get("morecols", 0))]
            cells[taken[0]] = cell(entry)
            for column in taken:
                reaching[column] = entry.get("morerows", 0)
        yield cells


def alignment(group: nodes.Element, width: int) -> list[str]:
    """Return how the columns of a table are aligned, as those of its first row are."""
    row = next(iter(group.findall(nodes.row)), None)
    entries = [e for e in row.children if isinstance(e, nodes.Element)] if row else []
    classes = [set(entry["classes"]) for entry in entries] if len(entries) == width else []
    marks = [next((ALIGNED[c] for c in ALIGNED if c in known), "---") for known in classes]
    return marks or ["---"] * width
