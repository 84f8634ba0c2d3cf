"""Lists of people's own publications: what their sites' engines and their habits add."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography
from folio.exports import jsonld
from folio.exports.csl import csl_item

OAK = f"{ADA}, journal = {{Oak Letters}}, year = 2020"


@pytest.mark.parametrize(
    "field",
    [
        *("arxiv = {2401.00001}", "arxiv = {arXiv:2401.00001}", "arXiv = {2401.00001v2}"),
        *(
            "arxiv = {https://arxiv.org/abs/2401.00001}",
            "arxiv = {http://arxiv.org/pdf/2401.00001.pdf}",
        ),
    ],
)
def test_a_number_of_arxiv_in_a_field_of_its_own_is_the_eprint(field):
    made = source(f"{OAK}, {field}")
    assert made.eprint.startswith("2401.00001")
    assert made.links[0][1].startswith("https://arxiv.org/abs/2401.00001")
    assert 'eprint = "2401.00001' in made.bibtex


@pytest.mark.parametrize("value", ["yes", "https://oak.example/arxiv", ""])
def test_what_is_no_number_of_arxiv_is_nothing_to_readers(value):
    made = source(f"{OAK}, arxiv = {{{value}}}")
    assert not made.links and not made.eprint


def test_an_eprint_that_is_there_stays():
    both = "eprint = {2401.00002}, archiveprefix = {arXiv}, arxiv = {2401.00001}"
    assert source(f"{OAK}, {both}").eprint == "2401.00002"


@pytest.mark.parametrize("name", ["pdf", "html", "url_pdf", "link", "paper"])
def test_where_a_work_is_found_is_a_link_whatever_an_engine_calls_it(name):
    made = source(f"{OAK}, {name} = {{https://oak.example/a.pdf}}")
    assert made.links == (("oak.example/a.pdf", "https://oak.example/a.pdf"),)


@pytest.mark.parametrize(
    "fields",
    [
        "doi = {10.1000/1}, pdf = {https://oak.example/a.pdf}",
        "pdf = {a.pdf}",
        "pdf = {/home/a.pdf}",
    ],
)
def test_a_copy_beside_an_identifier_and_a_file_of_the_disk_are_no_links(fields):
    assert not any("pdf" in to for _, to in source(f"{OAK}, {fields}").links)


@pytest.mark.parametrize("nothing", ["NA", "N/A", "{NA}", "none", "-"])
@pytest.mark.parametrize("name", ["note", "address", "publisher", "howpublished", "addendum"])
def test_what_says_that_nothing_is_known_is_not_shown(name, nothing):
    made = source(f"{OAK}, {name} = {{{nothing}}}")
    assert made.reference.text == "Ada Lin. T. Oak Letters, 2020."


def test_an_addendum_stands_behind_the_note():
    made = source(f"{OAK}, note = {{First}}, addendum = {{Rank:~A$^{{*}}$}}")
    assert made.reference.text.endswith("2020. First. Rank: A*.")
    assert csl_item(made)["note"] == "First. Rank: A*"
    assert "addendum" in made.bibtex


def test_an_addendum_without_words_is_none():
    assert source(f"{OAK}, addendum = {{***}}").note == ""


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("Wu, Bo", "translated by Bo Wu"),
        ("Wu, Bo and Oak, Cy", "translated by Bo Wu and Cy Oak"),
        ("Wu, Bo and others", "translated by Bo Wu et al."),
    ],
)
@pytest.mark.parametrize("kind", ["article", "book", "incollection"])
def test_who_translated_a_work_is_said_in_every_view(kind, who, said):
    made = source(f"{OAK}, publisher = {{Elm}}, translator = {{{who}}}", kind)
    assert said in made.reference.text.replace("Translated", "translated")
    assert csl_item(made)["translator"][0] == {"family": "Wu", "given": "Bo"}
    assert jsonld.article(made)["translator"][0]["name"] == "Bo Wu"
    assert 'translator = "Wu, Bo' in made.bibtex


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        *(("51 to 58", "51–58"), ("51 a 58", "51–58"), ("51 bis 58", "51–58")),
        *(("pp. 51-58", "51–58"), ("p.~7", "7"), ("S. 5--9", "5–9"), ("S12--S20", "S12–S20")),
        *(("Pages 5-10", "5–10"), ("Article 12", "Article 12"), ("pp. e5", "e5")),
    ],
)
def test_words_around_pages_are_no_part_of_them(written, shown):
    made = source(f"{OAK}, pages = {{{written}}}")
    assert made.pages == shown
    assert csl_item(made)["page"] == shown.replace("–", "-")


@pytest.mark.parametrize(
    ("venue", "shown", "state"),
    [
        ("Oak Letters, in preparation", "Oak Letters", "in preparation"),
        ("Oak Letters (in press)", "Oak Letters", "in press"),
        ("Oak Letters -- submitted.", "Oak Letters", "submitted"),
        ("To appear in the Oak Letters", "Oak Letters", "to appear"),
        ("Accepted for publication in Oak Letters", "Oak Letters", "accepted for publication"),
        ("Oak Letters, preprint", "Oak Letters, preprint", ""),
        ("Submitted to Oak Letters", "Submitted to Oak Letters", ""),
        ("Trees accepted in gardens", "Trees accepted in gardens", ""),
    ],
)
def test_that_a_work_is_still_to_appear_is_no_part_of_its_journal(venue, shown, state):
    made = source(f"{ADA}, journal = {{{venue}}}, year = 2020")
    said = csl_item(made)
    assert (said["container-title"], said.get("status", "")) == (shown, state)
    assert made.reference.text.endswith(f"{shown}, {state}, 2020." if state else f"{shown}, 2020.")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "XX Congreso de los Robles. Oak, 4 -- 7 de mayo.",
            "XX Congreso de los Robles. Oak, 4 – 7 de mayo",
        ),
        ("Workshop on Oak Systems.", "Workshop on Oak Systems"),
        ("Oak Days (OD 2020).", "Oak Days (OD 2020)"),
        *(("Proc. Natl. Oak Soc.", "Proc. Natl. Oak Soc."), ("Annals of Math.", "Annals of Math.")),
        *(("Oak Lett.", "Oak Lett."), ("J. of Trees.", "J. of Trees.")),
        *(("Front. Dendrosci.", "Front. Dendrosci."), ("Oak Biosci.", "Oak Biosci.")),
    ],
)
def test_the_stop_of_a_sentence_is_no_part_of_a_venue_and_that_of_a_word_is(written, shown):
    made = source(f"{ADA}, booktitle = {{{written}}}, year = 2020", "inproceedings")
    assert csl_item(made)["container-title"] == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Córdoba, Argentina.", "Córdoba, Argentina"),
        *(("Cambridge, Mass.", "Cambridge, Mass."), ("Washington, D.C.", "Washington, D.C.")),
    ],
)
def test_the_stop_of_a_sentence_is_no_part_of_a_place(written, shown):
    made = source(f"{ADA}, publisher = {{Elm}}, address = {{{written}}}, year = 2020", "book")
    assert csl_item(made)["publisher-place"] == shown


def test_a_year_with_the_day_of_a_visit_is_that_year():
    assert source(f"{ADA}, year = {{2020 (accessed August 17, 2020)}}", "misc").when == "2020"
    assert "must have a year" in problem(f"{ADA}, year = {{2020 (oak)}}")


def test_a_field_that_stands_twice_and_says_the_same_in_braces_is_read():
    read = read_bibliography(f"@article{{a, {OAK}, publisher = {{{{Elm}}}}, publisher = {{Elm}}}}")
    assert not read.problems
    other = read_bibliography(f"@article{{a, {OAK}, publisher = {{Elm}}, publisher = {{Oak}}}}")
    assert "duplicate publisher" in other.problems[0][1]


def test_an_address_among_the_subfields_of_a_catalogue_is_that_address():
    written = "url = {$$Uhttps://oak.example/a$$Dthesis.pdf [freely available]}"
    assert source(f"{OAK}, {written}").url == "https://oak.example/a"


@pytest.mark.parametrize("key", ["OakElm2020", "oakelm", "oakElm2020trees", "OákElm"])
def test_a_family_of_two_words_of_which_the_key_is_made_is_one(key):
    read = read_bibliography(f"@misc{{{key}, author = {{Oak Elm, Ada Bo}}, title = {{T}}}}")
    assert not read.problems
    (made,) = read.sources.values()
    assert [(one.family, one.given) for one in made.names] == [("Oak Elm", "Ada Bo")]
    assert made.label.startswith("Oak Elm")
    assert read_bibliography(made.bibtex).sources[key].names == made.names


@pytest.mark.parametrize("key", ["lin2020", "oak_elm_2020", "elm2020"])
def test_what_may_be_two_names_by_its_key_is_refused(key):
    read = read_bibliography(f"@misc{{{key}, author = {{Oak Elm, Ada Bo}}, title = {{T}}}}")
    remedy = "write {Oak Elm and Ada Bo}, or {{Oak Elm}, Ada Bo} if that is one person"
    assert remedy in read.problems[0][1]


def test_an_entry_that_only_lends_its_fields_needs_no_title():
    parent = "@article{oak, journal = {Oak Letters}, publisher = {Elm}}"
    part = "@article{lin, author = {Ada Lin}, title = {T}, year = 2020, crossref = {oak}}"
    read = read_bibliography(f"{part} {parent}")
    assert (read.problems, [*read.sources]) == ((), ["lin"])
    assert read.sources["lin"].venue == "Oak Letters"
    assert "must have a title" in read_bibliography(parent).problems[0][1]


@pytest.mark.parametrize(
    "written",
    [
        *("doi.acm.org?doi=1234567.1234568", "https://doi.acm.org/?doi=1234567.1234568"),
        "http://portal.acm.org/citation.cfm?doid=1234567.1234568",
    ],
)
def test_a_doi_of_the_acm_in_a_query_has_the_number_of_the_acm_before_it(written):
    assert source(f"{OAK}, doi = {{{written}}}").doi == "10.1145/1234567.1234568"
    assert "one DOI" in problem(f"{OAK}, doi = {{doi.oak.example?doi=1234567.1234568}}")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("volumee = 3", "Oak Letters 3, 2020."),
        ("volumee = 3, volume = 4", "Oak Letters 4, 2020."),
        ("puublisher = {Elm}, addrses = {Birch}", "Oak Letters, 2020."),
        ("notes = {to myself}", "Oak Letters, 2020."),
    ],
)
def test_a_field_with_a_slip_in_its_name_is_the_field_that_is_meant(fields, said):
    made = source(f"{OAK}, {fields}")
    assert made.reference.text == f"Ada Lin. T. {said}"
    assert "myself" not in made.bibtex
    assert not any(slip in made.bibtex for slip in ("volumee", "puublisher", "addrses"))


def test_the_publisher_of_british_files_is_known():
    made = source(f"{ADA}, organisation = {{Elm}}, year = 2020", "manual")
    assert "Elm" in made.reference.text


@pytest.mark.parametrize("journal", ["Under Review", "Submitted", "(In press)"])
def test_a_state_is_no_journal(journal):
    made = source(f"{ADA}, journal = {{{journal}}}, year = 2020")
    state = journal.strip("()").lower()
    assert made.reference.text == f"Ada Lin. T. {state[0].upper()}{state[1:]}, 2020."
    assert "container-title" not in csl_item(made)
    assert csl_item(made)["status"] == state


def test_a_link_of_tex_in_a_field_of_an_engine_is_that_link():
    made = source(rf"{OAK}, url_paper = {{\url{{https://oak.example/a}}{{[paper]}}}}")
    assert made.url == "https://oak.example/a"


def test_an_addendum_cites_as_a_note_does():
    oak = "@misc{oak, author = {Bo Wu}, title = {O}, year = 2019}"
    read = read_bibliography(rf"{oak} @misc{{lin, {ADA}, addendum = {{See \cite{{oak}}}}}}")
    assert read.sources["lin"].note == "See (Wu, 2019)"


def test_how_a_work_was_published_is_said_once():
    made = source(f"{ADA}, howpublished = {{Oak, Elm, 1961.}}, year = 1961", "book")
    assert made.reference.text == "Ada Lin. T. Oak, Elm, 1961."


@pytest.mark.parametrize(
    "journal", ["Oak Days 2020", "Oak Days 2020.", "Oak Days 2020 (To appear)"]
)
def test_the_journal_of_a_talk_without_a_book_is_said_once(journal):
    made = source(f"{ADA}, journal = {{{journal}}}, year = 2020", "inproceedings")
    assert made.reference.text.count("Oak Days") == 1
    assert csl_item(made)["container-title"] == "Oak Days 2020"
    assert "collection-title" not in csl_item(made)


@pytest.mark.parametrize("names", ["Ada Le Oak, Bo Wu", "Ada Lin, Bo Van Der Elm"])
def test_two_names_of_which_one_has_a_particle_are_no_person(names):
    assert "separates authors" in problem(f"author = {{{names}}}, title = {{T}}")


def test_the_series_of_a_book_that_its_publisher_is_called_like_stays():
    made = source(f"{ADA}, series = {{Elm}}, publisher = {{Elm}}, year = 2020", "book")
    assert csl_item(made)["collection-title"] == "Elm"
