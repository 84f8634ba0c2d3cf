"""What people's lists of their own papers have from the programs that keep them."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography

OAK = f"{ADA}, journal = {{Oak Letters}}, year = 2020"
RECORD = "Review England 2020/07/03 Oak Lett. 2020 Jun 20;8:12. doi: 10.1000/182."


@pytest.mark.parametrize(
    "note",
    [
        f"Lin, Ada Wu, Bo eng {RECORD}",
        f"1476-4687 Lin, Ada eng R01 HL1/HL/NHLBI NIH HHS/ {RECORD}",
        "Lin, Ada Journal Article England 2019/12/20 06:00 Oaks. 2020 Jan;57(7):89-94.",
    ],
)
def test_a_record_of_pubmed_in_a_note_says_nothing_again(note):
    made = source(f"{OAK}, note = {{{note}}}")
    assert not made.note and "note" not in made.bibtex


@pytest.mark.parametrize(
    "note",
    [
        "A review of 2020/07/03 in English. Oak Letters has it.",
        "Talk on 2020/07/03 in Oak",
        f"Lin, Ada {RECORD}".replace("Review ", ""),
    ],
)
def test_a_note_with_a_day_that_is_no_record_stays(note):
    assert source(f"{OAK}, note = {{{note}}}").note == note


@pytest.mark.parametrize(
    "note",
    [
        *("ZSCC: 0000012", "ZSCC: NoCitationData[s0]", "00012", "0000000"),
        r"Bandiera\_abtest: a Cc\_license\_type: cc\_by Subject\_term: a;b c d e f g h i j k",
        "Cited By 3; Cited By 4",
    ],
)
def test_what_a_program_counts_and_labels_for_itself_is_no_note(note):
    assert not source(f"{OAK}, note = {{{note}}}").note


@pytest.mark.parametrize(
    "note", ["12345", "001", "See_also: https://oak.example/a", "ZSCC: it counts. Nobody knows."]
)
def test_a_note_that_is_only_like_it_stays(note):
    assert "note" in source(f"{OAK}, note = {{{note}}}").bibtex


def test_a_publisher_that_a_label_tells_is_one():
    note = "ZSCC: 0000001 Number: 4 Publisher: Elm Press"
    made = source(f"{OAK}, note = {{{note}}}")
    assert (made.number, made.publisher, made.note) == ("4", "Elm Press", "")


def test_a_count_beside_a_state_leaves_the_state():
    made = source(f"{OAK}, note = {{cited By 0; Article in Press}}")
    assert made.when == "in press, 2020" and not made.note
    assert source(f"{OAK}, note = {{Article in press; see my page}}").note


def test_a_year_behind_the_venue_is_said_once():
    made = source(f"{ADA}, journal = {{Oak Bull. 8 (2), 3-9, 2020}}, year = 2020")
    assert made.reference.text.endswith("Oak Bull. 8 (2), 3-9, 2020.")
    made = source(f"{ADA}, journal = {{Oak Bull., 2019}}, year = 2020")
    assert made.reference.text.endswith("Oak Bull., 2019, 2020.")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        *(("n/a--n/a", ""), ("N/A-N/A", ""), ("925?933", "925–933"), ("92?", "92?")),
        *(("143--153--143--153", "143–153"), ("143--153--160", "143–153–160")),
        *(("oakjnl-2020-012345", "oakjnl-2020-012345"), ("A-2020-2021", "A-2020–2021")),
        *(("1234-567x.70033", "1234-567x.70033"), ("1234-5678", "1234–5678")),
        *(("082513 (14 pp.).", "082513 (14 pp.)"), ("12--14.", "12–14")),
    ],
)
def test_pages_that_a_program_has_marred_are_read(written, read):
    assert source(f"{OAK}, pages = {{{written}}}").pages == read


def test_the_month_of_a_preprint_in_place_of_its_pages_is_the_month():
    at = "pages = {2022--09}, year = 2022"
    made = source(f"{ADA}, journal = {{bioRxiv}}, {at}")
    assert (made.when, made.pages) == ("September 2022", "")
    assert source(f"{ADA}, journal = {{bioRxiv}}, month = aug, {at}").when == "August 2022"
    assert source(f"{ADA}, journal = {{Oak Letters}}, {at}").pages == "2022–09"
    assert source(f"{ADA}, journal = {{bioRxiv}}, pages = {{2021--12}}, year = 2022").pages


@pytest.mark.parametrize(
    "url",
    ["doi: 10.1000/182", "DOI:10.1000/182", "https://doi: 10.1000/182", "https://doi:10.1000/182"],
)
def test_a_doi_that_says_what_it_is_in_the_field_of_addresses_is_the_doi(url):
    assert source(f"{OAK}, url = {{{url}}}").doi == "10.1000/182"


def test_a_bare_doi_in_place_of_a_number_is_the_doi():
    made = source(f"{OAK}, volume = {{e12}}, number = {{10.1000/oak.182}}")
    assert (made.doi, made.number, made.volume) == ("10.1000/oak.182", "", "e12")
    assert source(f"{OAK}, number = {{10/12}}").number == "10/12"


def test_a_proxy_with_a_port_is_passed():
    made = source(f"{OAK}, url = {{http://oak.example.org.proxy.elm.uy:443/a}}")
    assert made.links[0][1] == "http://oak.example.org/a"
    made = source(f"{OAK}, url = {{http://oak.example:8080/a}}")
    assert made.links[0][1] == "http://oak.example:8080/a"


def test_a_field_without_a_value_on_its_line_has_none():
    read = read_bibliography(f"@misc{{lin, {ADA},\nmonth=,\nyear=2020\n}}")
    assert not read.problems and read.sources["lin"].when == "2020"
    assert read_bibliography(f"@misc{{lin, {ADA}, month= year=2020}}").problems


@pytest.mark.parametrize(
    ("year", "read"),
    [(r"[2022] \copyright 2021", "2022"), (r"\copyright 2021", "2021"), ("{©}2021", "2021")],
)
def test_the_sign_of_the_copyright_is_no_part_of_a_year(year, read):
    assert source(f"author = {{Ada Lin}}, title = {{T}}, year = {{{year}}}").when == read


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("On the< i> abc-law", "On the abc-law"),
        ("< i> Quercus</ i> and < em>elms</em>", "Quercus and elms"),
        ("If a < b > c", "If a < b > c"),
    ],
)
def test_a_tag_with_a_blank_in_it_is_one(title, read):
    assert source(f"author = {{Ada Lin}}, title = {{{title}}}, year = 2020").title == read


def test_a_pair_of_lost_quotation_marks_is_refused():
    assert "lost letter" in problem("author = {Ada Lin}, title = {On ?The Oaks? of Elm}")
    assert source("author = {Ada Lin}, title = {Why ?more}, year = 2020")


@pytest.mark.parametrize(
    ("written", "given", "family"),
    [
        ("Ada Oak Del Rio", "Ada Oak", "Del Rio"),
        ("Ada Van Der Hu", "Ada", "Van Der Hu"),
        (r"J{\'u}nior, Ada Oak Elm", "Ada Oak", "Elm Júnior"),
        (r"Júnior, Ada G{\'e}m", "Ada", "Gém Júnior"),
        ("Filho, Bo Oak Elm", "Bo Oak", "Elm Filho"),
        *(("Júnior, Ada", "Ada", "Júnior"), ("Junior, Ada Oak", "Ada Oak", "Junior")),
        *(("Lin De Xu", "Lin De", "Xu"), ("Li Du Wei", "Li Du", "Wei")),
    ],
)
def test_the_family_of_a_name_is_whole(written, given, family):
    (name,) = source(f"author = {{{written}}}, title = {{T}}, year = 2020").names
    assert (name.given, name.family) == (given, family)


@pytest.mark.parametrize(
    ("written", "body"),
    [
        (r"Instituto Nacional de los {\'A}rboles", "Instituto Nacional de los Árboles"),
        ("Ministerio de Robles", "Ministerio de Robles"),
        (r"Elm, Universit{\"a}t", "Universität Elm"),
        (r"Universit\'e des Arbres", "Université des Arbres"),
    ],
)
def test_a_body_of_another_language_is_one_name(written, body):
    (name,) = source(f"author = {{{written}}}, title = {{T}}, year = 2020").names
    assert (name.given, name.family) == ("", body)


def test_an_accent_over_no_letter_is_refused():
    assert "over no letter" in problem("author = {Oak-Los˘ o, Ada}, title = {T}")
    assert source("author = {O´Elm, Ada}, title = {T}, year = 2020").names[0].family == "O´Elm"


def test_a_stop_and_a_comma_before_what_follows_are_no_part_of_it():
    how = r"howpublished = {Talk at the Meeting of the OAK. \url{https://oak.example/a}}"
    made = source(f"{ADA}, {how}, month = may, year = 2020", "misc")
    assert made.reference.text.endswith("Talk at the Meeting of the OAK, May 2020.")
    made = source(
        f"{ADA}, type = {{Digital media,}}, institution = {{Elm}}, year = 2020", "techreport"
    )
    assert made.reference.text.endswith("Digital media, Elm, 2020.")


def test_a_note_that_is_the_publisher_is_said_once():
    made = source(f"{ADA}, publisher = {{Elm Press}}, note = {{Elm Press}}, year = 2020", "book")
    assert made.reference.text.count("Elm Press") == 1


def test_words_that_lead_to_an_address_go_whatever_their_verb():
    made = source(f"{OAK}, note = {{can be found online: https://oak.example/a}}")
    assert not made.note and made.links[0][1] == "https://oak.example/a"


def test_a_work_that_is_upcoming_is_so():
    assert source(f"{ADA}, year = {{upcoming}}").when == "upcoming"


@pytest.mark.parametrize(
    ("key", "author", "family"),
    [
        ("OakdelElm2020", "Ada Oak del Elm", "Oak del Elm"),
        ("GémOak:2020", r"Ada G{\'e}m Oak and Bo Wu", "Gém Oak"),
        *(("elm2020", "Ada Oak Elm", "Elm"), ("AdaOakElm", "Ada Oak Elm", "Elm")),
        *(("OakElmWu20", "Ada Oak Elm and Bo Wu", "Elm"), ("vanElm20", "Ada van Elm", "van Elm")),
        ("coreteam20", "Oak Core Team", "Oak Core Team"),
        *(("oakes2019x", "Ada Oakes Elm", "Oakes Elm"), ("oakes", "Ada Oakes Elm", "Elm")),
        *(("bo2019", "Ada Bo Elm", "Elm"), ("oakes2019", "Ada de Oakes Elm", "de Oakes Elm")),
        *(("oakes2019", "Ada Oakes Jr.", "Oakes"), ("oakes19", "Ada Oakes Elm", "Elm")),
    ],
)
def test_a_key_tells_the_family_of_several_words(key, author, family):
    read = read_bibliography(f"@misc{{{key}, author = {{{author}}}, title = {{T}}, year = 2020}}")
    assert not read.problems and read.sources[key].families[0] == family


def test_words_in_parentheses_for_a_given_name_are_refused():
    parted = "author = {Oaks, Union of and Elms, (UOE) and Lin, Ada}, title = {T}"
    assert "put all of a body in braces" in problem(parted)
    assert source("author = {Elm (de), Ada}, title = {T}, year = 2020")


def test_each_of_several_addresses_with_its_label_stays_in_the_note():
    code, slides = r"Code: \url{https://oak.example/a}", r"Slides: \url{https://oak.example/b}"
    made = source(f"{OAK}, note = {{{code}, {slides}}}")
    assert made.note == "Code: oak.example/a, Slides: oak.example/b"
    assert len(made.links) == 2
    assert source(f"{OAK}, note = {{{code}}}").note in ("", "Code")


def test_a_thesis_is_said_once_and_an_entity_of_an_address_is_its_sign():
    made = source(f"{ADA}, school = {{Elm}}, note = {{Ph.D. Thesis}}, year = 2020", "phdthesis")
    assert not made.note
    made = source(f"{OAK}, url = {{https://oak.example/a?b=c&#38;d=e}}")
    assert made.links[0][1] == "https://oak.example/a?b=c&d=e"


def test_the_end_of_the_doi_in_a_note_is_the_number_of_the_article():
    doi = "doi = {10.1000/oaks/kxac002}"
    made = source(f"{ADA}, journal = {{Oak}}, {doi}, note = {{kxac002}}, year = 2020")
    assert (made.note, made.pages) == ("", "kxac002")
    made = source(
        f"{ADA}, journal = {{Oak}}, {doi}, note = {{kxac002}}, pages = {{5--9}}, year = 2020"
    )
    assert (made.note, made.pages, made.article) == ("", "5–9", "")
    assert source(f"{OAK}, {doi}, note = {{kxac003}}").note == "kxac003"
    assert source(f"{OAK}, doi = {{10.1000/oaks/2020}}, note = {{2020}}").note == "2020"


def test_a_new_line_is_a_blank():
    assert source(rf"{OAK}, note = {{With\newline a talk}}").note == "With a talk"


def test_an_accent_on_the_next_line_belongs_to_its_word():
    made = source("author = {Elm, Tom{\n   \\'a}s and Lin, Ada}, title = {T}, year = 2020")
    assert made.names[0].given == "Tomás"
    made = source("title = {The Esf{ \\'\n e}ra}, author = {Lin, Ada}, year = 2020")
    assert made.title == "The Esféra"
    made = source("title = {Oak{ \\& Elm}}, author = {Lin, Ada}, year = 2020")
    assert made.title == "Oak & Elm"
    assert source("author = {Elm, Tom {\n \\'A}ngel}, title = {T}, year = 2020").names[0].given


def test_a_note_that_says_publisher_and_series_again_is_left_out():
    at = f"{ADA}, booktitle = {{Oaks}}, publisher = {{Elm Editions.}}, series = {{Oak Notes 7}}"
    made = source(f"{at}, note = {{Elm Editions. Oak Notes 7}}, year = 2020", "inproceedings")
    assert (made.publisher, made.note) == ("Elm Editions", "")
    made = source(f"{at}, note = {{Elm Editions. Oak Notes 8}}, year = 2020", "inproceedings")
    assert made.note == "Elm Editions. Oak Notes 8"
