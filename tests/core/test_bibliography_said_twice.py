"""One venue under two names, and a number in place of another, are said once."""

from __future__ import annotations

import pytest

from folio.core.bibliography import read_bibliography


def read(fields: str, kind: str = "article", key: str = "lin20"):
    """Return the source of an entry of Ada Lin, of which nothing is wrong."""
    author = "" if "author" in fields else "author = {Ada Lin}, "
    file = read_bibliography(f"@{kind}{{{key}, title = {{Oaks}}, {author}year = 2020, {fields}}}")
    assert file.problems == ()
    return file.sources[key]


def shown(fields: str, kind: str = "article") -> str:
    """Return the reference of such an entry behind its title."""
    return read(fields, kind).reference.text.removeprefix("Ada Lin. Oaks. ")


SCHOLAR = "url = {https://www.semanticscholar.org/paper/1}"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        (f"journal = {{Oak Data Eng.}}, booktitle = {{TODE}}, {SCHOLAR}", "Oak Data Eng., 2020."),
        (f"journal = {{ArXiv}}, booktitle = {{Elm Days}}, {SCHOLAR}", "Elm Days, 2020."),
        (f"journal = {{ArXiv}}, booktitle = {{arXiv.org}}, {SCHOLAR}", "ArXiv, 2020."),
        ("journal = {Oak Data Eng.}, booktitle = {Oak Data Engineering}", "Oak Data Eng., 2020."),
        ("journal = {Journal of Oaks and Elms}, series = {J. Oaks Elms}, volume = 2", None),
    ],
)
def test_two_names_of_one_venue_are_said_once(fields, text):
    assert shown(fields) == (text or "Journal of Oaks and Elms 2, 2020.")


@pytest.mark.parametrize(
    "fields",
    [
        "journal = {Oak Services}, series = {Best Practices of Oak Services}",
        "journal = {Oak Notes}, booktitle = {Elm Days}",
        "journal = {Oak Notes}, booktitle = {Oak Notes and Elm Days}",
    ],
)
def test_the_name_of_an_issue_is_kept(fields):
    assert fields.rpartition("{")[2].strip("}") in shown(fields)


@pytest.mark.parametrize(
    ("venue", "kept"),
    [("Workshop", ""), ("Conference", ""), ("OAK", ""), ("ELM", ", ELM"), ("Oaktown", ", Oaktown")],
)
def test_of_which_kind_a_venue_is_and_its_short_name_are_no_place(venue, kept):
    fields = f"booktitle = {{Proceedings of Oaks (OAK-7)}}, venue = {{{venue}}}"
    assert shown(fields, "inproceedings") == f"Proceedings of Oaks (OAK-7){kept}, 2020."


def test_an_issue_0_of_science_direct_is_none_and_another_is_one():
    url = "url = {https://www.sciencedirect.com/science/article/pii/1}"
    fields = "journal = {Oak Letters}, volume = 5, number = 0, pages = {1--2}"
    assert shown(f"{fields}, {url}") == "Oak Letters 5, 1–2, 2020."
    assert shown(fields) == "Oak Letters 5(0), 1–2, 2020."


def test_the_first_page_is_no_note():
    assert shown("journal = {Oaks}, pages = {74--83}, note = {74}") == "Oaks, 74–83, 2020."
    assert shown("journal = {Oaks}, pages = {74--83}, note = {75}").endswith("75.")


def test_a_volume_that_is_the_version_is_said_once():
    assert shown("version = {0.3.1}, volume = {0.3.1}", "software") == "Version 0.3.1, 2020."


@pytest.mark.parametrize("journal", ["ArXiv", "Oak Symposium", "CoRR"])
def test_a_number_of_arxiv_in_place_of_a_volume_is_the_eprint(journal):
    source = read(f"journal = {{{journal}}}, volume = {{abs/1912.00001}}")
    assert [label for label, _ in source.links] == ["arXiv:1912.00001"]
    assert ("abs/" in source.reference.text) == (journal == "CoRR")


def test_a_number_of_arxiv_behind_a_point_is_the_eprint():
    assert read("journal = {arXiv.2301.00001}").eprint == "2301.00001"


def test_the_number_of_dblp_behind_a_name_is_no_part_of_it():
    source = read("author = {Ada Lin 0001 and Bo Wu 0023}")
    assert [str(name) for name in source.names] == ["Ada Lin", "Bo Wu"]
    assert "00" not in source.bibtex


def test_an_address_that_leads_to_a_doi_by_the_ads_is_that_doi():
    url = "https://ui.adsabs.harvard.edu/link_gateway/2020OAK/doi:10.1000/182"
    assert read(f"doi = {{{url}}}").doi == "10.1000/182"


def test_an_address_between_the_signs_of_access_is_one():
    assert read("url = {#https://oak.example/1#}").links[0][1] == "https://oak.example/1"


def test_a_family_that_a_particle_leads_is_told_by_a_key_with_underscores():
    source = read("author = {Van Elm, Ada Bo}", key="van_elm_oaks_2020")
    assert source.names[0].family == "Van Elm"


