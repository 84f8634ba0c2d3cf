"""What a page says in each of its sections, noted when it has been read, for the search.

Lists of records are left out: a record is found where it is stated, and so once.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes as docnodes
from sphinx import addnodes
from sphinx.environment.collectors import EnvironmentCollector

from folio.pages import nodes
from folio.pages.plain_formula import said

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

SILENT = (
    *(docnodes.comment, docnodes.target, docnodes.raw, docnodes.system_message),
    *(docnodes.substitution_definition, docnodes.image, docnodes.footnote_reference),
    *(nodes.folio_listing, nodes.folio_cite, nodes.folio_export, nodes.folio_picture),
)


@dataclass(frozen=True, slots=True)
class Read:
    """A section as it was read: its ids, its title, text, code and formulas.

    ``equations`` are the labels of its formulas, ``keys`` the sources that it lists.
    """

    ids: tuple[str, ...]
    title: str
    text: str
    code: str
    formulas: tuple[str, ...]
    equations: tuple[str, ...]
    keys: tuple[str, ...]


def sections(document: docnodes.document) -> Iterator[Read]:
    """Yield what stands above the first section, with the page's title, and then each section."""
    tops = [node for node in document if isinstance(node, docnodes.section)]
    keys = tuple(key for cited in document.findall(nodes.folio_cite) for key in cited["keys"])
    for top in tops:
        for section in (top, *(s for s in top.findall(docnodes.section) if s is not top)):
            yield read(section, keys)


def read(section: docnodes.section, keys: tuple[str, ...]) -> Read:
    """Return what a section says, without the sections below it."""
    texts: list[str] = []
    code: list[str] = []
    formulas: list[str] = []
    equations: list[str] = []
    listed = False
    for node in own(section):
        if isinstance(node, docnodes.literal_block):
            code.append(node.astext())
        elif isinstance(node, docnodes.Text):
            raised = isinstance(node.parent, docnodes.superscript | docnodes.subscript)
            texts.append(said(node.parent) if raised else node.astext())
        elif isinstance(node, (docnodes.math, docnodes.math_block)):
            formulas.append(node.astext())
            equations += [str(node["label"])] if node.get("label") else []
        elif isinstance(node, nodes.folio_listing):
            listed = listed or node["style"] == "sources"
        elif not isinstance(node, docnodes.Inline):
            texts.append("\n")
    title = next((n.astext() for n in section if isinstance(n, docnodes.title)), "")
    text = " ".join("".join(texts).split())
    return Read(
        *(tuple(section["ids"]), title, text, "\n".join(code)),
        *(tuple(formulas), tuple(equations), keys if listed else ()),
    )


def own(node: docnodes.Element) -> Iterator[docnodes.Node]:
    """Yield what is in a section and in none below it, but for its title and what says nothing."""
    for child in node.children:
        if isinstance(child, (docnodes.section, docnodes.title)) and isinstance(
            node, docnodes.section
        ):
            continue
        yield child
        if isinstance(child, addnodes.only) and not child["folio-shown"]:
            continue
        if isinstance(child, docnodes.Element) and not isinstance(
            child, (docnodes.math, docnodes.math_block, docnodes.literal_block, *SILENT)
        ):
            yield from own(child)


class PassageCollector(EnvironmentCollector):
    """Keeps what the pages say with all that a build remembers of them."""

    def process_doc(self, app: Sphinx, doctree: docnodes.document) -> None:
        """Note a page."""
        for only in list(doctree.findall(addnodes.only)):  # what other builders show
            only["folio-shown"] = app.tags.eval_condition(only["expr"])
        kept(app.env)[app.env.current_document.docname] = tuple(sections(doctree))

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget a page."""
        kept(env).pop(docname, None)

    def merge_other(
        self, app: Sphinx, env: BuildEnvironment, docnames: Set[str], other: BuildEnvironment
    ) -> None:
        """Take over pages that another process has read."""
        theirs = kept(other)
        kept(env).update({name: theirs[name] for name in docnames if name in theirs})


def kept(env: Any) -> dict[str, tuple[Read, ...]]:
    """Return what is kept in a build's memory, by page."""
    if not hasattr(env, "folio_passages"):
        env.folio_passages = {}
    passages: dict[str, tuple[Read, ...]] = env.folio_passages
    return passages
