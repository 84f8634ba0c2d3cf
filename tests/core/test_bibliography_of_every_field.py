"""Bibliographies of many fields: what catalogues, zbMATH, the ADS and others write of a work."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source

YEAR = "year = 2020"
BOOK = f"{ADA}, {YEAR}"
OAKS = f"{BOOK}, journal = {{Oaks}}"


def text(fields: str, kind: str = "article") -> str:
    """Return the reference of an entry as a list has it."""
    return source(fields, kind).reference.text


@pytest.mark.parametrize(
    ("year", "when", "label"),
    [
        ("25-Aug-22", "25 August 2022", "2022"),
        ("3 Jan 87", "3 January 1987", "1987"),
        ("28.02.18", "28 February 2018", "2018"),
        ("1963 [First published in 1938]", "1963 [First published in 1938]", "1963"),
        ("2009 [c2005]", "2009 [c2005]", "2009"),
        ("1987, reprinted 2003", "1987, reprinted 2003", "1987"),
        ("25 août 22", "25 August 2022", "2022"),
        ("1990 (reprint of 1985)", "1990 (reprint of 1985)", "1990"),
        ("révisé le 26 juillet 2024", "26 July 2024", "2024"),
        ("Stand: 05.05.2020", "5 May 2020", "2020"),
        ("last updated on 5 May 2020", "5 May 2020", "2020"),
        ("2019-10-18T05:00Z, 2019-10-18T05:00Z", "18 October 2019", "2019"),
        (r"1980{\noopsort{a}}", "1980", "1980"),
        (r"{\noopsort{1980b}}1985", "1985", "1985"),
    ],
)
def test_a_year_is_read_as_tables_and_catalogues_write_it(year, when, label):
    made = source(f"{ADA}, year = {{{year}}}", "misc")
    assert (made.when, made.label) == (when, f"Lin, {label}")


@pytest.mark.parametrize(
    "year", ["5/6/10", "10-11-12", "Aug-22", "32.02.10", "1990, 2e édition 1994"]
)
def test_a_day_that_may_be_another_is_asked_about(year):
    assert problem(f"{ADA}, year = {{{year}}}", "misc")


def test_a_month_with_its_day_is_read_where_only_one_of_them_can_be_the_month():
    assert source(f"{OAKS}, month = {{15.10}}").when == "15 October 2020"
    assert "month" in problem(f"{OAKS}, month = {{10.12}}")


@pytest.mark.parametrize(
    "doi",
    [
        "202010.1000/182",
        "10:1000/182",
        r"\{10.1000/182\}",
        "10.1000/182 Cited by: 47",
    ],
)
def test_a_doi_is_read_without_what_stands_around_it(doi):
    made = source(f"{OAKS}, doi = {{{doi}}}")
    assert made.doi == "10.1000/182"
    assert 'doi = "10.1000/182"' in made.bibtex


def test_the_number_of_an_article_before_its_doi_is_kept():
    made = source(f"{OAKS}, doi = {{ARTN 123 10.1000/182}}")
    assert (made.doi, made.pages or made.article) == ("10.1000/182", "123")


def test_a_doi_with_a_comma_is_no_note():
    made = source(f"{OAKS}, note = {{{{10.1000/182}},}}")
    assert (made.doi, made.note) == ("10.1000/182", "")


def test_numbers_of_archives_are_known_with_a_colon_and_in_place_of_an_address():
    made = source(f"{BOOK}, eprint = {{2006:06797}}, archiveprefix = {{arXiv}}", "misc")
    assert made.eprint == "2006.06797"
    assert 'eprint = "2006.06797"' in made.bibtex
    made = source(f"{BOOK}, url = {{hal-04687627}}", "misc")
    assert made.links == (("HAL:hal-04687627", "https://hal.science/hal-04687627"),)
    assert "url" not in made.bibtex


def test_an_address_between_dollars_is_one():
    assert source(f"{BOOK}, url = {{$http://oak.example/a$}}", "misc").url == "http://oak.example/a"


@pytest.mark.parametrize(
    ("title", "meant"),
    [
        (r"A {\{}1-D{\}} oak of {\{}Elm's{\}}", "A 1-D oak of Elm's"),
        (r"Growth in M{\textbackslash}'exico", "Growth in México"),
        (r"Oaks \ding{72}", "Oaks ★"),
        (r"Oaks at \sterling 5", "Oaks at £5"),
        (r"Oaks\t\t", "Oaks"),
        (", of Oaks and Elms", "of Oaks and Elms"),
        (r"Sets \{0,1\}", None),
        ("Oaks ,,of`` elms", "Oaks „of“ elms"),
    ],
)
def test_a_title_is_read_as_it_was_meant(title, meant):
    fields = f"author = {{Ada Lin}}, title = {{{title}}}, {YEAR}"
    if meant is None:
        assert problem(fields)
    else:
        assert source(fields).title == meant


def test_an_accent_whose_backslash_was_escaped_twice_is_one():
    made = source(
        r'author = {L{\textbackslash}{\textbackslash}"ammel, Ada}, title = {T}, year = 2020'
    )
    assert made.names[0].family == "Lämmel"


@pytest.mark.parametrize(
    ("fields", "edition", "publisher"),
    [
        ("edition = {K.G. Oak}, publisher = {K.G. Oak}", "", "K.G. Oak"),
        ("edition = {Elm University Press}", "", "Elm University Press"),
        ("edition = {First}, publisher = {First Oak Press}", "First edition", "First Oak Press"),
        ("publisher = {Elmtown: Oak Press}, address = {Elmtown}", "", "Oak Press"),
        ("publisher = {Elmtown: Oak Press}, address = {Ashtown}", "", "Elmtown: Oak Press"),
    ],
)
def test_a_publisher_stands_in_its_own_place(fields, edition, publisher):
    made = source(f"{BOOK}, {fields}", "book")
    assert (made.edition, made.publisher) == (edition, publisher)


def test_of_a_book_as_the_ads_prints_it_the_publisher_is_told():
    whole = (
        "Oaks in Action, by A.~Lin, pp.~46.~ISBN 0521364833.~Elmtown, UK: Elm Press, January 2020."
    )
    fields = f"author = {{Lin, A.}}, title = {{Oaks in Action}}, booktitle = {{{whole}}}, {YEAR}"
    assert text(fields, "book") == "A. Lin. Oaks in Action. Elmtown, UK: Elm Press, 2020."


@pytest.mark.parametrize(
    ("journal", "name"),
    [
        ("Journal of Oak Physics - J OAK PHYS", "Journal of Oak Physics"),
        ("Proceedings - IEEE INFOCOM", "Proceedings - IEEE INFOCOM"),
        ("JAMA - Journal of the Oak Medical Association", None),
    ],
)
def test_the_short_name_of_a_journal_behind_it_says_nothing_new(journal, name):
    assert source(f"{BOOK}, journal = {{{journal}}}").venue == (name or journal)


def test_how_a_work_was_published_does_not_say_its_year_and_its_number_again():
    how = "howpublished = {Elm Publ. 3, 129-142 (2020).}"
    assert text(f"{BOOK}, {how}", "misc") == "Ada Lin. T. Elm Publ. 3, 129-142, 2020."
    how = "howpublished = {RFC 42}, series = {Request for Comments}, number = 42"
    assert text(f"{BOOK}, {how}", "misc").count("42") == 1


def test_a_part_has_not_the_pages_of_its_whole():
    whole = "@book{b, editor = {Wu, Bo}, title = {Trees}, year = 2020, pagetotal = {x+126}}"
    part = f"{ADA}, crossref = {{b}}}}\n{whole}\n@misc{{c, title = {{C}}"
    assert "126" not in text(part, "inbook")


def test_a_publisher_and_a_place_that_have_lost_a_letter_are_asked_about():
    assert "lost letter" in problem(f"{BOOK}, publisher = {{Rey M??xico}}", "book")
    assert "lost letter" in problem(f"{BOOK}, address = {{M?xico}}", "book")


def test_further_editors_are_shown_with_what_they_have_done():
    more = "editora = {Wu, Bo}, editoratype = {collaborator}"
    assert "In collaboration with Bo Wu" in text(f"{BOOK}, {more}", "book")
    made = source(
        f"title = {{Oaks}}, {YEAR}, editorb = {{Wu, Bo}}, editorbtype = {{redactor}}", "book"
    )
    assert made.reference.text == "Oaks. Redacted by Bo Wu, 2020."
    assert 'editorb = "Wu, Bo"' in made.bibtex
    several = "editor = {Wu, Bo}, editora = {Elm, Cy}, editorb = {Ash, Di}"
    assert text(f"title = {{Oaks}}, {YEAR}, {several}", "book").startswith(
        "Bo Wu, Cy Elm, Di Ash (eds.)"
    )


def test_what_is_called_an_article_is_a_paper_of_its_proceedings():
    fields = f"{BOOK}, booktitle = {{Oak Days}}, publisher = {{Elm}}, address = {{Elmtown}}"
    assert text(fields) == "Ada Lin. T. Oak Days, Elm, Elmtown, 2020."
    assert source(f"{fields}, journal = {{J. Oak}}").type == "article"
    assert source(f"{fields}, volume = 3").type == "article"


def test_of_two_names_of_a_meeting_the_one_that_has_the_other_is_its_name():
    both = "booktitle = {OAK}, booktitle = {Days of Oaks, OAK 2020, Elmtown}"
    assert source(f"{BOOK}, {both}", "inproceedings").venue == "Days of Oaks, OAK 2020, Elmtown"
    assert problem(f"{BOOK}, booktitle = {{OAK}}, booktitle = {{Oaks 2020}}", "inproceedings")


def test_what_nobody_has_made_is_called_by_its_key():
    made = source(f"key = {{Statute of Elm}}, {YEAR}, url = {{https://oak.example/s}}", "misc")
    assert (made.title, made.url) == ("Statute of Elm", "https://oak.example/s")
    assert 'title = "Statute of Elm"' in made.bibtex
    assert problem(f"author = {{Ada Lin}}, key = {{oaks and elms}}, {YEAR}", "book")
    assert problem(f"key = {{oaks}}, {YEAR}", "book")


def test_a_volume_of_a_year_and_none_ahead_of_its_issue_are_known():
    assert source(f"{OAKS}, volume = {{Volume 3 - 2020}}").volume == "3"
    made = source(f"{OAKS}, volume = 0, number = {{OnlineFirst}}")
    assert (made.volume, made.state) == ("", "in press")


@pytest.mark.parametrize(
    ("kind", "said"),
    [("Doctoral", "Doctoral thesis"), ("Master's", "Master’s thesis"), ("Magister", "Magister")],
)
def test_a_degree_alone_is_that_of_a_thesis(kind, said):
    assert f". {said}, Elm, 2020" in text(
        f"{BOOK}, type = {{{kind}}}, school = {{Elm}}", "phdthesis"
    )


def test_the_number_of_an_article_and_its_pages_are_told_apart():
    assert "article 1750012, 105 pp." in text(f"{OAKS}, pages = {{1750012, 105}}")
    assert "12, 14" in text(f"{OAKS}, pages = {{12, 14}}")


def test_the_sign_within_a_name_is_no_command():
    made = source(rf"author = {{Ada Lin}}, title = {{Oak\@Home by NASA\@.}}, {YEAR}")
    assert made.title == "Oak@Home by NASA."


def test_what_scopus_calls_the_lecture_notes_is_no_part_of_their_volume():
    notes = "journal = {Lecture Notes in Computer Science (including subseries)}"
    assert source(f"{BOOK}, {notes}, volume = {{6563 LNCS}}").volume == "6563"
    assert source(f"{OAKS}, volume = {{6563 LNCS}}").volume == "6563 LNCS"


def test_two_entries_that_part_in_the_year_of_a_volume_alone_are_one():
    one = "journal = {Oaks}, volume = {Volume 3 - 2020}"
    two = f"{OAKS}, volume = {{3}}"
    assert source(f"{BOOK}, {one}}}\n@article{{lin, {two}").volume == "3"


def test_a_reprint_is_no_edition():
    assert source(f"{BOOK}, edition = {{Repr}}", "book").edition == "Repr"


@pytest.mark.parametrize("mark", ["☆", " ✩", r" \ding{73}", r"\ding{75}"])
def test_the_star_of_a_footnote_is_no_part_of_a_title(mark):
    assert source(f"author = {{Ada Lin}}, title = {{Oaks{mark}}}, {YEAR}").title == "Oaks"


@pytest.mark.parametrize(("number", "said"), [("c", ""), ("ja", ""), ("OnlineFirst", None)])
def test_a_code_beside_volume_0_is_no_number(number, said):
    made = source(f"{OAKS}, volume = 00, number = {{{number}}}")
    assert made.volume == "" and (said is None or made.number == said)


def test_what_an_edition_says_again_is_said_once():
    twice = text(f"{BOOK}, edition = {{Second Edition, Second Edition}}", "book")
    assert twice.count("Second Edition") == 1


@pytest.mark.parametrize(
    ("venue", "name", "state"),
    [
        ("to appear JEO", "JEO", "to appear"),
        ("To appear, Oak Letters", "Oak Letters", "to appear"),
        ("to appear soon", "to appear soon", ""),
        ("To appear May 2020", "To appear May 2020", ""),
    ],
)
def test_a_state_before_its_venue_needs_no_word_between_them(venue, name, state):
    made = source(f"{BOOK}, journal = {{{venue}}}")
    assert (made.venue, made.state) == (name, state)


def test_a_chapter_that_says_how_its_book_is_called_is_none():
    book = "booktitle = {Book on {{Elms}}}, chapter = {Book on Elms}"
    assert text(f"{BOOK}, {book}", "incollection").count("Elms") == 1


def test_the_pages_and_the_price_that_zbmath_has_behind_a_publisher_are_how_many_pages_it_has():
    said = r"publisher = {{Elmtown: Elm Press. xxvi, 572 p. \$ 58.00}}"
    assert "Elmtown: Elm Press, xxvi, 572 pp." in text(f"{BOOK}, {said}", "book")
    again = f"{ADA}, booktitle = {{T, ISBN-13: 978-3527410781.~350 pages.~Elm GmbH, 2020}}"
    assert text(f"{again}, publisher = {{Elm}}, {YEAR}", "book") == "Ada Lin. T. Elm, 2020."


def test_the_star_behind_a_question_and_pages_with_letters_are_read():
    asked = f"author = {{Ada Lin}}, title = {{Old {{{{Oaks}}}}?*}}, {YEAR}"
    assert source(asked).title == "Old Oaks?"
    assert source(f"{OAKS}, pages = {{573c-580c}}").pages == "573c–580c"
    assert source(f"{OAKS}, pages = {{12a-b}}").pages == "12a-b"