def test_a_word_of_another_language_is_its_text():
    file = read_bibliography(r"@misc{a, title = {\textrussian{Дубы} of oaks}, author = {Ada Lin}}")
    assert file.sources["a"].title == "Дубы of oaks"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("volume = 5, number = 100056, pages = 100056", "Oak Letters 5, 100056, 2020."),
        ("volume = 5, number = 100056, article-number = 100056", "Oak Letters 5, 100056, 2020."),
        ("volume = 5, number = {e17}, pages = {e17}", "Oak Letters 5, e17, 2020."),
        ("volume = 5, number = 100056, pages = {100056--100056}", "Oak Letters 5, 100056, 2020."),
        ("volume = 5, number = {Article 100056}, pages = 100056", "Oak Letters 5, 100056, 2020."),
        ("volume = 5, number = 100056, pages = 3", "Oak Letters 5(100056), 3, 2020."),
        ("volume = 5, number = 12, pages = 12", "Oak Letters 5(12), 12, 2020."),
        ("volume = 9781118592", "Oak Letters, 2020."),
        ("volume = 978111", "Oak Letters 978111, 2020."),
    ],
)
def test_the_number_of_an_article_or_of_a_book_is_no_issue_and_no_volume(fields, text):
    assert shown(f"journal = {{Oak Letters}}, {fields}") == text


@pytest.mark.parametrize(
    ("whole", "series", "text"),
    [
        ("Days of Oaks - OD '13", "OD '13", "Days of Oaks - OD '13, 2020."),
        ("Days of {Oaks} ({OD}’13)", "OD '13", "Days of Oaks (OD’13), 2020."),
        ("Proceedings OD '13", "{OD '13}", "Proceedings OD '13, 2020."),
        ("Days of Oaks", "OD '13", "Days of Oaks, OD '13, 2020."),
        ("OD '13: Days of Oaks", "OD '13", "OD '13: Days of Oaks, 2020."),
        ("Oak Days (OD '13), Oaktown", "OD '13", "Oak Days (OD '13), Oaktown, 2020."),
        ("OD: Days of Oaks", "OD", "OD: Days of Oaks, OD, 2020."),
        ("Elms and Oaks (LNO)", "LNO}, volume = {7", "Elms and Oaks (LNO), LNO 7, 2020."),
    ],
)
def test_a_series_with_which_its_proceedings_end_is_said_once(whole, series, text):
    assert shown(f"booktitle = {{{whole}}}, series = {{{series}}}", "inproceedings") == text


def test_the_series_of_science_direct_is_how_the_issue_is_called():
    fields = "journal = {Oak Letters}, series = {Old Oaks of Today}, volume = 20, number = 7"
    assert shown(f"{fields}, doi = {{10.1016/j.oak.1}}") == (
        "Oak Letters 20(7), Old Oaks of Today, 2020."
    )
    assert shown(f"{fields}, doi = {{10.1000/1}}") == (
        "Oak Letters, Old Oaks of Today 20(7), 2020."
    )
    special = fields.replace("Old Oaks", "Special Issue: Oaks")
    assert shown(special) == "Oak Letters 20(7), Special Issue: Oaks of Today, 2020."
    numbered = fields.replace("Old Oaks of Today", "Series B")
    assert shown(f"{numbered}, doi = {{10.1016/j.oak.1}}") == "Oak Letters, Series B 20(7), 2020."


def test_the_series_of_a_lone_paper_of_science_direct_is_its_title_again():
    fields = "title = {Old Oaks}, series = {Old {Oaks}}, journal = {Oak Letters}, volume = 20"
    file = read_bibliography(f"@article{{a, {fields}, year = 2020, doi = {{10.1016/j.oak.1}}}}")
    assert file.sources["a"].reference.text == "Old Oaks. Oak Letters 20, 2020."


@pytest.mark.parametrize("kind", ["book", "misc"])
def test_a_title_with_other_capitals_as_the_venue_is_said_once(kind):
    assert shown("booktitle = {{OAKS}}", kind) == "2020."
    assert shown("booktitle = {Oaks and Elms}", kind) == "Oaks and Elms, 2020."


def test_a_body_that_is_its_own_editor_is_said_once():
    assert shown("author = {{Oak GmbH}}, editor = {{Oak GmbH}}", "misc") == "Oak GmbH. Oaks. 2020."
    other = shown("author = {{Oak GmbH}}, editor = {{Elm GmbH}}", "misc")
    assert other == "Oak GmbH. Oaks. Edited by Elm GmbH, 2020."
    of_a_person = shown("editor = {Ada Lin}", "misc")
    assert of_a_person == "Edited by Ada Lin, 2020."


def test_points_for_what_is_left_out_stay_in_a_label():
    file = read_bibliography("@misc{a, title = {Oaks and . . .}, year = 2020}")
    assert file.labels["a"] == "Oaks and . . ., 2020"


def test_a_resolver_of_a_publisher_needs_no_scheme_in_the_field_of_dois():
    assert read("doi = {doi.acm.org/10.1145/602259.602266}").doi == "10.1145/602259.602266"


def test_braces_around_the_first_letter_of_a_word_keep_its_capital():
    file = read_bibliography(r"@misc{a, title = {\{L\}arge \{E\}rrors of oaks}, year = 2020}")
    assert file.sources["a"].title == "Large Errors of oaks"
    assert read_bibliography(r"@misc{a, title = {Sets \{A, B\} of oaks}, year = 2020}").problems
