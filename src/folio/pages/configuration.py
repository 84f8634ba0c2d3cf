"""What conf.py says, where it says so, and what is being built."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from folio.core.addresses import Layout
from folio.core.colours import PLAIN, Colours, read_colours
from folio.core.problems import Invalid, Problem, Subtype, suggestion
from folio.core.scripts import LANGUAGES
from folio.pages.report import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

SITES = ("html", "dirhtml")
DEFAULT = "references.bib"  #: the value of ``folio_bibliography`` of those who set none


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


def base_url(config: Config) -> str:
    """Return the address of the site, which ends in a slash; nothing if it is not known."""
    base = config.html_baseurl.rstrip("/")
    return f"{base}/" if base else ""


def check_han(app: Sphinx, config: Config) -> None:
    """Report a language that characters cannot have; from then on they have the first of all."""
    if config.folio_han not in LANGUAGES:
        rule = f"'folio_han' must be one of {', '.join(LANGUAGES)} (got {config.folio_han!r})"
        hint = suggestion(str(config.folio_han), LANGUAGES)
        report(Problem(Subtype.OPTION, rule + hint), place_in_conf(app, "folio_han"))
        config.folio_han = LANGUAGES[0]


def check_bibliography(app: Sphinx, config: Config) -> None:
    """Report a value that names no files; a file of the default name may be missing."""
    named, place = config.folio_bibliography, place_in_conf(app, "folio_bibliography")
    names = [named] if isinstance(named, str) else named
    if not isinstance(names, list | tuple) or not all(isinstance(one, str) for one in names):
        rule = "'folio_bibliography' must be the name of a BibTeX file, or a list of such names"
        report(Problem(Subtype.OPTION, f"{rule} (got {named!r})"), place)
        config.folio_bibliography = []
        return
    for name in [] if named == DEFAULT else names:
        if not Path(app.srcdir, name).is_file():
            rule = "'folio_bibliography' must name files below the folder of the pages"
            report(
                Problem(Subtype.FILE, f"{rule} (got {name!r}); write the file or leave it out"),
                place,
            )


def is_site(app: Sphinx) -> bool:
    """Tell whether a site is built: others that write HTML make one page of all, or an archive."""
    return isinstance(app.builder, StandaloneHTMLBuilder) and app.builder.name in SITES
