"""Nothing lies over anything else; what older browsers and other settings lack is borne."""

import re

from playwright.sync_api import Browser

from browsers import serve
from questions import MISPLACED, SETTLED
from sites import PAGES_ALONE, ROOT, build, copy_site


def test_forced_colours_leave_the_mark_of_where_one_is(chromium: Browser, address):
    page = chromium.new_page(forced_colors="active")
    page.goto(f"{address}cv.html")
    here = page.locator(".top nav a[aria-current]").first
    assert here.evaluate("e => getComputedStyle(e).textDecorationLine") == "underline"
    page.close()


def test_a_box_that_is_longer_than_its_page_pushes_the_foot_down(chromium: Browser, tmp_path):
    """Tried on a page of one sentence with a box of many facts, which was over the foot."""
    facts = "".join(f":{name}: {'and more ' * 60}\n" for name in ("status", "supervisor"))
    head = f"# Loom\n\n:::{{project}} loom\n:kind: research\n{facts}:source: wang2025cv\n"
    folder = copy_site(tmp_path / "site")
    (folder / "docs/projects/loom.md").write_text(f"{head}\nA loom.\n:::\n")
    site = build(folder, *PAGES_ALONE)
    assert site.warnings == ()
    with serve(site.html) as address:
        page = chromium.new_page()
        page.goto(f"{address}projects/loom.html")
        for width in (1100, 1280, 1440, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate(SETTLED)
            assert page.evaluate(MISPLACED) == [], width
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
