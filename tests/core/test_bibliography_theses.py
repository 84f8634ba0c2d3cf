"""What theses and papers have in their bibliographies, as EndNote, Mendeley and PubMed leave it."""

from __future__ import annotations

import pytest

from entries import problem, source
from folio.core.bibliography import read_bibliography

WORK = "title = {T}, journal = {Oak Letters}, year = 2020"


def names(authors: str) -> list[tuple[str, ...]]:
    return [tuple(name) for name in source(f"author = {{{authors}}}, {WORK}").names]


@pytest.mark.parametrize(
    "doi",
    [
        "S0304-3940(12)00162-0 [pii] 10.1000/182",
        "oak200899 [pii]10.1000/182",
        "46/1/23 [PII] 10.1000/182",
    ],
)
def test_a_number_of_the_publisher_before_a_doi_is_none_of_it(doi):
    assert source(f"author = {{Ada Lin}}, {WORK}, doi = {{{doi}}}").doi == "10.1000/182"


@pytest.mark.parametrize("number", ["R40113137", "3385", "OAK.STAGE/elm/222.69"])
def test_a_number_of_the_publisher_in_place_of_a_doi_is_said_to_be_one(number):
    made = source(f"author = {{Ada Lin}}, {WORK}, doi = {{{number} [pii]}}")
    assert (made.doi, made.archived, made.links) == ("", f"PII:{number}", ())


def test_a_page_behind_a_doi_is_a_link_beside_it():
    made = source(f"author = {{Ada Lin}}, {WORK}, doi = {{10.1000/182 https://oak.example/a#s}}")
    assert (made.doi, made.url) == ("10.1000/182", "https://oak.example/a#s")


@pytest.mark.parametrize(
    ("url", "doi", "eprint"),
    [("doi:10.1000/182", "10.1000/182", ""), ("2408.12757", "", "2408.12757")],
)
def test_a_number_in_place_of_an_address_is_what_it_is(url, doi, eprint):
    made = source(f"author = {{Ada Lin}}, {WORK}, url = {{{url}}}")
    assert (made.doi, made.eprint, made.url) == (doi, eprint, "")


def test_what_a_catalogue_calls_the_pages_of_a_book_is_no_part_of_their_addresses():
    url = "Publisher description http://oak.example/d Table of contents only http://elm.example/t"
    made = source(f"author = {{Ada Lin}}, title = {{T}}, year = 2020, url = {{{url}}}", "book")
    assert [to for _, to in made.links] == ["http://oak.example/d", "http://elm.example/t"]


@pytest.mark.parametrize("url", ["My oaks http://oak.example/d", "http://oak.example/My oaks"])
def test_other_words_beside_an_address_are_asked_about(url):
    assert "url" in problem(f"author = {{Ada Lin}}, {WORK}, url = {{{url}}}")


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ("publisher = {Elm}, address = {Oak City,}", "Elm, Oak City, 2020."),
        ("publisher = {Elm :}, address = {Oak ; Ash ;}", "Elm, Oak; Ash, 2020."),
        ("publisher = {Elm}, edition = {Second edition.}", "Second edition, Elm, 2020."),
        ("publisher = {Elm}, edition = {2. Aufl.}", "2. Aufl., Elm, 2020."),
        ("publisher = {Elm}, pages = {pages cm}", "Elm, 2020."),
        ("publisher = {Elm}, volume = {pp}, number = {vol.}", "Elm, 2020."),
    ],
)
def test_what_a_catalogue_prints_behind_a_field_is_no_part_of_it(fields, shown):
    made = source(f"author = {{Ada Lin}}, title = {{T}}, year = 2020, {fields}", "book")
    assert made.reference.text == f"Ada Lin. T. {shown}"


@pytest.mark.parametrize(
    ("written", "given"),
    [("Lin, B a", "B A"), ("Lin, Ada B a", "Ada B A"), ("Lin, Ada a a", "Ada A A")],
)
def test_initials_in_small_letters_are_initials_behind_one_without_its_point(written, given):
    assert names(written) == [(given, "Lin", "")]


@pytest.mark.parametrize(
    ("authors", "line"),
    [
        ("A.B. Lin, B. Wu, and Yu.C. Oak", "{A.B. Lin and B. Wu and Yu.C. Oak}"),
        ("{A.B. Lin, B. Wu, Yu.C. Oak}", "{A.B. Lin and B. Wu and Yu.C. Oak}"),
        ("A.B. Lin, B. Wu and Yu.C. Oak", "{A.B. Lin and B. Wu and Yu.C. Oak}"),
        ("A. Lin, B. Wu, et al.", "{A. Lin and B. Wu and others}"),
        ("Lin A., Wu B., et al.", "{Lin, A. and Wu, B. and others}"),
        ("Ada Lin, Bo Wu, et al.", "{Ada Lin and Bo Wu and others}"),
        ("Ada Lin, Bo Wu, Chi Xu, et al", "{Ada Lin and Bo Wu and Chi Xu and others}"),
    ],
)
def test_commas_between_persons_are_refused_with_the_line_as_it_must_be(authors, line):
    said = problem(f"author = {{{authors}}}, {WORK}")
    assert "authors are separated by ' and '" in said
    assert f"write {line}" in said


