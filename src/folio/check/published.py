"""What a site has published: the union of its inventory and its ledger.

The ledger is complete. An inventory alone knows no file and not every anchor; what it cannot
tell is said to be unsure rather than dead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import unquote

from folio.core.addresses import REF, docname_of, ref_page
from folio.core.inventory import Inventory
from folio.core.ledger import Ledger, destination

#: what is read to check links, and so is there
OWN = frozenset({"objects.inv", "ledger.txt"})


@dataclass(frozen=True, kw_only=True)
class Published:
    """Addresses, and the names of the objects of each type, such as ``std:label``."""

    pages: frozenset[str]
    anchors: frozenset[str]
    objects: Mapping[str, frozenset[str]]
    moved: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    is_complete: bool = False

    @cached_property
    def folders(self) -> frozenset[str]:
        """Return the folders that hold a page or a file."""
        return frozenset(
            str(parent) for page in self.pages for parent in PurePosixPath(page).parents
        ) - {"."}

    def begins(self, start: str) -> bool:
        """Tell whether the address of a page or a file begins so."""
        return any(page.startswith(start) for page in self.pages)

    def has(self, address: str) -> bool:
        """Tell whether a page, file or page#anchor has been published."""
        return address in (self.anchors if "#" in address else self.pages)

    def current_address(self, address: str) -> str:
        """Return where an address is now; raise ValueError if that goes round in a circle."""
        now = destination(self.moved, address)
        page, _, anchor = now.partition("#")
        renamed = f"{page}#{self.aliases.get(anchor, anchor)}"
        return renamed if anchor and not self.has(now) and self.has(renamed) else now

    def place_of_record(self, page: str) -> frozenset[str]:
        """Return the page to which the permanent address of a record leads, anchor included."""
        key = docname_of(page).removeprefix(REF)
        labels = {name for name in self.objects.get("std:label", ()) if name.endswith(f"-{key}")}
        places = (anchor.partition("#") for anchor in self.anchors if page.startswith(REF))
        return frozenset(place for place, _, name in places if name in labels)


def published(inventory: Inventory | None, ledger: Ledger | None) -> Published:
    """Put together what is known of a site."""
    pages, anchors, objects = set(OWN), set(), defaultdict[str, set[str]](set)
    for entry in inventory.entries if inventory else ():
        page, mark, anchor = entry.address.partition("#")
        page = unquote(page)
        pages.add(f"{page}index.html" if page.endswith("/") or not page else page)
        if mark:
            anchors.add(f"{page}#{unquote(anchor)}")
        objects[entry.role].add(entry.name)
        if ledger is None and not entry.role.startswith("std:"):
            pages.add(ref_page(entry.name))
    for promise in ledger.promises if ledger else ():
        if promise.kind in {"page", "file"}:
            pages.add(promise.name)
        elif promise.kind == "anchor":
            anchors.add(promise.name)
        else:
            objects[promise.role or "std:label"].add(promise.name)
    return Published(
        pages=frozenset(pages),
        anchors=frozenset(anchors),
        objects={role: frozenset(names) for role, names in sorted(objects.items())},
        moved=ledger.moved if ledger else {},
        aliases=ledger.aliases if ledger else {},
        gone=ledger.gone if ledger else frozenset(),
        is_complete=ledger is not None,
    )
