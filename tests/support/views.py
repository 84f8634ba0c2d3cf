"""The facts of a built site, read back from its records and from each of its views.

A fact is a record's label and a text or an address that belongs to it. From a view, the texts are
found by striking those of the record out of what the view says of it; what remains beside labels
and punctuation is no fact of the record, and counts as one that the view has invented.
"""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag
from pypdf import PdfReader

from folio.core import records
from folio.core.bibliography import read_bibliography
from folio.core.dates import Period
from folio.core.index import Index, Placed
from folio.core.kinds import KINDS, News, Person, Publication, Record, Skill, Work
from folio.core.options import declared, short, url
from folio.core.portfolio import Portfolio
from folio.core.records import facts, label_of
from sites import Built

BASE = "https://wazrrr.github.io/"
LABELS = {option.label for kind in KINDS.values() for _, option in declared(kind).values()}
Fact = tuple[str, str]


@dataclass
class Said:
    """What a view says of one record: its text, and the addresses that it links to."""

    text: str = ""
    links: set[str] = field(default_factory=set)


def portfolio_of(site: Built) -> Portfolio:
    """Read the records from the environment that the build left."""
    with (site.html.parent / "html-doctrees/environment.pickle").open("rb") as file:
        records = pickle.load(file).domaindata["folio"]["records"]
    bibliography = (site.html.parents[1] / "docs/references.bib").read_text(encoding="utf-8")
    return Portfolio(Index(records, {}), read_bibliography(bibliography), BASE)


# -- what the records hold -------------------------------------------------------------------------


def texts_of(portfolio: Portfolio, placed: Placed) -> list[str]:
    """Return every text that a view must show; the abstract of a paper is left to its page."""
    record = placed.record
    found = [record.title, *record.highlights]
    if isinstance(record, Person):  # resume.json has the two forms of the name apart
        found[0:1] = [record.title.removesuffix(record.native).strip(), record.native]
    if isinstance(record, Publication):
        source = portfolio.bibliography.sources[record.bib]
        found += [*source.authors, source.venue, source.date.text()]
    elif isinstance(record, Skill) and record.keywords:  # of which its sentence is made
        found += record.keywords
    else:
        found += [record.summary, portfolio.when(record)]
    if isinstance(record, Work):
        found += [record.result]
    for fact in cv_facts(record):
        found += [] if fact.url else fact.values
    return [text for text in found if text]


def cv_facts(record: Record) -> tuple[records.Fact, ...]:
    """Return the labelled values that belong on a CV."""
    return facts(record, skip=("date", *record.own_page))


def links_of(portfolio: Portfolio, placed: Placed) -> dict[str, tuple[str, ...]]:
    """Return every address that a view must link to, and the texts by which readers know it."""
    urls = [fact for fact in cv_facts(placed.record) if fact.url]
    found = {fact.url: (fact.link_text, short(fact.url)) for fact in urls}
    if isinstance(placed.record, Publication):
        source = portfolio.bibliography.sources[placed.record.bib]
        found |= {address: (label, host(address)) for label, address in source.links}
    return {**found, portfolio.url(placed): ()}


def host(address: str) -> str:
    """Return the name of the machine in an address."""
    return urlsplit(address).netloc.removeprefix("www.")


def facts_of_records(portfolio: Portfolio) -> set[Fact]:
    """Return all facts; news is not a part of a CV, since it tells of what other records state."""
    return {
        (label_of(placed.record), fact)
        for placed in portfolio.index.by_key.values()
        if not isinstance(placed.record, News)
        for fact in chain(texts_of(portfolio, placed), links_of(portfolio, placed))
    }


# -- what a view says ------------------------------------------------------------------------------


def facts_in(portfolio: Portfolio, view: dict[str, Said]) -> set[Fact]:
    """Return the facts that a view states, and what it says beyond the records."""
    records = {label_of(p.record): p for p in portfolio.index.by_key.values()}
    found = set()
    for label, said in view.items():
        placed = records[label]
        links = links_of(portfolio, placed)
        known = chain.from_iterable(links.values())
        texts, rest = strike_out(said.text, texts_of(portfolio, placed), known)
        found |= {(label, fact) for fact in (*texts, *said.links)}
        found |= {(label, f"beyond the record: {rest}")} if rest else set()
    return found


def strike_out(said: str, texts: list[str], shown: Iterable[str]) -> tuple[list[str], str]:
    """Take texts out of what was said, the longest first; return those found and what is left."""
    rest, found = squeeze(said), []
    for text in sorted(texts, key=len, reverse=True):
        if squeeze(text) in rest:
            rest = rest.replace(squeeze(text), "\n", 1)
            found.append(text)
    for text in sorted([*shown, *LABELS], key=len, reverse=True):
        rest = rest.replace(squeeze(text), "\n") if text else rest
    return found, " ".join(re.sub(r"[\s:,.·–]+", " ", rest).split())


def squeeze(text: str) -> str:
    """Remove white space, since views break lines where they like; one between texts stays."""
    return "\n".join("".join(part.split()) for part in text.split("\0"))


