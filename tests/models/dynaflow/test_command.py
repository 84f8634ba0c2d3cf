"""``python -m models dynaflow``: own graphs and schedulers, and an error for each flaw."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from models.dynaflow import guard
from models.dynaflow.command import main
from models.dynaflow.graph import dense, mixture, repeat
from models.dynaflow.schedulers import DualBatch, TwoWay
from models.dynaflow.simulator import costlier, simulate, speedup
from sites import ROOT

FIELDS = ("name", "time", "tag", "needs", "floor", "alpha", "causal")
SCHEDULER = """
from models.dynaflow.schedulers import TwoWay
from models.dynaflow.split import middle

class Mine(TwoWay):
    def get_split_config(self, requests):
        return middle(requests)
"""
HEAD = """
from models.dynaflow.schedulers import TwoWay
class Mine(TwoWay):
"""


def written(layer, layers=2):
    operators = [{name: getattr(o, name) for name in FIELDS} for o in layer]
    return json.dumps({"layers": layers, "operators": operators})


@pytest.fixture
def files(tmp_path):
    graph, scheduler = tmp_path / "graph.json", tmp_path / "mine.py"
    graph.write_text(written(mixture(0.2, 156), 4), encoding="utf-8")
    scheduler.write_text(SCHEDULER, encoding="utf-8")
    return graph, scheduler


def asked(capsys, *arguments):
    status = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_it_says_what_the_model_says(files, capsys):
    graph, scheduler = files
    model = repeat(mixture(0.2, 156), 4)
    status, out, err = asked(
        capsys, "--graph", graph, "--scheduler", scheduler, "--requests", 4096, "--json"
    )
    found = json.loads(out)
    assert (status, err) == (0, "")
    assert found["num_tokens"] == [2048, 2048] and found["split_offsets"] == [2048]
    wanted = simulate(model, TwoWay(), (2048, 2048))
    assert found["time"] == pytest.approx(wanted.time)
    assert found["speedup"] == pytest.approx(speedup(model, TwoWay(), (2048, 2048)))
    assert len(found["operations"]) == 2 * 4 * 5


def test_it_prints_for_people_and_takes_a_scheduler_by_name_with_costs(files, capsys):
    graph, _ = files
    options = ("--overhead", "0.1", "--requests", "512,512", "--layers", "8", "--beside", "0.9,0.9")
    status, out, err = asked(capsys, "--graph", graph, "--scheduler", "dual-batch", *options)
    assert (status, err) == (0, "")
    model = repeat(mixture(0.2, 156), 8)
    beside = main.__globals__["Beside"](0.9, 0.9)
    gain = speedup(model, DualBatch(), (512, 512), costlier(0.1, 1024), beside)
    assert f"speedup      {gain:.4f} (whole and in order = 1)" in out
    assert "nano-batches 512 + 512 tokens" in out
    status, out, _ = asked(capsys, "--graph", graph, "--scheduler", "predict", "--requests", "8")
    assert "nano-batches 8 tokens" in out


def test_a_fixed_part_is_paid_by_each_exchange(files, capsys):
    graph, _ = files
    graph.write_text(written(dense(0.8, 0.2), 1), encoding="utf-8")
    times = []
    for alpha in ("0", "0.5"):
        _, out, _ = asked(
            capsys, "--graph", graph, "--scheduler", "sequential", "--alpha", alpha, "--json"
        )
        times.append(json.loads(out)["time"])
    assert times == pytest.approx([1.0, 1.5])


def test_standard_output_is_the_results_alone_whatever_a_scheduler_prints(files, capsys):
    chatty = SCHEDULER.replace("        return", "        print('asked')\n        return")
    files[1].write_text(f"print('made')\n{chatty}", encoding="utf-8")
    status, out, err = asked(capsys, "--graph", files[0], "--scheduler", files[1], "--json")
    assert (status, err) == (0, "made\nasked\n")
    assert json.loads(out)["num_tokens"] == [1024, 1024]


BAD_GRAPHS = {
    "[]": "'JSON' must be an object with keys (got 'list')",
    "{": "graph.json:1: must be JSON",
    '{"operators": []}': "'operators' must be at least one operator (got ())",
    '{"operator": []}': "'key' must be one of layers, operators (got 'operator'; did you",
    '{"operators": [], "layer": 2}': "'key' must be one of layers, operators (got 'layer'; did",
    '{"operators": [], "operators": []}': "'operators' must be said once (got 'twice')",
    '{"operators": [3]}': "'operator' must be an object (got 3)",
    '{"operators": [{"name": "a"}]}': "\"keys of 'a'\" must be also time (got 'name')",
    '{"operators": [{"name": "a", "time": NaN}]}': "every number must be finite (got NaN)",
    '{"operators": [{"name": "a", "time": -1}]}': "'time of a' must be a finite number above 0",
    '{"operators": [{"name": "a", "time": 1e999}]}': "'time of a' must be a finite number above 0",
    '{"operators": [{"name": "a", "time": "1"}]}': "'time of a' must be a finite number above 0",
    '{"operators": [{"name": "a", "time": 1, "tags": "network"}]}': "(got 'tags'; did you mean 't",
    '{"operators": [{"name": "a", "time": 1, "tag": "net"}]}': "must be one of compute, network",
    '{"operators": [{"name": "a", "time": 1, "needs": "b"}]}': "'needs of a' must be a tuple of",
    '{"operators": [{"name": "a", "time": 1, "needs": ["b"]}]}': "'needs of a' must be operators",
    '{"operators": [{"name": "a", "time": 1}], "layers": 0}': "'layers' must be an integer of at",
    '{"operators": [{"name": "a", "time": 1}], "layers": 2.5}': "'layers' must be an integer of",
    '{"operators": [{"name": "a", "time": 1}], "layers": 1000000000}': "for 100,000 operators",
    '{"operators": [{"name": "a", "time": ' + "9" * 400 + "}]}": "'number' must be of at most 300",
    "[" * 100_000: "(got: too deep a nest)",
}
BAD_SCHEDULERS = {
    "while True: pass": "mine.py' must be finished in the end (got 'more than 50,000 steps",
    f"{HEAD}    def __init__(self):\n        while True: pass": "of the interpreter without pr",
    "class": "mine.py:1: must be Python",
    "x = 1": "mine.py must have one class with get_split_config and schedule (got none)",
    f"{SCHEDULER}\nclass Other(Mine): pass": "(got Mine, Other)",
    "raise SystemExit": "mine.py:1: must run (SystemExit: )",
    "import nothing_of_this_name": "mine.py:1: must run (ModuleNotFoundError:",
    f"{HEAD}    def __init__(self, n): pass": "mine.py: must run (TypeError:",
    f"{HEAD}    def get_split_config(self, requests): return 3": "a SplitConfig (got 3)",
    f"{HEAD}    def get_split_config(self, requests):\n        while True: pass": "in the end",
    f"{HEAD}    async def schedule(self, ctx): pass": "never run",
    f"{HEAD}    async def schedule(self, ctx): 1 / 0": "mine.py:4: the scheduler must run (ZeroD",
    f"{HEAD}    async def schedule(self, ctx):\n        while True: pass": "'schedule' must",
    f"{HEAD}    def schedule(self, ctx): return 3": "must be a coroutine, written 'async def'",
}
BAD_OPTIONS = {
    (
        "--requests",
        "1024;1024",
    ): "'--requests' must be whole numbers with commas between (got '1024;1024')",
    ("--requests", ""): "'--requests' must be whole numbers with commas between (got '')",
    ("--requests", "5,0"): "'tokens of request 1' must be an integer of at least 1 (got 0)",
    ("--requests", "-5"): "'tokens of request 0' must be an integer of at least 1 (got -5)",
    ("--requests", "9" * 19): "'tokens of request 0' must be at most 9,223,372,036,854,775,807",
    ("--requests", ",".join(["5" + "0" * 18] * 2)): "'requests' must be of at most 9,223,372,036,",
    ("--beside", "1e-320,1e-320"): "'beside' must be speeds at which the time is finite (got inf)",
    ("--layers", "0"): "'--layers' must be an integer of at least 1 (got 0)",
    ("--alpha", "nan"): "'alpha of dispatch' must be a finite number of at least 0 (got nan)",
    ("--alpha", "-1"): "'alpha of dispatch' must be a finite number of at least 0 (got -1.0)",
    ("--overhead", "inf"): "'overhead' must be a number of at least 0 (got inf)",
    ("--overhead", "-0.1"): "'overhead' must be a number of at least 0 (got -0.1)",
    ("--beside", "1"): "'--beside' must be two numbers, C,N (got '1')",
    ("--beside", "0,1"): "'beside.compute' must be a number above 0 and at most 1 (got 0.0)",
    ("--beside", "a,b"): "'--beside' must be numbers with commas between (got 'a,b')",
    ("--layers", "99999999999"): "'layers' must be few enough for 100,000 operators",
    ("--scheduler", ""): "'--scheduler' must be FILE.py or one of sequential, two-way, dual-batch",
    ("--scheduler", "two-ways"): "(got 'two-ways'; did you mean 'two-way'?)",
    ("--scheduler", "no.py"): "no.py must be a text file that can be read (No such file",
    ("--graph", "no.json"): "no.json must be a text file that can be read (No such file",
}


def refused(capsys, message, graph, scheduler, *options):
    status, out, err = asked(capsys, "--graph", graph, "--scheduler", scheduler, *options)
    assert (status, out) == (1, "")
    assert err.startswith("error: ") and err.count("\n") == 1
    assert message in err


@pytest.mark.parametrize(("text", "message"), BAD_GRAPHS.items())
def test_a_bad_graph_is_refused(files, capsys, text, message):
    files[0].write_text(text, encoding="utf-8")
    refused(capsys, message, *files)


@pytest.mark.parametrize(("text", "message"), BAD_SCHEDULERS.items())
def test_a_bad_scheduler_is_refused(files, capsys, monkeypatch, text, message):
    monkeypatch.setattr(guard, "STEPS", 50_000)
    files[1].write_text(text, encoding="utf-8")
    refused(capsys, message, *files, "--requests", "8,8")


@pytest.mark.parametrize(("options", "message"), BAD_OPTIONS.items())
def test_a_bad_option_is_refused(files, capsys, options, message):
    refused(capsys, message, *files, f"{options[0]}={options[1]}")


def test_it_is_reached_from_the_command_of_the_models_and_says_how_it_is_used(files):
    graph, scheduler = files
    command = [sys.executable, "-m", "models", "dynaflow"]
    environment = {"PYTHONPATH": str(ROOT / "src")}
    ran = subprocess.run(
        [*command, "--graph", graph, "--scheduler", scheduler, "--json"],
        capture_output=True, text=True, env=environment, cwd=graph.parent,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["num_tokens"] == [1024, 1024]
    ran = subprocess.run(
        [*command, "--graph", graph], capture_output=True, text=True, env=environment
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "--scheduler" in ran.stderr
