"""Four schedules on their page: code beside timeline behind tabs, and the explorer's states."""

from __future__ import annotations

import inspect
import io
import re
from itertools import product

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

import explorers
from browsers import check_accessible, overflow
from explorers import figure, opened
from models.dynaflow import schedulers as dynaflow_schedulers
from models.dynaflow.graph import NETWORK
from models.dynaflow.model import SHOWN, Config, first, halves_of, pays
from models.dynaflow.schedulers import DualBatch, Dynamic, Sequential, TwoWay
from models.dynaflow.simulator import simulate, speedup
from models.shared.results import load, place
from pages import parse
from questions import SETTLED

PAGE = "projects/dynaflow.html"
NAME = "dynaflow-schedules"
FIGURE = figure(NAME)
SIZE = re.compile("^Tokens")
LABELS = {
    *("always split", "dynamic", "done if whole and in order"),
    *("tokens in the batch", "speedup (whole and in order = 1)", "time, in layers of this batch"),
}
CONFIG = Config()
TABS = {"Sequential": "Sequential", "Two-way": "TwoWay", "Dual-batch": "DualBatch"}
TABS |= {"Dynamic": "Dynamic"}


@pytest.fixture(scope="module")
def explorer(chromium: Browser, address):
    with opened(chromium, address, PAGE, NAME) as page:
        yield page


def choose(page: Page, scheduler: str, phi: float, tokens: int) -> dict[str, str]:
    controls = page.locator(FIGURE)
    controls.get_by_role("combobox", name="Schedule").select_option(scheduler)
    share = controls.get_by_role("slider", name="Share in the network at 2,048 tokens")
    share.fill(str(CONFIG.phis.index(phi)))
    controls.get_by_role("slider", name=SIZE).fill(str(CONFIG.tokens.index(tokens)))
    return explorers.said(page, NAME)


