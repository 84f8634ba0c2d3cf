"""A paper that its entry gives no title, as chemists and physicists cite."""

from __future__ import annotations

from engines import SITE
from pages import parse
from sites import build, write

BIB = """\
@article{lovelace1843notes, author = {Ada Lovelace}, journal = {J. Oak}, volume = 7, pages = {1--9},
  year = 1843}
"""


def test_it_is_called_by_its_heading_and_its_reference_has_no_gap(tmp_path):
    built = build(write(tmp_path, {**SITE, "docs/references.bib": BIB}))
    assert (built.status, built.warnings) == (0, ())
    page = parse(built.html / "p/engine.html")
    listed = page.select_one(".folio-sources").get_text(" ", strip=True)
    assert listed.startswith("Ada Lovelace. J. Oak 7, 1–9, 1843.")
    assert not page.select(".folio-sources em")
    listed = parse(built.html / "lists.html").select_one(".folio-publication .folio-title a")
    assert (listed.get_text(), listed["href"]) == ("Notes", "paper.html#publication-notes")
