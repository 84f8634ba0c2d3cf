"""Numbers and addresses that only what stands beside them tells, and what a page adds to them."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source

PAPER = f"{ADA}, journal = {{J. Oak}}, volume = 3, pages = {{1--9}}"
AT_PUBMED = "https://pubmed.ncbi.nlm.nih.gov/28100585"


def linked(fields: str) -> list[tuple[str, str]]:
    return list(source(f"{ADA}, year = 2020, {fields}").links)


def test_eight_figures_of_about_the_year_of_a_paper_are_its_number_in_pubmed():
    for year in ("2016", "2017", "2018"):
        made = source(f"{PAPER}, year = {year}, doi = {{10.1000/182}}, eprint = {{28100585}}")
        assert made.links[1] == ("PubMed:28100585", AT_PUBMED)
        assert 'eprinttype = "pubmed"' in made.bibtex


@pytest.mark.parametrize("name", ["number", "issue"])
def test_the_number_of_an_issue_that_says_the_volume_again_is_said_once(name):
    oaks = f"{ADA}, year = 2020, journal = {{Oaks}}, volume = 57"
    made = source(f"{oaks}, {name} = {{Volume 57, 2006}}")
    assert (made.volume, made.number) == ("57", "")
    assert "57, Volume" not in made.reference.text
    assert source(f"{oaks}, number = {{Volume 5, 2006}}").number


@pytest.mark.parametrize(
    "fields",
    [
        "year = 1975, doi = {10.1000/182}, eprint = {28100585}",  # of JSTOR
        "year = 2017, doi = {10.2307/182}, eprint = {28100585}",
        "year = 2017, eprint = {28100585}",
        "year = 2017, doi = {10.1000/182}, issn = {2810-0585}, eprint = {28100585}",
        "year = 1985, doi = {10.1000/182}, eprint = {3810058}",  # seven may be of arXiv
    ],
)
def test_figures_that_may_be_of_another_archive_are_refused(fields):
    assert "of which archive" in problem(f"{PAPER}, {fields}")


@pytest.mark.parametrize(
    ("doi", "number"),
    [
        *(("10.1000/182_31/COVER", "10.1000/182_31"), ("10.1000/182/METRICS", "10.1000/182")),
        *(("10.1000/182/FIGURES/2", "10.1000/182"), ("10.1000/182/FULL/HTML", "10.1000/182")),
        *(("10.1000/182/SUPPL_FILE", "10.1000/182"), ("10.1000/182/ASSETS/A.PNG", "10.1000/182")),
        *(("10.1000/182 Focus to learn more", "10.1000/182"), ("110.1000/182", "10.1000/182")),
        *(("10.1000/COVER", "10.1000/COVER"), ("10.1000/oak/cover", "10.1000/oak/cover")),
        *(("10.1000/FULL.12", "10.1000/FULL.12"), ("10.1000/182/FULLER", "10.1000/182/FULLER")),
    ],
)
def test_what_a_page_has_behind_a_doi_is_no_part_of_it(doi, number):
    assert source(f"{ADA}, year = 2020, doi = {{{doi}}}").doi == number


@pytest.mark.parametrize(
    "fields",
    [
        "url = {10.1000%2F182}",
        "url = {10.1000%2F182}, doi = {10.1000/182}",
        "url = {/doi/pdf/10.1000/182?download=true}",
        "url = {/doi/10.1000/182}, doi = {10.1000/182}",
    ],
)
def test_a_doi_in_the_path_of_its_page_is_that_doi(fields):
    made = source(f"{ADA}, year = 2020, {fields}")
    assert list(made.links) == [("doi:10.1000/182", "https://doi.org/10.1000/182")]
    assert "/doi/" not in made.bibtex
    assert "%2F" not in made.bibtex


def test_a_path_that_is_of_no_doi_is_refused():
    assert "address" in problem(f"{ADA}, year = 2020, url = {{/doi/oaks.pdf}}")


@pytest.mark.parametrize(
    "fields",
    [
        "doi = {2003.09837}, url = {https://arxiv.org/abs/2003.09837}",
        "doi = {2003.09837}, eprint = {2003.09837}",
        "eprint = {abs/2003.09837}",
    ],
)
def test_a_number_of_arxiv_in_place_of_a_doi_or_as_a_path_is_that_number(fields):
    assert linked(fields) == [("arXiv:2003.09837", "https://arxiv.org/abs/2003.09837")]


def test_an_old_number_of_arxiv_may_stand_behind_the_path_of_its_page():
    assert linked("eprint = {abs/cs/0610043}")[0][0] == "arXiv:cs/0610043"


def test_a_number_that_may_be_the_end_of_a_doi_is_refused():
    assert "one DOI" in problem(f"{ADA}, year = 2020, doi = {{2003.09837}}")


@pytest.mark.parametrize("words", ["Focus to learn more", "(opens in a new tab)"])
def test_what_a_page_shows_beside_a_link_is_no_part_of_the_address(words):
    assert linked(f"url = {{https://oak.example/a {words}}}") == [
        ("oak.example/a", "https://oak.example/a")
    ]


@pytest.mark.parametrize("path", ["/citation", "/citation.cfm?id=7"])
def test_an_address_through_the_proxy_of_a_library_leads_to_the_site_itself(path):
    for site in ("dl.oak.org.lib.elm.edu", "dl.oak.org"):
        assert linked(f"url = {{http://{site}{path}}}")[0][1] == f"http://dl.oak.org{path}"
    for site in ("oak.com.elm", "dl.oak.lib.elm.edu"):
        assert linked(f"url = {{http://{site}{path}}}")[0][1] == f"http://{site}{path}"


@pytest.mark.parametrize("day", ["Jan.~2011", "19th April, 2012", "May 3, 2011", "June 2011"])
def test_a_day_in_brackets_behind_an_address_is_that_of_a_visit(day):
    made = source(f"{ADA}, year = 2009, note = {{\\url{{http://oak.example}} ({day})}}", "misc")
    assert made.reference.text == "Ada Lin. T. 2009."


@pytest.mark.parametrize("day", ["19\\textsuperscript{th} April, 2012", "19 Apr. 2012"])
def test_the_day_of_a_visit_behind_an_address_is_told_where_no_year_is(day):
    made = source(f"{ADA}, note = {{\\url{{http://oak.example}} ({day})}}", "misc")
    assert made.reference.text == "Ada Lin. T. n.d. Visited on 19 April 2012."


@pytest.mark.parametrize("day", ["Oak 2011", "version of May 2011", "Elm, 2011"])
def test_other_words_in_brackets_behind_an_address_stay(day):
    made = source(f"{ADA}, year = 2009, note = {{\\url{{http://oak.example}} ({day})}}", "misc")
    assert day in made.reference.text


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("e12403 OAK-1139.R1", ""),
        ("OAK-1139.R1 e12403", ""),
        ("OAK-17-0042.R1", ""),
        ("OAK-1139.R1", " OAK-1139.R1."),
        ("e77 OAK-1139.R1", " E77 OAK-1139.R1."),
    ],
)
def test_the_number_of_a_manuscript_beside_that_of_the_article_is_no_note(note, shown):
    made = source(
        f"{ADA}, journal = {{J. Oak}}, year = 2014, pages = {{e12403}}, note = {{{note}}}"
    )
    assert made.reference.text == f"Ada Lin. T. J. Oak, e12403, 2014.{shown}"
