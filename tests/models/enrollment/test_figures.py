"""The figures and results of enrollment: drawn for the page, the same when computed again."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from models.enrollment import model, postgres
from models.enrollment.model import Config, Result, draw, exact, run, tabulate
from models.shared.results import formatted, load, place, rounded

FIGURES = [f"enrollment-{name}" for name in ("pairs", "views", "masks", "race", "seats")]


@pytest.fixture(scope="module")
def result():
    return Result(Config(), load(place("enrollment"))["numbers"])


@pytest.fixture(scope="module")
def figures(result):
    return draw(result)


def test_what_is_the_same_on_every_machine_is_the_same_when_computed_again(result):
    found = json.loads(formatted(rounded(exact(Config()))))
    assert {name: result.numbers[name] for name in found} == found


def test_a_whole_run_gives_every_number_that_the_file_holds(result, monkeypatch):
    kept = {name: result.numbers[name] for name in ("checkers", "pairs", "states", "misuse")}
    monkeypatch.setattr(model, "said", lambda: kept)  # test_types has the checkers say it again
    monkeypatch.setattr(postgres, "found", lambda: None)
    small = replace(Config(), clients=5, races=2, counted=2, people=(30,), entries=3)
    found = run(small, lambda evaluate, points: [evaluate(point) for point in points])
    assert found.numbers.keys() == result.numbers.keys()
    assert found.document()["model"] == "enrollment"


def test_there_is_a_figure_and_a_table_for_each_thing_that_the_page_shows(result, figures):
    assert list(figures) == [*FIGURES, "enrollment-small"]
    assert list(tabulate(result)) == FIGURES


def test_the_grid_has_five_steps_and_31_crosses(figures):
    drawn = figures["enrollment-pairs"]
    assert drawn.count('stroke="var(--fig-2)"') == 2 * 31
    for verb in ("publish", "open", "close", "grade", "release"):
        assert drawn.count(f">{verb}<") == 1


def test_the_table_of_pairs_has_a_message_of_each_checker_for_each_refused_pair(result):
    head, *rows = tabulate(result)["enrollment-pairs"]
    assert head[:2] == ("From", "To")
    assert len(rows) == 36
    refused = [row for row in rows if row[3] != "passes"]
    assert len(refused) == 31
    for start, _, call, mypy, pyright, python in refused:
        verb = call.removeprefix("exam.").removesuffix("()")
        assert mypy == f'"{start}" has no attribute "{verb}"'
        assert f'attribute "{verb}" for class "{start}"' in pyright
        assert python == f"AttributeError: '{start}' object has no attribute '{verb}'"


def test_a_store_that_was_not_measured_is_drawn_as_such(result):
    nothing = dict.fromkeys(("races", "oversold", "unsold", "most", "failures"), "not measured")
    measured = result.numbers["measured"]
    without = dict.fromkeys(measured["postgresql"], nothing)
    numbers = result.numbers | {"measured": measured | {"postgresql": without}}
    bare = replace(result, numbers=numbers)
    assert draw(bare)["enrollment-seats"].count("not measured") == 5
    assert tabulate(bare)["enrollment-seats"][-1][2:] == ("not measured",) * 4
