"""The parsers of the formats, asked as witnesses: what they call a link, the readers find."""

from __future__ import annotations

import re
from io import StringIO

import html5lib
import pytest
from docutils import nodes
from docutils.core import publish_doctree
from pybtex.database import parse_string

from folio.check.encodings import decoded
from folio.check.readers import READERS
from kit import cases

BASE = "https://ada.example/"
PATTERN = re.compile(r"[{}<>*$\[\]]|\.\.\.|%s")


def texts(*endings: str) -> list:
    """Return the cases of a format, each under its name."""
    found = [case for case in cases() if case.file.endswith(endings)]
    return [pytest.param(decoded(case.content).text, id=case.name) for case in found]


def found(suffix: str, text: str) -> set[str]:
    """Return the addresses that a reader finds."""
    return {link.target for link in READERS[suffix](text.lstrip("\ufeff")) if not link.role}


@pytest.mark.parametrize("text", texts(".rst"))
def test_every_address_that_docutils_makes_a_link_is_found(text):
    settings = {"report_level": 5, "warning_stream": StringIO(), "raw_enabled": False}
    tree = publish_doctree(text, settings_overrides=settings)
    theirs = {node["refuri"] for node in tree.findall(nodes.reference) if "refuri" in node}
    theirs |= {node["uri"] for node in tree.findall(nodes.image)}
    ours = {one for one in theirs if one.startswith(BASE) and not PATTERN.search(one)}
    # What docutils does not know, it shows as text: roles of Sphinx with an address as their text.
    assert ours - {one for one in ours if f"`{one}`" in text} <= found(".rst", text)


@pytest.mark.parametrize("text", [*texts(".html"), *texts("html.md")])
def test_every_address_in_an_attribute_that_html5lib_sees_is_found(text):
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    names = ("href", "src", "cite", "poster")
    theirs = {node.get(name) for node in tree.iter() for name in names}
    ours = {one for one in theirs if one and one.startswith(BASE) and not PATTERN.search(one)}
    assert ours <= found(".html", text)


def test_every_address_in_a_field_that_pybtex_reads_is_found():
    (text,) = (decoded(case.content).text for case in cases() if case.file == "report/sources.bib")
    text += "@misc{a, note = {100% at https://ada.example/cv.pdf}, url = {https://ada.example/x#y}}"
    entries = parse_string(text, "bibtex").entries.values()
    fields = " ".join(value for entry in entries for value in entry.fields.values())
    theirs = set(re.findall(r"https://[^\s{}]+", fields))
    assert len(theirs) == 5
    assert theirs == found(".bib", text)
