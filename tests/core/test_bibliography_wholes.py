"""A work and the whole that it is a part of: places, chapters, issues, pages, who published it."""

from __future__ import annotations

import pytest

from entries import ADA, source
from folio.core.bibliography import read_bibliography
from folio.exports import jsonld
from folio.exports.csl import csl_item

SAID = {
    ("inproceedings", "booktitle = {Trees '20}, address = {Vienna, Austria}, year = 2020"): (
        "Trees '20, Vienna, Austria, 2020."
    ),
    (
        "incollection",
        "booktitle = {Oaks}, publisher = {Elm}, address = {Rome}, pages = {1--9}, year = 2020",
    ): "Oaks, Elm, Rome, 1–9, 2020.",
    ("article", "journal = {Letters}, address = {Institute, Street 9}, year = 2020"): (
        "Letters, 2020."
    ),
    ("inbook", "booktitle = {Oaks}, chapter = 3, publisher = {Elm}, year = 2020"): (
        "Oaks, Elm, chapter 3, 2020."
    ),
    ("inbook", "booktitle = {Oaks}, chapter = {Chap. IV}, year = 2020"): "Oaks, Chap. IV, 2020.",
    ("article", "journal = {Letters}, chapter = {Botany}, year = 2020"): "Letters, 2020.",
    ("article", "journal = {PTREE}, volume = 3, number = 13, issue = {OAKS}, year = 2020"): (
        "PTREE 3(13), OAKS, 2020."
    ),
    ("article", "journal = {L}, volume = 3, number = 1, issue = 1, year = 2020"): "L 3(1), 2020.",
    ("article", "journal = {L}, issue = 2, volume = 1, issuetitle = {Roots}, year = 2020"): (
        "L 1(2), Roots, 2020."
    ),
    ("book", "publisher = {Elm}, pages = {xii+132}, year = 2020"): "Elm, xii+132 pp., 2020.",
    ("book", "publisher = {Elm}, pagetotal = {300}, date = {2020}"): "Elm, 300 pp., 2020.",
    ("book", "publisher = {Elm}, pagetotal = {300 pp.}, pages = {7--9}, date = {2020}"): (
        "Elm, 7–9, 2020."
    ),
    ("inproceedings", "booktitle = {Trees}, journal = {Letters}, volume = 3, year = 2020"): (
        "Trees, Letters 3, 2020."
    ),
    (
        "inproceedings",
        "booktitle = {T}, publisher = {ACM}, address = {New York}, location = {Oslo}, year = 2020",
    ): "T, Oslo, ACM, New York, 2020.",
    ("misc", "type = {Poster}, venue = {Oak Workshop}, year = 2020"): (
        "Poster, Oak Workshop, 2020."
    ),
    ("inproceedings", "booktitle = {Trees}, pages = {10 pp.-}, year = 2020"): (
        "Trees, 10 pp., 2020."
    ),
    ("inproceedings", "booktitle = {Trees}, journal = {Trees}, volume = 3, year = 2020"): (
        "Trees 3, 2020."
    ),
    ("patent", "number = 1234, assignee = {Oak Works}, nationality = {US}, year = 2020"): (
        "US patent 1234, Oak Works, 2020."
    ),
    ("article", "journal = {Advanced Texts. Elm,}, year = 2020"): "Advanced Texts. Elm, 2020.",
}


@pytest.mark.parametrize(("kind", "fields"), SAID)
def test_a_reference_says_of_which_whole_a_work_is_which_part(kind, fields):
    assert source(f"{ADA}, {fields}", kind).reference.imprint == SAID[kind, fields]


