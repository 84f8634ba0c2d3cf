"""What conf.py says, where it says so, and what is being built."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from folio.core.addresses import Layout
from folio.core.colours import PLAIN, Colours, read_colours
from folio.core.problems import Invalid
from folio.pages.report import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SITES = ("html", "dirhtml")


def place_in_conf(app: Sphinx, name: str) -> str:
    """Return the file and line at which a value is set."""
    path = Path(app.confdir, "conf.py")
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return f"{path}:{text.count(chr(10), 0, max(text.find(name), 0)) + 1}"


def colours_of(app: Sphinx) -> Colours:
    """Return the colours of the site; raise :class:`Invalid` if their file is damaged."""
    path = Path(app.confdir, app.config.folio_colours)
    if not path.is_file():
        return PLAIN
    return read_colours(path.read_text(encoding="utf-8"), repr(app.config.folio_colours))


def check_colours(app: Sphinx) -> None:
    """Report what is wrong with the file of colours; from then on the site has plain ones."""
    try:
        colours_of(app)
    except Invalid as error:
        for problem in error.problems:
            report(problem, f"{Path(app.confdir, app.config.folio_colours)}:1")
        app.config.folio_colours = ""  # then there is no such file


def layout_of(app: Sphinx) -> Layout:
    """Return where the builder puts pages."""
    return Layout(folders=app.builder.name == "dirhtml")


def is_site(app: Sphinx) -> bool:
    """Tell whether a site is built: others that write HTML make one page of all, or an archive."""
    return isinstance(app.builder, StandaloneHTMLBuilder) and app.builder.name in SITES
