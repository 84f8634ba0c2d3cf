"""What a page is about, in the vocabulary of schema.org, as JSON-LD.

The home page is about a person, a write-up about a paper, code or another work; every page below
the home page has its trail. A browser runs no data block, so no security policy need allow it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from folio.bibliography import Source
from folio.exports.text import script_json
from folio.exports.webpage import Crumb, WebPage, person_name
from folio.portfolio import Portfolio
from folio.records import Person, Project

CONTEXT = "https://schema.org"
# What a paper is part of, by the type of its entry.
VOLUMES = {"article": "Periodical", "inproceedings": "PublicationVolume"}


def linked_data(portfolio: Portfolio, page: WebPage) -> str:
    """Return the data block of a page; nothing if there is nothing to say."""
    things = [thing for thing in (subject(portfolio, page), trail(portfolio, page)) if thing]
    if not things:
        return ""
    body = things[0] if len(things) == 1 else {"@graph": things}
    data = script_json({"@context": CONTEXT, **body})
    return f'<script type="application/ld+json">{data}</script>\n'


def subject(portfolio: Portfolio, page: WebPage) -> dict[str, Any]:
    """Return what the page is about, if it is about one thing."""
    url = portfolio.page_url(page.docname)
    if page.person:
        return person(page.person, url)
    if page.publication and (source := portfolio.source_of(page.publication)):
        return article(source, url)
    if page.project:
        return work(page.project, url, portfolio.person)
    return {}


def person(record: Person, url: str) -> dict[str, Any]:
    """Return the person, with the other names and the other pages of theirs."""
    name = person_name(record)
    others = dict.fromkeys(other for other in (record.native, record.author) if other)
    same = dict.fromkeys(link for link in (record.github, record.scholar, record.site) if link)
    return _known(
        {
            "@type": "Person",
            "name": name,
            "alternateName": [other for other in others if other != name],
            "url": url,
            "email": record.mail,
            "sameAs": list(same),
        }
    )


def article(source: Source, url: str) -> dict[str, Any]:
    """Return a paper, its authors in their order, dated as exactly as its entry."""
    volume = {"@type": VOLUMES.get(source.type, "CreativeWork"), "name": source.venue}
    return _known(
        {
            "@type": "ScholarlyArticle",
            "headline": source.title,
            "url": url,
            "author": [_named(name) for name in source.authors if name != "others"],
            "datePublished": source.date.iso(),
            "isPartOf": volume if source.venue else None,
            "publisher": _named(source.publisher, "Organization") if source.publisher else None,
            "pagination": source.pages,
            "sameAs": [address for _, address in source.links],
        }
    )


def work(record: Project, url: str, owner: Person | None) -> dict[str, Any]:
    """Return any other work: code if there is some to read; without a date if it has none."""
    names = [person_name(owner)] if owner else []
    return _known(
        {
            "@type": "SoftwareSourceCode" if record.code else "CreativeWork",
            "name": record.title,
            "url": url,
            "author": [_named(name) for name in (*names, *companions(record))],
            "codeRepository": record.code,
            "dateCreated": record.date.start.iso() if record.date and not record.date.end else None,
        }
    )


def companions(record: Project) -> list[str]:
    """Return the names in ``with``, without the remarks in parentheses."""
    names = re.sub(r"\([^)]*\)", "", record.with_ or "").split(",")
    return [name.strip() for name in names if name.strip()]


def trail(portfolio: Portfolio, page: WebPage) -> dict[str, Any]:
    """Return the pages above a page and itself; the home page has no trail."""
    if not page.trail:
        return {}
    here: Sequence[Crumb] = (*page.trail, Crumb(page.docname, page.title))
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": crumb.title,
            "item": portfolio.page_url(crumb.docname),
        }
        for position, crumb in enumerate(here, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _named(name: str, kind: str = "Person") -> dict[str, str]:
    return {"@type": kind, "name": name}


def _known(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value}
