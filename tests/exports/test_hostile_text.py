"""Whatever stands in a record comes out of every export as that text, and nothing else happens."""

from __future__ import annotations

import json
import re
from html import unescape
from textwrap import shorten
from urllib.parse import parse_qs
from xml.etree import ElementTree

import yaml
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from examples import share
from folio.core.bibliography import Bibliography, Name, read_bibliography
from folio.core.escape import visible
from folio.core.index import Index
from folio.core.portfolio import Portfolio
from folio.exports.bibtex import publications_bib
from folio.exports.cards import cards_json
from folio.exports.cff import citation_cff
from folio.exports.coins import coins
from folio.exports.csl import csl_json
from folio.exports.feed import NAMESPACE, feed
from folio.exports.jsonresume import resume
from folio.exports.llms import llms_txt
from folio.exports.opengraph import LONGEST
from folio.publish.heads import head
from fragments import one_line, texts
from portfolios import BASE, entry, news, page, paper, person, portfolio, project


def site_of(text: str, other: str) -> tuple[Portfolio, list]:
    """Return a portfolio in which each text is hostile, and its pages."""
    home = page("index", person(title=text, summary=other))
    written = project(title=text, summary=other, status=other, code="https://code.example/x")
    happened = news("news", "2024-05-02", title=text, summary=other)
    pages = [home, page("p/x", written), page("news", happened), page("p/y", paper(), title=text)]
    source = entry(title=text, venue=other, type="article", names=(Name(other, text),))
    site = portfolio(*pages)
    sources = {source.key: source}
    return Portfolio(site.index, type(site.bibliography)(sources), BASE), pages


def shown(html: str) -> list[str]:
    """Return the contents of every meta tag of a head, which must hold nothing else but data."""
    soup = BeautifulSoup(html, "html.parser")
    assert {tag.name for tag in soup.find_all(True)} <= {"meta", "link", "script"}
    assert html.lower().count("<script") == html.lower().count("</script") <= 1
    return [tag["content"] for tag in soup.find_all("meta")]


def block(html: str) -> dict:
    return json.loads(BeautifulSoup(html, "html.parser").find("script").string)


def said(text: str) -> list[str]:
    """Return the text of each block of Markdown as a reader sees it."""
    soup = BeautifulSoup(MarkdownIt().render(text), "html.parser")
    return [one_line(part.get_text()) for part in soup.find_all(["h1", "p", "a", "li"])]


@share(30)
@given(texts, texts)
def test_every_export_says_the_text_of_a_record_and_nothing_else(text, other):
    site, pages = site_of(text, other)
    home, write_up, _, paper_page = pages
    exports = ["cards", "write-ups", "feed.xml"]

    meta = shown(head(site, write_up, exports))
    assert visible(text) in meta
    assert visible(shorten(other, LONGEST, placeholder=" …")) in meta
    assert block(head(site, write_up, exports))["@graph"][0]["about"]["name"] == text
    assert block(head(site, home, exports))["mainEntity"]["name"] == text
    html = head(site, paper_page, exports)
    article = block(html)["@graph"][0]
    assert visible(text) in shown(html)
    assert (article["headline"], article["author"]["name"]) == (text, text)
    assert article["about"]["headline"] == text
    assert article["about"]["isPartOf"]["name"] == other

    root = ElementTree.fromstring(feed(site))
    (told,) = root.iter(f"{{{NAMESPACE}}}entry")
    assert told.find(f"{{{NAMESPACE}}}title").text == visible(text)
    assert told.find(f"{{{NAMESPACE}}}summary").text == visible(other)

    (item,) = json.loads(csl_json(site.bibliography.sources["lovelace1843notes"]))
    assert (item["title"], item["author"][0]["given"]) == (text, other)
    assert yaml.safe_load(citation_cff(site))["title"] == f"Portfolio of {text}"
    card = json.loads(cards_json(site, pages))[1]
    assert (card["title"], card["summary"]) == (visible(text), visible(other))


