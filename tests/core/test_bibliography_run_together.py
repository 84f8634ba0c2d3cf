"""Addresses that programs have run together or led through a proxy, and notes of programs."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source

YEAR = "year = 2020"


def addresses(url: str) -> list[str]:
    """Return where the links of an entry lead."""
    return [to for _, to in source(f"{ADA}, {YEAR}, url = {{{url}}}").links]


@pytest.mark.parametrize(
    "between",
    [
        *(r"{\%}5Cn", r"{\%}0A", r"{\$}{\%}5C{\$}n", "", r"\%5Cn"),
        r"{\%}7B{\$}{\%}7D{\%}5Cbackslash{\%}7B{\%}5C{\$}{\%}7Dn",
    ],
)
def test_two_addresses_without_a_blank_are_two(between):
    found = addresses(rf"http://oak.example/a1{between}http://elm.example/b")
    assert found == ["http://oak.example/a1", "http://elm.example/b"]


@pytest.mark.parametrize(
    "url",
    [
        "https://web.archive.org/web/2012/http://oak.example/",
        "https://oak.example/?u=http://elm.example",
        "https://en.wikipedia.org/wiki/Oak_Inc.",
        "https://proxy.oak.example/a",
    ],
)
def test_an_address_that_is_one_stays_as_it_is(url):
    assert addresses(url) == [url]


def test_a_sign_that_was_escaped_twice_is_that_sign():
    twice = r"http://oak.example/s1{\%}7B{\%}25{\%}7D7B{\%}7B{\&}{\%}7D{\%}7B{\%}25{\%}7D7DA=b"
    assert addresses(twice) == ["http://oak.example/s1&A=b"]
    assert addresses(r"http://oak.example/a{\%}7B{\_}{\%}7Db.pdf") == ["http://oak.example/a_b.pdf"]


@pytest.mark.parametrize(
    ("url", "to"),
    [
        ("https://www-oak-example.ezproxy.lib.elm.edu/p", "https://www.oak.example/p"),
        ("http://www.oak.example.proxy.lib.elm.edu/p?a=1", "http://www.oak.example/p?a=1"),
        ("https://a--b-oak-example.ezproxy.elm.edu/p", "https://a-b.oak.example/p"),
        ("https://ezproxy.elm.edu/login?url=https://oak.example/p", "https://oak.example/p"),
        ("http://http://oak.example/p", "http://oak.example/p"),
    ],
)
def test_an_address_leads_past_what_stands_before_it(url, to):
    assert addresses(url) == [to]


@pytest.mark.parametrize(
    "url", ["https://hdl/handle/1", "http://w", "http://oak/http://elm.example"]
)
def test_an_address_without_its_site_is_refused(url):
    assert "must have as url an address with its site" in problem(f"{ADA}, {YEAR}, url = {{{url}}}")


def test_the_stop_of_a_sentence_is_no_part_of_an_address():
    assert addresses("https://oak.example/a.") == ["https://oak.example/a"]


def test_signs_of_formulas_in_a_doi_are_signs():
    made = source(f"{ADA}, {YEAR}, doi = {{10.1175/15(1994)051$<$2434:TAO$>$2.0.CO;2}}")
    assert made.doi == "10.1175/15(1994)051<2434:TAO>2.0.CO;2"


@pytest.mark.parametrize(
    "note",
    [
        *("tex.timestamp: 2019-05-17", r"Publisher: Elm tex.owner: TK\_CM tex.timestamp: 2020"),
        *("tex.copyright: Copyright 2014 Elm B.V., All rights reserved.", "tex.ids:"),
    ],
)
def test_fields_that_a_library_keeps_in_a_note_are_no_note(note):
    made = source(f"{ADA}, {YEAR}, journal = {{Oaks}}, note = {{{note}}}")
    assert made.reference.text == "Ada Lin. T. Oaks, 2020."


def test_those_of_them_that_a_reference_shows_are_fields():
    made = source(f"{ADA}, {YEAR}, note = {{tex.organization: Elm tex.owner: A}}", "misc")
    assert (made.venue, made.note) == ("Elm", "")
    made = source(f"{ADA}, {YEAR}, note = {{Publisher: Elm tex.eprint: https://oak.example/a.pdf}}")
    assert [to for _, to in made.links] == ["https://oak.example/a.pdf"]
    made = source(rf"{ADA}, {YEAR}, note = {{\_eprint: 1706.01275 Number of pages: 7}}")
    assert (made.eprint, made.total, made.note) == ("1706.01275", "7", "")
