"""The contract: what the site has published goes on leading somewhere, or the build warns.

``folio_ledger`` in conf.py names the committed ledger. When everything has been written, it is
held against what the built site offers: pages, anchors, files, labels and objects. The build
publishes the ledger with what is new; ``nox -s ledger`` takes that over into the committed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from folio.core.ledger import Ledger, Name, Promise, lost, read_ledger, written
from folio.core.problems import Invalid, Problem, Subtype
from folio.core.whole_files import write_whole
from folio.exports import notfound
from folio.pages.configuration import is_site, place_in_conf
from folio.pages.domain import FolioDomain
from folio.pages.report import report
from folio.permanence.anchors import anchors
from folio.permanence.moves import (
    OPTION,
    companions,
    flat,
    former_labels_of,
    former_pages,
    impossible,
    read_moves,
)
from folio.permanence.redirects import (
    add_aliases,
    forget_redirects,
    read_inventory,
    setup_redirects,
    write_redirects,
    write_script,
)
from folio.publish.outputs import MANIFEST

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FILE = "ledger.txt"  #: where the site publishes it


def keep_promises(generated: set[str], app: Sphinx, error: Exception | None) -> None:
    """Write the redirects of a site whose pages have been written, and check its promises.

    ``generated`` holds the pages that this build wrote, at least those without a source.
    """
    if error or not is_site(app):
        return
    domain = app.env.domains["folio"]
    assert isinstance(domain, FolioDomain)
    forget_redirects(app, made := exports(app))
    promised = promises(app)
    there = Ledger(
        promises=frozenset([*pages_and_anchors(app, generated, made), *files(app, made)])
    )
    moved = possible_moves(app, domain, there)
    keys = {old.key: placed.record.key for old, placed in domain.index.by_former.items()}
    moved |= companions(moved, keys, promised.promises, there.names("file"))
    write_redirects(app, moved)
    add_aliases(app, moved)
    write_script(app)
    redirects = {Promise("page", old) for old in moved if old.endswith(".html")}
    copies = {Promise("file", old) for old in moved if ".html" not in old}
    addresses = there.promises | redirects | copies
    current = Ledger(
        promises=addresses | set(names(app, addresses)),
        site=Name(app.config.folio_inventory_name, domain.portfolio.base_url),
        moved=moved,
        aliases=former_labels_of(domain.index),
    )
    if app.config.folio_ledger:
        compare(app, promised, current)


def promises(app: Sphinx) -> Ledger:
    """Read the committed ledger; report why it cannot be read."""
    path = Path(app.confdir, app.config.folio_ledger)
    if not app.config.folio_ledger:
        return Ledger()
    try:
        return read_ledger(path.read_text(encoding="utf-8"))
    except OSError:
        what = f"'folio_ledger' must name a file (found none at {app.config.folio_ledger!r})"
        report(Problem(Subtype.LEDGER, f"{what}; run 'nox -s ledger' and commit it"), f"{path}:1")
    except ValueError as error:  # of which UnicodeDecodeError is one
        line = re.match(r"line (\d+)", str(error))
        what = f"the ledger must be whole: {error}, or take the last committed one"
        report(Problem(Subtype.LEDGER, what), f"{path}:{line[1] if line else 1}")
    return Ledger()


def compare(app: Sphinx, promised: Ledger, current: Ledger) -> None:
    """Report each promise that is not kept, and publish the ledger with what is new."""
    path = Path(app.confdir, app.config.folio_ledger)
    for broken in lost(promised, current):
        report(Problem(Subtype.LEDGER, broken.message), f"{path}:{broken.line}")
    published = Ledger(
        promises=promised.promises | current.promises,
        site=current.site,
        moved=current.moved,
        aliases=current.aliases,
    )
    write_whole(Path(app.outdir, FILE), written(published))


# -- what the site offers ------------------------------------------------------------------


def pages_and_anchors(app: Sphinx, generated: set[str], made: Iterable[str]) -> Iterator[Promise]:
    """Yield every page of the site, and the anchors of those that have a source.

    The folder may hold more: a page that an earlier build left there is no page of the site.
    """
    shown = app.env.found_docs | generated
    exported = {name.removesuffix(".html") for name in made if name.endswith(".html")}
    for docname in sorted((shown | exported) - {notfound.DOCNAME}):
        path = Path(app.outdir, f"{docname}.html")
        if path.is_file():
            yield Promise("page", f"{docname}.html")
        if path.is_file() and docname in app.env.found_docs:
            for anchor in anchors(path.read_text(encoding="utf-8")):
                yield Promise("anchor", f"{docname}.html#{anchor}")


def exports(app: Sphinx) -> list[str]:
    """Return the files that the exports of this build have made."""
    manifest = Path(app.doctreedir, MANIFEST)
    lines = manifest.read_text(encoding="utf-8").split("\n") if manifest.is_file() else []
    return [name for name in lines if name]


def files(app: Sphinx, made: Iterable[str]) -> Iterator[Promise]:
    """Yield the files beside the pages."""
    own = [FILE] if app.config.folio_ledger else []
    for name in (*made, "objects.inv", *own):
        if not name.endswith(".html"):
            yield Promise("file", name)


def names(app: Sphinx, addresses: frozenset[Promise]) -> Iterator[Promise]:
    """Yield the labels and objects of the inventory that lead to an address of the site."""
    known = {promise.name for promise in addresses}
    for role, items in sorted(read_inventory(app).data.items()):
        for name, item in items.items():
            path, mark, anchor = item.uri.partition("#")
            if unquote(path) + mark + anchor in known:
                yield (
                    Promise("label", name) if role == "std:label" else Promise("object", name, role)
                )


# -- what is said to have moved ------------------------------------------------------------


def possible_moves(app: Sphinx, domain: FolioDomain, there: Ledger) -> dict[str, str]:
    """Return the moves that can be made; report the others where they are said."""
    try:
        said = read_moves(app.config.folio_moved)
    except Invalid as invalid:
        for problem in invalid.problems:
            report(problem, place_of(app, domain, problem))
        said = {}
    moved, problems = flat(former_pages(domain.index) | said)
    problems += impossible(moved, there)
    for problem in problems:
        report(problem, place_of(app, domain, problem))
    wrong = {problem.option for problem in problems}
    return {old: new for old, new in moved.items() if old not in wrong}


def place_of(app: Sphinx, domain: FolioDomain, problem: Problem) -> str | tuple[str, int]:
    """Return the line of conf.py or of the record that says what cannot be."""
    former = former_pages(domain.index)
    if problem.option in former and problem.option not in app.config.folio_moved:
        docname = former[problem.option].removesuffix(".html")
        return docname, domain.index.by_key[docname.rpartition("/")[2]].line
    return place_in_conf(app, problem.option or OPTION)


def setup_contract(app: Sphinx) -> None:
    """Let conf.py name the ledger, and check it when everything else has been written."""
    app.add_config_value("folio_ledger", "", "", str)
    setup_redirects(app)
    generated: set[str] = set()
    app.connect("html-page-context", lambda app, pagename, *_: generated.add(pagename))
    app.connect("build-finished", partial(keep_promises, generated))
