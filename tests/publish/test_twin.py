"""The Markdown twin of a write-up says what its page says: every word, link and formula of it."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from folio.pages.domain import FolioDomain
from folio.pages.maths import convert
from sites import CONF, ROOT, WRITE_UPS, Built, build, write
from twins import body, links, missing, rendered, words

BASE = "https://wazrrr.github.io/"
ADA = "https://ada.example/"
PAGE = (ROOT / "tests/support/everything.md").read_text(encoding="utf-8")
RST = (ROOT / "tests/support/everything.rst").read_text(encoding="utf-8")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>gear words</text></svg>'
SOURCES = """\
@misc{lovelace1843notes, author = {Ada Lovelace}, title = {Notes *on* it}, year = {1843}}
@article{menabrea1842sketch, author = {Luigi Menabrea and Ada Lovelace}, title = {Sketch},
  year = {1842}, journal = {Bibliothèque}, url = {https://x.example/sketch}}
"""
HOME = """\
# Ada

:::{person} lovelace
:author: Ada Lovelace
:source: lovelace1843notes

A mathematician, who made the {project}`engine <engine>`.
:::

```{toctree}
p/engine
p/loom
```
"""
EXTENSIONS = ["colon_fence", "deflist", "dollarmath", "smartquotes"]
FILES = {
    "conf.py": CONF.replace('["colon_fence", "dollarmath"]', repr(EXTENSIONS))
    + "smartquotes = False\nfolio_exports = ['write-ups', 'badges', 'cite', 'feed.xml', 'ref']\n"
    + "from docutils.parsers.rst import roles\nfrom docutils import nodes\n"
    + "roles.register_generic_role('t', nodes.literal)\n",
    "docs/references.bib": SOURCES,
    "docs/index.md": HOME,
    "docs/p/engine.md": PAGE,
    "docs/p/loom.rst": RST,
    "docs/p/gear.svg": SVG,
    "docs/p/data.txt": "first line\nsecond line\nthird line\n",
    "docs/p/part.txt": "Included *words*.\n",
    "docs/p/below.md": "# Below\n\n## Under below\n",
    "docs/p/hidden.md": "# Hidden\n",
    "results/engine.json": '{"numbers": {"mill": {"speed": 3.5}}, "digest": "0123456789abcdef"}',
    "results/engine/speed.svg": SVG,
    "results/engine/size.svg": SVG,
    "results/engine/speed.csv": "A | B,C\n1,2\n",
    "results/engine/size.csv": "".join(f"{i},{i}\n" for i in range(60)),
}


@pytest.fixture(scope="module")
def everything(tmp_path_factory) -> Built:
    """Return a site with a write-up of all that a page can hold."""
    built = build(write(tmp_path_factory.mktemp("everything"), FILES))
    assert built.warnings == ()
    return built


def said_and_twin(built: Built, name: str):
    """Return what a page shows and what a reader of its twin sees."""
    return body(built.html / f"{name}.html"), rendered(built.text(f"{name}.md"))


# -- the whole of a page ---------------------------------------------------------------


@pytest.mark.parametrize("key", WRITE_UPS)
def test_every_word_of_a_write_up_is_in_its_twin_in_the_same_order(site, key):
    page, twin = said_and_twin(site, f"projects/{key}")
    assert len(words(page)) > 1000
    assert missing(words(page), words(twin)) == []


@pytest.mark.parametrize("key", WRITE_UPS)
def test_every_link_of_a_write_up_is_in_its_twin_and_absolute(site, key):
    page, twin = said_and_twin(site, f"projects/{key}")
    address = f"{BASE}projects/{key}.html"
    assert links(page, address) - links(twin, "") == set()
    assert [link for link in links(twin, "") if not link.startswith("https://")] == []


@pytest.mark.parametrize("key", WRITE_UPS)
def test_the_text_of_every_drawing_of_a_write_up_is_in_its_twin(site, key):
    page, twin = said_and_twin(site, f"projects/{key}")
    drawings = [figure.select_one("svg, img") for figure in page.find_all("figure")]
    told = [drawing.get("aria-label") or drawing["alt"] for drawing in drawings]
    quotes = [" ".join(quote.get_text().split()) for quote in twin.find_all("blockquote")]
    assert [text for text in told if not any(q.endswith(f"shows: {text}") for q in quotes)] == []


@pytest.mark.parametrize("name", ["p/engine", "p/loom"])
def test_every_word_of_a_page_of_all_that_a_page_can_hold_is_in_its_twin(everything, name):
    page, twin = said_and_twin(everything, name)
    assert missing(words(page), words(twin)) == []


@pytest.mark.parametrize("name", ["p/engine", "p/loom"])
def test_every_link_of_such_a_page_is_in_its_twin_and_absolute(everything, name):
    page, twin = said_and_twin(everything, name)
    assert links(page, f"{ADA}{name}.html") - links(twin, "") == set()
    assert [link for link in links(twin, "") if not link.startswith("https://")] == []


def test_a_word_that_a_twin_lacks_is_found(everything):
    page, _ = said_and_twin(everything, "p/engine")
    text = everything.text("p/engine.md")
    for word in ("Accordion title", "key `engine`", "| 1 | 2 |", "$|x|$", "Legend here."):
        assert missing(words(page), words(rendered(text.replace(word, "")))), word


@pytest.mark.parametrize("key", WRITE_UPS)
def test_the_formulas_of_a_twin_are_those_of_the_page(site, key):
    page, twin = said_and_twin(site, f"projects/{key}")
    assert [formula_of(tex) for tex in twin.select(".math")] == [
        formula.get_text() for formula in page.find_all("math")
    ]


def formula_of(tex) -> str:
    """Return what a page shows of a formula that a twin has as TeX."""
    mathml = convert(tex.get_text().strip(), block="block" in tex["class"])
    return BeautifulSoup(mathml, "lxml").get_text()


# -- that page holds all ---------------------------------------------------------------


def test_that_page_has_every_directive_and_role_of_this_package():
    named = set(re.findall(r"\{([a-z][\w:+-]*)\}", PAGE))
    elsewhere = {"person"}  # there is one of them, on the home page
    assert set(FolioDomain.directives) - elsewhere <= named
    assert set(FolioDomain.roles) <= named


def test_that_page_is_written_with_the_extensions_of_this_site():
    conf = (ROOT / "conf.py").read_text(encoding="utf-8")
    found = re.search(r"^myst_enable_extensions = \[(.*)\]$", conf, re.MULTILINE)
    assert re.findall(r'"(\w+)"', found[1]) == EXTENSIONS


def test_that_page_has_every_construct_of_markdown_that_the_site_reads(everything):
    page, _ = said_and_twin(everything, "p/engine")
    kinds = {element.name for element in page.find_all(True)}
    assert kinds >= {"em", "strong", "code", "pre", "table", "ul", "ol", "dl", "blockquote", "hr"}
    assert kinds >= {"math", "figure", "img", "details", "sub", "sup", "br", "h1", "h2", "h3"}


# -- what each thing looks like --------------------------------------------------------

LOOKS = {
    "a record": """\
An engine, as of 1843, of 王梓人.

It is twice as fast (Lovelace, 1843).

- Status: Works
- Links:
  - [Code](https://code.example/engine_%281%29)
- Sources: Lovelace, 1843

* It *runs*.
* It stops.
""",
    "a drawing": """\
> **Figure.** They *turn*.
> One way, $\\omega$.
>
> *What it shows:* Two gears \\| of \\*brass\\*.
""",
    "a figure of a model": """\
> **Figure.** It is fast\\[1\\].
>
> *What it shows:* The speed.

From the model of this site, results 01234567 in results/engine.json.

**The numbers in this figure**

| A \\| B | C |
| --- | --- |
| 1 | 2 |
""",
    "a picture": f"""\
> **Figure.** Caption *here*.
>
> ![A gear in a figure.]({ADA}_images/gear.svg)

Legend here.
""",
    "formulas": "$$e^{i\\pi} + 1 = 0 \\tag{1}$$\n\n$$\\sum_{i} i \\tag{2}$$\n",
    "a formula in a line": "next to $x^2$, and $|x|$, $\\text{if \\(x\\) holds}$.\n",
    "a table": """\
| Left | Right | Middle |
| :-- | --: | :-: |
| `a\\|b` | $x \\| y$ | **bold** \\| pipe |
""",
    "a table with blocks in it": """\
**Listed**

| Head | Two |
| --- | --- |
| Row<br>with two paragraphs | - a<br>- b |
| `code` | $$y = \\| x \\|$$ |
""",
    "code with a fence in it": '````python\ndef f(x):\n    return "```"\n````\n',
    "code with a caption": "**A *rusty* caption**\n\n```rust\nfn main() {}\n```\n",
    "tabs": "**One `code`**\n\nFirst tab.\n\n**Two**\n\nIt *runs* backwards.\n",
    "what unfolds": "**More of this**\n\nUnfolded, with $z$.\n",
    "a box": "> **Note**\n>\n> A note with `code`.\n>\n> Second paragraph.\n",
    "a definition": "- **Term**\n\n  Definition, *slanted*\n\n  ```\n  with code\n  ```\n",
    "lists side by side": "* another list\n* of bullets\n\n3. third\n4. fourth\n\n1) and\n2) a",
    "a date by a role": "(Menabrea & Lovelace, 1842)\\[1\\]; as of 1843; 3.50; [mill.cc",
    "a reference by any": f"[Ada]({ADA}index.html#person-lovelace), [Engine of all 王](",
    "a reference by a label": f"[by label]({ADA}p/engine.html#top-of-all), [A rst heading](",
    "mentions": f"- [Home page]({ADA}index.html#person-lovelace)\n- [Loom: Words]({ADA}p/loom.html",
    "sources": "1. Ada Lovelace. *Notes \\*on\\* it*. 1843.\n2. Luigi Menabrea, Ada Lovelace. ",
    "the permanent address": f"is renamed.\n\n<{ADA}ref/engine.html>\n\n**For Markdown, ",
    "pages below": f"**Pages below**\n\n- [Below]({ADA}p/below.html)\n  - [Under below]({ADA}p/",
    "footnotes": "[^1]: Short.\n\n[^2]: Long.\n\n    With a paragraph and `code`.\n",
    "its end": f"\n---\n\nThis text as a web page: <{ADA}p/engine.html>\n",
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_a_twin_writes_in_markdown_what_the_page_shows(everything, look):
    assert look in everything.text("p/engine.md")


def test_a_write_up_in_restructuredtext_has_a_twin_too(everything):
    twin = everything.text("p/loom.md")
    assert "|  |  |  |\n| --- | --- | --- |\n| a | b |  |\n|  | c | d |\n" in twin
    assert "* `--all=FILE`\n\n  all of them\n" in twin
    assert "**\\[CIT2020\\]**\n\nA cited work.\n" in twin


def test_only_write_ups_have_twins_and_each_has(everything):
    twins = {path.relative_to(everything.html).as_posix() for path in everything.html.rglob("*.md")}
    assert twins == {"p/engine.md", "p/loom.md"}
