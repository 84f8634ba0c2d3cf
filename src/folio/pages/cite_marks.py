"""Citations in the running text of a page: in full the first time, then as a small number.

The number is that of the source in the page's list. Every citation has a name of its own, and the
list leads back to each of them: ^ a b c, as in encyclopedias.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from docutils import nodes as docnodes
from docutils.nodes import Node, Text

from folio.core.bibliography import Source
from folio.pages import nodes
from folio.pages.citations import anchor, place
from folio.pages.page import Page, unique


@dataclass
class CiteMarks:
    """Sets the citations of a page, which must come in their order."""

    page: Page
    told: set[str] = field(default_factory=set)
    number: int = 0

    def __post_init__(self) -> None:
        known = self.page.sources(self.page.keys)
        self.rank = {source.key: i for i, source in enumerate(known, start=1)}

    def replace(self, cited: nodes.folio_cite) -> None:
        """Put a citation in the place of what stands for it."""
        keys = list(unique(cited))
        names = {}
        for key in keys:
            self.number += 1
            names[key] = place(self.number)
        again = [s for s in self.page.sources(keys) if s.key in self.told]
        first = [s for s in self.page.sources(keys) if s.key not in self.told]
        self.told.update(keys)
        if not first:
            leave_no_space(cited)
        shown: list[Node] = [self.in_full(first, names)] if first else []
        shown += [self.mark(again, names)] if again else []
        cited.replace_self(shown)

    def in_full(self, sources: Iterable[Source], names: Mapping[str, str]) -> docnodes.inline:
        """Return ``(Zhu et al., 2025)``."""
        labels = self.page.domain.bibliography.labels
        links = [link(source, labels[source.key], names) for source in sources]
        inside = nodes.joined(links, "; ")
        return docnodes.inline("", "", Text("("), *inside, Text(")"), classes=["folio-cite"])

    def mark(self, sources: Iterable[Source], names: Mapping[str, str]) -> docnodes.superscript:
        """Return ``[1]``, small and raised."""
        links = [link(source, str(self.rank[source.key]), names) for source in sources]
        inside = nodes.joined(links, ", ")
        return docnodes.superscript("", "", Text("["), *inside, Text("]"), classes=["folio-cite"])


def link(source: Source, text: str, names: Mapping[str, str]) -> docnodes.reference:
    """Return a link from a citation to its source, under the citation's own name."""
    reference = docnodes.reference("", "", *nodes.said(text), refid=anchor(source), internal=True)
    reference["ids"] = [names[source.key]]
    return reference


def leave_no_space(cited: docnodes.Element) -> None:
    """Let a mark stand at the word that it follows."""
    index = cited.parent.index(cited)
    before = cited.parent[index - 1] if index else None
    if isinstance(before, Text):
        cited.parent[index - 1] = Text(before.rstrip())