@share(30)
@given(texts, texts)
def test_markdown_for_readers_of_text_says_the_text_of_a_record(text, other):
    site, pages = site_of(text, other)
    lines = said(llms_txt(site, pages))
    assert lines[:2] == [one_line(visible(text)), one_line(visible(other))]
    assert f"{one_line(visible(text))}: {one_line(visible(other))}" in lines


FIELDS = ("author", "editor", "booktitle", "journal", "note", "publisher", "year")
FIELDS += ("month", "pages", "volume", "doi", "url", "eprint", "series", "urldate", "edition")


def reading(kind: str, fields: dict[str, str]) -> Bibliography:
    """Return what is read of an entry, whose mistakes must be told and in its lines."""
    lines = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items())
    read = read_bibliography(f"@{kind}{{k,\n{lines}  x = {{x}}}}\n@misc{{fine, title = {{F}}}}")
    assert {line for line, _ in read.problems} <= set(range(1, 40))
    assert read.problems or "k" in read.sources
    return read


@settings(share(10))
@given(texts, st.dictionaries(st.sampled_from(FIELDS), texts), st.sampled_from(("article", "book")))
def test_a_hostile_bibliography_is_refused_or_comes_out_of_every_export_as_text(title, kept, kind):
    reading(kind, {"title": title, **kept})
    # Most of what is hostile is refused: the entry keeps the fields that are read by themselves.
    alone = {name: reading(kind, {"title": "T", name: text}) for name, text in kept.items()}
    taken = {name: text for name, text in kept.items() if "k" in alone[name].sources}
    read = reading(kind, {"title": accepted(title), **taken})
    assume("k" in read.sources)
    source = read.sources["k"]
    written = paper(bib="k", title=source.title)
    pages = [page("index", person()), page("p/y", written, title=source.title)]
    index = Index({one.docname: one.placed for one in pages}, {})
    site = Portfolio(index, read, BASE)

    (item,) = json.loads(csl_json(source))
    assert (item["title"], item.get("DOI", "")) == (source.title, source.doi)
    (told,) = parse_qs(unescape(coins(source)))["rft.atitle" if kind == "article" else "rft.btitle"]
    assert " ".join(told.split()) == " ".join(visible(source.title).split())
    html = head(site, pages[1], ["cards"])
    assert visible(source.title) in shown(html)
    assert block(html)["@graph"][0]["about"]["headline"] == source.title
    (publication,) = json.loads(resume(site))["publications"]
    assert publication["name"] == source.title
    mark = "ed." if len(source.editors) == 1 else "eds."
    editors = ["et al." if one.family == "others" else str(one) for one in source.editors]
    made = list(source.printed_authors) or [*editors[:-1], *(f"{e} ({mark})" for e in editors[-1:])]
    assert publication["x-folio"].get("authors", []) == made
    lines = said(llms_txt(site, pages))
    assert any(one_line(visible(source.title)) in line for line in lines)
    assert yaml.safe_load(citation_cff(site))["title"]
    assert not any(sign in source.reference.text + source.label for sign in "\\{}")
    for _, address in source.links:
        assert address.startswith(("https://", "http://"))


def accepted(text: str) -> str:
    """Return a text that BibTeX takes: as it is, or its letters, its digits and its commas."""
    read = read_bibliography(f"@misc{{k, title = {{{text}}}, year = 1843, note2 = {{x}}}}")
    fine = not read.problems and set(read.sources) == {"k"}
    return text if fine else re.sub(r"[^\w ,]|_", "", text) + "x"


@settings(share(25), suppress_health_check=[HealthCheck.filter_too_much])
@given(
    st.dictionaries(
        st.sampled_from(("title", "booktitle", "note", "publisher")), texts.map(accepted)
    )
)
def test_an_entry_that_bibtex_accepts_reads_back_as_it_was(fields):
    lines = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items())
    read = read_bibliography(
        f"@inproceedings{{k,\n{lines}  note2 = {{x}}, title = {{T}}, year = 1843\n}}"
    )
    assume(not read.problems and set(read.sources) == {"k"})
    home = page("index", paper(bib="k"))
    site = Portfolio(Index({"index": home.placed}, {}), read, BASE)
    assert dict(read_bibliography(publications_bib(site)).sources) == dict(read.sources)
