"""What holds for every explorer, whichever page it is on; its own values are tested beside it."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser

from browsers import Log, check_accessible, overflow
from explorers import EXPLORERS, figure, opened
from models.shared.results import load, place
from questions import SETTLED
from sites import ROOT

BUDGET = 25_000  # of script and data, gzip


def test_every_module_is_used_by_a_page_or_by_another():
    modules = {path.stem for path in (ROOT / "_static/explore").glob("*.js")}
    assert modules == {name for _, name in EXPLORERS} | {"goal-spread", "parts"}


@pytest.mark.parametrize(("page", "name"), EXPLORERS)
def test_it_is_accessible_on_every_width_and_loads_no_more_than_its_budget(
    chromium: Browser, site, address, page, name
):
    with opened(chromium, address, page, name) as shown:
        for width in (1280, 390, 320):
            shown.set_viewport_size({"width": width, "height": 900})
            shown.evaluate(SETTLED)
            assert overflow(shown) == []
            check_accessible(shown, figure(name), f"{width} px:")
        live = shown.locator(f"{figure(name)} .explore-says")
        assert live.get_attribute("aria-live") == "polite"
        urls = shown.evaluate("performance.getEntriesByType('resource').map((r) => r.name)")
    loaded = {url.partition(address)[2] for url in urls}
    log = Log(address)
    log.files = {f for f in loaded if f.endswith(".json") or f.startswith("_static/explore/")}
    assert {f"_static/explore/{name}.js", "_static/explore/parts.js"} < log.files
    assert sum(log.sizes(site.html)[1].values()) <= BUDGET


@pytest.mark.parametrize(("page", "name"), EXPLORERS)
def test_it_reads_the_numbers_of_the_results(site, page, name):
    sent = re.search(rf'{name}\.js" data-numbers="\.\./([^"]*)"', site.text(page))[1]
    document = load(place(sent.split("/")[2]))
    got = json.loads(site.text(sent))
    assert got["digest"] == document["digest"]
    assert got["numbers"]
    assert all(document["numbers"][part] == value for part, value in got["numbers"].items())


@pytest.mark.parametrize(("page", "name"), EXPLORERS)
def test_the_still_picture_stays_when_it_cannot_come(chromium: Browser, address, page, name):
    shown = chromium.new_page(viewport={"width": 1280, "height": 900})
    shown.route("**/models/*/*.json", lambda route: route.fulfill(status=500, body=""))
    shown.goto(address + page, wait_until="networkidle")
    with shown.expect_console_message(lambda message: "still picture stays" in message.text):
        shown.locator(figure(name)).scroll_into_view_if_needed()
    assert shown.locator(f"{figure(name)} img").is_visible()
    shown.close()
