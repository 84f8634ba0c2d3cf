"""Names that are taken: of two makers of one address the later would win without a word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from folio.core.addresses import REF
from folio.core.problems import Problem, Subtype
from folio.pages.configuration import is_site, layout_of, place_in_conf
from folio.pages.report import report
from folio.pages.served import named_extra_files, unfit

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Folders that Sphinx fills; a page in one of them would stand among its files.
FOLDERS = ("_static", "_images", "_downloads", "_sources", "_modules")
#: What stands in an address for something else, or cannot stand in the name of a file everywhere.
UNFIT = re.compile(r'[#?\\:*"<>|\x00-\x1f\x7f\ud800-\udfff]|^[ .]|[ .]$|/[ .]|[ .]/|//')
SPHINX = ("objects.inv", "searchindex.js", ".buildinfo")


def check_names(app: Sphinx, env: BuildEnvironment) -> None:
    """Report each page whose address is taken, or is none."""
    if not is_site(app):
        return
    taken = dict(taken_pages(app))
    known: dict[str, str] = {}
    for docname in sorted(env.found_docs):
        name = layout_of(app).file(docname)
        if unfit := UNFIT.search(docname):
            what = f"the name of a page must be able to stand in its address (got {docname!r}, "
            report(_problem(f"{what}with {unfit[0]!r})"), (docname, 1))
        elif layout_of(app).folders and quote(docname) != docname:
            what = "with 'dirhtml', which does not encode addresses, the name of a page must be "
            report(
                _problem(f"{what}letters of ASCII, digits, '-' and '_' (got {docname!r})"),
                (docname, 1),
            )
        elif reason := reserved(docname, taken):
            what = f"the name of a page must be free (got {docname!r}, which is {reason})"
            report(_problem(what), (docname, 1))
        elif (other := known.setdefault(name.casefold(), docname)) != docname:
            what = "two pages must not have one name, whatever the case of its letters"
            report(_problem(f"{what} (got {docname!r} and {other!r})"), (docname, 1))


def _problem(what: str) -> Problem:
    return Problem(Subtype.NAME, f"{what}; rename the file")


def taken_pages(app: Sphinx) -> Iterator[tuple[str, str]]:
    """Yield the pages that have no source, and what they are."""
    yield "search", "the page of the search"
    yield "genindex", "the index of Sphinx"
    for name in app.config.html_additional_pages:
        yield name.casefold(), "an additional page of conf.py"
    for domain in app.env.domains.sorted():
        for index in domain.indices:
            yield f"{domain.name}-{index.name}".casefold(), "an index of Sphinx"


def reserved(docname: str, taken: dict[str, str]) -> str:
    """Return what else has the name of a page, if anything has."""
    folder = docname.casefold().partition("/")[0]
    if "/" in docname and f"{folder}/" == REF:
        return "the folder of permanent addresses"
    if "/" in docname and folder in FOLDERS:
        return "a folder of Sphinx"
    if any(part.startswith("_") for part in docname.split("/")):
        return "one that other tools keep back: write 'draft: true' for that"
    return taken.get(docname.casefold(), "")


def check_extra_files(app: Sphinx, made: Collection[str], generated: Collection[str]) -> None:
    """Report each file of one's own that has the address of something that the build makes."""
    layout = layout_of(app)
    pages = {layout.file(name) for name in (*app.env.found_docs, *generated)}
    owned = {name.casefold() for name in (*made, *pages, *SPHINX)}
    place = place_in_conf(app, "html_extra_path")
    for name in named_extra_files(app):
        if sign := unfit(name):
            what = "a file of 'html_extra_path' must have a name that can stand in its address"
            report(_problem(f"{what} (got {name!r}, with {sign!r})"), place)
        elif name.casefold() in owned or name.casefold().startswith(
            tuple(f"{f}/" for f in FOLDERS)
        ):
            what = f"a file of 'html_extra_path' must have a name of its own (got {name!r}, which "
            problem = Problem(Subtype.NAME, f"{what}the build makes); rename or remove it")
            report(problem, place)
