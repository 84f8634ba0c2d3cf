"""What is done when the pages of a site have been written: files beside them, redirects, contract.

Every file is written whole, and what an earlier build wrote and this one has not is removed: one
list of names, beside the doctrees, remembers which these are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from folio.core.addresses import docname_of, is_page
from folio.core.problems import Problem
from folio.core.whole_files import write_whole
from folio.exports.redirect_page import gone_html
from folio.pages.configuration import is_site, place_in_conf
from folio.pages.domain import FolioDomain
from folio.pages.report import report
from folio.permanence.contract import compare, current_ledger, offered, promised_by
from folio.permanence.moves import OPTION, files_moved_along, former_pages, moves_of, unreachable
from folio.permanence.redirects import add_aliases, inventory_of, redirect_files, setup_redirects
from folio.publish.outputs import exported_files
from folio.publish.permanent_pages import site_frame

if TYPE_CHECKING:
    from sphinx.application import Sphinx

MANIFEST = "written.txt"  #: names, beside the doctrees, what the last build wrote


def finish_site(generated: set[str], app: Sphinx, error: Exception | None) -> None:
    """Write the files and redirects of a site whose pages have been written; check the contract.

    ``generated`` holds the pages that this build wrote, at least those without a source.
    """
    if error or not is_site(app):
        return
    domain = FolioDomain.of(app.env)
    made = exported_files(app)
    promised, site = promised_by(app), offered(app, generated, made)
    moves, problems = moves_of(app.config.folio_moved, domain.index)
    problems += unreachable(moves.addresses, site)
    for problem in problems:
        report(problem, place_of(app, domain, problem))
    moves = moves.without(problem.option for problem in problems)
    keys = {old.key: placed.record.key for old, placed in domain.index.by_former.items()}
    along = files_moved_along(moves.pages, keys, promised.promises, site.names("file"))
    moves = moves.with_files(along)
    gone = {name: gone_html(name, site_frame(app)) for name in promised.gone if is_page(name)}
    write_files(app, {**gone, **made, **redirect_files(app, moves, made)})
    add_aliases(app, moves, promised.names("label"))
    if app.config.folio_ledger:
        compare(app, promised, current_ledger(app, site, moves, inventory_of(app), domain))


def place_of(app: Sphinx, domain: FolioDomain, problem: Problem) -> str | tuple[str, int]:
    """Return the line of conf.py or of the record that says what cannot be."""
    former = former_pages(domain.index)
    if problem.option in former and problem.option not in app.config.folio_moved:
        docname = docname_of(former[problem.option])
        return docname, domain.index.by_key[docname.rpartition("/")[2]].line
    return place_in_conf(app, problem.option or OPTION)


def write_files(app: Sphinx, files: Mapping[str, str | bytes]) -> None:
    """Write files beside the pages, and delete those that only an earlier build wrote."""
    manifest = Path(app.doctreedir, MANIFEST)
    earlier = manifest.read_text(encoding="utf-8").split("\n") if manifest.is_file() else []
    for name in obsolete(app, earlier, files):
        Path(app.outdir, name).unlink(missing_ok=True)
    for name, content in files.items():
        write_whole(Path(app.outdir, name), content)
    write_whole(manifest, "\n".join(sorted(files)))


def obsolete(app: Sphinx, earlier: Iterable[str], files: Mapping[str, str | bytes]) -> set[str]:
    """Return what an earlier build wrote, unless something else stands in its place now."""
    pages = {name for name in earlier if is_page(name) and docname_of(name) in app.env.found_docs}
    return set(earlier) - set(files) - pages - {""}


def setup_permanence(app: Sphinx) -> None:
    """Finish the site when it is built."""
    setup_redirects(app)
    generated: set[str] = set()
    app.connect("html-page-context", lambda app, pagename, *_: generated.add(pagename))
    app.connect("build-finished", partial(finish_site, generated))
