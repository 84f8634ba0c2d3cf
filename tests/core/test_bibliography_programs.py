"""What programs and publishers write into bibliographies, read as it is meant."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography, read_files
from folio.core.tex.decoder import plain
from folio.exports.csl import csl_item

TITLES = {
    r"29th $\{$USENIX$\}$ Symposium ($\{$USENIX$\}$ 20)": "29th USENIX Symposium (USENIX 20)",
    r"{\textless}i{\textgreater}Quercus{\textless}/i{\textgreater} at pH{\textless}5": (
        "Quercus at pH<5"
    ),
    r"CO{\textless}sub{\textgreater}2{\textless}/sub{\textgreater}": "CO₂",
    r"\textless em\textgreater Oak\textless/em\textgreater": "Oak",
    r"{$<$}i{$>$}a{$<$}/i{$>$} b $<$b$>$c$<$/b$>$": "a b c",
    r"a {\textless} b {\textgreater} c, $<$oak$>$": "a < b > c, <oak>",
    r"G{\ifmmode\ddot{u}\else\"{u}\fi}rel and Mart{\ifmmode\acute{\imath}\else\'{\i}\fi}n": (
        "Gürel and Martín"
    ),
    r"A{\ifmmode---\else\textemdash\fi}B": "A—B",
    r"Oak \&ndash; Elm &mdash; {\&}eacute;t{\&}eacute;": "Oak – Elm — été",
    r"Oak \&unknown; Elm": "Oak &unknown; Elm",
    r"{\textless}oak elm{\textgreater}": "<oak elm>",
    r"\guillemotleftНаука\guillemotright": "«Наука»",
    r"The \pkg{oak} package for \proglang{R}: \code{grow()}": "The oak package for R: grow()",
}


@pytest.mark.parametrize("tex", TITLES)
def test_what_programs_make_of_text_is_undone(tex):
    assert plain(tex) == TITLES[tex]


@pytest.mark.parametrize("tex", [r"$\{$a", r"$\{$\{a$\}$", r"\pkgs{oak}", r"\ifmmode a"])
def test_what_is_only_like_it_is_refused(tex):
    assert problem(f"title = {{{tex}}}, year = 2020")


DOIS = {
    "Doi 10.1016/S0031-0182(00)00084-5": "10.1016/S0031-0182(00)00084-5",
    "Pii S0921-8181(02)00060-7 Doi 10.1016/S0921-8181(02)00060-7": "10.1016/S0921-8181(02)00060-7",
    "Artn L16706 10.1029/2012gl052565": "10.1029/2012gl052565",
    "https://dl.acm.org/doi/pdf/10.1145/12.34?download=true": "10.1145/12.34",
    "https://press.example/doi/10.1002/x(1)": "10.1002/x(1)",
    "https://press.example/doi/full/10.1002/x%281%29": "10.1002/x(1)",
}


@pytest.mark.parametrize("written", DOIS)
def test_a_doi_is_found_in_what_programs_write_around_it(written):
    found = source(f"{ADA}, year = 2020, doi = {{{written}}}")
    assert found.doi == DOIS[written]
    assert [label for label, _ in found.links] == [f"doi:{DOIS[written]}"]


def test_of_several_dois_the_first_is_that_of_the_work_and_each_is_a_link_once():
    found = source(f"{ADA}, year = 2020, doi = {{10.1/a, 10.1/b; 10.1/a}}")
    assert found.doi == "10.1/a"
    assert [label for label, _ in found.links] == ["doi:10.1/a", "doi:10.1/b"]
    for written in ("10.1/a, soon", r"10.1/a\b"):
        assert "doi" in problem(f"{ADA}, year = 2020, doi = {{{written}}}")


URLS = {
    "doi:<a href='https://doi.org/10.1/x'>10.1/x</a>": "https://doi.org/10.1/x",
    '<a class="u" href="https://a.example/x">Oak Letters</a>': "https://a.example/x",
    "http://a.example/x [Accessed 12th November 2014]": "http://a.example/x",
    "www.a.example/x (last visited 3 May 2020).": "https://www.a.example/x",
    "https://a.example/100%": "https://a.example/100%25",
    "https://a.example/accessed/x": "https://a.example/accessed/x",
}


@pytest.mark.parametrize("written", URLS)
def test_an_address_is_found_in_what_is_written_around_it(written):
    ((_, to),) = source(f"{ADA}, year = 2020, url = {{{written}}}").links
    assert to == URLS[written]


@pytest.mark.parametrize(
    "written",
    [
        *("<a href='javascript:alert(1)'>x</a>", "http://a.example/x soon", "<a>x</a>"),
        "http://a.example/x (accessed) javascript:alert(1)",
    ],
)
def test_what_is_no_one_address_is_refused(written):
    assert "must have as url" in problem(f"{ADA}, year = 2020, url = {{{written}}}")


NAMES = {
    "Pasher, Jon, and King, Doug J.": "Jon Pasher, Doug J. King",
    "{Jaffe}, A.~H.~and {Ade}, P.~A.~R.~and Balbi, A.": "A. H. Jaffe, P. A. R. Ade, A. Balbi",
    "Montgomery, {Jr.}, J. A.": "J. A. Montgomery Jr.",
    r"Mart{\ifmmode\acute{\imath}\else\'{\i}\fi}nez, Ada": "Ada Martínez",
    "Anderson, B. and Brand, C.": "B. Anderson, C. Brand",
}


@pytest.mark.parametrize("names", NAMES)
def test_names_are_read_as_programs_mean_them(names):
    found = source(f"author = {{{names}}}, title = {{T}}, year = 2020")
    assert ", ".join(map(str, found.names)) == NAMES[names]


@pytest.mark.parametrize("names", ["Pasher, Jon, and Doug King", "Lin, Wu, and Xu"])
def test_a_list_whose_commas_can_be_either_is_refused(names):
    assert "separates authors" in problem(f"author = {{{names}}}, title = {{T}}, year = 2020")


def test_an_empty_field_is_none():
    found = source("author = {}, editor = {{}}, title = {T}, month = {}, year = {}", "misc")
    assert found.reference.text == "T. n.d."


def test_what_a_program_does_not_know_is_neither_shown_nor_copied():
    fields = "month = {None}, doi = {None}, volume = {NaN}, number = {null}, pages = {n/a}"
    found = source(f"{ADA}, journal = {{None}}, year = 2020, {fields}")
    assert found.reference.text == "Ada Lin. T. None, 2020."  # a journal may be called so
    assert not any(name in found.bibtex for name in ("month", "doi", "volume", "number", "pages"))


COPY = "@article{a, author = {Lin, A.~B.}, title = {On {Oak}}, year = 2020, file = {x.pdf}}"


@pytest.mark.parametrize(
    "copy",
    [
        COPY,
        COPY.replace("{x.pdf}", "{y.pdf}"),
        COPY.replace("title = {On {Oak}}, year = 2020", 'YEAR = "2020", title = {On\n  Oak}'),
    ],
)
def test_an_entry_that_stands_twice_and_says_the_same_is_read_once(copy):
    for read in (
        read_bibliography(f"{COPY}\n{copy}"),
        read_files([("a.bib", COPY.encode()), ("b.bib", copy.encode())]),
    ):
        assert read.problems == ()
        assert list(read.sources) == ["a"]


@pytest.mark.parametrize(
    "other",
    [
        *(COPY.replace("2020", "2021"), COPY.replace("{a,", "{A,"), COPY.replace("Oak", "Elm")),
        *(COPY.replace("@article", "@misc"), COPY.replace("file", "note")),
        COPY.replace("title", "volume = 3, title").replace("2020", "{}"),
    ],
)
def test_a_copy_that_says_anything_else_is_a_mistake(other):
    ((line, said),) = read_bibliography(f"{COPY}\n{other}").problems
    assert (line, "keep one of them" in said) == (2, True)


@pytest.mark.parametrize("more", ["edition = 3", "volume = 2"])
def test_a_book_of_which_one_copy_says_another_volume_or_edition_is_a_mistake(more):
    book = COPY.replace("@article", "@book")
    ((line, said),) = read_bibliography(f"{book}\n{book.replace('year', f'{more}, year')}").problems
    assert (line, "keep one of them" in said) == (2, True)


def test_a_comment_that_nothing_ends_is_named_and_takes_no_entry_with_it():
    read = read_bibliography("@comment{ by Ada\n\n@misc{a, title = {A}, year = 2020}\n")
    assert read.problems == ((1, "@comment must end with a brace; add the last"),)
    assert list(read.sources) == ["a"]
    read = read_bibliography('\n@preamble{"x"\n@misc{a, title = {A}, year = 2020}\n')
    assert [line for line, _ in read.problems] == [2]
    assert list(read.sources) == ["a"]


NUMBERS = {
    ("article", "journal = {L}, number = 3, pages = {1-2}"): ("L no. 3, 1–2, 2020.", "issue"),
    ("article", "journal = {L}, number = {RP-4}"): ("L RP-4, 2020.", "issue"),
    ("inproceedings", "booktitle = {P}, series = {Works}, number = 12"): (
        "P, Works 12, 2020.",
        "collection-number",
    ),
    ("book", "publisher = {P}, series = {Works}, number = 290"): (
        "Works 290, P, 2020.",
        "collection-number",
    ),
    ("book", "publisher = {P}, series = {Works}, volume = 5, number = 2"): (
        "Works 5(2), P, 2020.",
        "number",
    ),
}


@pytest.mark.parametrize(("kind", "fields"), NUMBERS)
def test_a_number_without_a_volume_is_shown_and_said_to_be_of_what_it_is(kind, fields):
    text, name = NUMBERS[kind, fields]
    found = source(f"{ADA}, year = 2020, {fields}", kind)
    assert found.reference.text == f"Ada Lin. T. {text}"
    assert csl_item(found)[name] == found.number != ""


WHERE = {
    ("online", "journaltitle = {Oak Podcast}"): ("container-title", "Oak Podcast"),
    ("misc", "booktitle = {Oak Days}"): ("container-title", "Oak Days"),
    ("misc", "howpublished = {talk}"): ("medium", "talk"),
    ("inproceedings", "booktitle = {P}, organization = {IEEE}"): ("publisher", "IEEE"),
    ("online", "organization = {Oak Inc.}"): ("publisher", "Oak Inc."),
    ("phdthesis", "school = {Oak University}"): ("publisher", "Oak University"),
}


@pytest.mark.parametrize(("kind", "fields"), WHERE)
def test_csl_has_where_a_work_appeared_once_and_under_its_own_name(kind, fields):
    item = csl_item(source(f"{ADA}, year = 2020, {fields}", kind))
    name, text = WHERE[kind, fields]
    assert [key for key, said in item.items() if said == text] == [name]


@pytest.mark.parametrize(
    ("kind", "fields", "publisher"),
    [
        ("proceedings", "organization = {Oak Society}, publisher = {Elm}", "Oak Society, Elm"),
        ("booklet", "howpublished = {Oak Club}", "Oak Club"),
        ("manual", "organization = {Oak Society}", "Oak Society"),
        ("software", "howpublished = {Elm Archive}, publisher = {Elm}", "Elm Archive, Elm"),
    ],
)
def test_who_has_published_a_book_or_a_program_is_no_medium(kind, fields, publisher):
    item = csl_item(source(f"{ADA}, year = 2020, {fields}", kind))
    assert (item["publisher"], "medium" in item) == (publisher, False)


@pytest.mark.parametrize(
    ("month", "copied"),
    [
        ('jul # "--" # aug', 'jul # "--" # aug'),
        ('"15~" # mar', '"15~" # mar'),
        ("{4--7 June}", '"4--7~" # jun'),
        ("{Sept.-Oct.}", 'sep # "-" # oct'),
        ("{June 3rd}", 'jun # "~3"'),
        ("{Spring}", '"Spring"'),
        ("{Mai}", "may"),
    ],
)
def test_a_month_is_copied_as_a_macro_beside_days_and_other_months_too(month, copied):
    made = source(f"{ADA}, journal = {{L}}, year = 2020, month = {month}")
    assert f"month = {copied}\n" in made.bibtex
    again = source(f"{ADA}, journal = {{L}}, year = 2020, month = {copied}")
    assert again.reference.text == made.reference.text


def test_a_report_with_a_number_and_no_kind_has_no_genre_in_csl():
    item = csl_item(source(f"{ADA}, year = 2020, institution = {{I}}, number = 7", "techreport"))
    assert (item["number"], "genre" in item) == ("7", False)


@pytest.mark.parametrize(
    "note",
    [
        "5th Days of Oaks ; Conference date: 10-08-2015 Through 13-08-2015",
        "Publisher Copyright: \\copyright 2015 E.; 5th Days of Oaks ; Conference date: 10-08-2015",
    ],
)
def test_the_conference_that_pure_names_in_a_note_is_the_event(note):
    made = source(f"{ADA}, year = 2015, note = {{{note}}}", "conference")
    assert made.reference.text == "Ada Lin. T. 5th Days of Oaks, 2015."
    assert "note" not in made.bibtex
    told = source(f"{ADA}, year = 2015, booktitle = {{Elms}}, note = {{{note}}}", "inproceedings")
    assert told.reference.text == "Ada Lin. T. Elms, 5th Days of Oaks, 2015."


@pytest.mark.parametrize(
    ("note", "left"),
    [
        ("{\\textcopyright} The Author(s) 2020.", ""),
        ("Copyright © 2020 Elm Inc. All rights reserved.", ""),
        ("Publisher Copyright: © 2020, The Authors.", ""),
        ("Funding Information: We thank Bo; and Elm. Publisher Copyright: © 2020", ""),
        ("On copyright in oaks", "On copyright in oaks"),
        ("Best paper. See the copyright (c) of oaks", "Best paper. See the copyright (c) of oaks"),
    ],
)
def test_who_has_paid_and_whose_a_work_is_are_no_note_of_pure(note, left):
    assert source(f"{ADA}, year = 2020, journal = {{J}}, note = {{{note}}}").note == left
