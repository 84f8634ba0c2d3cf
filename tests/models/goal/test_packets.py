"""Packets of several flits: whole, in order, no slower than their length, and never in a circle."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.goal import network as g
from models.goal.figures_packets import between, reached
from models.goal.model import Config
from models.goal.packets import CIRCLES
from models.goal.simulator import (
    LEAST_VCS,
    Simulation,
    execute,
    keeps,
    link_loads,
    outcome,
    simulated,
)
from models.shared.results import load, place

pytestmark = pytest.mark.usefixtures("simulator")

runs = st.builds(
    Simulation,
    k=st.integers(2, 5),
    n=st.integers(1, 2),
    algorithm=st.sampled_from(list(LEAST_VCS)),
    pattern=st.sampled_from(["uniform", "neighbour", "tornado-all", "bit-complement"]),
    load=st.floats(0.1, 1),
    flits=st.integers(1, 9),
    vcs=st.integers(4, 9),
    depth=st.integers(1, 5),
    hop_cycles=st.integers(1, 4),
    credit_cycles=st.integers(1, 3),
    whole=st.booleans(),
    warmup=st.just(0),  # so that all cycles are counted
    measure=st.integers(2, 300),
    drain=st.just(0),
    seed=st.integers(0, 9),
)


def worms(net: g.Network) -> dict[int, list[list[int]]]:
    """Return the packets of the flits in each queue that is not empty, front first, in groups."""
    found = {}
    for queue, state in enumerate(net.queues):
        slots = [(state["first"] + i) % net.depth for i in range(state["count"])]
        packets = [int(net.slots[queue, slot]) for slot in slots]
        if packets:
            found[queue] = [list(of) for _, of in groupby(packets)]
    return found


@settings(max_examples=60, deadline=None)
@given(runs)
def test_no_flit_is_lost_and_those_of_a_packet_stay_together(run):
    """A queue holds packets one after another: all of each but the first and the last one."""
    net = execute(run)
    found = outcome(run, net)
    assert found.born == found.done + found.in_network + found.at_source
    assert found.born % run.flits == 0
    assert round(sum(map(sum, link_loads(run))) * run.measure) == found.moves
    for queue, of in worms(net).items():
        gone, owed = (int(net.queues[queue][name]) for name in ("gone", "owed"))
        packets = [group[0] for group in of]
        assert len(set(packets)) == len(packets)  # no other flit came between
        lengths = [len(group) for group in of]
        lengths[0] += gone
        lengths[-1] += owed
        if run.algorithm == "goal-redrawn":  # which may lead a packet back behind its own tail
            assert all(length in (run.flits, 2 * run.flits) for length in lengths)
        else:
            assert lengths == [run.flits] * len(of)


@settings(max_examples=60, deadline=None)
@given(runs)
def test_a_packet_lies_in_one_row_of_queues_from_its_tail_to_its_head(run):
    """What has left a queue lies in the one that the head went to, and the holder owes the rest."""
    net = execute(run)
    exits = 2 * net.n
    for queue, of in worms(net).items():
        gone, ahead = (int(net.queues[queue][name]) for name in ("gone", "next"))
        port = (ahead >> net.vc_bits) & ((1 << net.port_bits) - 1)
        if gone and port != exits:
            # Of what this queue has let go, the next one has all; the rest it is owed.
            assert int(net.queues[ahead]["owed"]) == run.flits - gone
            last = worms(net).get(ahead, [[-1]])[-1]
            assert last[0] in (of[0][0], -1)


@settings(max_examples=40, deadline=None)
@given(runs)
def test_a_head_enters_a_free_channel_only_with_room_for_all_of_its_packet(run):
    """So two packets share a free channel only if the second fits behind the first."""
    assume(run.algorithm in ("goal", "min-ad") and run.flits > 1)
    net = execute(replace(run, whole=True))
    for queue, of in worms(net).items():
        vc = queue & ((1 << net.vc_bits) - 1)
        port = (queue >> net.vc_bits) & ((1 << net.port_bits) - 1)
        if vc >= 2 and port < 2 * net.n and len(of) > 1:
            assert run.flits <= run.depth


@pytest.mark.parametrize(("algorithm", "cycles"), [("goal", 150), ("min-ad", 250), ("goal", 350)])
def test_in_a_crowd_no_second_packet_stands_in_a_free_channel_shorter_than_it(algorithm, cycles):
    run = Simulation(
        k=4, algorithm=algorithm, load=1, flits=6, vcs=3, depth=5, warmup=0, measure=cycles, drain=0
    )
    net = execute(run)
    shared = [queue for queue, of in worms(net).items() if len(of) > 1]
    free = [q for q in shared if q & ((1 << net.vc_bits) - 1) >= 2]
    ports = [(q >> net.vc_bits) & ((1 << net.port_bits) - 1) for q in free]
    assert shared
    assert all(port >= 2 * net.n for port in ports)


def test_a_case_worked_by_hand():
    """Two packets of three flits on a ring of eight go two hops; they share a link.

    The first is born in cycle 1, the second, where the first comes by, in cycle 3. A flit moves
    in the cycle after it entered, again two cycles later, and is out two cycles after that. Both
    heads ask for the link in cycle 4; the older packet takes it for 3 cycles, then the other.
    """
    hops_of_the_first = [2, 3, 4, 4, 5, 6]
    hops_of_the_second = [7, 8, 9, 9, 10, 11]
    hops = hops_of_the_first + hops_of_the_second
    out = [6, 7, 8, 11, 12, 13]
    run = Simulation(
        k=8, n=1, algorithm="dor", pattern=(2, 3, 4, 5, 6, 7, 0, 1), load=0.03, flits=3,
        warmup=0, measure=2, drain=0, seed=1588,
    )  # fmt: skip
    for cycles in range(2, 20):
        found = simulated(replace(run, measure=cycles))
        assert found.born == 3 * ((cycles > 1) + (cycles > 3))
        assert found.moves == sum(cycle < cycles for cycle in hops)
        assert found.done == sum(cycle < cycles for cycle in out)


@pytest.mark.parametrize("flits", [1, 2, 5, 8, 20])
@pytest.mark.parametrize("hop_cycles", [1, 2, 4])
def test_zero_load_latency_is_that_of_the_hops_and_of_the_length(flits, hop_cycles):
    """A head takes H hops and two cycles at the ends, and every flit behind it one more."""
    run = Simulation(
        k=8, n=1, algorithm="dor", pattern="tornado", load=0.0005, flits=flits,
        hop_cycles=hop_cycles, measure=100000,
    )  # fmt: skip
    found = simulated(run)  # so few packets that they seldom meet
    assert found.hops == 3
    assert found.latency == pytest.approx(hop_cycles * 3 + 2 + flits - 1, abs=0.15)


@pytest.mark.parametrize(("hop", "credit"), [(2, 1), (2, 2), (1, 4), (4, 3)])
def test_channels_of_few_flits_keep_a_long_packet_waiting_for_credit(hop, credit):
    """One slot lets a flit go once the credit of the one before is back: a hop and its way back."""
    run = Simulation(
        algorithm="dor", pattern="tornado", load=0.0005, flits=8, depth=1, measure=60000,
        hop_cycles=hop, credit_cycles=credit,
    )  # fmt: skip
    assert simulated(run).latency == pytest.approx(3 * hop + 2 + 7 * (hop + credit), abs=0.2)


@pytest.mark.parametrize(("hop", "credit"), [(2, 1), (2, 3), (1, 4)])
def test_as_many_slots_as_a_credit_is_away_are_what_a_link_needs_to_be_used_each_cycle(hop, credit):
    """With one slot less a flit has to wait, and a long packet's last the longest."""
    run = Simulation(
        algorithm="dor", pattern="tornado", load=0.0005, flits=40, depth=hop + credit,
        hop_cycles=hop, credit_cycles=credit, measure=60000, order=False,
    )  # fmt: skip
    full, short = simulated(run), simulated(replace(run, depth=hop + credit - 1))
    assert full.latency == pytest.approx(3 * hop + 2 + 39, abs=0.5)
    assert short.latency > full.latency + 39 / (hop + credit) - 1


