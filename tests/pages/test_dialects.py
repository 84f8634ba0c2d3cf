"""Markup of other dialects is told where it stands, whatever the parser has made of it by then."""

from __future__ import annotations

import re

import pytest

from folio.core.dialects import DIALECTS, foreign
from sites import ROOT, Built, build, write

LINES = (ROOT / "tests/support/dialects.txt").read_text(encoding="utf-8").splitlines()
FORMS = [
    (name, text.replace("\\n", "\n")) for name, text in (line.split(": ", 1) for line in LINES)
]
#: What a page has told or set otherwise, and only the text of an option still is.
OF_OPTIONS = {
    "a box": "::: grow",
    "a note without a text": "Oaks[^1] grow",
    "a dash of several hyphens": "Oaks -- and elms",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Built:
    """Build a site with a page for each form."""
    pages = {f"docs/p{n}.md": f"# P\n\n{text}\n" for n, (_, text) in enumerate(FORMS)}
    home = "# Home\n\n```{toctree}\n:glob:\np*\n```\n"
    return build(write(tmp_path_factory.mktemp("dialects"), {**pages, "docs/index.md": home}))


@pytest.mark.parametrize("number", range(len(FORMS)), ids=lambda number: FORMS[number][1])
def test_a_form_of_another_dialect_is_told_by_its_name_on_a_page(built, number):
    name = FORMS[number][0]
    told = [one for one in built.warnings if one.startswith(f"docs/p{number}.md:")]
    assert any(f" {name} must be written as Markdown is here" in one for one in told), told


@pytest.mark.parametrize(("name", "text"), OF_OPTIONS.items())
def test_a_form_that_a_page_tells_otherwise_is_told_in_the_text_of_an_option(name, text):
    assert [one.name for one in foreign(text)] == [name]


def test_every_form_that_is_known_is_tried():
    texts = [text for _, text in FORMS] + list(OF_OPTIONS.values())
    as_parsed = [
        re.sub(r'"(.*?)"', r"“\1”", re.sub(r"\*\w+\*|`\w+`|_TOC_", "\ufffc", text))
        for text in texts
    ]
    lines = [line for text in (*texts, *as_parsed) for line in (text, text.lstrip("->| "))]
    dead = [one.pattern.pattern for one in DIALECTS if not any(map(one.pattern.search, lines))]
    assert dead == []
