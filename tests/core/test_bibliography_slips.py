"""Small slips of people and programs: read as they were meant in the list and in what is copied."""

from __future__ import annotations

import pytest

from entries import source
from folio.core.bibliography import read_bibliography
from folio.exports.csl import csl_item

WORK = "title = {T}, year = 2020"


def names(authors: str) -> list[tuple[str, ...]]:
    return [tuple(name) for name in source(f"author = {{{authors}}}, {WORK}").names]


@pytest.mark.parametrize("suffix", ["Jr.", "Sr.", "III"])
def test_a_suffix_behind_a_whole_name_in_braces_is_its_suffix_in_what_is_copied(suffix):
    made = source(f"author = {{{{Oak Elm}}, {suffix}}}, {WORK}")
    assert [tuple(name) for name in made.names] == [("Oak", "Elm", suffix)]
    again = read_bibliography(made.bibtex)
    assert next(iter(again.sources.values())).names == made.names


@pytest.mark.parametrize("authors", ["Wu MD, Lin J", "Wu M, Lin JB", "Oak-Elm AB, Wu CD"])
def test_initials_on_both_sides_of_a_comma_are_those_of_two_persons(authors):
    (problem,) = read_bibliography(f"@misc{{a, author = {{{authors}}}, {WORK}}}").problems
    assert "authors are separated by ' and '" in problem[1]


@pytest.mark.parametrize("authors", ["LIN WU, Ada BC", "Lin III, Ada", "Lin, AB"])
def test_capitals_of_a_family_and_a_number_of_a_name_are_no_initials(authors):
    assert len(names(authors)) == 1


def test_a_blank_behind_the_hyphen_of_a_name_is_none():
    assert names("Oak- Elm, Ada and Jean- Lin Wu") == [
        ("Ada", "Oak-Elm", ""),
        ("Jean-Lin", "Wu", ""),
    ]


@pytest.mark.parametrize(
    "authors", ["{Oak} Team", "The {OAK} Core Team", "{OAK} {Elm} Working Group"]
)
def test_a_body_of_which_a_word_is_in_braces_is_a_body(authors):
    bare = authors.replace("{", "").replace("}", "")
    assert names(authors) == [("", bare, "")]


def test_an_ampersand_of_html_is_one_in_an_address():
    made = source(f"author = {{Ada Lin}}, {WORK}, url = {{https://a.example/x?a=1&amp;b=2}}")
    assert made.url == "https://a.example/x?a=1&b=2"


def test_the_raised_ending_of_an_ordinal_number_is_no_power():
    made = source(
        "author = {Ada Lin}, title = {The 19<sup>th</sup> and 2<sup>n</sup>}, year = 2020"
    )
    assert made.title == "The 19th and 2ⁿ"


@pytest.mark.parametrize("volume", ["Fifth edition", "2nd ed.", "Second revised edition"])
def test_an_edition_in_place_of_the_volume_is_the_edition(volume):
    made = source(
        f"author = {{Ada Lin}}, {WORK}, publisher = {{Elm}}, volume = {{{volume}}}", "book"
    )
    assert (made.volume, made.edition.split()[0]) == ("", volume.split()[0])


def test_a_university_is_the_school_of_a_thesis():
    made = source(f"author = {{Ada Lin}}, {WORK}, university = {{Oak University}}", "phdthesis")
    assert made.reference.text.endswith("PhD thesis, Oak University, 2020.")


@pytest.mark.parametrize(
    ("kind", "where"), [("phdthesis", "school"), ("techreport", "institution")]
)
def test_who_gave_a_degree_and_who_published_it_are_both_publishers_to_machines(kind, where):
    made = source(f"author = {{Ada Lin}}, {WORK}, publisher = {{Elm}}, {where} = {{Oak}}", kind)
    item = csl_item(made)
    assert item["publisher"] == "Oak, Elm"
    assert "medium" not in item


def test_a_month_as_the_number_beside_a_date_that_is_a_year_is_the_month():
    made = source(
        "author = {Ada Lin}, title = {T}, journal = {L}, number = {August 2011}, date = {2011}"
    )
    assert made.reference.text.endswith("L, August 2011.")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Leaves (Quercus L.)", "Leaves (Quercus L.). Elm,"),
        *(("Oaks (why?)", "Oaks (why?) Elm,"), ("Oaks?", "Oaks? Elm,"), ("Oaks.", "Oaks. Elm,")),
        ("Say ``oaks.''", "Say “oaks.” Elm,"),
    ],
)
def test_a_title_that_ends_with_a_stop_in_a_bracket_has_one_behind_it(title, shown):
    made = source(f"author = {{Ada Lin}}, title = {{{title}}}, journal = {{Elm}}, year = 2020")
    assert made.reference.text == f"Ada Lin. {shown} 2020."


@pytest.mark.parametrize(
    ("journal", "shown"),
    [
        ("Open Oak Science. Accepted.", "Open Oak Science, accepted, 2020."),
        *(
            ("Oak Lett. in press", "Oak Lett., in press, 2020."),
            ("In Press Oaks", "In Press Oaks, 2020."),
        ),
    ],
)
def test_a_state_behind_the_stop_of_its_venue_is_the_state(journal, shown):
    made = source(f"author = {{Ada Lin}}, title = {{T}}, journal = {{{journal}}}, year = 2020")
    assert made.reference.text.endswith(f"T. {shown}")


def test_an_ordinal_number_of_several_ends_in_letters():
    made = source(f"author = {{Ada Lin}}, {WORK}, booktitle = {{$7^{{es}}$ and 8$^{{es}}$}}")
    assert "7es and 8es" in made.reference.text


@pytest.mark.parametrize(
    ("key", "read"),
    [
        (r"Jos{\'e}_Oak_12", "Jose_Oak_12"),
        (r"L{\"o}w{\'{e}}20", "Lowe20"),
        ("{Oak}B{c}20", "OakBc20"),
    ],
)
def test_accents_and_braces_in_a_key_are_left_out(key, read):
    found = read_bibliography(f"@misc{{{key},\nauthor = {{Ada Lin}}, {WORK}}}")
    assert (list(found.sources), found.problems) == ([read], ())
    assert f"@misc{{{read}," in found.sources[read].bibtex


def test_the_stop_of_a_title_is_not_in_the_label_of_an_entry_without_authors():
    for title in ("Oaks in R", "Oaks in R."):
        found = read_bibliography(f"@manual{{oaks, title = {{{title}}}}}")
        assert found.labels["oaks"] == "Oaks in R, n.d."
        assert found.sources["oaks"].reference.text == "Oaks in R. n.d."


def test_a_numeral_of_a_name_in_small_letters_is_its_suffix():
    assert names("Elm Iv, Ada and Oak Iii, Bo and Ii, Cy and Oak Ii, Di and Iv, Eve") == [
        *(("Ada", "Elm", "Iv"), ("Bo", "Oak", "Iii"), ("Cy", "Ii", "")),
        *(("Di", "Oak Ii", ""), ("Eve", "Iv", "")),
    ]


def test_a_place_is_that_of_the_publisher():
    made = source(
        f"author = {{Ada Lin}}, {WORK}, publisher = {{Elm}}, place = {{Oak City}}", "book"
    )
    assert made.reference.text == "Ada Lin. T. Elm, Oak City, 2020."
    assert 'address = "Oak City"' in made.bibtex
