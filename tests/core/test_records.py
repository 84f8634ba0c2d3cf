"""Records: one table of kinds, every problem of an input at once, the order of a CV."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import share
from folio.core.dates import Period
from folio.core.index import Index, Mention, Placed
from folio.core.kinds import KINDS, Award, Person
from folio.core.options import declared, key, url
from folio.core.problems import Invalid
from folio.core.records import byline, facts, kind_of, label_of
from folio.core.selection import Listing, kinds, select
from folio.core.statements import Body, make_record

keys = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)


def award(name: str, **fields) -> Award:
    return Award(key=name, title=name.title(), summary="Won.", source=("cv",), **fields)


def placed(*records) -> list[Placed]:
    return [Placed(record, "page", 1) for record in records]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_frozen_has_a_label_of_its_own_and_documents_itself(kind):
    cls = KINDS[kind]
    assert cls.__doc__
    assert cls.__dataclass_params__.frozen
    assert {"source", "date", "order", "tags"} <= set(declared(cls))
    assert set(cls.byline) <= {field.name for field in dataclasses.fields(cls)}


def test_a_label_differs_from_its_key_so_that_any_is_never_ambiguous():
    assert label_of(award("medal")) == "award-medal"
    assert kind_of(award("medal")) == "award"


def test_all_problems_of_a_record_come_at_once():
    with pytest.raises(Invalid) as caught:
        make_record("activity", "Bad Key", "Title", Body(""), {"date": "soon", "colour": "red"})
    assert [p.subtype for p in caught.value.problems] == ["key", "body", "option", "option", "date"]


def test_facts_are_the_labelled_options_in_their_order():
    record = make_record(
        "activity",
        "club",
        "Club",
        Body("A club."),
        {"date": "2022", "role": "Chair", "site": "https://ada.example/", "source": "cv"},
    )
    assert [(f.label, f.values, f.url) for f in facts(record)] == [
        ("When", ("2022",), None),
        ("Role", ("Chair",), None),
        ("Site", ("https://ada.example/",), "https://ada.example/"),
    ]
    assert byline(record) == "Chair"


@share(30)
@given(keys)
def test_a_key_that_is_accepted_can_stand_in_an_address(name):
    assert key(name) == name


@given(st.text(max_size=20))
def test_a_key_is_accepted_or_refused_and_never_changed(text):
    try:
        assert key(text) == text
    except ValueError as error:
        assert repr(text) in str(error)


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "https://", "ada.example", "https://a b", 'https://a"b', "data:x", ""],
)
def test_an_address_that_is_unsafe_or_leads_nowhere_is_refused(text):
    with pytest.raises(ValueError, match="must be"):
        url(text)


def test_a_cv_lists_by_order_then_the_newest_first_then_by_key():
    records = [
        award("old", date=Period.parse("2020")),
        award("undated"),
        award("new", date=Period.parse("2024-05")),
        award("running", date=Period.parse("2019/present")),
        award("first", order=1),
    ]
    chosen = select(Listing(), Index({"page": placed(*records)}, {}).of_kinds(["award"]))
    assert [item.record.key for item in chosen] == ["first", "running", "new", "old", "undated"]


def test_a_listing_by_keys_keeps_their_order_and_a_limit_cuts_the_end():
    candidates = placed(award("a"), award("b", tags=("x",)), award("c", tags=("x",)))
    assert [i.record.key for i in select(Listing(keys=("c", "a")), candidates)] == ["c", "a"]
    assert [i.record.key for i in select(Listing(tag="x"), candidates)] == ["b", "c"]
    assert [i.record.key for i in select(Listing(order="title", limit=2), candidates)] == ["a", "b"]


def test_a_listing_must_name_kinds_and_match_something():
    assert kinds("project, award") == ("project", "award")
    with pytest.raises(Invalid, match="must name kinds"):
        kinds("")
    with pytest.raises(Invalid, match="must match a record"):
        select(Listing(tag="nothing"), placed(award("a")))


def test_of_a_key_used_twice_the_first_page_counts_and_the_other_is_named():
    first, second = award("same", rank="first"), award("same", rank="second")
    index = Index({"b": [Placed(second, "b", 1)], "a": [Placed(first, "a", 1)]}, {})
    assert index.by_key["same"].record is first
    assert [(key, p.docname, q.docname) for key, p, q in index.duplicates()] == [("same", "b", "a")]


def test_mentions_are_the_references_of_other_pages_by_label_key_or_page():
    index = Index(
        {"p/medal": [Placed(award("medal"), "p/medal", 1)]},
        {
            "x": [Mention("x", "X", "x", target) for target in ("award-medal", "medal")],
            "y": [Mention("y", "Y", "y", "/p/medal"), Mention("y", "Y", "y", "award-other")],
            "p/medal": [Mention("p/medal", "Medal", "m", "award-medal")],
        },
    )
    assert {m.docname for m in index.mentions_of("p/medal")} == {"x", "y"}
    assert index.mentions_of("elsewhere") == []


@pytest.mark.parametrize(
    ("title", "native", "name"),
    [
        ("Wang Ziren 王梓人", "王梓人", "Wang Ziren"),
        ("王梓人 Wang Ziren", "王梓人", "Wang Ziren"),
        ("Wang Ziren（王梓人）", "王梓人", "Wang Ziren"),
        ("Ada (Э) Lovelace", "Э", "Ada Lovelace"),
        ("Ada Lovelace / Ада", "Ада", "Ada Lovelace"),
        ("Adam Ada", "Ada", "Adam"),
        ("Adam", "Ada", "Adam"),
        ("王梓人", "王梓人", "王梓人"),
        ("Ada Lovelace", None, "Ada Lovelace"),
    ],
)
def test_a_name_is_the_title_without_the_name_in_ones_own_script(title, native, name):
    person = Person(
        key="ada", title=title, summary="", source=(), author="Ada Lovelace", native=native
    )
    assert person.name == name
