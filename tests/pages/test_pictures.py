"""Pictures of models come late, follow light and dark, and are there without scripts."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from browsers import Log
from engines import files, save
from sites import CONF, build, write

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 90"><path fill="var(--fig-1)"/></svg>'
)
RESULTS = '{"numbers": {"mill": {"speed": 3.5}, "store": {}}, "digest": "0123456789abcdef"}'
COLOURS = {
    **{"ink": ["#111", "#eee"], "paper": ["#fff", "#000"], "surface": ["#fff", "#000"]},
    **{"muted": ["#222", "#ddd"], "link": ["#606", "#f9f"], "seal": ["#a00", "#f88"]},
    **{"rule": ["#ccc", "#333"], "fig-1": "link"},
}
PAGE = """\
# Page

:::{model-figure} engine/speed
:alt: The <fast> engine.
:lazy:
:explore: engine
:data: mill

It is fast.
:::

:::{model-figure} engine/size
:alt: The size.

It is large.
:::
"""
FILES = {
    "conf.py": CONF + 'html_static_path = ["_static"]\n',
    "_templates/colours.json": json.dumps(COLOURS),
    "_static/explore/engine.js": "export default () => document.createElement('p');\n",
    "results/engine.json": RESULTS,
    "results/engine/speed.svg": SVG,
    "results/engine/size.svg": SVG,
    "results/engine/size.csv": "".join(f"{i},{i}\n" for i in range(60)),
    "docs/sub/page.md": PAGE,
}
GOAL = "projects/goal-torus.html"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    built = build(write(tmp_path_factory.mktemp("pictures"), FILES))
    assert built.warnings == ()
    return built


def test_a_drawing_stands_in_the_page_unless_it_may_come_late(small):
    page = BeautifulSoup(small.text("sub/page.html"), "html.parser")
    late, now = page.find_all("figure")
    assert now.svg["aria-label"] == "The size."
    assert late.svg is None
    image = late.img
    assert image.parent.has_attr("data-late")
    assert (image["alt"], image["loading"]) == ("The <fast> engine.", "lazy")
    assert (image["width"], image["height"]) == ("640", "90")
    file = (small.html / "sub" / image["src"]).resolve()
    assert file.relative_to(small.html.resolve()).as_posix() == "_static/models/engine/speed.svg"
    assert "<style>svg{color:var(--ink)" in file.read_text(encoding="utf-8")


def test_an_explorer_gets_the_parts_of_the_results_that_it_asks_for_and_no_others(small):
    late = BeautifulSoup(small.text("sub/page.html"), "html.parser").find(
        attrs={"data-explore": True}
    )
    module = small.html / "sub" / late["data-explore"]
    assert module.read_text(encoding="utf-8") == FILES["_static/explore/engine.js"]
    numbers = small.html / "sub" / late["data-numbers"]
    assert numbers.read_text(encoding="utf-8") == (
        '{"digest":"0123456789abcdef","numbers":{"mill":{"speed":3.5}}}'
    )


def test_numbers_that_would_make_a_long_table_are_a_file(small):
    now = BeautifulSoup(small.text("sub/page.html"), "html.parser").find_all("figure")[1]
    link = now.find("a", class_="download")
    assert link.get_text() == "The numbers in this figure (59 rows, CSV)"
    file = small.html / "sub" / link["href"]
    assert file.read_text(encoding="utf-8") == FILES["results/engine/size.csv"]


def test_a_drawing_alone_has_the_colours_of_the_site_in_light_and_in_dark(small):
    file = (small.html / "_static/models/engine/speed.svg").read_text(encoding="utf-8")
    light = "--ink:#111;--paper:#fff;--link:#606;--rule:#ccc;--fig-1:#606"
    dark = "--ink:#eee;--paper:#000;--link:#f9f;--rule:#333;--fig-1:#f9f"
    assert f"<style>svg{{color:var(--ink);font-family:sans-serif;{light}}}" in file
    assert f"@media(prefers-color-scheme:dark){{svg{{{dark}}}}}</style>" in file


def test_a_drawing_follows_its_colours_in_an_incremental_build(tmp_path):
    folder = write(tmp_path, FILES)
    build(folder)
    changed = json.dumps({**COLOURS, "ink": ["#123", "#eee"]})
    save(folder, "_templates/colours.json", changed)
    again, fresh = build(folder), build(folder, output="build/fresh")
    assert files(again) == files(fresh)
    assert "--ink:#123" in again.text("_static/models/engine/speed.svg")


LATENCY = "_static/models/goal-torus/goal-latency.svg"


def test_a_picture_comes_when_it_is_near_and_follows_the_page(chromium: Browser, address):
    context = chromium.new_context(color_scheme="light")
    page = context.new_page()
    log = Log(address)
    log.watch(page)
    page.goto(address + GOAL, wait_until="networkidle")
    assert LATENCY not in log.files
    page.locator("button.theme").press("Enter")  # to dark
    figure = page.locator("#figure-goal-latency")
    figure.scroll_into_view_if_needed()
    text = figure.locator("svg text").first
    text.wait_for()
    assert text.evaluate("e => getComputedStyle(e).fill") == "rgb(228, 224, 216)"
    assert LATENCY in log.files
    assert log.trouble == []
    context.close()


def test_a_picture_is_there_without_scripts(chromium: Browser, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + GOAL, wait_until="networkidle")
    image = page.locator("#figure-goal-latency img")
    image.scroll_into_view_if_needed()
    assert image.evaluate("e => e.complete && e.naturalWidth > 0")
    context.close()
