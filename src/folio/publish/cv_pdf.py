"""cv.pdf: what the page that is the CV lists, set by the Typst template of the site.

``folio_cv`` in conf.py names the page, ``folio_template`` the template.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from folio.core.kinds import KINDS
from folio.core.portfolio import Part, Portfolio
from folio.core.problems import Invalid, Problem, Subtype
from folio.core.scripts import parted
from folio.exports.cv import Item, curriculum, cv_json, missing_glyphs
from folio.pages import nodes
from folio.pages.configuration import colours_of
from folio.pages.domain import FolioDomain
from folio.pages.report import report
from folio.publish.typst import fonts_of, glyphs, substituted, typeset

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def cv_pdf(app: Sphinx, portfolio: Portfolio) -> bytes:
    """Return the PDF, or nothing if it would say nothing."""
    cv = curriculum(portfolio)
    if cv is None:
        return b""
    parts = parted(cv.native, app.config.folio_han, app.config.language or "en")
    languages = {language for _, language in parts}
    cv = replace(cv, native_language=languages.pop()[:2] if len(languages) == 1 else "")
    template = Path(app.confdir, app.config.folio_template)
    fonts = fonts_of(template)
    known = glyphs(fonts)
    lacking = missing_glyphs(cv.entries(), known)
    others = substituted(
        "".join(sorted({c for _, characters in lacking for c in characters})), fonts
    )
    if lacking := missing_glyphs(cv.entries(), known | others):
        report_glyphs(portfolio, lacking, template)
        raise Invalid([])  # each was reported where its record stands
    return typeset(template, Path(app.confdir), cv_json(cv), colours_of(app))


def report_glyphs(
    portfolio: Portfolio, lacking: Iterable[tuple[Item, str]], template: Path
) -> None:
    """Name each record with a character that the fonts do not have."""
    stated = {placed.anchor: placed for placed in portfolio.index.by_key.values()}
    for item, characters in lacking:
        got = ", ".join(f"{character!r} U+{ord(character):04X}" for character in characters)
        what = f"{item.label!r} must have characters that the fonts of the CV have (got {got})"
        folder = f"{template.parent.name}/fonts/"
        remedy = f"add a font that has them: cp FONT.ttf {folder}, which needs no other change"
        problem = Problem(Subtype.GLYPH, f"{what}; {remedy}")
        report(problem, (stated[item.label].docname, stated[item.label].line))


def parts_of(env: BuildEnvironment) -> Iterator[Part]:
    """Yield the parts of the page that is the CV: each of its listings and the heading above."""
    docname = env.config.folio_cv
    if docname not in env.found_docs:
        return
    for node in env.get_doctree(docname).findall(nodes.folio_listing):
        if node["style"] in {"cv", "publications"}:
            with suppress(Invalid):  # which was reported where the page was written
                spec = FolioDomain.of(env).drafts.public(node["spec"])
                yield Part(heading_of(node), node["kinds"], spec)


def check_kinds(app: Sphinx, env: BuildEnvironment) -> None:
    """Report a kind that belongs on a CV, has records, and is not listed by the page that is it."""
    parts = list(parts_of(env))
    domain = FolioDomain.of(env)
    listed = {kind for part in parts for kind in part.kinds} | {"person"}  # who is its head
    for kind, placed in domain.index.by_kind.items() if parts else ():
        if KINDS[kind].on_cv and kind not in listed:
            page = env.config.folio_cv
            what = f"the page {page!r}, which is the CV, must list every {kind} (found no listing)"
            example = f"':::{{cv}} {kind}' under a heading"
            problem = Problem(Subtype.EMPTY_LISTING, f"{what}; add {example}")
            report(problem, (placed[0].docname, placed[0].line))


def heading_of(node: Element) -> str:
    """Return the text of the heading under which a node stands."""
    section = nodes.section_of(node)
    return section[0].astext() if section is not None else ""


def setup_curriculum(app: Sphinx) -> None:
    """Hold the page that is the CV against the kinds of the records."""
    app.connect("env-check-consistency", check_kinds)
