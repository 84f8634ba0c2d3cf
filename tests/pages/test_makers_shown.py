"""A list of publications shows who has made a work, and of which kind it is, as its reference."""

from __future__ import annotations

import pytest

from pages import parse
from sites import CONF, build, write

BIB = """
@book{whole, editor = {Lin, A. and Wu, B.}, title = {Whole}, publisher = {P}, year = 2020}
@article{oak, author = {Lin, A. and others}, collaboration = {OAK}, title = {O}, journal = {J},
  year = 2019}
@article{elm, collaboration = {ELM}, title = {E}, journal = {J}, year = 2018}
@phdthesis{phd, author = {Lin, Ada}, title = {On Trees}, school = {U}, year = 2017}
"""
SHOWN = {
    "whole": ("A. Lin, B. Wu (eds.)", "P, 2020"),
    "oak": ("A. Lin, et al. (OAK Collaboration)", "J, 2019"),
    "elm": ("ELM Collaboration", "J, 2018"),
    "phd": ("Ada Lin", "PhD thesis, U, 2017"),
}
PERSON = ":::{person} ada\n:author: Ada Lin\n:source: cv\n\nShe.\n:::\n"
CV = "@misc{cv, author = {Ada Lin}, title = {CV}}\n"


def stated(key: str) -> str:
    """Return the record of a paper under a heading of its own."""
    return f"\n## Of {key}\n\n:::{{publication}} {key}\n:bib: {key}\n:source: cv\n\nAbout.\n:::\n"


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    pages = {
        "conf.py": CONF,
        "docs/references.bib": CV + BIB,
        "docs/ada.md": f"# Ada Lin\n\n{PERSON}",
        "docs/papers.md": "# Papers\n" + "".join(map(stated, SHOWN)),
    }
    built = build(write(tmp_path_factory.mktemp("site"), pages))
    assert built.warnings == ()
    return parse(built.html / "papers.html").select(".folio-publication")


@pytest.mark.parametrize("place", range(len(SHOWN)))
def test_a_work_is_listed_with_its_makers_and_its_kind(papers, place):
    said = [papers[place].select_one(f".folio-{part}").get_text() for part in ("authors", "venue")]
    assert tuple(said) == list(SHOWN.values())[place]


def test_a_page_that_cites_what_is_refused_is_not_said_to_cite_nothing(tmp_path):
    pages = {
        "docs/references.bib": "@misc{oak, title = {T}, year = {20x1}}\n",
        "docs/papers.md": "# Papers\n\nText {cite}`oak`.\n\n## Sources\n\n:::{sources}\n:::\n",
    }
    (said,) = build(write(tmp_path, pages)).warnings
    assert said.startswith("docs/references.bib:1: WARNING: entry 'oak' must have a year")
