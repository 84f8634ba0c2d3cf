"""The pages of a built site as their readers and their links see them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup

#: Where a page says what it is about, for programs that read.
DATA = 'script[type="application/ld+json"]'


@cache
def parse(page: Path) -> BeautifulSoup:
    """Parse a page."""
    return BeautifulSoup(page.read_text(encoding="utf-8"), "lxml")


def pages(html: Path) -> list[Path]:
    """Return every page of a site."""
    return sorted(page for page in html.rglob("*.html") if "_static" not in page.parts)


def leads_elsewhere(page: Path) -> bool:
    """Tell whether a page is not one to read: it leads to where something is."""
    return parse(page).find("script", attrs={"data-to": True}) is not None


def data(page: Path) -> list[dict[str, Any]]:
    """Return what a page says in JSON-LD."""
    (script,) = parse(page).select(DATA)
    found = json.loads(script.string or "")
    return list(found.get("@graph", [found]))


def text(page: Path) -> str:
    """Return what a page says, on one line, with plain quotation marks."""
    main = parse(page).find("main") or parse(page)
    return " ".join(main.get_text().split()).replace("’", "'").replace(" :", ":")


def addresses(page: Path) -> set[str]:
    """Return every address that a page links to, as it was written."""
    return {unquote(link["href"]) for link in parse(page).find_all("a", href=True)}


def local_targets(html: Path, page: Path) -> Iterator[tuple[str, Path, str]]:
    """Yield each reference of a page to this site: as written, the file and the anchor."""
    base = f"https://here/{page.relative_to(html).as_posix()}"
    for element in parse(page).find_all(True):
        for name in ("href", "src"):
            if element.get(name) and (address := urljoin(base, element[name])):
                parts = urlsplit(address)
                if parts.netloc == "here":
                    file = html / unquote(parts.path).lstrip("/")
                    yield element[name], file, unquote(parts.fragment)


def anchors(page: Path) -> set[str]:
    """Return every id of a page."""
    return {element["id"] for element in parse(page).find_all(id=True)}
