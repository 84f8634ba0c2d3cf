"""Papers are offered to reference managers where they stand, and read back as their entries.

``read`` does what Zotero's reader of COinS does with the query (zotero/utilities, openurl.js).
"""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folio.core.bibliography import Name, read_bibliography
from folio.core.dates import Date
from folio.core.escape import visible
from folio.exports.coins import coins
from pages import parse
from portfolios import BIB, entry
from sites import ROOT

PAPERS = ("zhu2025nanoflow", "pan2026dynaflow")
SOURCES = read_bibliography((ROOT / "docs/references.bib").read_text(encoding="utf-8")).sources
OPENURL = "info:ofi/fmt:kev:mtx:"
BOOKS = {"bookitem": "bookSection", "proceeding": "conferencePaper", "report": "report"}
PARTS = ("journalArticle", "bookSection", "conferencePaper")  # what is a part of something


def read(query: str) -> dict:
    """Return the item that Zotero makes of a query."""
    pairs = [part.split("=") for part in query.split("&")]  # a value with another "=" is lost
    found = [(key, unquote(value.replace("+", " ").replace("%2B", " "))) for key, value in pairs]
    said = dict(found)
    assert said["ctx_ver"] == "Z39.88-2004"
    kind = said["rft_val_fmt"].removeprefix(OPENURL)
    types = {"journal": "journalArticle", "dissertation": "thesis", "dc": "webpage"}
    types["book"] = BOOKS.get(said.get("rft.genre", ""), "book")
    item = {"itemType": types[kind], "creators": []}
    part = item["itemType"] in PARTS
    names = {
        **{"rft.date": "date", "rft.volume": "volume", "rft.issue": "issue", "rft.pages": "pages"},
        **{"rft.pub": "publisher", "rft.place": "place", "rft.series": "series"},
        **{"rft.isbn": "ISBN", "rft.atitle": "title", "rft.jtitle": "publicationTitle"},
        "rft.btitle": "publicationTitle" if part else "title",
        "rft.title": "publicationTitle" if part else "title",
        "rft.inst": "publisher",
        "rft.source": "publicationTitle",
        **{"rft.issn": "ISSN", "rft.edition": "edition"},
    }
    for key, value in found:
        if key == "rft_id":
            doi = value.lower().startswith("info:doi")
            item |= {"DOI": value[9:]} if doi else {"url": value}
        elif key in ("rft.au", "rft.creator"):
            family, _, given = value.partition(", ")
            item["creators"].append((given, family))
        elif key == "rft.aucorp":
            item["creators"].append(("", value))
        elif key in names:
            item[names[key]] = value
        else:
            assert key in ("ctx_ver", "rft_val_fmt", "rft.genre"), key
    return item


def offered(page) -> list[str]:
    """Return the queries of a page; nothing of them is seen or spoken."""
    spans = parse(page).select("span.Z3988[title]")
    assert [span.get_text() for span in spans] == [""] * len(spans)
    return [span["title"] for span in spans]


@pytest.mark.parametrize(
    ("page", "keys"),
    [
        ("publications.html", PAPERS[::-1]),
        ("index.html", PAPERS[::-1]),
        ("projects/nanoflow.html", PAPERS[:1]),
        ("projects/dynaflow.html", PAPERS[1:]),
        ("projects/pim.html", ()),
    ],
)
def test_each_paper_is_offered_where_its_entry_stands_and_nowhere_else(site, page, keys):
    assert offered(site.html / page) == [coins(SOURCES[key]) for key in keys]


@pytest.mark.parametrize("key", PAPERS)
def test_a_reference_manager_gets_the_paper_with_all_its_authors_in_order(key):
    source = SOURCES[key]
    item = read(coins(source))
    assert item["itemType"] == "conferencePaper"
    assert [f"{given} {family}" for given, family in item["creators"]] == list(source.authors)
    assert (item["title"], item["publicationTitle"]) == (source.title, source.venue)
    assert (item["date"], item["url"]) == (source.date.iso(), source.url)
    assert item.get("pages", "") == source.pages.replace("–", "-")


def test_a_name_that_a_reader_could_part_wrongly_is_given_in_its_parts():
    (source,) = read_bibliography(BIB).sources.values()
    item = read(coins(source))
    assert item["creators"] == [
        *(("Ada Jr.", "King"), ("", "The Analysts"), ("Luigi", "von Menabrea"))
    ]
    assert (item["DOI"], item["ISBN"], item["place"]) == ("10.1/ada_1", "1-2", "London")


@pytest.mark.parametrize(
    ("type_", "item"),
    [
        ("article", {"itemType": "journalArticle", "title": "T", "publicationTitle": "V"}),
        ("book", {"itemType": "book", "title": "T"}),
        ("incollection", {"itemType": "bookSection", "title": "T", "publicationTitle": "V"}),
        ("inproceedings", {"itemType": "conferencePaper", "title": "T", "publicationTitle": "V"}),
        ("phdthesis", {"itemType": "thesis", "title": "T", "publisher": "V"}),
        ("techreport", {"itemType": "report", "title": "T", "publisher": "V"}),
        ("misc", {"itemType": "webpage", "title": "T", "publicationTitle": "V"}),
    ],
)
def test_each_type_of_entry_is_read_as_what_it_is_and_nothing_is_added(type_, item):
    source = entry(type=type_, title="T", venue="V", names=(Name("", "Ada"),))
    assert read(coins(source)) == item | {"creators": [("", "Ada")], "date": "1843"}


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("dataset", "publisher = {P}, version = 2", ["rft.pub=P"]),
        ("manual", "organization = {P}, edition = 2", ["rft.edition=2nd", "rft.pub=P"]),
        ("phdthesis", "school = {P}", ["rft.inst=P"]),
        ("patent", "holder = {P}, number = 7", ["rft.pub=P"]),
        ("techreport", "institution = {P}, number = 7", ["rft.pub=P"]),
        ("misc", "howpublished = {P}", ["rft.source=P"]),
        ("incollection", "booktitle = {P}, series = {P}, number = 7", ["rft.series=P"]),
        ("article", "journal = {P}, number = 7, issn = {1234-5678}", ["rft.jtitle=P"]),
    ],
)
def test_who_has_published_a_work_is_said_once_and_its_number_only_of_a_journal(kind, fields, said):
    (source,) = read_bibliography(f"@{kind}{{a, title = {{T}}, {fields}}}").sources.values()
    query = coins(source).split("&")
    assert set(said) <= set(query)
    assert sum(pair.endswith("=P") and "btitle" not in pair for pair in query) == 1
    assert ("rft.issue=7" in query) == ("rft.issn=1234-5678" in query) == (kind == "article")


def test_a_collaboration_is_an_author():
    written = "@misc{a, title = {T}, author = {Lin, Ada and others}, collaboration = {OAK}}"
    (source,) = read_bibliography(written).sources.values()
    assert read(coins(source))["creators"] == [("Ada", "Lin"), ("", "OAK Collaboration")]


texts = st.text(min_size=1, max_size=20)


@given(texts, texts)
def test_any_title_and_venue_come_out_as_they_are(title, venue):
    source = entry(type="article", title=title, venue=venue, date=Date(2025, 7, 9))
    item = read(coins(source))

    def plain(text: str) -> str:
        return visible(text).replace(
            "+", " "
        )  # a plus is lost in Zotero, whatever it is written as

    assert (item["title"], item["publicationTitle"]) == (plain(title), plain(venue))
    assert item["date"] == "2025-07-09"