@pytest.mark.parametrize(
    "authors",
    ["A. Lin, Bo Wu", "A. Lin, B. Wu", "A. Lin, Wu, B. Oak", "Mark Elm, Ada Lin, and Wu, Dan"],
)
def test_other_commas_between_persons_are_refused(authors):
    assert "authors are separated by ' and '" in problem(f"author = {{{authors}}}, {WORK}")


@pytest.mark.parametrize(
    ("authors", "name"),
    [
        ("{A.B. Lin}", ("A.B.", "Lin", "")),
        ("{U.S. EPA}", ("", "U.S. EPA", "")),
        ("{A. Lin Group}", ("", "A. Lin Group", "")),
        ("{A. Lin and Sons}", ("", "A. Lin and Sons", "")),
        ("B. Lin, Ada", ("Ada B.", "Lin", "")),
        ("B. Lin, Inc.", ("", "B. Lin, Inc.", "")),
        (r"\textsc{Oak4} Collaboration", ("", "Oak4 Collaboration", "")),
        ("Oak Medical, Association", ("", "Oak Medical Association", "")),
        ("the, Oak Group", ("", "Oak Group", "")),
        ("chênes, Institut des", ("", "Institut des chênes", "")),
        ("Université De Chêne", ("", "Université De Chêne", "")),
        ("{O Core Team}, O", ("", "O Core Team", "")),
        ("Center, Ada", ("Ada", "Center", "")),
        ("A.-B. C. Group", ("A.-B. C.", "Group", "")),
        ("A. B. Corporation", ("", "A. B. Corporation", "")),
        ("Ash B. Group", ("", "Ash B. Group", "")),
        ("{Oak Team}, Bo", ("Bo", "Oak Team", "")),
    ],
)
def test_a_person_and_a_body_are_told_by_the_words_of_a_name(authors, name):
    assert names(authors) == [name]


def test_others_within_the_braces_of_a_name_are_others():
    assert names("{Oak Association and others}") == [
        ("", "Oak Association", ""),
        ("", "others", ""),
    ]


def test_a_semicolon_before_an_and_says_nothing():
    assert names("Lin, A B ; and Wu, Bo;") == [("A B", "Lin", ""), ("Bo", "Wu", "")]
    assert "separates" in problem(f"author = {{Lin, A; Wu, B and Oak, C}}, {WORK}")


@pytest.mark.parametrize(
    ("authors", "said"),
    [
        ("Elmer DJ and Oakwood DR", "the initials behind the family (got 'Elmer DJ')"),
        ("{ELM M. , OAK F.}", "authors are separated by ' and '"),
        ("Lin, A?? Bo", "a letter that is lost"),
        ("Elmer, Ada and Wu, B and Elmer, Ada and Oak, C", "twice"),
    ],
)
def test_what_no_list_of_names_is_is_asked_about(authors, said):
    assert said in problem(f"author = {{{authors}}}, {WORK}")


@pytest.mark.parametrize("authors", ["Lin, A and Lin, A", "Elmer NG and Oakwood LV", "Elm, A.?"])
def test_what_may_be_a_list_of_names_is_read(authors):
    assert not read_bibliography(f"@misc{{a, author = {{{authors}}}, {WORK}}}").problems


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ("volume = 10, number = 100059", "10, 100059, 2020."),
        ("volume = 10, number = 100059, pages = {1--9}", "10(100059), 1–9, 2020."),
        ("volume = 10, number = 1059", "10(1059), 2020."),
        ("volume = 10, series = {{Oaks of} Elms}, number = 2", "10(2), 2020."),
        ("volume = 10, series = {B}, number = 2", "B 10(2), 2020."),
    ],
)
def test_numbers_of_a_paper_are_what_they_can_be(fields, shown):
    made = source(
        f"author = {{Ada Lin}}, title = {{Oaks of elms}}, year = 2020, journal = {{J}}, {fields}"
    )
    assert made.reference.text.replace("J, ", "J ").endswith(f"J {shown}")


def test_a_paper_of_a_journal_that_a_program_takes_for_a_report_is_one():
    where = "booktitle = {Source: Oak Letters}, number = 2, year = 2020"
    made = source(
        f"author = {{Ada Lin}}, title = {{T}}, {where}, volume = 5, pages = {{1--9}}", "techreport"
    )
    assert made.reference.text == "Ada Lin. T. Oak Letters 5(2), 1–9, 2020."
    report = source(f"author = {{Ada Lin}}, title = {{T}}, {where}", "techreport")
    assert report.type == "techreport"


