"""Write a section for each paper of one's own that no page states: ``nox -s papers``.

Whose the portfolio is, what its pages state and what the bibliography has, Sphinx reads as it
does for a build. What was found is shown first, and asked about.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from asking import agreed
from sphinx.application import Sphinx

from folio.core.escape import markdown_piece
from folio.core.identity import own_places
from folio.core.kinds import Person, Publication
from folio.core.options import as_key
from folio.core.problems import suggestion
from folio.core.record import Record
from folio.core.source import Source
from folio.new import Refused, page_of_papers, read_page, with_section, write_page
from folio.pages.domain import FolioDomain

DOCS = Path("docs")
#: What is missing as long as no paper is stated.
SILENT = {"suppress_warnings": ["folio.empty-listing", "folio.unpromised"]}


def unstated(person: Person, records: Iterable[Record], sources: Iterable[Source]) -> list[Source]:
    """Return the works of the person that no record states as a publication, newest first."""
    stated = {record.bib for record in records if isinstance(record, Publication)}
    own = (source for source in sources if own_places(source.names, person.forms))
    return sorted((s for s in own if s.key not in stated), key=_age)


def _age(source: Source) -> tuple[int, int, int, str]:
    date = source.date  # what is not published yet, or undated, comes first
    return (-(date.year or 9999), -date.month, -date.day, source.title)


def sections(papers: Iterable[Source], taken: Iterable[str]) -> Iterator[str]:
    """Yield the section of each paper, under a key and a heading that nothing else has."""
    keys: set[str] = set(taken)
    headings: set[str] = set()
    for paper in papers:
        key = _new(as_key(paper.key) or f"paper-{paper.date.year or 'undated'}", keys)
        heading = _heading(paper)
        if heading in headings:  # a preprint of a paper
            heading = _new(f"{heading} ({paper.when})", headings)
        keys.add(key)
        headings.add(heading)
        yield (
            f"## {heading}\n\n:::{{publication}} {key}\n"
            f":bib: {paper.key}\n:source: {paper.key}\n:::\n"
        )


def _heading(paper: Source) -> str:
    """Return a title as Markdown; every second part of one with formulas is TeX."""
    parts = paper.formulas or (paper.title,)
    return "".join(
        f"${part}$" if place % 2 else markdown_piece(part).replace("#", r"\#")
        for place, part in enumerate(parts)
    )


def _new(text: str, taken: set[str]) -> str:
    """Return a text that is not taken, with a number behind it if it must be."""
    number, free = 1, text
    while free in taken:
        number += 1
        free = f"{text}-{number}"
    return free


def read_site() -> FolioDomain:
    """Return what the pages and the bibliography say."""
    build = Path("build/papers")
    app = Sphinx(
        srcdir=DOCS,
        confdir=".",
        outdir=build,
        doctreedir=build / "doctrees",
        buildername="dummy",
        confoverrides=SILENT,
        status=None,
    )
    app.build()
    return FolioDomain.of(app.env)


def chosen(
    papers: Sequence[Source], keys: Sequence[str], records: Iterable[Record]
) -> list[Source]:
    """Return the papers that are named, or all on which no record rests, such as a CV.

    Stop at a name that none of them has.
    """
    known = {paper.key: paper for paper in papers}
    for key in keys:
        if key not in known:
            rule = "must be the key of a paper of one's own that no page states"
            sys.exit(f"KEY {rule} (got {key!r}){suggestion(key, known)}")
    if keys:
        return [known[key] for key in dict.fromkeys(keys)]
    sources = {key for record in records for key in record.source}
    return [paper for paper in papers if paper.key not in sources]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0 if every paper has its section in the end, else 1."""
    parser = argparse.ArgumentParser(prog="nox -s papers --", description=__doc__)
    parser.add_argument("keys", nargs="*", metavar="KEY", help="of which papers alone")
    parser.add_argument("--yes", action="store_true", help="write without asking")
    options = parser.parse_args(arguments)
    domain = read_site()
    person = domain.index.person
    if not person:
        sys.exit(f"'{DOCS}' must have a page with a {{person}} (found none): whose papers?")
    records = [placed.record for placed in domain.index.placed]
    found = unstated(person, records, domain.bibliography.sources.values())
    papers = chosen(found, options.keys, records)
    if not papers:
        print(f"Every paper of {person.name} in the bibliography has its section.")
        return 0
    page = page_of_papers(DOCS)
    print("\n".join(f"{paper.key}: {paper.reference.text}" for paper in papers))
    question = f"Write a section for each of these {len(papers)} on {page}?"
    if not agreed(question, "nox -s papers", yes=options.yes):
        return 1
    text = read_page(page) if page.exists() else "# Publications\n"
    taken = {key for r in records for key in (r.key, *r.formerly)}
    for section in sections(papers, taken):
        text = with_section(text, "publication", section)
    write_page(page, text)
    print(f"Wrote {page}: say more where you like, then run 'nox -s build'.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Refused as error:
        sys.exit(str(error))
