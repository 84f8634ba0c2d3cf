"""Notes that Zotero and Scopus write label by label, and what else leads a field."""

from __future__ import annotations

import pytest

from entries import ADA, source
from folio.exports.csl import csl_item

OAK = f"{ADA}, journal = {{Oak Letters}}, year = 2020"


@pytest.mark.parametrize(
    "note",
    [
        *("Publisher: Elm Press", "ISSN: 0378-5955", "Conference Name: Oaks", "ACM ID: 1453863"),
        *("Section: New Results", "Page Version ID: 577", "Publisher: Elm Press ISSN: 0378-5955"),
        "Company: Elm Press Distributor: Elm Press Institution: Elm Press Label: Elm Press",
        "Cited by: 5; All Open Access; Gold Open Access; Green Final Open Access",
        "ISBN: 0378-5955 (Electronic)1091-6490 (Linking)",
        "Publisher: Elm Press ISBN: 03785955 (ISSN)",
        "00012 Google-Books-ID: 5WsKBAAAQBAJ",
        "Publisher: Universidad de Robles. Instituto de Olmos",
    ],
)
def test_a_note_of_labels_alone_is_not_shown(note):
    made = source(f"{OAK}, note = {{{note}}}")
    assert made.reference.text == "Ada Lin. T. Oak Letters, 2020."
    assert "note" not in csl_item(made)
    assert "note" not in made.bibtex


def test_what_labels_tell_is_taken_as_the_fields_that_they_name():
    note = "Publisher: Elm Press ISSN: 0378-5955 Pages: 3--9 Number: 7"
    made = source(f"{OAK}, volume = 2, note = {{{note}}}")
    assert made.reference.imprint == "Oak Letters 2(7), 3–9, 2020."
    assert csl_item(made)["ISSN"] == "0378-5955"
    assert csl_item(made)["publisher"] == "Elm Press"
    assert source(f"{OAK}, note = {{DOI: 10.1000/1}}").doi == "10.1000/1"


@pytest.mark.parametrize("label", ["arXiv: ", "_eprint: ", "arXiv: arXiv:"])
def test_a_number_that_mendeley_gives_to_any_work_is_none_behind_a_label_either(label):
    made = source(f"{OAK}, note = {{{label}1011.1669v3 ISBN: 9788578110796}}")
    assert (made.links, made.note, made.isbn, made.eprint) == ((), "", "", "")
    own = source(f"{OAK}, note = {{{label}2408.12757 ISBN: 9780306406157}}")
    assert own.links == (("arXiv:2408.12757", "https://arxiv.org/abs/2408.12757"),)


def test_a_field_that_is_there_is_not_replaced_by_a_label():
    made = source(f"{OAK}, pages = {{1--2}}, note = {{Pages: 3--9}}")
    assert (made.pages, made.note) == ("1–2", "")


def test_the_address_of_a_copy_and_the_number_of_a_catalogue_stay():
    made = source(f"{OAK}, note = {{Publisher: Elm OCLC: 7 _eprint: https://oak.example/a}}")
    assert made.note == "OCLC: 7"
    assert [to for _, to in made.links] == ["https://oak.example/a"]
    note = r"Publisher: Elm \& Oak \_eprint: https://oak.example/a\_b"
    made = source(f"{OAK}, note = {{{note}}}")
    assert (made.note, made.url) == ("", "https://oak.example/a_b")
    assert csl_item(made)["publisher"] == "Elm & Oak"


@pytest.mark.parametrize(
    "note",
    [
        *("Publisher: Elm Press. We had to pay for it", "ISSN: unknown to us", "Oaks: a history"),
        *("Section: the third of a book that has seven of them, all long", "Pages: too many"),
        *("Publisher: Elm Remark: lost", "ISBN: 03785955 (reprint)"),
    ],
)
def test_a_note_that_only_begins_like_a_label_stays(note):
    assert source(f"{OAK}, note = {{{note}}}").note == note


@pytest.mark.parametrize(
    ("written", "said"),
    [
        *(("In Proceedings of Oaks", "Proceedings of Oaks"), ("in: Oaks", "Oaks")),
        *(("In proceedings of Oaks", "Proceedings of Oaks"), ("In Proc. Oaks", "Proc. Oaks")),
        *(("In the Proceedings of Oaks", "Proceedings of Oaks"), ("In: Proc. Oaks", "Proc. Oaks")),
        *(("In the Wild Workshop", "In the Wild Workshop"), ("Indian Oaks", "Indian Oaks")),
        *(("In Vitro Procedures", "In Vitro Procedures"), ("In Process", "In Process")),
    ],
)
def test_the_word_before_the_name_of_a_whole_is_none_of_it(written, said):
    made = source(f"{ADA}, booktitle = {{{written}}}, year = 2020", "inproceedings")
    assert made.venue == said
    assert csl_item(made)["container-title"] == said


@pytest.mark.parametrize("name", ["organization", "publisher", "series"])
def test_a_doi_in_place_of_a_body_is_the_doi(name):
    fields = f"{ADA}, booktitle = {{Oaks}}, {name} = {{doi: 10.1000/1}}, year = 2020"
    made = source(fields, "inproceedings")
    assert (made.doi, made.reference.imprint) == ("10.1000/1", "Oaks, 2020.")


def test_an_address_in_place_of_a_place_is_a_link_once():
    fields = f"{ADA}, institution = {{Elm}}, address = {{https://elm.example/a}}, year = 2020"
    for more in ("", ", url = {https://elm.example/a}"):
        made = source(f"{fields}{more}", "techreport")
        assert made.links == (("elm.example/a", "https://elm.example/a"),)
        assert made.bibtex.count("elm.example/a") == 1
        assert made.reference.imprint == "Elm, 2020."


def test_a_doi_alone_in_a_note_is_the_doi_and_one_in_a_sentence_is_text():
    assert source(f"{OAK}, note = {{doi: 10.1000/1}}").doi == "10.1000/1"
    assert source(f"{OAK}, howpublished = {{dx.doi.org/10.1000/1}}").doi == "10.1000/1"
    assert source(f"{OAK}, note = {{Erratum: doi:10.1000/1}}").doi == ""


def test_pages_of_signs_are_none_and_those_of_roman_numbers_stay():
    assert source(f"{OAK}, pages = {{xx--xx}}").pages == ""
    assert source(f"{OAK}, pages = {{XX-XX}}").pages == ""
    assert source(f"{OAK}, pages = {{xx--xxi}}").pages == "xx–xxi"


def test_a_blank_around_the_sign_of_a_query_is_none_of_its_address():
    made = source(f"{OAK}, url = {{https://oak.example/a.php?ID = 14}}")
    assert made.url == "https://oak.example/a.php?ID=14"


@pytest.mark.parametrize("note", ["{ISBN}: 0306406152", "{ISSN}: 0378-5955 Publisher: Elm Press"])
def test_a_label_whose_capitals_are_kept_by_braces_is_one(note):
    made = source(f"{OAK}, note = {{{note}}}")
    assert made.reference.text == "Ada Lin. T. Oak Letters, 2020."


def test_a_word_in_braces_that_is_no_label_begins_a_note():
    made = source(f"{OAK}, note = {{{{OAK}}: a study of elms}}")
    assert made.reference.text.endswith("2020. OAK: a study of elms.")
