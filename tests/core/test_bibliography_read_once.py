"""What stands twice and is one: persons of a list, entries of one key; letters of two encodings."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography

FINE = "@article{fine, author = {Lin, Ada}, title = {On Oaks}, year = 2020"


def names(authors: str) -> list[str]:
    """Return the authors of an entry that is read."""
    return [
        str(name) for name in source(f"author = {{{authors}}}, title = {{T}}, year = 2020").names
    ]


@pytest.mark.parametrize(
    ("authors", "read"),
    [
        ("Elm, Ada and Oak, Bo and Elm, Ada and Oak, Bo", ["Ada Elm", "Bo Oak"]),
        ("Elm, A. and Elm, A. and Oak, B. and Oak, B.", ["A. Elm", "B. Oak"]),
        ("Ada Oaks and Ada Oaks", ["Ada Oaks"]),
        ("{Ada Oaks} and Oaks, Ada and others", ["Ada Oaks", "others"]),
        ("Elm, A. and Oaks, Bea C. and Oaks, Bea C", ["A. Elm", "Bea C. Oaks"]),
        ("{Oak Team} and {Oak Team} and Elm, Ada", ["Oak Team", "Ada Elm"]),
        ("Elm, A. and Elm, A.", ["A. Elm", "A. Elm"]),  # who may be two
        ("Wang, Wei and Wang, Wei and Elm, C.", ["Wei Wang", "Wei Wang", "C. Elm"]),
    ],
)
def test_a_list_that_a_program_has_written_twice_is_read_once(authors, read):
    assert names(authors) == read


def test_a_list_that_is_there_twice_is_copied_once():
    made = source("author = {Elm, Ada and Elm, Ada}, title = {T}, year = 2020")
    assert made.bibtex.count("Elm") == 1


def test_of_so_many_as_a_consortium_has_some_may_be_named_twice():
    """As its lists are printed: who has written the paper is of the group too."""
    crowd = [f"Elm{chr(97 + i % 26)}{'o' * (i // 26)}, Ada" for i in range(34)]
    twice = " and ".join([*crowd, "Oaks, Bo", *crowd[3:4]])
    assert len(names(twice)) == 36
    several = " and ".join([*crowd, *crowd[3:4] * 2])  # names of its references, scraped
    assert "twice" in problem(f"author = {{{several}}}, title = {{T}}, year = 2020")
    group = " and ".join([*crowd, "{Oak Elm}", "Oaks, Bo", "{Oak Elm}"])
    assert "twice" in problem(f"author = {{{group}}}, title = {{T}}, year = 2020")


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("", ", journal = {Elms}", "Ada Lin. On Oaks. Elms, 2020."),
        (", month = may", ", doi = {10.1000/1}", "Ada Lin. On Oaks. May 2020."),
        (", issn = {1234-5679}", ", issn = {12345679}", "Ada Lin. On Oaks. 2020."),
        (", note = {Publisher: Elm}", "", "Ada Lin. On Oaks. Elm, 2020."),
        (", editor = {Wu, B.C.}", ", editor = {Wu, BC}", "Edited by B.C. Wu"),
        (", journal = {{\\'E}lms}", ", journal = {Élms}", "Élms, 2020."),
    ],
)
def test_an_entry_that_stands_twice_and_says_more_the_second_time_says_it(one, other, shown):
    read = read_bibliography(f"{FINE}{one}}}\n{FINE}{other}}}")
    assert read.problems == ()
    assert shown in read.sources["fine"].reference.text


def test_what_only_the_second_entry_of_a_key_says_is_linked_and_copied():
    made = read_bibliography(f"{FINE}}}\n{FINE}, doi = {{10.1000/1}}}}").sources["fine"]
    assert made.links == (("doi:10.1000/1", "https://doi.org/10.1000/1"),)
    assert "10.1000/1" in made.bibtex


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (", journal = {Elms}", ", journal = {Oaks}", "they differ in 'journal'"),
        ("", ", note = {Submitted}", "they differ in 'note'"),
        ("", ", pubstate = {in press}", "they differ in 'pubstate'"),
        (", volume = 1", ", volume = 2, month = may", "they differ in"),
    ],
)
def test_two_works_or_two_states_of_one_are_not_one_entry(one, other, said):
    ((_, message),) = read_bibliography(f"{FINE}{one}}}\n{FINE}{other}}}").problems
    assert said in message


def test_two_entries_without_a_year_may_be_two_editions():
    none = "@book{fine, title = {Oaks}"
    ((_, message),) = read_bibliography(f"{none}}}\n{none}, year = 2020}}").problems
    assert "they differ in 'year'" in message


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ã‰tude de LÃ¶w", "Étude de Löw"),
        ("KovaÄ\x8d et Å imek, vivÃ\xa0 Elm", "Kovač et Å imek, vivà Elm"),
        ("Oaks â€“ Elms, â€œAshâ€\x9d", "Oaks – Elms, “Ash”"),
        ("14â\x80\x9319 Elms", "14–19 Elms"),
        ("Ãœber StraÃŸen", "Über Straßen"),
        ("Ãs de JOÃO", "Ãs de JOÃO"),
        ("“AMANHÃ” 5 Å–6 Å", "“AMANHÃ” 5 Å–6 Å"),
    ],
)
def test_letters_that_were_taken_for_those_of_another_encoding_are_as_they_were(written, read):
    made = source(f"author = {{Ada Lin}}, title = {{{written}}}, year = 2020")
    assert made.title == read
    assert read in made.bibtex


def test_a_comma_before_and_says_nothing():
    read = ["Ada Oak Elm", "Bea C. Oaks", "Chi D. Ash"]
    assert names("Ada Oak Elm, and Bea C. Oaks, and Chi D. Ash") == read
    assert names("Ada Oak Elm and Bea C. Oaks, and Chi D. Ash") == read
    assert "separates" in problem(f"author = {{A. Elm, Bea C. Oaks, and Chi Ash}}, {ADA[20:]}")


@pytest.mark.parametrize(
    ("authors", "read"),
    [
        ("Elm AB and Oak K and de Lin-Wu CDT", ["AB Elm", "K Oak", "CDT de Lin-Wu"]),
        ("Ash Elm A and Oak KL and O’Wu C and Oak Core Team", ["A Ash Elm", "KL Oak", "C O’Wu"]),
        ("Elm K and Oak KL and Löw C and others", ["K Elm", "KL Oak", "C Löw"]),
    ],
)
def test_families_before_initials_without_points_are_told_by_their_list(authors, read):
    assert names(authors)[:3] == read


@pytest.mark.parametrize("authors", ["Ada L and Bo W and Chi X", "Elm AB and Oak K"])
def test_a_letter_that_may_be_a_family_is_asked_about(authors):
    assert "behind the family" in problem(f"author = {{{authors}}}, title = {{T}}, year = 2020")


def test_families_in_capitals_stay_the_last():
    assert names("Ada LI and Bo WU and Chi NG") == ["Ada LI", "Bo WU", "Chi NG"]
    mixed = names("Elm KL and Bo Oak and Ash CD")
    assert mixed[1] == "Bo Oak"
