"""All that the pages of a site state and refer to, and the questions asked of it.

Built from what each page noted; everything else is derived from that once, when first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from folio.core.kinds import Person, Record
from folio.core.records import Former, former_names, kind_of, label_of, listing_key


@dataclass(frozen=True, slots=True)
class Placed:
    """A record and the place where a page states it."""

    record: Record
    docname: str
    line: int

    @property
    def anchor(self) -> str:
        """Return the id of the section that states it: its permanent label."""
        return label_of(self.record)


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A reference in prose: from which section of which page, to which target."""

    docname: str
    section: str
    anchor: str
    target: str


@dataclass(frozen=True)
class Index:
    """The records and the references of each page, by the page's name.

    What stands on an unlisted page is known by its key, and is in no answer that lists records.
    """

    records: Mapping[str, Sequence[Placed]]
    references: Mapping[str, Sequence[Mention]]
    unlisted: Set[str] = field(default_factory=frozenset)

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """All records, duplicates included, in the order of their pages."""
        return tuple(placed for name in sorted(self.records) for placed in self.records[name])

    @cached_property
    def by_key(self) -> Mapping[str, Placed]:
        """Each key's record, in the order of keys; of a key used twice the first place counts."""
        records = {placed.record.key: placed for placed in reversed(self.placed)}
        return dict(sorted(records.items()))

    @cached_property
    def listed(self) -> tuple[Placed, ...]:
        """The record of each key that may stand in a list, in the order of keys."""
        return tuple(p for p in self.by_key.values() if p.docname not in self.unlisted)

    @cached_property
    def by_former(self) -> Mapping[Former, Placed]:
        """The record of each kind and key that is no longer in use, in the order of those."""
        records = {old: p for p in reversed(self.placed) for old in former_names(p.record)}
        return dict(sorted(records.items()))

    def find(self, key: str, kind: str = "") -> Placed | None:
        """Return the record with a key of today or of before, if it is of that kind."""
        placed = self.by_key.get(key)
        if placed and kind in {"", kind_of(placed.record)}:
            return placed
        former = (p for old, p in self.by_former.items() if old == (kind or old.kind, key))
        return next(former, None)

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Placed, ...]]:
        """The records of each kind in the order of a CV."""
        kinds: dict[str, list[Placed]] = {}
        for placed in sorted(self.listed, key=lambda placed: listing_key(placed.record)):
            kinds.setdefault(kind_of(placed.record), []).append(placed)
        return {kind: tuple(placed) for kind, placed in kinds.items()}

    @cached_property
    def mentions(self) -> Mapping[str, tuple[Mention, ...]]:
        """The references to each target, in the order of the pages that make them."""
        by_target: dict[str, list[Mention]] = {}
        for docname in sorted(self.references):
            for mention in self.references[docname]:
                by_target.setdefault(mention.target, []).append(mention)
        return {target: tuple(by_target[target]) for target in sorted(by_target)}

    @property
    def person(self) -> Person | None:
        """Whose portfolio this is, if a page states it."""
        for placed in self.by_kind.get("person", ()):
            if isinstance(placed.record, Person):
                return placed.record
        return None

    def of_kinds(self, kinds: Iterable[str]) -> list[Placed]:
        """Return the records of some kinds in the order of a CV."""
        records = [placed for kind in kinds for placed in self.by_kind.get(kind, ())]
        return sorted(records, key=lambda placed: listing_key(placed.record))

    def mentions_of(self, docname: str) -> list[Mention]:
        """Return the references that other pages make to a page or to its records."""
        names = []
        for record in (placed.record for placed in self.records.get(docname, ())):
            names += [label_of(record), record.key]
            names += [name for old in former_names(record) for name in (old.label, old.key)]
        mentions = {m for name in [*names, f"/{docname}"] for m in self.mentions.get(name, ())}
        return sorted(mention for mention in mentions if mention.docname != docname)

    def duplicates(self) -> Iterator[tuple[str, Placed, Placed]]:
        """Yield each key that is taken, a record that has it too, and the record that has it."""
        for placed in self.placed:
            key = placed.record.key
            if (first := self.by_key[key]) is not placed:
                yield key, placed, first
            for old in former_names(placed.record):
                first = self.by_key.get(old.key) or self.by_former[old]
                if first is not placed or old == (kind_of(placed.record), key):
                    yield old.key, placed, first