def test_a_reference_manager_gets_the_chapter_the_pages_and_the_name_of_the_issue():
    book = csl_item(source(f"{ADA}, pages = {{xii+132}}, year = 2020", "book"))
    assert (book["number-of-pages"], "page" in book) == ("xii+132", False)
    part = csl_item(source(f"{ADA}, booktitle = {{O}}, chapter = 3, year = 2020", "inbook"))
    assert part["chapter-number"] == "3"
    named = "journal = {L}, number = 3, issue = {OAKS}, note = {N}, year = 2020"
    paper = csl_item(source(f"{ADA}, {named}"))
    assert (paper["issue"], paper["note"]) == ("3", "OAKS. N")


@pytest.mark.parametrize("kind", ["proceedings", "book", "collection"])
def test_the_booktitle_of_a_whole_is_for_its_parts_and_not_said_of_itself(kind):
    read = read_bibliography(
        f"@{kind}{{tree20, title = {{Proceedings of Trees}}, booktitle = {{TREE '20}},"
        " editor = {Bo Wu}, publisher = {Elm}, year = 2020}\n"
        f"@inproceedings{{lin, {ADA}, crossref = {{tree20}}}}"
    )
    assert read.problems == ()
    assert read.sources["tree20"].reference.text == "Bo Wu (ed.). Proceedings of Trees. Elm, 2020."
    assert read.sources["lin"].reference.imprint == "TREE '20, edited by Bo Wu, Elm, 2020."
    assert "container-title" not in csl_item(read.sources["tree20"])


def test_where_an_event_was_is_no_place_of_a_publisher():
    talk = csl_item(source(f"{ADA}, venue = {{Oak Workshop}}, year = 2020", "misc"))
    assert (talk["event-place"], "publisher-place" in talk) == ("Oak Workshop", False)
    paper = "eventtitle = {Oaks}, location = {Oslo}, year = 2020"
    paper = csl_item(source(f"{ADA}, {paper}", "inproceedings"))
    assert (paper["event-place"], "publisher-place" in paper) == ("Oslo", False)


def test_a_book_with_an_author_keeps_the_book_that_it_stands_in():
    kept = source(f"{ADA}, booktitle = {{Handbook}}, publisher = {{Elm}}, year = 2020", "book")
    assert kept.reference.imprint == "Handbook, Elm, 2020."


@pytest.mark.parametrize(
    ("kind", "fields", "within", "publisher"),
    [
        ("book", "publisher = {Elm}", None, "Elm"),
        ("phdthesis", "school = {Oak University}", None, "Oak University"),
        ("techreport", "institution = {Institute}", None, "Institute"),
        ("article", "journal = {Letters}, publisher = {Elm}", "Letters", None),
        ("inproceedings", "booktitle = {Trees}", "Trees", None),
        ("misc", "howpublished = {Handout}", None, None),
    ],
)
def test_search_engines_are_told_no_publisher_as_the_whole_of_a_work(
    kind, fields, within, publisher
):
    said = jsonld.article(source(f"{ADA}, {fields}, year = 2020", kind))
    assert said.get("isPartOf", {}).get("name") == within
    assert said.get("publisher") == (
        {"@type": "Organization", "name": publisher} if publisher else None
    )


@pytest.mark.parametrize(
    ("kind", "fields", "thing"),
    [
        ("misc", "url = {https://oak.example}", "CreativeWork"),
        ("misc", "eprint = {2401.00001}, archiveprefix = {arXiv}", "ScholarlyArticle"),
        ("patent", "number = 1", "CreativeWork"),
        ("manual", "organization = {Elm}", "Book"),
        ("unpublished", "note = {Draft}", "ScholarlyArticle"),
    ],
)
def test_search_engines_are_told_no_more_of_a_work_than_is_known(kind, fields, thing):
    assert jsonld.article(source(f"{ADA}, {fields}, year = 2020", kind))["@type"] == thing


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        *(("{Oak Works Corporation}", "Organization"), ("Oak Corporation", "Organization")),
        *(("Ada Lin", "Person"), ("{Ada B. Lin}", "Person"), ("Homer", "Person")),
    ],
)
def test_a_body_is_no_person_to_search_engines(name, thing):
    said = jsonld.article(source(f"author = {{{name}}}, title = {{T}}, year = 2020"))
    assert said["author"] == [{"@type": thing, "name": name.strip("{}")}]


