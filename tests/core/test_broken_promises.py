"""The contract: what a site no longer offers is named once, with its remedy."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from examples import share
from folio.core.broken_promises import broken_promises, is_kept
from folio.core.ledger import (
    Ledger,
)
from promises import LEDGERS, PROMISES, page, promise


@share(30)
@given(LEDGERS)
def test_a_site_that_offers_all_that_it_promised_has_lost_nothing(ledger):
    assert broken_promises(ledger, Ledger(promises=ledger.promises)) == ()


@share(30)
@given(LEDGERS, PROMISES)
def test_whatever_a_site_does_not_offer_is_lost(ledger, other):
    promised = Ledger(promises=frozenset([other]))
    current = Ledger(promises=ledger.promises - {other})
    assert [broken.promise for broken in broken_promises(promised, current)] == [other]


@pytest.mark.parametrize(
    ("name", "now", "holds"),
    [
        ("a.html", ["b.html"], True),
        ("a.html", ["c.html"], False),
        ("a.html#x", ["b.html", "b.html#x"], True),
        ("a.html#x", ["b.html"], False),
        ("f.md", ["g.md"], True),
        ("e.html#x", ["b.html"], True),
        ("e.html#x", ["b.html", "e.html"], False),
    ],
)
def test_a_promise_is_kept_by_a_redirect_only_if_that_leads_somewhere(name, now, holds):
    moved = {"a.html": "b.html", "f.md": "g.md", "e.html#x": "b.html"}
    assert is_kept(promise(name), page(*now, moved=moved)) is holds


def test_a_circle_keeps_no_promise():
    moved = {"a.html": "b.html", "b.html": "a.html"}
    assert not is_kept(promise("a.html"), Ledger(moved=moved))


def test_what_is_lost_with_a_page_or_a_record_is_named_once():
    gone = page(
        *("p/x.html", "p/x.html#intro", "p/x.md", "cards/p/x.png"),
        *("project:x", "=project-x", "ref/x.html", "badges/x.svg", "q.html#project-x"),
    )
    assert [broken.promise for broken in broken_promises(gone, page("q.html"))] == [
        promise("p/x.html"),
        promise("project:x"),
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "p/nanoflo.html",
            "the page 'p/nanoflo.html' must stay (the site has none there); if it has moved, "
            "write 'p/nanoflo.html': 'NEW.html' in 'folio_moved' of conf.py, or "
            "':formerly: nanoflo' in its record; did you mean 'p/nanoflow.html'?",
        ),
        (
            "p/nanoflow.html#limit",
            "the anchor 'p/nanoflow.html#limit' must stay (its page has none of that name); "
            "write '(limit)=' above the heading that it names now, or 'p/nanoflow.html#limit': "
            "'PAGE.html#NEW' in 'folio_moved' of conf.py; did you mean 'p/nanoflow.html#limits'?",
        ),
        (
            "cv.pfd",
            "the file 'cv.pfd' must stay (the build has made none); if it has moved, write "
            "'cv.pfd': 'NEW' in 'folio_moved' of conf.py; did you mean 'cv.pdf'?",
        ),
        (
            "=limit",
            "the label 'limit' must stay (no page has it); write '(limit)=' above the heading "
            "that it names now; did you mean 'limits'?",
        ),
        (
            "project:nanoflo",
            "the project 'nanoflo' must stay (no page states it); write ':formerly: nanoflo' in "
            "the record that it has become; did you mean 'nanoflow'?",
        ),
        (
            "award:nanoflow",
            "the award 'nanoflow' must stay (no page states it); write ':formerly: "
            "award:nanoflow' in the record that it has become",
        ),
    ],
)
def test_a_lost_promise_says_what_must_stay_the_remedy_and_a_near_match(name, message):
    now = page("p/nanoflow.html", "p/nanoflow.html#limits", "cv.pdf", "=limits", "project:nanoflow")
    (broken,) = broken_promises(page(name, lines={promise(name): 7}), now)
    assert (broken.line, broken.message) == (7, message)


def test_with_a_withdrawn_record_goes_what_is_its_alone():
    its = ("p/x.html", "p/x.html#intro", "=intro", "ref/x.html", "project:x", "=project-x")
    elsewhere = ("q.html", "q.html#sources", "=sources", "q.html#project-x")
    promised = page(*its, *elsewhere, "p/x.html#sources")
    gone = replace(promised, gone=frozenset(["p/x.html", "ref/x.html"]))
    lost = [broken.promise for broken in broken_promises(gone, page("q.html"))]
    assert lost == [promise("q.html#sources"), promise("=sources")]


def test_an_anchor_is_said_to_be_near_one_of_its_own_page_alone():
    promised = page("p/x.html", "p/x.html#limit")
    now = page("p/x.html", "p/y.html", "p/y.html#limits")
    (broken,) = broken_promises(promised, now)
    assert "did you mean" not in broken.message
