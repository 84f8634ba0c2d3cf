"""Names of either writing direction stand in the order of the paper, as browsers draw them."""

from __future__ import annotations

import itertools
import re

import pytest

from browsers import serve
from folio.core.bibliography import read_bibliography
from folio.core.directions import FIRST_STRONG, POP
from sites import CONF, build, write
from web_engines import ENGINES
from webkit_engine import started

NAMES = ("محمد علي", "פנחס לוי", "فاطمة حسن", "Ada Lin", "דוד כהן")
AUTHORS = " and ".join(NAMES)
BIB = f"@article{{a, author = {{{AUTHORS}}}, title = {{T}}, journal = {{L}}, year = 2020}}"
SITE = {
    "conf.py": CONF,
    "docs/references.bib": f"{BIB}\n@misc{{cv, author = {{Ada Lin}}, title = {{CV}}, year = 2020}}",
    "docs/ada.md": "# Ada Lin\n\n:::{person} ada\n:author: Ada Lin\n:source: cv\n\nShe.\n:::\n",
    "docs/paper.md": "# Paper\n\n:::{publication} one\n:bib: a\n:source: cv\n\nAbout.\n:::\n",
    "docs/tree.md": f"# Tree\n\n:::{{project}} tree\n:kind: research\n:with: {', '.join(NAMES[:3])}"
    "\n:role: Author\n:date: 2020\n:source: cv\n\nA tree {cite}`a`.\n:::\n\n"
    "## Sources\n\n:::{sources}\n:::\n",
    "docs/lists.md": "# Lists\n\n:::{publications}\n:::\n\n:::{cards} project\n:::\n",
}
# Each place of a name: the block that holds it, and where it is drawn.
MEASURE = """(names) => {
const found = {}
for (const frame of document.querySelectorAll("[data-page]")) {
  const walker = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT), seen = []
  const blocks = []
  for (let node; (node = walker.nextNode());) {
    if (node.parentElement.closest("script, style, pre")) continue
    const block = node.parentElement.closest("p, li, dd, td, div")
    if (!blocks.includes(block)) blocks.push(block)
    for (const name of names)
      for (let at = node.data.indexOf(name); at >= 0; at = node.data.indexOf(name, at + 1)) {
        const range = document.createRange()
        range.setStart(node, at), range.setEnd(node, at + name.length)
        const box = range.getBoundingClientRect()
        seen.push({name, block: blocks.indexOf(block), at, left: box.left, right: box.right,
          top: box.top, bottom: box.bottom})
      }
  }
  found[frame.dataset.page] = seen
}
return found
}"""


@pytest.fixture(scope="module", params=ENGINES)
def drawn(request, tmp_path_factory, chromium):
    """Let a browser draw the names of some pages, each page also without its isolates."""
    built = build(write(tmp_path_factory.mktemp("site"), SITE))
    assert built.warnings == ()
    text = read_bibliography(BIB).sources["a"].reference.text
    bodies = {"text": f"<p>{text}</p>"}
    for page in ("paper", "tree", "lists"):
        html = built.text(f"{page}.html")
        body = re.search(r'(?s)<div class="body".*?(?=<div class="clearer">)', html)[0]
        bodies[page] = body.replace("<details", "<details open") + "</div>"
    for page, body in tuple(bodies.items()):
        bodies[f"{page} unsafe"] = re.sub(f"</?bdi>|[{FIRST_STRONG}{POP}]", "", body)
    shown = "".join(f'<div data-page="{page}">{body}</div>' for page, body in bodies.items())
    folder, profile = tmp_path_factory.mktemp("names"), tmp_path_factory.mktemp("profile")
    head = '<!doctype html><meta charset="utf-8"><title>Names</title>'
    style = "<style>body { width: 90rem; font: 16px serif }</style>"
    (folder / "index.html").write_text(f"{head}{style}{shown}", encoding="utf-8")
    with serve(folder) as address, started(request.param, chromium, profile) as engine:
        engine.open(f"{address}index.html")
        yield engine.ask(MEASURE, NAMES)


def out_of_order(found: list[dict]) -> list[str]:
    """Return each name that a line has to the left of the one that is said before it."""
    return [
        f"{one['name']}, {two['name']}"
        for one, two in itertools.pairwise(found)
        if one["block"] == two["block"]
        and one["bottom"] > two["top"]
        and not one["right"] <= two["left"] + 0.5
    ]


@pytest.mark.parametrize("page", ["text", "paper", "tree", "lists"])
def test_names_are_drawn_in_the_order_of_the_paper(drawn, page):
    assert len(drawn[page]) >= len(NAMES)
    assert out_of_order(drawn[page]) == []
    assert out_of_order(drawn[f"{page} unsafe"]), "the measurement must see what isolates prevent"
