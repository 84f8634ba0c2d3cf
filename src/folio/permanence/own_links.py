"""Links of pages to their own site by its whole address, which Sphinx takes for another site.

They are judged as the check of other repositories judges them, against what this build offers.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from folio.check.judge import Judgement, Verdict, judge
from folio.check.published import published
from folio.check.site import Site
from folio.core.ledger import Ledger
from folio.core.problems import Problem, Subtype
from folio.core.records import facts
from folio.pages.domain import FolioDomain
from folio.pages.nodes import nearest
from folio.pages.report import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx

Place = nodes.Node | tuple[str, int | None]


def check_own_links(app: Sphinx, current: Ledger) -> None:
    """Report each link by an address of this site that leads nowhere."""
    base = current.site.base_url if current.site else ""
    if not base.startswith(("http:", "https:")):
        return
    site = Site(base)
    judged = judge(site, published(None, current))
    for place, address in (*of_pages(app, site), *of_records(app)):
        found = judged(address, "", "link") if site.address(address) is not None else None
        if found and found.verdict is Verdict.DEAD:
            report(problem(address, found), place)


def problem(address: str, found: Judgement) -> Problem:
    """Return what is said of a link that leads nowhere."""
    what = f"a link to this site must lead to what it has (got {address!r}: {found.reason})"
    return Problem(Subtype.ADDRESS, f"{what}; link to the page or the record itself")


def of_pages(app: Sphinx, site: Site) -> Iterator[tuple[Place, str]]:
    """Yield the links of those pages that name the host of the site in what they are made of."""
    for docname in sorted(app.env.found_docs):
        made_of = [app.env.doc2path(docname), *sorted(app.env.dependencies.get(docname, ()))]
        if any(_names(Path(app.srcdir, path), site) for path in made_of):
            for node in app.env.get_doctree(docname).findall(nodes.reference):
                if address := node.get("refuri", ""):
                    yield _place(node, docname), address


def of_records(app: Sphinx) -> Iterator[tuple[Place, str]]:
    """Yield the addresses that are options of records."""
    for one in FolioDomain.of(app.env).index.by_key.values():
        for fact in facts(one.record):
            if fact.url:
                yield (one.docname, one.line), fact.url


def _place(node: nodes.Node, docname: str) -> Place:
    known = nearest(node)
    return known if known.line else (docname, None)


def _names(path: Path, site: Site) -> bool:
    try:
        return site.is_host_in(path.read_bytes())
    except OSError:
        return False
