"""When a twin is written: with its page, and again whenever that is, or when it is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from folio.core.addresses import twin_file
from folio.core.whole_files import write_whole
from folio.publish.beside_pages import has_file, pages_without, site_and_page
from folio.publish.twin import twin

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

EXPORT = "write-ups"


def write_twin(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Write the twin of a page whose tree has just been written as HTML, in whichever process."""
    if doctree is None or not has_file(app, EXPORT, pagename):
        return
    site, page = site_and_page(app, pagename)
    write_whole(Path(app.outdir, twin_file(pagename)), twin(doctree, page, site))


def pages_without_twin(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the write-ups to be written again because their twins are gone."""
    return pages_without(app, EXPORT, twin_file)


def setup_twins(app: Sphinx) -> None:
    """Write twins with pages."""
    app.connect("env-updated", pages_without_twin)
    app.connect("html-page-context", write_twin)
