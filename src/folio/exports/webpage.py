"""A page as its own metadata tell of it: what it states, and nothing of other pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from folio.core.index import Placed
from folio.core.kinds import Person, Project, Publication, Record

R = TypeVar("R", bound=Record)


class Crumb(NamedTuple):
    """A page above another one."""

    docname: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """A page: its title, what it states, the pages above it from the home page down."""

    docname: str
    title: str
    placed: Sequence[Placed] = ()
    trail: Sequence[Crumb] = ()
    opening: str = ""  #: its first paragraph
    described: str = ""  #: what its author says of it, above the text
    changed: str = ""  #: the time of its last change, if that is known

    @property
    def person(self) -> Person | None:
        """Return whom the page introduces, if it does."""
        return self._only(Person)

    @property
    def project(self) -> Project | None:
        """Return the project that the page writes up, if it does."""
        return self._only(Project)

    @property
    def publication(self) -> Publication | None:
        """Return the paper that the page writes up; a page with several is about none of them."""
        return self._only(Publication)

    @property
    def is_write_up(self) -> bool:
        """Tell whether the page is about one piece of work."""
        return self.person is None and (self.project or self.publication) is not None

    @property
    def description(self) -> str:
        """Return what the page is about in a sentence or two."""
        subject = self.person or self.project or self.publication
        return self.described or (subject.summary if subject else self.opening)

    def _only(self, cls: type[R]) -> R | None:
        records = [placed.record for placed in self.placed if isinstance(placed.record, cls)]
        return records[0] if len(records) == 1 else None
