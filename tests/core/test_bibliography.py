"""references.bib is read as BibTeX reads it, and its mistakes are named by line."""

from __future__ import annotations

import pybtex.database
import pytest

from folio.core.bibliography import read_bibliography
from pages import parse
from sites import ROOT, WRITE_UPS
from twins import rendered

BIBLIOGRAPHY = (ROOT / "docs/references.bib").read_text(encoding="utf-8")
SOURCES = read_bibliography(BIBLIOGRAPHY)


def entry(fields: str, kind: str = "article") -> str:
    return f"@{kind}{{key2020word,\n  {fields}\n}}\n"


def test_the_bibliography_of_the_site_has_no_problem():
    assert SOURCES.problems == ()
    assert len(SOURCES.sources) > 30


@pytest.mark.parametrize("key", sorted(SOURCES.sources))
def test_the_bibtex_that_readers_copy_reads_back_as_the_same_entry(key):
    original = pybtex.database.parse_string(BIBLIOGRAPHY, "bibtex").entries[key]
    copied = pybtex.database.parse_string(SOURCES.sources[key].bibtex, "bibtex").entries[key]
    public = {name: text for name, text in original.fields.items() if name != "shorthand"}
    assert dict(copied.fields) == public
    assert copied.persons == original.persons


def test_tex_becomes_text():
    source = read_bibliography(
        entry(r"title={{NanoFlow}: P\"ur \& {\'e}t\'e}, author={Jos{\'e} Duato}, year=2020")
    ).sources["key2020word"]
    assert source.title == "NanoFlow: Pür & été"
    assert source.authors == ("José Duato",)


def test_sources_of_the_same_authors_and_year_get_letters():
    text = "".join(
        entry("title={T}, author={Ada Lovelace}, year=1843").replace("key2020word", key)
        for key in ("b", "a", "c")
    )
    assert dict(read_bibliography(text).labels) == {
        "a": "Lovelace, 1843a",
        "b": "Lovelace, 1843b",
        "c": "Lovelace, 1843c",
    }


@pytest.mark.parametrize(
    ("fields", "kind", "text"),
    [
        (
            *("journal={Letters}, volume=12, number=3, pages={45--67}", "article"),
            "Ada Lin. Trees. Letters 12(3), 45–67, 2020.",
        ),
        ("journal={Letters}, volume={C-36}", "article", "Ada Lin. Trees. Letters C-36, 2020."),
        ("journal={Letters}, number=3", "article", "Ada Lin. Trees. Letters no. 3, 2020."),
        (
            *("booktitle={Woods}, series={Notes}, volume=7, pages={1--2}", "inproceedings"),
            "Ada Lin. Trees. Woods, Notes 7, 1–2, 2020.",
        ),
        ("booktitle={Woods}, volume=36", "inproceedings", "Ada Lin. Trees. Woods 36, 2020."),
        (
            "howpublished={course report, 4 pages}",
            "misc",
            "Ada Lin. Trees. Course report, 4 pages, 2020.",
        ),
        ("howpublished={arXiv}", "misc", "Ada Lin. Trees. arXiv, 2020."),
        (
            "note={the first version is older}",
            "misc",
            "Ada Lin. Trees. 2020. The first version is older.",
        ),
    ],
)
def test_a_reference_says_all_that_finds_the_work_in_sentences(fields, kind, text):
    source = read_bibliography(
        entry(f"author={{Ada Lin}}, title={{Trees}}, year=2020, {fields}", kind)
    )
    assert source.sources["key2020word"].reference.text == text


@pytest.mark.parametrize("title", ["Do trees sleep?", "Trees sleep.", "Trees!"])
@pytest.mark.parametrize("more", ["", "."])
def test_a_title_that_ends_with_a_mark_gets_no_second_one(title, more):
    more = "" if title[-1] == "." else more  # as programs end every title
    source = read_bibliography(entry(f"title={{{title}{more}}}, year=2020")).sources["key2020word"]
    assert (source.reference.text, source.title) == (f"{title} 2020.", title)


