"""What is written beside the page of a write-up, with the page: when, and where its links lead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from docutils import nodes
from sphinx import addnodes

from folio.exports.webpage import WebPage
from folio.pages.configuration import is_site
from folio.pages.domain import FolioDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def has_file(app: Sphinx, export: str, docname: str) -> bool:
    """Tell whether a page is a write-up of which this build makes an export."""
    wanted = export in app.config.folio_exports and app.config.html_baseurl
    return bool(wanted) and is_site(app) and is_write_up(app, docname)


def is_write_up(app: Sphinx, docname: str) -> bool:
    """Tell whether a page writes up a project."""
    domain = FolioDomain.of(app.env)
    placed = domain.index.records.get(docname, ())
    return WebPage(docname=docname, title="", placed=placed).project is not None


def pages_without(app: Sphinx, export: str, file: Callable[[str], str]) -> list[str]:
    """Return the write-ups to be written again because their file of an export is gone."""
    return [
        name
        for name in sorted(app.env.found_docs)
        if has_file(app, export, name) and not Path(app.outdir, file(name)).is_file()
    ]


def site_and_page(app: Sphinx, docname: str) -> tuple[str, str]:
    """Return the absolute addresses of the site and of a page of it."""
    site = app.config.html_baseurl.rstrip("/") + "/"
    return site, site + app.builder.get_target_uri(docname)


def address_of(node: nodes.Element, page: str, site: str) -> str:
    """Return the absolute address to which a reference of a page leads, if it does."""
    if "filename" in node and isinstance(node, addnodes.download_reference):
        return f"{site}_downloads/{quote(node['filename'])}"
    if "refid" in node:
        return f"{page}#{node['refid']}"
    return urljoin(page, node["refuri"]) if "refuri" in node else ""
