"""CITATION.cff 1.2.0, from which GitHub and Zenodo learn how to cite the repository.

It says no version, date or licence: the records know none. At its top the format knows the types
software and dataset only, so that what is to be cited is a website stands under
``preferred-citation``.
"""

from __future__ import annotations

import yaml

from folio.core.bibliography import Name
from folio.core.portfolio import Portfolio
from folio.core.problems import Invalid, Problem, Subtype

MESSAGE = "Cite a write-up by its address, and a paper as its own write-up says."


def citation_cff(portfolio: Portfolio) -> str:
    """Return how to cite the portfolio itself."""
    if (person := portfolio.person) is None:
        what = "CITATION.cff must name an author (found no person); state a {person} on a page"
        raise Invalid([Problem(Subtype.EXPORT, what)])
    name = Name.parse(person.signs)
    parts = {"given-names": name.given, "family-names": name.family, "name-suffix": name.suffix}
    known = {part: text for part, text in parts.items() if text}
    author = known if name.given else {"name": person.signs}
    title, url = f"Portfolio of {person.title}", portfolio.base_url
    data = {
        "cff-version": "1.2.0",
        "message": MESSAGE,
        "title": title,
        "abstract": f"The work of {person.name}, each statement with its source.",
        "authors": [author],
        "url": url,
        "preferred-citation": {
            "type": "website",
            "title": title,
            "authors": [dict(author)],  # of the same object YAML would write an alias
            "url": url,
        },
    }
    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
    return text
