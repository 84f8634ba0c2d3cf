"""What crawlers read first: every page with its last change, and where that list is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from folio.core.escape import xml_file
from folio.core.portfolio import Portfolio

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
FILE = "sitemap.xml"


def sitemap(portfolio: Portfolio, docnames: Sequence[str], changes: Mapping[str, str]) -> str:
    """Return the list of pages; one whose last change is unknown has no ``lastmod``."""
    root = Element("urlset", xmlns=NAMESPACE)
    for docname in sorted(docnames):
        url = SubElement(root, "url")
        SubElement(url, "loc").text = portfolio.page_url(docname)
        if docname in changes:
            SubElement(url, "lastmod").text = changes[docname]
    return xml_file(root) if len(root) else ""


def robots(portfolio: Portfolio) -> str:
    """Return robots.txt: everything may be read, and the list is there."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {portfolio.base_url}{FILE}\n"
