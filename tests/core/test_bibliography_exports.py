"""What programs export, as it was meant: Scopus, the Web of Science, Mendeley, Papers, Zotero."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography
from folio.core.bibtex.entries.blocks import without_blanks
from folio.exports.csl import csl_item

YEAR = f"{ADA}, year = 2020"
HOME = "https://www.dropbox.com/home/Oak Papers/Elm PDF"
BOOKS = "https://books.example/b?id=1&pg=1#v=onepage&q=oaks of the north&f=false"


def places(fields: str) -> list[str]:
    """Return the addresses of an entry of which nothing is wrong."""
    return [to for _, to in source(f"{YEAR}, {fields}").links]


def test_a_name_of_a_field_with_a_blank_hides_no_entry():
    text = (
        "@article{a, author = {Lin, A.}, title = {Oaks}, year = {2020},\n"
        "funding_text\u00a01 = {Thanks, to all = {of} them}, book title = {Days}, x = {}}"
    )
    (made,) = read_bibliography(text).sources.values()
    assert (made.title, made.venue) == ("Oaks", "Days")


def test_a_name_with_a_blank_within_a_text_stays():
    text = '@misc{a, title = {x, of oaks = {y}}, note 1 = "z", b = {c}}'
    assert without_blanks(text) == '@misc{a, title = {x, of oaks = {y}}, note_1 = "z", b = {c}}'


@pytest.mark.parametrize(
    "note",
    [
        "cited By 3; Conference of 5th Days of Oaks ; Conference Date: 1 July 2013 Through 3 July"
        " 2013; Conference Code:97",
        "Cited by: 3; Conference name: 5th Days of Oaks; Conference date: 1 July 2013; Conference"
        " code: 97; All Open Access, Green Open Access",
        "Cited By :3; Export Date: 6 May 2013; Source: Scopus; Conference of 5th Days of Oaks",
    ],
)
def test_a_note_of_scopus_is_the_name_of_the_conference_and_nothing_else(note):
    made = source(f"{YEAR}, journal = {{Oak Letters}}, note = {{{note}}}")
    assert (made.note, made.venue) == ("", "Oak Letters")
    assert 'eventtitle = "5th Days of Oaks"' in made.bibtex
    assert "Code" not in made.bibtex


@pytest.mark.parametrize(
    "note",
    [
        "cited By 3; read by all",
        "Conference Name: Days of Oaks Place: eprint: oak/0010409",
        "Conference of 5th Days of Oaks",
    ],
)
def test_a_note_that_says_more_than_scopus_stays(note):
    assert note[1:] in source(f"{YEAR}, note = {{{note}}}").note


@pytest.mark.parametrize(
    ("editor", "families"),
    [
        ("Lin A.B., Elm W.-C., Wu B.", ["Lin", "Elm", "Wu"]),
        ("Oak Elm A.", ["Oak Elm"]),
        ("Lin A.; Wu B.", ["Lin", "Wu"]),
    ],
)
def test_the_editors_of_scopus_have_their_families_first(editor, families):
    fields = f"{YEAR}, booktitle = {{Days}}, editor = {{{editor}}}, source = {{Scopus}}"
    assert [name.family for name in source(fields, "inproceedings").editors] == families
    told = problem(f"{YEAR}, booktitle = {{Days}}, editor = {{{editor}}}", "inproceedings")
    assert "write {" in told


def test_editors_of_scopus_of_which_one_is_told_otherwise_are_asked_of():
    fields = "booktitle = {Days}, editor = {Lin A.B., Wu B., Elm}, source = {Scopus}"
    assert "separates authors" in problem(f"{YEAR}, {fields}", "inproceedings")


def test_a_conference_that_an_entry_names_itself_stays_so():
    note = "note = {cited By 3; Conference of 5th Days of Oaks}, eventtitle = {Oak Days}"
    assert 'eventtitle = "Oak Days"' in source(f"{YEAR}, {note}").bibtex


@pytest.mark.parametrize(
    ("doi", "found"),
    [
        ("/10.1000/182", "10.1000/182"),
        ("8 10.1000/182", "10.1000/182"),
        ("0.1000/182", "10.1000/182"),
        ("10.1000/ 978-1-2", "10.1000/978-1-2"),
        ("10.1000/41:3<4::A>3.0.CO;2-7 [pii]", "10.1000/41:3<4::A>3.0.CO;2-7"),
        ("citeulike-article-id:380", ""),
    ],
)
def test_a_doi_is_read_without_what_a_program_has_left_around_it(doi, found):
    assert source(f"{YEAR}, doi = {{{doi}}}").doi == found


@pytest.mark.parametrize("doi", ["18", "Article", "j.oak.2023.04.003", "0.16/B0-08", "10.1/a The"])
def test_what_may_be_no_doi_is_refused(doi):
    assert "must have as doi" in problem(f"{YEAR}, doi = {{{doi}}}")


def test_the_number_of_an_article_in_the_field_of_dois_is_the_number_of_the_article():
    made = source(f"{YEAR}, journal = {{Oaks}}, volume = 1, doi = {{Artn 9}}")
    assert (made.doi, made.pages) == ("", "9")


@pytest.mark.parametrize(
    "where",
    [
        "eprint = {2408.12757 [cs.DC, physics:physics]}, archiveprefix = {arXiv}",
        "journal = {arXiv:2408.12757 [cs, math]}",
        "note = {arXiv: 2408.12757 [cond-mat, physics:physics]}",
    ],
)
def test_a_number_of_arxiv_is_read_without_its_classes(where):
    assert source(f"{YEAR}, {where}").eprint == "2408.12757"


@pytest.mark.parametrize(
    ("url", "to"),
    [
        (f"http://oak.example/1 {HOME}", ["http://oak.example/1"]),
        (
            r"http://oak.example/1{\%}5Cnhttp://elm.example/2{\%}5Cn",
            ["http://oak.example/1", "http://elm.example/2"],
        ),
        (
            "http://oak.example/1%5Cn%3CGo to ISI%3E://0001%5Cnhttp://elm.example/2",
            ["http://oak.example/1", "http://elm.example/2"],
        ),
        ("http://oak.example/1%5Cnfiles/807/Lin et al.pdf", ["http://oak.example/1"]),
        (
            "http://oak.example/1 http://elm.example/My Oaks - Elms.pdf",
            ["http://oak.example/1", "http://elm.example/My%20Oaks%20-%20Elms.pdf"],
        ),
        (BOOKS, [BOOKS.replace(" ", "%20")]),
        ("hhtp://oak.example/1", ["http://oak.example/1"]),
        ("https//oak.example/1", ["https://oak.example/1"]),
        (
            "/pmc/articles/PMC12/?report=abstract",
            ["https://www.ncbi.nlm.nih.gov/pmc/articles/PMC12"],
        ),
        ("/10.1000/182", ["https://doi.org/10.1000/182"]),
        ("https://oak.example/doi/10.1000/182", ["https://oak.example/doi/10.1000/182"]),
    ],
)
def test_addresses_that_programs_have_broken_are_whole(url, to):
    assert places(f"url = {{{url}}}") == to


def test_a_file_of_a_disk_behind_a_break_of_mendeley_goes():
    text = r"http://o.example/a$\backslash$nfile:///C:/Oaks/Lin, Wu - 1990 - Oaks.pdf"
    assert places(f"url = {{{text}}}") == ["http://o.example/a"]


def test_a_doi_may_stand_beside_an_address():
    to = ["http://o.example/a", "https://doi.org/10.1234/oak"]
    assert places("url = {http://o.example/a 10.1234/oak}") == to


@pytest.mark.parametrize(
    "url",
    [
        "http://oak.example/lin/al b c",
        "https://oak.example/Oak- elms.pdf",
        "87 FR 103",
        "http://a.b see c",
    ],
)
def test_an_address_that_cannot_be_known_is_refused(url):
    assert "must have as url" in problem(f"{YEAR}, url = {{{url}}}")


@pytest.mark.parametrize(
    ("month", "season"), [("FAL", "Fall"), ("SPR", "Spring"), ("WIN", "Winter")]
)
def test_a_season_of_the_web_of_science_is_read(month, season):
    assert source(f"{YEAR}, month = {{{month}}}").reference.text.endswith(f"{season} 2020.")


def test_a_number_zero_of_what_has_no_volume_is_none():
    made = source(f"{YEAR}, journal = {{Oak Letters}}, number = {{0}}, pages = {{-}}")
    assert (made.number, csl_item(made).get("issue")) == ("", None)
    assert source(f"{YEAR}, journal = {{L}}, volume = 0, number = 5").volume == "0"


@pytest.mark.parametrize(
    ("author", "family"),
    [
        (r"Elm{\a'e}s, A.", "Elmés"),
        (r"{\a'A}lm, A.", "Álm"),
        (r"Cavern{\a'\i}, A.", "Caverní"),
        (r"Camp{\a`a} Oak, A.", "Campà Oak"),
        (r"L{\a=i}n, A.", "Līn"),
    ],
)
def test_an_accent_where_tex_aligns_a_text_is_one(author, family):
    read = source(f"author = {{{author}}}, title = {{Oaks}}, year = 2020")
    assert read.names[0].family == family
    assert r"\a" not in read.bibtex


def test_a_command_that_only_begins_as_such_an_accent_is_still_asked_of():
    assert "has the command" in problem(r"author = {Ada Lin}, title = {Oaks\a b}, year = 2020")


def test_braces_that_pure_has_escaped_around_given_names_are_braces():
    fields = r"author = {Lin, \{Ada J\} and Bo Wu and Elm, \{Ch\'i\}}, title = {T}, year = 2020"
    made = source(fields)
    assert [str(name) for name in made.names] == ["Ada J Lin", "Bo Wu", "Chí Elm"]
    assert r"Lin, {Ada J} and Wu, Bo" in made.bibtex


def test_a_working_paper_of_pure_is_called_so():
    fields = f"{YEAR}, type = {{WorkingPaper}}, institution = {{Elm}}"
    assert "Working paper, Elm, 2020" in source(fields, "techreport").reference.text


@pytest.mark.parametrize("name", ["eprint", "arxivid"])
def test_a_number_of_no_archive_that_mendeley_gives_to_any_work_is_none(name):
    made = source(f"{YEAR}, {name} = {{NIHMS150003}}, archiveprefix = {{arXiv}}")
    assert (made.eprint, made.links, "NIHMS" in made.bibtex) == ("", (), False)


def test_a_language_without_quotation_marks_is_its_own_name():
    assert 'language = "english"' in source(f"{YEAR}, language = english").bibtex
    assert "nothing defines" in problem(f"{YEAR}, publisher = english")


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("journal = {Oaks,}, volume = {8,}, number = {3,}, pages = {3--9,}", "Oaks 8(3), 3–9"),
        ("journal = {Oaks}, volume = {8.}, number = {3.}, pages = {1602--n/a}", "Oaks 8(3), 1602"),
        ("journal = {Oaks}, volume = {8.5}, number = {n.}", "Oaks 8.5(n.)"),
    ],
)
def test_signs_behind_numbers_are_no_part_of_them(fields, text):
    made = source(f"{ADA}, year = 2020, {fields}")
    assert made.reference.text == f"Ada Lin. T. {text}, 2020."


@pytest.mark.parametrize(
    "place",
    [
        *("Elmtown, Oakland", ", Elmtown, Oakland,", "Elmtown,, Oakland"),
        "<conf-loc>, <city>Elmtown</city>, <country>Oakland</country>, </conf-loc>",
    ],
)
def test_commas_and_tags_around_the_parts_of_a_place_are_none_of_it(place):
    whole = f"booktitle = {{Days of Oaks}}, location = {{{place}}}, publisher = {{Elm}}"
    made = source(f"{ADA}, year = 2020, {whole}, address = {{Ashtown}}", "inproceedings")
    assert made.reference.text == (
        "Ada Lin. T. Days of Oaks, Elmtown, Oakland, Elm, Ashtown, 2020."
    )
    assert 'location = "Elmtown, Oakland"' in made.bibtex


def test_a_publisher_in_quotation_marks_and_a_title_in_tags_are_those_without():
    fields = """author = {A.. Lin}, title = {<title>Oaks</title>}, publisher = {" O'Elm, Inc."}"""
    made = source(f"{fields}, year = 2020", "book")
    assert made.reference.text == "A. Lin. Oaks. O'Elm, Inc., 2020."


def test_a_letter_of_html_without_its_semicolon_is_that_letter():
    made = source("author = {Gr&uumln, Ada}, title = {B&aumlume}, year = 2020", "book")
    assert made.reference.text == "Ada Grün. Bäume. 2020."
