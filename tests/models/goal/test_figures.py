"""The figures: plain SVG that takes its colours from the page, the same bytes every time."""

from __future__ import annotations

import re

import pytest

from models.goal.figures import kind, saturation, sustained
from models.goal.model import Config, Result, draw
from models.goal.tables import tables
from models.shared.results import load, place

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
    assert list(figures) == [*NAMES, "goal-small"]


def test_ids_differ_between_figures_and_references_hold(figures):
    ids = [found for text in figures.values() for found in re.findall(r' id="(.*?)"', text)]
    assert len(ids) == len(set(ids))
    for text in figures.values():
        assert set(re.findall(r'href="#(.*?)"|url\(#(.*?)\)', text)) <= {
            pair for found in ids for pair in ((found, ""), ("", found))
        }


def test_no_load_counts_as_sustained_that_is_above_what_is_known_of_the_links(result):
    for pattern, curves in result.numbers["simulated"].items():
        for algorithm, curve in curves.items():
            last, first = saturation(curve["points"])
            exact = result.numbers[pattern][algorithm]
            assert last < first
            assert last <= exact["throughput"] or kind(exact) == "none"
    last, first = saturation(result.numbers["simulated"]["transpose"]["min-ad"]["points"])
    assert last < 8 / 13 < first  # by linear programming, what no choice of shortest paths exceeds


def test_a_load_whose_shortfall_is_larger_than_its_interval_is_not_sustained():
    points = [
        {"load": 0.50, "accepted": 0.499, "accepted_half": 0.001},
        {"load": 0.52, "accepted": 0.512, "accepted_half": 0.001},  # 98.5%, and sure of it
        {"load": 0.54, "accepted": 0.540, "accepted_half": 0.001},
    ]
    assert sustained(points) == points[:1]
    assert saturation(points) == (0.50, 0.52)


def test_there_is_a_latency_only_for_loads_that_are_sustained(result):
    _, *rows = tables(result.numbers)["goal-latency"]
    names = {"GOAL": "goal", "DOR": "dor"}
    for label, algorithm in names.items():
        last, _ = saturation(result.numbers["simulated"]["uniform"][algorithm]["points"])
        shown = [
            float(load) for traffic, name, load, *_ in rows if (traffic, name) == ("Uniform", label)
        ]
        assert max(shown) == last


def test_the_table_of_bounds_tells_exact_from_upper_bound_and_none(result):
    _, *rows = tables(result.numbers)["goal-bounds"]
    marks = {(traffic, name): tuple(rest) for traffic, name, *rest in rows}
    assert marks["Uniform", "GOAL"] == ("0.750", "0.775", "16/21", "exact")
    assert marks["Transpose", "MIN AD"] == ("0.600", "0.625", "1", "upper bound")
    assert marks["Transpose", "GOAL, redrawn"][2:] == ("", "no bound")


def test_nothing_is_drawn_beside_an_upper_bound(figures):
    drawn = figures["goal-bounds"]
    assert (drawn.count("= 0.50"), drawn.count("\N{LESS-THAN OR EQUAL TO} 1.00")) == (3, 1)
    bars = re.findall(r'stroke="var\(--fig-rule\)" stroke-width="7"', drawn)
    assert len(bars) == drawn.count("= ") == 10
