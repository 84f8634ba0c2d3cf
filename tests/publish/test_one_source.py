"""One source, every view: the records, cv.html, cv.pdf and resume.json state the same facts."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path

import pytest
from pypdf import PdfReader

from pages import text
from sites import ROOT, UNPROMISED, Built, build, copy_site
from views import (
    chapters_of,
    facts_in,
    facts_of_records,
    html_view,
    json_view,
    pdf_view,
    portfolio_of,
)

VIEWS = {"cv.html": html_view, "cv.pdf": pdf_view, "resume.json": json_view}
PRIZE = """# Honours and awards

## A prize

:::{award} new-prize
:date: 2025-03
:rank: 4th
:source: wang2025cv

Given.
:::
"""
LED = "I led the Theory Group."
# What is changed in the template, and a fact that the PDF then lacks or has beyond the records.
TAKEN_OUT = (
    ("fact(entry.when), columns", "fact[–], columns", ("award-merit-scholarship", "2023")),
    ("parts += entry.details.map(detail)", "", ("person-wang-ziren", "https://github.com/Wazrrr")),
    (
        "list(..entry.points)",
        "list(entry.points.last())",
        ("activity-cphos", LED),
    ),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Return a copy of the real site, for tests that change it."""
    return copy_site(tmp_path_factory.mktemp("changed") / "site")


@contextmanager
def changed(folder: Path, page: str, old: str, new: str):
    """Build the site with one change, and take it back."""
    before = (folder / page).read_text(encoding="utf-8")
    assert old in before
    (folder / page).write_text(before.replace(old, new, 1), encoding="utf-8")
    try:
        yield build(folder, *UNPROMISED)
    finally:
        (folder / page).write_text(before, encoding="utf-8")


def differences(site: Built) -> dict[str, list]:
    """Return, for each view, the facts that only it or only the records have."""
    portfolio = portfolio_of(site)
    stated = facts_of_records(portfolio)
    return {
        name: sorted(facts_in(portfolio, view(portfolio, site)) ^ stated)
        for name, view in VIEWS.items()
    }


def test_the_records_hold_what_the_cv_must_state(site):
    stated = facts_of_records(portfolio_of(site))
    assert len({label for label, _ in stated}) >= 23
    assert {
        ("education-tsinghua", "3.86/4.0 (Top 30% in Yao Class)"),
        ("education-tsinghua", "2022 – present (as of 10 November 2025)"),
        ("project-goal-torus", "https://github.com/Wazrrr/NoC_Project/blob/working/report.pdf"),
        ("publication-nanoflow-osdi25", "Chien-Yu Lin"),
    } <= stated


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_states_the_facts_of_the_records_and_no_others(site, name):
    assert differences(site)[name] == []


def test_a_fact_added_to_one_page_is_in_every_view(folder):
    with changed(folder, "docs/honours.md", "# Honours and awards\n", PRIZE) as site:
        assert site.warnings == ()
        assert not any(differences(site).values())
        portfolio = portfolio_of(site)
        for view in VIEWS.values():
            facts = facts_in(portfolio, view(portfolio, site))
            assert {fact for label, fact in facts if label == "award-new-prize"} == {
                *("A prize", "March 2025", "4th", "Given."),
                "https://wazrrr.github.io/honours.html#award-new-prize",
            }


@pytest.mark.parametrize(("old", "new", "fact"), TAKEN_OUT, ids=("dates", "details", "points"))
def test_a_fact_taken_out_of_the_template_is_missed(folder, old, new, fact):
    with changed(folder, "_templates/cv.typ", old, new) as site:
        found = differences(site)
        assert fact in found.pop("cv.pdf")
        assert not any(found.values())


def test_a_fact_typed_into_the_template_is_noticed(folder):
    typed = 'par(said.join(" ") + " Best of all.")'
    with changed(folder, "_templates/cv.typ", 'par(said.join(" "))', typed) as site:
        assert ("activity-cphos", "beyond the record: Bestofall") in differences(site)["cv.pdf"]


def test_the_date_as_of_which_the_facts_hold_is_that_of_the_newest_source(site):
    basics = json.loads((site.html / "resume.json").read_text(encoding="utf-8"))["basics"]
    assert basics["x-folio"]["asOf"] == "2025-11-10"
    for page in ("cv", "index"):
        assert "as of 10 November 2025" in text(site.html / f"{page}.html")
        assert "10 November" not in (ROOT / f"docs/{page}.md").read_text(encoding="utf-8")
    for page in PdfReader(site.html / "cv.pdf").pages:
        assert "As of 10 November 2025; later items are dated." in page.extract_text()


def test_the_chapters_of_the_pdf_are_those_of_the_page_in_their_order(site):
    lines = (ROOT / "docs/cv.md").read_text(encoding="utf-8").splitlines()
    headings = [line.removeprefix("## ") for line in lines if line.startswith("## ")]
    assert headings[0] == "Contact"  # which is the head of the PDF
    assert chapters_of(PdfReader(site.html / "cv.pdf")) == headings[1:]
    assert len(headings) == 10
