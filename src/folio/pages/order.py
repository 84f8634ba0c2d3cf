"""Pages that a toctree takes by a pattern stand in the order of the lists above it.

Sphinx orders them by name; previous and next then lead elsewhere than the list that a reader
came from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes

from folio.core.index import Placed
from folio.core.problems import Invalid
from folio.core.selection import select
from folio.pages import nodes
from folio.pages.domain import FolioDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def order_as_listed(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Order what patterns of toctrees have found; previous and next follow."""
    for docname in sorted(env.tocs):
        trees = [tree for tree in env.tocs[docname].findall(addnodes.toctree) if tree.get("glob")]
        if trees and (listed := listed_on(env, docname)):
            for tree in trees:
                tree["entries"] = ordered(tree["entries"], listed)
            order = {name: at for at, (_, name) in enumerate(trees[0]["entries"])}
            known = env.toctree_includes[docname]
            env.toctree_includes[docname] = sorted(known, key=lambda n: order.get(n, len(order)))
    return []


def listed_on(env: BuildEnvironment, docname: str) -> list[str]:
    """Return the pages of the records that the lists of a page show, in their order."""
    domain = FolioDomain.of(env)
    lists = env.get_doctree(docname).findall(nodes.folio_listing)
    shown = [placed.docname for node in lists for placed in _shown(domain, node)]
    return list(dict.fromkeys(shown))


def _shown(domain: FolioDomain, node: nodes.folio_listing) -> list[Placed]:
    """Return what a list shows; nothing of one that cannot be, which is told where it stands."""
    if node["spec"] is None:
        return []
    try:
        return select(domain.drafts.public(node["spec"]), domain.index.of_kinds(node["kinds"]))
    except Invalid:
        return []


def ordered(
    entries: list[tuple[str | None, str]], listed: list[str]
) -> list[tuple[str | None, str]]:
    """Put the entries that are listed in that order, in the places that they have together.

    >>> ordered([(None, "a"), (None, "b"), (None, "x"), (None, "c")], ["c", "a"])
    [(None, 'c'), (None, 'b'), (None, 'x'), (None, 'a')]
    """
    chosen = sorted(
        (entry for entry in entries if entry[1] in listed), key=lambda e: listed.index(e[1])
    )
    turns = iter(chosen)
    return [next(turns) if entry[1] in listed else entry for entry in entries]
