"""A link to the site's own address leads to what the site has, or its build says which does not."""

from __future__ import annotations

import pytest

from promises import ENGINE, SITE, change
from sites import build

BASE = "https://ada.example/"


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("p/engine.html#how-it-works", ""),
        ("p/engine.html#project-engine", ""),
        ("p/engine.html?print=1#the-mill", ""),
        ("publications.bib", ""),
        ("", ""),
        ("ref/gold.html", ""),
        ("p/engine.html#how-it-work", "'p/engine.html' has no anchor 'how-it-work'; did you mean"),
        ("p/engin.html", "did you mean 'p/engine.html' or"),
        ("ref/gould.html", "no record has the key 'gould'; did you mean 'gold'?"),
        ("p/engine.html%23the-mill", "'%23' begins no anchor"),
    ],
)
@pytest.mark.parametrize("where", ["text", "record"])
def test_a_link_by_the_sites_own_address_is_held_to_what_is_there(published, link, reason, where):
    text = ENGINE + f"\nSee [it]({BASE}{link}).\n"
    if where == "record":
        text = ENGINE.replace(":kind:", f":report: {BASE}{link}\n:kind:")
    change(published, {"docs/p/engine.md": text})
    warnings = build(published).warnings
    if not reason:
        assert warnings == ()
        return
    (warning,) = warnings
    line = text.splitlines().index(f"See [it]({BASE}{link}).") + 1 if where == "text" else 3
    assert warning.startswith(f"docs/p/engine.md:{line}: WARNING: a link to this site must lead to")
    assert reason in warning
    assert warning.endswith("link to the page or the record itself [folio.address]")


def test_an_address_that_has_moved_and_one_of_another_site_are_passed_over(published):
    moved = "folio_moved = {'old.html': 'p/engine.html'}\n"
    links = f"[a]({BASE}old.html) [b](https://ada.elsewhere.example/x.html)"
    change(
        published,
        {"conf.py": SITE["conf.py"] + moved, "docs/p/engine.md": f"{ENGINE}\n{links}\n"},
    )
    assert build(published).warnings == ()
