"""What stands in another field than its own, twice in one, or in place of what nobody knows."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography
from folio.core.tex.decoder import plain
from folio.exports.csl import csl_item

OAK = f"{ADA}, journal = {{Oak Letters}}, year = 2020"
DOI = "10.1000/a-1.2"
BEHIND = (
    *(f", DOI: {DOI}", f", doi:{DOI}", f" doi {DOI}", f", https://doi.org/{DOI}"),
    *(f"; doi: https://dx.doi.org/{DOI}.", f" (DOI: {DOI})", f", doi.org/{DOI}"),
)


@pytest.mark.parametrize("written", BEHIND)
@pytest.mark.parametrize("name", ["pages", "volume", "number", "eid"])
def test_a_doi_behind_a_number_is_the_doi(name, written):
    made = source(
        f"{OAK}, volume = 3, {name} = {{85{written}}}".replace("volume = 3, volume", "volume")
    )
    assert made.doi == DOI
    assert "doi" not in made.reference.text.lower()
    assert "85" in made.reference.text
    assert f'doi = "{DOI}"' in made.bibtex


@pytest.mark.parametrize("written", BEHIND)
def test_a_doi_behind_a_venue_is_the_doi(written):
    made = source(f"{ADA}, journal = {{Oak Letters{written}}}, year = 2020")
    assert (made.venue, made.doi) == ("Oak Letters", DOI)


def test_a_doi_that_is_there_stays_and_another_is_not_lost():
    both = source(f"{OAK}, pages = {{85, doi: {DOI}}}, doi = {{{DOI.upper()}}}")
    assert (both.doi, both.pages) == (DOI, "85")
    other = source(f"{OAK}, pages = {{85, doi: {DOI}}}, doi = {{10.1000/2}}")
    assert other.doi == "10.1000/2"
    assert DOI in other.reference.text


@pytest.mark.parametrize("name", ["pages", "number", "month"])
def test_an_address_in_place_of_a_number_is_the_link_of_what_has_none(name):
    made = source(f"{OAK}, {name} = {{https://oak.example/a}}")
    assert made.links == (("oak.example/a", "https://oak.example/a"),)
    assert made.reference.text == "Ada Lin. T. Oak Letters, 2020."


@pytest.mark.parametrize("number", ["978-0-306-40615-7", "9780306406157", "ISBN: 0-306-40615-2"])
def test_the_number_of_a_book_in_place_of_a_doi_is_the_number_of_the_book(number):
    made = source(f"{OAK}, doi = {{{number}}}")
    assert made.doi == ""
    assert csl_item(made)["ISBN"].replace("-", "")[-4:-1] == number.replace("-", "")[-4:-1]


def test_the_number_of_a_journal_in_place_of_a_doi_is_that_of_the_journal():
    assert csl_item(source(f"{OAK}, doi = {{0378-5955}}"))["ISSN"] == "0378-5955"


@pytest.mark.parametrize("number", ["978-0-306-40615-8", "0378-5956", "12345", "0306406153"])
def test_a_number_whose_last_digit_is_wrong_is_refused_as_a_doi(number):
    assert "must have as doi one DOI" in problem(f"{OAK}, doi = {{{number}}}")


@pytest.mark.parametrize(
    "written",
    [
        f"{DOI} xD;doi: {DOI}",
        f"http://dx.doi.org/{DOI}; http://dx.doi.org/{DOI}",
        f"doi:{DOI}, doi:{DOI}",
        f"{DOI} and {DOI}",
    ],
)
def test_a_doi_that_stands_twice_in_its_field_is_one(written):
    made = source(f"{OAK}, doi = {{{written}}}")
    assert made.links == ((f"doi:{DOI}", f"https://doi.org/{DOI}"),)


def test_two_dois_in_one_field_lead_to_two_places():
    made = source(f"{OAK}, doi = {{http://dx.doi.org/{DOI}; http://dx.doi.org/10.1000/3}}")
    assert [to for _, to in made.links] == [f"https://doi.org/{DOI}", "https://doi.org/10.1000/3"]


def test_the_numbers_of_print_and_screen_may_stand_in_two_fields():
    made = source(f"{OAK}, isbn = {{978-0-306-40615-7}}, isbn = {{0-306-40615-2}}")
    assert csl_item(made)["ISBN"] == "978-0-306-40615-7 0-306-40615-2"


def test_two_addresses_may_stand_in_two_fields():
    made = source(f"{OAK}, url = {{https://oak.example/a}}, url = {{https://elm.example/b}}")
    assert [to for _, to in made.links] == ["https://oak.example/a", "https://elm.example/b"]
    twice = source(
        f"{OAK}, url = {{https://oak.example/a}}, url = {{}}, url = {{https://oak.example/a}}"
    )
    assert len(twice.links) == 1


@pytest.mark.parametrize("name", ["doi", "year", "title", "volume"])
def test_what_there_is_but_one_of_is_refused_where_it_stands_twice(name):
    fields = f"{ADA}, year = 2020, volume = 1, doi = {{10.1000/1}}, {name} = {{10.1000/2}}"
    assert f"duplicate {name} field" in problem(fields)


@pytest.mark.parametrize("sign", ["??", "????", "??--??", "?-?", "? – ?"])
@pytest.mark.parametrize("name", ["pages", "volume", "number", "month", "publisher", "address"])
def test_marks_of_a_question_say_that_nothing_is_known(name, sign):
    made = source(f"{OAK}, {name} = {{{sign}}}")
    assert made.reference.text == "Ada Lin. T. Oak Letters, 2020."
    assert "?" not in str(csl_item(made))


@pytest.mark.parametrize("name", ["pages", "volume", "address"])
def test_what_is_to_be_told_is_not_shown(name):
    assert source(f"{OAK}, {name} = {{TBA}}").reference.imprint == "Oak Letters, 2020."


def test_a_title_of_marks_and_a_venue_with_one_stay():
    assert source("author = {Ada Lin}, title = {???}, year = 2020").title == "???"
    assert source(f"{ADA}, journal = {{Oak?}}, year = 2020").venue == "Oak?"


def test_pages_that_end_where_they_begin_are_one_and_an_end_that_nobody_knows_is_none():
    assert source(f"{OAK}, pages = {{34--34}}").pages == "34"
    assert csl_item(source(f"{OAK}, pages = {{34--34}}"))["page"] == "34"
    assert source(f"{OAK}, pages = {{L45--L45}}").pages == "L45"
    assert source(f"{OAK}, pages = {{603--??}}").pages == "603"
    assert source(f"{OAK}, pages = {{34--35}}").pages == "34–35"


@pytest.mark.parametrize(
    "note",
    [
        *("(10 citations)", "10 citations", "Citations: 10", "cited 12 times", "Times cited: 3"),
        *("Cited by: 5 (Google Scholar)", "Google Scholar: cited by 12", "100+ citations"),
        *("Citation count: 4.", "1 citation", "[Cited by 1]", "12 citations on Google Scholar"),
    ],
)
def test_a_count_of_citations_is_no_note(note):
    assert source(f"{OAK}, note = {{{note}}}").note == ""


@pytest.mark.parametrize("note", ["Cited by Lin", "10 citations of oaks", "Acceptance rate 29\\%"])
def test_a_note_that_counts_no_citations_stays(note):
    assert source(f"{OAK}, note = {{{note}}}").note == note.replace("\\", "")


@pytest.mark.parametrize(
    ("month", "said"),
    [
        *((r"Fall \slash Winter", "Fall–Winter 2020"), ("Spring/Summer", "Spring–Summer 2020")),
        *(("Herbst-Winter", "Autumn–Winter 2020"), ("Summer and Fall", "Summer–Fall 2020")),
    ],
)
def test_an_issue_for_two_seasons_says_both(month, said):
    assert source(f"{OAK}, month = {{{month}}}").when == said


@pytest.mark.parametrize("month", ["Fall/May", "Spring/Summer/Fall", "Oak/Winter"])
def test_seasons_among_other_words_are_refused(month):
    assert "must have a month" in problem(f"{OAK}, month = {{{month}}}")


@pytest.mark.parametrize(
    ("year", "said"), [("190x", "1900s"), ("192X", "1920s"), ("18XX", "1800s")]
)
def test_a_year_of_which_a_digit_is_unknown_is_its_decade_or_century(year, said):
    assert source(f"{ADA}, journal = {{Oak Letters}}, year = {{{year}}}").when == said


def test_a_note_may_cite_what_has_no_month():
    text = (
        f"@article{{a, {OAK}, month = {{????}}}}"
        f"@article{{b, {OAK}, note = {{Translation of \\cite{{a}}}}}}"
    )
    assert read_bibliography(text).sources["b"].note == "Translation of (Lin, 2020a)"


def test_a_note_that_cites_nothing_is_one_mistake_whatever_else_cites():
    fields = f"{OAK}, note = {{In \\cite{{x}}}}, howpublished = {{In \\cite{{y}}}}"
    assert len(read_bibliography(f"@article{{a, {fields}}}").problems) == 1


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        *((r"Al{\cprime}bert", "Alʹbert"), (r"Mysl\cprime", "Myslʹ"), (r"\lasp Ali", "ʿAli")),
        *((r"\udot{H}asan", "Ḥasan"), (r"\ocirc{A}ngstr", "Ångstr"), (r"\Dbar uc", "Đuc")),
        *((r"$(X,\|\cdot\|_1)$", "(X,‖·‖₁)"), (r"$A\mathbin{\times}B$", "A×B")),
    ],
)
def test_the_macros_of_mathematical_reviews_are_read(tex, text):
    assert plain(tex) == text


def test_a_command_around_words_is_said_to_take_them():
    said = problem(f"{OAK}, addendum = {{Rank \\oak{{A}}}}")
    assert r'@preamble{"\newcommand{\oak}[1]{…#1…}"}' in said
    assert r'@preamble{"\newcommand{\oak}{…}"}' in problem(f"{OAK}, note = {{Rank \\oak}}")
    defined = r'@preamble{"\newcommand{\oak}[1]{of #1}"}'
    read = read_bibliography(f"{defined}@article{{a, {OAK}, addendum = {{Rank \\oak{{A}}}}}}")
    assert read.sources["a"].note == "Rank of A"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("7-8", "nos. 7-8"),
        ("294–95", "nos. 294–95"),
        ("1/2", "nos. 1/2"),
        ("2009/069", "2009/069"),
        ("12-03", "12-03"),
    ],
)
def test_several_numbers_without_a_volume_are_said_to_be_numbers(number, said):
    assert source(f"{OAK}, number = {{{number}}}").issue == said


@pytest.mark.parametrize("sign", [r"\clubsuit", r"$\clubsuit$"])
def test_the_suits_of_cards_are_read_in_text_and_in_formulas(sign):
    assert plain(f"Oak{{{sign}}}") == "Oak♣"


def test_an_address_as_an_eprint_leads_to_the_file_that_it_names():
    made = source(f"{OAK}, eprint = {{https://oak.example/33/3 (95)/305\\_a.pdf}}")
    assert [to for _, to in made.links] == ["https://oak.example/33/3%20(95)/305_a.pdf"]


@pytest.mark.parametrize("written", [r"doi:\%2010.1000/1", "doi:%2010.1000/1", "%2010.1000/1"])
def test_a_blank_that_an_address_had_before_a_doi_is_none_of_it(written):
    assert source(f"{OAK}, doi = {{{written}}}").doi == "10.1000/1"


def test_what_a_publisher_writes_before_an_address_that_it_takes_for_broken_is_none_of_it():
    assert source(f"{OAK}, url = {{/brokenurl#  https://oak.example/a}}").links == (
        ("oak.example/a", "https://oak.example/a"),
    )


def test_a_volume_that_ends_the_name_of_its_proceedings_is_said_once():
    made = source(f"{ADA}, booktitle = {{Oaks 35}}, volume = 35, year = 2020", "inproceedings")
    assert made.reference.imprint == "Oaks 35, 2020."
    assert csl_item(made)["volume"] == "35"
    other = source(f"{ADA}, booktitle = {{Oaks 35}}, volume = 5, year = 2020", "inproceedings")
    assert other.reference.imprint == "Oaks 35 5, 2020."


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Master's Thesis", ""),
        ("Thesis", ""),
        ("Master's thesis, in Oak", "Master's thesis, in Oak"),
    ],
)
def test_a_note_that_says_only_of_which_kind_a_thesis_is_says_nothing_new(note, said):
    made = source(f"{ADA}, school = {{Elm}}, note = {{{note}}}, year = 2020", "mastersthesis")
    assert made.note == said
    assert source(f"{OAK}, note = {{Thesis}}").note == "Thesis"
