"""What programs write where they know nothing, under names of their own, or in the wrong field."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography
from folio.exports.csl import csl_item

YEAR = f"{ADA}, journal = {{L}}, year = 2020"


@pytest.mark.parametrize("name", ["art_number", "article-number", "eid", "articleno", "page"])
def test_the_number_of_an_article_is_read_under_each_of_its_names(name):
    found = source(f"{YEAR}, volume = 3, {name} = {{1234}}")
    assert found.reference.imprint == "L 3, 1234, 2020."
    assert "1234" in found.bibtex
    assert csl_item(found)["page"] == "1234"


def test_the_address_of_an_old_entry_of_dblp_is_a_link():
    found = source(f"{YEAR}, ee = {{http://dx.doi.org/10.1000/1}}")
    assert found.doi == "10.1000/1"


def test_whole_numbers_out_of_a_table_are_whole():
    found = source(f"{ADA}, journal = {{L}}, volume = {{336.0}}, number = {{1.0}}, year = 2020")
    assert found.reference.imprint == "L 336(1), 2020."
    assert 'volume = "336"' in found.bibtex
    assert source(f"{ADA}, version = {{2.0}}, year = 2020", "software").edition == "version 2.0"


def test_a_number_of_arxiv_in_place_of_a_doi_leads_there():
    found = source(f"{YEAR}, doi = {{arXiv:1311.3589}}")
    assert (found.doi, found.eprint) == ("", "1311.3589")


def test_a_month_of_one_digit_is_read_in_a_date():
    assert source(f"{ADA}, date = {{2016-4}}").when == "April 2016"


def test_a_field_under_another_name_gives_way_to_the_one_that_is_there():
    assert source(f"{YEAR}, pages = {{1--9}}, page = {{7}}").pages == "1–9"


def test_zeros_say_nothing_where_a_publisher_has_no_issue_yet():
    ahead = "volume = 0, number = 0, pages = {000-000}"
    assert source(f"{YEAR}, {ahead}").reference.imprint == "L, 2020."
    assert source(f"{ADA}, journal = {{L}}, year = 0, {ahead}").reference.imprint == "L, n.d."
    assert source(f"{YEAR}, volume = 3, number = 0").reference.imprint == "L 3(0), 2020."
    assert source(f"{ADA}, year = 0").reference.imprint == "n.d."
    assert source(f"{YEAR}, month = 00, day = 0").when == "2020"
    assert "month for its day" in problem(f"{YEAR}, month = 0, day = 5")


@pytest.mark.parametrize("year", ["????", "xxxx", "XX", "?"])
def test_signs_in_place_of_a_year_say_that_none_is_known(year):
    assert source(f"{ADA}, year = {{{year}}}").when == "n.d."


def test_the_number_of_an_article_with_its_year_is_no_range_of_pages():
    assert source(f"{YEAR}, pages = {{e01904-22}}").pages == "e01904-22"
    assert source(f"{YEAR}, pages = {{e12-19}}").pages == "e12–19"


@pytest.mark.parametrize("note", ["cited By 24", "Cited by 3.", "cited By (since 1996): 7"])
def test_a_count_of_citations_on_the_day_of_an_export_is_no_note(note):
    found = source(f"{YEAR}, note = {{{note}}}")
    assert found.note == ""
    assert note not in found.bibtex
    assert source(f"{YEAR}, note = {{{note} and read by all}}").note.startswith(note[:8])


@pytest.mark.parametrize(
    ("where", "number"),
    [
        ("journal = {arXiv preprint arXiv:2408.12757}", "2408.12757"),
        ("journal = {arXiv:2408.12757 [cs.DC]}", "2408.12757"),
        ("journal = {ArXiv e-prints, arXiv:2408.12757}", "2408.12757"),
        ("journal = {arXiv preprint physics/0004057}", "physics/0004057"),
        ("journal = {CoRR}, volume = {abs/2408.12757}", "2408.12757"),
        ("howpublished = {arXiv:2408.12757 [cs.AI]}", "2408.12757"),
        ("howpublished = {arXiv preprint arXiv:2408.12757}", "2408.12757"),
        ("number = {arXiv:2408.12757}, publisher = {arXiv}", "2408.12757"),
        ("number = {arXiv:2408.12757 [cs]}, institution = {arXiv}", "2408.12757"),
    ],
)
def test_a_number_of_arxiv_in_place_of_a_venue_leads_there(where, number):
    found = source(f"{ADA}, {where}, year = 2020")
    assert found.links == ((f"arXiv:{number}", f"https://arxiv.org/abs/{number}"),)
    assert f'eprint = "{number}"' in found.bibtex


@pytest.mark.parametrize(
    "where",
    [
        "journal = {arXiv}",
        "journal = {Archive 2408.12757}",
        "journal = {L}, volume = {abs/1}",
        "journal = {L}, number = {2408.12757}",
        "howpublished = {Talk on arXiv:2408.12757}",
        "howpublished = {arXiv}, volume = {2}",
    ],
)
def test_a_venue_without_such_a_number_leads_nowhere(where):
    assert source(f"{ADA}, {where}, year = 2020").links == ()


def test_an_eprint_that_is_given_is_not_replaced():
    given = "journal = {arXiv:2408.12757}, eprint = {2401.00001}, archiveprefix = {arXiv}"
    assert source(f"{ADA}, {given}, year = 2020").eprint == "2401.00001"


@pytest.mark.parametrize(
    ("doi", "said"),
    [
        ("10.1.1.31.2108", "CiteSeerX:10.1.1.31.2108"),
        ("S0960-9822(00)00007-5 [pii]", "PII:S0960-9822(00)00007-5"),
    ],
)
def test_a_number_of_others_in_place_of_a_doi_is_said_to_be_theirs(doi, said):
    found = source(f"{YEAR}, doi = {{{doi}}}")
    assert (found.doi, found.links) == ("", ())
    assert said in found.reference.imprint
    other = "eprint = {2401.00001}, archiveprefix = {arXiv}"
    assert "must have as doi" in problem(f"{YEAR}, doi = {{{doi}}}, {other}")


@pytest.mark.parametrize("doi", ["10.1.1", "10.1016", "10.1137/05064 1.", "10.1515 / OAK.7"])
def test_a_doi_that_is_cut_short_is_refused(doi):
    assert "must have as doi one DOI" in problem(f"{YEAR}, doi = {{{doi}}}")


@pytest.mark.parametrize(
    ("fields", "addresses"),
    [
        ("doi = {https://doi:10.1000/1}", ["https://doi.org/10.1000/1"]),
        (
            "doi = {https://copy.example/1}, url = {https://oak.example/1}",
            ["https://oak.example/1", "https://copy.example/1"],
        ),
        ("url = {https://doi.org/}", []),
        (
            "url = {10.1000/1}, doi = {10.1000/2}",
            ["https://doi.org/10.1000/2", "https://doi.org/10.1000/1"],
        ),
        (r"doi = {10.1000/1ab\r0000-12}", ["https://doi.org/10.1000/1ab"]),
        ("url = {urn:nbn:de:0070-pub-1}", ["https://nbn-resolving.org/urn:nbn:de:0070-pub-1"]),
        ("url = {Available at: http://oak.example/1}", ["http://oak.example/1"]),
        ("url = {: https://oak.example/1}", ["https://oak.example/1"]),
        (
            "url = {www.oak.example www.elm.example/1}",
            ["https://www.oak.example", "https://www.elm.example/1"],
        ),
        (
            "url = {http://oak.example/1 . http://elm.example/2}",
            ["http://oak.example/1", "http://elm.example/2"],
        ),
        (
            "url = {http://oak.example/a - b.pdf?version=1&x=2}",
            ["http://oak.example/a%20-%20b.pdf?version=1&x=2"],
        ),
    ],
)
def test_an_address_is_found_in_what_stands_around_it(fields, addresses):
    assert [to for _, to in source(f"{YEAR}, {fields}").links] == addresses


@pytest.mark.parametrize(
    "lead",
    [
        *("Recuperado el 10-01-2020 de", "Disponible en:", "Abrufbar von", "Disponível em"),
        *(
            "Abgerufen am 3. Mai 2020 von",
            "Consulté le 3 mai 2020 sur",
            "Retrieved May 3, 2020 from",
        ),
    ],
)
def test_what_says_that_an_address_follows_is_no_place(lead):
    how = rf"howpublished = {{{lead} \url{{https://oak.example}}}}"
    found = source(f"{ADA}, {how}, year = 2020", "misc")
    assert found.reference.text == "Ada Lin. T. 2020."
    assert [to for _, to in found.links] == ["https://oak.example"]


def test_an_address_in_howpublished_is_a_link_beside_a_journal_too():
    how = r"journal = {Store}, howpublished = {Handout at \url{https://oak.example}}, note = {N.}"
    found = source(f"{ADA}, {how}, year = 2020", "misc")
    assert found.reference.text == "Ada Lin. T. Store, 2020. Handout. N."
    assert [to for _, to in found.links] == ["https://oak.example"]


@pytest.mark.parametrize("url", ["urn:isbn:1", "oak.example elm.example", "See the web site"])
def test_what_is_no_address_is_refused_still(url):
    assert "must have as url" in problem(f"{YEAR}, url = {{{url}}}")


def test_the_group_of_an_old_number_may_name_the_archive_again():
    old = "eprint = {0407039v1}, archiveprefix = {arXiv}, primaryclass = {arXiv:quant-ph}"
    assert source(f"{YEAR}, {old}").eprint == "quant-ph/0407039v1"


def test_a_handle_in_place_of_a_doi_leads_to_its_resolver():
    found = source(f"{YEAR}, doi = {{20.500.11825/2453}}")
    assert found.links == (("hdl:20.500.11825/2453", "https://hdl.handle.net/20.500.11825/2453"),)


def test_a_year_by_two_calendars_is_no_span():
    assert "one calendar" in problem(f"{ADA}, year = {{1415/1994}}")
    assert source(f"{ADA}, year = {{1994/1995}}").when == "1994–1995"


@pytest.mark.parametrize("season", ["automne", "Herbst", "otoño", "Fall"])
def test_a_season_is_read_in_several_languages(season):
    said = source(f"{YEAR}, month = {{{season}}}").when
    assert said == ("Fall 2020" if season == "Fall" else "Autumn 2020")


def test_a_note_that_tells_of_a_field_that_nothing_shows_is_refused():
    assert source(f"{YEAR}, note = {{bibtex[series=Oaks;keywords=x]}}").series == "Oaks"
    assert "the field 'book'" in problem(f"{YEAR}, note = {{bibtex[book=Archive]}}")


CITED = (
    "@article{oak, author = {Lin, Ada and Wu, Bo and Xu, Chi}, title = {O}, year = 2019}\n"
    "@misc{elm, editor = {Wu, Bo and Lin, Ada}, title = {E}, year = {in press}}\n"
    "@misc{ash, title = {Ash & Co}, year = 2018}\n"
    "@article{lin, author = {Ada Lin}, title = {T}, year = 2020, note = {%s}}"
)


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (r"Extends~\cite{oak}", "Extends (Lin et al., 2019)"),
        (
            r"Superseded by \citet[p.~3]{oak, elm}.",
            "Superseded by Lin et al. (2019); Wu & Lin (in press).",
        ),
        (r"See \citep{ash}", "See (Ash & Co, 2018)"),
        (r"A loop: \cite{LIN}", "A loop: (Lin, 2020)"),
    ],
)
def test_a_note_cites_by_authors_and_year(note, said):
    read = read_bibliography(CITED % note)
    assert read.problems == ()
    assert read.sources["lin"].note == said
    assert "cite" not in read.sources["lin"].bibtex
    assert read_bibliography(read.sources["lin"].bibtex).sources["lin"].note == said


def test_a_note_that_cites_what_is_not_there_is_refused():
    ((line, said),) = read_bibliography(CITED % r"See \cite{fir}").problems
    assert line == 4
    assert "must cite in its note an entry of the files (got 'fir')" in said
