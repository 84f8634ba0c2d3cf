"""Knowing where one is: the contents on a phone, previews of references, the way back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from browsers import WIDTHS, Log, check_accessible, overflow
from pages import parse
from sites import WRITE_UPS

NARROW = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 900}
NANOFLOW = "projects/nanoflow.html"
CITED = "article > section > section > p sup.folio-cite a"  # in sight


def open_page(chromium: Browser, url: str, **options) -> tuple[Page, Log]:
    """Open a page in a context of its own, listening to it."""
    page = chromium.new_context(**options).new_page()
    log = Log(url.partition("projects/")[0])
    log.watch(page)
    page.goto(url, wait_until="networkidle")
    return page, log


@pytest.mark.parametrize("key", WRITE_UPS)
def test_a_phone_has_the_contents_at_hand_wherever_one_reads(chromium: Browser, address, key):
    page, log = open_page(chromium, f"{address}projects/{key}.html", viewport=NARROW)
    assert "_static/contents.js" not in log.files
    bar = page.locator(".toc summary")
    assert bar.is_visible()
    assert not page.locator(".toc a").first.is_visible()
    page.mouse.wheel(0, 3000)
    page.wait_for_selector(".toc a[aria-current=location]", state="attached")
    assert bar.bounding_box()["y"] < 5
    assert bar.inner_text().startswith("On this page: ")
    bar.click()
    assert page.locator(".toc a[aria-current=location]").is_visible()
    assert overflow(page) == []
    link = page.locator(".toc a").nth(1)
    name = link.inner_text()
    link.click()
    page.wait_for_function("!document.querySelector('.toc details').open")
    target = page.locator(":target > :is(h2, h3)").first
    assert target.inner_text().removesuffix("#") == name
    page.wait_for_function(
        "(name) => document.querySelector('.toc summary').textContent.endsWith(name)", arg=name
    )
    covered = bar.bounding_box()["y"] + bar.bounding_box()["height"]
    assert target.bounding_box()["y"] >= covered
    assert log.trouble == []
    page.context.close()


def test_the_contents_close_by_escape_and_by_a_press_beside_them(chromium: Browser, address):
    page, _ = open_page(chromium, address + NANOFLOW, viewport=NARROW)
    bar = page.locator(".toc summary")
    bar.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".toc a[aria-current], .toc details[open]")
    page.wait_for_function(
        f"performance.getEntriesByName('{address}_static/contents.js').length === 1"
    )
    page.wait_for_timeout(50)
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not page.locator(".toc a").first.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    bar.click()
    page.mouse.click(200, 830)
    assert not page.locator(".toc a").first.is_visible()
    page.context.close()


def test_the_contents_stand_open_beside_the_text_and_mark_what_is_read(chromium: Browser, address):
    page, log = open_page(chromium, address + NANOFLOW, viewport=WIDE)
    links = page.locator(".toc li a")
    assert links.first.is_visible()
    sections = [link.get_attribute("href")[1:] for link in links.all()]
    page.mouse.wheel(0, 200)
    for section in (sections[0], sections[4], sections[-1]):
        page.evaluate("(id) => document.getElementById(id).scrollIntoView()", section)
        page.wait_for_selector(f".toc a[href='#{section}'][aria-current=location]")
        assert page.locator(".toc [aria-current]").count() == 1
        assert page.locator(".toc [aria-current]").is_visible()
    page.locator(".toc a", has_text="Back to top").click()
    page.wait_for_function("scrollY === 0")
    assert log.trouble == []
    page.context.close()


def test_without_scripts_the_contents_open_in_the_flow_of_the_page(chromium: Browser, address):
    page, _ = open_page(chromium, address + NANOFLOW, viewport=NARROW, java_script_enabled=False)
    page.locator(".toc summary").click()
    link = page.locator(".toc a").nth(2)
    assert link.is_visible()
    assert page.locator(".toc").evaluate("e => getComputedStyle(e).position") == "static"
    wanted = link.get_attribute("href")
    link.click()
    assert page.url.endswith(wanted)
    page.set_viewport_size(WIDE)
    page.reload()
    assert page.locator(".toc a").first.is_visible()
    page.context.close()


def words(text: str) -> list[str]:
    """Return the words of a text, without the signs that lead elsewhere."""
    return re.findall(r"\w+", re.sub(r"[#^]|Go there$", " ", text.strip()))


@pytest.mark.parametrize("key", WRITE_UPS)
def test_a_preview_says_what_the_source_in_the_list_says(chromium: Browser, address, key):
    page, log = open_page(chromium, f"{address}projects/{key}.html", viewport=WIDE)
    assert "_static/previews.js" not in log.files
    seen = set()
    for link in page.locator("main .folio-cite a").all():
        source = link.get_attribute("href")
        if source in seen or not link.is_visible():
            continue
        seen.add(source)
        link.focus()
        link.evaluate("e => { e.blur(); }")
        page.keyboard.press("Shift")  # from here on the focus is one of the keyboard
        link.focus()
        page.wait_for_selector(".preview:not([hidden])")
        told = page.locator(f"{source}").evaluate(
            "e => { const copy = e.cloneNode(true);"
            "copy.querySelector('.folio-back')?.remove(); return copy.textContent; }"
        )
        assert words(page.locator(".preview").inner_text()) == words(told)
        assert link.get_attribute("aria-describedby") == "preview"
        page.keyboard.press("Escape")
        assert not page.locator(".preview").is_visible()
        assert link.get_attribute("aria-describedby") is None
    assert len(seen) > 3
    assert log.trouble == []
    page.context.close()


def test_nothing_opens_after_escape(chromium: Browser, address):
    page, _ = open_page(chromium, address + NANOFLOW, viewport=WIDE)
    link = page.locator(CITED).nth(2)
    link.hover()
    page.wait_for_selector(".preview:not([hidden])")
    page.keyboard.press("Escape")
    link.evaluate(
        "link => { link.focus({ focusVisible: true });"
        'document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" })); }'
    )
    page.wait_for_timeout(300)
    assert not page.locator(".preview").is_visible()
    assert link.get_attribute("aria-describedby") is None
    page.context.close()


def test_pointing_opens_a_preview_and_one_can_point_into_it(chromium: Browser, address):
    page, log = open_page(chromium, address + NANOFLOW, viewport=WIDE)
    link = page.locator(CITED).nth(2)
    link.scroll_into_view_if_needed()
    link.hover()
    page.wait_for_selector(".preview:not([hidden])")
    page.locator(".preview").hover()
    page.wait_for_timeout(500)
    assert page.locator(".preview").is_visible()
    check_accessible(page)
    page.mouse.move(5, 5)
    page.wait_for_selector(".preview", state="hidden")
    link.hover()
    page.wait_for_selector(".preview:not([hidden])")
    link.click()
    assert page.url.endswith(link.get_attribute("href"))
    assert log.trouble == []
    page.context.close()


def test_a_finger_opens_a_preview_and_its_second_press_follows(chromium: Browser, address):
    page, log = open_page(chromium, address + NANOFLOW, viewport=NARROW, has_touch=True)
    link = page.locator(CITED).nth(3)
    for _ in range(2):  # the first time its script has yet to come
        link.tap()
        page.wait_for_selector(".preview:not([hidden])")
        assert "#" not in page.url
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            assert overflow(page) == [], width
        page.set_viewport_size(NARROW)
        page.touchscreen.tap(30, 60)
        page.wait_for_selector(".preview", state="hidden")
    link.tap()
    page.wait_for_selector(".preview:not([hidden])")
    link.tap()
    page.wait_for_url("**#source-zhu2025nanoflow")
    assert log.trouble == []
    page.context.close()


def test_a_reference_to_a_record_of_another_page_shows_its_title_and_summary(
    chromium: Browser, address, site
):
    page, log = open_page(chromium, address + NANOFLOW, viewport=WIDE)
    link = page.locator("main p a[href='dynaflow.html#project-dynaflow']").first
    link.scroll_into_view_if_needed()
    link.hover()
    page.wait_for_selector(".preview:not([hidden])")
    there = parse(site.html / "projects/dynaflow.html")
    told = there.h1.get_text() + " " + there.select_one(".folio-summary").get_text()
    assert words(page.locator(".preview").inner_text()) == words(told)
    for address_in in page.locator(".preview a").evaluate_all("all => all.map(e => e.href)"):
        assert address_in.startswith(f"{address}projects/dynaflow.html#")
    assert log.trouble == []
    page.context.close()


def test_footnotes_equations_and_figures_are_previewed_as_they_stand(chromium: Browser, address):
    """No page has all three, so one is given them, as Sphinx writes them."""
    page, _ = open_page(chromium, f"{address}notes.html", viewport=WIDE)
    page.evaluate(
        """() => document.querySelector("article").insertAdjacentHTML("beforeend", `
        <p>See <a class="footnote-reference brackets" href="#f1" id="id1">1</a>,
        <a href="#equation-bound">(1)</a> and <a href="#fig-one">Fig. 1</a> and
        <a href="#s">a section</a>.</p>
        <div class="math" id="equation-bound"><math><mi>T</mi></math></div>
        <figure id="fig-one"><figcaption>A finding.</figcaption></figure>
        <section id="s"><h2>Heading<a class="headerlink" href="#s">#</a></h2><p>First.</p>
        <p>Second.</p></section>
        <aside class="footnote" id="f1"><span class="label"><a role="doc-backlink" href="#id1">1</a>
        </span><p>A note.</p></aside>`)"""
    )
    said = {"#f1": "A note.", "#equation-bound": "T", "#fig-one": "A finding.", "#s": "First."}
    for target, text in said.items():
        page.locator(f"p a[href='{target}']").first.hover()
        page.wait_for_function(
            "(text) => document.querySelector('.preview:not([hidden])')"
            "?.textContent.includes(text)",
            arg=text,
        )
        assert page.locator(".preview [id]").count() == 0
        assert "Second" not in page.locator(".preview").inner_text()
        page.keyboard.press("Escape")
    page.context.close()


@pytest.mark.parametrize("key", WRITE_UPS)
def test_the_names_of_a_source_stand_once_and_numbers_lead_there_and_back(site, key):
    page = parse(site.html / f"projects/{key}.html")
    text = page.select_one("article")
    labels = [a.get_text() for a in text.select("span.folio-cite a[id]")]
    assert len(labels) == len(set(labels))
    rows = page.select("ol.folio-sources > li")
    for mark in text.select("sup.folio-cite a"):
        assert rows[int(mark.get_text()) - 1]["id"] == mark["href"][1:]
    for row in rows:
        citing = [a["id"] for a in text.select(f'.folio-cite a[id][href="#{row["id"]}"]')]
        back = [a["href"][1:] for a in row.select(".folio-back a")]
        assert back == citing, row["id"]
        names = [a.get_text() for a in row.select(".folio-back a")]
        assert names == (
            ["^"] if len(back) == 1 else list("abcdefghijklmnopqrstuvwxyz"[: len(back)])
        )


@pytest.mark.parametrize("key", WRITE_UPS)
def test_in_a_paragraph_a_source_is_named_once(site, key):
    for paragraph in parse(site.html / f"projects/{key}.html").select("main :is(p, td, dd)"):
        named = [a["href"] for a in paragraph.select("span.folio-cite a[id]")]
        assert len(named) == len(set(named)), paragraph.get_text()
