"""Identifiers and addresses in one form, each once, or refused."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography
from folio.exports.csl import csl_item

LINKS = {
    "doi = {https://doi.org/10.1000/xyz.5}": [
        ("doi:10.1000/xyz.5", "https://doi.org/10.1000/xyz.5")
    ],
    "doi = {http://dx.doi.org/10.1000/x}": [("doi:10.1000/x", "https://doi.org/10.1000/x")],
    "doi = {DOI 10.1000/x}": [("doi:10.1000/x", "https://doi.org/10.1000/x")],
    r"doi = {10.1000/a\_b}": [("doi:10.1000/a_b", "https://doi.org/10.1000/a_b")],
    "doi = {{10.1000/x<1>2}}": [("doi:10.1000/x<1>2", "https://doi.org/10.1000/x%3C1%3E2")],
    "eprint = {hal-01}, eprinttype = {hal}": [("HAL:hal-01", "https://hal.science/hal-01")],
    "eprint = {hal-01}, archivePrefix = {HAL}": [("HAL:hal-01", "https://hal.science/hal-01")],
    "eprint = {hal-01}": [("HAL:hal-01", "https://hal.science/hal-01")],
    "eprint = {https://press.example/x}": [("press.example/x", "https://press.example/x")],
    "eprint = {arXiv:arXiv:2408.12757}": [("arXiv:2408.12757", "https://arxiv.org/abs/2408.12757")],
    "eprint = {https://arxiv.org/html/2408.12757v2}": [
        ("arXiv:2408.12757v2", "https://arxiv.org/abs/2408.12757v2")
    ],
    "eprint = {http://ArXiv.org/pdf/2408.12757.pdf [cs.LG]}": [
        ("arXiv:2408.12757", "https://arxiv.org/abs/2408.12757")
    ],
    "eprint = {hep-th/9901001}": [("arXiv:hep-th/9901001", "https://arxiv.org/abs/hep-th/9901001")],
    "eprint = {12}, eprinttype = {pubmed}": [("PubMed:12", "https://pubmed.ncbi.nlm.nih.gov/12")],
    "eprint = {x1}, eprinttype = {Attic}": [],
    r"url = {https://lin.example/a{\_}b}": [("lin.example/a_b", "https://lin.example/a_b")],
    r"url = {https://lin.example/a\_b\%20c\&d}": [
        ("lin.example/a_b%20c&d", "https://lin.example/a_b%20c&d")
    ],
    r"url = {https://lin.example/\~{}ada}": [("lin.example/~ada", "https://lin.example/~ada")],
    r"url = {\url{https://lin.example/w}}": [("lin.example/w", "https://lin.example/w")],
    "url = {http://a.example/z http://b.example/z}": [
        *(("a.example/z", "http://a.example/z"), ("b.example/z", "http://b.example/z"))
    ],
    "url = {lin.example/a}": [("lin.example/a", "https://lin.example/a")],
    "url = {www-lin.site.example/~a.pdf}": [
        ("www-lin.site.example/~a.pdf", "https://www-lin.site.example/~a.pdf")
    ],
    "doi = {dx.doi.org/10.1000/x}, doi = {10.1000/x}": [
        ("doi:10.1000/x", "https://doi.org/10.1000/x")
    ],
    "eprint = {cs.LG/1708.07747}, archivePrefix = {arXiv}": [
        ("arXiv:1708.07747", "https://arxiv.org/abs/1708.07747")
    ],
    "url = {www.lin.example/a}": [("lin.example/a", "https://www.lin.example/a")],
    "doi = {10.1000/two}, url = {https://dx.doi.org/10.1000/TWO}": [
        ("doi:10.1000/two", "https://doi.org/10.1000/two")
    ],
    r"howpublished = {\url{https://d.example/t_l}}": [("d.example/t_l", "https://d.example/t_l")],
    r"howpublished = {\href{https://d.example/s}{talk}}": [("talk", "https://d.example/s")],
    r"note = {Available at: \url{https://d.example/s}}": [("d.example/s", "https://d.example/s")],
}


@pytest.mark.parametrize("fields", LINKS)
def test_identifiers_and_addresses_have_one_form_and_stand_once(fields):
    assert list(source(f"{ADA}, year = 2020, {fields}").links) == LINKS[fields]


def test_an_unknown_archive_is_named_without_a_link():
    found = source(f"{ADA}, year = 2020, eprint = {{x1}}, eprinttype = {{Attic}}")
    assert found.reference.text == "Ada Lin. T. Attic:x1, 2020."


@pytest.mark.parametrize(
    "fields",
    [
        *("url = {javascript:alert(1)}", "url = {data:text/html,x}", "url = {ada@lin.example}"),
        *("url = {file:///home/ada/x.pdf}", "url = {https://a.example/x y}", "doi = {soon}"),
        "eprint = {x}, archivePrefix = {arXiv}",
        *("eprint = {12345}", r"note = {\url{javascript:alert(1)}}"),
        r"howpublished = {\href{vbscript:x}{talk}}",
        *("url = {files/lin.pdf}", "url = {lin.pdf}", "url = {javascript:lin.example/x}"),
    ],
)
def test_what_is_no_identifier_or_no_address_is_refused(fields):
    assert "must" in problem(f"{ADA}, year = 2020, {fields}")


def test_a_dead_address_that_is_a_doi_stays_with_its_copy():
    dead = "url = {https://doi.org/10.1000/1}, urlstatus = {dead}, urldate = {2025-11-03}"
    copy = "archiveurl = {https://archive.example/1}"
    ((label, to),) = source(f"{ADA}, year = 2020, {dead}, {copy}").links
    assert to == "https://archive.example/1"
    assert "archived copy" in label


@pytest.mark.parametrize("day", ["2023-09", "6 May 2020", "2023-09-01"])
def test_the_day_of_a_visit_is_wrong_in_no_form(day):
    assert source(f"{ADA}, year = 2020, url = {{https://a.example}}, urldate = {{{day}}}")
    assert source(f"{ADA}, year = 2020, doi = {{10.1000/3}}, urldate = {{{day}}}")


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ("eprint = {PMC1234567}", "PMC:PMC1234567"),
        ("eprint = {tel-01234567}", "HAL:tel-01234567"),
        ("eprint = {1800001}, pmid = {1800001}", "PubMed:1800001"),
        ("eprint = {PMID: 1800001}", "PubMed:1800001"),
        ("eprint = {9901001}, archiveprefix = {hep-th}", "arXiv:hep-th/9901001"),
        ("eprint = {1901.00001}, archiveprefix = {cs.LG}", "arXiv:1901.00001"),
    ],
)
def test_a_number_that_says_of_which_archive_it_is_needs_no_other_word(fields, label):
    assert [one for one, _ in source(f"{ADA}, year = 2020, {fields}").links] == [label]


def test_an_archive_before_its_number_is_named_and_a_bare_number_is_refused():
    made = source(f"{ADA}, year = 2020, eprint = {{RePEc:oak:wpaper:12}}")
    assert made.reference.text == "Ada Lin. T. RePEc:oak:wpaper:12, 2020."
    for number in ("1800001", "oak:12"):
        assert "of which archive" in problem(f"{ADA}, year = 2020, eprint = {{{number}}}")


@pytest.mark.parametrize(
    ("url", "to"),
    [
        (r"https://oak.example/\string~ada/a\string_b", "https://oak.example/~ada/a_b"),
        (r"https://oak.example/?q=\{1\}", "https://oak.example/?q=%7B1%7D"),
        (r"https://oak.example/qu{\'{e}}-pol{\'{\i}}a", "https://oak.example/qu%C3%A9-pol%C3%ADa"),
    ],
)
def test_signs_that_tex_writes_in_an_address_are_those_signs(url, to):
    assert [to for _, to in source(f"{ADA}, year = 2020, url = {{{url}}}").links] == [to]


@pytest.mark.parametrize("url", [r"https://oak.example/a\b", r"https://oak.example/a\-b"])
def test_a_backslash_in_an_address_is_refused(url):
    assert "without \\ (got" in problem(f"{ADA}, year = 2020, url = {{{url}}}")


@pytest.mark.parametrize(
    ("fields", "labels"),
    [
        ("doi = {10.1000/182}, eprint = {10.1000/182}, eprinttype = {pubmed}", ["doi:10.1000/182"]),
        ("eprint = {10.1000/182}, eprinttype = {pubmed}", ["doi:10.1000/182"]),
        ("eprint = {10.1000/182}, archiveprefix = {arXiv}", ["doi:10.1000/182"]),
        ("eprint = {PMC1234567}, eprinttype = {pubmed}", ["PMC:PMC1234567"]),
        ("eprint = {PMID: 1234567}, eprinttype = {pmid}", ["PubMed:1234567"]),
        ("doi = {10. 1000/182}", ["doi:10.1000/182"]),
    ],
)
def test_a_number_under_another_archive_and_with_a_blank_is_known(fields, labels):
    read = read_bibliography(f"@misc{{a, title = {{Oaks}}, author = {{Ada Lin}}, {fields}}}")
    assert read.problems == ()
    assert [label for label, _ in read.sources["a"].links] == labels


@pytest.mark.parametrize(
    "fields",
    [
        "eprint = {oaks}, eprinttype = {pubmed}",
        "doi = {10.1000/1}, eprint = {10.1000/2}, eprinttype = {pubmed}",
    ],
)
def test_what_is_no_number_of_pubmed_is_refused(fields):
    read = read_bibliography(f"@misc{{a, title = {{Oaks}}, author = {{Ada Lin}}, {fields}}}")
    assert "a number of PubMed" in read.problems[0][1]


CHEMISTS = "author = {Ada Lin and Bo Wu}, journal = {J. Oak}, volume = 7, year = 2020"


def test_an_article_that_its_journal_volume_and_page_tell_needs_no_title():
    made = source(f"{CHEMISTS}, pages = {{12--20}}")
    assert made.reference.text == "Ada Lin, Bo Wu. J. Oak 7, 12–20, 2020."
    assert (made.label, made.title) == ("Lin & Wu, 2020", "")
    assert "title" not in csl_item(made)


def test_other_works_need_a_title():
    assert "must have a title" in problem(CHEMISTS)
    for kind in ("incollection", "inproceedings", "misc"):
        assert "must have a title" in problem(f"{CHEMISTS}, pages = {{12--20}}", kind)


@pytest.mark.parametrize("name", ["Neuron", "Oak Lett.", r"Oak \emph{Letters}"])
def test_a_journal_that_is_a_link_is_the_journal(name):
    to = "https://oak.example/a"
    made = source(rf"{ADA}, year = 2020, journal = {{\href{{{to}}}{{{name}}}}}, volume = 7")
    assert made.venue == name.replace(r"\emph{Letters}", "Letters")
    assert made.links == (("oak.example/a", to),)


def test_a_doi_behind_a_scheme_alone_is_that_doi():
    made = source(f"{ADA}, year = 2020, url = {{https://10.1000/oak.7}}")
    assert made.links == (("doi:10.1000/oak.7", "https://doi.org/10.1000/oak.7"),)


def test_a_number_of_arxiv_in_place_of_a_journal_stays_the_link():
    fields = r"journal = {\href{https://arxiv.org/pdf/1502.01132}{arXiv:1502.01132}}"
    made = source(f"{ADA}, year = 2020, {fields}")
    assert (made.venue, made.links[0][0]) == ("", "arXiv:1502.01132")
