"""Which records a listing shows, and in which order: pure choice, no nodes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Protocol, TypeVar

from folio.core.kinds import KINDS, PROJECT_KINDS, Project, Record
from folio.core.options import Option, choice, key, keys, positive
from folio.core.problems import Invalid, Problem, Subtype, suggestion
from folio.core.records import kind_of, latest, listing_key


class HasRecord(Protocol):
    """Anything that carries a record, such as a record with its place."""

    @property
    def record(self) -> Record:
        """What the listing shows."""
        ...


T = TypeVar("T", bound=HasRecord)

ORDERS: dict[str, Callable[[Record], Any]] = {
    "cv": listing_key,
    "date": lambda r: (tuple(-n for n in latest(r)), r.key),
    "key": lambda r: r.key,
    "kind": lambda r: (list(KINDS).index(kind_of(r)), listing_key(r)),
    "tag": lambda r: (r.tags or ("~",), listing_key(r)),
    "title": lambda r: (r.title.casefold(), r.key),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The options of ``{cards}``, ``{timeline}`` and ``{publications}``.

    ``kind`` is one of projects; it leaves out no record of another kind.
    """

    #: The keys of the records to show, in this order.
    keys: Annotated[tuple[str, ...], Option(keys)] = ()
    #: Show those with this tag.
    tag: Annotated[str | None, Option(key)] = None
    #: Of projects, show those of this kind: ``research``, ``course`` or ``open-source``.
    kind: Annotated[str | None, Option(choice(*PROJECT_KINDS))] = None
    #: Order by ``cv``, ``date``, ``key``, ``kind``, ``tag`` or ``title``.
    order: Annotated[str | None, Option(choice(*ORDERS))] = None
    #: Show at most so many.
    limit: Annotated[int | None, Option(positive)] = None


def kinds(text: str) -> tuple[str, ...]:
    """Read the kinds that a listing names; raise :class:`Invalid` for an unknown one."""
    named = tuple(text.replace(",", " ").split())
    unknown = [name for name in named if name not in KINDS]
    if unknown or not named:
        rule = f"a listing must name kinds of {', '.join(KINDS)} (got {text!r})"
        hint = suggestion(unknown[0], KINDS) if unknown else ""
        raise Invalid([Problem(Subtype.VALUE, rule + hint)])
    return named


def select(listing: Listing, candidates: Sequence[T]) -> list[T]:
    """Choose and order; raise :class:`Invalid` for unknown keys and for an empty result."""
    known = {item.record.key: item for item in candidates}
    unknown = [name for name in listing.keys if name not in known]
    if unknown:
        rule = f"'keys' must be keys of the kinds listed here (got {unknown[0]!r})"
        raise Invalid([Problem(Subtype.UNKNOWN_KEY, rule + suggestion(unknown[0], known), "keys")])
    chosen = [known[name] for name in listing.keys] or list(candidates)
    chosen = [item for item in chosen if _matches(listing, item.record)]
    if listing.order or not listing.keys:
        chosen.sort(key=lambda item: ORDERS[listing.order or "cv"](item.record))
    if not chosen:
        what = "this listing must match a record (got none); widen it or remove it"
        raise Invalid([Problem(Subtype.EMPTY_LISTING, what)])
    return chosen[: listing.limit]


def _matches(listing: Listing, record: Record) -> bool:
    tagged = listing.tag is None or listing.tag in record.tags
    other = isinstance(record, Project) and listing.kind not in (None, record.kind)
    return tagged and not other
