"""What has moved still leads on: redirect pages, copied files, names in pages, labels.

A redirect page is written for a page, a copy for a file; an anchor stays as a second name if it
has moved within its page, and as a line at the end of the page, which a script follows, if it has
left the page. What has moved is said by :class:`~folio.permanence.moves.Moves`.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from folio.core.inventory import Inventory, read_inventory
from folio.core.problems import Problem, Subtype
from folio.core.whole_files import write_whole
from folio.exports.redirect_page import (
    SCRIPT,
    SCRIPT_FILE,
    RedirectPage,
    encoded,
    head_script,
    moved_list,
    redirect_html,
)
from folio.pages.configuration import is_site, layout_of
from folio.pages.domain import FolioDomain
from folio.pages.plain_formula import said
from folio.pages.report import report
from folio.permanence.moves import Moves, moves_of
from folio.publish.permanent_pages import site_frame

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def anchors_moved_from(app: Sphinx, page: str) -> dict[str, str]:
    """Return where single anchors of a page have gone; problems are reported when all is built."""
    if not any("#" in str(old) for old in app.config.folio_moved):
        return {}
    domain = FolioDomain.of(app.env)
    return moves_of(app.config.folio_moved, domain.index, domain.layout)[0].from_page(page)


def add_names(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give a section that has another anchor than before its old one too."""
    here = layout_of(app).file(docname)
    moved = anchors_moved_from(app, here) if is_site(app) else {}
    named = [node for node in doctree.findall(nodes.Element) if node.get("ids")] if moved else []
    for old, new in moved.items():
        page, _, anchor = new.partition("#")
        if used := [node for node in named if old in node["ids"]]:
            what = f"the anchor {old!r} must not be in use, since it is said to have moved"
            remedy = "rename it, or remove the entry from 'folio_moved'"
            report(Problem(Subtype.MOVED, f"{what} to {new!r}; {remedy}"), used[0])
        for node in named:
            if not used and page == here and anchor in node["ids"]:
                node["ids"].append(old)


def add_list(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Tell at the end of a page which of its anchors are on other pages now."""
    here = layout_of(app).file(pagename)
    moved = anchors_moved_from(app, here) if doctree is not None else {}
    if gone := {old: new for old, new in moved.items() if new.partition("#")[0] != here}:
        context["body"] += moved_list(here, gone, titles(app))
        context["metatags"] += head_script(here, gone)


def titles(app: Sphinx) -> dict[str, str]:
    """Return the title of every page."""
    file = layout_of(app).file
    return {file(name): said(title) for name, title in app.env.titles.items()}


# -- when the pages have been written ------------------------------------------------------


def redirect_files(
    app: Sphinx, moves: Moves, made: Mapping[str, str | bytes]
) -> dict[str, str | bytes]:
    """Return a page for each page that has moved, a copy of each file, and the pages' script."""
    named, frame = titles(app), site_frame(app)
    files: dict[str, str | bytes] = {SCRIPT_FILE: SCRIPT.read_text(encoding="utf-8")}
    for old, new in moves.pages.items():
        title = named.get(new.partition("#")[0], new)
        anchors = moves.from_page(old)
        page = RedirectPage(address=old, target=new, title=title, anchors=anchors)
        files[old] = redirect_html(page, frame)
    for old, new in moves.files.items():
        files[old] = made[new] if new in made else Path(app.outdir, new).read_bytes()
    return files


def inventory_of(app: Sphinx) -> Inventory:
    """Read the inventory as Sphinx has written it."""
    path = Path(app.outdir, "objects.inv")
    return read_inventory(path.read_bytes(), path.name)


def add_aliases(app: Sphinx, moves: Moves, promised: frozenset[str]) -> None:
    """Keep the documents and the promised labels of what has moved in the inventory.

    Former keys are in it already: the domain and the labels know them.
    """
    path = Path(app.outdir, "objects.inv")
    *head, body = path.read_bytes().split(b"\n", 4)
    lines = zlib.decompress(body).decode() + "".join(
        aliases(app, moves, inventory_of(app), promised)
    )
    write_whole(path, b"\n".join([*head, zlib.compress(lines.encode(), 9)]))


def aliases(
    app: Sphinx, moves: Moves, inventory: Inventory, promised: frozenset[str]
) -> Iterator[str]:
    """Yield the inventory's lines for what has moved."""
    named, layout = titles(app), layout_of(app)
    labels = {entry.name: entry for entry in inventory.entries if entry.role == "std:label"}
    shown = {entry.address: entry.title for entry in labels.values()}
    for old, new in moves.addresses.items():
        page, _, anchor = old.partition("#")
        title = named.get(new.partition("#")[0], "-")
        if old in moves.pages and layout.docname(page) not in app.env.found_docs:
            yield f"{layout.docname(page)} std:doc -1 {encoded(new)} {title}\n"
        elif anchor in promised and anchor not in labels:
            yield f"{anchor} std:label -1 {new} {shown.get(new, title)}\n"


def setup_redirects(app: Sphinx) -> None:
    """Keep old anchors in the pages."""
    app.connect("doctree-resolved", add_names)
    app.connect("html-page-context", add_list)
