"""Formulas on a phone: no line begins with a mark after a formula, and none is cut or too wide."""

import pytest
from playwright.sync_api import Browser

from browsers import overflow
from sites import ROOT

PAGES = sorted(
    f"projects/{path.stem}.html"
    for path in (ROOT / "docs/projects").glob("*.md")
    if "$" in path.read_text(encoding="utf-8")
)
# The text right after each formula in a line, where it does not begin with a space, must stand on
# the formula's own line; so must the text right before it.
PARTED = """() => {
  const parted = [];
  for (const formula of document.querySelectorAll("main math")) {
    if (formula.closest("div.math") || !formula.getClientRects().length) continue;
    const texts = document.createTreeWalker(formula.closest("p, li, td, figcaption, dd, h1, h2") ??
      formula.parentElement, NodeFilter.SHOW_TEXT);
    const all = [];
    while (texts.nextNode()) if (!formula.contains(texts.currentNode)) all.push(texts.currentNode);
    const box = formula.getBoundingClientRect();
    const follows = (text) =>
      formula.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
    const after = all.find(follows);
    const before = all.findLast((text) => !follows(text));
    for (const [text, at] of [[after, 0], [before, (before?.length ?? 0) - 1]]) {
      if (!text?.length || /\\s|[-–]/.test(text.data[at])) continue;
      const range = document.createRange();
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      const mark = range.getBoundingClientRect();
      if (mark.height && (mark.top > box.bottom || mark.bottom < box.top))
        parted.push(text.data.slice(Math.max(0, at - 20), at + 20));
    }
  }
  return parted;
}"""


@pytest.mark.parametrize("name", PAGES)
def test_what_stands_beside_a_formula_stays_on_its_line_at_any_width(
    chromium: Browser, address, name
):
    page = chromium.new_page()
    page.goto(address + name)
    page.evaluate("document.fonts.ready")
    for width in range(320, 760, 24):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(PARTED) == [], width
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_long_formula_scrolls_in_itself_and_not_the_page(chromium: Browser, address, name):
    page = chromium.new_page(viewport={"width": 320, "height": 900})
    page.goto(address + name)
    # Letters a quarter wider than ours stand for the faces of other machines.
    page.evaluate("document.querySelectorAll('math').forEach(m => m.style.fontSize = '1.3em')")
    assert overflow(page) == []
    page.close()
