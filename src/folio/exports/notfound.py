"""The page that is shown for every address that leads nowhere.

A server shows it at any depth, where relative links break: they must start at the site's root.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

DOCNAME = "404"
# In a page of Sphinx, quotation marks stand in tags only: in text they are written &quot;.
_LINK = re.compile(r'(\s(?:href|src|action|data-content_root)=")([^"]*)"')


def rooted(page: str, base_url: str, place: str = "") -> str:
    """Return a page, made for a place on the site, with links that work at any depth.

    >>> rooted('<a href="projects/x.html">', "https://ada.example/site/")
    '<a href="/site/projects/x.html">'
    """
    root = urljoin(urlsplit(base_url).path, place)

    def link(match: re.Match[str]) -> str:
        start, address = match.groups()
        kept = address.startswith("#") or urlsplit(address).scheme
        return f'{start}{address if kept else urljoin(root, address)}"'

    return _LINK.sub(link, page)
