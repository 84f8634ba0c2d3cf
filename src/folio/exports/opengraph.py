"""Open Graph: how a link to a page looks where it is shared.

One tag is both the description that search engines read and that of Open Graph.
"""

from __future__ import annotations

from textwrap import shorten

from folio.core.escape import attribute, meta
from folio.core.portfolio import Portfolio
from folio.exports.webpage import WebPage

SIZE = (1200, 630)  #: of a social image, in pixels
LONGEST = 300  #: characters of a description


def sharing_tags(portfolio: Portfolio, page: WebPage, *, card: str = "") -> str:
    """Return the tags of a page; ``card`` is the address of its social image, if it has one."""
    title, person = page.title, portfolio.person
    tags = [
        describe(page.description),
        meta("property", "og:title", title),
        meta("property", "og:type", page_type(page)),
        meta("property", "og:url", portfolio.page_url(page.docname)),
    ]
    if person:
        tags.append(meta("property", "og:site_name", person.title))
    if page.changed and page_type(page) == "article":
        tags.append(meta("property", "article:modified_time", page.changed))
    if card:
        owner = f" · {person.name}" if person and not page.person else ""
        tags += [
            meta("property", "og:image", card),
            meta("property", "og:image:width", str(SIZE[0])),
            meta("property", "og:image:height", str(SIZE[1])),
            meta("property", "og:image:alt", f"{title}{owner}"),
            meta("name", "twitter:card", "summary_large_image"),
        ]
    return "".join(tags)


def describe(text: str) -> str:
    """Return the description of a page, cut between words; nothing if there is none."""
    short = shorten(text, LONGEST, placeholder=" …")
    content = attribute(short)
    return (
        f'<meta name="description" property="og:description" content="{content}">\n'
        if content
        else ""
    )


def page_type(page: WebPage) -> str:
    """Return the type of Open Graph: a person's page, a write-up, or any other page."""
    if page.person:
        return "profile"
    return "article" if page.project or page.publication else "website"
