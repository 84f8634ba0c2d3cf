"""At its end a write-up says how to link to it, and every form is the one that is tested."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from engines import ENGINE, SITE
from folio.core.link_forms import FORMS, Target
from pages import pages, parse
from sites import BIBLIOGRAPHY, CONF, WRITE_UPS, build, write
from targets import BASE, target

SHOWN = (
    *("url", "markdown", "myst", "mystmd", "rst", "latex", "typst", "bibtex", "html", "badge"),
)


@pytest.mark.parametrize("key", WRITE_UPS)
def test_a_write_up_shows_every_form_and_its_badge(site, key):
    box = parse(site.html / f"projects/{key}.html").select_one(".folio-link-here")
    shown = [block.get_text().rstrip("\n") for block in box.find_all("pre")]
    assert shown == [FORMS[name](target(site, key)) for name in SHOWN]
    image = box.find("img")
    assert (site.html / "projects" / image["src"]).resolve() == site.html / f"badges/{key}.svg"
    assert image["loading"] == "lazy"  # within what is folded: no request before it is opened
    assert image.find_parent("details")


@pytest.mark.parametrize("key", WRITE_UPS)
def test_a_link_by_the_title_leads_to_the_forms_and_is_no_part_of_the_title(site, key):
    page = parse(site.html / f"projects/{key}.html")
    (link,) = page.select(".folio-to-links a")
    section = page.select_one(".folio-link-here").find_parent("section")
    assert link["href"] == f"#{section['id']}"
    assert link.get_text() == section.find("h2").find(string=True) == "Link to this write-up"
    assert page.find("h1").find_next_sibling() == link.parent
    assert "Link to this" not in page.find("meta", {"name": "description"})["content"]


def test_no_other_page_has_such_a_link(site):
    having = [page for page in pages(site.html) if "folio-to-links" in page.read_text("utf-8")]
    assert sorted(page.stem for page in having) == sorted(WRITE_UPS)


@pytest.mark.parametrize("scripts", [True, False], ids=("scripts", "no scripts"))
@pytest.mark.parametrize("width", [1280, 320])
def test_the_link_by_the_title_stands_above_it_and_brings_the_address(
    chromium: Browser, address, width, scripts
):
    context = chromium.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{address}projects/dynaflow.html")
    link = page.get_by_role("main").get_by_role("link", name="Link to this write-up").first
    box, title = link.bounding_box(), page.locator("h1").bounding_box()
    crumb = page.locator(".crumbs a").last.bounding_box()
    assert box["y"] + box["height"] <= title["y"] + 1
    assert abs(box["y"] - crumb["y"]) < 1
    assert crumb["x"] + crumb["width"] < box["x"]
    assert box["x"] + box["width"] <= width
    assert box["height"] >= 24  # WCAG 2.5.8
    link.press("Enter")
    assert page.url.endswith("#link-to-this-write-up")
    page.wait_for_function("scrollY > 700") if scripts else page.wait_for_timeout(100)
    shown = page.locator(".folio-link-here pre").first.bounding_box()
    assert 0 < shown["y"] < 700
    page.emulate_media(media="print")
    assert not link.is_visible()
    context.close()


@pytest.mark.parametrize("key", WRITE_UPS)
def test_the_permanent_address_is_in_sight_and_in_the_markdown_twin(site, key):
    box = parse(site.html / f"projects/{key}.html").select_one(".folio-link-here")
    (sight,) = [pre for pre in box.find_all("pre") if not pre.find_parent("details")]
    assert sight.get_text().strip() == f"{BASE}ref/{key}.html"
    twin = site.text(f"projects/{key}.md")
    section = twin.partition("\n## Link to this write-up\n")[2]
    assert f"\n\n<{BASE}ref/{key}.html>\n\n" in section


def test_every_button_copies_the_form_beside_it(chromium: Browser, site, address):
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}projects/dynaflow.html", wait_until="networkidle")
    assert asked
    assert not [url for url in asked if "badges" in url]
    box = page.locator(".folio-link-here")
    box.locator("summary").press("Enter")
    buttons = box.locator("button.copy")
    assert buttons.count() == len(SHOWN)
    for i, name in enumerate(SHOWN):
        buttons.nth(i).press("Enter")
        box.locator("button.copy").nth(i).get_by_text("Copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == FORMS[name](target(site, "dynaflow"))
    context.close()


def test_without_scripts_the_forms_unfold_and_the_badge_is_shown(chromium: Browser, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}projects/pim.html")
    box = page.locator(".folio-link-here")
    assert box.locator("pre").first.is_visible()
    assert not box.locator("img").is_visible()
    box.locator("summary").click()
    box.locator("img").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert box.locator("img").bounding_box()["height"] == 20
    assert box.locator("button").count() == 0
    context.close()


ADA = Target(
    key="engine",
    label="project-engine",
    title="The analytical engine",
    address="https://ada.example/ref/engine.html",
    badge="https://ada.example/badges/engine.svg",
    site="Ada",
    inventory="ada",
)


def project(folder, conf: str):
    page = f"{ENGINE}\n## Link here\n\n:::{{link-here}}\n:::\n"
    files = {**SITE, "docs/p/engine.md": page, "docs/references.bib": BIBLIOGRAPHY}
    return build(write(folder, {**files, "conf.py": conf}))


def test_a_site_without_badges_shows_the_other_forms(tmp_path):
    built = project(tmp_path, CONF)
    assert built.warnings == ()
    box = parse(built.html / "p/engine.html").select_one(".folio-link-here")
    assert [term.get_text() for term in box.find_all("dt")] == [
        "Markdown",
        "MyST Markdown, in Sphinx",
        "MyST Markdown, in mystmd or Jupyter Book 2",
        "reStructuredText, in Sphinx",
        "LaTeX, with the package hyperref",
        *("Typst", "BibTeX", "HTML"),
    ]
    assert not box.find("img")


# -- {link-list} -----------------------------------------------------------------------------

LIST = "# Links\n\n:::{link-list} project\n:::\n"
LOOM = ENGINE.replace("} engine", "} loom").replace("analytical engine", "loom")


def listed(built) -> list[tuple[str, str]]:
    page = BeautifulSoup(built.text("links.html"), "lxml")
    box = page.select_one(".folio-link-here")
    links = [block.get_text().rstrip() for block in box.find_all("pre")]
    return list(zip([term.get_text() for term in box.find_all("dt")], links, strict=True))


def test_a_new_project_extends_the_list_of_links_and_is_called_by_its_short_name(tmp_path):
    files = {**SITE, "docs/links.md": LIST, "conf.py": CONF}
    built = build(write(tmp_path, files))
    assert built.warnings == ()
    before = listed(built)
    assert ("The analytical engine, key engine", FORMS["markdown"](ADA)) in before
    named = LOOM.replace(":kind:", ":short: Loom\n:kind:")
    write(tmp_path, {**files, "docs/p/loom.md": named})
    built = build(tmp_path)
    assert built.warnings == ()
    after = listed(built)
    assert set(before) < set(after)
    ((name, link),) = set(after) - set(before)
    assert (name, link) == ("Loom, key loom", "[The loom](https://ada.example/ref/loom.html)")


def test_a_site_without_cards_shows_none(tmp_path):
    built = build(write(tmp_path, {**SITE, "docs/links.md": LIST, "conf.py": CONF}))
    assert not parse(built.html / "links.html").select(".folio-link-here img, details")


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        (
            'folio_inventory_name = "ada"',
            'folio_inventory_name = "my site"',
            "'folio_inventory_name' in conf.py must be letters, digits and single hyphens, by "
            "which links know this inventory (got 'my site') [folio.value]",
        ),
        (
            'html_baseurl = "https://ada.example/"',
            "",
            "'html_baseurl' must be set in conf.py for {link-here} (got nothing) [folio.value]",
        ),
    ],
    ids=("name", "address"),
)
def test_a_site_that_links_cannot_name_is_told_what_to_set(tmp_path, old, new, warning):
    assert old in CONF
    built = project(tmp_path, CONF.replace(old, new))
    line = ENGINE.count("\n") + 4
    assert built.warnings == (f"docs/p/engine.md:{line}: WARNING: {warning}",)
    assert built.status == 1
