"""What has moved: from where to where, said in conf.py or by the former keys of records.

An entry leads from a page, an anchor of a page, or a file::

    folio_moved = {"old.html": "new.html", "new.html#old-name": "new.html#new-name"}

:class:`Moves` is the one value that the rest of this package works from: redirects write it, the
contract holds it against what was promised.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

from folio.core.addresses import REF, Layout, docname_of, files_of_page, files_of_record, is_page
from folio.core.index import Index
from folio.core.ledger import PROMISE_KINDS, Ledger, Promise, canonical, destination
from folio.core.problems import Invalid, Problem, Subtype, suggestion, with_article
from folio.core.records import former_names, kind_of

OPTION = "folio_moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Old addresses and the new ones, each led to its end; ``aliases`` are labels."""

    pages: Mapping[str, str] = field(default_factory=dict)
    anchors: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, addresses: Mapping[str, str], aliases: Mapping[str, str]) -> Moves:
        """Sort addresses by what they are."""
        anchors = {old: new for old, new in addresses.items() if "#" in old}
        pages = {old: addresses[old] for old in addresses if is_page(old)}
        files = {old: addresses[old] for old in addresses if old not in {*anchors, *pages}}
        return cls(pages=pages, anchors=anchors, files=files, aliases=aliases)

    @property
    def addresses(self) -> dict[str, str]:
        """Pages, anchors and files together."""
        return {**self.pages, **self.anchors, **self.files}

    def from_page(self, page: str) -> dict[str, str]:
        """Return where the single anchors of a page have gone."""
        parted = {old.partition("#"): new for old, new in self.anchors.items()}
        return {anchor: new for (place, _, anchor), new in parted.items() if place == page}

    def without(self, addresses: Iterable[str]) -> Moves:
        """Return the moves but for those from some addresses."""
        left_out = set(addresses)
        kept = {old: new for old, new in self.addresses.items() if old not in left_out}
        return Moves.of(kept, self.aliases)

    def without_files_at(self, addresses: Collection[str]) -> Moves:
        """Return the moves but for those of files that are now at some addresses."""
        kept = {old: new for old, new in self.files.items() if new not in addresses}
        return replace(self, files=kept)

    def with_files(self, files: Mapping[str, str]) -> Moves:
        """Return the moves and those of some files."""
        return replace(self, files={**files, **self.files})


def moves_of(setting: Any, index: Index, layout: Layout) -> tuple[Moves, list[Problem]]:
    """Return what conf.py and former keys say, and what cannot be as it is said there."""
    problems: list[Problem] = []
    try:
        stated = {
            placed(old, layout) if "#" in old else old: placed(new, layout)
            for old, new in read_moves(setting).items()
        }
    except Invalid as invalid:
        stated, problems = {}, [*invalid.problems]
    addresses, circles = follow(former_pages(index, layout) | stated)
    return Moves.of(addresses, former_labels(index)), problems + circles


def placed(address: str, layout: Layout) -> str:
    """Return the address of a page, or of an anchor of one, as the builder has it."""
    page, mark, anchor = address.partition("#")
    if not layout.folders or not is_page(page) or page.startswith(REF):
        return address
    return layout.file(docname_of(page)) + mark + anchor


def read_moves(setting: Any) -> dict[str, str]:
    """Return what conf.py says; raise :class:`Invalid` with every entry that is no move."""
    if not isinstance(setting, Mapping):
        what = f"{OPTION!r} must map old addresses to new ones (got {setting!r})"
        raise Invalid([Problem(Subtype.MOVED, f"{what}; write {{'old.html': 'new.html'}}")])
    problems = [
        Problem(Subtype.MOVED, f"{OPTION!r} must hold {rule} (got {value!r})", str(old))
        for old, new in setting.items()
        for value in (old, new)
        if (rule := broken_rule(value))
    ]
    if problems:
        raise Invalid(problems)
    return {canonical(old): canonical(new) for old, new in setting.items()}


