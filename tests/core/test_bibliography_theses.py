"""What theses and papers have in their bibliographies, as EndNote, Mendeley and PubMed leave it."""

from __future__ import annotations

import pytest

from entries import problem, source
from folio.core.bibliography import read_bibliography

WORK = "title = {T}, journal = {Oak Letters}, year = 2020"


def names(authors: str) -> list[tuple[str, ...]]:
    return [tuple(name) for name in source(f"author = {{{authors}}}, {WORK}").names]


@pytest.mark.parametrize(
    "doi",
    [
        "S0304-3940(12)00162-0 [pii] 10.1000/182",
        "oak200899 [pii]10.1000/182",
        "46/1/23 [PII] 10.1000/182",
    ],
)
def test_a_number_of_the_publisher_before_a_doi_is_none_of_it(doi):
    assert source(f"author = {{Ada Lin}}, {WORK}, doi = {{{doi}}}").doi == "10.1000/182"


@pytest.mark.parametrize("number", ["R40113137", "3385", "OAK.STAGE/elm/222.69"])
def test_a_number_of_the_publisher_in_place_of_a_doi_is_said_to_be_one(number):
    made = source(f"author = {{Ada Lin}}, {WORK}, doi = {{{number} [pii]}}")
    assert (made.doi, made.archived, made.links) == ("", f"PII:{number}", ())


def test_a_page_behind_a_doi_is_a_link_beside_it():
    made = source(f"author = {{Ada Lin}}, {WORK}, doi = {{10.1000/182 https://oak.example/a#s}}")
    assert (made.doi, made.url) == ("10.1000/182", "https://oak.example/a#s")


@pytest.mark.parametrize(
    ("url", "doi", "eprint"),
    [("doi:10.1000/182", "10.1000/182", ""), ("2408.12757", "", "2408.12757")],
)
def test_a_number_in_place_of_an_address_is_what_it_is(url, doi, eprint):
    made = source(f"author = {{Ada Lin}}, {WORK}, url = {{{url}}}")
    assert (made.doi, made.eprint, made.url) == (doi, eprint, "")


def test_what_a_catalogue_calls_the_pages_of_a_book_is_no_part_of_their_addresses():
    url = "Publisher description http://oak.example/d Table of contents only http://elm.example/t"
    made = source(f"author = {{Ada Lin}}, title = {{T}}, year = 2020, url = {{{url}}}", "book")
    assert [to for _, to in made.links] == ["http://oak.example/d", "http://elm.example/t"]


@pytest.mark.parametrize("url", ["My oaks http://oak.example/d", "http://oak.example/My oaks"])
def test_other_words_beside_an_address_are_asked_about(url):
    assert "url" in problem(f"author = {{Ada Lin}}, {WORK}, url = {{{url}}}")


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ("publisher = {Elm}, address = {Oak City,}", "Elm, Oak City, 2020."),
        ("publisher = {Elm :}, address = {Oak ; Ash ;}", "Elm, Oak ; Ash, 2020."),
        ("publisher = {Elm}, edition = {Second edition.}", "Second edition, Elm, 2020."),
        ("publisher = {Elm}, edition = {2. Aufl.}", "2. Aufl., Elm, 2020."),
        ("publisher = {Elm}, pages = {pages cm}", "Elm, 2020."),
        ("publisher = {Elm}, volume = {pp}", "Elm, 2020."),
    ],
)
def test_what_a_catalogue_prints_behind_a_field_is_no_part_of_it(fields, shown):
    made = source(f"author = {{Ada Lin}}, title = {{T}}, year = 2020, {fields}", "book")
    assert made.reference.text == f"Ada Lin. T. {shown}"


@pytest.mark.parametrize(
    ("written", "given"),
    [("Lin, B a", "B A"), ("Lin, Ada B a", "Ada B A"), ("Lin, Ada a a", "Ada A A")],
)
def test_initials_in_small_letters_are_initials_behind_one_without_its_point(written, given):
    assert names(written) == [(given, "Lin", "")]


@pytest.mark.parametrize(
    "authors",
    [
        "A.B. Lin, B. Wu, and Yu.C. Oak",
        "{A.B. Lin, B. Wu, Yu.C. Oak}",
        "A.B. Lin, B. Wu and Yu.C. Oak",
    ],
)
def test_persons_parted_by_commas_are_told_where_each_has_its_initials_first(authors):
    assert names(authors) == [("A.B.", "Lin", ""), ("B.", "Wu", ""), ("Yu.C.", "Oak", "")]


@pytest.mark.parametrize(
    "authors",
    ["A. Lin, Bo Wu", "A. Lin, B. Wu", "A. Lin, Wu, B. Oak", "Mark Elm, Ada Lin, and Wu, Dan"],
)
def test_other_commas_between_persons_are_refused(authors):
    assert "authors are separated by ' and '" in problem(f"author = {{{authors}}}, {WORK}")


@pytest.mark.parametrize(
    ("authors", "name"),
    [
        ("{A.B. Lin}", ("A.B.", "Lin", "")),
        ("{U.S. EPA}", ("", "U.S. EPA", "")),
        ("{A. Lin Group}", ("", "A. Lin Group", "")),
        ("{A. Lin and Sons}", ("", "A. Lin and Sons", "")),
        ("B. Lin, Ada", ("Ada B.", "Lin", "")),
        ("B. Lin, Inc.", ("", "B. Lin, Inc.", "")),
        (r"\textsc{Oak4} Collaboration", ("", "Oak4 Collaboration", "")),
        ("Oak Medical, Association", ("", "Oak Medical Association", "")),
        ("the, Oak Group", ("", "Oak Group", "")),
        ("chênes, Institut des", ("", "Institut des chênes", "")),
        ("Université De Chêne", ("", "Université De Chêne", "")),
        ("{O Core Team}, O", ("", "O Core Team", "")),
        ("Center, Ada", ("Ada", "Center", "")),
        ("{Oak Team}, Bo", ("Bo", "Oak Team", "")),
    ],
)
def test_a_person_and_a_body_are_told_by_the_words_of_a_name(authors, name):
    assert names(authors) == [name]


def test_others_within_the_braces_of_a_name_are_others():
    assert names("{Oak Association and others}") == [
        ("", "Oak Association", ""),
        ("", "others", ""),
    ]


def test_a_semicolon_before_an_and_says_nothing():
    assert names("Lin, A B ; and Wu, Bo;") == [("A B", "Lin", ""), ("Bo", "Wu", "")]
    assert "separates" in problem(f"author = {{Lin, A; Wu, B and Oak, C}}, {WORK}")


@pytest.mark.parametrize(
    ("authors", "said"),
    [
        ("Elmer DJ and Oaker DR", "the initials behind the family (got 'Elmer DJ')"),
        ("{ELM M. , OAK F.}", "authors are separated by ' and '"),
        ("Lin, A?? Bo", "a letter that is lost"),
        ("Lin, A B and Lin, A B and Wu, B and Wu, B", "twice"),
    ],
)
def test_what_no_list_of_names_is_is_asked_about(authors, said):
    assert said in problem(f"author = {{{authors}}}, {WORK}")


@pytest.mark.parametrize("authors", ["Lin, A and Lin, A", "Elmer NG and Oaker LV", "Elm, A.?"])
def test_what_may_be_a_list_of_names_is_read(authors):
    assert not read_bibliography(f"@misc{{a, author = {{{authors}}}, {WORK}}}").problems
