"""When the PDF of a write-up is made: with its page, and again whenever it is missing.

``folio_writeup`` in conf.py names the template. A page that cannot be set is reported, and has no
PDF.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from folio.core.addresses import pdf_file
from folio.core.dates import Date
from folio.core.problems import Invalid, Problem, Subtype
from folio.core.whole_files import write_whole
from folio.pages.configuration import colours_of
from folio.pages.domain import FolioDomain
from folio.pages.plain_formula import said
from folio.pages.report import line_with, report
from folio.publish.beside_pages import has_file, pages_without, site_and_page
from folio.publish.pdf_blocks import Blocks, printed_places
from folio.publish.pdf_line import Line
from folio.publish.pdf_pictures import Pictures
from folio.publish.typst import fonts_of, glyphs, substituted, typeset

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

EXPORT = "pdf"


def page_data(app: Sphinx, docname: str, doctree: nodes.document) -> dict[str, Any]:
    """Return what the template gets: the page, and by whom it is and where it stands."""
    domain = FolioDomain.of(app.env)
    site, address = site_and_page(app, docname)
    here = address.removeprefix(site)
    printed = {name: colour.printed for name, colour in colours_of(app).by_name.items()}
    pictures = Pictures(here, Path(app.outdir), Path(app.srcdir), Path(app.confdir), printed)
    blocks = Blocks(Line(address, site, printed_places(doctree), pictures))
    changed = domain.changes.get(docname, "")
    person = domain.portfolio.person
    return {
        "title": said(app.env.titles[docname]),
        "author": person.name if person else "",
        "language": re.split("[_-]", app.config.language or "en")[0],  # as Typst has it
        "address": address,
        "changed": Date.parse(changed[:10]).text() if changed else "",
        "blocks": blocks.of(doctree.children),
    }


def write_pdf(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Write the PDF of a page whose tree has just been written as HTML, in whichever process."""
    if doctree is None or not has_file(app, EXPORT, pagename):
        return
    template, place = Path(app.confdir, app.config.folio_writeup), (pagename, 1)
    Path(app.outdir, pdf_file(pagename)).unlink(missing_ok=True)
    try:
        data = page_data(app, pagename, doctree)
        check_glyphs(data, fonts_of(template))
        pdf = typeset(template, Path(app.confdir), json.dumps(data), colours_of(app))
    except Invalid as invalid:
        for problem in invalid.problems:
            lacking = [chr(int(code, 16)) for code in re.findall(r" U\+(\w+)", problem.message)]
            source = Path(app.env.doc2path(pagename))
            report(problem, (pagename, line_with(source, lacking)) if lacking else place)
        return
    write_whole(Path(app.outdir, pdf_file(pagename)), pdf)


def check_glyphs(data: dict[str, Any], fonts: Path) -> None:
    """Raise :class:`Invalid` with the characters for which no typeface has a form."""
    letters = {
        one for one in json.dumps(data, ensure_ascii=False) if unicodedata.category(one) != "Cf"
    }
    if lacking := letters - glyphs(fonts):
        lacking -= substituted("".join(sorted(lacking)), fonts)
    if lacking:
        got = ", ".join(f"{one!r} U+{ord(one):04X}" for one in sorted(lacking))
        what = f"the PDF of a page must have characters that its fonts have (got {got})"
        remedy = f"add a font that has them to {fonts.parent.name}/{fonts.name}, or write them so"
        raise Invalid([Problem(Subtype.GLYPH, f"{what}; {remedy}")])


def pages_without_pdf(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the write-ups to be written again because their PDFs are gone."""
    return pages_without(app, EXPORT, pdf_file)


def setup_pdfs(app: Sphinx) -> None:
    """Write PDFs with pages."""
    app.connect("env-updated", pages_without_pdf)
    app.connect("html-page-context", write_pdf)
