"""What guide/reading.md says that a reader needs is what the site's files use and the tests try."""

from __future__ import annotations

import reading  # tools/reading.py

LOOK_UP = "run 'nox -s build', then 'nox -s reading -- --look-up'"


def test_the_page_is_that_of_the_tests_and_of_the_table():
    page = reading.PAGE.read_text(encoding="utf-8")
    assert page == reading.written(reading.known()), "run 'nox -s reading' and commit"


def test_each_feature_that_a_published_file_uses_is_in_the_table(site):
    used = reading.used(site.html)
    assert len(used) > 100
    assert used - reading.known().keys() == set(), LOOK_UP


def test_what_a_browser_shows_without_a_feature_is_said_of_each_that_some_lack():
    assert reading.newer(reading.known()).keys() == reading.WITHOUT.keys()


def test_a_feature_that_no_browser_has_long_is_found_out(tmp_path):
    (tmp_path / "a.css").write_text("@media (x-y: 1) { a:b-c(d) { e-f: g-h(1) } }")
    (tmp_path / "a.js").write_text("list.toSorted()")
    assert reading.used(tmp_path) == {
        *("css.at-rules.media", "css.at-rules.media.x-y", "css.selectors.b-c"),
        *("css.properties.e-f", "css.types.g-h", "javascript.builtins.Array.toSorted"),
    }
    lacking = {"javascript.builtins.Array.toSorted": ("16", "115", "110")}
    assert reading.newer(lacking) == lacking
