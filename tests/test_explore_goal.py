"""The explorer of GOAL shows what the Python model computes, by pointer, keyboard and voice."""

from __future__ import annotations

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from browsers import Log
from models.goal_loads import loads
from models.goal_spread import spread
from models.results import ROOT, load, place
from models.torus import PATTERNS, Torus, traffic
from test_browser import RULES, overflow

TORUS = Torus(8, 2)
ALGORITHMS = ("dor", "val", "min-ad", "romm", "rlb", "goal", "goal-redrawn")
BUDGET = 25_000  # of script and data, gzip
PAGE = "projects/goal-torus.html"
FIGURE = "figure:has([data-explore$='goal-links.js'])"


@pytest.fixture
def explorer(chromium: Browser, address):
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    log = Log(address)
    log.watch(page)
    page.goto(address + PAGE, wait_until="networkidle")
    assert not any(name.startswith("_static/explore") for name in log.files)  # not yet near
    page.locator(FIGURE).scroll_into_view_if_needed()
    page.wait_for_selector(f"{FIGURE} .explore-says")
    yield page
    assert log.trouble == []
    page.close()


def said(page: Page) -> dict[str, str]:
    return page.eval_on_selector(f"{FIGURE} .explore-says", "e => ({...e.dataset})")


def choose(page: Page, pattern: str, algorithm: str) -> None:
    controls = page.locator(FIGURE)
    controls.get_by_label("Traffic").select_option(pattern)
    controls.get_by_label("Routing").select_option(algorithm.removesuffix("-redrawn"))
    again = controls.get_by_label("drawn again")
    if again.is_enabled():
        again.set_checked(algorithm == "goal-redrawn")


@pytest.mark.parametrize("pattern", PATTERNS)
def test_its_busiest_link_and_throughput_are_those_of_the_results(explorer, pattern):
    numbers = load(place("goal-torus"))["numbers"]
    for algorithm in ALGORITHMS:
        choose(explorer, pattern, algorithm)
        entry = numbers["links"].get(pattern, {}).get(algorithm)
        largest = max(entry["loads"] if entry else numbers[pattern][algorithm]["ports"])
        assert float(said(explorer)["load"]) == largest
        assert float(said(explorer)["throughput"]) == pytest.approx(1 / largest)
        exact = loads(TORUS, algorithm, pattern)
        if exact.determined:
            assert largest == pytest.approx(float(exact.largest), abs=5e-4)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_the_packets_of_a_node_spread_as_in_the_python_model(explorer, algorithm):
    module = explorer.eval_on_selector("[data-explore]", "e => e.dataset.explore")
    for pattern in PATTERNS:
        for source in (0, 11, 38):
            got = explorer.evaluate(
                "async ([module, ...asked]) => [...(await import(new URL(module, "
                "document.baseURI))).spread(...asked)]",
                [module.replace("goal-links", "goal-spread"), pattern, algorithm, source],
            )
            wanted = spread(TORUS, algorithm, traffic(TORUS, pattern), source)
            assert len(got) == TORUS.nodes * TORUS.ports
            for channel, load_ in enumerate(got):
                assert load_ == pytest.approx(wanted.get(divmod(channel, 4), 0), abs=1e-9)


def test_a_node_is_chosen_by_arrow_keys_and_by_pointer_and_its_packets_are_told(explorer):
    choose(explorer, "transpose", "goal")
    explorer.locator(f"{FIGURE} .explore-node[tabindex='0']").focus()
    for key in ("ArrowRight", "ArrowUp", "ArrowRight"):
        explorer.keyboard.press(key)
    wanted = spread(TORUS, "goal", traffic(TORUS, "transpose"), 10)
    assert said(explorer)["node"] == "10"  # (2, 1)
    assert float(said(explorer)["hops"]) == pytest.approx(sum(wanted.values()))
    assert int(said(explorer)["links"]) == len(wanted)
    explorer.keyboard.press("Escape")
    assert said(explorer)["node"] == ""
    explorer.locator(f"{FIGURE} .explore-node").nth(19).hover()
    assert said(explorer)["node"] == "19"
    live = explorer.locator(f"{FIGURE} .explore-says")
    assert "(3, 2) go to (2, 3)" in live.inner_text()
    assert live.get_attribute("aria-live") == "polite"


def test_it_is_accessible_on_every_width(explorer):
    for width in (1280, 390, 320):
        explorer.set_viewport_size({"width": width, "height": 900})
        assert overflow(explorer) == []
        results = Axe().run(explorer, context=FIGURE, options=RULES)
        assert results.violations_count == 0, results.generate_report()


def test_script_and_data_stay_within_the_budget(explorer, site):
    log = Log("")
    names = explorer.evaluate("performance.getEntriesByType('resource').map((r) => r.name)")
    for name in names:
        if "/_static/explore/" in name or name.endswith("goal-links.json"):
            log.files.add("_static/" + name.partition("/_static/")[2])
    assert len(log.files) == 4
    assert sum(log.sizes(site.html)[1].values()) <= BUDGET


def test_the_still_picture_stays_when_the_explorer_cannot_come(chromium: Browser, address):
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.route("**/goal-links.json", lambda route: route.fulfill(status=500, body=""))
    page.goto(address + PAGE, wait_until="networkidle")
    page.locator(FIGURE).scroll_into_view_if_needed()
    with page.expect_console_message(lambda message: "still picture stays" in message.text):
        page.wait_for_timeout(1000)
    assert page.locator(f"{FIGURE} img").is_visible()
    page.close()


def test_it_reads_the_same_numbers_as_the_figure(site):
    sent = json.loads((site.html / "_static/models/goal-torus/goal-links.json").read_text())
    document = load(ROOT / "results/goal-torus.json")
    assert sent["digest"] == document["digest"]
    assert all(document["numbers"][part] == value for part, value in sent["numbers"].items())
