"""Dates keep exactly the precision that their source gives."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folio.core.dates import Date, Period

days = st.dates(min_value=datetime.date(1000, 1, 1))
precisions = st.sampled_from([1, 2, 3])


@st.composite
def dates(draw) -> Date:
    day, precision = draw(days), draw(precisions)
    return Date(*(day.year, day.month, day.day)[:precision])


@given(dates())
def test_a_date_reads_back_from_its_iso_form(date):
    assert Date.parse(date.iso()) == date


@given(days)
def test_a_full_date_agrees_with_the_calendar_of_python(day):
    assert Date.parse(day.isoformat()).iso() == day.isoformat()


def test_an_open_end_may_be_written_as_iso_8601_has_it():
    assert Period.parse("2022-08/..") == Period.parse("2022-08/present")


@given(dates(), dates())
def test_a_period_reads_back_or_is_refused_for_ending_before_it_starts(first, last):
    text = f"{first.iso()}/{last.iso()}"
    if last < first:
        with pytest.raises(ValueError, match="must not end before it starts"):
            Period.parse(text)
    else:
        assert Period.parse(text).iso() == text


@given(st.text(max_size=12))
def test_anything_else_is_refused_with_the_rule_and_what_was_got(text):
    try:
        parsed = Period.parse(text).iso()
    except ValueError as error:
        assert "must" in str(error)
        assert repr(text) in str(error)
    else:
        assert parsed == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2024", "2024"),
        ("2024-09", "September 2024"),
        ("2025-11-10", "10 November 2025"),
        ("2022-09/present", "September 2022 – present"),
        ("2022-01/2024-07", "January 2022 – July 2024"),
    ],
)
def test_readers_see_no_more_than_is_known(text, shown):
    assert Period.parse(text).text() == shown


@pytest.mark.parametrize("text", ["٢٠٢٤", "2024-2-1", "2024-02-30", "24", "2024-09-", "0000"])
def test_near_misses_are_refused(text):
    with pytest.raises(ValueError, match="must be YYYY"):
        Period.parse(text)
