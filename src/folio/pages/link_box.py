"""How to link to records: ``{link-here}`` at the end of a page, ``{link-list}`` for many.

``{link-here}`` shows each form of a link to the page's record, ready to copy: the permanent address
is in sight, the other forms unfold, and a link under the page's title leads there.
``{link-list}`` shows one form for each record that it chooses. conf.py says under which name links
know the inventory of this site: ``folio_inventory_name``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes as docnodes
from sphinx.util.osutil import relative_uri

from folio.core.addresses import badge_file, card_file
from folio.core.index import Placed
from folio.core.link_forms import FORMS, Target
from folio.core.problems import Invalid, Problem, Subtype
from folio.exports.writeup import citation_of
from folio.pages import nodes
from folio.pages.page import Page

if TYPE_CHECKING:
    from docutils.nodes import Node

#: What readers call the forms that unfold; the badge is shown as well as written.
TITLES = {
    "markdown": "Markdown",
    "myst": "MyST Markdown, in Sphinx",
    "mystmd": "MyST Markdown, in mystmd or Jupyter Book 2",
    "rst": "reStructuredText, in Sphinx",
    "latex": "LaTeX, with the package hyperref",
    "typst": "Typst",
    **{"bibtex": "BibTeX", "html": "HTML", "badge": "Badge, in Markdown"},
}
STAYS = "This address keeps working when the page moves or is renamed."


def link_here(page: Page, node: nodes.folio_listing) -> Node:
    """Show the permanent address of the first record of a page, and the forms that unfold."""
    target = target_of(page, record_of(page), node)
    forms = docnodes.definition_list()
    for name, title in TITLES.items():
        text = copyable(FORMS[name](target))
        if name != "badge":
            forms += form(title, text)
        elif "badges" in page.builder.config.folio_exports:
            forms += form(title, badge(page, target), text)
    unfold = nodes.unfold("For Markdown, Sphinx, LaTeX, Typst, HTML or a README", [forms])
    line = nodes.paragraph([docnodes.Text(STAYS)], "folio-line")
    return nodes.box([line, copyable(target.address), unfold], "folio-link-here")


def link_list(page: Page, node: nodes.folio_listing) -> Node:
    """Show a link in Markdown to each record that is chosen, and the card that it shows."""
    links = docnodes.definition_list()
    for placed in page.chosen(node):
        target = target_of(page, placed, node)
        shown = page.link_to(placed.docname, placed.anchor, short_name(placed))
        name = [shown, docnodes.Text(", key "), docnodes.literal("", target.key)]
        said: list[Node] = [copyable(FORMS["markdown"](target))]
        if "cards" in page.builder.config.folio_exports:
            said.append(nodes.unfold("What it shows where it is shared", [card(page, placed)]))
        body = docnodes.definition("", *said)
        links += docnodes.definition_list_item("", docnodes.term("", "", *name), body)
    return nodes.box([links], "folio-link-here")


def short_name(placed: Placed) -> str:
    """Return what cards call a record."""
    return getattr(placed.record, "short", None) or placed.record.title


def lead_to_links(doctree: docnodes.document) -> None:
    """Put a link below the title of a page that has ``{link-here}``, named by its section."""
    titles = list(doctree.findall(docnodes.title))
    for node in doctree.findall(nodes.folio_listing):
        name = next((title for title in titles[1:] if title.parent is node.parent), None)
        if node["style"] != "link-here" or name is None:
            continue
        anchor = name.parent["ids"][0]
        link = docnodes.reference("", name.astext(), refid=anchor, internal=True)
        # No paragraph: the first of a page is what search engines take for its summary.
        shown = docnodes.inline("", "", link, classes=["folio-to-links"])
        titles[0].parent.insert(titles[0].parent.index(titles[0]) + 1, shown)
        return


def record_of(page: Page) -> Placed:
    """Return the first record of a page, which is what the page is about."""
    stated = page.domain.index.records.get(page.docname, ())
    if not stated:
        message = "{link-here} must stand on a page that states a record (found none)"
        raise Invalid([Problem(Subtype.PLACE, message)])
    if page.docname in page.domain.index.unlisted:
        message = "{link-here} must stand on a page that is listed (got one that is 'unlisted')"
        remedy = "remove it, since no inventory has its labels, or list the page"
        raise Invalid([Problem(Subtype.PLACE, f"{message}; {remedy}")])
    return stated[0]


def target_of(page: Page, placed: Placed, node: nodes.folio_listing) -> Target:
    """Return what links say of a record; the site must have an address and a name."""
    config, record = page.builder.config, placed.record
    if not config.html_baseurl:
        message = f"'html_baseurl' must be set in conf.py for {{{node['style']}}} (got nothing)"
        raise Invalid([Problem(Subtype.VALUE, message)])
    name = config.folio_inventory_name
    if not re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", name):
        rule = "must be letters, digits and single hyphens, by which links know this inventory"
        message = f"'folio_inventory_name' in conf.py {rule} (got {name!r})"
        raise Invalid([Problem(Subtype.VALUE, message)])
    base = page.domain.portfolio.base_url
    return Target(
        key=record.key,
        label=placed.anchor,
        title=record.title,
        address=page.domain.portfolio.permanent_url(record),
        badge=f"{base}{badge_file(record.key)}",
        site=config.project,
        inventory=name,
        **citation_of(page.domain.portfolio, placed),
    )


def form(title: str, *shown: Node) -> docnodes.definition_list_item:
    """Return one form under its name."""
    body = docnodes.definition("", *shown)
    return docnodes.definition_list_item("", docnodes.term("", title), body)


def copyable(text: str) -> docnodes.literal_block:
    """Return a text that a press of a button copies."""
    return docnodes.literal_block(text, text, language="none")


def badge(page: Page, target: Target) -> docnodes.paragraph:
    """Return the badge itself."""
    return picture(page, badge_file(target.key), f"{target.site}: {target.title}")


def card(page: Page, placed: Placed) -> docnodes.paragraph:
    """Return the picture that stands beside a link where it is shared."""
    said = f"A card with the title “{placed.record.title}”"
    return picture(page, card_file(placed.docname), said)


def picture(page: Page, file: str, alt: str) -> docnodes.paragraph:
    """Return a picture that an export makes, and that is not loaded before a reader unfolds it."""
    address = relative_uri(page.builder.get_target_uri(page.docname), quote(file))
    image = docnodes.image(uri=address, candidates={"?": address}, alt=alt, loading="lazy")
    return nodes.paragraph([image])
