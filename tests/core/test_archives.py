"""An external link that is known to be dead leads to its archived copy, and says so."""

from __future__ import annotations

import json

import pytest

from folio.core.archives import link_to
from folio.core.bibliography import read_bibliography
from pages import parse
from sites import CONF, build, write

URL = "https://www.ada.example/notes/"
COPY = "https://archive.example/2025/https://www.ada.example/notes/"
LIVE = {"url": URL, "archiveurl": COPY, "urldate": "2025-11-03"}
DEAD = {**LIVE, "urlstatus": "dead"}
SAID = "ada.example/notes (archived copy, checked on 3 November 2025)"
PAGE = """\
# Notes

:::{publication} notes
:bib: lovelace1843notes
:source: lovelace1843notes

What the engine can do {cite}`lovelace1843notes`.
:::

## Sources

:::{sources}
:::
"""


def entry(fields: dict[str, str]) -> str:
    told = "".join(f",\n  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{lovelace1843notes,\n  title = {{Notes}}, year = {{1843}}{told}\n}}\n"


def test_while_the_original_lives_readers_see_nothing_of_the_copy():
    assert link_to({"url": URL}) == link_to(LIVE) == ("ada.example/notes", URL)
    assert link_to({}) is None


def test_a_dead_original_gives_way_to_the_copy_with_the_day_of_the_check():
    assert link_to(DEAD) == (SAID, COPY)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"urlstatus": "dead"}, "must have a url for archiveurl, urldate or urlstatus"),
        ({"archiveurl": COPY}, "must have a url for archiveurl, urldate or urlstatus"),
        ({**LIVE, "urlstatus": "gone"}, "must have no urlstatus but 'dead' (got 'gone')"),
        ({"url": URL, "urlstatus": "dead"}, "must have archiveurl and urldate"),
        ({**DEAD, "archiveurl": ""}, "or remove the url if there is no copy"),
        ({**LIVE, "urldate": "2025-11"}, "the day of the check, YYYY-MM-DD (got '2025-11')"),
        ({**LIVE, "urldate": "2025-13-01"}, "YYYY-MM-DD (got '2025-13-01')"),
        ({**LIVE, "urldate": "yesterday"}, "YYYY-MM-DD (got 'yesterday')"),
        ({**LIVE, "archiveurl": "data:text/html,x"}, "has an archiveurl that must be an https:"),
        ({**LIVE, "archiveurl": 'https://a"b'}, "must be percent-encoded"),
    ],
)
def test_what_no_reader_could_follow_is_refused_at_its_entry(fields, message):
    ((line, told),) = read_bibliography(entry(fields)).problems
    assert line == 1
    assert told.startswith("entry 'lovelace1843notes' ")
    assert message in told


def test_the_bibtex_that_readers_copy_keeps_the_copy_and_not_our_mark():
    bibtex = read_bibliography(entry(DEAD)).sources["lovelace1843notes"].bibtex
    assert COPY in bibtex
    assert "2025-11-03" in bibtex
    assert "urlstatus" not in bibtex


def test_every_list_of_a_site_leads_to_the_copy_and_says_when_it_was_checked(tmp_path):
    files = {
        "docs/notes.md": PAGE,
        "docs/papers.md": "# Papers\n\n:::{publications}\n:::\n",
        "docs/references.bib": entry(DEAD),
        "conf.py": CONF + 'folio_exports = ["resume.json"]\n',
    }
    built = build(write(tmp_path, files))
    assert built.warnings == ()
    for place in ("notes.html", "papers.html"):
        page = parse(built.html / place)
        assert {link["href"] for link in page.find_all("a", string=SAID)} == {COPY}
        assert not page.find("a", href=URL)
    (paper,) = json.loads(built.text("resume.json"))["publications"]
    assert paper["x-folio"]["links"] == [{"label": SAID, "url": COPY}]
