"""What the commands of all models have in common, and how what a user gives is read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec

import pytest

from models import MODELS
from models.dynaflow.graph import Operator
from models.shared import command, reading
from models.shared.command import Parser, run
from models.shared.reading import built, number, numbers, read_object, read_text, whole, wholes
from sites import ROOT

pytestmark = pytest.mark.usefixtures("simulator")

COMMANDS = {
    key: import_module(f"{module[:-6]}.command")
    for key, module in MODELS.items()
    if find_spec(f"{module[:-6]}.command")
}


def test_six_models_have_a_command():
    assert len(COMMANDS) == 6


@pytest.mark.parametrize("key", COMMANDS)
def test_each_command_is_the_shared_one(key, capsys, monkeypatch):
    """It tells its usage alike, abbreviates nothing, and leaves the rest to the shared run."""
    main = COMMANDS[key].main
    assert main(["--help"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith(f"usage: python -m models {key} [-h]")
    assert "print the whole answer as JSON" in said.out
    assert main(["--jso"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"usage: python -m models {key} [-h]")
    assert "\nerror: " in said.err
    asked = []
    monkeypatch.setattr(COMMANDS[key], "run", lambda *given: asked.append(given) or 7)
    assert main([]) == 7
    assert isinstance(asked[0][0], Parser)


#: What no option is, or few are; given to each of them.
ODD = ["", "nan", "inf", "1e400", "-1", "0", "1_0", "9" * 400, "9" * 5000, "x\ny", "/dev/zero"]
ODD += ["none.json", "none.csv", "\u0663", "1,,2", "a,b", "3.5", ",", "\0", "1e-400", "x" * 300]
#: A short case of each command.
SHORT = {
    "dynaflow": {"--graph": "graph.json", "--scheduler": "two-way", "--requests": "8,8"},
    "goal-torus": {"--sides": "4", "--algorithm": "dor"},
    "nanoflow": {"--ways": "1", "--batch": "128"},
    "pim": {"--trace": ".", "--channels": "2"},
    "rchol": {"--grid": "2"},
    "tilelang-autotuner": {"--configurations": "2"},
}


def options(key):
    """Return the options of a command that take a value."""
    actions = COMMANDS[key].parser()._actions
    return [a.option_strings[-1] for a in actions if a.option_strings and a.nargs != 0]


@pytest.mark.parametrize("key", COMMANDS)
def test_whatever_an_option_is_given_the_answer_is_one_or_one_line_of_an_error(
    key, capsys, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    operator = {"name": "a", "time": 1}
    (tmp_path / "graph.json").write_text(json.dumps({"operators": [operator]}))
    (tmp_path / "a.csv").write_text("seq_len,ch_idx\n3,0\n")
    assert len(options(key)) >= 2
    for option in options(key):
        case = {} if (key, option) == ("rchol", "--matrix") else SHORT[key]
        if key == "goal-torus" and option.strip("-") in COMMANDS[key].WHOLE:
            case = {**case, "--load": "0.01", "--warmup": "9", "--measure": "9", "--drain": "99"}
        for value in ODD:
            asked = [f"{name}={given}" for name, given in {**case, option: value}.items()]
            status = COMMANDS[key].main(asked)
            said = capsys.readouterr()
            assert status in (0, 1, 2), asked
            if status:
                told = said.err.splitlines()[-1]
                assert said.out == "", asked
                assert told.startswith("error: ") and len(told) < 1100, asked
                assert status == 2 or said.err == f"{told}\n", asked


def interrupted(_):
    raise KeyboardInterrupt


def refused(_):
    raise ValueError("'x' must be 1 (got 2)")


def missing(_):
    raise FileNotFoundError(2, "No such thing", "x")


def chatty(_):
    print("on the way")
    return {"x": 1}


@pytest.mark.parametrize(
    ("answer", "good", "told"),
    [
        (chatty, bool, (0, "x is 1\n", "on the way\n")),
        (chatty, lambda found: found["x"] > 1, (1, "x is 1\n", "on the way\n")),
        (refused, bool, (1, "", "error: 'x' must be 1 (got 2)\n")),
        (interrupted, bool, (130, "", "error: interrupted\n")),
        (missing, bool, (1, "", "error: x must be what can be read (No such thing)\n")),
    ],
)
def test_standard_output_is_the_results_alone(answer, good, told, capsys):
    status = run(Parser("x", ""), [], answer, lambda found: f"x is {found['x']}", good)
    assert (status, *capsys.readouterr()) == told


def test_json_is_json_and_not_what_is_only_nearly(capsys):
    assert run(Parser("x", ""), ["--json"], lambda _: {"x": float("nan")}, str) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert said.err.startswith("error: the answer must be finite numbers (got: Out of range")


def test_a_reader_who_goes_away_is_no_error():
    code = "import sys; from models.shared.command import Parser, run; "
    code += "sys.exit(run(Parser('x', ''), [], lambda _: {'x': 'y' * 10**6}, str))"
    with subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as ours:
        assert ours.stdout.read(1) == b"{"
        ours.stdout.close()
        assert (ours.wait(60), ours.stderr.read()) == (command.CUT_OFF, b"")


def test_numbers_are_read_as_they_are_written():
    assert [whole("n", text) for text in (" 8", "+8 ", "-3", "0" * 9)] == [8, 8, -3, 0]
    assert wholes("n", "1, -2,3") == (1, -2, 3)
    assert number("n", " 5e-1") == 0.5
    assert numbers("n", "1,.5") == (1, 0.5)


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (whole, "1_0", "'n' must be a whole number (got '1_0')"),
        (whole, "\u0663", "'n' must be a whole number (got '\u0663')"),
        (whole, "2.0", "'n' must be a whole number (got '2.0')"),
        (whole, "9" * 5000, "'n' must be a whole number of at most 300 digits (got '999"),
        (wholes, "1,,2", "'n' must be whole numbers with commas between (got '1,,2')"),
        (wholes, "", "'n' must be whole numbers with commas between (got '')"),
        (number, "1_0", "'n' must be a number (got '1_0')"),
        (number, "1e999", "'n' must be a number (got '1e999')"),
        (number, "9" * 400, "'n' must be a number (got '999"),
        (number, "infinity", "'n' must be a number (got 'infinity')"),
        (numbers, "1,nan", "'n' must be numbers with commas between (got '1,nan')"),
    ],
)
def test_what_is_no_number_is_refused(read, text, message):
    with pytest.raises(ValueError, match="must be") as refusal:
        read("n", text)
    assert str(refusal.value).startswith(message)
    assert len(str(refusal.value)) < 300


FILES = {
    b'{"a": 1, "b": {"c": 1, "c": 2}}': "'c' must be said once (got 'twice')",
    b'{"a": -Infinity}': "every number must be finite (got -Infinity)",
    b'{"a": [1,\n2,]}': "a.json:2: must be JSON",
    b'{"a": ' + b"7" * 301 + b"}": "'number' must be of at most 300 digits",
    b"[" * 100_000: "must be an object with keys (got: too deep a nest)",
    b"3": "'JSON' must be an object with keys (got 'int')",
    b"\xff": "must be a text file that can be read (it is not UTF-8)",
    b"": "a.json:1: must be JSON",
}


@pytest.mark.parametrize(("content", "message"), FILES.items(), ids=range(len(FILES)))
def test_a_file_that_is_no_object_is_refused_by_its_name(tmp_path, content, message):
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(ValueError, match="must be") as refusal:
        read_object(tmp_path / "a.json")
    assert str(refusal.value).startswith(str(tmp_path / "a.json"))
    assert message in str(refusal.value)


def test_a_file_may_begin_with_a_mark_and_need_not_end(tmp_path, monkeypatch):
    (tmp_path / "a.json").write_bytes(b'\xef\xbb\xbf{"a": 1}')
    assert read_object(tmp_path / "a.json") == {"a": 1}
    monkeypatch.setattr(reading, "MOST", 1000)
    for path in ("/dev/zero", tmp_path):
        with pytest.raises(ValueError, match="must be a text file"):
            read_text(type(tmp_path)(path))


def test_a_record_is_made_of_an_object_with_its_fields():
    assert built(Operator, {"name": "a", "time": 1}, "a") == Operator("a", 1)
    with pytest.raises(ValueError, match=r"'keys of a' must be also time \(got 'name'\)"):
        built(Operator, {"name": "a"}, "a")
    with pytest.raises(ValueError, match="did you mean 'time'"):
        built(Operator, {"name": "a", "times": 1}, "a")


def test_what_is_printed_of_an_answer_is_what_json_gives(capsys):
    options = ["--sides", "4", "--algorithm", "dor"]
    assert COMMANDS["goal-torus"].main([*options, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["network"]["nodes"] == 16 // 4
