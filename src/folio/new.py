"""The skeleton of a record, as a page of its own or as a section of the page for its kind.

What must be given stands as an empty option, so that a build names each one still to fill in.
"""

from __future__ import annotations

import re
from pathlib import Path

from folio.core.kinds import KINDS
from folio.core.options import declared, is_needed, key
from folio.core.problems import suggestion
from folio.core.whole_files import write_whole

WRITE_UP = """
% A write-up has these headings, in this order: take the '% ' away, and write below each.
% ## The problem
% ## The idea
% ## My part
% ## What was found
% ## Limits

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
    needed = [option for option, (field, _) in declared(cls).items() if is_needed(field)]
    more = sorted(set(declared(cls)) - set(needed))
    must = "must" if cls.needs_body else "may"
    lines = [
        f"{heading} {name.replace('-', ' ').capitalize()}",
        "",
        f":::{{{kind}}} {name}",
        *(f":{option}:" for option in needed),
        "",
        ":::",
        "",
        f"% The body above {must} say what it is, in a sentence or two; "
        "a list of points may follow.",
        f"% More options: {', '.join(more)}.",
        "",
    ]
    return "\n".join(lines)


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
    if not docs.is_dir():  # and not made: whoever stands in a folder below would have it there
        what = f"--docs must be the folder of the pages (found none at '{docs}')"
        raise Refused(f"{what}; run this in the folder of conf.py, or name the other one")
    taken = rf"^[:`]{{3,}}\{{(?:folio:)?(?:{'|'.join(KINDS)})\}} {name}\s*$"
    former = rf"^\s*:?formerly:(?:.*[\s,:])?{name}\s*(?:,.*)?$"
    if used := next(iter(_pages_with(docs, f"{taken}|{former}")), None):
        raise Refused(f"KEY must be new, but {used} has a record {name!r}; choose another key")
    if kind == "project":
        page = docs / "projects" / f"{name}.md"
        if page.exists():
            raise Refused(f"{page} exists already; choose another key or edit that page")
        text = skeleton(kind, name) + WRITE_UP
    else:
        page = _page_for(docs, kind, name)
        text = with_section(read_page(page), kind, skeleton(kind, name, heading="##"))
    write_page(page, text)
    return page


def page_of_papers(docs: Path) -> Path:
    """Return the page that states papers and is no write-up, or else ``publications.md``."""
    write_ups = _pages_with(docs, _opening("project"))
    stating = _pages_with(docs, _opening("publication"))
    return next((page for page in stating if page not in write_ups), docs / "publications.md")


def read_page(page: Path) -> str:
    """Return the text of a page; raise :class:`Refused` if it cannot be read."""
    try:
        return page.read_text(encoding="utf-8")
    except OSError as error:
        raise Refused(f"{page} cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        byte = f"{error.object[error.start]:02X}"
        raise Refused(f"{page} must be in UTF-8 (got the byte {byte}); save it so") from None


def write_page(page: Path, text: str) -> None:
    """Write a page, with the ends of lines that it had; raise :class:`Refused` if it cannot be."""
    try:
        if page.exists() and b"\r\n" in page.read_bytes():
            text = text.replace("\n", "\r\n")
        write_whole(page, text.encode("utf-8"))
    except OSError as error:
        raise Refused(f"{page} cannot be written ({error.strerror})") from None


def _page_for(docs: Path, kind: str, name: str) -> Path:
    pages = _pages_with(docs, _opening(kind))
    if kind == "person" and pages:
        raise Refused(f"{pages[0]} has a person, and a portfolio is that of one; edit that page")
    write_ups = _pages_with(docs, _opening("project"))
    listing = [page for page in pages if page not in write_ups]
    if not listing:
        what = f"no page under {docs} states records of kind {kind!r}, but for write-ups"
        text = skeleton(kind, name, heading="##")
        raise Refused(f"{what}; add this to the page where it belongs:\n\n{text}")
    return listing[0]


def _opening(kind: str) -> str:
    return rf"^[:`]{{3,}}\{{(?:folio:)?{kind}\}} [a-z0-9-]+\s*$"


def _pages_with(docs: Path, pattern: str) -> list[Path]:
    """Return the pages of which a line, outside of code and remarks, fits a pattern."""
    line = re.compile(pattern, re.MULTILINE)
    return [
        page for page in sorted(docs.rglob("*.md")) if line.search(_without_code(read_page(page)))
    ]


def _without_code(text: str) -> str:
    r"""Return a text with empty lines for what is shown as it is, or not at all.

    >>> _without_code("a\n```md\n:::{award} x\n```\n<!-- b\n:::{award} y\n-->c")
    'a\n\n\n\n\n\nc'
    """
    text = re.sub(
        r"<!--.*?-->", lambda comment: "\n" * comment[0].count("\n"), text, flags=re.DOTALL
    )
    lines, fence = text.split("\n"), ""
    for number, line in enumerate(lines):
        mark = re.match(r"\s*(`{3,}|~{3,})(?!\s*\{)", line)
        if fence or mark:
            lines[number] = ""
        if not fence:
            fence = mark[1] if mark else ""
        elif re.fullmatch(rf"\s*{fence}{fence[0]}*\s*", line):
            fence = ""
    return "\n".join(lines)


def with_section(text: str, kind: str, section: str) -> str:
    r"""Return a page with a section more: news before the first, others after the last of a kind.

    >>> page = "# News\n\n## A\n\n:::{news} a\n:::\n\n## Before\n"
    >>> with_section(page, "news", "## B\n").split("\n\n")[:3]
    ['# News', '## B', '## A']
    """
    lines = text.rstrip().split("\n")
    headings = _headings(lines)
    shown = _without_code("\n".join(lines)).split("\n")
    stated = [n for n, line in enumerate(shown) if re.match(_opening(kind), line)]
    above = [max((n for n in headings if n < place), default=0) for place in stated]
    if not above:
        return "\n".join(lines) + "\n\n" + section
    if kind == "news":
        place = above[0] if above[0] and above[0] != headings[0] else len(lines)
    else:
        depth = len(lines[above[-1]]) - len(lines[above[-1]].lstrip("#"))
        after = (
            n for n in headings if n > above[-1] and not lines[n].startswith("#" * (depth + 1))
        )
        place = next(after, len(lines))
    while place < len(lines) and re.match(r"\(.*\)=\s*$", lines[place - 1]):
        place -= 1  # a name belongs to the heading below it
    before, rest = "\n".join(lines[:place]).rstrip(), "\n".join(lines[place:])
    return "\n\n".join(part for part in (before, section.rstrip("\n"), rest) if part) + "\n"


def _headings(lines: list[str]) -> list[int]:
    """Return the lines with headings, but none of those within a block of code or a directive."""
    headings, fence = [], ""
    for number, line in enumerate(lines):
        if mark := re.match(r"([:`~])\1{2,}", line):
            if not fence:
                fence = mark[0]
            elif line.strip() == fence:
                fence = ""
        elif not fence and line.startswith("#"):
            headings.append(number)
    return headings
