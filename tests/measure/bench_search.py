"""Measure the search at 1,000 write-ups: ``nox -s bench -- search``.

The same pages are built with this site's search and with Sphinx's own; each of them also has
words that no other page has, as pages that differ would. In one browser both are asked for every
beginning of some queries, and the work from the keystroke to the first result in the page is
timed, without what waits for the network; of some tries the shortest counts, since other work of
the machine only adds. Then how long reading the index takes, and its bytes.
Most of its twenty minutes go into building the two sites.
"""

from __future__ import annotations

import gzip
import hashlib
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import STOCK, configure, generate, measure
from playwright.sync_api import Browser

from browsers import launch, serve
from sites import copy_site

WRITE_UPS, OWN_WORDS, TRIES = 1000, 30, 5
QUERIES = ("cholesky", "elimination tree", "randomized", "deadlock", "dependencies", "thread")
WRONG = ("choleksy", "lapalcian", "deadlok", "tsingua", "nanflow")
FRAME = 1000 / 60  #: ms

OURS = """async (queries) => {
  const field = document.querySelector(".find input");
  const began = performance.now();
  const text = await (await fetch("_static/search/index.json")).text();
  const came = performance.now();
  const { Finder } = await import("/_static/search/finder.js");
  new Finder(JSON.parse(text));
  const read = performance.now() - came;
  const panel = await import("/_static/search/panel.js");
  if (!document.querySelector(".found")) await panel.hang(document.querySelector(".find"));
  const box = document.querySelector(".found");
  const times = [];
  for (const query of queries) {
    box.querySelector("ul").replaceChildren();
    await new Promise((done) => setTimeout(done, 5));
    let start;
    const first = new Promise((done) => new MutationObserver((_, watch) => {
      watch.disconnect();
      done(performance.now() - start);
    }).observe(box, { childList: true, subtree: true }));
    field.value = query;
    start = performance.now();
    field.dispatchEvent(new Event("input"));
    times.push(await first);
  }
  return { read, times };
}"""
THEIRS = """async (queries) => {
  const began = performance.now();
  const text = await (await fetch("searchindex.js")).text();
  const came = performance.now();
  new Function("Search", text)({ setIndex() {} });
  const read = performance.now() - came;
  const times = [];
  for (const query of queries) {
    const box = document.querySelector("#search-results");
    box.replaceChildren();
    Search.out = box;
    Search.title = box.appendChild(document.createElement("h2"));
    Search.dots = Search.title.appendChild(document.createElement("span"));
    Search.status = box.appendChild(document.createElement("p"));
    Search.output = box.appendChild(document.createElement("ul"));
    await new Promise((done) => setTimeout(done, 5));
    let start;
    const first = new Promise((done) => {
      new MutationObserver((_, watch) => {
        watch.disconnect();
        done(performance.now() - start);
      }).observe(Search.output, { childList: true });
      setTimeout(() => done(null), 2000);
    });
    start = performance.now();
    Search.query(query);
    times.push(await first);
  }
  return { read, times };
}"""


def invented(number: int) -> str:
    """Return words that no other page has."""
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    letters = digest.translate(str.maketrans("0123456789", "ghijklmnop")) * 4
    return " ".join(letters[i * 4 : i * 4 + 8] + str(number) for i in range(OWN_WORDS))


def build(folder: Path, write_ups: int) -> tuple[Path, Path]:
    """Build the same pages with both searches."""
    ours = copy_site(folder / "ours")
    generate(ours, write_ups)
    for number in range(write_ups):
        with (ours / f"docs/projects/generated-{number}.md").open("a", encoding="utf-8") as page:
            page.write(f"\n## Own words\n\n{invented(number)}\n")
    stock = folder / "stock"
    shutil.copytree(ours, stock)
    configure(ours, "folio_exports = []\nfolio_ledger = ''\n")
    configure(stock, f"folio_exports = []\nfolio_ledger = ''\n{STOCK}")
    measure(ours)
    measure(stock)
    return ours / "html", stock / "html"


def beginnings(queries: Sequence[str]) -> list[str]:
    """Return what stands in the field after each key, from the second on."""
    return [query[:i] for query in queries for i in range(2, len(query) + 1)]


def ask(browser: Browser, html: Path, page_name: str, script: str, queries: list[str]):
    """Return what a page says of its search."""
    with serve(html) as address:
        page = browser.new_page()
        page.goto(f"{address}{page_name}", wait_until="networkidle")
        told = [page.evaluate(script, queries) for _ in range(TRIES)]
        page.close()
    times = [shortest(tries) for tries in zip(*(one["times"] for one in told), strict=True)]
    return {"times": times, "read": min(one["read"] for one in told)}


def shortest(tries: Sequence[float | None]) -> float | None:
    """Return the shortest of some times; None if there was no result."""
    return min((time for time in tries if time is not None), default=None)


def row(name: str, times: list[float | None]) -> float:
    """Print the median and the longest; return the median."""
    found = [time for time in times if time is not None]
    middle, most = statistics.median(found), max(found)
    print(f"{name:34}{middle:9.2f}{most:9.2f}{len(found):7} of {len(times)}", flush=True)
    return middle


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    write_ups = int(arguments[0]) if arguments else WRITE_UPS
    with tempfile.TemporaryDirectory() as name, launch() as browser:
        ours, stock = build(Path(name), write_ups)
        queries = beginnings(QUERIES)
        mine = ask(browser, ours, "notes.html", OURS, queries)
        wrong = ask(browser, ours, "notes.html", OURS, list(WRONG))
        theirs = ask(browser, stock, "search.html", THEIRS, queries)
        files = {"this": ours / "_static/search/index.json", "Sphinx": stock / "searchindex.js"}
        sizes = {who: len(gzip.compress(path.read_bytes())) for who, path in files.items()}
    print(f"{write_ups} write-ups, ms to the first result   median  longest  answered")
    median = row("this search, after each key", mine["times"])
    row("this search, wrong letters", wrong["times"])
    other = row("Sphinx's search, the same strings", theirs["times"])
    print(f"ratio of the medians: {median / other:.3f}; one frame is {FRAME:.1f} ms")
    print(f"reading the index: {mine['read']:.0f} ms, Sphinx's {theirs['read']:.0f} ms")
    print(f"its bytes, gzip: {sizes['this']:,}, Sphinx's {sizes['Sphinx']:,}")


if __name__ == "__main__":
    main(sys.argv[1:])
