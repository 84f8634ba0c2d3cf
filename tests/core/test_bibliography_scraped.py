"""Numbers, places, notes and links as programs take them from pages and catalogues."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography


def said(fields: str, kind: str = "article") -> str:
    """Return what the reference of a work says behind its authors and its title."""
    return source(f"{ADA}, {fields}", kind).reference.text.removeprefix("Ada Lin. T. ")


def addresses(fields: str) -> list[str]:
    return [to for _, to in source(f"{ADA}, year = 2020, {fields}").links]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("volume = {septiembre}, number = 1, year = 2020", "Elm no. 1, September 2020."),
        ("volume = {Janvier-Février}, year = 2020", "Elm, January–February 2020."),
        ("number = {July-December}, year = 2020", "Elm, July–December 2020."),
        ("volume = {May 2020}, year = 2020", "Elm, May 2020."),
        ("volume = {May}, month = {5}, year = 2020", "Elm, May 2020."),
        ("issue = {november}, date = {2020-11-03}", "Elm, 3 November 2020."),
        # near-misses
        ("issue = {november}, date = {2020-10-03}", "Elm november, 3 October 2020."),
        ("volume = {May}, month = {6}, year = 2020", "Elm May, June 2020."),
        ("volume = {Feb. 96}, year = 1996", "Elm Feb. 96, 1996."),
        ("volume = {May 2019}, year = 2020", "Elm May 2019, 2020."),
        ("volume = {May-Oak}, year = 2020", "Elm May-Oak, 2020."),
        ("volume = {Mayflower}, year = 2020", "Elm Mayflower, 2020."),
    ],
)
def test_a_month_in_place_of_a_volume_or_a_number_is_the_month(fields, text):
    assert said(f"journal = {{Elm}}, {fields}") == text


@pytest.mark.parametrize(
    ("volume", "text"),
    [
        ("121 ( Pt 6", "Elm 121 (Pt 6), 2020."),  # Mendeley, of a record of PubMed
        ("121 ( Pt 6)", "Elm 121 (Pt 6), 2020."),
        ("12 Suppl 1", "Elm 12 Suppl 1, 2020."),
        ("12 (Oak", "Elm 12 (Oak, 2020."),
    ],
)
def test_a_part_of_a_volume_stands_in_its_brackets(volume, text):
    assert said(f"journal = {{Elm}}, volume = {{{volume}}}, year = 2020") == text


@pytest.mark.parametrize("volume", ["In Press, Corrected Proof", "FirstView"])
def test_a_state_in_place_of_a_volume_is_the_state(volume):
    assert said(f"journal = {{Elm}}, volume = {{{volume}}}, pages = {{null--null}}") == (
        "Elm, in press."
    )


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("address = {Elmtown, Oakland, Oakland}", "Press, Elmtown, Oakland, 2020."),  # ACM
        ("address = {New York, New York}", "Press, New York, New York, 2020."),
        ("address = {Oak, Elm, Oak}", "Press, Oak, Elm, Oak, 2020."),
        ("publisher = {Ash / Ash}", "Ash, 2020."),
        ("publisher = {Ash / Elm}", "Ash / Elm, 2020."),
        ("publisher = {Ash, 2020}, address = {Rome}", "Ash, Rome, 2020."),
        ("publisher = {Ash, 2019}, address = {Rome}", "Ash, 2019, Rome, 2020."),
    ],
)
def test_a_place_a_publisher_and_a_year_are_said_once(fields, text):
    made = "" if "publisher" in fields else "publisher = {Press}, "
    assert said(f"{made}{fields}, year = 2020", "book") == text


@pytest.mark.parametrize("school", ["N/A", "none"])
def test_a_school_of_which_nothing_is_known_is_none(school):
    assert said(f"school = {{{school}}}, year = 2020", "phdthesis") == "PhD thesis, 2020."


@pytest.mark.parametrize(
    ("kind", "note", "text"),
    [
        ("book", "Section: 188 pages", "188 pp., 2020."),
        ("book", "Section: 345 p. : ill. ; 24 cm.", "345 pp., 2020."),
        ("book", "Section: 1 vol. (160 p.) : ill. ; 22 cm.", "160 pp., 2020."),
        ("book", "Section: Oaks", "2020."),
        ("techreport", "Issue: August", "August 2020."),
        ("techreport", "Issue: May 2020", "May 2020."),
        ("techreport", "Issue: Elm 1999", "2020. Issue: Elm 1999."),
        (
            "misc",
            r"ArticleType: primary\_article / Full publication date: Dec., 2020"
            " / Copyright © 2020 Elm Society",
            "2020.",
        ),
        (
            "misc",
            "ArticleType: oaks, and what they are",
            "2020. ArticleType: oaks, and what they are.",
        ),
    ],
)
def test_what_zotero_keeps_in_a_note_of_a_catalogue_or_of_jstor_is_no_note(kind, note, text):
    assert said(f"note = {{{note}}}, year = 2020", kind) == text


def test_the_name_of_an_issue_that_jstor_tells_is_kept():
    note = "ArticleType: research-article / Issue Title: Elms and Ash / Copyright © 2020 Elm"
    assert said(f"journal = {{Oaks}}, note = {{{note}}}, year = 2020") == (
        "Oaks, Elms and Ash, 2020."
    )


@pytest.mark.parametrize(
    ("doi", "number"),
    [
        (r"10.1000/PELM.07/SUPPL{\_}FILE/06985TABLE1.PDF", "10.1000/PELM.07"),
        ("10.1000/S12-016-7/FIGURES/5", "10.1000/S12-016-7"),
        ("10.1000/OAK.1/ASSET/A4-2C/ASSETS/OAK.FP.PNG", "10.1000/OAK.1"),
        ("10.1000/0008-CAN-07/654319/P/ACTIVATION-OF-OAKS", "10.1000/0008-CAN-07"),
        ("10.1000/oakj.4375/fig-1", "10.1000/oakj.4375/fig-1"),
        ("10.1000/oak.17.suppl_1.S39", "10.1000/oak.17.suppl_1.S39"),
        ("10.1000/oaks/kxac002", "10.1000/oaks/kxac002"),
    ],
)
def test_what_belongs_to_a_paper_is_no_part_of_its_doi(doi, number):
    assert source(f"{ADA}, year = 2020, doi = {{{doi}}}").doi == number


@pytest.mark.parametrize(
    "fields",
    [
        "eprint = {2020.03.11.435043}, doi = {10.1000/2020.03.11.435043}",
        "eprint = {/oup/backfile/elm/28/5/10.1000/e.8/2/28-5-870.pdf}, doi = {10.1000/e.8}",
    ],
)
def test_an_eprint_that_is_the_doi_again_or_a_file_of_the_publisher_is_none(fields):
    (address,) = addresses(fields)
    assert address.startswith("https://doi.org/10.1000/")


def test_an_eprint_of_no_archive_stays_refused():
    assert "of which archive" in problem(f"{ADA}, eprint = {{435043}}, doi = {{10.1000/35043}}")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ('href="http://dx.doi.org/10.1000/oak', "https://doi.org/10.1000/oak"),
        ("+ http://dx.doi.org/10.1000/oak", "https://doi.org/10.1000/oak"),
        (
            "http://dx.doi.org/10.1000/15(2009)63[1:HU]2.0.CO 2",
            "https://doi.org/10.1000/15(2009)63%5B1:HU%5D2.0.CO;2",
        ),
    ],
)
def test_what_a_program_leaves_around_an_address_or_loses_of_it_is_mended(url, address):
    assert addresses(f"url = {{{url}}}") == [address]


def test_a_page_of_pubmed_with_how_it_is_shown_is_that_page():
    page = "https://pubmed.ncbi.nlm.nih.gov/6999364/"
    assert addresses(f"url = {{{page} {page}?dopt=Abstract}}") == [page]


def test_a_title_that_links_to_two_addresses_has_both():
    made = source(
        r"author = {Ada Lin}, title = {\href{http://oak.example/a http://elm.example/b}{Oaks}},"
        " year = 2020"
    )
    assert made.title == "Oaks"
    assert made.links == (
        ("Oaks", "http://oak.example/a"),
        ("elm.example/b", "http://elm.example/b"),
    )


@pytest.mark.parametrize(
    ("year", "text"),
    [
        ("EasyChair, 2020", "2020."),
        ("2020, as of 20.4.2021", "2020."),
        ("cited 2021", "n.d. Visited in 2021."),
    ],
)
def test_a_year_with_its_archive_or_a_visit_beside_it_is_read(year, text):
    assert said(f"year = {{{year}}}", "misc") == text


def test_fields_of_the_acm_that_zotero_keeps_are_no_mistake():
    note = r"bibtex: lin bibtex[issue\_date=May 2020;acmid=2991893]"
    assert said(f"journal = {{Elm}}, note = {{{note}}}, year = 2020") == "Elm, 2020."


def test_a_line_that_mendeley_has_broken_is_one():
    made = source(
        r"author = {Ada Lin}, title = {Oaks of{\\\}elms}, publisher = {{\\\}  Ash Press{\\\} },"
        " year = 2020",
        "book",
    )
    assert made.reference.text == "Ada Lin. Oaks of elms. Ash Press, 2020."
    assert r"\\" not in made.bibtex


@pytest.mark.parametrize(
    ("series", "text"),
    [
        (r"Sociolog\{\'{\i}\}a y pol\{\'{\i}\}tica", "Sociología y política"),
        (r"Colihu\{\'{e}\} Cl\{{\'a}\}sica", "Colihué Clásica"),
    ],
)
def test_braces_around_a_letter_with_its_accent_that_google_books_escapes_are_none(series, text):
    assert said(f"series = {{{series}}}, year = 2020", "book") == f"{text}, 2020."


@pytest.mark.parametrize("kind", ["inbook", "bookinbook", "suppbook"])
def test_a_work_in_a_book_has_the_author_and_the_title_of_the_book(kind):
    read = read_bibliography(
        f"@{kind}{{a, title = {{Oaks}}, crossref = {{b}}, year = 1929}}\n"
        "@book{b, author = {Ada Lin}, title = {Collected Works}, volume = 3, publisher = {Elm},"
        " year = 1990}"
    )
    assert read.sources["a"].reference.text == "Ada Lin. Oaks. Collected Works 3, Elm, 1929."


@pytest.mark.parametrize(
    ("kind", "fields", "text"),
    [
        (
            "misc",
            "note = {Pages: 1-6 Publication Title: Elm Service: Reports Volume: 9, No.2}",
            "Elm Service: Reports 9, No.2, 1–6, 2020.",
        ),
        ("misc", "note = {Pages: 236 pp.}", "236 pp., 2020."),
        ("phdthesis", "note = {Number: April}", "PhD thesis, April 2020."),
        ("book", "note = {Citation Key Alias: lin2020, wu}", "2020."),
        ("book", "note = {Series Title: Elms and Ash}", "Elms and Ash, 2020."),
        ("book", "note = {Series Title: Elms}, series = {{Elms}}", "Elms, 2020."),
        ("book", "note = {Series Title: Elms}, series = {Ash}", "Ash, 2020. Series Title: Elms."),
        (
            "article",
            "note = {Publication Title: Elms}, journal = {Ash}",
            "Ash, 2020. Publication Title: Elms.",
        ),
    ],
)
def test_the_names_of_a_journal_and_of_a_series_that_zotero_keeps_in_a_note(kind, fields, text):
    assert said(f"{fields}, year = 2020", kind) == text


@pytest.mark.parametrize(
    ("title", "text", "address"),
    [
        (
            "Oaks. {R} package. https://{OAK}.{R}-elm.example/a",
            "Oaks. R package",
            "https://OAK.R-elm.example/a",
        ),
        ("Oaks. Elm. {URL} https://oak.example/.", "Oaks. Elm", "https://oak.example/"),
        (
            "{Oaks}. http://oak.example/ [accessed 01/01/2021]",
            "Oaks",
            "http://oak.example/",
        ),
        ("http://oak.example/{Elm}-1/", "oak.example/Elm-1", "http://oak.example/Elm-1/"),
    ],
)
def test_an_address_at_the_end_of_a_title_is_a_link_whatever_stands_around_it(title, text, address):
    made = source(f"author = {{Ada Lin}}, title = {{{title}}}, year = 2020", "book")
    assert (made.title, [to for _, to in made.links]) == (text, [address])


def test_an_address_in_place_of_a_publisher_is_a_link():
    made = source(f"{ADA}, publisher = {{https://oak.example}}, year = 2020", "misc")
    assert made.reference.text == "Ada Lin. T. 2020."
    assert made.links == (("oak.example", "https://oak.example"),)


def test_a_venue_of_which_a_program_knows_nothing_is_none():
    assert said("booktitle = {null}, pages = {3}, year = 2020", "inproceedings") == "3, 2020."


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            r"On {\textless}{I}{\textgreater}{Quercus} alba{\textless}/{I}{\textgreater} ({L}.)",
            "On Quercus alba (L.)",
        ),
        ("On <I>Quercus</I> of List<I>", "On Quercus of List<I>"),
    ],
)
def test_a_tag_in_capitals_is_taken_out_where_it_ends(title, text):
    assert source(f"author = {{Ada Lin}}, title = {{{title}}}, year = 2020").title == text
