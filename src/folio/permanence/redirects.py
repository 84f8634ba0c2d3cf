"""What has moved still leads on: redirect pages, copied files, names in pages, labels.

``folio_moved`` in conf.py and ``:formerly:`` in records say what has moved. A redirect page is
written for a page, a copy for a file; an anchor stays as a second name if it has moved within its
page, and as a line at the end of the page, which a script follows, if it has left the page.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.inventory import InventoryFile

from folio.core.problems import Invalid, Problem, Subtype
from folio.core.whole_files import write_whole
from folio.exports.redirect_page import (
    SCRIPT,
    SCRIPT_FILE,
    Elsewhere,
    elsewhere,
    encoded,
    head_script,
    moved_list,
)
from folio.pages.domain import FolioDomain
from folio.pages.report import report
from folio.permanence.moves import flat, former_pages, read_moves
from folio.publish.permanent_pages import around

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.inventory import _Inventory

MANIFEST = "moved.txt"  #: lists, beside the doctrees, what the last build wrote here


def moves_of(app: Sphinx) -> dict[str, str]:
    """Return every move, led to its end; what is wrong with one is reported elsewhere."""
    domain = app.env.domains["folio"]
    assert isinstance(domain, FolioDomain)
    try:
        said = read_moves(app.config.folio_moved)
    except Invalid:
        said = {}
    return flat(former_pages(domain.index) | said)[0]


def anchors_moved_from(app: Sphinx, page: str) -> dict[str, str]:
    """Return where single anchors of a page have gone."""
    if not any("#" in str(old) for old in app.config.folio_moved):
        return {}
    found = {old.partition("#"): new for old, new in moves_of(app).items()}
    return {anchor: new for (place, _, anchor), new in found.items() if anchor and place == page}


def add_names(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give a section that has another anchor than before its old one too."""
    moved = anchors_moved_from(app, f"{docname}.html")
    named = [node for node in doctree.findall(nodes.Element) if node.get("ids")] if moved else []
    for old, new in moved.items():
        page, _, anchor = new.partition("#")
        for node in named:
            if old in node["ids"]:
                what = f"the anchor {old!r} must not be in use, since it is said to have moved"
                remedy = "rename it, or remove the entry from 'folio_moved'"
                report(Problem(Subtype.MOVED, f"{what} to {new!r}; {remedy}"), node)
            elif page == f"{docname}.html" and anchor in node["ids"]:
                node["ids"].append(old)


def add_list(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Tell at the end of a page which of its anchors are on other pages now."""
    here = f"{pagename}.html"
    moved = anchors_moved_from(app, here) if doctree is not None else {}
    if gone := {old: new for old, new in moved.items() if new.partition("#")[0] != here}:
        context["body"] += moved_list(here, gone, titles(app))
        context["metatags"] += head_script(here, gone)


def titles(app: Sphinx) -> dict[str, str]:
    """Return the title of every page."""
    return {f"{name}.html": title.astext() for name, title in app.env.titles.items()}


# -- when the pages have been written ------------------------------------------------------


def forget_redirects(app: Sphinx, made: Collection[str]) -> None:
    """Delete what the last build wrote here, unless this build has put something in its place."""
    manifest = Path(app.doctreedir, MANIFEST)
    for name in manifest.read_text(encoding="utf-8").split("\n") if manifest.is_file() else []:
        page = name.removesuffix(".html") in app.env.found_docs and name.endswith(".html")
        if name and not page and name not in made:
            Path(app.outdir, name).unlink(missing_ok=True)


def write_redirects(app: Sphinx, moved: Mapping[str, str]) -> None:
    """Write a page for each page that has moved, and a copy of each file."""
    named, site = titles(app), around(app)
    files: dict[str, str | bytes] = {}
    for old, new in moved.items():
        if old.endswith(".html"):
            anchors = {
                place.partition("#")[2]: there
                for place, there in moved.items()
                if place.startswith(f"{old}#")
            }
            title = named.get(new.partition("#")[0], new)
            page = Elsewhere(address=old, target=new, title=title, anchors=anchors)
            files[old] = elsewhere(page, site)
        elif "#" not in old:
            files[old] = Path(app.outdir, new).read_bytes()
    for name, content in files.items():
        write_whole(Path(app.outdir, name), content)
    write_whole(Path(app.doctreedir, MANIFEST), "\n".join(sorted(files)))


def write_script(app: Sphinx) -> None:
    """Write the script that pages which lead elsewhere load."""
    write_whole(Path(app.outdir, SCRIPT_FILE), SCRIPT.read_text(encoding="utf-8"))


def read_inventory(app: Sphinx) -> _Inventory:
    """Read the inventory as Sphinx has written it."""
    return InventoryFile.loads(Path(app.outdir, "objects.inv").read_bytes(), uri="")


def add_aliases(app: Sphinx, moved: Mapping[str, str]) -> None:
    """Keep the documents and the labels of what has moved in the inventory.

    Former keys are in it already: the domain and the labels know them.
    """
    path = Path(app.outdir, "objects.inv")
    *head, body = path.read_bytes().split(b"\n", 4)
    lines = zlib.decompress(body).decode() + "".join(aliases(app, moved, read_inventory(app)))
    write_whole(path, b"\n".join([*head, zlib.compress(lines.encode(), 9)]))


def aliases(app: Sphinx, moved: Mapping[str, str], inventory: _Inventory) -> Iterator[str]:
    """Yield the inventory's lines for what has moved."""
    named, labels = titles(app), inventory.data.get("std:label", {})
    shown = {item.uri: item.display_name for item in labels.values()}
    for old, new in moved.items():
        page, _, anchor = old.partition("#")
        page, title = page.removesuffix(".html"), named.get(new.partition("#")[0], "-")
        if page not in app.env.found_docs and old == f"{page}.html":
            yield f"{page} std:doc -1 {encoded(new)} {title}\n"
        elif anchor and anchor not in labels:
            yield f"{anchor} std:label -1 {new} {shown.get(new, title)}\n"


def setup_redirects(app: Sphinx) -> None:
    """Let conf.py say what has moved, and keep old anchors in the pages."""
    app.add_config_value("folio_moved", {}, "html")
    app.connect("doctree-resolved", add_names)
    app.connect("html-page-context", add_list)
