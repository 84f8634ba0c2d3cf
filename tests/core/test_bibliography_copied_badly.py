"""Fields that were copied badly: letters lost, signs of other programs, words said twice."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography
from folio.exports.csl import csl_item

YEAR = "year = 2020"


def title(written: str) -> str:
    """Return a title as readers see it."""
    return source(f"author = {{Ada Lin}}, title = {{{written}}}, {YEAR}").title


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"Elements of \${C}{\textasciicircum}0\$ oaks", "Elements of C⁰ oaks"),
        (r"{\$}x{\textasciicircum}2 + z{\textasciicircum}10{\$}", "x² + z¹⁰"),
        (r"Oaks in \${{\textohm}}\_m\$ and \${{H}}\_0\$", "Oaks in Ωₘ and H₀"),
        (r"From \$5 to \$10", "From $5 to $10"),
        (r"{\$}5k--{\$}10k and \$5-\$10", "$5k–$10k and $5-$10"),
    ],
)
def test_a_formula_whose_dollars_a_program_has_escaped_is_one_and_a_price_is_none(written, shown):
    assert title(written) == shown


def test_a_formula_lowered_twice_is_lowered_once():
    assert title(r"At $\sqrt{s_{_{\mathrm{NN}}}}$") == "At √(s_(NN))"


def test_a_mark_over_a_letter_behind_a_blank_is_over_the_letter():
    assert title(r"An improved $\widehat{ R}$") == "An improved R̂"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        *(("Multi\xadAgent oaks", "MultiAgent oaks"), ("\u202aOaks\u202c", "Oaks")),
        *(("Rum\u0131\u0301", "Rumí"), ("Met\u0131\u0307n", "Metin")),
        *(("On <<Oaks>> & Elms", "On «Oaks» & Elms"), ("a << b", "a << b")),
        *(("''  {{Whether}} Oaks'': A", "“Whether Oaks”: A"), ("Don't '' do", "Don't ” do")),
        *(("Oaks and elms:", "Oaks and elms"), ("Oaks and elms /", "Oaks and elms")),
        *(("/r/ and /l/", "/r/ and /l/"), ("On <italic>N</italic>-ary oaks", "On N-ary oaks")),
        ("On <ASTROBJ>CH</ASTROBJ> (<A Href='/x'>Oaks</A>), Tree<T>", "On CH (Oaks), Tree<T>"),
    ],
)
def test_signs_that_nobody_sees_or_that_belong_to_a_program_are_not_shown(written, shown):
    assert title(written) == shown


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Elms\u00e2\u20ac oaks", "was a quotation mark or a dash once"),
        ("Universit \u0308 t", "has an accent that stands over no letter"),
        ("\uf07d Oaks", "has a sign that only one font has"),
        ("Religion?s oaks", "has a lost letter (got 'Religion?s'); write it, or a blank behind"),
        ("musique vivr?tes", "has a lost letter"),
    ],
)
def test_a_title_that_has_lost_a_letter_is_refused(written, said):
    assert said in problem(f"author = {{Ada Lin}}, title = {{{written}}}, {YEAR}")


@pytest.mark.parametrize("written", ["Who?What", "Is it?", "oak.example/?a=b", "Cui bono ?more"])
def test_a_question_mark_at_its_place_is_one(written):
    assert title(written) == written


@pytest.mark.parametrize(
    ("edition", "shown"),
    [
        *(("New edition edition", "New edition"), ("Revised ed. edition", "Revised ed.")),
        *(("First Edition. edition", "First Edition"), ("Reprint edition", "Reprint edition")),
        *(("2", "2nd edition"), ("2012/03/21", "")),
    ],
)
def test_an_edition_is_said_once(edition, shown):
    assert source(f"{ADA}, {YEAR}, edition = {{{edition}}}", "book").edition == shown


def test_the_number_of_an_article_among_its_pages_is_its_number():
    made = source(f"{ADA}, {YEAR}, journal = {{Oaks}}, volume = 3, pages = {{Paper No. 128897, 9}}")
    assert made.reference.text == "Ada Lin. T. Oaks 3, article 128897, 9 pp., 2020."
    item = csl_item(made)
    assert (item["number"], item["number-of-pages"], "page" in item) == ("128897", "9", False)
    made = source(f"{ADA}, {YEAR}, journal = {{Oaks}}, pages = {{Art. No. 2023-3414}}")
    assert (made.article, made.pages, made.total) == ("2023-3414", "", "")


def test_hyphens_within_a_number_of_a_journal_are_no_dashes():
    made = source(f"{ADA}, {YEAR}, journal = {{Oaks}}, pages = {{OAKS.0212--17.2017}}")
    assert made.pages == "OAKS.0212-17.2017"


@pytest.mark.parametrize(
    ("written", "venue"),
    [
        *(("In OAKS", "OAKS"), ("In Workshop on Oaks", "Workshop on Oaks")),
        *(
            ("In {{Proceedings}} of Oaks", "Proceedings of Oaks"),
            ("In 3rd Oak Days", "3rd Oak Days"),
        ),
        *(("In the Wild Workshop", "In the Wild Workshop"), ("In Memoriam", "In Memoriam")),
    ],
)
def test_the_word_before_a_meeting_is_none_of_its_name(written, venue):
    assert source(f"{ADA}, {YEAR}, booktitle = {{{written}}}", "inproceedings").venue == venue


def test_a_venue_that_is_the_title_again_is_said_once_unless_the_work_is_a_part_of_it():
    assert source(f"{ADA}, {YEAR}, journal = {{T}}").reference.text == "Ada Lin. T. 2020."
    assert (
        source(f"{ADA}, {YEAR}, howpublished = {{T}}", "misc").reference.text == "Ada Lin. T. 2020."
    )
    assert source(f"{ADA}, {YEAR}, journal = {{T}}, volume = 3").venue == "T"
    assert source(f"{ADA}, {YEAR}, booktitle = {{T}}", "incollection").venue == "T"


def test_a_journal_behind_which_its_volume_stands_again_is_its_name():
    said = "journal = {Oak Letters, Volume 15, Issue 3, pp. 168-173}"
    assert source(f"{ADA}, {YEAR}, {said}, volume = 15").venue == "Oak Letters"
    assert source(f"{ADA}, {YEAR}, {said}, volume = 16").venue.startswith("Oak Letters, Volume 15")


def test_pages_that_go_down_are_refused_and_short_ends_are_none():
    said = problem(f"{ADA}, {YEAR}, journal = {{Oaks}}, pages = {{553--549}}")
    assert "has pages that go down (got '553–549'); write the first before the last" in said
    assert source(f"{ADA}, {YEAR}, journal = {{Oaks}}, pages = {{549--53}}").pages == "549–53"


def test_numbers_that_mendeley_gives_to_any_work_are_none():
    any_work = "isbn = {9788578110796}, issn = {1098-6596}, eprint = {1011.1669v3}"
    made = source(f"{ADA}, {YEAR}, {any_work}, archiveprefix = {{arXiv}}, doi = {{10.1000/1}}")
    assert (made.isbn, made.issn, made.eprint, made.doi) == ("", "", "", "10.1000/1")
    assert source(f"{ADA}, {YEAR}, issn = {{1098-6596}}").issn == "1098-6596"


def two(first: str, second: str, number: str) -> list[str]:
    """Return what is said of two articles with one number."""
    entry = "@article{{{}, title = {{{}}}, {}, year = 2020}}".format
    read = read_bibliography(entry("a", first, number) + "\n" + entry("b", second, number))
    return [said for _, said in read.problems]


@pytest.mark.parametrize("number", ["doi = {10.1000/1}", "eprint = {2001.00001}"])
def test_a_number_that_two_works_share_is_told_of_both(number):
    said = two("Growth of young oaks", "Roots under the city", number)
    assert len(said) == 2
    assert "which entry 'b' has too with another title; keep it where it belongs" in said[0]


@pytest.mark.parametrize(
    "other", ["The growth of young oaks", "Erratum: roots under the city", "A reply"]
)
def test_one_work_under_two_titles_may_have_one_number(other):
    assert two("Growth of young oaks", other, "doi = {10.1000/1}") == []


def test_the_chapters_of_a_book_may_have_the_number_of_the_book():
    assert two("Growth of oaks", "Roots under it", "doi = {10.1007/978-3-319-27422-5}") == []


@pytest.mark.parametrize("name", ["Lin, ?.E.", "Lin, A.?.", "?zlin, Ada", "De los ?lamos, Ada"])
def test_an_initial_or_the_first_letter_of_a_name_that_is_lost_is_refused(name):
    said = problem(f"author = {{{name} and Wu, Bo}}, title = {{T}}, {YEAR}")
    assert "has a letter that is lost" in said


@pytest.mark.parametrize("written", [r"Oaks (of Panama\')", "Oaks of Elm\u0301 (Panama)\u0301"])
def test_an_accent_over_a_bracket_is_refused(written):
    said = problem(f"author = {{Ada Lin}}, title = {{{written}}}, {YEAR}")
    assert "has an accent that stands over no letter" in said


def test_a_person_who_is_there_twice_with_a_point_and_without_is_refused():
    said = problem(f"author = {{Ada B Oak and Bo Wu and Ada B. Oak}}, title = {{T}}, {YEAR}")
    assert "names 'Ada B Oak' twice" in said
    for other in ("Ada C. Oak", "Bea B. Oak", "Ada Oak"):
        source(f"author = {{Ada B Oak and Bo Wu and {other}}}, title = {{T}}, {YEAR}")
