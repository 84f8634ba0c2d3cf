"""Years, months and days as people write them, of which none is lost and none is invented."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source


def said(fields: str) -> tuple[str, str]:
    """Return the date of an entry as its reference has it, and as its label has it."""
    made = source(f"{ADA}, {fields}", "misc")
    return made.when, made.label.removeprefix("Lin, ")


@pytest.mark.parametrize(
    ("year", "text", "label"),
    [
        ("1650s", "1650s", "1650–1659"),
        ("2003 to 2015", "2003–2015", "2003–2015"),
        ("2003 bis 2015", "2003–2015", "2003–2015"),
        ("2003+", "2003–", "2003"),
        ("2003-02-05/2003-02-09", "5–9 February 2003", "2003"),
        ("2003-12-30 -- 2004-01-02", "30 December 2003 – 2 January 2004", "2003–2004"),
        ("2003-02/2003-04", "February–April 2003", "2003"),
        ("since 2003", "2003–", "2003"),
        ("2003 onwards", "2003–", "2003"),
        ("from 2003 to 2015", "2003–2015", "2003–2015"),
        ("[2003-2015]", "2003–2015", "2003–2015"),
        ("c. 1300-1350", "c. 1300–1350", "1300–1350"),
        ("1300s", "1300s", "1300s"),
        ("unknown", "n.d.", "n.d."),
        ("2019b", "2019", "2019"),
        ("1998/1999", "1998–1999", "1998–1999"),
    ],
)
def test_a_decade_and_a_span_in_words_are_read(year, text, label):
    assert said(f"year = {{{year}}}") == (text, label)


@pytest.mark.parametrize("year", ["1927/1962", "1962 [1927]", "[1927] 1962", "1962 (1927)"])
def test_the_year_of_the_first_edition_makes_no_span(year):
    assert said(f"year = {{{year}}}") == (year, year)
    assert source(f"{ADA}, year = {{{year}}}").date.year == 1962


@pytest.mark.parametrize(
    ("month", "text"),
    [
        ("Firstquarter", "First quarter 2019"),
        ("3rd Quarter", "Third quarter 2019"),
        ("Q4", "Fourth quarter 2019"),
        ("Tuesday, May 5", "5 May 2019"),
        ("Jan, Feb, Mar", "January–March 2019"),
        ("May, 5", "5 May 2019"),
        ("30. März bis 2. Mai", "30 March 2019 – 2 May 2019"),
        ("2019-05", "May 2019"),
    ],
)
def test_a_month_is_read_as_journals_and_calendars_write_it(month, text):
    assert said(f"year = 2019, month = {{{month}}}")[0] == text


def test_a_day_may_be_an_ordinal_number():
    assert said("year = 2019, month = may, day = {12th}")[0] == "12 May 2019"


@pytest.mark.parametrize("fields", ["month = may", "year = {}, month = {5}"])
def test_a_month_without_its_year_is_not_lost(fields):
    assert "must have a year for its month" in problem(f"{ADA}, {fields}")


@pytest.mark.parametrize("fields", ["year = {in press}, month = may", "month = {}, year = {n.d.}"])
def test_a_state_stands_for_the_year_of_a_month(fields):
    assert said(fields)[0] in ("in press", "n.d.")


@pytest.mark.parametrize("year", ["2019s", "Q5", "2003 or 2015", "1962 [sic]"])
def test_what_is_no_year_is_refused(year):
    assert "must have a year" in problem(f"{ADA}, year = {{{year}}}")


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("year = {Summer 2014}", "Summer 2014"),
        ("date = {Spring 2014}", "Spring 2014"),
        ("year = {12/2014}", "December 2014"),
        ("year = {2014/12}", "December 2014"),
        ("year = {5.2014}", "May 2014"),
        ("year = {1999-00}", "1999–2000"),
        ("year = {1999/00}", "1999–2000"),
        (r"year = {2015 \& 2016}", "2015 & 2016"),
        ("year = {2004, 2006}", "2004, 2006"),
        ("year = {2003 [1998]}, month = may", "May 2003 [1998]"),
        ("date = {2019-05-00}", "May 2019"),
        ("year = 1998, month = 12, day = {5--7}", "5–7 December 1998"),
        ("year = {----}", "n.d."),
    ],
)
def test_a_month_a_season_and_several_years_are_read_where_a_year_could_stand(fields, text):
    assert said(fields)[0] == text


@pytest.mark.parametrize("year", ["13/2014", "00/2014", "2014, no 3"])
def test_what_is_no_month_beside_a_year_is_refused(year):
    assert "must have a" in problem(f"{ADA}, year = {{{year}}}")


def test_the_months_of_an_issue_at_the_turn_of_a_year_belong_to_both_years():
    turn = "December 2009 – January 2010"
    assert said("year = {2009/2010}, month = {Dec./Jan.}") == (turn, "2009–2010")
    assert said("year = {2009/10}, month = {Winter}")[0] == "Winter 2009–2010"
    assert said("year = {2009/2010}, month = 0")[0] == "2009–2010"
    assert said("year = {2009--}, month = may")[0] == "May 2009–"
    assert "one year for its month" in problem(f"{ADA}, year = {{2009--2012}}, month = may")


@pytest.mark.parametrize(
    ("year", "state"),
    [
        ("conditionally accepted", "conditionally accepted"),
        (r"{\`a} para{\^\i}tre", "à paraître"),
        (r"R\&R", "R&R"),
    ],
)
def test_a_state_in_place_of_a_year_is_read_in_tex_too(year, state):
    assert source(f"{ADA}, year = {{{year}}}").state == state


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("year = {Jan. 2011}, month = jan", "January 2011"),
        ("year = {5 January 2011}, month = 1", "5 January 2011"),
        ("year = {January 2011}, month = 1, day = 5", "5 January 2011"),
        ("year = {[in press]}", "in press"),
    ],
)
def test_a_month_beside_a_year_that_names_it_is_said_once(fields, text):
    assert said(fields)[0] == text


def test_a_month_that_denies_the_year_beside_it_is_refused():
    assert "'Jan. 2011'" in problem(f"{ADA}, year = {{Jan. 2011}}, month = mar", "misc")


@pytest.mark.parametrize(
    ("year", "text"),
    {
        "c1990": "1990",
        "cop. 1990": "1990",
        "op. 2017": "2017",
        "c. 1990": "c. 1990",
        "2023,": "2023",
        "between 1827 and 1832": "1827–1832",
        "1827 and 1832": "1827 and 1832",
    }.items(),
)
def test_the_year_of_a_copyright_and_two_years_between_which_a_work_is_are_read(year, text):
    assert said(f"year = {{{year}}}")[0] == text


@pytest.mark.parametrize(
    ("month", "imprint"),
    {
        "Elmtown, EL, Oct.": "Elmtown, EL, October 2020",
        "Elmtown, 3--5 Oct.": "Elmtown, 3–5 October 2020",
        "October 3-5, Elmtown": "Elmtown, 3–5 October 2020",
        "Feb/14/2020": "14 February 2020",
        "14/Feb/2020": "14 February 2020",
        "2020/05//": "May 2020",
        "2020/05/03": "3 May 2020",
        "22.08.": "22 August 2020",
        "Apr May": "April–May 2020",
        "Mon, May 4": "4 May 2020",
        "May, June": "May–June 2020",
    }.items(),
)
def test_a_month_with_a_day_a_year_or_a_place_beside_it_is_read(month, imprint):
    made = source(f"{ADA}, booktitle = {{B}}, year = 2020, month = {{{month}}}", "inproceedings")
    assert made.reference.imprint == f"B, {imprint}."


@pytest.mark.parametrize("month", ["Elmtown, Elmland", "06/08/2020", "13/May/2019", "Elm May"])
def test_a_month_that_may_be_another_or_is_none_is_refused(month):
    assert "must have a month" in problem(f"{ADA}, year = 2020, month = {{{month}}}")


def test_a_place_beside_the_month_is_none_where_the_entry_has_another():
    fields = f"{ADA}, year = 2020, month = {{Elmtown, Oct.}}, address = {{Oakville}}"
    assert "must have a month" in problem(fields)


def test_as_what_a_work_was_presented_stands_behind_its_date():
    made = source(f"{ADA}, year = {{2010, Poster}}, booktitle = {{B}}", "inproceedings")
    assert (made.when, made.note) == ("2010", "Poster")


def test_a_town_and_its_state_behind_a_year_are_where_the_work_is():
    made = source(f"{ADA}, year = {{2016, Elmtown, EL}}", "misc")
    assert made.reference.imprint == "Elmtown, EL, 2016."
    assert "must have a year" in problem(f"{ADA}, year = {{2016, Reprint}}", "misc")
