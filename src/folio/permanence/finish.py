"""What is done when the pages of a site have been written: files beside them, redirects, contract.

Every file is written whole, and what an earlier build wrote and this one has not is removed: one
list of names, beside the doctrees, remembers which these are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from folio.core.addresses import is_page
from folio.core.problems import Problem
from folio.core.whole_files import write_whole
from folio.exports.redirect_page import gone_html
from folio.pages.configuration import is_site, place_in_conf
from folio.pages.domain import FolioDomain
from folio.pages.report import report
from folio.pages.served import extra_files, served
from folio.permanence.contract import (
    compare,
    current_ledger,
    offered,
    promised_by,
    withheld,
)
from folio.permanence.moves import OPTION, files_moved_along, former_pages, moves_of, unreachable
from folio.permanence.names import check_extra_files, check_names
from folio.permanence.own_links import check_own_links
from folio.permanence.redirects import add_aliases, inventory_of, redirect_files, setup_redirects
from folio.permanence.unlisted import listed, prune_inventory
from folio.publish.outputs import exported_files
from folio.publish.permanent_pages import site_frame

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOG = logging.getLogger(__name__)
MANIFEST = "written.txt"  #: names, beside the doctrees, what the last build wrote


def finish_site(generated: set[str], app: Sphinx, error: Exception | None) -> None:
    """Write the files and redirects of a site whose pages have been written; check the contract.

    ``generated`` holds the pages that this build wrote, at least those without a source.
    """
    if error:
        return
    if not is_site(app):
        if app.config.folio_exports:
            LOG.info(
                "folio: the files beside the pages are made with the builders html and dirhtml"
            )
        return
    domain = FolioDomain.of(app.env)
    made, refused = exported_files(app)
    promised = promised_by(app)
    lacking = withheld(promised, refused)
    site = offered(app, generated, made)
    site = replace(site, promises=site.promises | lacking)
    moves, problems = moves_of(app.config.folio_moved, domain.index, domain.layout)
    problems += unreachable(moves.addresses, site)
    for problem in problems:
        report(problem, place_of(app, domain, problem))
    moves = moves.without(problem.option for problem in problems)
    keys = {old.key: placed.record.key for old, placed in domain.index.by_former.items()}
    along = files_moved_along(
        moves.pages, keys, promised.promises, site.names("file"), domain.layout
    )
    moves = moves.with_files(along)
    gone = {name: gone_html(name, site_frame(app)) for name in promised.gone if is_page(name)}
    there = moves.without_files_at({promise.name for promise in lacking})
    files = {**gone, **made, **redirect_files(app, there, made)}
    check_extra_files(app, files, generated)
    write_files(app, files, {*map(domain.layout.file, (*app.env.found_docs, *generated))})
    prune_inventory(app, promised)
    add_aliases(app, moves, promised.names("label"))
    if app.config.folio_ledger:
        current = current_ledger(app, site, moves, inventory_of(app), domain)
        compare(app, promised, listed(app, current, promised))
        check_own_links(app, current)


def place_of(app: Sphinx, domain: FolioDomain, problem: Problem) -> str | tuple[str, int]:
    """Return the line of conf.py or of the record that says what cannot be."""
    former = former_pages(domain.index, domain.layout)
    if problem.option in former and problem.option not in app.config.folio_moved:
        docname = domain.layout.docname(former[problem.option])
        return docname, domain.index.by_key[docname.rpartition("/")[2]].line
    return place_in_conf(app, problem.option or OPTION)


def write_files(app: Sphinx, files: Mapping[str, str | bytes], pages: Iterable[str]) -> None:
    """Write files beside the pages, and delete those that only an earlier build wrote."""
    manifest = Path(app.doctreedir, MANIFEST)
    earlier = manifest.read_text(encoding="utf-8").split("\n") if manifest.is_file() else []
    current = {*files, *pages, *served(app), *extra_files(app)}
    for path in (Path(app.outdir, name) for name in set(earlier) - current - {""}):
        path.unlink(missing_ok=True)
        with suppress(OSError):  # it is empty now, or holds something else
            path.parent.rmdir()
    for name, content in files.items():
        write_whole(Path(app.outdir, name), content)
    write_whole(manifest, "\n".join(sorted(current)))


def setup_permanence(app: Sphinx) -> None:
    """Finish the site when it is built."""
    setup_redirects(app)
    generated: set[str] = set()
    app.connect("env-check-consistency", check_names)
    app.connect("html-page-context", lambda app, pagename, *_: generated.add(pagename))
    app.connect("build-finished", partial(finish_site, generated))
