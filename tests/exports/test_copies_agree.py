"""The BibTeX that readers copy says what the list says, in fields that every program reads."""

from __future__ import annotations

import re

import pytest

from entries import ADA, source
from folio.core.bibliography import read_bibliography

YEAR = f"{ADA}, year = 2020"


@pytest.mark.parametrize(
    ("name", "value", "copied"),
    [
        ("isbn", "{978-3-16-148410-0}", "978-3-16-148410-0"),
        ("issn", "{{1234-5679}}", "1234-5679"),
        ("eprint", "{2001.00001}", "2001.00001"),
        ("date", "{2019-03-04}", "2019-03-04"),
        ("date", "2019-03-00", "2019-03"),
        ("date", "2019-00-00", "2019"),
        ("urldate", "{2019-03-04}", "2019-03-04"),
        ("langid", "{finnish}", "finnish"),
        ("note", "{In Finnish}", "{In Finnish}"),
        ("pages", "{3}--{9}", "{3}--{9}"),
    ],
)
def test_braces_around_a_number_or_a_day_are_no_part_of_it(name, value, copied):
    assert f'    {name} = "{copied}"' in source(f"{ADA}, {name} = {{{value}}}").bibtex


@pytest.mark.parametrize("zero", ["0", "00", "{0}"])
def test_a_month_of_zero_is_none(zero):
    made = source(f"{YEAR}, month = {{{zero}}}, day = {{{zero}}}")
    assert "month" not in made.bibtex
    assert "day" not in made.bibtex


@pytest.mark.parametrize(
    ("written", "copied"),
    [
        ("number = {November}", "month = nov"),
        ("number = {January 2020}", "month = jan"),
        ("number = {103290}", 'eid = "103290"'),
        ("article-number = {e12}", 'eid = "e12"'),
        ("doi = {Artn 9}", 'eid = "9"'),
        ("issue = {5}", 'number = "5"'),
        ("issue = {Summer}", 'issue = "Summer"'),
        ("articleno = {7}, numpages = {12}", 'articleno = "7"'),
        ("isbn = {1234-5679 (Print)}", 'issn = "1234-5679"'),
        ("issn = {1234-5679 (Print)}", 'issn = "1234-5679"'),
        ("url = {{URL:http://oak.example/a}}", 'url = "http://oak.example/a"'),
        ("url = {10.1000/a}", 'url = "https://doi.org/10.1000/a"'),
        ("date = {21.08.2020}", 'date = "2020-08-21"'),
        ("date = {May 2020}", 'date = "2020-05"'),
        ("date = {2020-05/..}", 'date = "2020-05/.."'),
        ("date = {202X}", 'date = "202X"'),
        ("urldate = {3 May 2020}", 'urldate = "2020-05-03"'),
        ("urldate = {often}", 'urldate = "often"'),
    ],
)
def test_a_fact_stands_where_every_program_looks_for_it(written, copied):
    dated = ADA if written.startswith("date") else YEAR
    made = source(f"{dated}, journal = {{Oak Letters}}, volume = 3, {written}")
    assert f"    {copied}" in made.bibtex
    name = copied.partition(" ")[0]
    fields = re.findall(r"^    (\w+) =", made.bibtex, re.MULTILINE)
    others = {"number", "issue", "month", "eid", "articleno", "isbn", "issn", "doi"} - {name}
    assert not others & set(fields)


def test_a_year_with_the_letter_of_a_twin_is_a_year():
    assert 'year = "2019"' in source(f"{ADA}, year = {{2019a}}").bibtex


@pytest.mark.parametrize("title", ["{Growth of old oaks Growth of old oaks}", "Old {Oaks} of elm"])
def test_a_title_stands_once_as_in_the_list(title):
    made = source(f"author = {{Ada Lin}}, title = {{{title}}}, year = 2020")
    (again,) = read_bibliography(made.bibtex).sources.values()
    assert again.title == made.title
    assert "oaks Growth" not in made.bibtex


@pytest.mark.parametrize(
    ("written", "copied"),
    [
        ("date = {2020}, month = {4}", ['year = "2020"', "month = apr"]),
        ("date = {2020}, year = {2020}, month = {4}", ['year = "2020"', "month = apr"]),
        ("date = {2020-04-05}, month = {4}", ['date = "2020-04-05"']),
        ("date = {2020}", ['date = "2020"']),
    ],
)
def test_a_month_beside_a_date_that_is_a_year_is_read_by_every_program(written, copied):
    made = source(f"{ADA}, {written}")
    for field in copied:
        assert f"    {field}" in made.bibtex
    assert made.bibtex.count('"2020"') == ('"2020"' in "".join(copied))


@pytest.mark.parametrize(
    ("kind", "common"),
    [
        ("conference", "inproceedings"),
        ("inproceeding", "inproceedings"),
        ("masterthesis", "mastersthesis"),
        ("webpage", "online"),
        ("report", "report"),
        ("thesis", "thesis"),
    ],
)
def test_a_type_is_one_that_every_program_knows(kind, common):
    made = source(f"{YEAR}, school = {{Elm}}, booktitle = {{Days}}", kind)
    assert made.bibtex.startswith(f"@{common}{{lin,")
    (again,) = read_bibliography(made.bibtex).sources.values()
    assert (again.type, again.reference) == (made.type, made.reference)


@pytest.mark.parametrize(
    ("written", "isbn", "issn"),
    [
        ("isbn = {1234-5679}", "", "1234-5679"),
        ("isbn = {978-3-16-148410-0, 3-16-148410-X}", "978-3-16-148410-0, 3-16-148410-X", ""),
        ("issn = {1234-5679 1234-5679}", "", "1234-5679"),
        ("isbn = {978-3-16-148410-0}, issn = {1234-5679}", "978-3-16-148410-0", "1234-5679"),
        ("isbn = {unknown}", "unknown", ""),
        ("isbn = {1234-5679 (Print)}, issn = {2345-6786}", "", "2345-6786"),
        ("isbn = {1234-5679 (Print)}, issn = {12345679}", "", "1234-5679"),
        ("isbn = {9783161484100}, issn = {12345679}", "9783161484100", "12345679"),
        ("isbn = {4955139574 x}, issn = {1234-5679}", "4955139574", "1234-5679"),
    ],
)
def test_a_number_of_a_journal_is_none_of_a_book(written, isbn, issn):
    copy = source(f"{YEAR}, {written}").bibtex
    for name, number in (("isbn", isbn), ("issn", issn)):
        assert (f'    {name} = "{number}"' in copy) == bool(number)
        assert (f"    {name} =" in copy) == bool(number)
