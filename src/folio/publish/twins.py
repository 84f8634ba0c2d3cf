"""When a twin is written: with its page, and again whenever that is, or when it is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from folio.core.addresses import twin_file
from folio.core.whole_files import write_whole
from folio.exports.webpage import WebPage
from folio.pages.configuration import is_site
from folio.pages.domain import FolioDomain
from folio.publish.twin import twin

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

EXPORT = "write-ups"


def has_twin(app: Sphinx, docname: str) -> bool:
    """Tell whether a page is a write-up whose twin this build makes."""
    wanted = EXPORT in app.config.folio_exports and app.config.html_baseurl
    return bool(wanted) and is_site(app) and is_write_up(app, docname)


def is_write_up(app: Sphinx, docname: str) -> bool:
    """Tell whether a page writes up a project."""
    domain = FolioDomain.of(app.env)
    placed = domain.index.records.get(docname, ())
    return WebPage(docname=docname, title="", placed=placed).project is not None


def write_twin(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Write the twin of a page whose tree has just been written as HTML, in whichever process."""
    if doctree is None or not has_twin(app, pagename):
        return
    site = app.config.html_baseurl.rstrip("/") + "/"
    page = site + app.builder.get_target_uri(pagename)
    write_whole(Path(app.outdir, twin_file(pagename)), twin(doctree, page, site))


def pages_without_twin(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the write-ups to be written again because their twins are gone."""
    return [
        name
        for name in sorted(env.found_docs)
        if has_twin(app, name) and not Path(app.outdir, twin_file(name)).is_file()
    ]


def setup_twins(app: Sphinx) -> None:
    """Write twins with pages."""
    app.connect("env-updated", pages_without_twin)
    app.connect("html-page-context", write_twin)
