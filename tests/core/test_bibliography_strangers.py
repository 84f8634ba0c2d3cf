"""Identifiers, references and files of strangers: read where it is certain, else refused."""

from __future__ import annotations

import json

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography, read_files
from folio.core.bibtex.entries.encoding import decoded
from folio.exports.csl import csl_item

YEAR = f"{ADA}, year = 2020"


def csl(fields: str, kind: str = "article"):
    """Return what CSL says of some fields."""
    return csl_item(source(fields, kind))


LINKS = {
    "doi = {10/dvzd5z}": ["doi:10/dvzd5z"],
    "doi = {http://doi.acm.org/10.1000/1}": ["doi:10.1000/1"],
    "doi = {http://dx.doi.org.oak.example/10.1000/1}": ["doi:10.1000/1"],
    "doi = {10.1000/a%3Cb%3E}": ["doi:10.1000/a<b>"],
    "doi = {http://hdl.handle.net/2445/1}": ["hdl.handle.net/2445/1"],
    "doi = {NA}, url = {-}": [],
    "url = {https://doi.org/10.1000/1}": ["doi:10.1000/1"],
    "url = {10.1000/1}": ["doi:10.1000/1"],
    "doi = {10.1000/1}, url = {http://doi.acm.org/10.1000/1}": ["doi:10.1000/1"],
    "doi = {10.48550/arXiv.2001.00001v2}, eprint = {2001.00001}": ["arXiv:2001.00001"],
    "doi = {10.48550/arXiv.2001.00001}, url = {http://arxiv.org/pdf/2001.00001v1.pdf}": [
        "doi:10.48550/arXiv.2001.00001"
    ],
    "eprint = {0308036v2}, archivePrefix = {arXiv}, primaryClass = {physics}": [
        "arXiv:physics/0308036v2"
    ],
    "eprint = {NIHMS15}, archivePrefix = {arXiv}, arxivId = {NIHMS15}": [],
    "pmid = {123}": ["PubMed:123"],
    "pmcid = {PMC123}, doi = {10.1000/1}": ["doi:10.1000/1"],
    "url = {//lin.example/x}": ["lin.example/x"],
    "url = {HTTPS://lin.example/x}": ["lin.example/x"],
    "url = {https://lin.example/An Oak (2).pdf}": ["lin.example/An%20Oak%20(2).pdf"],
    r"url = {citeulike-article-id:1\\nhttp://lin.example/a\\nhttp://lin.example/b}": [
        "lin.example/a",
        "lin.example/b",
    ],
    "url = {<Go to ISI>://WOS:0001}": [],
    r"url = {\href{https://lin.example/a}{x}}": ["lin.example/a"],
    "url = {https://élan.example/é}": ["xn--lan-9la.example/%C3%A9"],
    r"note = {see \url{https://lin.example/a} and \url{https://lin.example/b}}": [
        "lin.example/a",
        "lin.example/b",
    ],
}


@pytest.mark.parametrize("fields", LINKS)
def test_an_identifier_is_known_wherever_it_stands_and_shown_once(fields):
    found = source(f"{YEAR}, {fields}")
    assert [label for label, _ in found.links] == LINKS[fields]
    assert found.note == ""


@pytest.mark.parametrize(
    "fields",
    [
        *("url = {https://lin:oak@lin.example/}", "url = {http://lin.example/oak- elm.pdf}"),
        *("url = {ftp://lin.example/a}", "doi = {10.1.1.31}", "doi = {j.oak.2004.11}"),
        "eprint = {99}, archivePrefix = {arXiv}",
    ],
)
def test_an_address_that_tells_a_password_or_cannot_be_is_refused(fields):
    assert "must have" in problem(f"{YEAR}, {fields}")


def test_the_link_of_a_title_is_kept():
    found = source(r"title = {\href{https://lin.example/t}{Trees}}, year = 2020")
    assert (found.title, found.links) == ("Trees", (("Trees", "https://lin.example/t"),))


def test_of_several_dois_the_one_of_the_page_is_the_work():
    fields = "doi = {10.1000/Oak.92.049904, 10.1000/Oak.91.064906}, pages = {064906}"
    assert source(f"{YEAR}, {fields}").doi == "10.1000/Oak.91.064906"


REFERENCES = {
    ("book", "maintitle = {Trees}, volume = 2, publisher = {Press}"): "Trees 2, Press, 2020.",
    (
        "incollection",
        "maintitle = {Trees}, mainsubtitle = {All}, booktitle = {Oaks}, volume = 2",
    ): "Trees: All: Oaks 2, 2020.",
    ("book", "edition = {Second}"): "Second edition, 2020.",
    ("book", "edition = {3. Aufl.}"): "3. Aufl., 2020.",
    ("book", "edition = {completed and revised by Bo Wu}"): "Completed and revised by Bo Wu, 2020.",
    ("proceedings", "booktitle = {T}"): "2020.",
}


@pytest.mark.parametrize(("kind", "fields"), REFERENCES)
def test_where_a_volume_stands_is_told_once(kind, fields):
    assert source(f"{YEAR}, {fields}", kind).reference.imprint == REFERENCES[kind, fields]


def test_a_group_is_not_named_twice():
    said = "author = {{Oak, Elm, and Ash Collaborations}}, collaboration = {Oak, ELM, Ash}"
    assert (
        source(f"{said}, title = {{T}}, year = 2020").byline == "Oak, Elm, and Ash Collaborations"
    )


