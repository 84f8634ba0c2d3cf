"""Which pages of other repositories link here, as their own inventories say.

An inventory lists the labels of a site and nothing of what its pages link to. So a page that
refers to a record here says it with a label on the place where it does: ``on-`` and the record's
label, ``(on-project-goal-torus)=`` in MyST, ``.. _on-project-goal-torus:`` in reStructuredText.
Where a repository does so twice, the label of the second goes on: ``on-project-goal-torus-lab2``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from folio.core.options import Url

PREFIX = "on-"


@dataclass(frozen=True, slots=True, order=True)
class LinkedObject:
    """One label or page of an inventory; one without a title has its name as the title."""

    name: str
    title: str
    url: Url


@dataclass(frozen=True, slots=True, order=True)
class BackLink:
    """A place in another repository that refers to a record of this site."""

    site: str
    title: str
    url: Url


def back_links(
    site: str, labels: Iterable[LinkedObject], pages: Iterable[LinkedObject], known: Iterable[str]
) -> Mapping[str, tuple[BackLink, ...]]:
    """Return the places in a repository that refer to each known label of this site.

    A place is called as its label is; one without a title of its own as its page.
    """
    records = set(known)
    titles = {entry.url: entry.title for entry in pages}
    by_record: dict[str, set[BackLink]] = {}
    for entry in labels:
        if record := referred(entry.name, records):
            page = titles.get(Url(entry.url.partition("#")[0]), "")
            title = entry.title if entry.title != entry.name else page or entry.name
            by_record.setdefault(record, set()).add(BackLink(site, title, entry.url))
    return {record: tuple(sorted(links)) for record, links in sorted(by_record.items())}


def referred(name: str, records: set[str]) -> str:
    """Return the label of the record that a label of the convention refers to, or nothing.

    >>> referred("on-project-torus-lab2", {"project-torus", "project-torus-3d"})
    'project-torus'
    """
    if not name.startswith(PREFIX):
        return ""
    rest = name.removeprefix(PREFIX)
    while rest and rest not in records:
        rest = rest.rpartition("-")[0]
    return rest