@pytest.mark.parametrize(
    ("algorithm", "kinds"),
    [
        ("goal", [range(2, 8)]),
        ("min-ad", [range(2, 8)]),
        ("dor", [range(4), range(4, 8)]),
        ("val", [range(2), range(2, 4), range(4, 6), range(6, 8)]),
    ],
)
def test_on_an_idle_network_each_channel_of_a_kind_is_taken_equally_often(algorithm, kinds):
    """Queues so long that none wraps: where one begins is how many flits have left it."""
    run = Simulation(
        k=5, n=1, algorithm=algorithm, load=0.02, depth=5000, warmup=0, measure=100000, drain=0
    )
    net = execute(run)
    taken = [0] * run.vcs
    for queue, state in enumerate(net.queues):
        port = (queue >> net.vc_bits) & ((1 << net.port_bits) - 1)
        if port < 2 * net.n and (vc := queue & ((1 << net.vc_bits) - 1)) < run.vcs:
            taken[vc] += int(state["first"])
    for kind in kinds:
        mean = sum(taken[vc] for vc in kind) / len(kind)
        assert mean > 200
        assert all(abs(taken[vc] - mean) < 5 * mean**0.5 for vc in kind)


def test_a_backlog_of_a_few_packets_comes_and_goes():
    assert not keeps(0.1, [0.0] * 63 + [6 / 250], 500)
    assert keeps(0.1, [0.0] * 63 + [6 / 250], 500, flits=4)


