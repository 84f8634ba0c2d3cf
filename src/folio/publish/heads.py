"""What a page says of itself in its head: for search engines, reference managers and shared links.

Each page tells only its own facts, so that its head does not grow with the site.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.util.osutil import relative_uri

from folio.core.addresses import card_file, pdf_file, twin_file
from folio.core.dates import Date
from folio.core.escape import attribute, meta
from folio.core.problems import Problem, Subtype
from folio.exports import feed, notfound
from folio.exports.jsonld import linked_data
from folio.exports.opengraph import sharing_tags
from folio.exports.webpage import Crumb, WebPage
from folio.pages.configuration import place_in_conf
from folio.pages.domain import FolioDomain
from folio.pages.page import ancestors
from folio.pages.plain_formula import said
from folio.pages.plain_text import plain
from folio.pages.report import report
from folio.publish.git_dates import last_changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from folio.core.portfolio import Portfolio


def add_metadata(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add to the head of a page what its records say."""
    if doctree is None or not app.config.html_baseurl:
        return
    if pagename == notfound.DOCNAME:
        context["pageurl"] = None  # it stands for every address that leads nowhere
        context["metatags"] += '<meta name="robots" content="noindex">\n'
        return
    domain = FolioDomain.of(app.env)
    portfolio, page = domain.portfolio, web_page(app, domain, pagename, opening(doctree))
    context["metatags"] += head(portfolio, page, app.config.folio_exports)
    parts = [*foot(portfolio, page, app.config.folio_exports)]
    if pages := app.config.folio_source:
        file = quote(str(app.env.doc2path(pagename, base=False)))
        parts.append(f'<a href="{attribute(pages + file)}">Source</a>')
    context["foot"] = " · ".join(parts)


def head(portfolio: Portfolio, page: WebPage, exports: list[str]) -> str:
    """Return the tags of a page; it names only files that are made."""
    card = portfolio.file_url(card_file(page.docname)) if "cards" in exports else ""
    parts = [sharing_tags(portfolio, page, card=card), *alternates(portfolio, page, exports)]
    if page.is_write_up and portfolio.person:
        parts.append(meta("name", "author", portfolio.person.name))
    return "".join([*parts, linked_data(portfolio, page, card=card)])


def foot(portfolio: Portfolio, page: WebPage, exports: list[str]) -> Iterator[str]:
    """Yield what the foot of a page says: when it was last changed, and its other forms."""
    here = portfolio.layout.address(page.docname)
    if page.changed:
        yield f"Last changed {Date.parse(page.changed[:10]).text()}"
    if "write-ups" in exports and page.project:
        twin = quote(relative_uri(here, twin_file(page.docname)))
        yield f'<a href="{attribute(twin)}">Markdown</a>'
    if "pdf" in exports and page.project:
        printed = quote(relative_uri(here, pdf_file(page.docname)))
        yield f'<a href="{attribute(printed)}">PDF</a>'
    if feed.FILE in exports:
        yield f'<a href="{attribute(quote(relative_uri(here, feed.FILE)))}">Feed</a>'


def alternates(portfolio: Portfolio, page: WebPage, exports: list[str]) -> Iterator[str]:
    """Yield links to the Markdown of a write-up and to the feed."""
    here = portfolio.layout.address(page.docname)
    if "write-ups" in exports and page.project:
        yield alternate("text/markdown", quote(relative_uri(here, twin_file(page.docname))))
    if feed.FILE in exports:
        yield alternate("application/atom+xml", quote(relative_uri(here, feed.FILE)))


def alternate(kind: str, address: str) -> str:
    """Return a link to another form of a page, or of the site."""
    return f'<link rel="alternate" type="{kind}" href="{attribute(address)}">\n'


def web_page(app: Sphinx, domain: FolioDomain, docname: str, opening: str = "") -> WebPage:
    """Return what a page tells of itself."""
    return WebPage(
        docname=docname,
        title=said(app.env.titles[docname]),
        placed=domain.index.records.get(docname, ()),
        trail=tuple(trail(app, docname))[::-1],
        opening=opening,
        described=str(app.env.metadata.get(docname, {}).get("description", "")),
        changed=domain.changes.get(docname, ""),
    )


def trail(app: Sphinx, docname: str) -> Iterator[Crumb]:
    """Yield the pages above a page, the nearest first, the home page last."""
    for above in ancestors(app, docname):
        yield Crumb(above, said(app.env.titles[above]))


def opening(doctree: nodes.document) -> str:
    """Return the first paragraph of a page."""
    first = next(iter(doctree.findall(nodes.paragraph)), None)
    return plain(first) if first else ""


def note_changes(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Ask git when each page was last changed, once in a build."""
    domain = FolioDomain.of(env)
    changes = last_changes(Path(env.srcdir))
    paths = {name: str(env.doc2path(name, base=False)) for name in env.found_docs}
    domain.changes = {name: changes[path] for name, path in paths.items() if path in changes}


def check_source(app: Sphinx, config: Config) -> None:
    """Report an address of the pages' sources to which no file can be added."""
    if (got := config.folio_source) and not re.fullmatch(r"https?://\S+[/=]", got):
        what = "'folio_source' must be an address that ends in '/', to which the name of a file is "
        remedy = f"added (got {got!r}), such as 'https://github.com/ada/site/blob/main/docs/'"
        report(Problem(Subtype.CONF, what + remedy), place_in_conf(app, "folio_source"))


def check_address(app: Sphinx, config: Config) -> None:
    """Report an address of the site at which no reader would find it."""
    got = config.html_baseurl
    if got and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?(?<!\.html)", got):
        what = f"'html_baseurl' must be the address of the site (got {got!r})"
        remedy = "write it whole, such as 'https://ada.example/', without the name of a page"
        report(Problem(Subtype.CONF, f"{what}; {remedy}"), place_in_conf(app, "html_baseurl"))


def setup_heads(app: Sphinx) -> None:
    """Have the head of each page written with the page."""
    app.connect("config-inited", check_source)
    app.connect("config-inited", check_address)
    app.connect("env-before-read-docs", note_changes)
    app.connect("html-page-context", add_metadata)
