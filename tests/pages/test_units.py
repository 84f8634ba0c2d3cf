"""A number is never parted from its unit by the end of a line."""

from __future__ import annotations

import pytest
from docutils import nodes

from folio.pages.units import UNITS, keep_units
from pages import pages, parse

SPACE = "\u00a0"


def kept(*parts: nodes.Node) -> str:
    paragraph = nodes.paragraph("", "", *parts)
    keep_units(paragraph)
    return paragraph.astext()


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_stays_with_its_number_and_a_word_that_begins_like_it_does_not(unit):
    assert kept(nodes.Text(f"It takes 12 {unit}, or 3.5 {unit}")) == (
        f"It takes 12{SPACE}{unit}, or 3.5{SPACE}{unit}"
    )
    if unit.isalpha():
        assert kept(nodes.Text(f"the 3 {unit}x")) == f"the 3 {unit}x"
    assert kept(nodes.Text(f"a {unit}")) == f"a {unit}"


def test_a_number_that_a_model_computed_keeps_its_unit_too():
    assert kept(nodes.Text("12.5"), nodes.Text(" ms a token")) == f"12.5{SPACE}ms a token"
    assert kept(nodes.strong("", "12.5"), nodes.Text(" GB/s")) == f"12.5{SPACE}GB/s"
    assert kept(nodes.Text("twelve"), nodes.Text(" ms")) == "twelve ms"


def test_code_and_formulas_are_left_as_they_are():
    assert kept(nodes.literal("", "sleep 12 s")) == "sleep 12 s"
    assert kept(nodes.math("", "12 s")) == "12 s"


def test_no_line_of_the_site_can_end_between_them(site):
    parted = [
        (page.name, text[-40:])
        for page in pages(site.html)
        for text in parse(page).find("main").find_all(string=True)
        if not text.find_parent(["code", "pre", "svg", "math", "script"])
        for unit in UNITS
        if any(
            before[-1:].isdigit() and not (after[:1].isalnum() or after[:1] in "_/")
            for before, after in zip(
                text.split(f" {unit}")[:-1], text.split(f" {unit}")[1:], strict=True
            )
        )
    ]
    assert parted == []
