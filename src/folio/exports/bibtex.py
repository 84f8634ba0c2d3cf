"""BibTeX: every publication in one file, and each in one of its own.

The entries are those of references.bib, less the fields that are ours; see
``folio.core.bibliography``.
"""

from __future__ import annotations

from folio.core.bibliography import Source
from folio.core.kinds import Publication
from folio.core.portfolio import Portfolio


def published(portfolio: Portfolio, *, unlisted: bool = False) -> list[tuple[Publication, Source]]:
    """Return the papers in the order of a CV with their entries; unknown ones were reported.

    ``unlisted`` asks for those on unlisted pages too, behind the others.
    """
    papers = portfolio.of_kinds("publication")
    if unlisted:
        papers += [p for p in portfolio.index.by_key.values() if p not in papers]
    return [
        (placed.record, source)
        for placed in papers
        if isinstance(placed.record, Publication) and (source := portfolio.source_of(placed.record))
    ]


def publications_bib(portfolio: Portfolio) -> str:
    """Return the entries of all papers; one that two records name stands once."""
    entries = dict.fromkeys(source.bibtex for _, source in published(portfolio))
    return "\n".join(entries)