def test_each_rule_keeps_packets_from_waiting_in_a_circle_and_dropped_lets_them(numbers):
    assert set(numbers["circles"]) == set(CIRCLES)
    for of in numbers["circles"].values():
        assert of["kept"] == 0 < of["dropped"]


def test_a_circle_is_found_where_the_channels_of_the_wrap_around_link_are_taken_away():
    run, dropped = CIRCLES["split"]
    assert run.flits > 1
    assert simulated(run).deadlocked == 0
    stopped = simulated(replace(run, **dropped))
    assert stopped.deadlocked > 0
    assert not stopped.sustained
    longer = simulated(replace(run, **dropped, measure=2 * run.measure))
    assert longer.cycles == stopped.cycles  # nothing moves any more


@pytest.fixture(scope="module")
def numbers():
    return load(place("goal-torus"))["numbers"]


def test_the_results_hold_every_length(numbers):
    for pattern, of in numbers["packets"].items():
        for algorithm in of:
            lengths = [length for length, _ in reached(numbers, pattern, algorithm)]
            assert lengths == ["1", *map(str, Config().lengths)]


def test_on_uniform_traffic_every_algorithm_saturates_earlier_with_longer_packets(numbers):
    """So the page says: what is the first load that is not sustained is sustained by shorter."""
    for algorithm in numbers["packets"]["uniform"]:
        ends = [between(curve) for _, curve in reached(numbers, "uniform", algorithm)]
        for (sustained, _), (_, failed) in pairwise(ends):
            assert failed <= sustained


def test_at_a_low_load_every_flit_behind_the_head_takes_a_cycle_more(numbers):
    for pattern, of in numbers["packets"].items():
        for algorithm in of:
            idle = {
                int(length): curve["points"][0]["latency"]
                for length, curve in reached(numbers, pattern, algorithm)
            }
            for length, latency in idle.items():
                assert -0.1 < latency - idle[1] - (length - 1) < 0.1 * length


def test_lengths_are_whole_numbers():
    with pytest.raises(ValueError, match="'flits' must be an integer of at least 1"):
        Simulation(load=0.1, flits=0)
    with pytest.raises(ValueError, match="'lengths' must be an integer of at least 1"):
        Config(lengths=(0,))
