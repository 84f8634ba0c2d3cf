"""references.bib is read as BibTeX reads it, and its mistakes are named by line."""

from __future__ import annotations

import pybtex.database
import pytest

from folio.bibliography import read_bibliography
from sites import ROOT

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
        ("\n\n@article{x, title={T}, year=2020\n", 4, "must be BibTeX"),
        (entry("title={T}, year=2020") * 2, 4, "is here and on line 1"),
    ],
)
def test_a_mistake_is_named_with_its_line(text, line, message):
    problems = read_bibliography(text).problems
    assert [number for number, _ in problems] == [line]
    assert message in problems[0][1]