def test_the_numbers_of_books_and_journals_are_told_apart():
    said = r"isbn = {1539-3755 (Print)$\backslash$r978-0-12-345678-6 (pbk.)}"
    assert json.dumps(csl(f"{YEAR}, {said}")).count("978-0-12-345678-6") == 1
    assert csl(f"{YEAR}, {said}")["ISSN"] == "1539-3755"
    assert csl(f"{YEAR}, isbn = {{odd}}")["ISBN"] == "odd"


def test_a_publisher_is_no_container():
    item = csl(f"{YEAR}, organization = {{Oak Society}}", "inproceedings")
    assert (item["publisher"], "container-title" in item) == ("Oak Society", False)


UNTITLED = {
    ("misc", "howpublished = {Talk in Somewhere}"): "Talk in Somewhere",
    ("online", "url = {https://www.lin.example/oak/}"): "lin.example/oak",
    ("legislation", "shorttitle = {Oak Act}"): "Oak Act",
    ("book", "booktitle = {Oaks}"): "Oaks",
    ("misc", "note = {Private communication}"): "Private communication",
}


@pytest.mark.parametrize(("kind", "fields"), UNTITLED)
def test_a_work_without_a_title_is_called_as_its_entry_calls_it(kind, fields):
    found = source(f"author = {{Ada Lin}}, year = 2020, {fields}", kind)
    assert (found.title, found.note) == (UNTITLED[kind, fields], "")


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("article", "journal = {Letters}, note = {N}"),
        ("unpublished", "note = {in preparation}"),
        ("misc", "publisher = {Press}"),
    ],
)
def test_a_work_that_nothing_names_is_refused(kind, fields):
    assert problem(f"author = {{Ada Lin}}, year = 2020, {fields}", kind).endswith("have a title")


def test_a_copy_without_a_title_takes_over_the_work_that_it_names():
    read = read_bibliography(
        "@inproceedings{lin, author = {Ada Lin}, title = {T}, booktitle = {P}, year = 2020}\n"
        "@inproceedings{again, author = {Bo Wu}, crossref = {lin}}\n"
        "@inproceedings{part, crossref = {whole}}\n@proceedings{whole, title = {W}, year = 2020}"
    )
    assert read.sources["again"].reference.text == "Bo Wu. T. P, 2020."
    assert read.problems == ((3, "entry 'part' must have a title"),)


def test_an_abbreviation_that_nothing_defines_is_named_once_with_all_its_lines():
    read = read_bibliography(
        "@article{a, author = lin # { and Wu, Bo}, title = {T}, year = 2020}\n"
        "@article{b, author = LIN, title = {T}, year = {soon}, note = oak}\n"
        "@article{c, author = {Ada Lin}, title = {T}, year = 2020, mynote = elm}"
    )
    lin, oak, soon = sorted(said for _, said in read.problems)
    assert "'a' has as 'author' the abbreviation 'lin'" in lin
    assert "(also on line 2)" in lin
    assert "'oak'" in oak
    assert "year" in soon
    assert list(read.sources) == ["c"]


FILES = {
    "@misc{a, author={A. Lin}, title={T}}, year=2020}": "ends before its field 'year'",
    "@misc{a, author={A. Lin}, title={T}}\n  year = {2020},\n}": "ends before its field 'year'",
    "@misc{, title={T}, year=2020}": "must have a key",
    "@misc{a, title={T}}\n@misc{A, title={U}}": "as 'a'; keep one of them",
}


@pytest.mark.parametrize("text", FILES)
def test_a_brace_too_many_or_a_key_too_few_is_named(text):
    ((_, said),) = read_bibliography(text).problems
    assert FILES[text] in said


def test_a_key_with_blanks_is_the_key_without_them():
    read = read_bibliography("@article{De Lin2020, title = {T}, year = 2020}")
    assert (list(read.sources), read.problems) == (["DeLin2020"], ())
    assert read.sources["DeLin2020"].bibtex.startswith("@article{DeLin2020,")


def test_a_copy_whose_names_stand_in_another_order_says_the_same():
    one = "@misc{a, author = {Ada Lin and Bo Wu}, title = {On Oaks.}, pages = {1--2}, year = 2020}"
    other = one.replace("Ada Lin and Bo Wu", "Lin, Ada and\n Wu, {B}o").replace("--", "-")
    assert read_bibliography(one + other.replace("Oaks.", "{oaks}")).problems == ()
    assert len(read_bibliography(one + other.replace("Wu", "Xu")).problems) == 1


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_a_file_of_utf_16_is_read_with_its_mark_or_without(codec):
    assert decoded("@misc{a, title = {Té}}".encode(codec)) == ("@misc{a, title = {Té}}", None)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_are_counted_however_they_end(end):
    lines = ["@misc{a,", " title = {T},", " year = 2020", "}", "@misc{b, title = {U} year = 1}"]
    read = read_files([("", end.join(lines).encode())])
    assert ([line for line, _ in read.problems], list(read.sources)) == ([5], ["a"])


def test_a_month_that_no_year_has_is_named_by_the_month():
    assert "must have a month that can be read (got '13')" in problem(f"{YEAR}, month = 13")


@pytest.mark.parametrize("entity", ["&#123;", "&rbrace;", "&#92;emph", "&#x5c;"])
def test_no_sign_of_tex_comes_out_of_an_entity(entity):
    assert "would show" in problem(f"title = {{On {entity} oaks}}, year = 2020")