@pytest.mark.parametrize("key", sorted(SOURCES.sources))
def test_every_reference_of_the_site_goes_on_with_a_capital_after_a_full_stop(key):
    source = SOURCES.sources[key]
    begun = source.reference.imprint[0]
    assert begun.isdigit() or begun.isupper(), source.reference.text
    assert source.volume in source.reference.imprint
    assert not source.number or f"({source.number})" in source.reference.imprint


@pytest.mark.parametrize("key", WRITE_UPS)
def test_a_page_and_its_twin_print_each_source_as_the_one_reference(site, key):
    known = {source.reference.text: source.links for source in SOURCES.sources.values()}
    rows = parse(site.html / f"projects/{key}.html").select("#sources .folio-sources > li")
    printed = [" ".join(row.get_text().split()) for row in rows]
    twin = site.text(f"projects/{key}.md").partition("\n## Sources\n")[2].partition("\n## ")[0]
    lines = [" ".join(item.get_text().split()) for item in rendered(twin).find_all("li")]
    for said in (printed, lines):
        assert said
        assert [text for text in said if not text.startswith(tuple(known))] == []
    assert len(printed) == len(lines)


def test_the_commit_in_an_address_is_shown_as_short_as_readers_know_it_and_linked_whole():
    commit = "055a7b163ee2ec3181716893eec54c52701841be"
    address = f"https://code.example/blob/{commit}/a.pdf"
    text = entry(f"title={{T}}, year=2020, url={{{address}}}", "misc")
    (link,) = read_bibliography(text).sources["key2020word"].links
    assert link == ("code.example/blob/055a7b1/a.pdf", address)


@pytest.mark.parametrize(
    ("authors", "label"),
    [
        ("Ada Lovelace", "Lovelace, 2020"),
        ("Ada Lovelace and Charles Babbage", "Lovelace & Babbage, 2020"),
        ("A. One and B. Two and C. Three", "One et al., 2020"),
        ("Ada Lovelace and others", "Lovelace et al., 2020"),
        ("{OWASP Foundation}", "OWASP Foundation, 2020"),
    ],
)
def test_a_label_names_the_authors_as_readers_expect(authors, label):
    text = entry(f"title={{T}}, author={{{authors}}}, year=2020")
    assert read_bibliography(text).labels["key2020word"] == label


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (entry("title={T}, title={U}, year=2020"), 1, "duplicate title field"),
        (entry("author={A B}, year=2020"), 1, "must have a title"),
        (entry("title={T}, year=20201"), 1, "must have a year of four digits"),
        ("\n\n@article{x, title={T}, year=2020\n", 3, "nothing ends it"),
        (
            *(entry("title={T}, year=2020") + entry("title={U}, year=2020"), 4),
            "is here and on line 1",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(text, line, message):
    problems = read_bibliography(text).problems
    assert [number for number, _ in problems] == [line]
    assert message in problems[0][1]


PRIVATE = {
    **{"file": ":/home/ada/Zotero/storage/AB12/paper.pdf:application/pdf", "annote": "Weak"},
    **{"owner": "ada", "timestamp": "2020.01.02", "groups": "rejected", "bdsk-file-1": "YnBs"},
    **{"annotation": "a", "review": "r", "comment": "c", "__markedentry": "[ada:]"},
    **{"local-url": "/home/ada/x.pdf", "mendeley-tags": "x", "keywords": "a, b", "abbr": "OSDI"},
    **{"selected": "true", "preview": "x.png", "bibtex_show": "true", "pdf": "x.pdf", "code": "x"},
    **{"biburl": "https://dblp.example", "bibsource": "dblp", "abstract": "a", "shorthand": "s"},
    **{"Date-Added": "2020", "a-field-of-tomorrow": "secret"},
}


@pytest.mark.parametrize("name", PRIVATE)
def test_what_a_reference_manager_keeps_for_its_owner_does_not_leave_the_house(name):
    text = entry(
        f"title={{T}}, year=2020, journal={{J}}, doi={{10.1000/x}}, {name}={{{PRIVATE[name]}}}"
    )
    (source,) = read_bibliography(text).sources.values()
    fields = pybtex.database.parse_string(source.bibtex, "bibtex").entries[source.key].fields
    assert sorted(fields) == ["doi", "journal", "title", "year"]
