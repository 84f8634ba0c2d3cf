"""What a heading must be: text, with a name of its own for links, and something below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docutils import nodes as docnodes

from folio.core.problems import Problem, Subtype
from folio.pages import nodes
from folio.pages.plain_text import MARKS, plain

#: What would stand above the title of a page, as front matter of another form does.
SHOWN = (
    *(docnodes.paragraph, docnodes.bullet_list, docnodes.enumerated_list, docnodes.block_quote),
    *(docnodes.literal_block, docnodes.Admonition, docnodes.table, docnodes.definition_list),
)
LAYOUT = frozenset(("main",))  #: names that stand in every page
Found = Iterator[tuple[Problem, docnodes.Node]]


def check_headings(document: docnodes.document, *, titled: bool = True) -> Found:
    """Yield each problem with the headings of a page, which must have one if ``titled``."""
    if titled and next(document.findall(docnodes.section), None) is None:
        what = "a page must have a heading, which is its title (got none)"
        yield Problem(Subtype.TITLE, f"{what}; write '# Title' as its first line"), document
    sections = [child for child in document if isinstance(child, docnodes.section)]
    for second in sections[1:2]:
        what = f"a page must have one title (got {second[0].astext()!r} beside it)"
        problem = Problem(Subtype.TITLE, f"{what}; write '##' before it, or give it a page")
        yield problem, second[0]
    above = document.children[: document.index(sections[0])] if sections else []
    for child in (child for child in above if isinstance(child, SHOWN)):
        what = "a page must begin with its heading, below which all of it stands"
        got = f"(got {child.astext()[:40]!r} above)"
        yield Problem(Subtype.TITLE, f"{what} {got}; move it, or write YAML between '---'"), child
        break
    yield from _marks_and_tags(document)


def _marks_and_tags(document: docnodes.document) -> Found:
    """Refuse what is no text: a title becomes page titles, links, feeds and file metadata."""
    for title in document.findall(docnodes.title):
        if mark := next((mark for kind in MARKS for mark in title.findall(kind)), None):
            what = f"a heading must hold no footnote and no citation (got one in {plain(title)!r})"
            yield Problem(Subtype.TITLE, f"{what}; put it into the text below"), title
            mark.parent.remove(mark)
        raw = next(iter(title.findall(docnodes.raw)), None)
        if next(title.findall(docnodes.image), None) is not None:
            what = f"a heading must be text, without a picture (got one in {plain(title)!r})"
            yield Problem(Subtype.TITLE, f"{what}; put it into the text below"), title
        code = (docnodes.literal, docnodes.math)
        text = "".join(t for t in title.findall(docnodes.Text) if not isinstance(t.parent, code))
        if raw is not None or re.search(r"</?[A-Za-z!]", text):
            what = f"a heading must be text without HTML (got {title.astext()!r}); remove the tag"
            yield Problem(Subtype.TITLE, what), title
            title[:] = [docnodes.Text(title.astext())]


def check_anchors(document: docnodes.document) -> Found:
    """Yield headings whose name for links is a count, or is not ASCII; forget such names."""
    slugs = {section.get("slug") for section in document.findall(docnodes.section)}
    _name_in_full(document)
    yield from _lost_labels(document)
    for section in document.findall(docnodes.section):
        if LAYOUT & set(section["ids"]):
            what = f"a heading must have a name that the layout has not (got {section['ids']!r})"
            yield Problem(Subtype.TITLE, f"{what}; write another heading, or label"), section[0]
        counted = [name for name in section["ids"] if is_counted(name, section.get("slug"), slugs)]
        named = [name for name in section["ids"] if name not in counted]
        if any(name.isascii() for name in named):
            passing = [
                name for name in counted if name.startswith("id") or name in document.nameids
            ]
            section["ids"] = [*named, *(name for name in passing if re.fullmatch(r"id\d+", name))]
            continue
        got = f"(got {section[0].astext()!r})"
        if any(name.isascii() and not re.fullmatch(r"id\d+", name) for name in counted):
            what = f"two headings of one name must have a name each for links {got}"
        elif docnodes.make_id(section[0].astext()):
            what = f"a heading must have a name for links that the page has not yet {got}"
        else:
            what = f"a heading must have a name for links in ASCII {got}"
        remedy = "write '(my-name)=' on the line above it"
        yield Problem(Subtype.TITLE, f"{what}; {remedy}"), section[0]


def _name_in_full(document: docnodes.document) -> None:
    """Put a name that keeps its number first, as of "2024 talks", whose other name is ``talks``.

    The other one goes to whichever such heading stands first on the page: it names one only as long
    as there is one.
    """
    sections = list(document.findall(docnodes.section))
    short = Counter(docnodes.make_id(section[0].astext()) for section in sections)
    explicit = {document.nameids.get(name) for name, said in document.nametypes.items() if said}
    for section in sections:
        name, slug = docnodes.make_id(section[0].astext()), section.get("slug") or ""
        full = slug if slug in section["ids"] and slug[:1].isdigit() and slug.isascii() else ""
        if name in explicit or name not in section["ids"] or name == slug:
            continue
        rest = [one for one in section["ids"] if one != name]
        if short[name] > 1 and (full or not slug.isascii()):
            section["ids"] = rest
        elif full:
            section["ids"] = [full, *(one for one in section["ids"] if one != full)]


def _lost_labels(document: docnodes.document) -> Found:
    """Yield each label that is only counted, since a heading above it has its name, or no ASCII."""
    for name in (name for name, explicit in document.nametypes.items() if explicit):
        place = document.ids.get(document.nameids.get(name) or "")
        if isinstance(place, docnodes.footnote | docnodes.citation | None) or not re.fullmatch(
            r"id\d+", document.nameids[name] or ""
        ):
            continue
        said = docnodes.make_id(name)
        if said and not re.fullmatch(r"id\d+", said):
            what = f"a label must have a name that no heading above it has (got {name!r})"
            yield Problem(Subtype.TITLE, f"{what}; rename one of them"), place
        elif not said and not isinstance(place, docnodes.section):
            what = f"a label must have a name in ASCII, for its anchor (got {name!r})"
            yield Problem(Subtype.TITLE, f"{what}; rename it"), place


def is_counted(name: str, slug: str | None, slugs: set[str | None]) -> bool:
    """Tell whether a name comes from counting headings: ``id2``, or ``results-1`` of another."""
    base, _, number = name.rpartition("-")
    return bool(re.fullmatch(r"id\d+", name)) or (
        name == slug and number.isdigit() and base in slugs
    )


def check_contents(document: docnodes.document) -> Found:
    """Yield the headings of a write-up that have nothing below them, as in a skeleton."""
    if next(document.findall(nodes.folio_record), None) is None:
        return
    for section in document.findall(docnodes.section):
        below = [child for child in section[1:] if not isinstance(child, docnodes.Invisible)]
        if not below and isinstance(section.parent, docnodes.section):
            what = f"a heading must have something below it (got {section[0].astext()!r} alone)"
            yield Problem(Subtype.BODY, f"{what}; write it, or remove the heading"), section[0]
