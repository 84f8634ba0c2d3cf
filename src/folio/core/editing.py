"""How those are called who have edited, directed or gathered a work, in a list and in a sentence.

>>> mark("", 2), mark("director", 1), sentence("compiler")
('eds.', 'director', 'compiled')
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from folio.core.bibtex.people.persons import Name
from folio.core.directions import isolated

#: What biblatex has for ``editortype``: one of them, several, and what they have done.
ROLES = {
    "editor": ("ed.", "eds.", "edited"),
    "director": ("director", "directors", "directed"),
    "compiler": ("comp.", "comps.", "compiled"),
    "founder": ("founder", "founders", "founded"),
    "organizer": ("organizer", "organizers", "organized"),
    "reviser": ("rev.", "revs.", "revised"),
    "translator": ("trans.", "trans.", "translated"),
}
#: Who else has a part in a book, by the field of biblatex.
PARTS_IN = {
    "introduction": "introduction by",
    "foreword": "foreword by",
    "afterword": "afterword by",
    "commentator": "commentary by",
    "annotator": "annotated by",
}
#: The end of a title behind which no stop stands; in Greek a semicolon asks.
CLOSED = re.compile(r"""^$|(?:[?!…？！؟]|(?<=[Ͱ-Ͽἀ-῿]);)[”’"')»]*$|[.。۔।][”’"'»]*$""")


def mark(role: str, count: int) -> str:
    """Return what stands in parentheses behind names."""
    return ROLES.get(role, ROLES["editor"])[count != 1]


def sentence(role: str) -> str:
    """Return what stands before "by" and the names."""
    return ROLES.get(role, ROLES["editor"])[2]


def enumerated(people: Sequence[Name]) -> str:
    """Return persons within a sentence: A, B and C; with "et al." if more are meant."""
    names = [isolated(str(name)) for name in people if name.family != "others"]
    *first, last = names or [""]
    if len(names) < len(people):
        return f"{', '.join(names)} et al."
    return f"{', '.join(first)} and {last}" if first else last


#: How a sentence ends by itself, with a mark of quotation behind its stop.
ENDED = re.compile(r"""[^\W\d_][?!…][”’"')»]*$|\.[”’"»]+$""")


def stopped(text: str) -> str:
    """Return a sentence with its stop, unless it ends by itself.

    >>> stopped("Why oaks?"), stopped('He said "elms."'), stopped("Oak Inc."), stopped("Oaks")
    ('Why oaks?', 'He said "elms."', 'Oak Inc.', 'Oaks.')
    """
    if text[-1:].isalnum() or not ENDED.search(text):
        return f"{text.rstrip('.')}."
    return text
