"""The simulator: what the routers sustain, what they never do, and that a seed says it all."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.goal.loads import loads
from models.goal.simulator import (
    LEAST_VCS,
    TOTAL,
    WORST,
    Simulation,
    keeps,
    link_loads,
    record,
    simulated,
)
from models.goal.spread import spread
from models.goal.state import network
from models.goal.torus import Torus, shift, traffic

pytestmark = pytest.mark.usefixtures("simulator")

SHORT = {"warmup": 1500, "measure": 2500, "drain": 1500}
TORNADO = tuple(t for (t,) in shift(Torus(4, 3), (-1, -1, 0)).rows)


@pytest.mark.parametrize(
    ("algorithm", "pattern", "load", "sustained"),
    [
        ("goal", "uniform", 0.72, True),
        ("goal", "uniform", 0.80, False),
        ("goal", "tornado-all", 0.50, True),
        ("goal", "tornado-all", 0.56, False),
        ("dor", "tornado-all", 0.30, True),
        ("dor", "tornado-all", 0.35, False),
        ("dor", "uniform", 0.85, True),
        ("val", "uniform", 0.42, True),
        ("val", "uniform", 0.52, False),
        ("val", "tornado-all", 0.42, True),
        ("val", "tornado-all", 0.52, False),
        ("dor", "bit-complement", 0.45, True),
        ("dor", "bit-complement", 0.55, False),
    ],
)
def test_what_the_routers_sustain(algorithm, pattern, load, sustained):
    run = Simulation(algorithm=algorithm, pattern=pattern, load=load, **SHORT)
    found = simulated(run)
    assert found.sustained is sustained
    assert (found.latency is not None) is sustained


@pytest.mark.parametrize(
    ("k", "n", "algorithm", "pattern", "hops"),
    [
        (8, 2, "dor", "uniform", 4.0),
        (8, 2, "min-ad", "uniform", 4.0),
        (8, 2, "val", "uniform", 8.0),
        (8, 2, "goal", "uniform", 5.25),
        (8, 2, "goal", "tornado-all", 7.5),
        (8, 2, "goal-redrawn", "uniform", 7.0),
        (4, 3, "goal", "uniform", 3.75),
        (4, 3, "goal-redrawn", "uniform", 4.5),
        (4, 3, "goal", TORNADO, 3.0),
        (4, 3, "goal-redrawn", TORNADO, 10 / 3),
    ],
)
def test_hops_at_zero_load(k, n, algorithm, pattern, hops):
    run = Simulation(
        k=k, n=n, algorithm=algorithm, pattern=pattern, load=0.02, warmup=100, measure=40000
    )
    assert simulated(run).hops == pytest.approx(hops, rel=0.01)


def test_latency_of_an_idle_network_is_two_cycles_a_hop_and_two_at_the_ends():
    run = Simulation(pattern="tornado", algorithm="dor", load=0.001, measure=20000)
    assert simulated(run).latency == pytest.approx(2 * (3 + 1), abs=0.05)


runs = st.builds(
    Simulation,
    k=st.integers(2, 5),
    n=st.integers(1, 3),
    algorithm=st.sampled_from(list(LEAST_VCS)),
    pattern=st.sampled_from(["uniform", "neighbour", "tornado", "tornado-all", "bit-complement"]),
    load=st.just(0) | st.floats(1e-9, 1),
    vcs=st.integers(4, 9),
    depth=st.integers(1, 5),
    hop_cycles=st.integers(1, 4),
    credit_cycles=st.integers(1, 3),
    warmup=st.just(0),  # so that the crossings of all cycles are counted
    measure=st.integers(2, 300),
    drain=st.just(0),
    seed=st.integers(0, 9),
)


@settings(max_examples=60, deadline=None)
@given(runs)
def test_no_flit_is_lost_and_no_bound_exceeded(run):
    found = simulated(run)
    crossings = link_loads(run)
    assert found.born == found.done + found.in_network + found.at_source
    assert round(sum(map(sum, crossings)) * run.measure) == found.moves
    assert max(map(max, crossings)) <= 1
    assert found.accepted <= found.offered <= 1
    assert found.excess >= 0
    if run.algorithm in ("dor", "min-ad"):
        assert found.excess == 0  # every hop is productive


@pytest.mark.parametrize("measure", [5000, 20000])
def test_a_load_above_capacity_is_not_sustained_however_long_it_is_measured(measure):
    """Shortest paths carry 8/13 = 0.615 of transpose; 98.6% of 0.625 are accepted all the same."""
    run = Simulation(algorithm="min-ad", pattern="transpose", load=0.625, measure=measure)
    above, below = simulated(run), simulated(replace(run, load=0.6))
    assert above.accepted / above.offered > 0.98
    assert (above.sustained, above.latency, above.hops) == (False, None, None)
    assert above.worst < WORST or sum(above.growths) / 64 > (1 - TOTAL) * above.offered
    assert below.sustained
    assert below.latency < 60


def test_a_network_that_is_full_gives_no_latency():
    found = simulated(Simulation(algorithm="dor", load=0.5, vcs=2, depth=2, drain=6000))
    assert (found.sustained, found.latency) == (False, None)


def test_one_flow_that_starves_is_enough():
    assert keeps(0.5, [0.0] * 64, 4000)
    assert not keeps(0.5, [0.0] * 63 + [0.02], 4000)  # the mean over all nodes gets 99.9%
    assert not keeps(0.5, [0.004] * 64, 4000)  # nor do all alike, each a little


def test_a_backlog_of_a_few_flits_comes_and_goes():
    """In a short run at a low load one flit more is a large part of what a flow offers."""
    assert keeps(0.1, [0.0] * 63 + [1.5 / 250], 500)
    assert not keeps(0.1, [0.0] * 63 + [1.5 / 250], 4000)
    assert simulated(Simulation(load=0.1, pattern="random(3)", measure=500)).sustained


@pytest.mark.parametrize(
    ("algorithm", "pattern", "vcs"),
    [
        ("dor", "transpose", 8),
        ("dor", "bit-reverse", 8),
        ("val", "shuffle", 8),
        ("goal", "tornado-all", 8),
        ("min-ad", "uniform", 5),
        ("goal", "transpose", 3),
        ("min-ad", "transpose", 5),
    ],
)
def test_link_loads_of_an_idle_network_are_the_exact_ones(algorithm, pattern, vcs):
    """Where loads are not determined, ties fall evenly: each open dimension equally often."""
    torus, load, measure = Torus(4, 2), 0.02, 60000
    run = Simulation(
        k=4, algorithm=algorithm, pattern=pattern, vcs=vcs, load=load, measure=measure, drain=0
    )
    exact: dict[tuple[int, int], float] = {}
    for source in range(torus.nodes):
        of = spread(torus, algorithm, traffic(torus, pattern), source)
        for channel, part in of.items():
            exact[channel] = exact.get(channel, 0) + part
    assert len(set(exact.values())) > 1 or algorithm == "val" or pattern != "transpose"
    for node, row in enumerate(link_loads(run)):
        for port, crossed in enumerate(row):
            wanted = exact.get((node, port), 0.0) * load * measure
            # Births are independent, so crossings scatter as a Poisson number does.
            assert abs(crossed * measure - wanted) <= 5 * wanted**0.5 + 1e-9


@pytest.mark.parametrize(("k", "mesh"), [((2, 4, 8), False), ((3, 5), False), ((4, 6), True)])
def test_sides_may_differ_and_a_mesh_has_no_rings(k, mesh):
    torus = Torus(k, mesh=mesh)
    for algorithm in ("dor", "min-ad", "val") if mesh else LEAST_VCS:
        run = Simulation(k=k, mesh=mesh, algorithm=algorithm, load=0.02, measure=20000)
        found = simulated(run)
        assert found.sustained
        assert found.deadlocked == 0
        exact = loads(torus, algorithm, "uniform")
        assert found.hops == pytest.approx(float(exact.hops), rel=0.02)


def test_a_mesh_never_uses_a_link_that_it_lacks():
    torus = Torus((3, 4), mesh=True)
    run = Simulation(k=(3, 4), mesh=True, algorithm="min-ad", load=0.4, measure=3000)
    for node, row in enumerate(link_loads(run)):
        for port, crossed in enumerate(row):
            assert (crossed > 0) == torus.linked(node, port)


def test_the_longest_ring_decides():
    run = Simulation(k=(4, 4, 8), algorithm="goal", load=0.74, warmup=1000, measure=2000)
    assert simulated(run).sustained
    assert not simulated(replace(run, load=0.8)).sustained  # the links allow 16/21


def test_memory_does_not_grow_with_the_length_of_a_run():
    def held(run: Simulation) -> int:
        return sum(
            part.nbytes
            for part in network(run, traffic(run.torus, "uniform"), 0)
            if hasattr(part, "nbytes")
        )

    short, long = (held(Simulation(load=0.9, measure=m, drain=m)) for m in (10, 10**7))
    assert short == long


def test_a_seed_gives_the_same_bits_in_any_process_and_another_seed_does_not():
    run = Simulation(load=0.5, warmup=200, measure=500)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        here, there, other, again = (
            record(run),
            *pool.map(record, [run, replace(run, seed=2), replace(run, replication=1)]),
        )
    assert here == there
    assert here not in (other, again)


CROWDED = {"depth": 1, "load": 1.0, "warmup": 0, "measure": 4000, "drain": 0}


@pytest.mark.parametrize(
    ("algorithm", "k", "n", "pattern", "vcs", "dropped"),
    [
        ("goal", 4, 2, "bit-complement", 3, "order"),
        ("goal", 8, 1, "bit-complement", 3, "split"),
        ("dor", 8, 1, "tornado-all", 2, "split"),
        ("dor", 8, 2, "uniform", 2, "split"),
    ],
)
def test_deadlock_is_found_where_a_rule_is_dropped_and_never_with_both(
    algorithm, k, n, pattern, vcs, dropped
):
    run = Simulation(algorithm=algorithm, k=k, n=n, pattern=pattern, vcs=vcs, **CROWDED)
    assert simulated(run).deadlocked == 0
    stopped = simulated(replace(run, **{dropped: False}))
    assert stopped.deadlocked > 0
    assert stopped.latency is None  # a mean over what got through would flatter
    assert stopped.born == stopped.done + stopped.in_network + stopped.at_source


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"load": 1.5}, "'load' must be a number from 0 to 1 (got 1.5)"),
        ({"load": float("nan")}, "'load' must be a number from 0 to 1 (got nan)"),
        ({"k": 1}, "'k' must be an integer of at least 2 (got 1)"),
        ({"n": 0}, "'n' must be an integer of at least 1 (got 0)"),
        ({"algorithm": "romm"}, "'algorithm' must be one of dor, val, min-ad, goal"),
        ({"k": (4, 1)}, "'k' must be an integer of at least 2 (got 1)"),
        ({"k": (4, 4, 8), "n": 2}, "'n' must be 3, the sides in 'k', or left out (got 2)"),
        ({"mesh": True}, "'mesh' must be a torus: 'goal' chooses between two ways"),
        ({"early": True}, "'early' must be False but for dor and val (got True)"),
        ({"oldest": 1}, "'oldest' must be True or False (got 1)"),
        ({"pattern": "uniforn"}, "(got 'uniforn'; did you mean 'uniform'?)"),
        ({"vcs": 2}, "'vcs' must be an integer of at least 3 (got 2)"),
        ({"pattern": "UNIFORM"}, "(got 'UNIFORM'; did you mean 'uniform'?)"),
        ({"pattern": "random(\u0663)"}, "'pattern' must be random(SEED)"),
        ({"measure": 1}, "'measure' must be an integer of at least 2 (got 1)"),
    ],
)
def test_bad_input_is_refused_with_argument_rule_and_value(change, message):
    with pytest.raises(ValueError, match="must be") as refusal:
        Simulation(**{"load": 0.5} | change)
    assert message in str(refusal.value)
