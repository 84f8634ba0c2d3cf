"""CITATION.cff 1.2.0, from which GitHub and Zenodo learn how to cite the repository.

It says no version, date or licence: the records know none.
"""

from __future__ import annotations

import yaml

from folio.bibliography import Name
from folio.exports.webpage import person_name
from folio.portfolio import Portfolio
from folio.problems import Invalid, Problem, Subtype

MESSAGE = "Cite a write-up by its address, and a paper as its own write-up says."


def citation_cff(portfolio: Portfolio) -> str:
    """Return how to cite the portfolio itself."""
    if (person := portfolio.person) is None:
        what = "CITATION.cff must name an author (found no person); state a {person} on a page"
        raise Invalid([Problem(Subtype.EXPORT, what)])
    name = Name.parse(person.author)
    parts = {"given-names": name.given, "family-names": name.family, "name-suffix": name.suffix}
    known = {part: text for part, text in parts.items() if text}
    data = {
        "cff-version": "1.2.0",
        "message": MESSAGE,
        "title": f"Portfolio of {person.title}",
        "abstract": f"The work of {person_name(person)}, each statement with its source.",
        "type": "software",
        "authors": [known if name.given else {"name": person.author}],
        "url": portfolio.base_url,
    }
    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
    return text
