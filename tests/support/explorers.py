"""Explorers on their pages, as a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from browsers import Log
from sites import ROOT

#: Each page and the explorers on it.
EXPLORERS = [
    (f"projects/{page.stem}.html", name)
    for page in sorted((ROOT / "docs/projects").glob("*.md"))
    for name in re.findall(r"^:explore: (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
]


def figure(name: str) -> str:
    """Return the selector of an explorer's figure."""
    return f"figure:has([data-explore$='/{name}.js'])"


@contextmanager
def opened(chromium: Browser, address: str, name: str, *explorers: str) -> Iterator[Page]:
    """Open a page, scroll to its explorers, and give it; fail on any message of the browser."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    log = Log(address)
    log.watch(page)
    page.goto(address + name, wait_until="networkidle")
    assert not any(file.startswith("_static/explore") for file in log.files)  # not yet near
    for explorer in explorers:
        page.locator(figure(explorer)).scroll_into_view_if_needed()
        page.wait_for_selector(f"{figure(explorer)} .explore-says")
    yield page
    assert log.trouble == []
    page.close()


def said(page: Page, name: str) -> dict[str, str]:
    """Return the plain values of what an explorer says."""
    return page.eval_on_selector(f"{figure(name)} .explore-says", "e => ({...e.dataset})")
