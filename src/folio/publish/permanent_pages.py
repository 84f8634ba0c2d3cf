"""The permanent address of each record: a page that leads to it and is shared as its page is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from folio.core.addresses import card_file, ref_page
from folio.core.index import Placed
from folio.exports.opengraph import sharing_tags
from folio.exports.redirect_page import RedirectPage, SiteFrame, redirect_html
from folio.exports.webpage import WebPage
from folio.pages.configuration import base_url
from folio.pages.domain import FolioDomain
from folio.pages.plain_formula import said
from folio.pages.unlisted import NOINDEX

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def site_frame(app: Sphinx) -> SiteFrame:
    """Return what redirect pages show of the site."""
    icon = app.config.html_favicon or ""
    return SiteFrame(
        base_url=base_url(app.config),
        site=app.config.project,
        language=(app.config.language or "en").replace("_", "-"),  # as HTML has it
        folders=app.builder.name == "dirhtml",
        style="_static/style.css" if "folio.theme.shell" in app.extensions else "",
        icon=f"_static/{Path(icon).name}" if icon and "//" not in icon else "",
    )


def permanent_addresses(app: Sphinx) -> dict[str, str]:
    """Return a page for each key of today and of before, which leads to the record."""
    domain = FolioDomain.of(app.env)
    frame, files = site_frame(app), {}
    former = {old.key: placed for old, placed in domain.index.by_former.items()}
    for key, placed in {**former, **domain.index.by_key}.items():
        address, target = ref_page(key), f"{domain.layout.file(placed.docname)}#{placed.anchor}"
        page = RedirectPage(
            address=address,
            target=target,
            title=placed.record.title,
            permanent=True,
            shared=shared(app, domain, placed),
        )
        files[address] = redirect_html(page, frame)
    return files


def shared(app: Sphinx, domain: FolioDomain, placed: Placed) -> str:
    """Return the tags by which the permanent address of a record looks like its page if shared."""
    no_index = NOINDEX if placed.docname in domain.index.unlisted else ""
    if not app.config.html_baseurl:
        return no_index
    record = placed.record
    page = WebPage(
        docname=placed.docname, title=record.title, placed=(placed,), opening=record.summary
    )
    own = said(app.env.titles[placed.docname]) == record.title  # else the card has another title
    has_card = own and "cards" in app.config.folio_exports
    card = domain.portfolio.file_url(card_file(placed.docname)) if has_card else ""
    return no_index + sharing_tags(domain.portfolio, page, card=card)
