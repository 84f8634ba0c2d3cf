"""What programs and catalogues put into lists of names, and fields that have lost a letter."""

from __future__ import annotations

import pytest

from entries import problem, source
from folio.core.bibliography import read_bibliography


def names(field: str) -> list[tuple[str, str, str]]:
    made = source(f"author = {{{field}}}, title = {{T}}, year = 2020")
    return [(name.given, name.family, name.suffix) for name in made.names]


@pytest.mark.parametrize(
    "field",
    [
        *("Ada B. Oak 3rd", "Oak 3rd, Ada B.", "{Oak 3rd}, Ada B.", "Oak, 3rd, Ada B."),
        *("Oak, Ada B. 3rd", "Ada B. Oak, 3rd", "{Oak 3rd, Ada B.}"),
    ],
)
def test_which_of_a_family_somebody_is_stands_behind_it(field):
    for more in ("", " and Wu, Bo"):
        assert names(field + more)[0] == ("Ada B.", "Oak", "3rd")


@pytest.mark.parametrize("suffix", ["3rd", "III", "Jr."])
def test_a_particle_before_a_family_with_its_suffix_is_of_the_family(suffix):
    assert names(f"Ada B. van der Oak {suffix} and Bo Wu")[0] == ("Ada B.", "van der Oak", suffix)


@pytest.mark.parametrize("field", ["3rd Oak, Ada", "Oak3rd, Ada", "Oak 13rd, Ada"])
def test_another_figure_in_a_name_is_refused(field):
    assert "figure" in problem(f"author = {{{field}}}, title = {{T}}, year = 2020")


def test_an_army_that_is_counted_is_a_body():
    assert names("{Oak 3rd Company}") == [("", "Oak 3rd Company", "")]


@pytest.mark.parametrize("life", ["1916-", "1916-1999"])
def test_the_years_of_a_life_between_family_and_given_name_are_no_part_of_it(life):
    assert names(f"Lin, {life}, Ada and Wu, Bo")[0] == ("Ada", "Lin", "")


@pytest.mark.parametrize(
    ("field", "family"),
    [
        *(("Oak, van, Ada", "van Oak"), ("Oak, van der, Ada", "van der Oak")),
        *(("Oak, de la, Ada", "de la Oak"), ("Wu, Bo and Oak, von, Ada", "von Oak")),
    ],
)
def test_a_particle_between_family_and_given_name_is_of_the_family(field, family):
    assert names(field)[-1] == ("Ada", family, "")


@pytest.mark.parametrize("field", ["Oak, Van, Ada", "Oak, elm, Ada", "Lin, Wu, Oak"])
def test_other_words_between_two_commas_are_asked_of(field):
    assert "separates" in problem(f"author = {{{field}}}, title = {{T}}, year = 2020")


def test_an_accent_over_nothing_before_a_capital_is_an_apostrophe():
    assert names(r"O\'{}Oak, Ada")[0] == ("Ada", "O'Oak", "")
    refused = problem(r"author = {El\'{}m, Ada}, title = {T}, year = 2020")
    assert "without its letter" in refused


@pytest.mark.parametrize(
    "field", ["Lin, A. y Wu, B.", "Lin, A., Elm, C. et Wu, B.", "A. Lin y B. Wu", "A. Lin e B. Wu"]
)
def test_persons_in_one_pair_of_braces_are_no_body_whatever_word_parts_them(field):
    refused = problem(f"author = {{{{{field}}}}}, title = {{T}}, year = 2020")
    assert "several names in braces" in refused


@pytest.mark.parametrize(
    "field",
    ["Ministerio de Robles, Fresnos y Olmos", "Robles Altos y Olmos Bajos", "Oak, Elm y Ash, S.A."],
)
def test_a_body_may_have_the_word_in_its_name(field):
    assert names(f"{{{field}}}") == [("", field, "")]


def test_an_accent_without_its_backslash_is_told_beside_the_name_that_has_it():
    def read(first: str, second: str) -> list[str]:
        entry = "@misc{{{}, author = {{{}}}, title = {{On {}}}, year = 2020}}"
        text = entry.format("a", first, "oaks") + entry.format("b", second, "elms")
        return [said for _, said in read_bibliography(text).problems]

    (said,) = read(r"Ada Elm{\'o}n", "Elm'on, Bo and Lin, Cy")
    assert said.startswith("entry 'b' has the family")
    assert "'Elmón'" in said
    assert read(r"Ada Elm{\'o}n-Ce{\~n}o", "Elm'on-Ceno, Bo")
    for other in ("Bo Elmon", "Bo Elm'an", "Bo Elm'On", r"Bo Elm\`on"):
        assert not read(other, "Elm'on, Bo")
    assert not read(r"Ada Elm\'on", r"Bo Elm{\'o}n")


def test_fields_that_have_lost_their_first_letter_are_read():
    lost = "uthor = {Lin, Ada}, itle = {Oaks}, ear = 2020, ooktitle = {Elms}, ages = {1--9}"
    made = source(f"{lost}, oi = {{10.1000/182}}, onth = {{Oct}}", "inproceedings")
    assert made.reference.text == "Ada Lin. Oaks. Elms, 1–9, October 2020."
    assert made.doi == "10.1000/182"
    kept = source("author = {Lin, Ada}, title = {Oaks}, titel = {Eichen}, year = 2020", "misc")
    assert kept.reference.text == "Ada Lin. Oaks. 2020."


def test_a_conference_is_where_a_paper_appeared_if_nothing_else_is():
    paper = "author = {Lin, Ada}, title = {T}, year = 2020, publisher = {Elm}"
    made = source(f"{paper}, conference = {{Days of Oaks}}", "inproceedings")
    assert made.reference.text == "Ada Lin. T. Days of Oaks, Elm, 2020."
    assert 'booktitle = "Days of Oaks"' in made.bibtex
    beside = source(f"{paper}, booktitle = {{Oaks}}, conference = {{OAK}}", "inproceedings")
    assert beside.reference.text == "Ada Lin. T. Oaks, Elm, 2020."
    numbered = source(f"{paper}, conference = {{Days of Oaks}}, volume = 3", "article")
    assert numbered.reference.text == "Ada Lin. T. Days of Oaks 3, Elm, 2020."
    told = source(f"{paper}, journal = {{Oaks}}, conference = {{OAK}}", "article")
    assert told.venue == "Oaks"
    assert source(f"{paper}, conference = {{true}}", "inproceedings").venue == "Elm"


@pytest.mark.parametrize(
    ("year", "text"),
    [
        ("2/17/2020 - 2/20/2020", "17–20 February 2020"),
        ("17/2/2020 - 20/2/2020", "17–20 February 2020"),
        ("2/28/2020 -- 3/2/2020", "28 February 2020 – 2 March 2020"),
    ],
)
def test_two_days_with_slashes_are_read_where_a_figure_tells_their_order(year, text):
    made = source(f"author = {{Lin, Ada}}, title = {{T}}, year = {{{year}}}", "misc")
    assert made.when == text


@pytest.mark.parametrize("year", ["2/7/2020 - 2/9/2020", "2/17/2020 - 20/2/2020"])
def test_two_days_of_which_nothing_tells_the_month_are_refused(year):
    assert "year" in problem(f"author = {{Lin, Ada}}, title = {{T}}, year = {{{year}}}")
