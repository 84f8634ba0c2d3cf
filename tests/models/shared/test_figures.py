"""Every figure of every model: it can stand in a page, follows its colours and can be read."""

from __future__ import annotations

import importlib
import re
from functools import cache
from xml.etree import ElementTree

import pytest

from folio.pages.diagrams import inline_svg
from models import MODELS
from models.shared.figure_style import COLOURS
from models.shared.results import load, place

#: Colours of pictures, which are what the figure is about.
PIXELS = {"sim-to-real-looks"}
FIGURES = [
    pytest.param(key, path.stem, id=path.stem)
    for key in MODELS
    for path in sorted(place(key).with_suffix("").glob("*.svg"))
    if not path.stem.endswith("-small")
]


@cache
def drawn(key: str) -> dict[str, str]:
    """Return the figures of a model as its code draws them."""
    return draw(key)


def draw(key: str) -> dict[str, str]:
    model = importlib.import_module(MODELS[key])
    return model.draw(model.Result(model.Config(), load(place(key))["numbers"]))


@pytest.mark.parametrize(("key", "name"), FIGURES)
def test_a_figure_can_stand_in_a_page_with_a_strict_policy(key, name):
    text = drawn(key)[name]
    assert inline_svg(text, "what it shows")  # no style, script, link or image
    root = ElementTree.fromstring(text)
    assert root.get("viewBox").startswith("0 0 640 ")
    assert "width" not in root.attrib


@pytest.mark.parametrize(("key", "name"), FIGURES)
def test_a_figure_takes_its_colours_from_the_page(key, name):
    text = drawn(key)[name]
    used = set(re.findall(r'(?:fill|stroke)="(.*?)"', text))
    if name in PIXELS:
        used = {colour for colour in used if not colour.startswith("#")}
    else:
        assert "var(--fig-" in text
        assert not re.search(r"#[0-9a-fA-F]{6}\b", text)
    assert used <= {*COLOURS.values(), "none"}


@pytest.mark.parametrize(("key", "name"), FIGURES)
def test_the_words_of_a_figure_can_be_read(key, name):
    assert min(float(size) for size in re.findall(r'font-size="(.*?)"', drawn(key)[name])) >= 13


@pytest.mark.parametrize("key", MODELS)
def test_the_same_numbers_draw_the_same_bytes(key):
    assert draw(key) == drawn(key)
