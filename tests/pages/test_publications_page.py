"""Papers under headings of their own, on one page: each is said once, and led to as what it is."""

from __future__ import annotations

import pytest

from pages import parse
from sites import CONF, build, write

BIB = """
@article{oak, author = {Lin, Ada}, title = {On {Oak} Trees}, journal = {J}, year = 2019}
@article{elm, author = {Lin, Ada}, title = {On Elms}, journal = {J}, year = 2018}
@article{ash, author = {Lin, Ada}, title = {عن الشجر}, journal = {J}, year = 2017}
@article{yew, author = {Lin, Ada}, title = {On Yews}, journal = {J}, year = 2016}
@misc{cv, author = {Ada Lin}, title = {CV}}
"""
PERSON = ":::{person} ada\n:author: Ada Lin\n:source: cv\n\nShe.\n:::\n"
PROJECT = ":::{project} yews\n:kind: research\n:source: cv\n\nYews.\n:::\n"


def stated(heading: str, key: str) -> str:
    """Return the record of a paper under a heading."""
    return f"\n## {heading}\n\n:::{{publication}} {key}\n:bib: {key}\n:source: cv\n\nAbout.\n:::\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    papers = ("On oak  trees", "oak"), ("The elms", "elm"), ("عن الشجر", "ash")
    pages = {
        "conf.py": CONF,
        "docs/references.bib": BIB,
        "docs/ada.md": f"# Ada Lin\n\n{PERSON}\n## Papers\n\n:::{{publications}}\n:::\n",
        "docs/papers.md": "# Papers\n" + "".join(stated(*paper) for paper in papers),
        "docs/yews.md": f"# Yews\n\n{PROJECT}" + stated("The paper", "yew"),
    }
    built = build(write(tmp_path_factory.mktemp("site"), pages))
    assert built.warnings == ()
    return built


def test_a_title_that_stands_as_the_heading_is_not_said_again_below_it(site):
    oak, elm, ash = parse(site.html / "papers.html").select(".folio-publication")
    assert [entry.select_one(".folio-title") for entry in (oak, ash)] == [None, None]
    assert elm.select_one(".folio-title").get_text() == "On Elms"


def test_a_paper_without_its_title_is_offered_to_reference_managers_all_the_same(site):
    for page, papers in (("papers", 3), ("ada", 4)):
        entries = parse(site.html / f"{page}.html").select(".folio-publication")
        assert [len(entry.select(".Z3988")) for entry in entries] == [1] * papers


def test_a_list_leads_to_a_write_up_only_where_there_is_one(site):
    entries = parse(site.html / "ada.html").select(".folio-publication")
    led = {
        entry.select_one(".folio-title a").get_text().strip("\u2068\u2069"): [
            link.get_text() for link in entry.select(".folio-line a")
        ]
        for entry in entries
    }
    assert led == {"On Oak Trees": [], "On Elms": [], "عن الشجر": [], "On Yews": ["Write-up"]}
    assert not [entry for entry in entries for line in entry("p") if not line.get_text()]
