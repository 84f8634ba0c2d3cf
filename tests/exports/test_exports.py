"""The exports as pure functions: whatever a record says comes out as that text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from examples import share
from folio.core.bibliography import read_bibliography
from folio.core.directions import FIRST_STRONG, JOINERS, POP
from folio.core.index import Index
from folio.core.kinds import KINDS, Publication
from folio.core.portfolio import Portfolio
from folio.exports.cv import Item, curriculum, cv_json, missing_glyphs
from folio.exports.jsonresume import resume
from hostile import portfolios
from sites import ROOT

SCHEMA = json.loads(
    (ROOT / "tests/support/schemas/jsonresume-1.3.1.json").read_text(encoding="utf-8")
)
ISOLATES = f"[{FIRST_STRONG}{POP}]"
UNDRAWN = [FIRST_STRONG, POP, *JOINERS]
# The strategy is large, which Hypothesis finds slow; no test here is about time.
unhurried = settings(share(30), suppress_health_check=list(HealthCheck))


@cache
def validator():
    """Import what validates here: it takes two seconds, and every worker imports this module."""
    from jsonschema import Draft7Validator

    return Draft7Validator(SCHEMA, format_checker=Draft7Validator.FORMAT_CHECKER)


def leaves(data) -> Iterator[str]:
    """Yield every text and number of some JSON."""
    if isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from leaves(value)
    else:
        yield data


def said(portfolio: Portfolio) -> set[str]:
    """Return the texts of the records, and what the bibliography says of the papers."""
    found = set()
    for placed in portfolio.index.placed:
        record = placed.record
        found |= {record.title, record.summary, *record.highlights}
        names = ("author", "institution", "place", "gpa", "rank", "role", "licence", "status")
        found |= {getattr(record, name, None) for name in (*names, "with_", "native")}
        found |= {*getattr(record, "courses", ())}
        if isinstance(record, Publication) and (source := portfolio.source_of(record)):
            found |= {source.venue, *source.authors} - {"others"}
    return {text for text in found if text}


@unhurried
@given(portfolios())
def test_resume_json_is_valid_and_holds_every_text_as_it_was_written(portfolio):
    data = json.loads(resume(portfolio))
    validator().validate(data)
    assert said(portfolio) <= set(leaves(data))


@unhurried
@given(portfolios())
def test_the_data_of_the_cv_holds_every_text_as_it_was_written(portfolio):
    cv = curriculum(portfolio)
    if len(portfolio.index.placed) == 1:
        assert cv is None
        return
    data = json.loads(re.sub(ISOLATES, "", cv_json(cv)))  # they part a list's members
    papers = [p.record for p in portfolio.of_kinds("publication") if portfolio.source_of(p.record)]
    shown = "\n".join(map(str, leaves(data)))
    told = said(portfolio) - {paper.summary for paper in papers}
    assert all(re.sub(ISOLATES, "", text) in shown for text in told)


@unhurried
@given(portfolios(), st.sets(st.characters(exclude_characters=UNDRAWN)))
def test_the_records_with_a_character_that_the_fonts_lack_are_named(portfolio, removed):
    cv = curriculum(portfolio)
    entries = list(cv.entries()) if cv else []
    glyphs = frozenset("".join(text for entry in entries for text in entry.texts())) - removed
    assert cv is None or cv.native in "".join(entries[0].texts())
    named = missing_glyphs(entries, glyphs)
    assert {entry.label for entry, _ in named} == {
        entry.label for entry in entries if removed & set("".join(entry.texts()))
    }
    assert set("".join(characters for _, characters in named)) <= removed


def test_what_only_tells_whether_letters_are_joined_needs_no_font():
    persian = "می\u200cخواهم"
    texts = dict.fromkeys(("label", "url", "when", "byline", "summary", "result"), "")
    entry = Item(title=persian, authors=(), points=(), details=(), **texts)
    ((_, lacking),) = missing_glyphs([entry], frozenset())
    assert "خ" in lacking
    assert not set(lacking) & set(UNDRAWN)


def test_what_says_nothing_comes_out_empty():
    nothing = Portfolio(Index({}, {}), None, "https://ada.example/")
    assert resume(nothing) == ""
    assert curriculum(nothing) is None


def test_a_missing_date_is_left_out_and_never_made_up(site):
    data = json.loads((site.html / "resume.json").read_text(encoding="utf-8"))
    undated = [item for item in data["projects"] if item["name"].startswith("A Variant")]
    assert [set(item) & {"startDate", "endDate"} for item in undated] == [set()]
    ongoing = [item for item in data["education"] if "when" in item["x-folio"]]
    assert [(item["startDate"], "endDate" in item) for item in ongoing] == [("2022", False)]


def test_the_authors_of_every_paper_and_where_to_find_it_are_in_resume_json(site):
    data = json.loads((site.html / "resume.json").read_text(encoding="utf-8"))
    known = read_bibliography((ROOT / "docs/references.bib").read_text(encoding="utf-8")).sources
    by_title = {source.title: source for source in known.values()}
    assert data["publications"]
    for paper in data["publications"]:
        source, extra = by_title[paper["name"]], paper["x-folio"]
        assert paper["releaseDate"] == source.date.iso()
        assert extra["authors"] == list(source.printed_authors)
        assert [link["url"] for link in extra["links"]] == [url for _, url in source.links]


@pytest.mark.parametrize("kind", [kind for kind, cls in KINDS.items() if cls.resume])
def test_every_kind_of_record_has_its_place_in_the_schema(kind):
    place = KINDS[kind].resume
    properties = SCHEMA["properties"][place.section]["items"]["properties"]
    assert {*place.names.values(), *place.dates} <= set(properties)
