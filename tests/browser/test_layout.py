"""Nothing lies over anything else; what older browsers and other settings lack is borne."""

import re

import pytest
from playwright.sync_api import Browser

from browsers import PAGES, overflow
from sites import ROOT

OVER_FOOT = """() => {
  const foot = document.querySelector("footer").getBoundingClientRect().top;
  return [...document.querySelectorAll(".folio-facts, .sd-aside")]
    .filter((e) => e.getBoundingClientRect().bottom > foot + 1).map((e) => e.textContent);
}"""


def test_no_fact_in_the_margin_hangs_over_the_foot(chromium: Browser, address):
    page = chromium.new_page()
    for width in (960, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        for name in PAGES:
            page.goto(address + name)
            assert page.evaluate(OVER_FOOT) == [], (name, width)
    page.close()


@pytest.mark.parametrize("name", ["search.html", "projects/dynaflow.html", "cv.html"])
def test_letters_twice_as_large_leave_a_phone_without_sideways_scrolling(
    chromium: Browser, address, name
):
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.goto(address + name)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.wait_for_timeout(100)
    assert overflow(page) == []
    page.close()


def test_forced_colours_leave_the_mark_of_where_one_is(chromium: Browser, address):
    page = chromium.new_page(forced_colors="active")
    page.goto(f"{address}cv.html")
    here = page.locator(".top nav a[aria-current]").first
    assert here.evaluate("e => getComputedStyle(e).textDecorationLine") == "underline"
    page.close()


def test_the_switch_for_the_theme_changes_what_is_shown_at_the_first_press(chromium, address):
    for scheme in ("light", "dark"):
        page = chromium.new_page(color_scheme=scheme)
        page.goto(f"{address}index.html")
        before = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.locator("button.theme").click()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
        page.close()


def test_no_rule_of_the_layout_needs_a_selector_that_older_browsers_lack():
    css = (ROOT / "_static/site.css").read_text(encoding="utf-8")
    needs = [rule for rule in re.findall(r"[^{}]*\{", css) if ":has(" in rule]
    assert [rule.strip() for rule in needs if ":is(" not in rule] == []


def test_no_page_asks_a_browser_to_fetch_the_next_before_it_is_wanted(site):
    for page in site.html.rglob("*.html"):
        assert '<link rel="next"' not in page.read_text(encoding="utf-8"), page


def test_reader_view_keeps_sections_whose_names_it_takes_for_boxes(site):
    for name, anchor in (
        ("cv.html", "extracurricular-experience"),
        ("projects/pim.html", "what-related-systems-report"),
    ):
        assert f'<section id="{anchor}" class="folio-body">' in site.text(name)


def test_a_foot_says_when_a_page_was_changed_and_where_its_other_forms_are(site):
    foot = site.text("projects/rchol.html").partition('<p class="foot">')[2].partition("</p>")[0]
    assert '<a href="rchol.md">Markdown</a>' in foot
    assert '<a href="../feed.xml">Feed</a>' in foot
