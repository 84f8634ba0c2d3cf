"""What is told of any record: its label, its labelled values, the line under its title."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlsplit

from folio.core.commit_links import read_at
from folio.core.dates import Period
from folio.core.directions import isolated, listed
from folio.core.kinds import KINDS, Publication, Record
from folio.core.options import Option, Url, declared, url
from folio.core.orcid import orcid

_NAMES = {cls: kind for kind, cls in KINDS.items()}


class Fact(NamedTuple):
    """One labelled value of a record, and the field it is of; values with an address are links."""

    label: str
    values: tuple[str, ...]
    url: Url | None = None
    field: str = ""

    @property
    def text(self) -> str:
        """The values on one line, each in its own writing direction."""
        each = isolated if len(self.values) > 1 else listed  # one may be a list of the author's
        return ", ".join(map(each, self.values))

    @property
    def link_text(self) -> str:
        """What a link says: a word, and the address itself only where one writes to it."""
        if (self.url or "").startswith("mailto:"):
            return self.values[0]
        if self.label == "Link":  # which says nothing of where it leads
            return urlsplit(self.url or "").netloc.removeprefix("www.")
        return f"{self.label} (PDF)" if (self.url or "").endswith(".pdf") else self.label


def kind_of(record: Record) -> str:
    """Return the name under which the record's class stands in ``KINDS``."""
    return _NAMES[type(record)]


def label_of(record: Record) -> str:
    """Return the permanent label, the same in every Sphinx inventory: ``project-goal-torus``."""
    return f"{kind_of(record)}-{record.key}"


class Former(NamedTuple):
    """A kind and a key under which a record was known before."""

    kind: str
    key: str

    @property
    def label(self) -> str:
        """The label that it had."""
        return f"{self.kind}-{self.key}"


def former_names(record: Record) -> tuple[Former, ...]:
    """Return the kinds and keys that a record had before."""
    parts = (name.rpartition(":") for name in record.formerly)
    return tuple(Former(kind or kind_of(record), key) for kind, _, key in parts)


def facts(record: Record, *, skip: tuple[str, ...] = ()) -> tuple[Fact, ...]:
    """Return the labelled values of a record in the order of its fields, dates first."""
    labelled = []
    for field, option in declared(type(record)).values():
        value = getattr(record, field.name)
        if option.label and value and field.name not in skip:
            labelled.append(_fact(field.name, option, value))
    return tuple(labelled)


def byline(record: Record) -> str:
    """Return the line under a title in a list: ``Student, University of London, London``."""
    said = (getattr(record, name) for name in record.byline)
    return ", ".join(listed(value) for value in said if value)


def _fact(field: str, option: Option, value: Any) -> Fact:
    if isinstance(value, Period):
        return Fact(option.label, (value.text(),), field=field)
    if option.parse in (url, read_at, orcid):
        return Fact(option.label, (value.removeprefix("mailto:"),), Url(value), field)
    values = value if isinstance(value, tuple) else (str(value),)
    return Fact(option.label, values, field=field)


def listing_key(record: Record) -> tuple[bool, int, tuple[int, ...], str]:
    """Order records as on a CV: by ``order``, then the newest first, then by key."""
    newest = tuple(-n for n in latest(record))
    return (record.order is None, record.order or 0, newest, record.key)


def latest(record: Record) -> tuple[int, int, int]:
    """Return the last date of a record, for ordering: a paper without one is still to appear."""
    if record.date:
        return record.date.latest
    return (10_000, 0, 0) if isinstance(record, Publication) else (0, 0, 0)
