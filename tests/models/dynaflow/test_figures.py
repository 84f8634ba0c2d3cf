"""The figures and results of DynaFlow: drawn for the page, and the same when computed again."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from models.dynaflow import schedulers
from models.dynaflow.model import Config, Result, draw, run, tabulate
from models.shared.results import formatted, load, place, rounded

NAMES = ["sequential", "two-way", "dual-batch", "dynamic", "share", "load"]
FIGURES = [f"dynaflow-{name}" for name in NAMES]


@pytest.fixture(scope="module")
def result():
    return Result(Config(), load(place("dynaflow"))["numbers"])


@pytest.fixture(scope="module")
def figures(result):
    return draw(result)


def test_a_whole_run_gives_the_numbers_that_the_file_holds(result):
    found = run(Config(), lambda evaluate, points: list(map(evaluate, points)))
    assert json.loads(formatted(rounded(found.numbers))) == result.numbers
    assert found.document()["model"] == "dynaflow"


def test_there_is_a_figure_and_a_table_for_each_thing_that_the_page_shows(result, figures):
    assert list(figures) == [*FIGURES, "dynaflow-small"]
    assert list(tabulate(result)) == FIGURES


def test_a_table_has_every_bar_of_its_timeline(result):
    for name in NAMES[:4]:
        of = result.numbers["schedules"][name]
        rows = tabulate(result)[f"dynaflow-{name}"]
        assert len(rows) == 1 + 2 * 5 * of["batches"]


def test_each_scheduler_on_the_page_has_10_to_30_lines():
    tree = ast.parse(Path(schedulers.__file__).read_text(encoding="utf-8"))
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    assert list(classes) == ["Sequential", "TwoWay", "DualBatch", "Dynamic"]
    for name, node in classes.items():
        assert 10 <= node.end_lineno - node.lineno + 1 <= 30, name
        assert hasattr(schedulers, name)


def test_what_the_page_says_is_what_the_targets_ask_for(result):
    numbers = result.numbers
    assert numbers["device"] == {"balance": 156, "free": 312}
    assert numbers["splitting"] == {"128": 0.5, "200": pytest.approx(0.641, abs=1e-3), "312": 1}
    assert numbers["split"] == {"512": [1000, 1048], "1024": [2048]}
    assert numbers["schedules"]["dual-batch"]["speedup"] == pytest.approx(1.2476, abs=1e-3)
    assert numbers["share"]["needed"] == pytest.approx(0.225, abs=1e-3)
    points = numbers["share"]["points"]
    for percent, gain in (("10", 1.1092), ("20", 1.2451), ("30", 1.4191), ("50", 1.9692)):
        assert points[percent]["speedup"] == pytest.approx(gain, abs=1e-4)
    assert points["20"]["overhead"] == pytest.approx(1.1323, abs=1e-3)
    assert all(dynamic >= max(cut, 1) - 1e-4 for cut, dynamic in zip(
        numbers["load"]["always"], numbers["load"]["dynamic"], strict=True
    ))  # fmt: skip
