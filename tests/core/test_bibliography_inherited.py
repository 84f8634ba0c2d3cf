"""What an entry takes over from others: dates, aliases and single fields."""

from __future__ import annotations

import pytest

from folio.core.bibliography import read_bibliography, read_files


def part(fields: str, whole: str, entry: str = "inproceedings") -> str:
    text = f"@{entry}{{a, title = {{Roots}}, {fields}}}\n{whole}"
    read = read_bibliography(text)
    assert read.problems == ()
    return read.sources["a"].reference.text


@pytest.mark.parametrize(
    ("fields", "whole", "when"),
    [
        ("year = 2003", "date = {2001-05}", "2003"),
        ("date = {2003}", "year = 2001, month = may", "2003"),
        ("month = jun", "year = 2001, month = may, day = 3", "June 2001"),
        ("month = jun", "date = {2001-05-03}", "June 2001"),
        ("year = 2001", "year = 2001, month = may", "May 2001"),
        ("year = 2001", "date = {2001-05}", "May 2001"),
        ("pages = 7", "date = {2001-05}", "7, May 2001"),
        ("year = {in press}", "year = 2001", "in press"),
    ],
)
def test_the_date_of_a_whole_is_not_mixed_with_that_of_its_part(fields, whole, when):
    text = f"@proceedings{{p, title = {{Oak Days}}, {whole}}}"
    assert part(f"{fields}, crossref = {{p}}", text) == f"Roots. Oak Days, {when}."


def test_an_entry_is_known_by_its_other_keys_as_well():
    whole = "@book{b, ids = {old, older}, title = {Oak Days}, year = 2001}"
    assert part("crossref = {Older}", whole) == "Roots. Oak Days, 2001."
    again = read_bibliography(f"{whole}\n@misc{{old, title = {{Elms}}, year = 2002}}")
    assert (list(again.sources), again.problems) == (["b", "old"], ())


def test_a_field_of_shared_ones_is_taken_by_its_name():
    shared = "@xdata{x, author = {Ada Lin and Bo Wu}, publisher = {Elm}, title = {Oaks}}"
    fields = "author = {xdata=x-author-2 and Chi Xu}, title = {xdata=x-title}"
    entry = f"@book{{b, {fields}, publisher = {{xdata=x-publisher}}, date = {{2001}}}}"
    read = read_files([("a.bib", entry.encode()), ("b.bib", shared.encode())])
    assert read.sources["b"].reference.text == "Bo Wu, Chi Xu. Oaks. Elm, 2001."
    assert "xdata" not in read.sources["b"].bibtex


@pytest.mark.parametrize("name", ["y-title", "x-subtitle", "x-title-2"])
def test_a_field_that_is_not_shared_is_refused(name):
    text = f"@xdata{{x, title = {{Oaks}}}}\n@misc{{a, title = {{xdata={name}}}, year = 2001}}"
    ((line, said),) = read_bibliography(text).problems
    assert line == 2
    assert said.endswith(f"must name in xdata a field of an entry of the file (got 'xdata={name}')")
