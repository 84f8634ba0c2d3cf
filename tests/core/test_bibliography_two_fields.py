"""Fields that BibTeX and biblatex call by two names: nothing of either is lost in silence."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source

OAK = "author = {Lin, Ada}, title = {Oaks}"
YEAR = "year = 2020"


@pytest.mark.parametrize(
    ("fields", "imprint"),
    [
        ("journal = {J}, date = {2020}, month = mar", "J, March 2020"),
        ("journal = {J}, date = {2020}, year = 2020, month = 3", "J, March 2020"),
        ("journal = {J}, date = {2020-03}, month = mar", "J, March 2020"),
        ("journal = {J}, date = {2020-03-05}, year = 2020", "J, 5 March 2020"),
        ("journal = {J}, date = {2019/2021}, year = 2020", "J, 2019–2021"),
        ("journal = {J}, date = {2020-03-05}, year = 2019, month = apr", "J, 5 March 2020"),
        ("journal = {J}, date = {in press}, year = 2020", "J, in press, 2020"),
        ("journal = {J}, number = 2, issue = {Summer}, year = 2020", "J no. 2, Summer, 2020"),
        ("journal = {J}, number = 2, issue = 2, year = 2020", "J no. 2, 2020"),
        ("journal = {J}, booktitle = {Proc. of Elms}, year = 2020", "J, Proc. of Elms, 2020"),
        ("journal = {Proc. of Elms}, booktitle = {Elms}, year = 2020", "Proc. of Elms, 2020"),
    ],
)
def test_what_both_say_is_shown(fields, imprint):
    assert source(f"{OAK}, {fields}").imprint == imprint


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("J. Oak Res.", "Journal of Oak Research"),
        ("JOR", "Journal of Oak Research"),
        ("Oaks", "Oaks (Elm City)"),
        (r"Bull. {\"O}st. Gesell.", "Bulletin der Österreichischen Gesellschaft"),
    ],
)
def test_a_short_name_and_a_full_one_are_of_one_journal(short, full):
    for journal, other in ((short, full), (full, short)):
        assert source(f"{OAK}, year = 2020, journal = {{{journal}}}, journaltitle = {{{other}}}")


@pytest.mark.parametrize(
    ("school", "institution", "printed"),
    [
        ("Faculty of Oaks", "Elm University", "Faculty of Oaks, Elm University"),
        ("Elm University", "Elm University", "Elm University"),
        ("Faculty of Oaks, Elm University", "Elm University", "Faculty of Oaks, Elm University"),
    ],
)
def test_a_thesis_has_its_school_and_its_institution(school, institution, printed):
    fields = f"{OAK}, year = 2020, school = {{{school}}}, institution = {{{institution}}}"
    assert source(fields, "phdthesis").imprint == f"PhD thesis, {printed}, 2020"


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        (
            "journal = {Oaks}, journaltitle = {Elms}, year = 2020",
            "its journal and its journaltitle",
        ),
        ("journal = {J}, number = 2, issue = 132, year = 2020", "its number and its issue"),
        ("journal = {J}, articleno = 12, eid = 13, year = 2020", "its articleno and its eid"),
    ],
)
def test_two_fields_that_say_two_things_are_refused(fields, names):
    assert f"says two things by {names} (got" in problem(f"{OAK}, {fields}")


def test_the_stroke_of_a_catalogue_behind_an_edition_goes():
    for written in ("Third edition /", "Third edition.", "Third edition,"):
        fields = f"{OAK}, edition = {{{written}}}, publisher = {{Elm}}, year = 2020"
        assert source(fields, "book").imprint == "Third edition, Elm, 2020"


@pytest.mark.parametrize("name", ["event", "eventname", "event-title"])
def test_an_event_under_the_names_of_programs_is_where_a_talk_was_given(name):
    made = source(f"{ADA}, {YEAR}, {name} = {{Oak Days}}, institution = {{Elm}}", "talk")
    assert made.reference.text == "Ada Lin. T. Oak Days, Elm, 2020."
    assert "eventtitle = " in made.bibtex


def test_a_status_that_is_a_state_stands_before_the_date():
    made = source(f"{ADA}, {YEAR}, journal = {{J}}, status = {{In review}}")
    assert made.reference.text.endswith("J, in review, 2020.")
    done = source(f"{ADA}, {YEAR}, journal = {{J}}, status = {{published}}")
    assert done.reference.text.endswith("J, 2020.")


def test_a_number_of_pmc_under_its_short_name_is_linked():
    (link,) = source(f"{ADA}, {YEAR}, pmc = {{PMC1234567}}").links
    assert link[0] == "PMC:PMC1234567"


def test_the_link_of_bibbase_leads_to_a_work_that_has_no_other():
    link = "url_Link = {https://oak.example/a}"
    assert [to for _, to in source(f"{ADA}, {YEAR}, {link}").links] == ["https://oak.example/a"]
    paper = "url_Paper = {https://oak.example/a.pdf}"
    both = source(f"{ADA}, {YEAR}, {link}, {paper}")
    assert [to for _, to in both.links] == ["https://oak.example/a.pdf"]


def test_the_series_that_papers_has_for_a_book_stands_before_its_publisher():
    where = "series = {Oaks and Elms}, volume = 7, publisher = {Elm}, editor = {Bo Wu}"
    made = source(f"{ADA}, {YEAR}, {where}", "incollection")
    assert made.reference.text == "Ada Lin. T. Oaks and Elms 7, edited by Bo Wu, Elm, 2020."


def test_a_publisher_ends_without_a_full_stop_where_none_abbreviates_it():
    made = source(f"{ADA}, {YEAR}, publisher = {{Oak Digital Collections.}}", "misc")
    assert made.reference.text.endswith("Oak Digital Collections, 2020.")
    made = source(f"{ADA}, {YEAR}, publisher = {{Oak Univ. Publ.}}", "misc")
    assert made.reference.text.endswith("Oak Univ. Publ., 2020.")


def test_undefined_in_place_of_an_editor_is_asked_for():
    fields = f"{ADA}, {YEAR}, booktitle = {{B}}, editor = {{Wu, Bo and undefined, and Xu, Chi}}"
    assert "has 'undefined' in place of a name" in problem(fields, "incollection")


def test_a_section_of_a_site_is_no_chapter_of_what_has_none():
    made = source(f"{ADA}, {YEAR}, publisher = {{bioRxiv}}, chapter = {{New Results}}", "misc")
    assert made.reference.text == "Ada Lin. T. bioRxiv, 2020."
    made = source(f"{ADA}, {YEAR}, booktitle = {{Oaks}}, chapter = {{IV}}", "incollection")
    assert made.reference.text == "Ada Lin. T. Oaks, chapter IV, 2020."


def test_a_publisher_that_is_the_school_in_another_order_is_said_once():
    school = "school = {Elm University, Department of Oaks}"
    twice = f"{school}, publisher = {{Department of Oaks, Elm University}}"
    made = source(f"{ADA}, {YEAR}, {twice}", "phdthesis")
    assert made.reference.text.count("Department") == 1
