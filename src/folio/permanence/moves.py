"""What has moved: from where to where, said in conf.py or by the former keys of records.

An entry leads from a page, an anchor of a page, or a file::

    folio_moved = {"old.html": "new.html", "new.html#old-name": "new.html#new-name"}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from folio.core.index import Index
from folio.core.ledger import KINDS, Ledger, Promise, canonical, destination
from folio.core.problems import Invalid, Problem, Subtype, suggestion
from folio.core.records import former_names, kind_of

OPTION = "folio_moved"


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


def former_pages(index: Index) -> dict[str, str]:
    """Return where the pages of records with former keys were, if their name is the key."""
    moved = {}
    for placed in index.by_key.values():
        folder, slash, name = placed.docname.rpartition("/")
        if name == placed.record.key:
            for old in former_names(placed.record):
                if old.key != name and old.kind == kind_of(placed.record):
                    moved[f"{folder}{slash}{old.key}.html"] = f"{placed.docname}.html"
    return moved


def former_labels_of(index: Index) -> dict[str, str]:
    """Return the labels of former keys, and the labels that they stand for today."""
    return {old.label: placed.anchor for old, placed in index.by_former.items()}


def flat(moved: Mapping[str, str]) -> tuple[dict[str, str], list[Problem]]:
    """Lead each old address to the end of its way; name those that go round in a circle."""
    ends, problems = {}, []
    for old in sorted(moved):
        try:
            ends[old] = destination(moved, old)
        except ValueError as error:
            remedy = "remove one of them"
            problems.append(Problem(Subtype.MOVED, f"{old!r} {error}; {remedy}", old))
    return ends, problems


def impossible(moved: Mapping[str, str], there: Ledger) -> Iterator[Problem]:
    """Yield a problem for each move that starts where something is, or leads to nothing.

    ``there`` holds what the site has without its redirects; an anchor that moved still stands in
    its page under the old name.
    """
    known = {promise.name: promise.kind for promise in there.promises if promise.kind in KINDS[:3]}
    for old, new in sorted(moved.items()):
        page, _, anchor = old.partition("#")
        if old in known and not anchor:
            what = f"{old!r} must not exist any more, since it is said to have moved to {new!r}"
            yield Problem(Subtype.MOVED, f"{what} (got {a_known(known[old])}); remove one", old)
        elif anchor and page not in known and page not in moved:
            what = f"the page of {old!r} must exist, or have moved itself (got neither)"
            yield Problem(Subtype.MOVED, f"{what}; write {page!r}: 'NEW.html' too", old)
        if new not in known or known[new] not in _targets(old):
            what = f"{old!r} must lead to {' or '.join(map(a_known, _targets(old)))} of the site"
            near = suggestion(new, (name for name in known if known[name] in _targets(old)))
            yield Problem(Subtype.MOVED, f"{what} (got {new!r}){near}", old)


def a_known(kind: str) -> str:
    """Return a kind of address with its article."""
    return f"{'an' if kind == 'anchor' else 'a'} {kind}"


def _targets(old: str) -> tuple[str, ...]:
    return ("page", "anchor") if old.partition("#")[0].endswith(".html") else ("file",)


def companions(
    moved: Mapping[str, str],
    keys: Mapping[str, str],
    promised: Iterable[Promise],
    files: Iterable[str],
) -> dict[str, str]:
    """Return the promised files that moved with a page or a record: its Markdown, its image.

    ``keys`` maps former keys to keys; what cannot lead elsewhere by itself is copied.
    """
    stems = {old.removesuffix(".html"): new.removesuffix(".html") for old, new in moved.items()}
    places = [(stems, ("", "cards/")), (keys, ("cite/", "badges/"))]
    here = set(files)
    found: dict[str, str] = {}
    for name in sorted(p.name for p in promised if p.kind == "file" and p.name not in here):
        for renamed, folders in places:
            for folder in folders:
                stem, dot, suffix = name.removeprefix(folder).partition(".")
                new = f"{folder}{renamed.get(stem, '')}{dot}{suffix}"
                if name.startswith(folder) and new in here:
                    found.setdefault(name, new)
    return found
