"""Footnotes stand beside what they are about: each follows the paragraph that first refers to it.

In HTML it is set in the margin where there is one; a twin and a PDF place their own.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform

#: What a note must not stand inside: it follows the whole.
WHOLE = (nodes.table, nodes.figure, nodes.footnote, nodes.definition_list, nodes.field_list)


class PlaceFootnotes(SphinxTransform):
    """Move each footnote to where it is first referred to."""

    default_priority = 880  # after docutils and MyST have numbered and gathered them

    def apply(self, **_: object) -> None:
        """Move them; what nothing refers to stays, and so does the rule above it."""
        every = list(self.document.findall(nodes.footnote))
        notes = {name: note for note in every for name in note["ids"]}
        last: dict[nodes.Node, nodes.Node] = {}  # the note that follows a block so far
        for reference in list(self.document.findall(nodes.footnote_reference)):
            note = notes.pop(reference.get("refid", ""), None)
            block = _block(reference)
            if note is None or block is None or _inside(note, reference):
                continue
            note.parent.remove(note)
            after = last.get(block, block)
            after.parent.insert(after.parent.index(after) + 1, note)
            last[block] = note
        if not any(_gathered(note) for note in self.document.findall(nodes.footnote)):
            for rule in list(self.document.findall(nodes.transition)):
                if "footnotes" in rule["classes"]:
                    rule.parent.remove(rule)


def _block(reference: nodes.Node) -> nodes.Node | None:
    """Return the block after which a note can stand."""
    block: nodes.Node | None = None
    node = reference
    while node is not None and not isinstance(node, nodes.document):
        if isinstance(node, WHOLE) or (block is None and isinstance(node, nodes.paragraph)):
            block = node
        node = node.parent
    return block


def _inside(note: nodes.Node, reference: nodes.Node) -> bool:
    """Tell whether a note refers to itself."""
    node: nodes.Node | None = reference
    while node is not None and node is not note:
        node = node.parent
    return node is note


def _gathered(note: nodes.Node) -> bool:
    """Tell whether a note stands at the end of the page still, under the rule of MyST."""
    place = note.parent.index(note)
    before = note.parent[place - 1] if place else None
    return isinstance(before, nodes.transition) or (
        isinstance(before, nodes.footnote) and _gathered(before)
    )