def test_a_list_names_the_kind_of_a_thesis_and_of_a_patent():
    thesis = source(f"{ADA}, school = {{Oak University}}, year = 2020", "mastersthesis")
    assert thesis.whereabouts == "Master’s thesis, Oak University"
    assert source(f"{ADA}, number = 12, year = 2020", "patent").whereabouts == "Patent 12"
    assert source(f"{ADA}, journal = {{L}}, year = 2020").whereabouts == "L"


@pytest.mark.parametrize(
    ("kind", "field", "said"),
    [
        *(("thesis", "", "Thesis"), ("thesis", "type = {phdthesis}, ", "PhD thesis")),
        *(("phdthesis", "", "PhD thesis"), ("phdthesis", "type = {Theses}, ", "PhD thesis")),
        ("thesis", "type = {Habilitation}, ", "Habilitation"),
    ],
)
def test_of_which_kind_a_thesis_is_said_only_if_its_entry_says_so(kind, field, said):
    made = source(f"{ADA}, {field}institution = {{Elm}}, year = 2020", kind)
    assert made.reference.imprint == f"{said}, Elm, 2020."
    assert csl_item(made)["genre"] == said
    assert jsonld.article(made)["@type"] == "Thesis"


@pytest.mark.parametrize(
    ("title", "journal", "said"),
    [
        ("How the old oaks grow - Oak Letters", "Oak Lett.", "How the old oaks grow"),
        ("How the old oaks grow - The Oak", "Oak", "How the old oaks grow"),
        ("How the old oaks grow - Oak Science", "Oak Lett.", "How the old oaks grow - Oak Science"),
        ("Nurture - Oak", "Oak", "Nurture - Oak"),
        ("How old oaks grow - a review", "Oak", "How old oaks grow - a review"),
    ],
)
def test_a_journal_behind_its_title_as_pages_have_it_is_said_once(title, journal, said):
    made = source(f"author = {{Lin}}, title = {{{title}}}, journal = {{{journal}}}, year = 2020")
    assert made.title == said


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("address = {Turku, Finland.}", "Turku, Finland, 2020."),
        ("address = {Cambridge, Mass.}", "Cambridge, Mass., 2020."),
        ("edition = {11th ed. /}", "11th ed., 2020."),
        ("edition = {2nd rev. ed. :}", "2nd rev. ed., 2020."),
        ("edition = {20190315}", "2020."),
        ("edition = {20191399}", "20191399 edition, 2020."),
    ],
)
def test_what_a_catalogue_prints_behind_a_place_or_an_edition_is_none_of_it(fields, text):
    made = source(f"{ADA}, {fields}, year = 2020", "book")
    assert made.reference.text == f"Ada Lin. T. {text}"


def test_where_the_event_of_proceedings_took_place_is_told_from_their_publisher():
    made = "editor = {Ada Lin}, publisher = {Elm}, location = {Rome}, year = 2020"
    said = source(f"{made}, title = {{Oaks}}, venue = {{Graz, Austria}}", "proceedings")
    assert said.reference.text == "Ada Lin (ed.). Oaks. Graz, Austria, Elm, Rome, 2020."
    said = source(f"{made}, title = {{Oaks, Graz}}, venue = {{Graz}}", "proceedings")
    assert said.reference.text == "Ada Lin (ed.). Oaks, Graz. Elm, Rome, 2020."


def test_an_editor_of_one_name_with_a_blank_is_a_body_to_search_engines():
    said = source("editor = {{Oak Elders} and Platane}, title = {Oaks}, year = 2020", "book")
    kinds = [one["@type"] for one in jsonld.article(said)["editor"]]
    assert kinds == ["Organization", "Person"]
