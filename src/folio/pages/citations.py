"""How sources look: a citation in prose, an entry of a list, a publication."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from docutils import nodes as docnodes
from docutils.nodes import Node, Text
from sphinx.util.osutil import relative_uri

from folio.core.addresses import citation_files
from folio.core.bibliography import Source
from folio.core.directions import from_the_right, isolated
from folio.core.index import Placed
from folio.core.kinds import Project, Publication
from folio.core.problems import Invalid, Problem, Subtype
from folio.core.unaccented import hyphened
from folio.exports.coins import coins
from folio.exports.entry import makers_of
from folio.pages import nodes
from folio.pages.core_mathml import Unset
from folio.pages.page import Page
from folio.pages.tex import convert


def anchor(source: Source) -> str:
    """Return the id of a source in the list of its page."""
    return f"source-{source_id(source.key)}"


def place(number: int) -> str:
    """Return the id of a citation of the page; that of a source is never a number alone."""
    return f"source-{number}"


def source_id(key: str) -> str:
    """Return a key as an id of its own: where the letters of an id lose some, with a digest.

    >>> source_id("zhu2025nanoflow"), source_id("10.1000/978-3-000_7")
    ('zhu2025nanoflow', '10-1000-978-3-000-7-ef71467a')
    """
    if re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", key.lower()):
        return key.lower()
    digest = hashlib.sha256(key.lower().encode()).hexdigest()[:8]
    return "-".join(part for part in (hyphened(key), digest) if part)


def citation(page: Page, keys: Iterable[str], brackets: str = "()") -> docnodes.inline:
    """Show ``(Zhu et al., 2025)``, each label a link into the list of sources."""
    cited = docnodes.inline("", brackets[:1], classes=["folio-cite"])
    for i, source in enumerate(page.sources(keys)):
        label = page.domain.bibliography.labels[source.key]
        cited += [Text("; ")] if i else []
        said = nodes.said(label)
        cited += docnodes.reference("", "", *said, refid=anchor(source), internal=True)
    cited += Text(brackets[1:])
    return cited


def source_list(
    sources: Sequence[Source], *, cited: Mapping[str, Sequence[int]] | None = None
) -> docnodes.Element:
    """Show sources in full; those of a page are numbered, and lead back to where they are cited.

    ``cited`` has the numbers of a source's citations, as :class:`Citations` gives them.
    """
    rows: docnodes.Element = docnodes.bullet_list(classes=["folio-sources"])
    if cited is not None:
        rows = docnodes.enumerated_list(enumtype="arabic", classes=["folio-sources"])
    for source in sources:
        text = source_text(source)
        if cited is not None and (numbers := cited.get(source.key)):
            text.append(nodes.folio_back("", places=tuple(map(place, numbers))))
        row = docnodes.list_item("", nodes.paragraph(text))
        row["ids"] = [anchor(source)] if cited is not None else []
        rows += row
    return rows


def source_text(source: Source) -> list[Node]:
    """Return a source as a reference, with its links."""
    said = source.reference
    text = nodes.said(f"{said.authors} ") if said.authors else []
    if said.title:
        text += [docnodes.emphasis("", "", *title_of(source))]
    text += nodes.said(f"{said.mark} {said.imprint}" if said.title else said.imprint)
    for label, address in source.links:
        text += [Text(" "), nodes.external(word(label, address), address)]
    return text


def title_of(source: Source) -> list[Node]:
    """Return a title with its formulas as mathematics; one that cannot be set in its plain form."""
    if not source.formulas or from_the_right(source.title):
        return nodes.said(isolated(source.title))
    title: list[Node] = []
    for place, part in enumerate(source.formulas):
        tex = re.sub(r"^(?=\s*[_^])", "{}", part)
        if place % 2 == 0:
            title += [Text(part)] if part else []
        elif can_be_set(tex):
            title.append(docnodes.math("", tex))
        else:
            return nodes.said(source.title)
    return title


def can_be_set(tex: str) -> bool:
    """Tell whether a formula becomes MathML."""
    try:
        return bool(convert(tex, block=False))
    except Unset:
        return False


def word(label: str, address: str) -> str:
    """Return what a link says: its label, or the site alone where that is the whole address."""
    return urlsplit(address).netloc.removeprefix("www.") if label in address else label


def sources(page: Page, node: nodes.folio_listing) -> Node:
    """Show everything that the page rests on, in the order of its first use."""
    known = page.sources(page.keys)
    if not known and page.keys:  # each of which was reported
        return nodes.box([], "folio-sources")
    if not known:
        message = "{sources} must stand on a page that cites or states a record (found none)"
        raise Invalid([Problem(Subtype.EMPTY_LISTING, message)])
    return source_list(known, cited=page.cited)


def publication(
    page: Page, placed: Placed, record: Publication, heading: str = ""
) -> docnodes.container:
    """Show a paper: venue, title, authors as printed, links; abstract and citation to unfold.

    A heading above it that is the title has said it already.
    """
    entry = nodes.box([], "folio-publication")
    source = page.domain.bibliography.sources.get(record.bib)
    if source is None:  # reported when the page was read
        return entry
    title = title_of(source) if source.title else nodes.said(record.title)
    if placed.docname != page.docname:
        link = page.link(placed)
        for named in link.findall(docnodes.inline):
            named.children = []
            named += title
            break
        title = [link]
    venue = ", ".join(part for part in (source.whereabouts, source.when) if part)
    abstract = nodes.paragraph([Text(record.summary)])
    authors, links = _authors(page, source), _links(page, placed, record, source)
    if is_said(heading, title):
        authors.append(coins_of(source))
    else:
        head: list[Node] = [docnodes.strong("", "", *title), coins_of(source)]
        entry += nodes.paragraph(head, "folio-title")
    entry += [
        nodes.paragraph(authors, "folio-authors"),
        nodes.paragraph(nodes.said(venue), "folio-venue"),
        *([nodes.paragraph(links, "folio-line")] if links else []),
        *([nodes.unfold("Summary", [abstract])] if record.summary else []),
        cite_this(page, placed, source),
    ]
    return entry


def is_said(heading: str, title: Iterable[Node]) -> bool:
    r"""Tell whether a heading says a title, be it with other capitals or blanks.

    >>> is_said("On  trees", [Text("On Trees")]), is_said("الشجر", [Text("\u2068الشجر\u2069")])
    (True, True)
    """
    said = re.sub("[\u2066-\u2069]", "", "".join(node.astext() for node in title))
    return heading.casefold().split() == said.casefold().split()


def coins_of(source: Source) -> nodes.folio_coins:
    """Return what offers a paper to reference managers, and is not seen."""
    return nodes.folio_coins("", says=coins(source))


def cite_this(page: Page, placed: Placed, source: Source) -> docnodes.Element:
    """Show how to cite a paper: on its write-up in full, elsewhere as BibTeX to unfold."""
    bibtex = docnodes.literal_block(source.bibtex, source.bibtex, language="bibtex")
    if placed.docname != page.docname:
        return nodes.unfold("BibTeX", [bibtex])
    reference = nodes.paragraph(source_text(source))
    block = nodes.unfold("Cite this", [reference, bibtex], "folio-cite-this")
    if "cite" in page.domain.env.config.folio_exports:
        block += nodes.paragraph(_citation_files(page, placed), "folio-line")
    return block


def _citation_files(page: Page, placed: Placed) -> list[Node]:
    here, files = page.builder.get_target_uri(page.docname), citation_files(placed.record.key)
    named = (("BibTeX file", files[".bib"]), ("CSL-JSON file", files[".csl.json"]))
    links: list[Node] = [
        docnodes.reference("", text, refuri=relative_uri(here, file), internal=True)
        for text, file in named
    ]
    return nodes.joined(links)


def _authors(page: Page, source: Source) -> list[Node]:
    """Return who has made it as printed, with the name of the portfolio's person marked."""
    marked: list[Node] = [
        docnodes.strong("", "", *nodes.said(name)) if author.own else nodes.said(name)[0]
        for author in makers_of(source, page.domain.index.person)
        if (name := isolated(author.name))
    ]
    return nodes.joined(marked, ", ")


def _links(page: Page, placed: Placed, record: Publication, source: Source) -> list[Node]:
    links: list[Node] = []
    beside = page.domain.index.records.get(placed.docname, ())
    if placed.docname != page.docname and any(isinstance(p.record, Project) for p in beside):
        links.append(page.link_to(placed.docname, "", "Write-up"))
    links += [nodes.external("Paper", record.pdf)] if record.pdf else []
    links += [nodes.external("Code", record.code)] if record.code else []
    links += [nodes.external(word(label, address), address) for label, address in source.links]
    if record.former_name and placed.docname == page.docname:
        links.append(Text(f"Formerly {record.former_name}"))
    return nodes.joined(links)
