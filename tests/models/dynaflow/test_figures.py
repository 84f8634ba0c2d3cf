"""The figures and results of DynaFlow: drawn for the page, and the same when computed again."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from models.dynaflow import schedulers
from models.dynaflow.graph import mixture, repeat
from models.dynaflow.measured import record
from models.dynaflow.model import LISTED, SHOWN, Config, Result, draw, run, tabulate
from models.dynaflow.schedulers import DualBatch
from models.dynaflow.simulator import simulate, speedup
from models.shared.results import formatted, load, place, rounded
from sites import ROOT

NAMES = ["sequential", "two-way", "dual-batch", "dynamic", "share", "load", "devices", "predict"]
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
        assert len(rows) == 1 + LISTED * 5 * of["batches"]
        shown = [[r[0], int(r[1]), int(r[2])] for r in rows[1:] if int(r[1]) < SHOWN]
        assert shown == [bar[:3] for bar in of["intervals"]]


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


def test_what_was_measured_is_in_the_table_with_what_was_predicted(result):
    devices = result.numbers["devices"]
    _, *rows = tabulate(result)["dynaflow-devices"]
    assert len(rows) == 3 * 2 * 8
    cell = {row[:4]: row[4:] for row in rows}
    for width in ("4096", "8192"):
        of = devices["h100"][f"width-{width}"]
        for i, tokens in enumerate(of["tokens"]):
            for made in (1, 2):
                measured, predicted = cell["H100", str(made), width, f"{tokens:,}"]
                assert measured == f"{of['measured'][made - 1][i]:.3f}"
                assert predicted == f"{of['predicted'][i]:.3f}"
            assert cell["H200", "1", width, f"{tokens:,}"][1] == ""


def test_a_device_run_is_what_the_record_says(result):
    """Speedups are ratios of two measured times of one run, at one width and number of tokens."""
    kept = record()
    assert (kept["date"], kept["layers"]) == ("2026-11-26", 8)
    assert [(run["device"], run["row"]) for run in kept["runs"]] == [
        ("H200", 1),
        ("H100", 1),
        ("H100", 40),
    ]
    for number, made in enumerate(kept["runs"]):
        time = {tuple(row[:3]): row[3] for row in made["rows"]}
        assert len(time) == 2 * 8 * 3
        for width in (4096, 8192):
            of = result.numbers["devices"][made["device"].lower()][f"width-{width}"]
            wanted = [
                time[width, n, "sequential"] / time[width, n, "two-way"] for n in of["tokens"]
            ]
            assert of["measured"][max(0, number - 1)] == pytest.approx(wanted, rel=1e-5)


def test_what_is_predicted_of_a_device_is_what_the_simulator_says_of_solo_times(result):
    of = result.numbers["devices"]["h100"]["width-8192"]
    rows = record()["runs"][2]["rows"]
    at = {(row[0], row[1], row[2]): row[4:] for row in rows}
    compute, copy = (
        min(at[8192, n, who][i] / (8 * parts) for n, who, parts in SAME)
        for i, SAME in ((0, HALVES), (1, HALVES))
    )
    predicted = of["predicted_ms"]["two-way"][of["tokens"].index(2048)]
    assert predicted == pytest.approx(16 * max(compute, copy) + min(compute, copy), rel=1e-5)


HALVES = [(1024, "sequential", 1), (2048, "two-way", 2), (2048, "dual batch", 2)]


def test_from_1024_tokens_on_predictions_are_within_six_percent_and_of_halves_within_four(result):
    """Three percent were asked for: the dual batch has them, the whole batch and two-way not."""
    for width in ("width-4096", "width-8192"):
        error = result.numbers["devices"]["h100"][width]["error"]
        assert error["sequential"] < 6
        assert error["two-way"] < 4
        assert error["dual batch"] < 3


def test_the_error_of_the_whole_batch_is_mostly_that_products_in_a_row_are_slower(result):
    """Of the larger matrix at 16,384 tokens; and only the smallest halves are off by over 2 %."""
    runs = {run["row"]: run["rows"] for run in record()["runs"] if run["device"] == "H100"}
    alone, row = (
        next(r for r in runs[many] if r[:3] == [8192, 16384, "sequential"]) for many in (1, 40)
    )
    devices = result.numbers["devices"]["h100"]["width-8192"]
    off = devices["predicted_ms"]["sequential"][-1] - devices["measured_ms"]["sequential"][-1]
    assert 0.75 < (row[4] - alone[4]) / off < 1
    assert row[5] == pytest.approx(alone[5], rel=0.002)  # the copies
    for of in result.numbers["devices"]["h100"].values():
        pairs = zip(
            of["tokens"], of["predicted_ms"]["two-way"], of["measured_ms"]["two-way"], strict=True
        )
        ratios = {tokens: predicted / measured for tokens, predicted, measured in pairs}
        assert all(abs(ratio - 1) < 0.02 for tokens, ratio in ratios.items() if tokens > 1024)
        assert all(ratio < 0.98 for tokens, ratio in ratios.items() if tokens <= 1024)


# -- the page --------------------------------------------------------------------------------------

PAGE = (ROOT / "docs/projects/dynaflow.md").read_text(encoding="utf-8")


def test_the_lines_under_use_this_model_run_and_print_what_the_model_says(capsys):
    section = PAGE[PAGE.index("## Use this model") :]
    listed = re.search(r"```python\n(.*?)```", section, re.DOTALL)[1]
    assert len(listed.strip().splitlines()) <= 12
    exec(compile(listed, "page", "exec"), {})
    time, gain, pays = map(float, capsys.readouterr().out.split())
    graph = repeat(mixture(0.2, 156, devices=8), 32)
    assert time == simulate(graph, DualBatch(), [700, 300, 500, 548]).time
    assert gain == pytest.approx(speedup(graph, DualBatch(), [2048, 2048]))
    assert pays == 894


def test_what_the_page_says_in_words_is_what_the_results_say(result):
    """Numbers that stand in the text itself, of figures that have just been seen."""
    numbers = result.numbers
    said = re.sub(r"\s+", " ", PAGE)
    devices = numbers["devices"]
    pays = [n for d in ("h100", "h200") for of in devices[d].values() for n in of["pays"].values()]
    least, most = min(pays), max(pays)
    assert f"from {least} tokens on in one run, and from {most:,} in another" in said
    predicting = numbers["predicting"]
    assert f"fall to {min(predicting['own'], 1):.2f} at {2 * predicting['least']} tokens" in said
    keeps = [
        n for n, gain in zip(predicting["tokens"], predicting["equal"]["predict"], strict=True)
        if gain == 1
    ]  # fmt: skip
    assert f"stay at 1 up to {keeps[-1]} tokens and then rise to {predicting['prompt']:.2f}" in said
    quarter = [
        n for n, gain in zip(predicting["tokens"], predicting["uneven"]["threshold"], strict=True)
        if gain == 1
    ]  # fmt: skip
    assert quarter[-1] < 4 * predicting["least"] == 500
    assert "of which one has a quarter stay at 1 up to 500 tokens" in said
    assert numbers["shared"]["deepseek-8"] == numbers["shared"]["mixtral-1"]
    for end, wanted in (("lightest", {0.5, 0.6, 0.7, 0.9}), ("heaviest", {1.2, 1.3, 1.5})):
        widths = [of for device in ("h100", "h200") for of in devices[device].values()]
        assert {round(gain, 1) for of in widths for gain in of[end].values()} == wanted
