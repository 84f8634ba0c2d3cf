"""What stands beside a year, a name of a company or a figure, and addresses of two lines."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source


def names(authors: str) -> list[str]:
    """Return given name and family of each author of an entry that is read."""
    made = source(f"author = {{{authors}}}, title = {{T}}, year = 2020")
    return [f"{one.given}|{one.family}" for one in made.names]


@pytest.mark.parametrize(
    ("year", "shown", "label"),
    [
        ("submitted in December 2013", "Submitted, December 2013.", "2013"),
        ("Accepted on 5 May 2020", "Accepted, 5 May 2020.", "2020"),
        ("to appear in 2021", "To appear, 2021.", "2021"),
        ("accepted pending revisions", "Accepted pending revisions.", "accepted pending revisions"),
        ("3ra edición, 2005", "3ra edición, 2005.", "2005"),
        ("segunda edición, 2005", "Segunda edición, 2005.", "2005"),
        ("2005 (2nd ed.)", "2nd ed., 2005.", "2005"),
        (r"2017 (\textit{in Russian})", "2017. In Russian.", "2017"),
        ("2017, in Czech", "2017. In Czech.", "2017"),
    ],
)
def test_what_stands_beside_a_year_is_read_as_what_it_is(year, shown, label):
    made = source(f"{ADA}, year = {{{year}}}", "book")
    assert made.reference.text == f"Ada Lin. T. {shown}"
    assert made.year == label


@pytest.mark.parametrize("year", ["Spring edition, 2018", "written in 2017", "2017 (in part)"])
def test_words_beside_a_year_that_say_something_else_are_asked_about(year):
    assert "must have a year of four digits" in problem(f"{ADA}, year = {{{year}}}")


def test_an_edition_beside_a_year_is_not_that_of_the_entry():
    assert "year" in problem(f"{ADA}, edition = {{1}}, year = {{2nd edition, 2005}}", "book")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Growth of ~780,000 oaks", "Growth of ~780,000 oaks"),
        (r"Oaks (~0.1 m) in ~10\% of elms", "Oaks (~0.1 m) in ~10% of elms"),
        ("Oaks, Part ~2 of~350, Fig.~300", "Oaks, Part 2 of 350, Fig. 300"),
    ],
)
def test_a_tilde_behind_a_blank_says_about(title, shown):
    made = source(f"author = {{Ada Lin}}, title = {{{title}}}, year = 2020")
    assert made.title == shown
    assert (r"\textasciitilde{}" in made.bibtex) == ("~" in shown)


@pytest.mark.parametrize(
    ("authors", "read"),
    [
        (r"KG, Oak Elm GmbH \& Co", r"|Oak Elm GmbH & Co KG"),
        ("Inc., Oak Elm", "|Oak Elm Inc."),
        ("Ltd, Oak", "|Oak Ltd"),
        ("The {23andOak Research Team}", "|The 23andOak Research Team"),
        ("Lin=, Ada", "Ada|Lin"),
        ("A. Elm, Bea Chi and Lin, Ada and Wu, Bo", "Bea Chi|A. Elm"),
    ],
)
def test_a_company_a_group_a_mark_and_the_initial_of_a_family_are_told(authors, read):
    assert names(f"{authors} and Ash, Bo")[0] == read


def test_two_persons_with_initials_are_not_one_with_two_families():
    both = "A. Elm, B. Oak and Lin, Ada and Wu, Bo"
    assert "separates" in problem(f"author = {{{both}}}, title = {{T}}, year = 2020")
    assert "separates" in problem(
        "author = {A. Elm, Bea Chi and Lin, Ada}, title = {T}, year = 2020"
    )


@pytest.mark.parametrize(
    ("url", "to"),
    [
        ("http://oak.example/a/ b-c/", "http://oak.example/a/b-c/"),
        ("http://www. oak.example/a/b/ c-d/ e-20/", "http://www.oak.example/a/b/c-d/e-20/"),
        ("https://doi.org/10. 17605/OAK.IO/A5", "https://doi.org/10.17605/OAK.IO/A5"),
    ],
)
def test_an_address_that_was_printed_on_two_lines_is_one(url, to):
    made = source(f"{ADA}, year = 2020, url = {{{url}}}")
    assert made.links[0][1] == to
    assert url not in made.bibtex


def test_two_addresses_beside_each_other_are_not_one():
    made = source(f"{ADA}, year = 2020, url = {{http://oak.example/a/b/ http://elm.example/c/d}}")
    assert [to for _, to in made.links] == ["http://oak.example/a/b/", "http://elm.example/c/d"]


@pytest.mark.parametrize("url", ["http://oak.example/ ada/a.pdf", "http://oak.example/a b"])
def test_a_tilde_that_is_lost_and_words_behind_an_address_are_asked_about(url):
    assert "without spaces" in problem(f"{ADA}, year = 2020, url = {{{url}}}")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Oaks at z $_phot$ of 7", "Oaks at z ₚₕₒₜ of 7"),
        (r"Growth of /textit{Quercus} and/or elms", "Growth of Quercus and/or elms"),
        (r"Oaks of $łambda$ and \ensuremathømega Elmi", "Oaks of λ and ω Elmi"),
        ("Białowieża, Łódź, Tromsø og łeqa", "Białowieża, Łódź, Tromsø og łeqa"),
    ],
)
def test_commands_that_a_program_has_half_read_are_whole(title, shown):
    made = source(f"author = {{Ada Lin}}, title = {{{title}}}, year = 2020")
    assert made.title == shown


@pytest.mark.parametrize(
    ("journal", "venue"), [("åp", "Astronomy and Astrophysics"), ("åpen", "åpen")]
)
def test_a_journal_of_the_aas_is_told_by_what_is_left_of_its_command(journal, venue):
    made = source(f"{ADA}, year = 2020, journal = {{{journal}}}")
    assert made.venue == venue
    assert venue in made.bibtex


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("Paper presented at the 9th {{Oak Days}}.", "Paper presented."),
        ("Paper presented at the Elm Days", "Paper presented at the Elm Days."),
    ],
)
def test_a_meeting_that_its_own_field_names_is_said_once(note, shown):
    event = "eventtitle = {9th {Oak} Days}, venue = {Oslo}"
    made = source(f"{ADA}, year = 2020, {event}, note = {{{note}}}", "unpublished")
    assert made.reference.text == f"Ada Lin. T. 9th Oak Days, Oslo, 2020. {shown}"


def test_an_article_without_a_journal_has_the_place_of_its_publisher():
    elm = "publisher = {Elm Days}, location = {Oslo}, year = 2020"
    assert source(f"{ADA}, {elm}").reference.text == "Ada Lin. T. Elm Days, Oslo, 2020."
    within = source(f"{ADA}, journal = {{Elm Days}}, {elm}").reference.text
    assert within == "Ada Lin. T. Elm Days, 2020."


def test_a_paper_of_a_meeting_is_called_so():
    made = source(f"{ADA}, type = {{paper-conference}}, year = 2020", "misc")
    assert made.reference.text == "Ada Lin. T. Conference paper, 2020."
