"""What a careful reader is certain of who has nothing but the file, and what he has to ask."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography

YEAR = "year = 2020"
WORK = f"title = {{T}}, {YEAR}"


def twice(one: str, other: str, kind: str = "article") -> str:
    """Return an entry and another one of its key."""
    return f"@{kind}{{a, {ADA}, {YEAR}, {one}}}\n@{kind}{{a, {ADA}, {YEAR}, {other}}}"


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        ("", "doi = {10.1000/182}", "Ada Lin. T. 2020."),
        ("journal = {Oaks}", "journal = {Oaks}, volume = 3, pages = {1--9}", "Oaks 3, 1–9, 2020."),
        ("journal = {Oaks}, volume = 3", "pages = {1--9}, month = may", "Oaks 3, 1–9, May 2020."),
        ("journal = {}, volume = 3", "journal = {Oaks}", "Oaks 3, 2020."),
    ],
)
def test_two_entries_of_one_key_of_which_each_says_more_of_the_work_are_one(one, other, text):
    read = read_bibliography(twice(one, other).replace(", }", "}"))
    assert read.problems == ()
    assert read.sources["a"].reference.text.endswith(text)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("", "note = {Submitted}", "article"),
        ("", "edition = {2}", "book"),
        ("", "volume = {2}", "book"),
        ("", "pages = {1--9}", "book"),
        ("doi = {10.1000/182}", "doi = {10.1000/183}", "article"),
        ("volume = 3", "volume = 4, journal = {Oaks}", "article"),
    ],
)
def test_what_may_be_another_work_or_another_state_of_it_is_asked(one, other, kind):
    ((_, message),) = read_bibliography(twice(one, other, kind)).problems
    assert "is here and on line 1" in message


def test_what_a_third_entry_of_the_key_says_more_is_kept_as_well():
    third = f"@article{{a, {ADA}, {YEAR}, pages = {{1--9}}}}"
    read = read_bibliography(f"{twice('journal = {Oaks}', 'volume = 3')}\n{third}")
    assert read.sources["a"].reference.text == "Ada Lin. T. Oaks 3, 1–9, 2020."


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        ("10.1000/182 LK - http://oak.example/sfx?sid=OAK", "10.1000/182"),
        ("16/j.oak.2020.01.002", "10.1016/j.oak.2020.01.002"),
        ("doi:10.1162/OAKJ a 00176", "10.1162/OAKJ_a_00176"),
    ],
)
def test_a_doi_is_read_that_a_program_has_cut_or_read_on_behind(written, doi):
    assert source(f"{ADA}, {WORK}, doi = {{{written}}}").doi == doi


@pytest.mark.parametrize("written", ["41", "16/oak", "10.1000/OAKJ a 00176"])
def test_another_number_in_the_field_of_dois_is_asked(written):
    assert "must have as doi one DOI" in problem(f"{ADA}, {WORK}, doi = {{{written}}}")


def test_a_journal_that_mendeley_gives_for_numbers_is_none():
    stata = "doi = {The Stata Journal}, arxivId = {The Stata Journal}, isbn = {9796964600}"
    made = source(f"{ADA}, {WORK}, journal = {{Oak Journal}}, {stata}")
    assert (made.doi, made.eprint, made.links) == ("", "", ())


def test_a_number_of_arxiv_with_its_class_as_a_doi_is_the_eprint():
    assert source(f"{ADA}, {WORK}, doi = {{arXiv:2401.00001 [q-bio.GN]}}").eprint == "2401.00001"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("year = {20112011}", "Oaks, 2011."),
        ("year = {2020}, month = {Winter term}", "Oaks, Winter 2020."),
        ("year = {2020}, month = {Sommersemester}", "Oaks, Summer 2020."),
        ("year = {à soumettre}", "Oaks, à soumettre."),
        ("year = 2020, volume = 74, number = 74, issue = 8", "Oaks 74(8), 2020."),
        ("year = 2020, volume = {4.2 (18)}, issue = 18", "Oaks 4.2(18), 2020."),
        ("year = 2020, volume = {4 (B)}, issue = 18", "Oaks 4 (B)(18), 2020."),
        ("year = 2020, volume = {Second edi}", "Oaks, Second edition, 2020."),
    ],
)
def test_what_a_field_says_twice_cut_off_or_in_other_words_is_read(fields, text):
    made = source(f"author = {{Ada Lin}}, title = {{T}}, journal = {{Oaks}}, {fields}")
    assert made.reference.text == f"Ada Lin. T. {text}"


def test_a_number_that_neither_the_volume_nor_the_issue_says_is_asked():
    said = problem(f"{ADA}, {WORK}, journal = {{Oaks}}, volume = 4, number = 7, issue = 8")
    assert "says two things by its number and its issue" in said


def test_a_publisher_of_books_is_no_editor():
    made = source(f"{ADA}, {WORK}, editor = {{Elm Books}}", kind="book")
    assert made.reference.text == "Ada Lin. T. Elm Books, 2020."


@pytest.mark.parametrize(
    ("title", "edition", "text"),
    [
        ("Oaks (3rd Edition)", "Third", "Oaks. Third edition, 2020."),
        ("Oaks, second ed.", "2", "Oaks. 2nd edition, 2020."),
        ("Oaks (2nd Edition)", "3", "Oaks (2nd Edition). 3rd edition, 2020."),
        ("Oaks (2nd Edition)", "", "Oaks (2nd Edition). 2020."),
        ("Oaks, an edition", "1", "Oaks, an edition. 1st edition, 2020."),
    ],
)
def test_an_edition_behind_a_title_is_said_once(title, edition, text):
    fields = f"author = {{Ada Lin}}, title = {{{title}}}, edition = {{{edition}}}, {YEAR}"
    assert source(fields, kind="book").reference.text == f"Ada Lin. {text}"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ('Comment on" Oaks and elms"', 'Comment on "Oaks and elms"'),
        ('"Oaks" and" elms"', '"Oaks" and "elms"'),
        (r'K{\"o}nig" Oaks" of \"Elm', 'König "Oaks" of Ëlm'),
        ('The "Heart of Oaks" in "Elms"', 'The "Heart of Oaks" in "Elms"'),
        ('Oaks of 5" width and 6" height', 'Oaks of 5" width and 6" height'),
        ('Oaks" and elms', 'Oaks" and elms'),
    ],
)
def test_a_mark_of_quotation_opens_before_its_word(written, title):
    assert source(f"author = {{Ada Lin}}, title = {{{written}}}, {YEAR}").title == title


@pytest.mark.parametrize(
    ("fields", "links"),
    [
        ("arxivId = {arXiv:1408.1149}, eprint = {1408.1149}, doi = {10.1000/1}", ["doi:10.1000/1"]),
        ("arxivId = {1408.1149}, archivePrefix = {arXiv}", ["arXiv:1408.1149"]),
        ("eprint = {1408.1149}, eprinttype = {arxiv}", ["arXiv:1408.1149"]),
        ("doi = {10.1007/s13398-014-0173-7.2}, pmid = 123", []),
        ("doi = {10.1016/j.biotechadv.2011.08.021.Secreted}, pmid = 123", ["PubMed:123"]),
        ("pmid = {1000000221}", []),
        ("pmid = {15003161}", []),
        ("pmid = {15003162}", ["PubMed:15003162"]),
    ],
)
def test_a_number_that_mendeley_gives_to_many_works_is_of_none(fields, links):
    made = source(f"{ADA}, {YEAR}, journal = {{Oaks}}, {fields}")
    assert [label for label, _ in made.links] == links


def test_the_mark_of_a_footnote_goes_behind_marks_of_quotation():
    made = source(f"author = {{Ada Lin}}, title = {{Of “Old Oaks”*}}, {YEAR}")
    assert made.title == "Of “Old Oaks”"


def test_a_thesis_of_brazil_has_its_kind_its_school_and_its_pages():
    school = r"school = {Disserta{\c{c}}{\~a}o (Mestrado em Carvalhos)--Universidade Elm}"
    fields = f"author = {{Ada Lin}}, title = {{Carvalhos. 2020. 114f}}, {YEAR}, {school}"
    said = "Dissertação (Mestrado em Carvalhos), Universidade Elm, 114 pp., 2020."
    assert source(fields, kind="phdthesis").reference.text == f"Ada Lin. Carvalhos. {said}"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        (
            "author = {Ada Lin}\n title = {On {Oaks}},\n year = 2020\n month = may",
            "On Oaks. May 2020.",
        ),
        ('author = "Ada Lin",\n #volume = {3},\n title = {Oaks},\n year = 2020', "Oaks. 2020."),
    ],
)
def test_a_comma_that_the_end_of_a_line_has_lost_is_no_riddle(fields, text):
    assert source(f"\n {fields}\n").reference.text == f"Ada Lin. {text}"


@pytest.mark.parametrize(
    "fields",
    [
        "author = {Ada Lin} title = {Oaks}, year = 2020",
        "author = {Ada Lin}, title = {Oaks} elms}\n, year = 2020",
        "author = {Ada Lin},\n title = {Oaks}\n and elms, year = 2020",
    ],
)
def test_what_else_is_no_bibtex_is_asked(fields):
    ((_, message),) = read_bibliography(f"@article{{lin,\n {fields}\n}}").problems
    assert "check the braces and commas" in message


@pytest.mark.parametrize(
    ("doi", "copied"),
    [
        ("osf.io/abc12/", 'url = "https://osf.io/abc12/"'),
        ("https://oak.example/a", 'url = "https://oak.example/a"'),
        ("arXiv:2401.00001", 'eprint = "2401.00001"'),
        ("1038/nature12345", 'doi = "10.1038/nature12345"'),
        ("10.1000/182", 'doi = "10.1000/182"'),
    ],
)
def test_what_is_no_doi_is_copied_under_its_own_name(doi, copied):
    bibtex = source(f"{ADA}, {YEAR}, doi = {{{doi}}}").bibtex
    assert copied in bibtex
    assert ("doi =" in bibtex) == copied.startswith("doi")


def test_a_handle_in_the_field_of_dois_is_asked():
    assert "must have as doi one DOI" in problem(f"{ADA}, {YEAR}, doi = {{1802/2099}}")
