r"""A link that takes its text from a heading says it as readers can: formulas in plain form.

Sphinx and MyST take the text of the heading's source: of ``$n \log n$`` it is ``n \log n``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import clean_astext

from folio.pages.domain import FolioDomain
from folio.pages.plain_formula import STRUCTURED, said

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class PlainHeadingLinks(SphinxPostTransform):
    """Put the plain text of a heading in place of its source, in each link within the site."""

    default_priority = 20  # when Sphinx and MyST have resolved all references

    def run(self, **_: object) -> None:
        """Replace it where it stands."""
        every = self.document.findall(nodes.reference)
        links = (link for link in every if link.get("internal") or link.get("refid"))
        for text in [text for link in links for text in link.findall(nodes.Text)]:
            if plain := headings_of(self.env).get(str(text)):
                text.parent.replace(text, nodes.Text(plain))


def headings_of(env: BuildEnvironment) -> dict[str, str]:
    """Return what the headings of all pages say in plain form, by the text of their source."""
    domain = FolioDomain.of(env)
    if domain.headings is None:
        domain.headings = dict(_headings(env))
    return domain.headings


def _headings(env: BuildEnvironment) -> Iterator[tuple[str, str]]:
    for contents in env.tocs.values():
        for heading in contents.findall(nodes.reference):
            if any(next(heading.findall(kind), None) is not None for kind in STRUCTURED):
                source, plain = clean_astext(heading), said(heading)
                if plain != source:
                    yield source, plain
