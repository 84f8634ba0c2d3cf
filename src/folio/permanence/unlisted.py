"""What of an unlisted page the inventory and the ledger say: both are lists, and published.

A page that was published before it was taken out of the lists keeps what it has promised.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from folio.core.addresses import files_of_page, files_of_record, ref_page
from folio.core.inventory import Entry, without
from folio.core.ledger import Ledger, Promise
from folio.core.records import former_names
from folio.core.whole_files import write_whole
from folio.pages.domain import FolioDomain
from folio.pages.served import DOWNLOADS, IMAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx


def hidden_files(app: Sphinx) -> Iterator[str]:
    """Yield the address of each file that is there for unlisted pages alone, their own included."""
    domain = FolioDomain.of(app.env)
    pages = domain.index.unlisted
    for docname in pages:
        yield from (domain.layout.file(docname), *files_of_page(docname))
        for placed in domain.index.records.get(docname, ()):
            keys = (placed.record.key, *(old.key for old in former_names(placed.record)))
            for key in keys:
                yield from (ref_page(key), *files_of_record(key))
    for folder, files in ((IMAGES, app.env.images), (DOWNLOADS, app.env.dlfiles)):
        for docnames, name in files.values():
            if docnames and set(docnames) <= pages:
                yield f"{folder}{name}"


def prune_inventory(app: Sphinx, promised: Ledger) -> None:
    """Take the pages and their labels out of the inventory, from which other sites link."""
    hidden = set(hidden_files(app))
    layout = FolioDomain.of(app.env).layout
    pages = {layout.address(name) for name in FolioDomain.of(app.env).index.unlisted}

    def is_hidden(entry: Entry) -> bool:
        label = entry.role == "std:label"
        named = Promise("label" if label else "object", entry.name, "" if label else entry.role)
        page = unquote(entry.address.partition("#")[0])
        return page in pages and named not in promised.promises

    if hidden:
        path = Path(app.outdir, "objects.inv")
        write_whole(path, without(path.read_bytes(), is_hidden))


def listed(app: Sphinx, current: Ledger, promised: Ledger) -> Ledger:
    """Return what a site offers less what is unlisted and was never promised."""
    if not (hidden := set(hidden_files(app))):
        return current
    known = {promise.name for promise in promised.promises}
    kept = {p for p in current.promises if p in promised.promises or _page(p.name) not in hidden}
    moved = {
        old: new for old, new in current.moved.items() if old in known or _page(new) not in hidden
    }
    return replace(current, promises=frozenset(kept), moved=moved)


def _page(address: str) -> str:
    return address.partition("#")[0]
