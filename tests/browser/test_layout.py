"""Nothing lies over anything else; what older browsers and other settings lack is borne."""

import io
import re
import statistics

from PIL import Image
from playwright.sync_api import Browser

from browsers import serve
from questions import MISPLACED, SETTLED
from sites import PAGES_ALONE, ROOT, build, copy_site


def test_a_table_that_scrolls_shows_a_shadow_where_it_goes_on(chromium: Browser, address):
    """Looked at in pixels: at the right edge before it is scrolled to its end, and not after."""
    page = chromium.new_page(viewport={"width": 320, "height": 700})
    page.goto(f"{address}projects/nanoflow.html")
    boxes = page.locator(".pst-scrollable-table-container")
    wide = [box for box in boxes.all() if box.evaluate("e => e.scrollWidth > e.clientWidth + 40")]
    assert wide
    shades = []
    for end in (0, 10_000):
        wide[0].evaluate("(e, end) => { e.scrollLeft = end; }", end)
        picture = Image.open(io.BytesIO(wide[0].screenshot())).convert("L")
        edge = [picture.getpixel((picture.width - 2, y)) for y in range(picture.height)]
        shades.append(statistics.median(edge))
    assert shades[0] < shades[1] - 5, shades
    page.close()


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
    source = "https://github.com/Wazrrr/wazrrr.github.io/blob/main/docs/projects/rchol.md"
    assert f'<a href="{source}">Source</a>' in foot


def test_a_phone_has_an_icon_of_the_size_that_it_asks_for(site):
    assert 'rel="apple-touch-icon" href="../_static/touch-icon.png"' in site.text(
        "projects/rchol.html"
    )
    icon = Image.open(site.html / "_static/touch-icon.png")
    assert icon.size == (180, 180)
    assert icon.convert("RGBA").getextrema()[3] == (255, 255)  # black would show through
