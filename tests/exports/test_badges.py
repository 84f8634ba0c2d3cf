"""Badges: a picture for each record that says the same everywhere, whatever it is shown on."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from pypdf._codecs.core_font_metrics import CORE_FONT_METRICS

from folio.core.colours import read_colours
from folio.core.index import Index, Placed
from folio.core.portfolio import Portfolio
from folio.exports.badges import LONGEST, WIDTHS, badge, badges, short_name, style, text_width
from portfolios import project
from sites import ROOT
from views import portfolio_of

COLOURS = read_colours((ROOT / "_templates/colours.json").read_text(encoding="utf-8"), "colours")
STYLE = style(COLOURS)

SVG = "{http://www.w3.org/2000/svg}"
texts = st.text(min_size=1, max_size=40).filter(str.split)


def test_the_widths_are_those_of_helvetica():
    helvetica = CORE_FONT_METRICS["Helvetica"].character_widths
    assert {chr(n): helvetica[chr(n)] for n in range(0x20, 0x7F)} == WIDTHS


@given(texts, texts, texts)
@example('A & "b" <c>', "d' & <e>", "\x00\ufffe")
def test_a_badge_is_xml_that_names_itself_and_has_room_for_its_texts(site, name, title):
    root = ElementTree.fromstring(badge(site, name, title))
    assert root.get("role") == "img"
    assert root.get("aria-label") == root.find(f"{SVG}title").text
    seal, paper = root.findall(f".//{SVG}text")
    width = int(root.get("width"))
    assert int(seal.get("x")) > 0
    assert int(seal.get("x")) + int(seal.get("textLength")) < int(paper.get("x"))
    assert int(paper.get("x")) + int(paper.get("textLength")) < width


def test_a_badge_asks_for_nothing_from_outside():
    text = badge("Ada", "The engine", "The engine")
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"url\(|@import|@font-face|href|<script|<image", text)


def test_a_badge_has_the_colours_of_the_site(site):
    text = (site.html / "badges/nanoflow.svg").read_text(encoding="utf-8")
    assert f"<style>{STYLE}</style>" in text


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The analytical engine", "The analytical engine"),
        ("The engine: what it can do and what it never will", "The engine"),
        ("What an engine of that size can do and what it never will", "engine"),
        ("What an engine of that size can do: everything", "engine"),
    ],
)
def test_a_long_title_gives_way_to_its_beginning_or_to_the_key(title, name):
    assert short_name("engine", title) == name
    assert len(name) <= LONGEST


def test_a_former_key_has_the_badge_of_the_key():
    placed = Placed(project("engine", formerly=("mill", "loom")), "engine", 1)
    made = badges(Portfolio(Index({"engine": [placed]}, {}), None, ""), "Ada")
    assert list(made) == ["badges/engine.svg", "badges/mill.svg", "badges/loom.svg"]
    assert len(set(made.values())) == 1


def test_every_record_of_the_site_has_a_badge(site):
    index = portfolio_of(site).index
    former = {old.key for old in index.by_former}
    keys = {p.record.key for p in index.placed} | former
    assert {path.stem for path in (site.html / "badges").iterdir()} == keys
    assert len(keys) > 25
    for key, placed in index.by_key.items():
        label = ElementTree.fromstring(site.text(f"badges/{key}.svg")).get("aria-label")
        assert label == f"Wang Ziren: {' '.join(placed.record.title.split())}"


def test_a_text_is_as_wide_as_the_browser_sets_it(chromium: Browser):
    page = chromium.new_page()
    for text in ("NanoFlow", "goal-torus", "Wang Ziren", "iiiillll", "MMMWWW"):
        page.set_content(f"<span style='font:11px Helvetica,Arial,Liberation Sans'>{text}</span>")
        width = page.locator("span").bounding_box()["width"]
        assert abs(width - text_width(text)) < 2, text
    page.close()


def test_a_badge_can_be_read_in_light_and_in_dark():
    light, dark = STYLE.split("@media")
    for look, ground in ((light, "p"), (light, "s"), (dark, "p")):
        colours = dict(re.findall(r"\.(\w)\{fill:(#\w+)", look))
        ink = colours["o"] if ground == "s" else colours["i"]
        assert contrast(ink, colours[ground]) >= 7


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it."""

    def luminance(colour: str) -> float:
        parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        linear = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return sum(f * p for f, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
