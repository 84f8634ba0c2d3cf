"""Every page in a real browser: wide and narrow, light and dark, with and without scripts."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from browsers import (
    OTHERS,
    PAGES,
    WIDTHS,
    Log,
    check_accessible,
    check_at_every_width,
    overflow,
)
from questions import SETTLED

# First view, gzip: the budget is 25 kB of text, 50 kB of fonts, 65 kB where there is
# mathematics, and 10 requests.
TEXT, FONTS, WITH_FORMULAS, REQUESTS = 25_000, 50_000, 65_000, 10


# A new load in each scheme, as a reader's is; the browser's context is what need not be new.
PAPER = {"light": "rgb(253, 252, 249)", "dark": "rgb(22, 21, 26)"}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_light_and_quiet_at_every_width_and_in_both_schemes(
    chromium: Browser, site, address, name
):
    log = Log(address)
    page = chromium.new_page()
    log.watch(page)
    for scheme in PAPER:
        page.emulate_media(color_scheme=scheme)
        page.goto(address + name, wait_until="networkidle")
        assert paper(page) == PAPER[scheme]
        log.note_icons(page)
        fonts, rest = log.sizes(site.html)
        assert sum(rest.values()) <= TEXT, rest
        formulas = page.locator("math").count() > 0
        assert sum(fonts.values()) <= (WITH_FORMULAS if formulas else FONTS), fonts
        assert formulas or not any("math" in name for name in fonts)
        assert len(log.files) <= REQUESTS, log.files
        check_at_every_width(page, scheme)
        assert log.trouble == [], scheme
        log.files.clear()
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_without_scripts_is_whole_and_follows_the_system(chromium: Browser, address, name):
    log = Log(address)
    page = chromium.new_page(java_script_enabled=False)
    log.watch(page)
    for scheme in PAPER:
        page.emulate_media(color_scheme=scheme)
        page.goto(address + name)
        assert paper(page) == PAPER[scheme]
        for width in WIDTHS if scheme == "light" else WIDTHS[:1]:
            page.set_viewport_size({"width": width, "height": 900})
            assert overflow(page) == [], (scheme, width)
            assert page.locator("nav a[href]").first.is_visible()
        assert log.trouble == [], scheme
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_whose_scripts_do_not_come_is_accessible(chromium: Browser, address, name):
    """Since axe is a script, it cannot look at a page without any.

    Colours do not depend on scripts, and what is there depends on width twice at most.
    """
    page = chromium.new_page()
    page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(address + name)
    for width in (WIDTHS[0], WIDTHS[-1]):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(SETTLED)
        check_accessible(page, when=f"{width} px:", rules=OTHERS)
    page.close()


def paper(page: Page) -> str:
    """Return the colour on which a page is set."""
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.mark.parametrize("name", PAGES)
def test_a_printed_page_loses_no_word(chromium: Browser, address, name):
    page = chromium.new_page()
    page.goto(address + name)
    paragraphs = page.eval_on_selector_all(
        "main p, main h1, main h2, main td",
        "all => all.filter(e => e.checkVisibility() "
        "&& !e.querySelector('math')).map(e => e.innerText)",
    )
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    printed = re.sub(r"\W+", "", "".join(sheet.extract_text() for sheet in pdf.pages))
    lost = [
        word
        for paragraph in paragraphs
        for word in re.findall(r"[A-Za-z]{3,}", paragraph)
        if word not in printed
    ]
    assert lost == []
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 642, "height": 971})  # A4 within its margins
    assert overflow(page) == []
    page.close()


def test_what_is_folded_on_the_screen_is_printed(chromium: Browser, address):
    page = chromium.new_page()
    page.goto(address + "projects/nanoflow.html")
    hidden = page.eval_on_selector_all(
        ".folio-unfold:not([open]) > p",
        "all => all.filter(e => !e.querySelector('math') "
        "&& !e.checkVisibility({contentVisibilityAuto: true})).map(e => e.textContent)",
    )
    assert len(hidden) > 2
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    printed = re.sub(r"\W+", "", "".join(sheet.extract_text() for sheet in pdf.pages))
    words = {word for text in hidden for word in re.findall(r"[A-Za-z]{3,}", text)}
    assert [word for word in sorted(words) if word not in printed] == []
    page.close()


def test_the_switch_changes_the_theme_keeps_it_and_never_flashes(chromium: Browser, address):
    context = chromium.new_context(color_scheme="light")
    page = context.new_page()
    log = Log(address)
    log.watch(page)
    page.goto(f"{address}index.html", wait_until="networkidle")
    switch = page.locator("button.theme")
    seen = []
    for _ in range(3):
        seen.append((switch.inner_text(), page.evaluate("getComputedStyle(document.body).color")))
        switch.press("Enter")
    assert [name for name, _ in seen] == ["Automatic", "Dark", "Light"]
    assert seen[0][1] == seen[2][1] != seen[1][1]
    page.evaluate("localStorage.setItem('theme', 'dark')")
    page.add_init_script(
        "new PerformanceObserver((list) => { window.first = getComputedStyle(document.body)"
        ".backgroundColor }).observe({type: 'paint', buffered: true})"
    )
    page.goto(f"{address}cv.html", wait_until="networkidle")
    assert page.evaluate("window.first") == "rgb(22, 21, 26)"
    assert log.trouble == []
    context.close()


def test_everything_can_be_reached_and_used_by_keyboard(chromium: Browser, address):
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}linking.html")
    focused = "document.activeElement.innerText || document.activeElement.ariaLabel"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.locator("details.more summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("details.more li a").first.is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("details.more li a").first.is_visible()
    assert page.evaluate(focused).strip() == "More"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    copy = page.locator("button.copy").first
    copy.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('button.copy').textContent == 'Copied'")
    code = page.locator("div.highlight pre").first.inner_text()
    assert page.evaluate("navigator.clipboard.readText()").strip() == code.strip()
    context.close()


def test_a_focused_link_is_outlined(chromium: Browser, address):
    page = chromium.new_page()
    page.goto(f"{address}index.html")
    for _ in range(4):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style == "solid"
    page.close()


def test_nothing_moves_for_readers_who_ask_for_that(chromium: Browser, address):
    page = chromium.new_page(reduced_motion="reduce")
    page.goto(f"{address}index.html")
    durations = page.eval_on_selector_all(
        "*", "all => all.map(e => getComputedStyle(e).transitionDuration)"
    )
    assert set(durations) == {"0s"}
    page.close()


def test_chinese_text_is_marked_as_chinese(chromium: Browser, address):
    page = chromium.new_page()
    for name in PAGES:
        page.goto(address + name)
        unmarked = page.evaluate(
            r"""() => { const found = [];
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
              const text = walker.currentNode;
              const marked = text.parentElement.closest("[lang=zh-Hans]");
              if (/\p{Script=Han}/u.test(text.data) && !marked) found.push(text.data);
            } return found; }"""
        )
        assert unmarked == [], name
    page.close()


def test_facts_and_notes_stand_in_the_margin_and_fold_into_the_text_on_a_phone(chromium, address):
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{address}projects/dynaflow.html")
    for name in (".folio-facts", ".sd-aside"):
        page.set_viewport_size({"width": 1440, "height": 900})
        text = page.locator("main").bounding_box()
        wide = page.locator(name).first.bounding_box()
        assert wide["x"] >= text["x"] + text["width"], name
        page.set_viewport_size({"width": 390, "height": 900})
        text = page.locator("main").bounding_box()
        narrow = page.locator(name).first.bounding_box()
        assert text["x"] <= narrow["x"] < text["x"] + text["width"], name
    page.close()
