"""Bodies that their own "and" parts, marks behind names, visits, and numbers of catalogues."""

from __future__ import annotations

import pytest

from entries import problem, source

WORK = "title = {T}, year = 2020"
SCOPUS = f"{WORK}, source = {{Scopus}}"


def names(authors: str, rest: str = WORK) -> list[str]:
    return [str(name) for name in source(f"author = {{{authors}}}, {rest}").names]


def addresses(fields: str) -> list[str]:
    return [to for _, to in source(f"{fields}, {WORK}").links]


@pytest.mark.parametrize(
    "body",
    [
        "National Aeronautics and Space Administration",
        "Food and Agriculture Organization of the United Nations",
        "U.S. Food and Drug Administration (FDA)",
        "Institute of Electrical and Electronics Engineers",
    ],
)
def test_a_body_that_everybody_knows_needs_no_braces_for_its_and(body):
    assert names(body) == [body]
    assert names(f"Ada Lin and {body} and Bo Wu") == ["Ada Lin", body, "Bo Wu"]


@pytest.mark.parametrize(
    "authors",
    [
        "National Oaks and Elm Administration",
        "Food and Oak Organization",
        "Ministry of Social and Oak Affairs",
        "United Oaks, Department of Economic and Social Affairs, Elm Division",
    ],
)
def test_a_body_that_its_and_parts_is_refused(authors):
    assert "parts a body at its 'and'" in problem(f"author = {{{authors}}}, {WORK}")


@pytest.mark.parametrize(
    "authors",
    [
        "National Oak Institute and Elm Agency",
        "{National Oaks} and Elm Administration",
        "Ministry of Oaks and Ada Lin",
        "Oak Institute and Elm Agency",
    ],
)
def test_two_bodies_stay_two(authors):
    assert len(names(authors)) == 2


def test_others_with_a_capital_are_more_authors():
    assert names("Lin, Ada and Wu, Bo and Others") == ["Ada Lin", "Bo Wu", "others"]
    assert names("Others, Ada and Wu, Bo") == ["Ada Others", "Bo Wu"]


def test_a_small_initial_before_another_is_one():
    assert names("Lin, a M and Elm, James a B and Wu, S a") == [
        "A M Lin",
        "James A B Elm",
        "S A Wu",
    ]
    assert names("Wu, José e S") == ["José e S Wu"]


def test_the_marks_of_affiliations_that_scopus_keeps_are_no_initials():
    assert names("Lin, A.B.b and Wu, C.a b b and Elm, D.", SCOPUS) == [
        "A.B. Lin",
        "C. Wu",
        "D. Elm",
    ]
    assert names("Lin, A.B.b and Wu, Bo") == ["A.B.b Lin", "Bo Wu"]


@pytest.mark.parametrize("author", ["Lin, Ada, 1937-", "Lin, Ada 1937-", "Lin, Ada, 1937-2001."])
def test_the_years_of_a_life_are_no_part_of_a_name(author):
    assert names(f"{author} and Wu, Bo") == ["Ada Lin", "Bo Wu"]


def test_years_of_a_body_are_not_taken_off():
    assert names("{Oak Days 1937-1939}") == ["Oak Days 1937-1939"]
    assert problem(f"author = {{Oak Days 1937-1939}}, {WORK}")


def test_several_persons_in_braces_are_refused_whatever_accents_they_have():
    written = r"{Lin, P. Wu. Xu, M. D{\'{i}}az Elm}, A."
    assert "several names in braces" in problem(f"author = {{{written}}}, {WORK}")


@pytest.mark.parametrize(
    "note",
    [
        "WOS:000123456700018",
        "WOS:A1995RA99000004 tex.ids= linOaks1995",
        "tex.ids= linOaks1995 tex.da: 2024-10-04 publisher: Elm Press",
        "tex.ids= a place: FIRST FLOOR, 4 OAK STREET, UPPER WING, 12345 ELM, NEW OAKLAND",
    ],
)
def test_numbers_and_labels_of_a_catalogue_are_no_note(note):
    made = source(f"note = {{{note}}}, {WORK}")
    assert made.note == ""
    assert "note" not in made.bibtex


@pytest.mark.parametrize("note", ["See WOS:000123456700018", "WOS: an oak", "Oaks tex.ids= a"])
def test_a_note_that_only_names_them_stays(note):
    assert source(f"note = {{{note}}}, {WORK}").note == note


def test_addresses_with_a_comma_between_are_two():
    first, second = "http://oak.example/1.pdf", "http://oak.example/2.pdf"
    assert addresses(f"url = {{{first},{second}}}") == [first, second]
    archived = "https://archive.example/web/2020/http://oak.example/1"
    assert addresses(f"url = {{{archived}}}") == [archived]


def test_a_page_of_jstor_is_linked_once():
    page = "https://www.jstor.org/stable/12"
    assert addresses(f"url = {{{page} {page}?origin=crossref}}") == [page]
    assert len(addresses(f"url = {{{page} {page}3}}")) == 2


def test_the_day_of_a_visit_is_no_venue():
    visited = "https://oak.example/a, (accessed: 18.08.2018)"
    made = source(f"author = {{Ada Lin}}, journal = {{{visited}}}, {WORK}", "article")
    assert made.reference.text == "Ada Lin. T. 2020."
    assert [to for _, to in made.links] == ["https://oak.example/a"]


