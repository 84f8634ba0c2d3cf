"""What a page is, in the vocabulary of schema.org, as JSON-LD.

The home page is a profile of a person; a write-up is an article by that person, about a paper,
code or another work, which has authors and an address of its own. Every page below the home page
has its trail. A browser runs no data block, so no security policy need allow it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from folio.core.bibliography import Name, Source
from folio.core.bibtex.people.body_words import LAST_WORDS
from folio.core.bibtex.people.person import COMPANY
from folio.core.escape import script_json
from folio.core.identity import own_places
from folio.core.kinds import Education, Person, Project
from folio.core.portfolio import Portfolio
from folio.core.signatures import forms_of
from folio.core.work_types import PARTS, THESES
from folio.exports.csl import at_an_event
from folio.exports.entry import appeared
from folio.exports.webpage import Crumb, WebPage

#: What the name of a body has among its words, and that of no person.
BODY = re.compile(rf"\b(?:{'|'.join(sorted(LAST_WORDS))})\b|{COMPANY.pattern}", re.IGNORECASE)
CONTEXT = "https://schema.org"
# What a paper is part of, by the type of its entry.
VOLUMES = {
    "article": "Periodical",
    "inbook": "Book",
    "incollection": "Book",
    "inproceedings": "PublicationVolume",
}
# What a work is, by the type of its entry; a preprint is an article, anything else just a work.
ARTICLES = (*PARTS, "unpublished")
WORKS = {**dict.fromkeys(ARTICLES, "ScholarlyArticle"), "manual": "Book", "booklet": "Book"}
WORKS |= {"book": "Book", "proceedings": "Book", **dict.fromkeys(THESES, "Thesis")}
WORKS |= {"dataset": "Dataset", "software": "SoftwareApplication", "techreport": "Report"}
WORKS |= {"movie": "Movie", "video": "VideoObject"}
#: What an article is that stands in no journal of science.
NEWS = {"newspaper": "NewsArticle", "magazine": "Article"}
WORKS |= NEWS
#: As what schema.org knows those who have edited a work, by their role.
EDITORS = {"": "editor", "editor": "editor", "director": "director"}


def linked_data(portfolio: Portfolio, page: WebPage, *, card: str = "") -> str:
    """Return the data block of a page; nothing if there is nothing to say.

    ``card`` is the address of its social image, if it has one.
    """
    described = subject(portfolio, page, card)
    things = [thing for thing in (described, trail(portfolio, page)) if thing]
    if not things:
        return ""
    body = things[0] if len(things) == 1 else {"@graph": things}
    data = script_json({"@context": CONTEXT, **body})
    return f'<script type="application/ld+json">{data}</script>\n'


def subject(portfolio: Portfolio, page: WebPage, card: str) -> dict[str, Any]:
    """Return what the page is, if it is about one thing."""
    common = {
        "url": portfolio.page_url(page.docname),
        "dateModified": page.changed,
        "image": card,
    }
    if page.person:
        main = person(portfolio, page.person, portfolio.page_url(page.docname))
        return _known({"@type": "ProfilePage", **common, "mainEntity": main})
    if page.is_write_up:
        named = {"headline": page.title, "author": owner(portfolio)}
        return _known({"@type": "Article", **named, **common, "about": topic(portfolio, page)})
    return {}


def person(portfolio: Portfolio, record: Person, url: str) -> dict[str, Any]:
    """Return the person, with the other names and the other pages of theirs."""
    name = record.name
    others = dict.fromkeys(
        other for other in (record.native, *forms_of(record.author or "")) if other
    )
    elsewhere = (record.orcid, record.github, record.scholar, record.site)
    links = dict.fromkeys(link for link in elsewhere if link)
    here = portfolio.base_url.rstrip("/")
    return _known(
        {
            "@type": "Person",
            "name": name,
            "alternateName": [other for other in others if other != name],
            "url": url,
            "email": record.mail,
            "affiliation": affiliation(portfolio),
            "sameAs": [link for link in links if link.rstrip("/") != here],
        }
    )


def affiliation(portfolio: Portfolio) -> dict[str, Any] | None:
    """Return where the person studies: the newest education that is going on, if one is."""
    ongoing = [
        (placed.record.date.start, placed.record.institution)
        for placed in portfolio.of_kinds("education")
        if isinstance(placed.record, Education) and placed.record.date
        if placed.record.date.ongoing
    ]
    return _named(max(ongoing)[1], "EducationalOrganization") if ongoing else None


def owner(portfolio: Portfolio) -> dict[str, Any] | None:
    """Return the person as the author of a page."""
    if portfolio.person is None:
        return None
    return {**_named(portfolio.person.name), "url": portfolio.base_url}


def topic(portfolio: Portfolio, page: WebPage) -> dict[str, Any] | None:
    """Return what a write-up is about."""
    if page.publication and (source := portfolio.source_of(page.publication)):
        return article(source, portfolio.person)
    return work(page.project, portfolio.person) if page.project else None


def article(source: Source, by: Person | None = None) -> dict[str, Any]:
    """Return a paper, its authors in their order, dated as exactly as its entry.

    What else a citation needs is offered with the paper, by :mod:`folio.exports.coins`.
    """
    volume = {"@type": VOLUMES.get(source.type, "CreativeWork"), "name": source.venue}
    shown = at_an_event(source)
    part = source.within and source.venue and not shown
    made = source.publisher or ("" if shown else source.venue)
    publisher = "" if part or source.type == "misc" else made
    # The first is the paper's own address: the publisher's rather than that of a preprint.
    preprint = f"https://arxiv.org/abs/{source.eprint}"
    links = sorted({address: None for _, address in source.links}, key=preprint.__eq__)
    whole = [_named(source.collaboration, "Organization")] if source.collaboration else []
    return _known(
        {
            "@type": _type(source),
            "headline": source.title,
            "url": links[0] if links else None,
            "author": _named_in(source.names, by) + whole,
            EDITORS.get(source.role, "contributor"): _named_in(source.editors, by),
            "translator": _named_in(source.translators, by),
            "datePublished": source.date.iso() if appeared(source) else None,
            "isPartOf": volume if part else None,
            "publisher": _named(publisher, "Organization") if publisher else None,
            "sameAs": links[1:],
        }
    )


def _type(source: Source) -> str:
    """Return what schema.org calls a work; a talk is no article, and one of a newspaper is news."""
    if source.type == "article" and source.subtype in NEWS:
        return NEWS[source.subtype]
    if source.type == "unpublished" and at_an_event(source):
        return "CreativeWork"
    return WORKS.get(source.type, "ScholarlyArticle" if source.eprint else "CreativeWork")


def work(record: Project, by: Person | None) -> dict[str, Any]:
    """Return any other work: code if there is some to read; without a date if it has none."""
    names = [by.name] if by else []
    return _known(
        {
            "@type": "SoftwareSourceCode" if record.code else "CreativeWork",
            "name": record.title,
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


def _named_in(names: Sequence[Name], by: Person | None) -> list[dict[str, str]]:
    """Return persons and bodies; a name without parts may be either, and its words tell a body.

    Where the person of the portfolio stands in braces, so do the others, and few words are a name.
    """
    own = own_places(names, by.forms) if by else ()
    held = any(not names[place].given for place in own)
    return [_who(name, held=held) for name in names if name.family != "others"]


def _who(name: Name, *, held: bool) -> dict[str, str]:
    several = " " in name.family and not (held and name.family.count(" ") < 3)
    short = len(name.family) > 2 and name.family.isupper()  # CERN
    is_body = not name.given and (several or short or BODY.search(name.family))
    return _named(str(name), "Organization" if is_body else "Person")


def _named(name: str, kind: str = "Person") -> dict[str, str]:
    return {"@type": kind, "name": name}


def _known(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value}
