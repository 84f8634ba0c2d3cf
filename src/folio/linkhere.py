"""How to link to a page's record, at its end: ``{link-here}`` shows each form, ready to copy.

The permanent address is in sight; the other forms unfold. conf.py says under which name links
know the inventory of this site: ``folio_inventory_name``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes as docnodes
from sphinx.util.osutil import relative_uri

from folio import nodes
from folio.exports.writeup import said_of
from folio.index import Placed
from folio.links import FORMS, Target, badge_file
from folio.page import Page
from folio.problems import Invalid, Problem, Subtype

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx

#: What readers call the forms that unfold; the badge is shown as well as written.
TITLES = {
    **{"markdown": "Markdown", "myst": "MyST", "rst": "Sphinx role", "latex": "LaTeX"},
    **{"bibtex": "BibTeX", "badge": "Badge, in Markdown"},
}
STAYS = "This address stays the same, wherever the page moves."


def link_here(page: Page, node: nodes.folio_listing) -> Node:
    """Show the permanent address of the first record of a page, and the forms that unfold."""
    target = target_of(page, record_of(page))
    forms = docnodes.definition_list()
    for name, title in TITLES.items():
        text = copyable(FORMS[name](target))
        if name != "badge":
            forms += form(title, text)
        elif "badges" in page.builder.config.folio_exports:
            forms += form(title, badge(page, target), text)
    unfold = nodes.unfold("In Markdown, Sphinx, LaTeX or a README", [forms])
    line = nodes.paragraph([docnodes.Text(STAYS)], "folio-line")
    return nodes.box([line, copyable(target.address), unfold], "folio-link-here")


def record_of(page: Page) -> Placed:
    """Return the first record of a page, which is what the page is about."""
    stated = page.domain.index.records.get(page.docname, ())
    if not stated:
        message = "{link-here} must stand on a page that states a record (found none)"
        raise Invalid([Problem(Subtype.PLACE, message)])
    return stated[0]


def target_of(page: Page, placed: Placed) -> Target:
    """Return what links say of a record; the site must have an address and a name."""
    config, record = page.builder.config, placed.record
    if not config.html_baseurl:
        message = "'html_baseurl' must be set in conf.py for {link-here} (got nothing)"
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
        **said_of(page.domain.portfolio, placed),
    )


def form(title: str, *shown: Node) -> docnodes.definition_list_item:
    """Return one form under its name."""
    body = docnodes.definition("", *shown)
    return docnodes.definition_list_item("", docnodes.term("", title), body)


def copyable(text: str) -> docnodes.literal_block:
    """Return a text that a press of a button copies."""
    return docnodes.literal_block(text, text, language="none")


def badge(page: Page, target: Target) -> docnodes.paragraph:
    """Return the badge itself, which is not loaded before a reader unfolds it."""
    here = page.builder.get_target_uri(page.docname)
    address = relative_uri(here, badge_file(target.key))
    image = docnodes.image(
        uri=address, candidates={"?": address}, alt=f"{target.site}: {target.title}", loading="lazy"
    )
    return nodes.paragraph([image])


def setup_links(app: Sphinx) -> None:
    """Let conf.py say what links call the inventory of this site."""
    app.add_config_value("folio_inventory_name", "", "html", str)
