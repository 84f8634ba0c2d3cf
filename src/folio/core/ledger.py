"""The ledger: every address, label and object that a site has published, and must keep.

A promise is a line of tab-separated text, so that a difference can be read and merged::

    folio-ledger	1
    page	projects/nanoflow.html
    anchor	projects/nanoflow.html#project-nanoflow
    object	folio:project	nanoflow

The form that a site publishes also says what it is called, and what leads elsewhere today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from folio.core.problems import suggestion

PROMISE_KINDS = ("page", "anchor", "file", "label", "object")  #: in the order of the file
HEAD = "folio-ledger\t1"
#: what a line of each kind holds after its kind
FIELDS: Mapping[str, str] = {
    **{"page": "ADDRESS", "anchor": "PAGE#ANCHOR", "file": "ADDRESS", "label": "LABEL"},
    "object": "DOMAIN:TYPE<tab>NAME",
    **{"site": "NAME<tab>BASE-URL", "moved": "OLD<tab>NEW", "alias": "OLD<tab>NEW"},
    "gone": "ADDRESS",
}
NOTE = (
    "# Every address that this site has published. "
    "'nox -s ledger' adds new ones; none is ever taken out: 'gone' marks what was withdrawn."
)


class Promise(NamedTuple):
    """One thing that others may have linked to; ``role`` is the type of an object."""

    kind: str
    name: str
    role: str = ""

    @property
    def rank(self) -> tuple[int, str, str]:
        """Return what promises are sorted by."""
        return (PROMISE_KINDS.index(self.kind), self.role, self.name)


class Name(NamedTuple):
    """What links call the inventory of a site, and the address under which it is published."""

    inventory: str
    base_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Promises; in the published form also the site's name, what has moved, and aliases.

    ``moved`` maps an old page, page#anchor or file to where it is now, ``aliases`` old labels to
    labels; ``gone`` holds pages and files that were withdrawn for good. ``lines`` tells where
    each promise was read; it does not make two ledgers differ.
    """

    promises: frozenset[Promise] = frozenset()
    site: Name | None = None
    moved: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    lines: Mapping[Promise, int] = field(default_factory=dict, compare=False)

    def names(self, kind: str) -> frozenset[str]:
        """Return the names of one kind of promise: all pages, all anchors, all labels."""
        return frozenset(promise.name for promise in self.promises if promise.kind == kind)

    def destination(self, address: str) -> str:
        """Return where a page, page#anchor or file is now: the address itself if it stays."""
        return destination(self.moved, address)


def canonical(path: str) -> str:
    """Return the address of a page under the one name that a ledger has for it.

    >>> canonical(""), canonical("projects/#here"), canonical("cv.html")
    ('index.html', 'projects/index.html#here', 'cv.html')
    """
    page, mark, anchor = path.removeprefix("/").partition("#")
    return (f"{page}index.html" if page.endswith("/") or not page else page) + mark + anchor


def destination(moved: Mapping[str, str], address: str) -> str:
    """Follow an address to where it is now; raise ValueError if that goes round in a circle.

    An anchor may have moved by itself; otherwise it goes with its page, before the anchor to
    which the page has moved.

    >>> destination({"a.html": "b.html#top", "a.html#x": "c.html#y"}, "a.html#x")
    'c.html#y'
    >>> destination({"a.html": "b.html#top"}, "a.html#z")
    'b.html#z'
    """
    seen = [address]
    while (target := _step(moved, address)) != address:
        if target in seen:
            raise ValueError(f"must not lead in a circle (got {' -> '.join([*seen, target])})")
        seen.append(target)
        address = target
    return address


def _step(moved: Mapping[str, str], address: str) -> str:
    if address in moved:
        return moved[address]
    page, mark, anchor = address.partition("#")
    return moved[page].partition("#")[0] + mark + anchor if page in moved else address


# -- the text ----------------------------------------------------------------------------


def ledger_text(ledger: Ledger) -> str:
    """Return the text of a ledger; raise ValueError for a name that no line can hold."""
    rows: list[tuple[str, ...]] = [("site", *ledger.site)] if ledger.site else []
    rows += [("moved", old, new) for old, new in sorted(ledger.moved.items())]
    rows += [("alias", old, new) for old, new in sorted(ledger.aliases.items())]
    rows += [("gone", address) for address in sorted(ledger.gone)]
    for promise in sorted(ledger.promises, key=lambda promise: promise.rank):
        role = [promise.role] if promise.role else []
        rows.append((promise.kind, *role, promise.name))
    for row in rows:
        _check("a line", row)
    return "\n".join([NOTE, HEAD, *("\t".join(row) for row in rows), ""])


def fits(value: str) -> bool:
    """Tell whether a name can stand in a line of a ledger."""
    is_text = not any("\ud800" <= letter <= "\udfff" for letter in value)
    is_whole = bool(value) and value == value.strip()
    return is_text and is_whole and "\t" not in value and len(_lines(value)) == 1


def _lines(text: str) -> list[str]:
    return text.splitlines() or [""]


def read_ledger(text: str) -> Ledger:
    """Read the text of a ledger; raise ValueError naming line, rule, what was got and remedy."""
    rows = list(_rows(text.removeprefix("\ufeff")))
    if not rows or rows[0][1] != HEAD.split("\t"):
        line, got = rows[0] if rows else (1, [])
        what = f"line {line} must be {HEAD!r} (got {_shown(got)})"
        raise ValueError(f"{what}; is this a ledger, and one of a version that is known here?")
    promises: dict[Promise, int] = {}
    facts: dict[str, dict[str, str]] = {"site": {}, "moved": {}, "alias": {}, "gone": {}}
    for line, row in rows[1:]:
        _check(f"line {line}", row)
        kind, *values = row
        if kind in PROMISE_KINDS:
            promises.setdefault(Promise(kind, values[-1], values[0] if values[1:] else ""), line)
        elif facts[kind].setdefault(values[0], values[-1]) != values[-1]:
            what = f"line {line} must say where {values[0]!r} leads once (got {values[1]!r}"
            raise ValueError(f"{what} after {facts[kind][values[0]]!r}); remove one of them")
    return Ledger(
        promises=frozenset(promises),
        site=next((Name(*site) for site in facts["site"].items()), None),
        moved=facts["moved"],
        aliases=facts["alias"],
        gone=frozenset(facts["gone"]),
        lines=promises,
    )


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(_lines(text), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.split("\t")


def _check(line: str, row: Sequence[str]) -> None:
    kind = row[0]
    if kind not in FIELDS:
        what = f"{line} must start with one of {', '.join(FIELDS)} (got {_shown(row)})"
        raise ValueError(what + (suggestion(kind, FIELDS) or "; mend or remove the line"))
    whole = len(row) == 2 + FIELDS[kind].count("<tab>") and all(map(fits, row))
    if not whole or (kind == "anchor" and not all(row[1].partition("#"))):
        what = f"{line} must be {kind}<tab>{FIELDS[kind]} (got {_shown(row)})"
        raise ValueError(f"{what}; mend the line")


def _shown(row: Iterable[str]) -> str:
    text = "\t".join(row)
    return repr(text if len(text) <= 80 else f"{text[:77]}...") if text else "nothing"
