"""The forms in which a person signs papers: apart from what reads names, which needs packages."""

from __future__ import annotations

SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


def forms_of(author: str, *others: str | None) -> tuple[str, ...]:
    """Return the names under which a person signs: several are separated by commas.

    >>> forms_of("Ada Lin, A. B. Lin", "林愛達", None)
    ('Ada Lin', 'A. B. Lin', '林愛達')
    """
    listed: list[str] = []
    for form in (part.strip() for part in author.split(",")):
        if listed and form.rstrip(".").lower() in SUFFIXES:  # "Ada Lin, Jr." is one name
            form = f"{listed.pop()}, {form}"
        listed.append(form)
    return tuple(dict.fromkeys(form for form in (*listed, *others) if form))
