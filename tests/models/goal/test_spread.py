"""What one node sends adds up to the hops and loads that arithmetic gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.goal.loads import loads
from models.goal.paths import ADAPTIVE
from models.goal.spread import packet, spread
from models.goal.torus import PATTERNS, Torus, traffic


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("algorithm", ADAPTIVE)
def test_the_spreads_of_all_nodes_add_up_to_the_loads_and_the_hops(algorithm, pattern):
    torus = Torus(4, 2)
    sent = traffic(torus, pattern)
    exact = loads(torus, algorithm, pattern)
    total: dict[tuple[int, int], float] = {}
    for source in range(torus.nodes):
        for channel, load in spread(torus, algorithm, sent, source).items():
            total[channel] = total.get(channel, 0) + load
    assert sum(total.values()) / torus.nodes == pytest.approx(float(exact.hops))
    if exact.determined:
        for channel, load in exact.channels.items():
            assert total.get(channel, 0) == pytest.approx(float(load))


@given(st.data())
def test_flow_is_kept_at_every_node_but_the_ends(data):
    torus = Torus(data.draw(st.integers(2, 7)), data.draw(st.integers(1, 3)))
    offset = tuple(data.draw(st.integers(0, torus.k - 1)) for _ in range(torus.n))
    algorithm = data.draw(st.sampled_from([a for a in ADAPTIVE if a != "val"]))
    kept = [0.0] * torus.nodes
    for (place, port), p in packet(torus, algorithm, offset).items():
        kept[torus.node(place)] -= float(p)
        kept[torus.neighbour(torus.node(place), port)] += float(p)
    end = torus.node(offset)
    assert kept[0] == pytest.approx(-1 if end else 0, abs=1e-9)
    assert kept[end] == pytest.approx(1 if end else 0, abs=1e-9)
    assert all(abs(x) < 1e-9 for node, x in enumerate(kept) if node not in (0, end))
