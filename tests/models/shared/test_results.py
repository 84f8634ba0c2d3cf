"""The results files are of the code that stands here, and say the same when computed again."""

from __future__ import annotations

import importlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from models import MODELS
from models import __main__ as command
from models.__main__ import illustrations, main, stale
from models.goal import curves
from models.goal import model as goal_torus
from models.shared.results import (
    PARTS,
    ROOT,
    code,
    formatted,
    load,
    place,
    rounded,
    save,
    write_atomically,
)

pytestmark = pytest.mark.usefixtures("simulator")


@pytest.mark.parametrize("key", MODELS)
def test_results_are_of_the_code_that_stands_here(key):
    model = importlib.import_module(MODELS[key])
    assert stale(key, model) == ""
    assert load(place(key))["inputs"] == json.loads(formatted(rounded(inputs(model))))


@pytest.mark.parametrize("key", MODELS)
def test_figures_and_tables_are_those_of_the_results(key):
    folder = place(key).with_suffix("")
    for name, text in illustrations(key, importlib.import_module(MODELS[key])).items():
        assert (folder / name).read_text(encoding="utf-8") == text, (
            f"results/{key}/{name} is out of date; run 'nox -s results -- {key} --draw', commit it"
        )


@pytest.mark.parametrize("key", MODELS)
def test_the_code_of_results_is_all_of_the_package_and_the_shared_but_for_what_draws(key):
    package = Path(importlib.import_module(MODELS[key]).__file__).parent
    folders = (package, package.parent / "shared")
    names = {f"src/models/{f.name}/{path.name}" for f in folders for path in f.glob("*.py")}
    draws = {name for name in names if name.split("/")[-1].startswith(("fig", "tables"))}
    assert set(load(place(key))["code"]) == names - draws
    assert f"src/models/{package.name}/figures.py" in draws


def inputs(model):
    return model.Result(model.Config(), {}).document()["inputs"]


@pytest.fixture(scope="module")
def numbers():
    return load(place("goal-torus"))["numbers"]


def again(value):
    return json.loads(formatted(rounded(value)))


#: Numbers of GOAL that come of its simulator, or of another one.
SAMPLED = {"simulated", "permutations", "packets", "warm-up", "links", "booksim"}


@pytest.fixture(scope="module")
def quick():
    """Return what a whole run of GOAL finds that simulates little."""
    config = replace(
        goal_torus.Config(),
        simulated=("uniform",),
        step=0.5,
        replications=2,
        warmup=50,
        measure=50,
        permutations=1,
    )

    def serial(evaluate, points):
        return [evaluate(point) for point in points]

    return goal_torus.run(config, serial)


def test_a_whole_run_gives_every_number_that_the_file_holds(numbers, quick):
    assert quick.numbers.keys() == numbers.keys()
    assert quick.document()["model"] == "goal-torus"


def test_exact_numbers_are_the_same_when_computed_again(numbers, quick):
    for name in set(numbers) - SAMPLED:
        assert again(quick.numbers[name]) == numbers[name], name


def test_points_of_the_curves_are_the_same_to_the_last_digit_when_run_again(numbers):
    config = goal_torus.Config()
    for pattern, algorithm, position in (("uniform", "goal", 4), ("tornado-all", "val", 0)):
        point = numbers["simulated"][pattern][algorithm]["points"][position]
        runs = curves.replications(config, algorithm, pattern, point["load"])
        outcomes = [curves.record(run) for run in runs]
        assert point == again(curves.summary(point["load"], outcomes, config.measure))


def test_no_curve_is_above_its_bound_and_none_deadlocks(numbers):
    for pattern, algorithms in numbers["simulated"].items():
        for algorithm, curve in algorithms.items():
            exact = numbers[pattern][algorithm]
            for point in curve["points"]:
                assert point["deadlocks"] == 0
                if exact["known"] != "none":
                    highest = point["accepted"] - point["accepted_half"]
                    assert highest <= exact["throughput"], (pattern, algorithm)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "must be JSON"),
        ("[]", "lacks model, digest, code, inputs, units, numbers"),
        ('{"model": "goal-torus", "digest": ""}', "lacks code, inputs, units, numbers"),
        (None, "must be a results file (No such file or directory)"),
    ],
)
def test_a_damaged_file_is_refused_with_its_name_and_the_remedy(tmp_path, text, message):
    path = tmp_path / "goal-torus.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="nox -s results -- goal-torus") as refusal:
        load(path)
    assert message in str(refusal.value)
    assert str(path) in str(refusal.value)


def test_results_of_another_model_are_refused(tmp_path):
    document = {part: {} for part in PARTS} | {"model": "rchol"}
    save(document, tmp_path / "goal-torus.json")
    with pytest.raises(ValueError, match="got: model 'rchol'"):
        load(tmp_path / "goal-torus.json")


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "kept.json"
    write_atomically(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "new \ud800")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_command_tells_whether_results_are_current_and_refuses_unknown_models(capsys):
    assert main(["--check"]) == 0
    assert main(["gaol-torus"]) == 1
    assert "did you mean 'goal-torus'?" in capsys.readouterr().err


def test_the_command_names_what_is_stale(monkeypatch, capsys):
    monkeypatch.setattr(command, "code", lambda package: {**code(package), "src/new.py": "0"})
    assert main(["goal-torus", "--check"]) == 1
    told = capsys.readouterr().err
    assert "(src/new.py differs); run 'nox -s results -- goal-torus' and commit it" in told


def test_numbers_are_rounded_and_laid_out_for_a_diff():
    text = formatted(rounded({"a": {"b": 1 / 3, "c": [1, 2.00000004]}, "d": {}}))
    assert text == '{\n "a": {\n  "b": 0.333333,\n  "c": [1, 2.0]\n },\n "d": {}\n}'
    assert (ROOT / "src/models").is_dir()


def test_a_model_is_asked_for_a_case_of_ones_own_by_its_command(capsys):
    case = ["--configurations", "8", "--workers", "2", "--devices", "1", "--group", "2", "--json"]
    assert main(["tilelang-autotuner", *case]) == 0
    assert json.loads(capsys.readouterr().out)
    assert main(["tilelang-autotuner", "--configurations", "0"]) == 1
    assert "'configurations' must be an integer of at least 1" in capsys.readouterr().err
    assert command.own_command(["tilelang-autotuner", "--check"]) is None
    assert command.own_command(["tilelang-autotuner"]) is None
    assert command.own_command(["--check"]) is None