def schedulers(phi: float):
    return {
        "sequential": Sequential(),
        "two-way": TwoWay(),
        "dual-batch": DualBatch(),
        "dynamic": Dynamic(pays(CONFIG, phi) // 2),
    }


STATES = [*product((0.1, 0.5), (64, 192, 2048)), (0.2, 256), (0.6, 128)]


@pytest.mark.parametrize(("phi", "tokens"), STATES)
def test_it_says_the_speedup_of_the_python_model(explorer, phi, tokens):
    graph = CONFIG.model(phi)
    for name, scheduler in schedulers(phi).items():
        said = choose(explorer, name, phi, tokens)
        split = scheduler.get_split_config(halves_of(tokens))
        wanted = speedup(graph, scheduler, halves_of(tokens))
        assert float(said["speedup"]) == pytest.approx(wanted, abs=1e-4)
        assert int(said["batches"]) == split.num_nano_batches
        assert int(said["tokens"]) == tokens
        assert int(said["pays"]) == pays(CONFIG, phi)
        alone = simulate(graph, Sequential(), halves_of(tokens))
        share = alone.work(NETWORK) / alone.time
        assert float(said["share"]) == pytest.approx(share, abs=1e-4)
        text = explorer.locator(f"{FIGURE} .explore-says").inner_text()
        assert f"spends {share:.1%}".replace("%", "\u00a0%") in text


@pytest.mark.parametrize(("phi", "tokens"), [(0.2, 2048), (0.5, 64)])
def test_its_bars_are_the_intervals_of_the_python_model(explorer, phi, tokens):
    graph = CONFIG.model(phi)
    unit = simulate(graph, Sequential(), halves_of(tokens)).time / CONFIG.layers
    for name, scheduler in schedulers(phi).items():
        choose(explorer, name, phi, tokens)
        drawn = explorer.eval_on_selector_all(
            f"{FIGURE} rect", "all => all.map(e => [e.x.baseVal.value, e.width.baseVal.value])"
        )
        rows = first(simulate(graph, scheduler, halves_of(tokens)), unit)
        ends = max(SHOWN, *(end for *_, end in rows))
        wanted = sorted((start / ends, (end - start) / ends) for *_, start, end in rows)
        shown = sorted(((x - 62) / 330, width / 330) for x, width in drawn)
        assert [n for pair in shown for n in pair] == pytest.approx(
            [n for pair in wanted for n in pair], abs=2e-3
        )


def test_it_opens_with_what_its_caption_says_and_shows_both_curves(chromium: Browser, address):
    with opened(chromium, address, PAGE, NAME) as page:
        shown = page.locator(FIGURE)
        assert shown.get_by_role("combobox", name="Schedule").input_value() == "dynamic"
        caption = shown.locator("figcaption").inner_text()
        assert "the dynamic schedule does not lose" in caption
        drawn = shown.locator("polyline")
        assert [line.get_attribute("stroke") for line in drawn.all()] == [
            "var(--fig-2)",
            "var(--fig-1)",
        ]
        words = shown.locator("svg text").all_text_contents()
        assert set(words) >= LABELS
        assert f"dual-batch pays from {pays(CONFIG, 0.2)}" in words
        # A dynamic schedule is never below the order of one batch: no point lies under that rule.
        one = next(i for i, word in enumerate(words) if word == "1" and words[i - 1] == "0.5")
        level = float(shown.locator("svg text").nth(one).get_attribute("y")) - 5
        points = drawn.nth(1).get_attribute("points").split()
        assert max(float(point.split(",")[1]) for point in points) <= level + 0.06


def test_its_picture_says_what_is_chosen(explorer):
    choose(explorer, "two-way", 0.3, 1024)
    label = explorer.locator(f"{FIGURE} svg").get_attribute("aria-label")
    assert label.startswith("Two-way, 1,024 tokens, 30\u00a0% in the network at 2,048 tokens:")


def test_it_works_by_keyboard_and_announces_what_it_shows(explorer):
    before = int(choose(explorer, "dual-batch", 0.2, 64)["tokens"])
    slider = explorer.locator(FIGURE).get_by_role("slider", name=SIZE)
    slider.focus()
    explorer.keyboard.press("ArrowRight")
    said = explorer.locator(f"{FIGURE} .explore-says")
    after = CONFIG.tokens[CONFIG.tokens.index(before) + 1]
    assert int(said.get_attribute("data-tokens")) == after
    assert slider.get_attribute("aria-valuetext") == str(after)
    assert said.get_attribute("aria-live") == "polite"
    assert f"{after} tokens, split into halves of {after // 2}" in said.inner_text()


def test_the_texts_for_those_who_cannot_see_the_figures_say_the_models_numbers(site):
    numbers = load(place("dynaflow"))["numbers"]
    page = parse(site.html / PAGE)
    for name in ("sequential", "two-way", "dual-batch", "dynamic"):
        figure = page.find(id=f"figure-dynaflow-{name}")
        drawing = figure.find(["svg", "img"])
        said = drawing.get("aria-label") or drawing["alt"]
        last = max(end for *_, end in numbers["schedules"][name]["intervals"])
        assert re.search(rf"end at {last:.2f}|end at {last:g}\b", said), said
    said = page.find(id="figure-dynaflow-load").find("img")["alt"]
    assert f"reaches 1 at {numbers['load']['pays']} tokens" in said
    assert f"from {numbers['device']['free']:g} on" in said


# -- the tabs --------------------------------------------------------------------------------------


def test_a_tab_shows_the_code_that_made_the_timeline_below_it(site):
    labels = parse(site.html / PAGE).select(".sd-tab-set > label")
    assert [label.get_text().strip() for label in labels] == list(TABS)
    for label in labels:
        panel = label.find_next_sibling("div", class_="sd-tab-content")
        source = inspect.getsource(getattr(dynaflow_schedulers, TABS[label.get_text().strip()]))
        assert panel.find("pre").get_text().strip() == source.strip()
        assert panel.find("figure")["id"] == f"figure-dynaflow-{label.get_text().strip().lower()}"


def test_the_markdown_twin_says_what_stands_behind_each_tab(site):
    twin = site.text("projects/dynaflow.md")
    for label, name in TABS.items():
        source = inspect.getsource(getattr(dynaflow_schedulers, name)).rstrip()
        assert f"**{label}**\n\n```python\n{source}\n```\n\n> **Figure.**" in twin


def shown(page: Page) -> list[bool]:
    return page.eval_on_selector_all(
        ".sd-tab-content", "all => all.map((e) => e.checkVisibility() && e.offsetHeight > 0)"
    )


def test_tabs_work_without_scripts_by_pointer_and_by_keyboard(chromium: Browser, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    assert shown(page) == [True, False, False, False]
    page.locator(".sd-tab-set > label", has_text="Dual-batch").click()
    assert shown(page) == [False, False, True, False]
    page.keyboard.press("ArrowRight")
    assert shown(page) == [False, False, False, True]
    page.keyboard.press("ArrowRight")
    assert shown(page) == [True, False, False, False]
    style = "getComputedStyle(document.querySelector('.sd-tab-set input:checked + label'))"
    assert page.evaluate(f"{style}.outlineStyle") == "solid"  # one sees where the keyboard is
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1440)])
def test_every_tab_is_accessible_and_shows_its_picture(chromium: Browser, address, scheme, width):
    page = chromium.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(address + PAGE, wait_until="networkidle")
    for label in TABS:
        page.locator(".sd-tab-set > label", has_text=re.compile(rf"^\s*{label}\s*$")).click()
        picture = page.locator(f"#figure-dynaflow-{label.lower()} svg")
        picture.scroll_into_view_if_needed()
        assert picture.is_visible()
        page.evaluate(SETTLED)
        assert overflow(page) == []
        page.evaluate("scrollTo(0, 0)")  # or the contents, which stay in sight, lie over a button
        check_accessible(page, ".sd-tab-set")
    page.close()


def test_paper_shows_every_tab(chromium: Browser, address):
    page = chromium.new_page()
    page.goto(address + PAGE, wait_until="networkidle")
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    printed = "".join("".join(sheet.extract_text().split()) for sheet in pdf.pages)
    for label, name in TABS.items():
        assert f"class{name}" in printed
        assert label in printed
    page.emulate_media(media="print")
    assert shown(page) == [True] * 4
    page.close()
