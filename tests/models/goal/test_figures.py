"""The figures: plain SVG that takes its colours from the page, the same bytes every time."""

from __future__ import annotations

import re

import pytest

from models.goal.figures import saturation, sustained
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
    "goal-packets",
    "goal-permutations",
    "goal-booksim",
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
            assert last <= exact["throughput"] or exact["known"] == "none"
            assert exact["known"] != "upper bound"
    last, first = saturation(result.numbers["simulated"]["transpose"]["min-ad"]["points"])
    assert last < 8 / 13 < first


def test_a_curve_ends_before_the_first_load_that_is_not_sustained():
    points = [{"load": x, "sustained": x != 0.52} for x in (0.50, 0.52, 0.54)]
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


def test_the_table_of_bounds_tells_exact_from_optimum_and_none(result):
    _, *rows = tables(result.numbers)["goal-bounds"]
    marks = {(traffic, name): tuple(rest) for traffic, name, *rest in rows}
    assert marks["Uniform", "GOAL"] == ("0.750", "0.775", "16/21", "exact")
    assert marks["Transpose", "MIN AD"] == ("0.600", "0.625", "0.6154", "linear program")
    assert marks["Transpose", "GOAL"][2:] == ("0.7619", "linear program")
    assert marks["Transpose", "GOAL, redrawn"][2:] == ("", "no bound")


def test_a_bar_is_drawn_up_to_what_routers_can_reach_and_no_further(figures):
    drawn = figures["goal-bounds"]
    assert (drawn.count("= 0.50"), drawn.count("= 0.62")) == (3, 1)
    assert "\N{LESS-THAN OR EQUAL TO}" not in drawn
    bars = re.findall(r'stroke="var\(--fig-rule\)" stroke-width="7"', drawn)
    assert len(bars) == drawn.count("= ") == 12


def test_nothing_is_drawn_beside_an_upper_bound(result):
    numbers = {**result.numbers, "transpose": dict(result.numbers["transpose"])}
    numbers["transpose"]["goal"] = {**numbers["transpose"]["goal"], "known": "upper bound"}
    drawn = draw(Result(Config(), numbers))["goal-bounds"]
    assert drawn.count("\N{LESS-THAN OR EQUAL TO} 0.76") == 1
    assert len(re.findall(r'stroke="var\(--fig-rule\)" stroke-width="7"', drawn)) == 11


def test_the_comparison_with_booksim_counts_what_it_shows(result):
    _, *rows = tables(result.numbers)["goal-booksim"]
    assert len(rows) == len(result.numbers["booksim"]["rows"])
    close = [row for row in rows if abs(float(row[3]) / float(row[4]) - 1) <= 0.02]
    assert result.numbers["booksim"]["within"] == len(close)
