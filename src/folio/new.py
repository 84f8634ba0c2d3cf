"""The skeleton of a record, as a page of its own or as a section of the page for its kind.

What must be given stands as an empty option, so that a build names each one still to fill in.
"""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from folio.core.kinds import KINDS
from folio.core.options import declared, key
from folio.core.problems import suggestion
from folio.core.whole_files import write_whole

WRITE_UP = """
## The problem

## The idea

## My part

## What was found

## Limits

## Sources

:::{sources}
:::

## Link to this write-up

:::{link-here}
:::
"""


class Refused(ValueError):
    """A skeleton cannot be written; the message says why and what to do."""


def skeleton(kind: str, name: str, *, heading: str = "#") -> str:
    """Return the Markdown of a record that waits to be filled in.

    >>> print(skeleton("skill", "languages", heading="##"))
    ## Languages
    <BLANKLINE>
    :::{skill} languages
    :source:
    <BLANKLINE>
    :::
    <BLANKLINE>
    % The body above must say what it is, in a sentence or two; a list of points may follow.
    % More options: date, formerly, keywords, order, tags.
    <BLANKLINE>
    """
    cls = KINDS[kind]
    needed = [option for option, (field, _) in declared(cls).items() if is_required(field)]
    more = sorted(set(declared(cls)) - set(needed))
    lines = [
        f"{heading} {name.replace('-', ' ').capitalize()}",
        "",
        f":::{{{kind}}} {name}",
        *(f":{option}:" for option in needed),
        "",
        ":::",
        "",
        "% The body above must say what it is, in a sentence or two; a list of points may follow.",
        f"% More options: {', '.join(more)}.",
        "",
    ]
    return "\n".join(lines)


def is_required(field: dataclasses.Field[object]) -> bool:
    """Tell whether a record cannot be without this field."""
    return field.default is dataclasses.MISSING


def write_skeleton(docs: Path, kind: str, name: str) -> Path:
    """Add a skeleton under ``docs`` and return the page; raise :class:`Refused` and write nothing.

    A project is a page of its own; any other kind joins the page that states its kind.
    """
    if kind not in KINDS:
        hint = suggestion(kind, KINDS)
        raise Refused(f"KIND must be one of {', '.join(KINDS)} (got {kind!r}){hint}")
    try:
        key(name)
    except ValueError as error:
        raise Refused(f"KEY {error}") from None
    if used := _page_with(docs, rf"\{{(?:{'|'.join(KINDS)})\}} {re.escape(name)}"):
        raise Refused(f"KEY must be new, but {used} has a record {name!r}; choose another key")
    if kind == "project":
        page = docs / "projects" / f"{name}.md"
        if page.exists():
            raise Refused(f"{page} exists already; choose another key or edit that page")
        text = skeleton(kind, name) + WRITE_UP
    else:
        page = _page_for(docs, kind, name)
        text = (
            page.read_text(encoding="utf-8").rstrip() + "\n\n" + skeleton(kind, name, heading="##")
        )
    write_whole(page, text)
    return page


def _page_for(docs: Path, kind: str, name: str) -> Path:
    if (page := _page_with(docs, rf"\{{{kind}\}} [a-z0-9-]+")) is None:
        what = f"no page under {docs} states a record of kind {kind!r}"
        raise Refused(f"{what}; add this to the page where it belongs:\n\n{skeleton(kind, name)}")
    return page


def _page_with(docs: Path, directive: str) -> Path | None:
    """Return the first page on which a directive is opened."""
    opening = re.compile(rf"^[:`]{{3,}}{directive}\s*$", re.MULTILINE)
    pages = sorted(docs.rglob("*.md"))
    return next((page for page in pages if opening.search(page.read_text(encoding="utf-8"))), None)
