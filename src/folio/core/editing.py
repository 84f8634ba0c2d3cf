"""How those are called who have edited, directed or gathered a work, in a list and in a sentence.

>>> mark("", 2), mark("director", 1), sentence("compiler")
('eds.', 'director', 'compiled')
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

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
#: What further editors have worked, by what biblatex has for ``editoratype``.
WORKED = {
    "collaborator": "in collaboration with",
    "redactor": "redacted by",
    "continuator": "continued by",
    "annotator": "annotated by",
    "illustrator": "illustrated by",
    **{name: f"{verb} by" for name, (_, _, verb) in ROLES.items()},
}
#: The fields of further editors, and those of what these have worked.
FURTHER = {f"editor{letter}": f"editor{letter}type" for letter in "abc"}
OTHERS = (*FURTHER, *PARTS_IN)
#: The end of a title behind which no stop stands; in Greek a semicolon asks.
CLOSED = re.compile(r"""^$|(?:[?!…？！؟]|(?<=[Ͱ-Ͽἀ-῿]);)[”’"')»]*$|[.。۔।][”’"'»]*$""")


def mark(role: str, count: int) -> str:
    """Return what stands in parentheses behind names."""
    return ROLES.get(role, ROLES["editor"])[count != 1]


def sentence(role: str) -> str:
    """Return what stands before "by" and the names."""
    return ROLES.get(role, ROLES["editor"])[2]


def edits(name: str, fields: Mapping[str, str]) -> bool:
    """Tell whether those in a field of further editors are editors as the first ones are.

    >>> edits("editora", {}), edits("editora", {"editoratype": "redactor"})
    (True, False)
    """
    kinds = (fields.get(one, "").strip(" {}").lower() for one in ("editortype", FURTHER[name]))
    return {*kinds} <= {"", "editor"}


def part(name: str, fields: Mapping[str, str]) -> str:
    """Return what stands before the names of those in a field of others than the editors.

    >>> part("foreword", {}), part("editora", {"editoratype": "Collaborator"}), part("editorb", {})
    ('foreword by', 'in collaboration with', 'edited by')
    """
    if name in PARTS_IN:
        return PARTS_IN[name]
    return WORKED.get(fields.get(FURTHER[name], "").strip(" {}").lower(), WORKED["editor"])


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
