"""What a page says beside what its Markdown twin says, both as their readers see them."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from urllib.parse import unquote, urljoin

from bs4 import BeautifulSoup, Tag
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from pages import parse

#: A reader of what a twin is written in: CommonMark, tables, footnotes, formulas between dollars.
READER = MarkdownIt("commonmark").enable("table").use(footnote_plugin).use(dollarmath_plugin)
FORMULA = "\N{N-ARY SUMMATION}"
WITHIN_LINES = (
    *("a", "abbr", "b", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s", "samp", "small"),
    *("span", "strong", "sub", "sup", "u", "var"),
)
#: What is no text of a page: signs beside headings, ways back, and drawings, which have a text.
UNSAID = (
    ".headerlink, .folio-back, .eqno, .linenos, svg, script, style, .footnote-backref, .backrefs,"
    "aside.footnote > .label"
)
END = "This text as a web page: "


def rendered(markdown: str) -> BeautifulSoup:
    """Return a twin as a reader shows it, without its last line."""
    text, _, _ = markdown.partition(f"\n---\n\n{END}")
    return BeautifulSoup(READER.render(text), "lxml")


def body(page: Path) -> Tag:
    """Return what is of a page itself, without what stands around it."""
    soup = parse(page)
    found = soup.select_one("article, div.body")
    assert found is not None
    return found


def words(part: Tag) -> list[str]:
    """Return words and punctuation in the order of reading, a formula as one of them."""
    part = copy.copy(part)
    for element in part.select(UNSAID):
        element.decompose()
    for notes in part.select("aside.footnote-list"):  # readers of Markdown set them at the end
        part.append(notes.extract())
    for formula in part.select("math, .math"):
        formula.replace_with(f" {FORMULA} ")
    for element in part.find_all(True):
        if element.name not in WITHIN_LINES:
            element.insert_before(" ")
            element.append(" ")
    return re.findall(r"\w+|[^\w\s\u2060]", part.get_text())  # U+2060 holds a line together


def missing(page: list[str], twin: list[str]) -> list[str]:
    """Return the words of a page that its twin does not have in the same order, with their places.

    >>> missing("a b c d".split(), "a x b d".split())
    ['a b >c< d']
    """
    found, at = [], 0
    for i, word in enumerate(page):
        try:
            at = twin.index(word, at) + 1
        except ValueError:
            found.append(" ".join([*page[max(0, i - 6) : i], f">{word}<", *page[i + 1 : i + 5]]))
    return found


def links(part: Tag, page: str) -> set[str]:
    """Return the addresses to which a text leads and those of its pictures.

    Marks of footnotes are none, nor are citations, which name what the list of sources has.
    """
    left = ".headerlink, .folio-cite *, .folio-back *, .footnote-reference, .footnote-ref *"
    marks = f"{left}, .backrefs *, .footnote-backref, .toc-backref, .label *, [data-late] img"
    unwanted = {id(element) for element in part.select(marks)}
    elements = [e for e in part.select("a[href], img[src]") if id(e) not in unwanted]
    return {unquote(urljoin(page, str(e.get("href") or e.get("src")))) for e in elements}
