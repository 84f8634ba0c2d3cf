"""What stood wrong in lists that nobody had read: addresses, ties, materials and companies."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source

YEAR = f"{ADA}, year = 2020"


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("https://oak.example/ elm.html", "https://oak.example/elm.html"),
        ("https://oak.example/the-oak- and-elm/", "https://oak.example/the-oak-and-elm/"),
        ("https://oak.example/an oak.html", "https://oak.example/an%20oak.html"),
    ],
)
def test_an_address_is_whole_where_its_line_was_broken(url, meant):
    assert source(f"{YEAR}, url = {{{url}}}").url == meant


@pytest.mark.parametrize("page", ["link.springer.com/article", "www.jstor.org/stable"])
def test_the_page_of_a_publisher_that_ends_in_the_doi_is_the_doi(page):
    assert source(f"{YEAR}, doi = {{https://{page}/10.1000/s1-2}}").doi == "10.1000/s1-2"


@pytest.mark.parametrize("end", ["10.1000/a.pdf", "10.1000/a/abstract", "10.1000"])
def test_a_page_that_may_end_in_more_than_the_doi_is_asked_of(end):
    assert "one DOI" in problem(f"{YEAR}, doi = {{https://oak.example/{end}}}")


@pytest.mark.parametrize(
    "link",
    ["Go to ISI://WOS:1", "<Go to ISI>://WOS:1", r"{\textless}Go to ISI{\textgreater}://WOS:1"],
)
def test_what_only_endnote_can_open_is_no_link(link):
    assert source(f"{YEAR}, url = {{{link}}}").links == ()


@pytest.mark.parametrize("note", ["Draft available at", "Preprint:", "Full version at", "Slides"])
def test_what_stands_at_an_address_beside_a_work_is_the_name_of_the_link(note):
    made = source(rf"{YEAR}, journal = {{Oak}}, note = {{{note} \url{{http://oak.example/a}}}}")
    ((label, to),) = made.links
    assert note.startswith(label)
    assert (to, made.note, made.reference.imprint) == ("http://oak.example/a", "", "Oak, 2020.")


def test_what_a_note_says_beside_stays():
    made = source(rf"{YEAR}, note = {{Draft of May, at \url{{http://oak.example/a}}}}")
    assert made.links == (("oak.example/a", "http://oak.example/a"),)
    assert "Draft of May" in made.reference.text


@pytest.mark.parametrize("name", ["World~Bank", "Elm~GmbH", "Elm srl", "Elm S.p.A.", "Google Elm"])
def test_a_body_is_told_by_its_words_whatever_stands_between_them(name):
    made = source(f"author = {{{name}}}, title = {{T}}, year = 2020")
    assert [one.given for one in made.names] == [""]


def test_a_tie_is_a_blank_where_a_name_is_asked_of_and_holds_a_family_together():
    assert "behind the family" in problem("author = {Elm~AG}, title = {T}, year = 2020")
    assert source("author = {Elm~C, Ada}, title = {T}, year = 2020").families == ("Elm C",)
    assert source("author = {Huawei Lin}, title = {T}, year = 2020").families == ("Lin",)


@pytest.mark.parametrize("pages", ["e215 – e215", "e215--e215", "e215 - e215"])
def test_one_page_is_one_whatever_stands_around_the_dash(pages):
    assert source(f"{YEAR}, pages = {{{pages}}}").pages == "e215"


def test_a_chapter_in_words_is_the_title_where_its_book_is_told_elsewhere():
    fields = "author = {Ada Lin}, chapter = {On the oak}, booktitle = {Elms}, year = 2020"
    made = source(fields, "inbook")
    assert (made.title, made.venue) == ("On the oak", "Elms")
    assert "must have a title" in problem(fields.replace("On the oak", "7"), "inbook")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("Mu¨ller", "Müller"), ("Schr¨odinger", "Schrödinger"), ("ense˜nanza", "enseñanza")),
        *(("teor´ıa", "teoría"), ("naı¨ve", "naïve"), ("´Etude", "Étude"), ("Erd˝os", "Erdős")),
        *(("Bolı´var", "Bolívar"), ("AUTˆONOMA", "AUTÔNOMA"), ("Honor¨e", "Honorë")),
    ],
)
def test_an_accent_beside_its_letter_stands_over_the_one_that_can_have_it(written, meant):
    made = source(f"author = {{{written}, Ada}}, title = {{On {written}}}, year = 2020")
    assert (made.title, made.families) == (f"On {meant}", (meant,))


@pytest.mark.parametrize(
    "word", ["O´Lin", "l´elm", "oak´s", "aujourd´hui", "3´a", "“oak´", "a ¨ b"]
)
def test_an_acute_that_is_an_apostrophe_or_a_mark_alone_stays(word):
    assert source(f"author = {{Ada Lin}}, title = {{On {word}}}, year = 2020").title == f"On {word}"


@pytest.mark.parametrize(
    ("word", "readings"),
    [("evaluaci´on", "'evaluacíon' or 'evaluación'"), ("Pilar´avila", "'Pilaŕavila' or")],
)
def test_an_accent_between_two_letters_that_can_have_it_is_asked_of(word, readings):
    said = problem(f"author = {{Ada Lin}}, title = {{On {word}}}, year = 2020")
    assert f"accent beside its letter (got {word!r}); write {readings}" in said
    assert "’ for an apostrophe" in said


def test_a_list_of_which_each_name_stands_several_times_has_each_once():
    names = "Ada Oak and Ada Oak and Ada Oak and Ada Oak and Bo Lee and Bo Lee"
    made = source(f"author = {{{names}}}, title = {{T}}, year = 2020")
    assert made.printed_authors == ("Ada Oak", "Bo Lee")
    some = source("author = {A. Li and B. Wu and A. Li}, title = {T}, year = 2020")
    assert some.printed_authors == ("A. Li", "B. Wu", "A. Li")


def test_the_time_behind_a_day_is_no_part_of_it():
    made = source("author = {Ada Lin}, title = {T}, year = {2015-08-19T11:00:58+00:00}")
    assert (made.when, str(made.date.year)) == ("19 August 2015", "2015")


@pytest.mark.parametrize(
    ("held", "is_body"),
    [
        ("Oak Forest Service, Elm Region", True),
        ("Elm Agency, North", True),
        ("NOAK, National Elm Service", True),
        ("National Oak, Elm", True),
        ("Lin, Ada", False),
        ("de la Lin Wu, Ada B.", False),
        ("Group, Ada", False),
    ],
)
def test_braces_around_a_comma_hold_a_body_together_and_no_person(held, is_body):
    (name,) = source(f"author = {{{{{held}}}}}, title = {{T}}, year = 2020").names
    assert (name.family if is_body else f"{name.family}, {name.given}") == held
