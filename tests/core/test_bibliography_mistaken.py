"""Fields that say something else than their name, braces too many, and TeX escaped twice."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography
from folio.core.bibtex.people.persons import read_names
from folio.core.tex.decoder import plain
from folio.core.tex.repairs import readable
from folio.core.tex.tags import without_html
from folio.exports.csl import csl_item

YEAR = f"{ADA}, year = 2020"


@pytest.mark.parametrize("number", ["January 2020", "JAN 2020", "{January, 2020}"])
def test_a_date_in_place_of_a_number_is_the_month(number):
    made = source(f"{YEAR}, journal = {{Oaks}}, volume = 3, number = {{{number}}}")
    assert made.reference.text.endswith("Oaks 3, January 2020.")
    assert csl_item(made).get("issue") is None


def test_a_month_that_is_told_and_a_number_of_another_year_stay():
    made = source(f"{YEAR}, journal = {{L}}, number = {{January 2020}}, month = feb")
    assert made.reference.text.endswith("L, February 2020.")
    other = source(f"{YEAR}, journal = {{L}}, number = {{March}}, month = feb")
    assert other.reference.text.endswith("L March, February 2020.")
    assert "January 2019" in source(f"{YEAR}, journal = {{L}}, number = {{January 2019}}").number


@pytest.mark.parametrize(
    "fields",
    ["number = {August}", "issue = {August}, month = 8", "number = {aug}, month = aug"],
)
def test_a_month_in_place_of_a_number_is_told_once(fields):
    made = source(f"{YEAR}, journal = {{Oaks}}, volume = 9, {fields}")
    assert made.reference.text.endswith("Oaks 9, August 2020.")


def test_a_month_beside_a_date_of_biblatex_is_not_lost():
    made = source("author = {Ada Lin}, title = {T}, journal = {L}, number = {May}, date = {2020}")
    assert made.reference.text.endswith("L, May 2020.")


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ("volume = {Volume 266}, number = {No. 3}", "Oaks 266(3), 2020."),
        ("volume = {n° 43}, number = 1", "Oaks 43(1), 2020."),
        ("volume = {Volume 18, Issue 2}", "Oaks 18(2), 2020."),
        ("volume = {Volume 18, Issue 2}, number = 5", "Oaks Volume 18, Issue 2(5), 2020."),
        ("volume = {Volume 1: Elms}", "Oaks Volume 1: Elms, 2020."),
        ("volume = {Module 2}", "Oaks Module 2, 2020."),
        ("number = {In press}", "Oaks, in press, 2020."),
        ("volume = {in press}, pages = {Online First}", "Oaks, in press, 2020."),
    ],
)
def test_a_label_and_a_state_are_no_part_of_a_number(fields, shown):
    assert source(f"{YEAR}, journal = {{Oaks}}, {fields}").reference.text.endswith(shown)


def test_a_place_that_the_venue_tells_is_told_once():
    where = "booktitle = {Oak Days, Lisbon, Portugal}, address = {Lisbon, Portugal}"
    said = source(f"{YEAR}, {where}", "inproceedings").reference.text
    assert said.endswith("T. Oak Days, Lisbon, Portugal, 2020.")
    said = source(f"{YEAR}, {where}, publisher = {{Elm}}", "inproceedings").reference.text
    assert said.endswith("Portugal, Elm, Lisbon, Portugal, 2020.")


@pytest.mark.parametrize(
    ("field", "names"),
    [
        (r"{A. Lin and C. P{\~{n}}o-Garay}", ["A. Lin", "C. Pño-Garay"]),
        ("{Ministry of Oaks and Elms}", ["Ministry of Oaks and Elms"]),
        ("{U.S. Congress and U.S. Senate}", ["U.S. Congress and U.S. Senate"]),
        ("Lin, A. and Al, et", ["A. Lin", "others"]),
        ("R. l. Lin and J. v. Neumann", ["R. l. Lin", "J. v. Neumann"]),
    ],
)
def test_names_in_one_pair_of_braces_and_with_slips_are_told(field, names):
    assert [str(name) for name in read_names(field)] == names
    assert read_names("R. l. Lin")[0].family == "Lin"
    assert read_names("J. v. Neumann")[0].family == "v. Neumann"


def test_a_point_where_the_comma_of_a_family_should_be_is_one_among_others():
    assert [name.family for name in read_names("Lin, A. B. and Wu. B. and Elm, C.")] == [
        *("Lin", "Wu", "Elm"),
    ]
    for author in ("Lin. A.", "Lin. A. and Bo Wu"):
        told = problem(f"author = {{{author}}}, title = {{T}}, year = 2020")
        assert "write {Lin, A.}" in told
    assert read_names("St. A. Lin and Wu, B.")[0].family == "Lin"


def test_an_address_in_place_of_a_title_is_a_link():
    made = source("title = {https://www.oak.example/a/}", "misc")
    assert (made.title, made.url) == ("oak.example/a", "https://www.oak.example/a/")
    assert source("title = {http://oak.example/a}, url = {http://elm.example}", "misc").url == (
        "http://elm.example"
    )


@pytest.mark.parametrize("title", ["Lin 2002,99-121-Oaks.pdf", "Microsoft Word - oaks", "a_1.docx"])
def test_the_name_of_a_file_is_no_title(title):
    said = problem(f"author = {{Ada Lin}}, title = {{{title}}}, year = 2020")
    assert said.endswith("write the title of the work")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Why the oaks are old.pdf", "Why the oaks are old"),
        ("Oaks, https://oak.example/a.pdf", "Oaks"),
        ("Reading PDF and PS", "Reading PDF and PS"),
    ],
)
def test_a_title_in_words_is_one_whatever_ends_it(title, shown):
    assert source(f"author = {{Ada Lin}}, title = {{{title}}}, year = 2020").title == shown


@pytest.mark.parametrize("journal", ["preprint", "{Working Paper}", "Unpublished manuscript"])
def test_what_a_work_is_is_no_journal(journal):
    made = source(f"{YEAR}, journal = {{{journal}}}")
    assert "container-title" not in csl_item(made)
    assert journal.strip("{}").lower() in made.reference.text.lower()
    assert source(f"{YEAR}, journal = {{Preprint Letters}}").venue == "Preprint Letters"
    assert source(f"{YEAR}, journal = {{preprint}}, volume = 7").venue == "preprint"


def test_a_chapter_whose_book_is_called_preprint_is_in_that_book():
    fields = f"{YEAR}, journal = {{Preprint}}, booktitle = {{Oaks}}"
    assert "preprint" not in csl_item(source(fields, "incollection")).get("status", "")


def test_a_file_in_braces_is_no_title_either():
    assert "has the name of a file" in problem(
        "author = {Ada Lin}, title = {{Lin 2013 {Oak}.pdf}}, year = 2020"
    )


def test_what_a_work_is_is_told_once():
    made = source(f"{YEAR}, journal = {{Preprint}}, note = {{Preprint}}")
    assert made.reference.text == "Ada Lin. T. Preprint, 2020."


@pytest.mark.parametrize(
    ("kind", "pages", "shown"),
    [
        ("phdthesis", "132", "132 pp."),
        ("techreport", "72", "72 pp."),
        ("phdthesis", "1--132", "1–132"),
        ("techreport", "7", "7"),
        ("inproceedings", "132", "132"),
        ("book", "132", "132 pp."),
        ("manual", "49", "49 pp."),
        ("book", "48", "48"),
        ("book", "132--140", "132–140"),
        ("book", "xix, 544, 47 p.", "xix, 544, 47 pp."),
        ("book", "xv, 376 pages", "xv, 376 pp."),
        ("book", "283 s.", "283 pp."),
        ("article", "12S", "12S"),
    ],
)
def test_the_only_number_of_pages_of_a_whole_is_how_many_it_has(kind, pages, shown):
    said = source(f"{YEAR}, school = {{Elm}}, institution = {{Elm}}, pages = {{{pages}}}", kind)
    assert f", {shown}, 2020." in said.reference.text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("In Symposium on Oaks", "Symposium on Oaks"),
        ("In 5th International Conference on Elms", "5th International Conference on Elms"),
        ("In the 2019 IEEE Workshop on Ash", "2019 IEEE Workshop on Ash"),
        ("In Advances in Oaks", "Advances in Oaks"),
        ("In Defence of Oaks", "In Defence of Oaks"),
        ("In Vitro Conference Letters", "In Vitro Conference Letters"),
    ],
)
def test_the_word_before_a_venue_is_none_of_it(written, shown):
    assert source(f"{YEAR}, booktitle = {{{written}}}", "inproceedings").venue == shown


def test_the_stop_of_a_sentence_behind_a_body_goes_and_that_of_an_abbreviation_stays():
    made = source(f"{YEAR}, institution = {{Oak Foundation for Elm Group.}}", "techreport")
    assert made.publisher == "Oak Foundation for Elm Group"
    assert source(f"{YEAR}, publisher = {{Wyd. Nauk.}}", "book").publisher == "Wyd. Nauk."
    assert source(f"{YEAR}, publisher = {{Oak Elm Inc.}}", "book").publisher == "Oak Elm Inc."


def test_a_colon_behind_which_nothing_comes_goes_but_not_that_of_a_journal():
    made = source("author = {Ada Lin}, title = {Oaks (2020) :}, journal = {;oak:}, year = 2020")
    assert (made.title, made.venue) == ("Oaks (2020)", ";oak:")
    fields = "author = {Ada Lin}, title = {Oaks:}, subtitle = {Why}, journal = {L}, year = 2020"
    assert source(fields).title == "Oaks: Why"


def test_a_state_beside_a_month_and_a_year_is_told_with_them():
    made = source(f"{ADA}, year = {{December 2018 (forthcoming)}}")
    assert made.reference.text.lower().endswith("forthcoming, december 2018.")
    assert "four digits" in problem(f"{ADA}, year = {{December 2018 (or so)}}")


def test_words_in_parentheses_are_no_author_of_their_own():
    assert [str(name) for name in read_names("CONELM and {(Elm Commission)} and Ada Lin")] == [
        *("CONELM (Elm Commission)", "Ada Lin"),
    ]
    assert [str(name) for name in read_names("Ada Lin and {(The OAK Collaboration)}")] == [
        *("Ada Lin", "The OAK Collaboration"),
    ]
    for author in ("Ada Lin and {(co-PIs)}", "(Primary Writers) and Ada Lin"):
        assert "in parentheses" in problem(f"title = {{T}}, year = 2020, author = {{{author}}}")
    assert str(read_names("Lin (Wu), Ada and Bo Wu")[0]) == "Ada Lin (Wu)"


@pytest.mark.parametrize("name", [r"{\&}{\#}x015E;en, Z.", r"\&\#x015E;en, Z.", "&#350;en, Z."])
def test_a_letter_that_html_has_written_is_one_however_its_signs_are_escaped(name):
    assert str(read_names(name)[0]) == "Z. Şen"


def test_a_brace_alone_between_two_commas_does_not_end_an_entry():
    text = "@article{a, author = {Ada Lin}, title = {T},\n  year = 2020,\n},\nurl = {http://a.example/1},\n}\n"
    made, _ = read_bibliography(f"{text}@misc{{b, title = {{U}}}}").sources.values()
    assert (made.url, made.date.year) == ("http://a.example/1", 2020)


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"the {\{}T{\}}ree ({\{}U{\}}--{\{}T{\}}h)/{\{}H{\}}e", "the Tree (U–Th)/He"),
        (r"Jyv{\{}{\"{a}}{\}}skyl{\{}{\"{a}}{\}}", "Jyväskylä"),
        (r"Oaks \{\&} Elms", "Oaks & Elms"),
        (r"patterns{\textbackslash}namong oaks", "patterns among oaks"),
        (r"Valley{\textbackslash}n10.1000/oak.1", "Valley"),
        (r"Oaks{\textbackslash}r", "Oaks"),
        (r"Oaks{\textbackslash}r{\textbackslash}nand elms", "Oaks and elms"),
    ],
)
def test_what_a_program_has_escaped_is_read_as_it_was(tex, shown):
    assert " ".join(plain(readable(tex)).split()) == shown


@pytest.mark.parametrize("tex", [r"Oak{\textbackslash}Elm", r"Kr{\textbackslash}s s", r"\{A, B\}"])
def test_a_sign_whose_meaning_is_lost_is_refused(tex):
    assert "has the command" in problem(f"author = {{Ada Lin}}, title = {{{tex}}}, year = 2020")


def test_the_name_of_a_command_behind_a_backslash_is_no_break():
    assert plain(readable(r"Oak {\textbackslash}nu-elm")) == "Oak ν-elm"


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("underground CO <sub>2</sub> storage", "underground CO₂ storage"),
        ("alfalfa ( <i>Medicago sativa</i> L.)", "alfalfa (Medicago sativa L.)"),
        ("the state <sub>2</sub> of it", "the state ₂ of it"),
        ("a ( < b)", "a ( < b)"),
    ],
)
def test_a_blank_that_a_tag_has_left_goes(html, shown):
    assert without_html(html) == shown


@pytest.mark.parametrize(
    ("kind", "more", "shown"),
    [
        ("book", "pages = {1--9}", "Oak Letters 3(2), 1–9, 2020"),
        ("collection", "pages = {1--9}", "Oak Letters 3(2), 1–9, 2020"),
        ("book", "pages = {1--9}, publisher = {Elm}", "Oak Letters 3(2), Elm, 1–9, 2020"),
        ("techreport", "pages = {1--9}", "Oak Letters 3(2), 1–9, 2020"),
        ("book", "pages = {320}", "Vol. 3(2), Oak Letters, 320 pp., 2020"),
    ],
)
def test_what_stands_on_pages_of_a_volume_of_a_journal_is_no_book_and_no_report(kind, more, shown):
    at = "journal = {Oak Letters}, volume = 3, number = 2"
    assert source(f"{YEAR}, {at}, {more}", kind).reference.text.endswith(f"{shown}.")