@pytest.mark.parametrize(
    ("title", "shown", "links"),
    [
        (
            r"Oaks of Elms, \\ http://oak.example/~lin/a.html.",
            "Oaks of Elms",
            ["http://oak.example/~lin/a.html"],
        ),
        (r"{Oak} {H}omepage: \url{http://oak.example}", "Oak Homepage", ["http://oak.example"]),
        ("Oaks (http://oak.example/)", "Oaks", ["http://oak.example/"]),
        ("A study of http://oak.example", "A study of http://oak.example", []),
    ],
)
def test_an_address_behind_a_title_is_its_link(title, shown, links):
    made = source(f"author = {{Ada Lin}}, title = {{{title}}}, year = 2020", "misc")
    assert (made.title, [to for _, to in made.links]) == (shown, links)


def test_an_address_that_an_entry_has_in_its_title_too_is_one_link():
    fields = "title = {Oaks. http://oak.example/a}, url = {http://oak.example/a}, year = 2020"
    assert [to for _, to in source(fields, "misc").links] == ["http://oak.example/a"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        (r"Oaks by $\delta$^{13}C and CO_{2}", "Oaks by δ¹³C and CO₂"),
        (r"Oaks of \^{a}ge_{x}", "Oaks of âge_x"),
        (r"Elms by $h^\textup{max}$", "Elms by h^(max)"),
        (r"Elms at $\sqrt{s}\phantom{\rule{0ex}{0ex}}=7$", "Elms at √s=7"),
        (r"Elms at \ensuremath{\sqrt{}}$_{s}$", "Elms at √ₛ"),
        (r"Elms at 10\celsius", "Elms at 10°C"),
        (r"Oak\hskip-1mm Elm\kern 0.2em Ash", "Oak Elm Ash"),
    ],
)
def test_scripts_and_room_are_read_outside_of_formulas_and_in_them(title, shown):
    assert source(f"author = {{Ada Lin}}, title = {{{title}}}, year = 2020").title == shown


@pytest.mark.parametrize("title", ["Fate of ??-elms", "{??hexa} oaks"])
def test_letters_lost_at_the_beginning_of_a_word_are_asked_about(title):
    assert "lost letter" in problem(f"author = {{Ada Lin}}, title = {{{title}}}, year = 2020")


@pytest.mark.parametrize("title", ["What?? Oaks", "Oaks or elms??"])
def test_two_question_marks_behind_a_word_are_its_own(title):
    assert source(f"author = {{Ada Lin}}, title = {{{title}}}, year = 2020").title == title


def test_the_name_of_a_copied_file_is_no_title():
    said = problem("author = {Ada Lin}, title = {{15_oaks (1).pdf}}, year = 2020")
    assert "the name of a file for a title" in said


@pytest.mark.parametrize(
    "page",
    ["www.ncbi.nlm.nih.gov/pubmed/123", "www.ncbi.nlm.nih.gov/entrez/query.fcgi?list_uids=123"],
)
def test_a_page_of_pubmed_is_linked_once_wherever_it_has_been(page):
    made = source(f"author = {{Ada Lin}}, {WORK}, pmid = {{123}}, url = {{http://{page}}}")
    assert [label for label, _ in made.links] == ["PubMed:123"]


def test_another_page_of_pubmed_is_another_link():
    url = "http://www.ncbi.nlm.nih.gov/pubmed/124"
    made = source(f"author = {{Ada Lin}}, {WORK}, pmid = {{123}}, url = {{{url}}}")
    assert len(made.links) == 2


@pytest.mark.parametrize(
    ("pages", "eid", "shown"),
    [
        ("19", "914719", "914719"),
        ("1", "91471F", "91471F"),
        ("7", "8", "7"),
        ("119", "914719", "119"),
    ],
)
def test_the_number_of_an_article_goes_before_the_end_of_it_as_a_page(pages, eid, shown):
    made = source(f"author = {{Ada Lin}}, {WORK}, pages = {{{pages}}}, eid = {{{eid}}}")
    assert made.pages == shown


@pytest.mark.parametrize(
    ("kind", "note", "text"),
    [
        ("mastersthesis", "Elm University, MSc thesis", "MSc thesis, Elm University, 2020."),
        ("mastersthesis", "MSc thesis, Elm University.", "MSc thesis, Elm University, 2020."),
        ("phdthesis", "PhD Thesis", "PhD Thesis, Elm University, 2020."),
        ("unpublished", "Term paper, Elm University", "Elm University, 2020. Term paper."),
        (
            "phdthesis",
            "PhD thesis with honours",
            "PhD thesis, Elm University, 2020. PhD thesis with honours.",
        ),
        (
            "phdthesis",
            "Of Elm University Park",
            "PhD thesis, Elm University, 2020. Of Elm University Park.",
        ),
    ],
)
def test_a_note_of_which_kind_a_work_is_and_where_it_was_written_says_it_once(kind, note, text):
    fields = "author = {Ada Lin}, title = {T}, school = {Elm University}, year = 2020"
    read = read_bibliography(f"@{kind}{{a, {fields}, note = {{{note}}}}}")
    assert read.sources["a"].reference.text == f"Ada Lin. T. {text}"
