"""Lists of authors that something else than ``and`` parts, and signs where a name should be."""

from __future__ import annotations

import re

import pytest

from entries import problem, source
from folio.core.bibtex.people.persons import read_names, read_people

LINES = {
    "Ada Lin, Bo Wu, Chi Xu": "Ada Lin and Bo Wu and Chi Xu",
    "Ada Lin, Bo Wu, and Chi Xu": "Ada Lin and Bo Wu and Chi Xu",
    "Ada B. Lin, Bo Wu": "Ada B. Lin and Bo Wu",
    r"Ada M\"uller, Bo Wu and Chi Xu": r"Ada M\"uller and Bo Wu and Chi Xu",
    r"Ada M{\"u}ller, Bo Ho{\v{r}}{\'\i}n": r"Ada M{\"u}ller and Bo Ho{\v{r}}{\'\i}n",
    "Ada Lin und Bo Wu": "Ada Lin and Bo Wu",
    "Ada Lin & Bo Wu": "Ada Lin and Bo Wu",
    "A Lin, B Wu, C Xu": "A Lin and B Wu and C Xu",
    "Lin A, Wu BC, Xu D": "Lin, A and Wu, BC and Xu, D",
    "Lin A., Wu B. C. and Xu D.": "Lin, A. and Wu, B. C. and Xu, D.",
    "Lin, A., Wu, B. C., Xu, D.": "Lin, A. and Wu, B. C. and Xu, D.",
    "Lin, Ada; Wu, Bo; Xu, Chi": "Lin, Ada and Wu, Bo and Xu, Chi",
    "Ada Lin; Bo Wu": "Ada Lin and Bo Wu",
}


@pytest.mark.parametrize("names", LINES)
def test_the_line_is_offered_as_it_must_be(names):
    said = problem(f"author = {{{names}}}, title = {{T}}, year = 2020")
    assert f"; write {{{LINES[names]}}}" in said
    assert read_people(LINES[names])


@pytest.mark.parametrize("names", LINES)
def test_the_line_that_is_offered_loses_no_word(names):
    words = [sorted(re.findall(r"[^\W_]+", line)) for line in (names, LINES[names])]
    assert [one for one in words[0] if one not in ("and", "und")] == [
        one for one in words[1] if one != "and"
    ]


@pytest.mark.parametrize(
    "names", ["Lin, J. M., A", "Lin, Wu, and Xu", "{Oak Lin}, Bo Wu, Chi Xu", "Lin, Ada, Wu, Bo"]
)
def test_no_line_is_offered_where_the_names_cannot_be_told(names):
    said = problem(f"author = {{{names}}}, title = {{T}}, year = 2020")
    assert "authors are separated by ' and '" in said
    assert "write" not in said


@pytest.mark.parametrize("name", [r"Ada G\"orl, Bo Wu", r"Ada G{\"o}rl, Bo Wu", "Ada Görl, Bo Wu"])
@pytest.mark.parametrize("before", ["", "Chi Xu and "])
def test_two_names_are_told_whatever_accents_they_have(name, before):
    said = problem(f"author = {{{before}{name}}}, title = {{T}}, year = 2020")
    assert "authors are separated by ' and '" in said


def test_a_family_of_two_words_stays_one_among_names_with_commas():
    found = source(r"author = {Hor\'{\i}n Elm, Ada Bo and Lin, Chi}, title = {T}, year = 2020")
    assert found.families == ("Horín Elm", "Lin")


@pytest.mark.parametrize("sign", ["---", "--", "—", "...", r"\ldots", "?", "*?"])
def test_signs_among_authors_are_refused(sign):
    said = problem(f"author = {{Ada Lin and {sign} and Bo Wu}}, title = {{T}}, year = 2020")
    assert "signs for an author" in said or "author without a name" in said


def test_a_name_with_one_letter_or_a_digit_is_a_name():
    assert [str(name) for name in read_names("Q and 2600 and 王 and O'Lin")][:3] == [
        *("Q", "2600", "王"),
    ]
    assert not source("author = {Q and 2600}, title = {T}, year = 2020").editors


@pytest.mark.parametrize("name", ["author", "editor"])
def test_marks_of_a_question_for_all_authors_say_that_none_is_known(name):
    made = source(f"{name} = {{???}}, title = {{T}}, year = 2020")
    assert made.reference.text == "T. 2020."


@pytest.mark.parametrize("written", ["H. A. (Hendrik) Lin", "H. (Hen Dri) van der Lin"])
def test_a_parenthesis_within_a_given_name_stays_there_in_what_is_copied(written):
    made = source(f"author = {{{written} and Bo Wu}}, title = {{T}}, year = 2020")
    assert made.printed_authors[0] == written
    assert source(made.bibtex.split(",", 1)[1].rsplit("}", 1)[0]).names == made.names


def test_a_parenthesis_behind_a_name_is_its_suffix_in_what_is_copied():
    made = source("author = {Lin, Ada (OAK)}, title = {T}, year = 2020")
    assert made.printed_authors == ("Ada Lin (OAK)",)
    assert source(made.bibtex.split(",", 1)[1].rsplit("}", 1)[0]).names == made.names


@pytest.mark.parametrize(
    "names",
    [
        "{Lin C}, Ada B. and Wu, Bo",
        "{Oak Elm}, Ada Bo",
        "{Lin B.}, A. and {Ada Q. Wu}, Bo",
        "Lin~C, Ada B. and Wu, Bo",
    ],
)
def test_a_family_that_looks_like_a_whole_name_is_held_together_in_what_is_copied(names):
    made = source(f"author = {{{names}}}, title = {{T}}, year = 2020")
    again = source(made.bibtex.split(",", 1)[1].rsplit("}", 1)[0])
    assert again.names == made.names


def test_an_initial_of_a_second_family_is_none_among_names_that_have_their_family_first():
    found = source("author = {Wu, Bo and Lin C, Ada B. and Xu, C.}, title = {T}, year = 2020")
    assert found.families == ("Wu", "Lin C", "Xu")


@pytest.mark.parametrize(
    "names", ["Lin C, Wu B.", "Xu, C. and Lin A., Wu B.", "Lin A., Wu B. and Xu C., Yao D."]
)
def test_families_with_initials_are_two_where_no_other_names_tell(names):
    assert "authors are separated" in problem(f"author = {{{names}}}, title = {{T}}, year = 2020")


def test_the_line_that_stands_there_is_not_offered():
    said = problem("author = {De S. R. Gago, J. P. and Lin, A.}, title = {T}, year = 2020")
    assert said.endswith("; a family of several words stands in braces")
    held = source("author = {{De S. R. Gago}, J. P. and Lin, A.}, title = {T}, year = 2020")
    assert held.families == ("De S. R. Gago", "Lin")
