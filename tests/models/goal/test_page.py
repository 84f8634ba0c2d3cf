"""The write-up of GOAL says of the model what the model is, and what its results hold."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from models.goal.figures import saturation
from models.goal.loads import loads
from models.goal.model import Config
from models.goal.paths import ADAPTIVE
from models.goal.simulator import TOTAL, WORST, Simulation, simulated
from models.goal.torus import Torus
from models.shared.results import ROOT, load, place

pytestmark = pytest.mark.usefixtures("simulator")

PAGE = (ROOT / "docs/projects/goal-torus.md").read_text(encoding="utf-8")


def row(head: str) -> str:
    """Return what a table of the page says of something."""
    found = re.search(rf"^\| {re.escape(head)} \| (.*) \|$", PAGE, re.MULTILINE)
    assert found
    return found[1]


def test_the_table_of_the_router_is_that_of_the_model():
    config, run = Config(), Simulation(load=0.1)
    assert f"Its network is an {config.k}-ary {config.n}-cube" in PAGE
    assert row("Virtual channels") == (
        f"{config.vcs} per link, {config.depth} flits each; "
        f"a credit takes {run.credit_cycles} cycle"
    )
    half, quarter = config.vcs // 2, config.vcs // 4
    assert row("Under DOR") == f"{half} before the wrap-around link, {half} after"
    assert row("Under Valiant").startswith(f"{quarter} and {quarter} ")
    assert f"and {config.vcs - 2} for any productive hop" in row("Adaptive")
    assert row("Hop") == f"{run.hop_cycles} cycles"
    for cycles in (config.warmup, config.measure, config.drain):
        assert f"{cycles:,} " in row("Run")
    fine = f"steps of {config.coarse:g}, from {100 * config.fine:g}\N{NO-BREAK SPACE}%"
    assert row("Loads") == f"0.01, then {fine} of what links allow on of {config.step:g}"
    assert row("Replications").startswith(f"{config.replications}, ")
    least = [f"{round(100 * (1 - part), 3):g}\N{NO-BREAK SPACE}%" for part in (WORST, TOTAL)]
    assert f"by more than {least[0]} of what it offers, and for all together by at most" in PAGE
    assert f"at most {least[1]}." in PAGE


@pytest.mark.parametrize(("pattern", "failed"), [("uniform", "0.775"), ("tornado-all", "0.550")])
def test_the_loads_between_which_goal_saturates_are_those_of_the_results(pattern, failed):
    curve = load(place("goal-torus"))["numbers"]["simulated"][pattern]["goal"]
    last, first = saturation(curve["points"])
    assert last == curve["sustained"]  # which the page takes from the results
    assert f"{first:.3f}" == failed
    assert f"{pattern}.goal.sustained|.3f` and not {failed}," in PAGE


@pytest.mark.parametrize("algorithm", ADAPTIVE)
def test_the_links_of_the_small_torus_are_never_what_runs_out_first(algorithm):
    """Uniform traffic under any algorithm, and both tornados under the minimal ones."""
    small = Torus(4, 3)
    if algorithm != "goal-redrawn":
        assert loads(small, algorithm, "uniform").throughput >= 1
    if algorithm in ("dor", "min-ad"):
        for pattern in ("tornado", "tornado-all"):
            assert loads(small, algorithm, pattern).largest <= 1


def test_drawing_again_costs_most_about_halfway_round():
    """Over GOAL at half of the ring; over the shortest way there and at its neighbours alike."""
    of = load(place("goal-torus"))["numbers"]["redrawing"]["by-distance"]
    over = {
        name: [a - b for a, b in zip(of["redrawn"], of[name], strict=True)]
        for name in ("goal", "shortest")
    }
    assert max(range(8), key=over["goal"].__getitem__) == 4
    most = max(over["shortest"])
    assert [d for d in range(8) if over["shortest"][d] > most - 1e-4] == [3, 4, 5]


@pytest.mark.parametrize(
    ("algorithm", "stops"), [("dor", "0.900 of 1.00"), ("val", "0.450 of 0.50")]
)
def test_dor_and_valiant_stop_for_want_of_channels(algorithm, stops):
    curve = load(place("goal-torus"))["numbers"]["simulated"]["uniform"][algorithm]
    bound = loads(Torus(8, 2), algorithm, "uniform").throughput
    assert f"{saturation(curve['points'])[0]:.3f} of {float(bound):.2f}" == stops
    assert stops in PAGE
    offered = float(bound * Fraction(95, 100))
    few, many = (
        simulated(Simulation(algorithm=algorithm, load=offered, vcs=vcs, measure=4000, drain=0))
        for vcs in (8, 32)
    )
    assert not few.sustained
    assert many.sustained


@pytest.fixture(scope="module")
def simulated_curves():
    return load(place("goal-torus"))["numbers"]["simulated"]


def latencies(curve):
    """Return latency by load, where it is sustained."""
    return {of["load"]: of["latency"] for of in curve["points"] if of["sustained"]}


def test_drawing_again_costs_latency_at_every_load(simulated_curves):
    for of in simulated_curves.values():
        once, again = (latencies(of[name]) for name in ("goal", "goal-redrawn"))
        assert len(again) >= 4
        for load_, latency in again.items():  # GOAL's own latency grows with the load
            assert latency > once[min(at for at in once if at >= load_)] + 1


def test_who_saturates_highest_and_who_is_fastest(simulated_curves):
    """GOAL on the tornado and on transpose, minimal routing on uniform traffic and when idle."""
    for pattern, of in simulated_curves.items():
        ends = {name: curve["sustained"] for name, curve in of.items()}
        assert max(ends, key=ends.get) == ("min-ad" if pattern == "uniform" else "goal")
        idle = {name: latencies(curve)[0.01] for name, curve in of.items()}
        assert sorted(idle, key=idle.get)[:2] in (["dor", "min-ad"], ["min-ad", "dor"])
    tornado = {name: curve["sustained"] for name, curve in simulated_curves["tornado-all"].items()}
    assert all(0.3 <= tornado[name] < 1 / 3 for name in ("dor", "min-ad"))
    assert 0.5 < tornado["goal"] < 0.55