def test_a_visit_that_google_scholar_takes_for_a_journal_is_none():
    parts = "journal = {Retrieved May}, volume = 13, pages = 2020"
    assert source(f"author = {{Ada Lin}}, {parts}, {WORK}").reference.text == "Ada Lin. T. 2020."
    other = "journal = {Retrieved Oaks}, volume = 13, pages = {7--9}"
    assert "Retrieved Oaks" in source(f"{other}, {WORK}").reference.text


def test_in_before_proceedings_goes_whatever_braces_they_have():
    made = source(f"booktitle = {{In {{P}}roceedings of the {{O}}ak}}, {WORK}", "inproceedings")
    assert made.venue == "Proceedings of the Oak"
    made = source(f"booktitle = {{In {{V}}itro Oaks}}, {WORK}", "inproceedings")
    assert made.venue == "In Vitro Oaks"


@pytest.mark.parametrize("pages", ["0", "0--0", "{0}"])
def test_page_zero_is_none(pages):
    assert source(f"journal = {{Elms}}, pages = {{{pages}}}, {WORK}", "article").pages == ""
    assert source(f"journal = {{Elms}}, pages = {{0--7}}, {WORK}", "article").pages == "0–7"


def test_an_article_without_a_journal_shows_its_address():
    fields = f"author = {{Ada Lin}}, address = {{Oaktown}}, {WORK}"
    assert source(fields, "article").reference.text == "Ada Lin. T. Oaktown, 2020."
    beside = source(f"{fields}, journal = {{Elms}}", "article").reference.text
    assert beside == "Ada Lin. T. Elms, 2020."


def test_a_journal_with_its_year_volume_and_issue_says_them_once():
    fields = f"journal = {{Oak Letters 2020 12:3}}, volume = 12, {WORK}"
    assert source(f"{fields}, number = 3").venue == "Oak Letters"
    assert source(f"{fields}, number = 4").venue == "Oak Letters 2020 12:3"


def test_an_institution_that_is_there_twice_is_said_once():
    twice = "OAK UNIV INST FOR ELMS, OAK UNIV INST FOR ELMS"
    made = source(f"author = {{Ada Lin}}, institution = {{{twice}}}, {WORK}", "techreport")
    assert made.reference.text == "Ada Lin. T. OAK UNIV INST FOR ELMS, 2020."
    place = source(f"author = {{Ada Lin}}, address = {{New Oak, New Oak}}, {WORK}", "book")
    assert place.reference.text == "Ada Lin. T. New Oak, New Oak, 2020."
    assert source(f"institution = {{Oak, Elm}}, {WORK}", "techreport").venue == "Oak, Elm"


def test_a_stop_behind_a_range_of_pages_goes():
    fields = f"journal = {{Elms}}, {WORK}"
    assert source(f"pages = {{93-101.}}, {fields}").pages == "93–101"
    assert source(f"pages = {{12 ff.}}, {fields}").pages == "12 ff."


def test_how_many_pages_a_book_has_behind_its_year_is_so():
    made = source("title = {T}, year = {1995. --- 576 с}", "book")
    assert (made.date.year, made.total) == (1995, "576")
    assert "must have a year" in problem("title = {T}, year = {1995. --- Oaks}", "book")
    assert source("title = {T}, year = {1995--1997}", "book").total == ""


def test_a_publisher_of_two_words_with_a_hyphen_has_no_stop():
    made = source(f"author = {{Ada Lin}}, publisher = {{Oak-Verlag.}}, {WORK}", "book")
    assert made.reference.text == "Ada Lin. T. Oak-Verlag, 2020."


@pytest.mark.parametrize(
    ("written", "body"),
    {
        "Elm Features Blog": "Elm Features Blog",
        "Oak Instruments": "Oak Instruments",
        "Computing Elm Science": "Computing Elm Science",
        "Statistics Elmland": "Statistics Elmland",
        "Elmland, Statistics": "Statistics Elmland",
        "1000 Oak Project Data Processing Subgroup": "1000 Oak Project Data Processing Subgroup",
        "Collaborators, OAK 2019": "OAK 2019 Collaborators",
        "Society, Elmish Folklore": "Elmish Folklore Society",
        "Group, Oak Publishing": "Oak Publishing Group",
        "Hospital, Elmland General": "Elmland General Hospital",
        "Survey, U.S. Oak": "U.S. Oak Survey",
        "Grupo de Robles": "Grupo de Robles",
        "Elmer Klinische Wochenschrift": "Elmer Klinische Wochenschrift",
    }.items(),
)
def test_a_body_is_told_by_its_words_on_either_side_of_a_comma(written, body):
    made = source(f"author = {{Ada Lin and {written}}}, {WORK}").names
    assert [name.family for name in made] == ["Lin", body]


@pytest.mark.parametrize(
    ("written", "family"),
    {
        "Group, Ada Maria": "Group",
        "Hospital, Michelle A.": "Hospital",
        "A. B. Fund": "Fund",
        "Office, A. M.": "Office",
        "Ada Council": "Council",
    }.items(),
)
def test_a_person_whose_family_is_a_word_of_bodies_stays_one(written, family):
    (name,) = source(f"author = {{{written}}}, {WORK}").names
    assert (name.family, bool(name.given)) == (family, True)
