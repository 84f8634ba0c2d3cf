"""The results are of the model, and what the page says in words of its own holds in them."""

from __future__ import annotations

import csv
import json
import re

import pytest

from models.shared.results import formatted, load, place, rounded
from models.tilelang_autotuner import model as autotuner
from models.tilelang_autotuner.published import REPORTED
from pages import parse, text

PAGE = "projects/tilelang-autotuner.html"


@pytest.fixture(scope="module")
def numbers():
    return load(place("tilelang-autotuner"))["numbers"]


def figure_says(site, name: str) -> str:
    drawing = parse(site.html / PAGE).find(id=f"figure-autotuner-{name}").find(["svg", "img"])
    return drawing.get("aria-label") or drawing["alt"]


def test_everything_is_the_same_when_computed_again(numbers):
    found = autotuner.run(autotuner.Config(), lambda evaluate, points: []).numbers
    assert json.loads(formatted(rounded(found))) == numbers


def test_every_measured_number_of_a_figure_is_a_diamond_with_its_number_and_named_so(numbers):
    drawn = autotuner.draw(autotuner.Result(autotuner.Config(), numbers))
    for part in ("80.373", "50.726", "43.553", "measured in sequence, one run each"):
        assert f">{part}<" in drawn["autotuner-groups"]
    for part in ("79.258 s", "69.742 s"):
        assert f">{part}<" in drawn["autotuner-runs"]
    assert "measured, one run each; the bars are the model" in drawn["autotuner-runs"]


def test_tables_of_figures_tell_the_model_from_what_was_measured(numbers):
    tables = autotuner.tabulate(autotuner.Result(autotuner.Config(), numbers))
    head, *rows = tables["autotuner-groups"]
    assert [("model" in cell, "measured" in cell) for cell in head[1:]] == [
        *[(True, False)] * 2,
        (False, True),
    ]
    assert [row[3] for row in rows if row[3] != "none"] == ["80.373", "50.726", "43.553"]
    *_, piped, last = tables["autotuner-runs"]
    assert (piped[2:], last[2:]) == (("2", "20"), ("20", "20"))
    path = place("tilelang-autotuner").with_suffix("") / "autotuner-groups.csv"
    with path.open(encoding="utf-8", newline="") as file:
        assert [tuple(row) for row in csv.reader(file)] == tables["autotuner-groups"]


def test_the_table_of_the_page_is_what_was_reported(site):
    table = parse(site.html / PAGE).find(id="autotuner-measured")
    table = table if table.name == "table" else table.find("table") or table.find_next("table")
    rows = [[cell.get_text() for cell in row.find_all("td")] for row in table.select("tbody tr")]
    for shown, row in zip(rows, REPORTED.values(), strict=True):
        assert shown[0].partition(":")[0] == row.label
        assert shown[1:3] == [str(row.devices), str(row.group)]
        span = "span " if row.pipeline else ""
        assert shown[3:6] == [
            f"{row.compiling:.3f}",
            f"{span}{row.measuring:.3f}",
            f"{row.end:.3f}",
        ]
        assert shown[6] == ("1" if row.printed == 1 else f"{row.printed:.3f}×")


def test_the_gain_of_a_stage_is_never_said_to_be_that_of_tuning(site):
    said = text(site.html / PAGE)
    assert "1.98×" not in said
    for found in re.finditer(r"1\.985", said):
        assert "measuring stage" in said[found.start() - 60 : found.end() + 60]
    assert "once, before the merge" in said
    assert "nobody measured it" in said


def test_the_text_of_each_figure_says_its_numbers(site, numbers):
    groups = figure_says(site, "groups")
    sequential, piped = (numbers["groups"][name] for name in ("sequential", "pipeline"))
    lowest = [min(ends) for ends in (sequential, piped)]
    assert [
        ends.index(least) + 1 for ends, least in zip((sequential, piped), lowest, strict=True)
    ] == [5, 5]
    down = f"from {sequential[0]:.0f} to {lowest[0]:.0f} at a size of 5"
    assert f"{down} and rises to {sequential[-1]:.0f} at 20" in groups
    assert f"falls from {piped[0]:.0f} to {lowest[1]:.0f} at 5" in groups
    meets = [
        g for g, pair in enumerate(zip(sequential, piped, strict=True), 1) if pair[0] == pair[1]
    ]
    assert meets == [10, 20]
    runs = figure_says(site, "runs")
    compiled = max(end for *_, end in numbers["runs"]["nopipe"]["units"])
    for part in (
        f"idle for {compiled:.0f} seconds",
        f"until {numbers['runs']['nopipe']['end']:.2f} in the model",
        f"ends at {numbers['runs']['pipe']['end']:.2f}",
        *(f"{REPORTED[name].end:.3f}" for name in ("nopipe", "pipe")),
    ):
        assert part in runs


def test_the_card_says_the_result_with_its_condition(site):
    for page in ("index", "projects/index"):
        said = text(site.html / f"{page}.html")
        assert "In one run each, with two threads that compile, tuning 20 configurations" in said
        for name in ("g4", "g1", "pipe", "nopipe"):
            assert f"{REPORTED[name].end:.1f} s" in said


def test_what_the_page_says_of_the_foretold_rows_holds(numbers):
    one, four = (numbers["foretold"]["rr"][name] for name in ("one", "four"))
    assert [one[m] < four[m] for m in "12"] == [True, True]
    assert {round(row["4"]) for row in (one, four)} == {80}
    assert four["8"] < one["8"]


def test_the_write_up_and_both_software_records_link_to_each_other(site):
    there = {a.get("href", "") for a in parse(site.html / PAGE).find_all("a")}
    back = [a.get("href", "") for a in parse(site.html / "open-source.html").find_all("a")]
    for key in ("tilelang-autotune", "tilelang-benchmarks"):
        assert any(href.endswith(f"open-source.html#software-{key}") for href in there)
    assert sum("projects/tilelang-autotuner.html" in href for href in back) >= 2


def test_the_markdown_twin_has_the_numbers_of_the_tables(site):
    twin = site.text("projects/tilelang-autotuner.md")
    for row in REPORTED.values():
        assert f"{row.end:.3f} |" in twin
