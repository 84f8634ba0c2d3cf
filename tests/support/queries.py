"""What readers may look for, and how the search is asked for it, as its panel asks."""

from __future__ import annotations

from sites import ROOT

QUERIES = [
    tuple(part.strip() for part in line.split("|"))
    for line in (ROOT / "tests/support/queries.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
FIRST = 3  #: hits, among which a query must find its place
# The finder without its page, as the panel uses it.
FINDER = """Promise.all([import('/_static/search/finder.js'),
  fetch('/_static/search/index.json').then((answer) => answer.json())])
  .then(([{ Finder }, index]) => { window.finder = new Finder(index); })"""
FIND = """(queries) => queries.map((query) => finder.find(query).map(
  ({ page, anchor }) => page + (anchor && '#' + anchor)))"""
