"""Traffic: the formulas of the patterns, the names of other simulators, hot spots and weights."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

import pytest

from models.goal.loads import loads
from models.goal.patterns import FOREIGN, PATTERNS, form, hotspot, traffic
from models.goal.simulator import Simulation, simulated
from models.goal.topology import Torus
from models.goal.torus import Traffic

SQUARE = Torus(8, 2)
HOT = Traffic(SQUARE, ((*range(64), *[0] * 16),) * 64)  # a fifth of all packets goes to node 0


def sends(pattern: str, x: int, y: int) -> tuple[int, ...]:
    """Return the coordinates that a node sends to."""
    (found,) = traffic(SQUARE, pattern).rows[SQUARE.node((x, y))]
    return SQUARE.coordinates(found)


@pytest.mark.parametrize("x", range(8))
@pytest.mark.parametrize("y", [0, 3, 7])
def test_patterns_are_those_of_the_simulators_that_the_table_names(x, y):
    """As the two programs write them down: a number 8 y + x, six bits, sides of 8."""
    s = 8 * y + x
    half = ceil(8 / 2) - 1
    assert sends("tornado", x, y) == ((x + half) % 8, y)  # gem5
    assert sends("tornado-all", x, y) == ((x + half) % 8, (y + half) % 8)  # BookSim2
    assert sends("step", x, y) == ((x + 1) % 8, y)  # gem5's neighbor
    assert sends("step-all", x, y) == ((x + 1) % 8, (y + 1) % 8)  # BookSim2's neighbor
    assert sends("transpose", x, y) == (y, x)
    assert sends("bit-complement", x, y) == (7 - x, 7 - y)
    rotated = s // 2 if s % 2 == 0 else s // 2 + 32
    assert SQUARE.node(sends("bit-rotation", x, y)) == rotated  # gem5
    shifted = 2 * s if s < 32 else 2 * s - 64 + 1
    assert SQUARE.node(sends("shuffle", x, y)) == shifted
    assert SQUARE.node(sends("bit-reverse", x, y)) == sum((s >> i & 1) << 5 - i for i in range(6))


def test_what_the_tornadoes_and_neighbours_allow_differs():
    assert loads(SQUARE, "dor", "tornado").hops == 3
    assert loads(SQUARE, "dor", "tornado-all").hops == 6
    assert loads(SQUARE, "dor", "neighbour").throughput == 4
    assert loads(SQUARE, "dor", "step-all").throughput == 1


@pytest.mark.parametrize("name", FOREIGN)
def test_a_name_of_another_simulator_is_refused_with_what_it_means_there(name):
    with pytest.raises(ValueError, match="must be one of uniform") as refusal:
        traffic(SQUARE, name)
    assert f"{name!r} is {FOREIGN[name]}" in str(refusal.value)


def test_every_pattern_says_its_formula():
    assert all(form(name).startswith("Send to ") for name in PATTERNS)
    assert form("tornado").endswith("BookSim2's tornado is 'tornado-all'")


@pytest.mark.parametrize(
    ("algorithm", "message"),
    [
        ("DOR", "'DOR' is 'dor' here"),
        ("dim_order", "'dim_order' is 'dor' here"),
        ("valiant", "'valiant' is 'val' here"),
        ("MIN AD", "'MIN AD' is 'min-ad' here"),
        ("min_adapt", "'min_adapt' is 'min-ad' here"),
        ("romm", "of this one there are loads only, no simulation"),
        ("rlb", "of this one there are loads only, no simulation"),
    ],
)
def test_an_algorithm_by_another_name_is_told_its_name_here(algorithm, message):
    with pytest.raises(ValueError, match="'algorithm' must be one of dor, val") as refusal:
        Simulation(load=0.1, algorithm=algorithm)
    assert message in str(refusal.value)


def test_a_hot_node_takes_in_no_more_than_one_flit_a_cycle():
    for algorithm in ("dor", "goal"):
        found = loads(SQUARE, algorithm, HOT)
        assert (found.throughput, found.limit) == (Fraction(80, 64 * 17), "exit")
    assert loads(SQUARE, "dor", HOT).links == Fraction(5, 32)
    assert loads(SQUARE, "dor", "uniform").limit == "links"
    long = {"warmup": 20000, "measure": 20000, "drain": 0}  # to fill the buffers of the network
    below, above = (simulated(Simulation(load=x, pattern=HOT, **long)) for x in (0.068, 0.08))
    assert below.sustained
    assert not above.sustained
    assert above.latency is None
    # Queues grow, so what arrives is another mix than what is sent: less of it for the hot node.
    assert above.accepted < 0.95 * above.offered


def test_a_hot_spot_by_name_is_the_traffic_of_its_rows():
    named, weighted = traffic(SQUARE, "hotspot(0:0.2)"), hotspot(SQUARE, {0: 0.2})
    assert named == weighted
    assert named.shares(5) == HOT.shares(5)
    assert traffic(SQUARE, "hotspot(9:0.75,3:1/4)").shares(0) == {
        3: Fraction(1, 4),
        9: Fraction(3, 4),
    }


def test_weights_are_drawn_as_they_are_given():
    torus = Torus(4, 1)
    sent = Traffic(torus, ((1, 2), (1,), (2,), (3,)), weights=((3, 1), (1,), (1,), (1,)))
    assert sent.shares(0) == {1: Fraction(3, 4), 2: Fraction(1, 4)}
    run = Simulation(k=4, n=1, algorithm="dor", pattern=sent, load=0.2, measure=60000)
    wanted = float(loads(torus, "dor", sent).hops)  # (3/4 + 2/4) / 4
    assert wanted == 5 / 16
    assert simulated(run).hops == pytest.approx(wanted, rel=0.02)


def test_random_permutations_differ_by_seed_and_are_the_same_again():
    one, two = traffic(SQUARE, "random(1)"), traffic(SQUARE, "random(2)")
    assert one == traffic(SQUARE, "random(1)") != two
    assert sorted(t for (t,) in one.rows) == list(range(64))
    assert simulated(Simulation(load=0.1, pattern="random(3)", measure=500)).sustained


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: traffic(SQUARE, "random"), "'random' is Noxim's name of 'uniform'; a random perm"),
        (lambda: traffic(SQUARE, "random(-1)"), "'pattern' must be random(SEED)"),
        (lambda: traffic(SQUARE, "hotspot(0)"), "'pattern' must be hotspot(NODE:SHARE,...)"),
        (lambda: traffic(SQUARE, "hotspot(0:.1,0:.2)"), "'pattern' must be hotspot(NODE:SHARE"),
        (lambda: traffic(SQUARE, "hotspot(64:0.1)"), "'hotspot' must be a node from 0 to 63"),
        (lambda: traffic(SQUARE, "hotspot(0:0.7,1:0.4)"), "at most 1 in all"),
        (lambda: hotspot(SQUARE, {}), "'hotspot' must be a share above 0"),
        (lambda: Traffic(Torus(2, 1), ((0,),)), "'rows' must be 2 tuples, one a node (got 1)"),
        (lambda: Traffic(Torus(2, 1), ((0,), ())), "'rows' must be one destination or more"),
        (lambda: Traffic(Torus(2, 1), ((0,), (2,))), "each a node from 0 to 1 (got (2,))"),
        (
            lambda: Traffic(Torus(2, 1), ((0,), (1,)), weights=((0,), (1,))),
            "'weights' must be a whole number above 0",
        ),
        (lambda: traffic(Torus(2, 1), ["a", 0]), "'permutation' must be each of the nodes"),
        (lambda: traffic(Torus(2, 1), HOT), "'pattern' must be traffic on the same network"),
        (lambda: Simulation(load=0.1, pattern=HOT, k=4), "traffic on the same network"),
    ],
)
def test_traffic_that_is_none_is_refused(make, message):
    with pytest.raises(ValueError, match="must be") as refusal:
        make()
    assert message in str(refusal.value)