def broken_rule(address: Any) -> str:
    """Return what an address must be and is not; nothing if all is well."""
    if not isinstance(address, str) or not address.strip():
        return "addresses as text"
    if re.match(r"[\w+.-]+:|/", address):
        return "addresses within the site, such as 'projects/old.html'"
    path = address.partition("#")[0]
    if re.search(r"[\x00-\x20\\?<>\"]", address) or unquote(path) != path:
        return "addresses without spaces, quotes and percent signs, as they stand in the ledger"
    if {"", ".", ".."} & set(path.split("/")[:-1]) or path.endswith((".", "/..")):
        return "addresses without '.', '..' and empty folders"
    return ""


def former_pages(index: Index, layout: Layout) -> dict[str, str]:
    """Return where the pages of records with former keys were, if their name is the key."""
    moved = {}
    for placed in index.by_key.values():
        folder, slash, name = placed.docname.rpartition("/")
        if name == placed.record.key:
            for old in former_names(placed.record):
                if old.key != name and old.kind == kind_of(placed.record):
                    was = layout.file(f"{folder}{slash}{old.key}")
                    moved[was] = layout.file(placed.docname)
    return moved


def former_labels(index: Index) -> dict[str, str]:
    """Return the labels of former keys, and the labels that they stand for today."""
    return {old.label: placed.anchor for old, placed in index.by_former.items()}


def follow(moved: Mapping[str, str]) -> tuple[dict[str, str], list[Problem]]:
    """Lead each old address to the end of its way; name those that go round in a circle."""
    ends, problems = {}, []
    for old in sorted(moved):
        try:
            ends[old] = destination(moved, old)
        except ValueError as error:
            remedy = "remove one of them"
            problems.append(Problem(Subtype.MOVED, f"{old!r} {error}; {remedy}", old))
    return ends, problems


def unreachable(moved: Mapping[str, str], current: Ledger) -> Iterator[Problem]:
    """Yield what cannot be: moves from what is there, and to what is not.

    ``current`` holds what the site has without its redirects; an anchor that moved still stands
    in its page under the old name.
    """
    known = {
        address.name: address.kind
        for address in current.promises
        if address.kind in PROMISE_KINDS[:3]
    }
    for old, new in sorted(moved.items()):
        page, _, anchor = old.partition("#")
        if old in known and not anchor:
            what = f"{old!r} must not exist any more, since it is said to have moved to {new!r}"
            yield Problem(
                Subtype.MOVED, f"{what} (got {with_article(known[old])}); remove one", old
            )
        elif anchor and page not in known and page not in moved:
            what = f"the page of {old!r} must exist, or have moved itself (got neither)"
            yield Problem(Subtype.MOVED, f"{what}; write {page!r}: 'NEW.html' too", old)
        if new not in known or known[new] not in _targets(old):
            targets = " or ".join(map(with_article, _targets(old)))
            near = suggestion(new, (name for name in known if known[name] in _targets(old)))
            what = f"{old!r} must lead to {targets} of the site (got {new!r}){near}"
            yield Problem(Subtype.MOVED, what, old)


def _targets(old: str) -> tuple[str, ...]:
    return ("page", "anchor") if is_page(old.partition("#")[0]) else ("file",)


def files_moved_along(
    pages: Mapping[str, str],
    keys: Mapping[str, str],
    promised: Iterable[Promise],
    files: Iterable[str],
    layout: Layout,
) -> dict[str, str]:
    """Return the promised files that moved with a page or a record: its Markdown, its image.

    ``keys`` maps former keys to keys; what cannot lead elsewhere by itself is copied.
    """
    here = set(files)
    lost = {p.name for p in promised if p.kind == "file"} - here
    renamed = [
        (files_of_page(layout.docname(old)), files_of_page(layout.docname(new)))
        for old, new in pages.items()
    ]
    renamed += [(files_of_record(old), files_of_record(new)) for old, new in keys.items()]
    pairs = (pair for old, new in renamed for pair in zip(old, new, strict=True))
    return {old: new for old, new in sorted(pairs) if old in lost and new in here}
