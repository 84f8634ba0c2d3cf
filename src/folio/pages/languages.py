"""Text of an East Asian script is marked with its language, so that it is read and set as such."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from folio.core.scripts import LANGUAGES, RUN, parted

if TYPE_CHECKING:
    from sphinx.config import Config

MARKS = {language: f"language-{language}" for language in LANGUAGES}  # docutils makes lang of it
LEFT_ALONE = (nodes.literal, nodes.literal_block, nodes.math, nodes.math_block, nodes.raw)


def mark_languages(tree: nodes.Element, config: Config) -> None:
    """Wrap each run of East Asian characters that is not wrapped yet."""
    for text in list(tree.findall(nodes.Text)):
        parent = text.parent
        if not RUN.search(text) or isinstance(parent, LEFT_ALONE) or marked(parent):
            continue
        parts = list(parted(str(text), config.folio_han, config.language or "en"))
        if any(language for _, language in parts):
            parent.replace(text, [_marked(part, language) for part, language in parts])


def _marked(part: str, language: str) -> nodes.Node:
    return nodes.inline("", part, classes=[MARKS[language]]) if language else nodes.Text(part)


def marked(node: nodes.Node) -> str:
    """Return the language that a node marks its text with, or "" of what its author wrote."""
    classes = node["classes"] if isinstance(node, nodes.inline) else []
    return next((name for name, mark in MARKS.items() if classes == [mark]), "")


class MarkLanguages(SphinxTransform):
    """Marks a page when it has been read, so that titles carry the mark wherever they show."""

    default_priority = 839

    def apply(self, **kwargs: Any) -> None:
        mark_languages(self.document, self.config)
