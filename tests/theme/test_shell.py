"""The page around the text, and what it relies on in the theme and in Sphinx."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from importlib.resources import files
from itertools import filterfalse
from pathlib import Path

import pytest

from folio.theme.shell import PURGED, SCRIPTS, SCROLLING, THEME_SCRIPT
from folio.theme.stylesheet import Names, minify, purge
from pages import leads_elsewhere, pages, parse
from sites import PAGES_ALONE, ROOT, build, copy_site

REMEDY = (
    "the theme or Sphinx has changed: see what replaces it, and mend _templates and theme.shell"
)


def theme(name: str) -> str:
    """Return a file of the installed theme."""
    folder = files("pydata_sphinx_theme") / "theme/pydata_sphinx_theme/static"
    return (folder / name).read_text(encoding="utf-8")


def test_the_theme_still_has_the_stylesheet_and_the_names_that_we_rely_on():
    css = theme(PURGED[0])
    own = (ROOT / "_static/site.css").read_text(encoding="utf-8")
    for name in re.findall(r"(--pst-[\w-]+):", own):
        assert f"{name}:" in css, f"{name}: {REMEDY}"
    for name in (".admonition", ".admonition-title", ".pst-scrollable-table-container"):
        assert name in css, f"{name}: {REMEDY}"


def test_the_theme_still_writes_tables_and_sphinx_code_as_we_expect(site):
    html = "".join(page.read_text(encoding="utf-8") for page in pages(site.html))
    for _, reachable in SCROLLING:
        assert reachable in html, f"{reachable}: {REMEDY}"


@pytest.mark.parametrize("block", ["body", "extrahead", "htmltitle"])
def test_the_layout_has_the_blocks_that_pages_of_extensions_fill(block):
    layout = (ROOT / "_templates/layout.html").read_text(encoding="utf-8")
    assert re.search(rf"block {block} %}}", layout)


def test_the_policy_allows_the_one_inline_script_and_nothing_else_inline(site):
    digest = base64.b64encode(hashlib.sha256(THEME_SCRIPT.encode()).digest()).decode()
    for page in filterfalse(leads_elsewhere, pages(site.html)):
        document = parse(page)
        policy = document.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert f"'sha256-{digest}'" in policy
        inline = [s for s in document.find_all("script") if not s.get("src")]
        code = [s.get_text() for s in inline if s.get("type") != "application/ld+json"]
        assert code == [THEME_SCRIPT]
        assert not document.find_all("style")
        assert not document.find_all(style=True), page.name
        assert not [t for t in document.find_all(True) if any(a.startswith("on") for a in t.attrs)]


def test_the_policy_of_a_page_that_leads_elsewhere_allows_nothing_inline(site):
    leading = [page for page in pages(site.html) if leads_elsewhere(page)]
    assert leading
    for page in leading:
        document = parse(page)
        policy = document.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
        assert "default-src 'none'; script-src 'self';" in policy
        assert "unsafe" not in policy
        assert not document.find_all("style") + document.find_all(style=True)
        assert [script["src"] for script in document.find_all("script")] == ["../_static/moved.js"]


def test_a_page_loads_nothing_from_elsewhere(site):
    for page in pages(site.html):
        document = parse(page)
        loaded = [t["src"] for t in document.find_all(src=True)]
        loaded += [t["href"] for t in document.find_all("link", rel=["stylesheet", "icon"])]
        assert not [address for address in loaded if "//" in address]


def test_what_the_theme_brings_and_no_page_uses_is_not_published(site):
    assert not list(site.html.rglob("*.map"))
    assert not list(site.html.rglob("*awesome*"))
    assert not list(site.html.rglob("bootstrap*"))


def test_the_published_stylesheet_has_no_rule_of_an_icon_or_of_the_themes_palettes(site):
    css = (site.html / "_static/style.css").read_text(encoding="utf-8")
    assert "#0a7d91" not in css  # the theme's teal
    assert ".fa-" not in css
    assert "data-theme=light]{--pst" not in css.replace('"', "")


def test_purging_keeps_a_component_that_a_page_uses_and_drops_others():
    css = (
        ".tab .x{top:0}.tab:hover{top:1px}#a{top:2px}.no{top:3px}p{top:4px}@media print{.no{top:0}}"
    )
    names = Names.of(['<div class="tab other" id="a"><b class="x">'])
    assert purge(css, names) == ".tab .x{top:0}.tab:hover{top:1px}#a{top:2px}"


def test_purging_drops_values_and_animations_that_nothing_refers_to():
    css = (
        ".a{--used:1;--unused:2;--deep:3;--used-more:var(--deep);top:var(--used-more)}"
        "@keyframes spin{from{top:0}to{top:1px}}@keyframes turn{to{top:0}}"
        ".a{left:var(--used);animation:turn 1s}"
    )
    names = Names.of(['<i class="a">'])
    assert purge(css, names) == (
        ".a{--used:1;--deep:3;--used-more:var(--deep);top:var(--used-more)}"
        "@keyframes turn{to{top:0}}.a{left:var(--used);animation:turn 1s}"
    )


def test_minifying_keeps_every_rule_of_our_own_sheet():
    css = Path(ROOT / "_static/site.css").read_text(encoding="utf-8")
    small = minify(css)
    assert small.count("{") == re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL).count("{")
    assert "/*" not in small


def test_the_script_of_each_page_is_one_file_without_comments_and_with_all_of_its_code(site):
    texts = [(ROOT / "_static" / name).read_text(encoding="utf-8") for name in SCRIPTS]
    sent = site.text("_static/script.js")
    assert "// " not in sent
    code = [
        re.sub(r"(?m)^\s*(//.*|/\*\*?|\*/|\* .*|\*|/\*\*? .*\*/)$| // .*$", "", t) for t in texts
    ]
    bare = re.sub(r"[\s;]", "", "".join(code))
    assert re.sub(r"[\s;]", "", re.sub(r"/\*\*.*?\*/", "", sent)) == re.sub(
        r"/\*\*.*?\*/", "", bare
    )
    assert not any((site.html / "_static" / name).exists() for name in SCRIPTS)


def test_renaming_an_entry_of_the_navigation_renames_it_on_every_page(tmp_path):
    folder = copy_site(tmp_path / "site")
    build(folder, *PAGES_ALONE)
    home = folder / "docs/index.md"
    text = home.read_text(encoding="utf-8")
    assert "Honours <honours>" in text
    home.write_text(text.replace("Honours <honours>", "Prizes <honours>"), encoding="utf-8")
    later = home.stat().st_mtime + 10
    os.utime(home, (later, later))
    built = build(folder, *PAGES_ALONE)
    assert built.warnings == ()
    for page in pages(built.html):
        if page.name != "404.html" and not leads_elsewhere(page):
            links = parse(page).select("nav[aria-label=Main] a")
            assert "Prizes" in [link.get_text() for link in links], page.name


def test_a_part_of_folio_brings_no_style_of_others_along():
    css = ".sd-row { margin: 1rem } .folio-x { top: 0 }"
    own = Names.of(['<div class="folio-cards-row sd-row">', '<p class="folio-x">'])
    assert purge(css, own) == ".folio-x{top:0}"
    assert purge(css, Names.of(['<div class="sd-row">'])) == ".sd-row{margin:1rem}"