def html_view(portfolio: Portfolio, site: Built) -> dict[str, Said]:
    """Read cv.html: a record is a row of a timeline or an entry of the bibliography."""
    page = BeautifulSoup((site.html / "cv.html").read_text(encoding="utf-8"), "lxml")
    found = {}
    for row in page.select("main .folio-timeline > li, main .folio-publication"):
        for folded in row.find_all("details"):
            folded.decompose()
        title = row.select_one(".folio-title a")
        for link in row.find_all("a", href=lambda to: to and ":" not in to):
            if link is not title:
                assert link.extract().get_text() == "Write-up"
        links = {unquote(a["href"]) for a in row.find_all("a") if a is not title}
        if "#person-" in title["href"]:  # no page of the site links to the site as to another
            assert BASE not in links
            links.add(BASE)
        text = "\0".join(strings(row))
        found[title["href"].partition("#")[2]] = Said(text, {*links, BASE + title["href"]})
    return found


def strings(tag: Tag) -> Iterator[str]:
    """Yield what each line of a row says."""
    for block in tag.find_all(["p", "li"]):
        yield from [block.get_text()] if not block.find(["p", "li"]) else []


def json_view(portfolio: Portfolio, site: Built) -> dict[str, Said]:
    """Read resume.json: a record is an item whose ``x-folio`` names it."""
    data = json.loads((site.html / "resume.json").read_text(encoding="utf-8"))
    sections = [value for value in data.values() if isinstance(value, list)]
    records = {label_of(p.record): p.record for p in portfolio.index.by_key.values()}
    found = {}
    for item in (data["basics"], *chain.from_iterable(sections)):
        label = item["x-folio"].pop("id")
        item["x-folio"].pop("asOf", None)  # a test of its own asks for it
        derived = set(dates_of(item, records[label]))
        if label.startswith("publication-"):  # no view but this and the page has the abstract
            assert item.pop("summary") == records[label].summary
        if "email" in item:
            item["email"] = f"mailto:{item['email']}"
        leaves = [leaf for leaf in leaves_of(item) if leaf not in derived]
        links = {leaf for leaf in leaves if is_url(leaf)}
        found[label] = Said("\0".join(leaf for leaf in leaves if leaf not in links), links)
    return found


def dates_of(item: dict, record) -> Iterator[str]:
    """Take the dates as the schema has them out of an item; they must be those of the record."""
    names = ("startDate", "endDate", "date", "releaseDate")
    dates = [item.pop(name) for name in names if name in item]
    if isinstance(record, Publication):
        return
    period: Period | None = record.date
    last = [] if not period or period.ongoing else [(period.end or period.start).iso()]
    expected = [period.start.iso(), *last] if period else []
    assert sorted(set(dates)) == sorted(set(expected)), record.key
    yield from (getattr(record, "kind", ""),)


def is_url(text: str) -> bool:
    try:
        return bool(url(text))
    except ValueError:
        return False


def leaves_of(data) -> Iterator[str]:
    """Yield every text of some JSON, but not what a fact is called."""
    if isinstance(data, dict):
        named = {k: v for k, v in data.items() if k not in {"label", "network"}}
        for value in named.values():
            yield from leaves_of(value)
    elif isinstance(data, list):
        for value in data:
            yield from leaves_of(value)
    else:
        yield data


def pdf_view(portfolio: Portfolio, site: Built) -> dict[str, Said]:
    """Read cv.pdf: a record begins where its title, in a semibold serif, links to its page."""
    reader = PdfReader(site.html / "cv.pdf")
    found: dict[str, Said] = {}
    said = Said()
    for link in (a.get_object()["/A"]["/URI"] for page in reader.pages for a in page["/Annots"]):
        label = link.partition("#")[2] if link.startswith(BASE) else ""
        if label and label not in found:
            said = found[label] = Said()
        said.links.add(link)
    for label, text in zip(found, titled_texts(reader), strict=True):
        found[label].text = text
    return found


def titled_texts(reader: PdfReader) -> Iterator[str]:
    """Split the text before each title; headings of chapters and footers go."""
    chunks: list[tuple[str, str]] = []
    for page in reader.pages:
        chunks += page_chunks(page)
    text, before = "", ""
    for font, chunk in chunks:
        if font == "serif-semibold" != before and text.strip():
            yield text
            text = ""
        text, before = text + chunk, font
    yield text


def font_name(font) -> str:
    """Return the name of a font without the letters that mark it as a subset."""
    return str((font or {}).get("/BaseFont", "")).partition("+")[2]


def is_chapter(font: str, size: float) -> bool:
    """Tell whether a run is the heading of a chapter; a name in bold has the same font."""
    return font == "sans-semibold" and size > 8.5


def chapters_of(reader: PdfReader) -> list[str]:
    """Return the headings of the chapters."""
    found = []

    def note(text, _matrix, _text_matrix, font, size):
        if text.strip() and is_chapter(font_name(font), size):
            found.append(text.strip())

    for page in reader.pages:
        page.extract_text(visitor_text=note)
    return found


def page_chunks(page) -> Iterator[tuple[str, str]]:
    """Yield font and text of each run of a page, without its footer."""
    runs = []

    def note(text, _matrix, _text_matrix, font, size):
        name = font_name(font)
        if text.strip() and not is_chapter(name, size):
            runs.append((name, text))

    page.extract_text(visitor_text=note)
    told = (i for i, (_, text) in enumerate(runs) if " · Curriculum vitae · " in text)
    last = next(told)
    footer = "".join(text for _, text in runs[last:]).strip()
    form = r".* · Curriculum vitae · As of .*; later items are dated\. · \d / \d"
    assert re.fullmatch(form, footer), footer
    return runs[:last]
