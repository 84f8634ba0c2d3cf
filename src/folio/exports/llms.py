"""llms.txt: the portfolio for a reader of text, as llmstxt.org proposes."""

from __future__ import annotations

from collections.abc import Sequence

from folio.core.addresses import twin_file
from folio.core.escape import markdown
from folio.core.portfolio import Portfolio
from folio.core.problems import Invalid, Problem, Subtype
from folio.exports.webpage import WebPage


def llms_txt(portfolio: Portfolio, pages: Sequence[WebPage]) -> str:
    """Return who it is about, the write-ups as Markdown, and the other pages."""
    if (person := portfolio.person) is None:
        what = "llms.txt must say whose it is (found no person); state a {person} on a page"
        raise Invalid([Problem(Subtype.EXPORT, what)])
    write_ups = [page for page in pages if page.project]
    others = [page for page in pages if not page.project]
    lines = [f"# {markdown(person.title)}", "", f"> {markdown(person.summary)}"]
    if write_ups:
        lines += ["", "## Write-ups", ""]
        lines += [_item(page, portfolio.file_url(twin_file(page.docname))) for page in write_ups]
    lines += ["", "## Pages", ""]
    lines += [_item(page, portfolio.page_url(page.docname)) for page in others]
    return "\n".join(lines) + "\n"


def _item(page: WebPage, url: str) -> str:
    about = f": {markdown(page.description)}" if page.description else ""
    return f"- [{markdown(page.title)}](<{url}>){about}"
