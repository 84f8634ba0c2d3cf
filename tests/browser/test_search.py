"""The search: what it finds, that every result leads somewhere, and how it is used."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page

from browsers import Log, check_accessible, overflow
from folio.exports.search_words import words
from folio.pages.tex import convert
from pages import leads_elsewhere, pages, parse
from queries import FIND, FINDER, FIRST, QUERIES


@pytest.fixture(scope="module")
def finder(chromium: Browser, address):
    """Open a page in which ``finder`` answers."""
    page = chromium.new_page()
    page.goto(f"{address}notes.html")
    page.evaluate(FINDER)
    yield page
    page.close()


@pytest.fixture(scope="module")
def index(site):
    """Return what the search knows."""
    return json.loads(site.text("_static/search/index.json"))


def all_places(index) -> list[tuple[str, str, str]]:
    """Return page, anchor and title of every result that the index can give."""
    return [
        (page, rest[i], rest[i + 1] or title)
        for page, title, *rest in index["pages"]
        for i in range(0, len(rest), 2)
    ]


def test_a_reader_finds_what_he_may_look_for_among_the_first_three(finder: Page):
    assert len(QUERIES) >= 60
    found = finder.evaluate(FIND, [query for query, _ in QUERIES])
    missed = {
        query: hits[:FIRST]
        for (query, place), hits in zip(QUERIES, found, strict=True)
        if place not in hits[:FIRST]
    }
    assert missed == {}


def test_every_result_that_the_index_can_give_leads_to_the_place_that_it_names(
    chromium: Browser, address, index
):
    page, before = chromium.new_page(java_script_enabled=True), ""
    places = all_places(index)
    assert len(places) > 150
    for name, anchor, title in places:
        if name != before:
            answer = page.goto(address + name)
            assert answer.status == 200, name
            before = name
        if anchor:
            page.evaluate("(anchor) => { location.hash = anchor; }", anchor)
            heading = page.locator(":target > :is(h1, h2, h3, h4, h5, h6)").first
            assert heading.text_content().removesuffix("#") == title, (name, anchor)
        else:
            assert page.locator("h1").text_content().removesuffix("#") == title, name
    page.close()


def test_every_page_and_every_heading_of_the_site_can_be_found(site, index):
    known = {(page, anchor) for page, anchor, _ in all_places(index)}
    for path in pages(site.html):
        name = str(path.relative_to(site.html))
        if leads_elsewhere(path) or name in {"404.html", "search.html"}:
            continue
        assert (name, "") in known
        missing = {section["id"] for section in parse(path).select("main section")[1:]} - {
            a for p, a in known if p == name
        }
        assert missing == set(), name


def test_a_record_is_found_once(finder: Page):
    titles = ["Gold Medal in the Asian Physics Olympiad (APhO)", "NanoFlow at OSDI 2025", "CPHOS"]
    for title in titles:
        hits = finder.evaluate(
            "(title) => finder.find(title).filter((hit) => hit.title === title).length", title
        )
        assert hits == 1, title


def test_every_word_of_the_index_finds_where_it_stands_when_it_is_typed(finder: Page, index):
    """So the words that Python made are those that the browser looks for."""
    missed = finder.evaluate(
        """() => finder.words.filter((word) => {
          const wanted = finder.exactly(word);
          const hits = new Set(finder.find(word).map(({ page, anchor }) => page + '#' + anchor));
          return [...wanted.keys()].some((number) => {
            if (!wanted[number]) return false;
            const { page, anchor } = finder.hit(number);
            return !hits.has(page + '#' + anchor);
          });
        })"""
    )
    assert missed == []


@pytest.mark.parametrize(
    "text",
    [
        "Lebrón et al.",
        "nano-batch, KV-cache",
        "王梓人印",
        "GGᵀ and T₁",
        "λ, φ and ∞",
        "C++ v0.1.10",
        "Søren Łoś, Ægir and Strauß",
        "हिन्दी में पेड़, ภาษาไทย, עִבְרִית, தமிழ்",
    ],
)
def test_a_text_is_split_in_the_browser_as_it_was_for_the_index(finder: Page, text):
    asked = finder.evaluate(
        "(text) => import('/_static/search/words.js').then(({ asked }) => asked(text))", text
    )
    runs = {run for term in asked for run in term}
    ours = set(words(text))
    for run in runs:
        pairs = {run[i : i + 2] for i in range(len(run) - 1)}
        assert run in ours or pairs <= ours, (run, ours)


WRITTEN = {
    r"2(m^2-1)/(3m)": "2(m^2−1)/(3m)",
    r"\frac{a+b}{c_{ij}}": "(a+b)/(c_(ij))",
    r"x_i^{10} + f'": "x_i^10+f′",
    r"\sum_{i=1}^n \sqrt{x}": "∑_(i=1)^n√x",
    r"\hat{x}": "xˆ",
}


def test_an_excerpt_has_a_formula_once_as_one_writes_it_in_a_line(finder: Page):
    formulas = [f"<p>a {convert(tex, block=False)} b</p>" for tex in WRITTEN]
    prose = "<p>the 20<sup>th</sup> of 10<sup>5</sup>, H<sub>2</sub>O</p>"
    read = """(html) => import('/_static/search/excerpt.js').then(({ sectionText }) => {
      const page = new DOMParser().parseFromString(html, "text/html");
      return [sectionText(page, "s"), page.querySelectorAll("annotation").length];
    })"""
    text, annotations = finder.evaluate(
        read, f'<section id="s">{"".join(formulas)}{prose}</section>'
    )
    shown = "".join(f"a {said} b" for said in WRITTEN.values())
    assert text.replace("\u2061", "") == f"{shown}the 20th of 10^5, H_2O"
    assert annotations > 0  # the page itself is as it was


def test_one_or_two_wrong_letters_anywhere_in_a_long_word_are_forgiven(finder: Page):
    """Each letter of a word missing, doubled, exchanged with the next, or another one."""
    slips = []
    for word in ("deadlock", "cholesky", "laplacian", "nanoflow", "scheduler", "tsinghua"):
        for i in range(len(word)):
            slips += [(word, word[:i] + word[i + 1 :]), (word, word[:i] + word[i] * 2 + word[i:])]
            slips += [(word, word[:i] + "q" + word[i + 1 :])]
            slips += [(word, word[:i] + word[i + 1 : i + 2] + word[i] + word[i + 2 :])]
        slips += [(word, "q" + word[1:-2] + "x" + word[-1])]
    found = finder.evaluate(FIND, [slip for _, slip in slips])
    right = finder.evaluate(FIND, [word for word, _ in slips])
    missed = [
        slip
        for (slip, hits, wanted) in zip(slips, found, right, strict=True)
        if wanted[0] not in hits
    ]
    assert missed == []


def test_british_and_american_spelling_find_the_same_places(finder: Page):
    pairs = [
        *(("factorisation", "factorization"), ("randomised", "randomized"), ("honour", "honor")),
        *(("neighbour", "neighbor"), ("modelling", "modeling"), ("optimise", "optimize")),
        *(("analyse", "analyze"), ("centre", "center"), ("behaviour", "behavior")),
        *(("parallelis", "paralleliz"), ("labelled", "labeled"), ("catalogue", "catalog")),
    ]
    for british, american in pairs:
        one, other = finder.evaluate(FIND, [british, american])
        assert set(one) == set(other), (british, american)


def test_results_come_while_one_types_and_nothing_before(chromium: Browser, address):
    page, log = chromium.new_page(), Log(address)
    log.watch(page)
    page.goto(f"{address}projects/pim.html", wait_until="networkidle")
    assert not [name for name in log.files if "search" in name]
    field = page.locator(".find input")
    assert field.get_attribute("placeholder") == "Search: / or Ctrl K"
    page.keyboard.press("/")
    assert not [name for name in log.files if "search" in name]
    page.keyboard.type("deadlok")
    page.wait_for_selector(".found .context mark")
    count = page.locator(".found li").count()
    assert count > 1
    assert page.locator(".found [role=status]").inner_text() == (
        f"No page has “deadlok”. {count} places match “deadlock”."
    )
    first = page.locator(".found li").first
    assert first.locator("a").inner_text() == "Star channels prevent deadlock"
    assert first.locator(".above").inner_text().startswith("Reproducing the GOAL")
    assert {mark.lower() for mark in first.locator("mark").all_inner_texts()} == {"deadlock"}
    assert overflow(page) == []
    check_accessible(page)
    assert log.trouble == []
    page.close()


def test_the_arrows_lead_to_a_result_and_what_was_found_is_marked_there(chromium: Browser, address):
    page, log = chromium.new_page(), Log(address)
    log.watch(page)
    page.goto(f"{address}cv.html", wait_until="networkidle")
    page.keyboard.press("Control+k")
    page.keyboard.type("acceptance")
    page.keyboard.press("Control+a")
    page.keyboard.type("clique")
    page.wait_for_selector(".found .context mark")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    wanted = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_selector("main mark")
    assert wanted.partition("#")[2] == page.url.partition("#")[2]
    assert "found=" not in page.url
    assert set(page.locator("main mark").all_inner_texts()) <= {"clique", "cliques"}
    assert page.locator("main mark").first.is_visible()
    check_accessible(page)
    page.keyboard.press("Escape")
    assert page.locator("mark").count() == 0
    assert log.trouble == []
    page.close()


def test_escape_closes_the_results_and_returns_to_the_field(chromium: Browser, address):
    page = chromium.new_page()
    page.goto(f"{address}cv.html")
    page.keyboard.press("/")
    page.keyboard.type("torus")
    page.wait_for_selector(".found li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert not page.locator(".found").is_visible()
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("x")
    page.wait_for_selector(".found:not([hidden])")
    page.mouse.click(5, 500)
    assert not page.locator(".found").is_visible()
    page.close()


def test_the_page_of_the_search_keeps_the_query_in_its_address(chromium: Browser, address):
    page, log = chromium.new_page(viewport={"width": 390, "height": 844}), Log(address)
    log.watch(page)
    page.goto(f"{address}search.html?q=%E7%8E%8B%E6%A2%93", wait_until="networkidle")
    assert page.locator("ul.search > li a").first.inner_text() == "Wang Ziren 王梓人"
    assert not page.locator(".everything").is_visible()
    page.locator("#ask").fill("typestate")
    page.wait_for_selector(".context mark")
    assert page.url.endswith("search.html?q=typestate")
    assert overflow(page) == []
    check_accessible(page)
    page.locator("#ask").fill("xyzzyplugh")
    assert "Nothing" in page.locator("[role=status]").inner_text()
    page.locator("#ask").fill("")
    assert page.locator(".everything").is_visible()
    assert log.trouble == []
    page.close()


def test_without_scripts_the_page_of_the_search_lists_every_page(site):
    listed = {link["href"] for link in parse(site.html / "search.html").select(".everything a")}
    wanted = {
        str(path.relative_to(site.html))
        for path in pages(site.html)
        if not leads_elsewhere(path) and path.name not in {"404.html", "search.html"}
    }
    assert listed == wanted


def test_the_search_runs_under_a_policy_without_unsafe_eval(site):
    for script in (site.html / "_static/search").glob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert "eval(" not in text
        assert "new Function" not in text
        assert "WebAssembly" not in text
