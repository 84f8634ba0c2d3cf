"""Boxes in the margin stand beside their own heading, and above the foot of the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from browsers import PAGES, SETTLED, serve
from sites import UNPROMISED, build, copy_site

WIDTHS = (1100, 1280, 1440, 1920)
# Of each box: what it says, and the edges that it must keep. Its own heading is the last that
# stands before it in the page, and the next one the first after it whose text it could be read as.
MEASURED = """() => {
  const top = (e) => e.getBoundingClientRect().top, bottom = (e) => e.getBoundingClientRect().bottom
  const heads = [...document.querySelectorAll("main :is(h1, h2, h3)")]
  const after = (a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING
  return [...document.querySelectorAll("main :is(.folio-facts, .sd-aside)")].map((box) => {
    const own = heads.findLast((head) => after(head, box))
    const next = heads.find((head) => after(box, head))
    return {
      says: box.innerText.slice(0, 40), top: top(box), bottom: bottom(box), own: top(own),
      next: next ? top(next) : Infinity, foot: top(document.querySelector("footer")),
    }
  })
}"""


def misplaced(page) -> list[str]:
    """Return what is wrong with the boxes of a page, at every width."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(SETTLED)
        for box in page.evaluate(MEASURED):
            if not box["own"] <= box["top"] < box["next"]:
                found.append(f"{width}: {box['says']!r} is beside another heading")
            if box["bottom"] > box["foot"]:
                found.append(f"{width}: {box['says']!r} is over the foot")
    return found


@pytest.mark.parametrize("name", PAGES)
def test_a_box_begins_at_its_own_heading_and_ends_above_the_foot(chromium: Browser, address, name):
    page = chromium.new_page()
    page.goto(address + name)
    assert misplaced(page) == []
    page.close()


def test_a_box_that_is_longer_than_its_page_pushes_the_foot_down(chromium: Browser, tmp_path):
    """Tried on a page of one sentence with a box of many facts, which was over the foot."""
    facts = "".join(f":{name}: {'and more ' * 60}\n" for name in ("status", "supervisor"))
    head = f"# Loom\n\n:::{{project}} loom\n:kind: research\n{facts}:source: wang2025cv\n"
    folder = copy_site(tmp_path / "site")
    (folder / "docs/projects/loom.md").write_text(f"{head}\nA loom.\n:::\n")
    site = build(folder, *UNPROMISED)
    assert site.warnings == ()
    with serve(site.html) as address:
        page = chromium.new_page()
        page.goto(f"{address}projects/loom.html")
        assert misplaced(page) == []
