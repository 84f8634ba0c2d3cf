"""What is said to have moved: read, led to its end, and refused where it cannot have."""

from __future__ import annotations

import pytest

from folio.core.addresses import Layout
from folio.core.index import Index, Placed
from folio.core.ledger import Ledger, Promise
from folio.core.problems import Invalid
from folio.core.statements import Body, make_record
from folio.permanence.moves import (
    files_moved_along,
    follow,
    former_labels,
    former_pages,
    read_moves,
    unreachable,
)
from promises import page, promise


@pytest.mark.parametrize(
    ("setting", "rule"),
    [
        (["old.html"], "'folio_moved' must map old addresses to new ones (got ['old.html'])"),
        ({"old.html": 3}, "'folio_moved' must hold addresses as text (got 3)"),
        ({"": "new.html"}, "'folio_moved' must hold addresses as text (got '')"),
        ({"/old.html": "new.html"}, "must hold addresses within the site, such as"),
        ({"old.html": "https://evil.example/"}, "must hold addresses within the site, such as"),
        ({"old.html": "javascript:alert(1)"}, "must hold addresses within the site, such as"),
        ({"old.html": "//evil.example/"}, "must hold addresses within the site, such as"),
        ({"old.html": "../outside.html"}, "must hold addresses without '.', '..' and empty"),
        ({"a//old.html": "new.html"}, "must hold addresses without '.', '..' and empty"),
        ({"old.html": "a/.."}, "must hold addresses without '.', '..' and empty"),
        ({"old page.html": "new.html"}, "must hold addresses without spaces, quotes and percent"),
        ({"old%20page.html": "new.html"}, "must hold addresses without spaces, quotes and percent"),
        ({"old.html": 'new".html'}, "must hold addresses without spaces, quotes and percent"),
        ({"old.html?a": "new.html"}, "must hold addresses without spaces, quotes and percent"),
        ({"a\\b.html": "new.html"}, "must hold addresses without spaces, quotes and percent"),
    ],
)
def test_what_is_no_address_within_the_site_is_refused(setting, rule):
    with pytest.raises(Invalid) as refused:
        read_moves(setting)
    assert rule in str(refused.value)


def test_every_wrong_entry_is_named_at_once_and_by_its_old_address():
    with pytest.raises(Invalid) as refused:
        read_moves({"a.html": "/b", "c.html": "d.html", "e.html": ""})
    assert [problem.option for problem in refused.value.problems] == ["a.html", "e.html"]


def test_folders_stand_for_their_index():
    assert read_moves({"old/": "new/"}) == {"old/index.html": "new/index.html"}


def test_chains_lead_to_their_end_and_circles_are_named():
    ends, problems = follow({"a.html": "b.html", "b.html": "c.html", "x.html": "x.html"})
    assert (ends, problems) == (
        {"a.html": "c.html", "b.html": "c.html", "x.html": "x.html"},
        [],
    )
    ends, problems = follow({"a.html": "b.html", "b.html": "a.html", "c.html": "d.html"})
    assert ends == {"c.html": "d.html"}
    assert [problem.message for problem in problems] == [
        "'a.html' must not lead in a circle (got a.html -> b.html -> a.html); remove one of them",
        "'b.html' must not lead in a circle (got b.html -> a.html -> b.html); remove one of them",
    ]


HERE = page("new.html", "new.html#top", "projects/x.html", "cv.pdf")


@pytest.mark.parametrize(
    ("moved", "message"),
    [
        (
            {"old.html": "neww.html"},
            "'old.html' must lead to a page or an anchor of the site (got 'neww.html'); "
            "did you mean 'new.html' or 'new.html#top'?",
        ),
        (
            {"old.html": "new.html#tpo"},
            "'old.html' must lead to a page or an anchor of the site (got 'new.html#tpo'); "
            "did you mean 'new.html#top' or 'new.html'?",
        ),
        (
            {"old.pdf": "new.html"},
            "'old.pdf' must lead to a file of the site (got 'new.html')",
        ),
        (
            {"new.html": "projects/x.html"},
            "'new.html' must not exist any more, since it is said to have moved to "
            "'projects/x.html' (got a page); remove one",
        ),
        (
            {"gone.html#a": "new.html"},
            "the page of 'gone.html#a' must exist, or have moved itself (got neither); "
            "write 'gone.html': 'NEW.html' too",
        ),
        (
            {"x.html": "x.html"},
            "'x.html' must lead to a page or an anchor of the site (got 'x.html'); "
            "did you mean 'new.html'?",
        ),
    ],
)
def test_a_move_from_what_exists_or_to_nothing_is_refused(moved, message):
    (problem,) = unreachable(moved, HERE)
    assert problem.message == message


def test_moves_that_can_be_made_have_no_problem():
    moved = {
        "old.html": "new.html#top",
        "old.html#a": "projects/x.html",
        "new.html#a": "new.html#top",
        "old.pdf": "cv.pdf",
    }
    assert list(unreachable(moved, HERE)) == []


def test_files_that_were_promised_move_with_their_page_and_their_record():
    promised = {
        promise(name)
        for name in ("p/x.md", "cards/p/x.png", "cite/x.csl.json", "p/y.md", "cv.pdf", "x.md")
    }
    here = ("p/new.md", "cards/p/new.png", "cite/new.csl.json", "cv.pdf", "new.md")
    assert files_moved_along(
        {"p/x.html": "p/new.html"}, {"x": "new"}, promised, here, Layout()
    ) == {
        "p/x.md": "p/new.md",
        "cards/p/x.png": "cards/p/new.png",
        "cite/x.csl.json": "cite/new.csl.json",
    }


def stated(docname: str, key: str, formerly: str) -> Placed:
    texts = {"source": "s", "formerly": formerly}
    return Placed(make_record("skill", key, key, Body("It is."), texts), docname, 1)


def test_former_keys_give_former_pages_and_labels():
    index = Index(
        {
            "p/new": [stated("p/new", "new", "old, older")],
            "list": [stated("list", "other", "award:other")],
        },
        {},
    )
    assert former_pages(index, Layout()) == {
        "p/old.html": "p/new.html",
        "p/older.html": "p/new.html",
    }
    assert former_labels(index) == {
        "award-other": "skill-other",
        "skill-old": "skill-new",
        "skill-older": "skill-new",
    }
    assert list(index.duplicates()) == []
    assert index.find("old") is index.find("old", "skill") is index.find("new")
    assert index.find("other", "award") is index.find("other", "skill")
    assert index.find("old", "award") is None


@pytest.mark.parametrize("formerly", ["taken", "own", "own, skill:own"])
def test_a_former_key_that_is_in_use_is_a_duplicate(formerly):
    index = Index({"a": [stated("a", "own", formerly)], "b": [stated("b", "taken", "x")]}, {})
    assert {key for key, _, _ in index.duplicates()} == {formerly.split(",")[0]}


@pytest.mark.parametrize(
    ("formerly", "message"),
    [
        ("Old", "'formerly' must be lower-case letters, digits and single hyphens (got 'Old')"),
        ("projekt:old", "'formerly' must have one of .* before the colon \\(got 'projekt'\\); did"),
    ],
)
def test_a_former_key_that_no_link_could_have_is_refused(formerly, message):
    with pytest.raises(Invalid, match=message.replace("(got 'Old')", ".*")):
        stated("a", "own", formerly)


def test_a_promise_without_a_move_stays_as_it_is():
    assert follow({}) == ({}, [])
    assert list(unreachable({}, Ledger(promises=frozenset([Promise("page", "a.html")])))) == []
