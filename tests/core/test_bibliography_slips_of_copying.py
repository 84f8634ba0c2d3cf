"""Blanks and signs that a program has added or lost, and what stands in place of something else."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source

YEAR = "year = 2020"
OAKS = f"{ADA}, {YEAR}, journal = {{Oaks}}"


def named(names: str) -> list[str]:
    """Return the authors of an entry as they are listed."""
    made = source(f"author = {{{names}}}, title = {{T}}, {YEAR}")
    return [" ".join(filter(None, name)) for name in made.names]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Oaks , elms , and ashes", "Oaks, elms, and ashes"),
        ("Oaks of the north . A study", "Oaks of the north. A study"),
        ("Oaks ... and elms", "Oaks ... and elms"),
        (".NET and .5 of it", ".NET and .5 of it"),
        ("Oaks #x201C;here #x201D; and #x2014; there", "Oaks “here” and — there"),
        ("Oaks #1; colour #fff;", "Oaks #1; colour #fff;"),
        (r"Canci\\'on de robles, ma\\~nana", "Canción de robles, mañana"),
        (r"Oaks \\ elms", "Oaks elms"),
        ("The oak ( Quercus robur ) and f( x)", "The oak (Quercus robur) and f( x)"),
        ("Growth of old oaks Growth of old oaks", "Growth of old oaks"),
        ("Oaks, oaks, oaks, oaks", "Oaks, oaks, oaks, oaks"),
        (r"The \dq oak\dq", 'The "oak"'),
        ("Na\u0131 \u0308ve and na\u0131¨ve oaks", "Naïve and naïve oaks"),
    ],
)
def test_a_title_has_the_signs_that_are_meant(written, title):
    assert source(f"author = {{Ada Lin}}, title = {{{written}}}, {YEAR}").title == title


@pytest.mark.parametrize(
    ("written", "said", "to"),
    [
        ("URL http://www. oak. example/a/b. html", "", "http://www.oak.example/a/b.html"),
        (r"http://oak.example/$^\sim$lin/a.pdf", "", "http://oak.example/~lin/a.pdf"),
        (r"See http://oak. example/\~{} lin.", "", "http://oak.example/~lin"),
        ("OAK-WS. org", "OAK-WS.org", None),
        ("Oaks. Organic elms", "Oaks. Organic elms", None),
        ("At http://oak.example. com and others", "At oak.example.com and others", None),
    ],
)
def test_a_site_has_no_blank_behind_its_points(written, said, to):
    made = source(f"{OAKS}, note = {{{written}}}")
    assert made.note == said
    assert to is None or [to] == [address for _, address in made.links]


@pytest.mark.parametrize(
    "url",
    [
        "http://dx.doi.org/http://doi.oak.example/a",
        "https://doi.org/http://doi.oak.example/a",
        "http://doi. oak. example/a",
    ],
)
def test_an_address_leads_to_its_site(url):
    (link,) = source(f"{OAKS}, url = {{{url}}}").links
    assert link[1] == "http://doi.oak.example/a"


@pytest.mark.parametrize(
    "doi",
    [
        *(
            "10.1000/o_1/",
            r"10.1000/o{\textunderscore }1",
            r"S0012-3(10)1 [pii]\r10.1000/o_1 [doi]",
        ),
        "http://dx.doi.org/http://doi.acm.org/10.1000/o_1",
    ],
)
def test_a_doi_is_without_what_programs_add(doi):
    assert source(f"{OAKS}, doi = {{{doi}}}").doi == "10.1000/o_1"


def test_a_number_of_pmc_in_the_field_of_dois_is_one_of_pmc():
    (link,) = source(f"{OAKS}, doi = {{PMC1234567}}").links
    assert link[0] == "PMC:PMC1234567"


@pytest.mark.parametrize(
    ("names", "read"),
    [
        ("Ada Lin 0002 and Wu 0013, Bo and 0001, Chi Xu", ["Ada Lin", "Bo Wu", "Chi Xu"]),
        ("A. Lin and Jr. and B. Wu", ["A. Lin Jr.", "B. Wu"]),
        ("Lin, Ada and III and Wu, Bo", ["Ada Lin III", "Bo Wu"]),
        ("R Core Team,", ["R Core Team"]),
        ("Lin, Ada Bo,", ["Ada Bo Lin"]),
        (r"Lin, John F., {\relax III} and Wu, {\relax AB}", ["John F. Lin III", "AB Wu"]),
        (r"Lin Guerv\\'os, Ada and Wu, Bo", ["Ada Lin Guervós", "Bo Wu"]),
        ("Lin K . and Wu, B.", ["K. Lin", "B. Wu"]),
        (r"Elm GmbH \& Co. KG", ["Elm GmbH & Co. KG"]),
        ("Malcolm X and Lin, Ada", ["Malcolm X", "Ada Lin"]),
        ("Lin, ElmerG and Wu, OtisB. and SpaceX", ["Elmer G Lin", "Otis B. Wu", "SpaceX"]),
    ],
)
def test_a_name_is_without_what_is_no_part_of_it(names, read):
    assert named(names) == read


@pytest.mark.parametrize(
    "names", ["Elm J C J and Wu A S and Lin T", "Lin, A. and Wuo E", "Wuo E F and Lin, A. B."]
)
def test_initials_without_points_behind_a_family_are_refused(names):
    said = problem(f"author = {{{names}}}, title = {{T}}, {YEAR}")
    assert "has the initials behind the family" in said


def test_a_company_with_two_letters_at_its_end_is_refused_with_both_readings():
    said = problem(f"author = {{Oak Elm AG}}, title = {{T}}, {YEAR}")
    assert said.endswith("write {Oak Elm, AG}, or {{Oak Elm AG}} if that is a company")


@pytest.mark.parametrize("names", ["Lin, Ada B., Wu, C.D.", "Lin, A.; Wu, B. (Eds.)"])
def test_persons_in_one_pair_of_braces_are_refused(names):
    said = problem(f"author = {{{{{names}}}}}, title = {{T}}, {YEAR}")
    assert "holds several names in braces" in said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("volume = 3, number = {ARTN 02006}", "Oaks 3, 02006, 2020."),
        ("volume = 3, pages = {UNSP e17}", "Oaks 3, e17, 2020."),
        ("volume = 3, number = {Article ID 753475}", "Oaks 3, 753475, 2020."),
        ("volume = 3, number = {Art of oaks 2}", "Oaks 3(Art of oaks 2), 2020."),
        ("volume = {1401.12345}", "Oaks, 2020."),
        ("volume = {1413.12345}", "Oaks 1413.12345, 2020."),
        ("volume = {16 4}, pages = {203-7}", "Oaks 16(4), 203–7, 2020."),
        ("volume = {16}, article-number = {UNSP 138}", "Oaks 16, 138, 2020."),
        (
            "volume = 3, note = {arXiv:2401.00001, https://doi.org/10.48550/arXiv.2401.00001}",
            "Oaks 3, 2020.",
        ),
    ],
)
def test_the_number_of_an_article_is_not_that_of_an_issue(fields, said):
    assert source(f"{OAKS}, {fields}").reference.text == f"Ada Lin. T. {said}"


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("book", "editor = {2nd}, publisher = {Elm}", "2nd edition, Elm"),
        ("book", "editon = {Third edition}, publisher = {Elm}", "Third edition, Elm"),
        ("book", "series = {Oaks}, volume = 1, number = {F 74}", "Oaks 1, F 74"),
        (
            "techreport",
            "number = {OAK 1/B}, howpublished = {OAK 1/B}, institution = {E}",
            "OAK 1/B, E",
        ),
        (
            "incollection",
            "booktitle = {Ormes, de nouveaux et récents défis.}",
            "Ormes, de nouveaux et récents défis",
        ),
        ("incollection", "booktitle = {Journal of the Oak Assoc.}", "Journal of the Oak Assoc."),
        ("book", r"publisher = {Elm \raggedright}", "Elm"),
        ("book", "editor = {Oak Editorial}", "Oak Editorial"),
        ("book", "edition = {2nd Editio}, publisher = {Elm}", "2nd Edition, Elm"),
        ("book", "edition = {Unpublished thesis}, publisher = {Elm}", "Unpublished thesis, Elm"),
        ("book", "series = {Oaks}, volume = 29, number = 29, publisher = {Elm}", "Oaks 29, Elm"),
        ("software", "version = {v 3.0.1}, publisher = {Elm}", "Elm, version 3.0.1"),
        ("incollection", "booktitle = {Oaks}, booktitleaddon = {Vol 2}", "Oaks, Vol 2"),
        ("inbook", "booktitle = {Oaks}, chapter = {T}, publisher = {Elm}", "Oaks, Elm"),
    ],
)
def test_each_field_is_told_as_what_it_is(kind, fields, said):
    end = "." if said.endswith("c.") else ""
    text = source(f"{ADA}, {YEAR}, {fields}", kind).reference.text
    assert text == f"Ada Lin. T. {said}, 2020."
    assert end in text


@pytest.mark.parametrize(
    ("year", "shown"),
    [
        ("year = {22. 4. 2017}", "22 April 2017"),
        ("year = 2017, month = {05/31}", "31 May 2017"),
        ("year = 2017, month = {31/05}", "31 May 2017"),
        ("year = 2017, month = {05/06}", "May–June 2017"),
    ],
)
def test_a_day_is_read_if_only_one_of_its_numbers_can_be_the_month(year, shown):
    assert source(f"{ADA}, {year}").reference.text == f"Ada Lin. T. {shown}."


@pytest.mark.parametrize(
    "lead",
    [
        "[Internet; accedido el 2 de abril del 2020] Disponible en: ",
        "[Internet; accessed 2 April 2020] Available from: ",
        "[Internet]. Disponível em: ",
    ],
)
def test_what_leads_to_an_address_goes_with_the_day_of_the_visit(lead):
    made = source(rf"{OAKS}, note = {{{lead}\url{{https://oak.example}}}}")
    assert (made.note, len(made.links)) == ("", 1)


@pytest.mark.parametrize(
    ("eprint", "label"),
    [("inria00123456", "HAL:inria-00123456"), ("hal-1", "HAL:hal-1"), ("bioRxiv.org", None)],
)
def test_a_number_of_hal_may_lack_its_hyphen_and_a_site_is_no_number(eprint, label):
    made = source(f"{OAKS}, eprint = {{{eprint}}}")
    assert [one for one, _ in made.links] == ([label] if label else [])


def test_what_is_escaped_twice_is_copied_as_it_is_shown():
    made = source(
        r"author = {L{\textbackslash}textquotesingleOrme, Bo}, year = 2020,"
        r"title = {On {\textbackslash}textit{\{}Elms{\}}}"
    )
    assert made.names[0].family == "L'Orme"
    assert r"L\textquotesingle{}Orme" in made.bibtex
    assert r"\textit{Elms}" in made.bibtex


def test_a_field_without_a_value_is_named():
    said = problem(f"{OAKS}, volume = , number = 3")
    assert "has no value for its field 'volume'; write it in braces, or remove the field" in said


def test_where_the_authors_work_is_no_note():
    said = f"author = {{Lin, Ada}}, title = {{T}}, {YEAR}, note = {{Place: Oakland {{}} Elm.}}"
    work = "Lin, Ada. Elm University"
    assert source(said.replace("{} Elm", work)).note == ""
    assert (
        source(
            said.replace("{} Elm", "Wu, Bo. Institute of Oaks of the University of Elm, Ash")
        ).note
        != ""
    )


def test_the_number_that_a_publisher_gives_its_items_is_no_article_number():
    made = source(rf"{OAKS}, pages = {{1--9}}, article-number = {{PII S0123456789}}")
    assert (made.article, "PII" in made.bibtex) == ("", False)
