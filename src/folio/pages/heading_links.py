r"""A link that takes its text from a heading or caption says it as readers can, formulas too.

Sphinx and MyST take the text of its source: of ``$n \log n$`` it is ``n \log n``.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import clean_astext

from folio.pages.domain import FolioDomain
from folio.pages.plain_formula import STRUCTURED, said

#: What a link may take its text from.
NAMED = (nodes.title, nodes.caption, nodes.rubric)


class PlainHeadingLinks(SphinxPostTransform):
    """Put the plain text of a heading in place of its source, in each link within the site."""

    default_priority = 20  # when Sphinx and MyST have resolved all references

    def run(self, **_: object) -> None:
        """Replace it where it stands."""
        every = self.document.findall(nodes.reference)
        links = (link for link in every if link.get("internal") or link.get("refid"))
        known = FolioDomain.of(self.env).texts
        for text in [text for link in links for text in link.findall(nodes.Text)] if known else ():
            if plain := known.get(str(text)):
                text.parent.replace(text, nodes.Text(plain))


def plain_texts(document: nodes.document) -> dict[str, str]:
    """Return what the headings and captions of a page say, by the text of their source."""
    found = (
        (clean_astext(node), said(node))
        for kind in NAMED
        for node in document.findall(kind)
        if any(next(node.findall(part), None) is not None for part in STRUCTURED)
    )
    return {source: plain for source, plain in found if plain != source}
