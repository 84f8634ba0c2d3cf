"""Everything that can be wrong with a page.

Pure modules collect :class:`Problem` values and raise them together as :class:`Invalid`;
the Sphinx side hands each to :func:`folio.pages.report.report`, which adds place and subtype::

    docs/projects/goal-torus.md:7: WARNING: 'date' must be YYYY, YYYY-MM or YYYY-MM-DD
    (got 'Sept 2024') [folio.date]
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


class Subtype(StrEnum):
    """What follows ``folio.`` in a warning, so that exactly one kind can be silenced."""

    ADDRESS = "address"  #: a link to an address of this site at which it has nothing
    ALT = "alt"  #: a picture without alternative text
    AUTHOR = "author"  #: a paper whose authors do not include the person of the portfolio
    BIBTEX = "bibtex"  #: references.bib is malformed or has an entry twice
    BODY = "body"  #: a record says nothing
    CITATION = "citation"  #: a key that is not in references.bib
    CONF = "conf"  #: a value of conf.py that the pages would not show
    DATE = "date"  #: not an ISO date or interval
    DIALECT = "dialect"  #: markup that works elsewhere and would be shown as it was typed
    DRAFT = "draft"  #: what is not public yet, where it cannot be kept back
    DUPLICATE = "duplicate"  #: one key for two records
    EMPTY = "empty"  #: markup without what readers are to see of it
    EMPTY_LISTING = "empty-listing"  #: a listing that matches nothing
    EXPORT = "export"  #: a file of the site that cannot be made, or would be empty
    FILE = "file"  #: a file that a directive names cannot be read
    GLYPH = "glyph"  #: a character that the fonts of the CV do not have
    FRONT_MATTER = "front-matter"  #: what stands above a page and is not used
    HTML = "html"  #: HTML that would not be shown, or a comment without an end
    IMAGE = "image"  #: a picture that the policy of the site keeps from being shown
    KEY = "key"  #: a key that cannot stand in a URL
    LEDGER = "ledger"  #: what the site has published no longer leads anywhere
    MATHS = "maths"  #: mathematics that cannot become MathML
    MOVED = "moved"  #: an address that is said to have moved, and cannot have
    NAME = "name"  #: a file whose address is taken, or is none
    OPTION = "option"  #: an option that does not exist, or is missing
    PLACE = "place"  #: a directive where it cannot stand
    RESULT = "result"  #: a number or a figure that no model has made
    ROLE = "role"  #: a role that would be shown as it was typed
    TITLE = "title"  #: a heading that holds markup of HTML
    TYPST = "typst"  #: what Typst refuses or warns of
    UNKNOWN_KEY = "unknown-key"  #: a reference to a record that does not exist
    UNPROMISED = "unpromised"  #: what is published and not yet in the ledger
    VALUE = "value"  #: an option whose value is not allowed


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend; ``option`` tells on which option's line to point."""

    subtype: Subtype
    message: str
    option: str = ""


class Invalid(ValueError):
    """The problems of one input, all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))


def suggestion(word: str, known: Iterable[str], alike: float = 0.6) -> str:
    """Return ``; did you mean 'x'?`` for the nearest known words, or nothing.

    >>> suggestion("nanoflo", ["nanoflow", "rchol"])
    "; did you mean 'nanoflow'?"
    """
    near = get_close_matches(word, sorted(known), n=2, cutoff=alike)
    return f"; did you mean {' or '.join(map(repr, near))}?" if near else ""


def with_article(noun: str) -> str:
    """Return a noun with its article, if it takes one.

    >>> with_article("award"), with_article("project"), with_article("news")
    ('an award', 'a project', 'news')
    """
    if noun == "news":
        return noun
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"
