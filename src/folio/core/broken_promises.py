"""The contract: which promises of a ledger a site does not keep, and what to do about each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from folio.core.addresses import REF, docname_of, files_of_page, files_of_record, ref_page
from folio.core.ledger import Ledger, Promise
from folio.core.problems import suggestion


class Broken(NamedTuple):
    """A promise that no longer holds, the line that makes it, and what to do about it."""

    promise: Promise
    line: int
    message: str


def broken_promises(promised: Ledger, current: Ledger) -> tuple[Broken, ...]:
    """Return every promise that a site does not keep, but what is lost with another only once.

    What was withdrawn is no longer promised, nor what was lost with it.
    """
    released = withdrawn(promised)
    lost = sorted(
        (p for p in promised.promises - released if not is_kept(p, current)),
        key=lambda promise: promise.rank,
    )
    along = {other for promise in lost for other in _takes_along(promise)}
    pages = {promise.name for promise in lost if promise.kind == "page"}
    labels = {promise.name for promise in along if promise.kind == "label"}
    return tuple(
        Broken(promise, promised.lines.get(promise, 0), _message(promise, current))
        for promise in lost
        if promise not in along
        and not (promise.kind == "anchor" and _within(promise, pages, labels))
    )


def withdrawn(promised: Ledger) -> frozenset[Promise]:
    """Return the promises that the withdrawn pages and files of a ledger have made.

    With a page go its anchors, the labels that name them and its files, with the permanent address
    of a record the record.
    """
    keys = {docname_of(name).removeprefix(REF) for name in promised.gone if name.startswith(REF)}
    records = {p for p in promised.promises if p.role.startswith("folio:") and p.name in keys}
    pages = {Promise(kind, name) for name in promised.gone for kind in ("page", "file")}
    taken = pages | records
    taken |= {other for promise in taken for other in _takes_along(promise)}
    labels = {promise.name for promise in taken if promise.kind == "label"}
    anchors = {
        promise
        for promise in promised.promises
        if promise.kind == "anchor" and _within(promise, set(promised.gone), labels)
    }
    elsewhere = {p.name.partition("#")[2] for p in promised.promises - anchors if "#" in p.name}
    own = {promise.name.partition("#")[2] for promise in anchors} - elsewhere
    return frozenset(taken | anchors | {Promise("label", name) for name in own})


def _within(promise: Promise, pages: set[str], labels: set[str]) -> bool:
    """Tell whether an anchor is on one of some pages, or is that of one of some records."""
    page, _, anchor = promise.name.partition("#")
    return page in pages or anchor in labels


def is_kept(promise: Promise, current: Ledger) -> bool:
    """Tell whether a site keeps a promise: an address may lead there by a redirect.

    On a page that is still there an anchor must be found: without scripts none leads elsewhere.
    """
    if promise in current.promises:
        return True
    page = promise.name.partition("#")[0]
    stays = Promise("page", page) in current.promises and page not in current.moved
    if stays or promise.kind in {"label", "object"}:
        return False
    try:
        now = current.destination(promise.name)
    except ValueError:  # in a circle
        return False
    kind = "anchor" if "#" in now else promise.kind.replace("anchor", "page")
    return Promise(kind, now) in current.promises


def _takes_along(promise: Promise) -> Iterator[Promise]:
    """Yield what is lost with a page or a record, and is kept by the same remedy."""
    domain, _, kind = promise.role.partition(":")
    if promise.kind == "page":
        docname = docname_of(promise.name)
        yield Promise("object", docname, "std:doc")
        yield from (Promise("file", name) for name in files_of_page(docname))
    elif domain == "folio":
        yield Promise("label", f"{kind}-{promise.name}")
        yield Promise("page", ref_page(promise.name))
        yield from (Promise("file", name) for name in files_of_record(promise.name))


_RULES = {
    "page": "the page {name!r} must stay (the site has none there); if it has moved, write "
    "{name!r}: 'NEW.html' in 'folio_moved' of conf.py, or ':formerly: {tail}' in its record",
    "anchor": "the anchor {name!r} must stay (its page has none of that name); write '({tail})=' "
    "above the heading that it names now, or {name!r}: 'PAGE.html#NEW' in 'folio_moved' of conf.py",
    "file": "the file {name!r} must stay (the build has made none); if it has moved, write "
    "{name!r}: 'NEW' in 'folio_moved' of conf.py",
    "label": "the label {name!r} must stay (no page has it); write '({name})=' above the heading "
    "that it names now",
    "object": "the {role} {name!r} must stay (no page states it); write ':formerly: {former}' in "
    "the record that it has become",
}


def _message(promise: Promise, current: Ledger) -> str:
    """Say what must stay, what to do about it, and what may have become of it."""
    kind, name, role = promise
    alike = [p for p in current.promises if p.kind == kind]
    other_kind = any(p.name == name and p.role.startswith("folio:") for p in alike)
    role = role.removeprefix("folio:")
    rule = _RULES[kind].format(
        name=name,
        tail=docname_of(name).rpartition("#")[2].rpartition("/")[2],
        role=role,
        former=f"{role}:{name}" if other_kind else name,
    )
    near = [p.name for p in alike if p.role == promise.role]
    if kind == "anchor":
        page = current.destination(name).partition("#")[0]
        near = [other for other in near if other.partition("#")[0] == page]
    return rule + suggestion(name, near)
