"""Several nodes a router: counted pair by pair, and what their routers do."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.__main__ import main
from models.goal.concentration import ALONG, fold, nodes, numbered
from models.goal.loads import loads
from models.goal.patterns import PATTERNS
from models.goal.simulator import Simulation, link_loads, simulated
from models.goal.torus import Torus, Traffic, hotspot
from torus_paths import by_paths

pytestmark = pytest.mark.usefixtures("simulator")

SHORT = {"warmup": 500, "measure": 2000, "drain": 2000}


def goes(torus: Torus, at: int, to: int, i: int = 0) -> dict[tuple[int, int], Fraction]:
    """Walk from a router to another, a dimension after the other; count the links, ties halved."""
    found: Counter = Counter()
    if i == torus.n:
        return found
    k, x, y = torus.sides[i], torus.coordinates(at)[i], torus.coordinates(to)[i]
    ways = [(y - x, 1)] if torus.mesh else [((y - x) % k, 1), ((y - x) % k - k, 1)]
    least = min(abs(way) for way, _ in ways)
    ways = list({way for way, _ in ways if abs(way) == least})
    for way in ways:
        place = at
        for _ in range(abs(way)):
            found[place, 2 * i + (way < 0)] += Fraction(1, len(ways))
            place = torus.neighbour(place, 2 * i + (way < 0))
    for link, p in goes(torus, place, to, i + 1).items():
        found[link] += p
    return found


def counted(torus: Torus, several: int, sent: dict[int, dict[int, Fraction]]) -> Counter:
    """Return the load of every link, from all pairs of nodes."""
    found: Counter = Counter()
    for source, shares in sent.items():
        assert sum(shares.values()) == 1
        for destination, share in shares.items():
            for link, p in goes(torus, source // several, destination // several).items():
                found[link] += p * share
    return found


SMALL = [Torus(3, 2), Torus((2, 4)), Torus(4, 1), Torus(3, 2, True), Torus((2, 3), mesh=True)]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SMALL), st.integers(2, 4), st.integers(0, 99))
def test_loads_are_those_counted_pair_by_pair(torus, several, seed):
    """Of a permutation, of uniform traffic and of a hot spot, local traffic included."""
    every = torus.nodes * several
    (permuted,) = zip(*nodes(torus, f"random({seed})", several).rows, strict=True)
    uniform = {s: {t: Fraction(1, every) for t in range(every)} for s in range(every)}
    hot = {s: {t: Fraction(4, 5 * every) for t in range(every)} for s in range(every)}
    for of in hot.values():
        of[seed % every] += Fraction(1, 5)
    cases = {
        f"random({seed})": {s: {t: Fraction(1)} for s, t in enumerate(permuted)},
        "uniform": uniform,
        f"hotspot({seed % every}:0.2)": hot,
    }
    for pattern, sent in cases.items():
        found, by_hand = loads(torus, "dor", pattern, several), counted(torus, several, sent)
        assert {link: load for link, load in found.channels.items() if load} == dict(by_hand)
        assert found.hops == sum(by_hand.values()) / every
        received = Counter()
        for shares in sent.values():
            received.update(shares)
        assert found.hottest == max(received.values())
        exit_ = 1 / found.hottest if found.hottest > 1 else None
        links = 1 / max(by_hand.values()) if by_hand else None
        assert found.throughput == min(filter(None, (exit_, links)), default=None)


@settings(max_examples=10, deadline=None)
@given(
    st.sampled_from([Torus(3, 2), Torus((2, 4)), Torus(3, 2, True)]),
    st.sampled_from(["min-ad", "goal"]),
    st.integers(0, 99),
)
def test_the_linear_program_is_that_of_every_path_of_every_node(torus, algorithm, seed):
    """The paths of a node are those of a network in which no link leads along its number."""
    algorithm = "min-ad" if torus.mesh else algorithm
    sent = nodes(torus, f"random({seed})", 2)
    routers = Traffic(torus, tuple(
        tuple(t // 2 for node in (2 * r, 2 * r + 1) for t in sent.rows[node])
        for r in range(torus.nodes)
    ))  # fmt: skip
    found = loads(torus, algorithm, f"random({seed})", 2)
    if found.known == "optimum":
        assert found.largest == pytest.approx(2 * by_paths(routers, algorithm), abs=1e-6)


@pytest.mark.parametrize("algorithm", ["dor", "val", "romm", "rlb", "min-ad", "goal"])
def test_uniform_traffic_of_c_nodes_a_router_loads_links_c_times(algorithm):
    torus = Torus((4, 4))
    one, four = (loads(torus, algorithm, "uniform", c) for c in (1, 4))
    assert four.throughput == one.throughput / 4
    assert four.hops == one.hops
    assert four.known == one.known == "exact"


@pytest.mark.parametrize("pattern", ALONG)
def test_a_pattern_of_coordinates_moves_the_router_and_keeps_the_number(pattern):
    torus = Torus(4, 2)
    for node, row in enumerate(nodes(torus, pattern, 3).rows):
        assert {t % 3 for t in row} == {node % 3}
        assert [t // 3 for t in row] == list(PATTERNS[pattern](torus).rows[node // 3])


def test_patterns_of_numbers_are_those_of_all_nodes():
    torus = Torus(4, 2)
    for pattern in set(PATTERNS) - set(ALONG):
        whole = PATTERNS[pattern](Torus((4, 16)))
        assert nodes(torus, pattern, 4).rows == whole.rows
    assert nodes(torus, "uniform") == PATTERNS["uniform"](torus)


def test_hot_nodes_and_weights_fold_to_shares_that_add_up():
    torus = Torus(3, 1)
    sent = hotspot(numbered(torus, 2), {5: "1/7"})
    for router in range(3):
        shares = fold(torus, sent).shares(router)
        assert sum(shares.values()) == 1
        assert shares[2] - shares[0] == Fraction(1, 7)


def test_a_large_network_folds_in_a_moment():
    assert loads(Torus((16, 16, 16)), "dor", "uniform", 4).throughput == Fraction(1, 8)


# -- the simulator ------------------------------------------------------------------------------


def test_every_node_has_a_channel_of_its_own_in_and_out():
    """What stays at a router takes no link, and a load of 1 is sustained whatever its nodes."""
    torus, several = Torus(3, 2), 4
    turned = tuple(4 * (s // 4) + (s + 1) % 4 for s in range(torus.nodes * several))
    run = Simulation(k=3, concentration=several, algorithm="dor", pattern=turned, load=1, **SHORT)
    found = simulated(run)
    assert (found.accepted, found.moves, found.hops) == (1, 0, 0)
    assert found.sustained
    assert loads(torus, "dor", turned, several).throughput is None
    one = tuple(4 * (s // 4) for s in range(torus.nodes * several))
    hot = Traffic(numbered(torus, several), tuple((t,) for t in one))
    limited = loads(torus, "dor", hot, several)
    assert (limited.throughput, limited.limit) == (Fraction(1, 4), "exit")
    for load, kept in ((0.24, True), (0.27, False)):
        run = Simulation(k=3, concentration=4, algorithm="dor", pattern=hot, load=load, **SHORT)
        assert simulated(run).sustained is kept


@pytest.mark.parametrize("algorithm", ["dor", "val"])
def test_measured_links_carry_what_was_counted(algorithm):
    """Within 5 sigma of Poisson, each link of 3 by 4 routers with three nodes."""
    run = Simulation(
        k=(3, 4), concentration=3, algorithm=algorithm, pattern="random(5)", load=0.1, measure=20000
    )
    exact = loads(run.torus, algorithm, run.pattern, 3).channels
    for node, row in enumerate(link_loads(run)):
        for port, measured in enumerate(row):
            expected = 0.1 * exact[node, port] * run.measure
            assert abs(measured * run.measure - expected) <= 5 * float(max(expected, 1)) ** 0.5


@settings(max_examples=25, deadline=None)
@given(
    st.integers(1, 5),
    st.sampled_from(["dor", "val", "min-ad", "goal", "goal-redrawn"]),
    st.sampled_from(["uniform", "neighbour", "tornado-all", "random(3)", "hotspot(1:0.3)"]),
    st.floats(0.05, 1),
    st.integers(1, 4),
    st.integers(1, 3),
)
def test_no_flit_is_lost_whatever_the_nodes(several, algorithm, pattern, load, flits, seed):
    run = Simulation(
        k=3, concentration=several, algorithm=algorithm, pattern=pattern, load=load, flits=flits,
        vcs=4, depth=3, warmup=0, measure=200, drain=0, seed=seed,
    )  # fmt: skip
    found = simulated(run)
    assert found.born == found.done + found.in_network + found.at_source
    assert len(found.growths) == 9 * several
    assert found.deadlocked == 0


@pytest.mark.parametrize(
    ("algorithm", "below", "above"), [("goal", 0.35, 0.42), ("dor", 0.4, 0.55)]
)
def test_two_nodes_a_router_sustain_half_as_much_each(algorithm, below, above):
    allowed = loads(Torus(8, 2), algorithm, "uniform", 2).throughput
    assert below < allowed < above
    for load, kept in ((below, True), (above, False)):
        run = Simulation(concentration=2, algorithm=algorithm, load=load, **SHORT)
        assert simulated(run).sustained is kept


def test_packets_reach_the_node_and_not_only_the_router():
    """A hot node takes its share; the other node of its router is not delayed by its queue."""
    torus = Torus(4, 1)
    sent = tuple(2 * ((s // 2 + 1) % 4) + (s + 1) % 2 for s in range(8))
    run = Simulation(k=4, n=1, concentration=2, algorithm="dor", pattern=sent, load=0.02,
                     measure=20000)  # fmt: skip
    found = simulated(run)
    assert found.hops == 1
    assert found.latency == pytest.approx(2 + 2, abs=0.1)
    assert loads(torus, "dor", sent, 2).throughput == Fraction(1, 2)


# -- the command, and what is refused -----------------------------------------------------------


def test_the_command_asks_for_it_and_says_it(capsys):
    asked = ["goal-torus", "--sides", "4,4", "--concentration", "2", "--algorithm", "dor"]
    assert main(asked) == 0
    told = capsys.readouterr().out
    assert "torus of 4 by 4, 32 nodes, 2 a router; dor" in told
    assert "links allow: 1.0000 flits per node per cycle (exact)" in told
    short = ["--load", "0.2", "--warmup", "100", "--measure", "400", "--replications", "2"]
    assert main([*asked, *short, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["network"] == {"sides": [4, 4], "mesh": False, "nodes": 32, "concentration": 2}
    assert found["simulated"]["accepted"] == pytest.approx(0.2, abs=0.02)


@pytest.mark.parametrize(
    ("several", "pattern", "message"),
    [
        (0, "uniform", "'concentration' must be an integer of at least 1 (got 0)"),
        (True, "uniform", "'concentration' must be an integer of at least 1 (got True)"),
        (2.0, "uniform", "'concentration' must be an integer of at least 1 (got 2.0)"),
        (33, "uniform", "'concentration' must be at most 32 here (got 33)"),
        (2, "transpose", "transpose needs a square N (got 32)"),
        (3, "shuffle", "needs N to be a power of 2 (got 48)"),
        (2, tuple(range(16)), "each of the nodes 0 to 31 once"),
        (2, "hotspot(32:0.5)", "a node from 0 to 31 (got 32)"),
        (2, PATTERNS["uniform"](Torus(4, 2)), "traffic on the same network"),
    ],
)
def test_what_is_no_concentration_is_refused(several, pattern, message):
    with pytest.raises(ValueError) as refused:
        loads(Torus(4, 2), "dor", pattern, several)
    assert message in str(refused.value)
    with pytest.raises(ValueError):
        Simulation(k=4, concentration=several, pattern=pattern, load=0.1)


def test_a_router_of_many_dimensions_has_room_for_fewer_nodes():
    with pytest.raises(ValueError, match="'concentration' must be at most 28 here"):
        loads(Torus(2, 17), "dor", "uniform", 29)
    for several, n in product((1, 5), (1, 2)):
        assert Simulation(k=2, n=n, concentration=several, algorithm="dor", load=0.1).n == n
