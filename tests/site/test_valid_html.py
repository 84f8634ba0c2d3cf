"""Every page is HTML that the standard's own parser reads without an error."""

from __future__ import annotations

import html5lib

from pages import pages


def test_no_page_has_an_error_of_html(site):
    wrong = {}
    for page in pages(site.html):
        parser = html5lib.HTMLParser()
        parser.parse(page.read_bytes())
        wrong |= {(page.name, place): error for place, error, _ in parser.errors}
    assert wrong == {}


def test_an_error_of_html_is_seen():
    parser = html5lib.HTMLParser()
    parser.parse("<!DOCTYPE html><title>x</title><p><ul><li>x</ul></p>")
    assert [error for _, error, _ in parser.errors] == ["unexpected-end-tag"]
