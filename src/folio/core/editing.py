"""How those are called who have edited, directed or gathered a work, in a list and in a sentence.

>>> mark("", 2), mark("director", 1), sentence("compiler")
('eds.', 'director', 'compiled')
"""

from __future__ import annotations

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


def mark(role: str, count: int) -> str:
    """Return what stands in parentheses behind names."""
    return ROLES.get(role, ROLES["editor"])[count != 1]


def sentence(role: str) -> str:
    """Return what stands before "by" and the names."""
    return ROLES.get(role, ROLES["editor"])[2]
