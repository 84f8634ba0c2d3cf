"""The command of GOAL: a torus of one's own, an error for each wrong value, and JSON alone."""

from __future__ import annotations

import json

import pytest

from models.__main__ import main
from models.goal.loads import loads
from models.goal.topology import Torus

pytestmark = pytest.mark.usefixtures("simulator")

SHORT = ["--warmup", "200", "--measure", "400", "--drain", "2000", "--replications", "2"]


def asked(capsys, *arguments: str) -> str:
    assert main(["goal-torus", *arguments]) == 0
    return capsys.readouterr().out


def test_it_says_what_links_allow_on_sides_of_ones_own(capsys):
    said = asked(capsys, "--sides", "4,4,8", "--algorithm", "dor")
    assert "torus of 4 by 4 by 8, 128 nodes; dor" in said
    assert "links allow: 1.0000 flits per node per cycle (exact)" in said


def test_it_prints_json_and_nothing_else(capsys):
    options = ["--sides", "4,4", "--pattern", "shuffle", "--load", "0.3", *SHORT, "--json"]
    assert main(["goal-torus", *options]) == 0
    told = capsys.readouterr()
    found = json.loads(told.out)
    best = loads(Torus(4, 2), "goal", "shuffle")
    assert found["links"]["throughput"] == pytest.approx(best.throughput)
    assert found["links"]["known"] == "optimum"
    assert found["simulated"]["sustained"] is True
    assert found["simulated"]["latency"] > 0
    assert "run 2 of 2" in told.err


def test_it_gives_no_latency_of_a_load_that_is_not_sustained(capsys):
    options = ["--sides", "8", "--algorithm", "dor", "--pattern", "tornado", "--load", "0.6"]
    said = asked(capsys, *options, *SHORT)
    assert "load 0.6: not sustained" in said
    assert "latency" not in said


def test_it_says_what_a_pattern_means_and_which_limit_holds(capsys):
    assert "BookSim2's tornado is 'tornado-all'" in asked(capsys, "--pattern", "tornado")
    said = asked(capsys, "--pattern", "hotspot(0:0.2)", "--algorithm", "dor")
    assert "the exit of the hottest node allows: 0.0735" in said
    said = asked(capsys, "--sides", "4,4", "--mesh", "--algorithm", "min-ad")
    assert "mesh of 4 by 4, 16 nodes; min-ad" in said


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--sides", "4,x"], "'sides' must be whole numbers with commas between (got '4,x')"),
        (["--sides", "1,4"], "'k' must be an integer of at least 2 (got 1)"),
        (["--algorithm", "gaol"], "did you mean 'goal'?"),
        (["--algorithm", "romm", "--load", "0.1"], "there are loads only, no simulation"),
        (["--pattern", "neighbor"], "'neighbor' is in gem5 one step along x"),
        (["--pattern", "1,1,0", "--sides", "3"], "each of the nodes 0 to 2 once"),
        (["--load", "1.5"], "'load' must be a number from 0 to 1 (got 1.5)"),
        (["--load", "abc"], "'load' must be a number (got 'abc')"),
        (["--load", "nan"], "'load' must be a number (got 'nan')"),
        (["--load", "0.1", "--vcs", "2"], "'vcs' must be an integer of at least 3"),
        (["--load", "0.1", "--measure", "x"], "'measure' must be a whole number (got 'x')"),
        (["--load", "0.1", "--replications", "1"], "'replications' must be an integer of at"),
        (["--mesh", "--sides", "4"], "'mesh' must be a torus"),
        (["--sides", "1000000000000"], "'k' must be sides of at most 131,072 nodes in all"),
        (["--sides", ",".join("2" * 40)], "'n' must be at most 18 (got 40)"),
        (["--pattern", "hotspot(0:0.00000000000001)"], "'hotspot' must be shares with fewer dig"),
        (["--load", "1e-320"], "'load' must be 0, or above 2**-31 packets a cycle"),
        (["--load", "0.1", "--flits", "999999999999"], "0.1 in 999999999999 flits"),
        (["--load", "0.1", "--depth", "999999999999"], "hold at most 67,108,864 flits"),
        (["--load", "0.1", "--measure", "1" + "0" * 18], "100,000,000 cycles together, at most"),
        (["--load", "0.1", "--replications", "999999999"], "'replications' must be at most 1,000"),
        (["--vcs", "4"], "'vcs' must be left out without --load, which simulates (got '4')"),
        (["--concentration", "2.5"], "'concentration' must be a whole number (got '2.5')"),
    ],
)
def test_each_wrong_value_is_refused_on_standard_error(capsys, options, message):
    assert main(["goal-torus", *options]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert message in told.err
    assert told.err.count("\n") == 1


def test_a_load_of_nothing_is_sustained_and_has_no_latency(capsys):
    said = asked(capsys, "--sides", "4", "--algorithm", "dor", "--load", "0", *SHORT)
    assert "load 0: sustained" in said
    assert "latency" not in said


def test_an_unknown_option_is_a_mistake_of_usage(capsys):
    assert main(["goal-torus", "--sidez", "4"]) == 2
    assert "unrecognized arguments: --sidez" in capsys.readouterr().err
