"""Where the files of a record and of a page stand, relative to the site.

>>> ref_page("engine"), badge_file("engine"), card_file("projects/engine")
('ref/engine.html', 'badges/engine.svg', 'cards/projects/engine.png')
"""

from __future__ import annotations


def ref_page(key: str) -> str:
    """Return the path of the address that a record keeps wherever its page moves."""
    return f"ref/{key}.html"


def badge_file(key: str) -> str:
    """Return the path of a record's badge."""
    return f"badges/{key}.svg"


def card_file(docname: str) -> str:
    """Return the path of the social image of a page."""
    return f"cards/{docname}.png"
