"""The contract: what the site has published goes on leading somewhere, or the build warns.

``folio_ledger`` in conf.py names the committed ledger. It is held against what the built site
offers: pages, anchors, files, labels and objects. The build publishes the ledger with what is
new; ``nox -s ledger`` takes that over into the committed one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from folio.core.addresses import is_page, page_file
from folio.core.broken_promises import broken_promises, withdrawn
from folio.core.inventory import Inventory
from folio.core.ledger import Ledger, Name, Promise, canonical, fits, ledger_text, read_ledger
from folio.core.problems import Problem, Subtype
from folio.core.whole_files import write_whole
from folio.exports import notfound
from folio.pages.configuration import layout_of
from folio.pages.domain import FolioDomain
from folio.pages.report import report
from folio.pages.served import extra_files, served
from folio.permanence.anchors import anchors
from folio.permanence.moves import Moves
from folio.publish.outputs import makes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FILE = "ledger.txt"  #: where the site publishes it


def promised_by(app: Sphinx) -> Ledger:
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


def offered(app: Sphinx, generated: Collection[str], made: Collection[str]) -> Ledger:
    """Return the pages, anchors and files of a site, without its redirects.

    ``generated`` holds the pages that this build wrote, at least those without a source;
    ``made`` the files that its exports have made.
    """
    own = [FILE] if app.config.folio_ledger else []
    others = (*extra_files(app), *served(app))
    beside = (name for name in (*made, "objects.inv", *own, *others) if not is_page(name))
    files = [Promise("file", name) for name in beside]
    files += [Promise("page", name) for name in extra_files(app) if is_page(name)]
    return Ledger(promises=frozenset([*_pages_and_anchors(app, generated, made), *files]))


def withheld(promised: Ledger, refused: Collection[str]) -> frozenset[Promise]:
    """Return the promised files of exports that were refused: the build has said why, and fails.

    They count as offered, so that nothing is said a second time of what is mended with the export.
    """
    return frozenset(
        promise
        for promise in promised.promises
        if promise.kind in ("file", "page") and any(makes(name, promise.name) for name in refused)
    )


def _pages_and_anchors(
    app: Sphinx, generated: Collection[str], made: Collection[str]
) -> Iterator[Promise]:
    """Yield every page of the site, and the anchors of those that have a source.

    The folder may hold more: a page that an earlier build left there is no page of the site.
    """
    layout = layout_of(app)
    lost = {layout.file(notfound.DOCNAME), page_file(notfound.DOCNAME)}
    sources = {layout.file(name) for name in app.env.found_docs}
    pages = {*sources, *map(layout.file, generated), *filter(is_page, made)} - lost
    for page in sorted(pages):
        path = Path(app.outdir, page)
        if path.is_file() or page in made:
            yield Promise("page", page)
        if path.is_file() and page in sources:
            for anchor in anchors(path.read_text(encoding="utf-8")):
                yield Promise("anchor", f"{page}#{anchor}")


def current_ledger(
    app: Sphinx, site: Ledger, moves: Moves, inventory: Inventory, domain: FolioDomain
) -> Ledger:
    """Return all that a site offers: what is there, what leads there, and the names for it."""
    redirects = {Promise("page", old) for old in moves.pages}
    addresses = site.promises | redirects | {Promise("file", old) for old in moves.files}
    return Ledger(
        promises=addresses | set(_names(inventory, addresses)),
        site=Name(app.config.folio_inventory_name, domain.portfolio.base_url),
        moved=moves.addresses,
        aliases=moves.aliases,
    )


def _names(inventory: Inventory, addresses: frozenset[Promise]) -> Iterator[Promise]:
    """Yield the labels and objects of the inventory that lead to an address of the site."""
    known = {promise.name for promise in addresses}
    for entry in inventory.entries:
        path, mark, anchor = entry.address.partition("#")
        if canonical(unquote(path)) + mark + anchor in known:
            label = entry.role == "std:label"
            yield (
                Promise("label", entry.name) if label else Promise("object", entry.name, entry.role)
            )


def compare(app: Sphinx, promised: Ledger, current: Ledger) -> None:
    """Report each promise that is not kept and what is not promised; publish the new ledger."""
    path = Path(app.confdir, app.config.folio_ledger)
    for broken in broken_promises(promised, current):
        report(Problem(Subtype.LEDGER, broken.message), f"{path}:{broken.line}")
    for address in sorted(promised.gone & {promise.name for promise in current.promises}):
        what = f"{address!r} must not exist, since it was withdrawn for good (the site has it)"
        remedy = f"take the page away, or write 'page' for 'gone' before {address!r}"
        report(Problem(Subtype.LEDGER, f"{what}; {remedy}"), f"{path}:1")
    if problem := unpromised(promised, current):
        report(problem, f"{path}:1")
    published = Ledger(
        promises=frozenset(
            promise  # what cannot be named was refused where it stands
            for promise in (promised.promises | current.promises) - withdrawn(promised)
            if fits(promise.name)
        ),
        site=current.site,
        moved=current.moved,
        aliases=current.aliases,
        gone=promised.gone,
    )
    write_whole(Path(app.outdir, FILE), ledger_text(published))


def unpromised(promised: Ledger, current: Ledger) -> Problem | None:
    """Return the problem that a site publishes what its ledger does not promise, if it does."""
    new = sorted(current.promises - promised.promises, key=lambda promise: promise.rank)
    if not new:
        return None
    named = ", ".join(repr(promise.name) for promise in new[:3])
    more = f" and {len(new) - 3} more" if len(new) > 3 else ""
    what = f"the ledger must have all that the site publishes (it lacks {named}{more})"
    return Problem(Subtype.UNPROMISED, f"{what}; run 'nox -s ledger', look, and commit it")
