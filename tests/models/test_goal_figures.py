"""The figures: plain SVG that takes its colours from the page, the same bytes every time."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from folio.diagrams import inline_svg
from models.goal_torus import Config, Result, draw
from models.results import load, place
from models.style import COLOURS

NAMES = [
    "goal-links",
    "goal-bounds",
    "goal-latency",
    "goal-hops",
    "goal-redrawing",
    "goal-deadlock",
]


@pytest.fixture(scope="module")
def result():
    return Result(Config(), load(place("goal-torus"))["numbers"])


@pytest.fixture(scope="module")
def figures(result):
    return draw(result)


def test_there_is_a_figure_for_each_thing_that_the_page_shows(figures):
    assert list(figures) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_can_stand_in_a_page_with_a_strict_policy(figures, name):
    assert inline_svg(figures[name], "what it shows")  # no style, script, link or image
    root = ElementTree.fromstring(figures[name])
    assert root.get("viewBox").startswith("0 0 640 ")
    assert "width" not in root.attrib


@pytest.mark.parametrize("name", NAMES)
def test_every_colour_is_one_of_the_page(figures, name):
    used = set(re.findall(r'(?:fill|stroke)="(.*?)"', figures[name]))
    assert used <= {*COLOURS.values(), "none"}
    assert "var(--fig-" in figures[name]
    assert not re.search(r"#[0-9a-fA-F]{6}\b", figures[name])


def test_ids_differ_between_figures_and_references_hold(figures):
    ids = [found for text in figures.values() for found in re.findall(r' id="(.*?)"', text)]
    assert len(ids) == len(set(ids))
    for text in figures.values():
        assert set(re.findall(r'href="#(.*?)"|url\(#(.*?)\)', text)) <= {
            pair for found in ids for pair in ((found, ""), ("", found))
        }


@pytest.mark.parametrize("name", NAMES)
def test_text_is_large_enough_to_read(figures, name):
    sizes = [float(size) for size in re.findall(r'font-size="(.*?)"', figures[name])]
    assert sizes
    assert min(sizes) >= 13


def test_figures_are_the_same_bytes_every_time(result, figures):
    assert draw(result) == figures
