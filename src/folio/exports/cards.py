"""What stands on the social image of a page; ``_templates/card.typ`` says how it looks."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from folio.core.escape import file_json, visible
from folio.core.kinds import PROJECT_KINDS, Project
from folio.core.portfolio import Portfolio
from folio.exports.webpage import WebPage


def cards_json(portfolio: Portfolio, pages: Sequence[WebPage]) -> str:
    """Return the texts of each card, in the order of the pages."""
    return file_json([card(portfolio, page) for page in pages])


def card(portfolio: Portfolio, page: WebPage) -> dict[str, str]:
    """Return the texts of one card."""
    person = portfolio.person
    texts = {
        "line": line(page.project) if page.project else "",
        "title": page.title,
        "summary": page.description,
        "name": person.name if person and not page.person else "",
        "site": urlsplit(portfolio.base_url).netloc,
    }
    return {name: visible(text) for name, text in texts.items()}


def line(project: Project) -> str:
    """Return what kind of work it is: ``Research · Published at OSDI 2025``."""
    kind = PROJECT_KINDS[project.kind]
    return " · ".join(part for part in (kind, project.status or project.course) if part)
