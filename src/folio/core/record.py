"""What all kinds of records share; :mod:`folio.core.kinds` declares the kinds themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from folio.core.dates import Period
from folio.core.options import PERIOD, Option, key, keys, positive, words
from folio.core.problems import Subtype, suggestion

#: The one table of kinds, which :mod:`folio.core.kinds` fills: a record may name another kind.
KINDS: dict[str, type[Record]] = {}


def _former(text: str) -> tuple[str, ...]:
    """Split a list of keys, each of which may have another kind in front: ``project:torus``."""
    for kind, mark, name in (word.rpartition(":") for word in words(text)):
        if mark and kind not in KINDS:
            rule = f"must have one of {', '.join(KINDS)} before the colon (got {kind!r})"
            raise ValueError(rule + suggestion(kind, KINDS))
        key(name)
    return words(text)


@dataclass(frozen=True, slots=True)
class Place:
    """Where JSON Resume has the records of a kind: a section, and its name for each field.

    ``dates`` are the names of the first and the last day, or of the only one.
    """

    section: str
    names: Mapping[str, str]
    dates: tuple[str, ...] = ("startDate", "endDate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every kind has: a permanent key, a title, a sentence, and sources.

    ``highlights`` are the points that a CV lists under the sentence;
    ``byline`` names the fields that a list prints under the title, first of all the place,
    ``own_page`` those that only the record's own page shows, since a CV is about the work.
    ``needs_body`` is false where title and fields say all that there is to say.
    ``on_cv`` says whether a CV lists the kind, ``resume`` what JSON Resume makes of it; a kind
    must say both, if only that it has no place there.
    ``formerly`` holds the keys that it had before, with a kind in front if that was another:
    what was linked under them leads here.
    """

    byline: ClassVar[tuple[str, ...]] = ()
    own_page: ClassVar[tuple[str, ...]] = ()
    needs_body: ClassVar[bool] = True
    on_cv: ClassVar[bool]
    resume: ClassVar[Place | None]

    key: str
    title: str
    summary: str
    highlights: tuple[str, ...] = ()
    #: Keys of the bibliography on which the record rests; at least one.
    source: Annotated[tuple[str, ...], Option(words)]
    #: When: YYYY, YYYY-MM or YYYY-MM-DD, an interval A/B, or A/.. for what goes on.
    date: Annotated[Period | None, PERIOD] = None
    #: Its place on the CV before those without one: 1, 2, 3.
    order: Annotated[int | None, Option(positive)] = None
    #: Words by which listings choose records: lower-case, with hyphens.
    tags: Annotated[tuple[str, ...], Option(keys)] = ()
    #: Keys that it had before, so that old links lead here; ``KIND:KEY`` if the kind was another.
    formerly: Annotated[tuple[str, ...], Option(_former, subtype=Subtype.KEY)] = ()
