"""Names that pages give, and of which a reference sees one: labels, terms, equations, citations.

>>> mine = Given("a", 3, "label", "prize"), Given("b", 5, "label", "prize")
>>> [(again.docname, first.docname) for again, first in clashes(mine)]
[('b', 'a')]
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple


class Given(NamedTuple):
    """A name, what it is of, and where a page gives it; ``record`` is the kind of a record."""

    docname: str
    line: int
    space: str
    name: str
    record: str = ""

    @property
    def said(self) -> str:
        """What has the name, in words."""
        return f"the label of {self.record!r}" if self.record else f"a {self.space}"


def clashes(given: Iterable[Given]) -> Iterator[tuple[Given, Given]]:
    """Yield each name that is given again, and who has it first: a record, or the earlier page.

    Two records of one key are told of by their keys.
    """
    first: dict[tuple[str, str], Given] = {}
    for one in sorted(given, key=lambda one: (not one.record, one)):
        other = first.setdefault((one.space, one.name), one)
        if other is not one and not (one.record and other.record):
            yield one, other


def sharing(names: Mapping[str, Collection[Given]]) -> set[str]:
    """Return the pages that give a name that another page gives too."""
    pages: dict[tuple[str, str], set[str]] = {}
    for docname, given in names.items():
        for one in given:
            pages.setdefault((one.space, one.name), set()).add(docname)
    return {docname for docnames in pages.values() if len(docnames) > 1 for docname in docnames}
