"""What lies after the newest source of a record is told as expected, and not in the feed."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from folio.core.dates import Date, Period
from folio.core.kinds import Education
from folio.core.records import facts
from folio.exports.feed import feed, instant
from portfolios import HOME, news, page, portfolio, project

BIB = """@misc{cv, title = {CV}, author = {Ada}, year = {2025}, month = nov, day = {10}}
@misc{year, title = {CV}, author = {Ada}, year = {2025}}
"""


@pytest.mark.parametrize(
    ("date", "source", "told"),
    [
        ("2022-08/2027-06", "cv", "August 2022 – June 2027 (expected, as of 10 November 2025)"),
        ("2025-11-11", "cv", "11 November 2025 (expected, as of 10 November 2025)"),
        ("2025-11-10", "cv", "10 November 2025"),
        ("2025-12", "year", "December 2025"),
        ("2026", "year", "2026 (expected, as of 2025)"),
        ("2022/present", "cv", "2022 – present (as of 10 November 2025)"),
        ("2027", "unknown", "2027"),
    ],
)
def test_a_date_is_compared_with_what_the_source_could_know(date, source, told):
    record = Education(
        **{"key": "degree", "title": "Degree", "summary": "", "institution": "A school"},
        **{"date": Period.parse(date), "source": (source,)},
    )
    assert portfolio(bib=BIB).when(record) == told


def test_the_feed_does_not_tell_of_what_is_to_come_and_a_day_is_one_everywhere():
    pages = [HOME, page("news", news("now", "2025-11-09", source=("cv",)))]
    pages += [page("more", news("then", "2027-03-01", source=("cv",)))]
    told = feed(portfolio(*pages, bib=BIB))
    assert "Then" not in told
    assert told.count("2025-11-09T12:00:00Z") == 2  # of the entry, and of the feed


@pytest.mark.parametrize("day", ["2024-02-29", "2025-12-31", "2026-01-01", "2026-06-16"])
def test_a_day_at_the_end_of_a_month_or_year_is_that_day_everywhere(day):
    said = datetime.fromisoformat(instant(Date.parse(day)))
    for hours in range(-11, 12):
        assert said.astimezone(timezone(timedelta(hours=hours))).date().isoformat() == day


def test_of_a_time_its_last_day_is_told_and_what_is_known_to_the_month_is_not():
    pages = [HOME, page("talk", news("talk", "2025-10-30/2025-11-02", source=("cv",)))]
    pages += [page("visit", news("visit", "2025-10", source=("cv",)))]
    told = feed(portfolio(*pages, bib=BIB))
    assert told.count("2025-11-02T12:00:00Z") == 2
    assert "visit" not in told


def test_names_from_right_to_left_keep_their_order():
    record = project(with_="محمد علي, فاطمة حسن, Ada Example")
    (named,) = (fact.text for fact in facts(record) if fact.field == "with_")
    assert named == "\u2068محمد علي\u2069, \u2068فاطمة حسن\u2069, Ada Example"
