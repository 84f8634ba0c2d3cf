"""Names that more than one place gives: a reference would lead to the one that was read last.

What each page gives is kept by page, since of two pages Sphinx knows one alone; so the check sees
all of them, whatever was read and in which order. Pages that share a name are read again, until
one of them gives it up: then the other has it, as in a build from nothing.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.domains.std import StandardDomain

from folio.core.given_names import Given, clashes, sharing
from folio.core.index import Placed
from folio.core.problems import Problem, Subtype
from folio.core.records import former_names
from folio.pages.configuration import is_site
from folio.pages.domain import FolioDomain
from folio.pages.nodes import folio_record, nearest
from folio.pages.report import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: What Sphinx says while it reads, of two pages that it happens to know at that time.
SAID_BY_SPHINX = (
    *("duplicate label %s,", "duplicate citation %s,", "duplicate label of equation %s,"),
    "duplicate %s description of %s,",
)

_ID = re.compile(r"""\sid=["']?([^\s"'<>]+)""", re.IGNORECASE)


def given_names(document: nodes.document, docname: str, records: Sequence[Placed]) -> list[Given]:
    """Return the names that a page gives, once it has been read."""
    given = [
        Given(docname, placed.line, "label", name, placed.record.key)
        for placed in records
        for name in (placed.anchor, *(old.label for old in former_names(placed.record)))
    ]
    own = {one.name: one.record for one in given}
    for name, node in _labelled(document):
        record = next(iter(node.findall(folio_record)), None) if name in own else None
        if record is None or record.parent is not node or record["key"] != own[name]:
            given.append(Given(docname, _line(node), "label", name))
    for space, name, place in (*_terms(document), *_others(document)):
        given.append(Given(docname, _line(place), space, name))
    return given


def _line(node: nodes.Node) -> int:
    return nearest(node).line or 1


def _labelled(document: nodes.document) -> Iterator[tuple[str, nodes.Element]]:
    """Yield the labels of a page as Sphinx takes them: names that are given, and what has them."""
    for name, explicit in document.nametypes.items():
        place = document.nameids.get(name) if explicit else None
        node: nodes.Element | None = document.ids.get(place) if place else None
        if isinstance(node, nodes.target) and "refid" in node:
            node = document.ids.get(node["refid"])
        if node is None or isinstance(node, nodes.footnote | nodes.citation) or "refuri" in node:
            continue
        if not node.tagname.startswith("desc_"):
            yield name, node


def _terms(document: nodes.document) -> Iterator[tuple[str, str, nodes.Node]]:
    """Yield the terms of glossaries, which are found whatever the case of their letters."""
    for glossary in document.findall(addnodes.glossary):
        for term in glossary.findall(nodes.term):
            yield "term", term.astext().lower(), term


def _others(document: nodes.document) -> Iterator[tuple[str, str, nodes.Node]]:
    for equation in document.findall(nodes.math_block):
        if label := equation.get("label"):
            yield "label of an equation", label, equation
    for citation in document.findall(nodes.citation):
        yield "citation", citation[0].astext(), citation


def check_given_names(app: Sphinx, env: BuildEnvironment) -> None:
    """Report each name that a second place gives."""
    virtual = StandardDomain.initial_data["labels"]
    given = [Given("", 0, "label", name, f"the page {name}") for name in virtual]
    known = FolioDomain.of(env).data["names"]
    for again, first in clashes([*given, *(one for names in known.values() for one in names)]):
        there = f", at {env.doc2path(first.docname)}:{first.line}" if first.docname else ""
        what = f"the name {again.name!r} must be given once (here as {again.said}{there}"
        problem = Problem(Subtype.DUPLICATE, f"{what} as {first.said}); rename one of them")
        report(problem, (again.docname, again.line))


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Have the pages read again that share a name."""
    return sorted((sharing(FolioDomain.of(env).data["names"]) & env.found_docs) - removed)


def check_ids(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Report each anchor that stands twice on a page, since a link leads to the first."""
    if not is_site(app):  # others may put all pages into one
        return
    known: set[str] = set()
    told = {again.name for again, _ in clashes(FolioDomain.of(app.env).data["names"][docname])}
    for node in doctree.findall(nodes.Element):
        said = isinstance(node, nodes.raw) and "said" in node.attributes
        for name in (*node["ids"], *(_ID.findall(node.astext()) if said else ())):
            is_drawing = isinstance(node, nodes.figure) and name.startswith("figure-")
            if name in known and name not in told and not is_drawing:  # of which others tell
                what = f"a name for links must stand once on a page (got {name!r} again)"
                problem = Problem(Subtype.DUPLICATE, f"{what}; rename the heading, label or key")
                place = nearest(node)
                report(problem, place if place.line else (docname, 1))
            known.add(name)


class _SaidHere(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        of = record.args[0] if isinstance(record.args, tuple) and record.args else ""
        again = str(record.msg).startswith(SAID_BY_SPHINX)
        return not again or (str(record.msg).startswith(SAID_BY_SPHINX[-1]) and of != "term")


def setup_given_names(app: Sphinx) -> None:
    """Compare names."""
    for domain in ("std", "math", "citation"):
        logger = logging.getLogger(f"sphinx.sphinx.domains.{domain}")
        if not any(isinstance(one, _SaidHere) for one in logger.filters):
            logger.addFilter(_SaidHere())
    app.connect("env-check-consistency", check_given_names)
    app.connect("env-get-outdated", outdated)
    app.connect("doctree-resolved", check_ids, priority=900)
