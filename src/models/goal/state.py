"""A network at cycle 0: what :mod:`models.goal.simulator` runs, as arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from models.goal import network as g
from models.goal.patterns import Traffic
from models.goal.topology import Torus

if TYPE_CHECKING:
    from models.goal.simulator import Simulation


def choices(sent: Traffic) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return where each node sends, and up to where draws below 2**31 go there.

    There is one row if all send alike, and there are no odds if all choices are equally likely.
    """
    rows = sent.rows[:1] if all(row is sent.rows[0] for row in sent.rows) else sent.rows
    weights = sent.weights and sent.weights[: len(rows)]
    if sent.weights and any(weights is not sent.weights[0] for weights in sent.weights):
        rows, weights = sent.rows, sent.weights
    widest = max(len(row) for row in rows)
    if weights is None and all(len(row) == widest for row in rows):
        return np.array(rows, dtype=np.int32), np.zeros((1, 0), dtype=np.int64)
    table = np.zeros((len(rows), widest), dtype=np.int32)
    odds = np.full((len(rows), widest), 2**31, dtype=np.int64)
    for i, row in enumerate(rows):
        table[i, : len(row)] = row
        sums = np.cumsum(weights[i] if weights else [1] * len(row), dtype=np.int64)
        odds[i, : len(row)] = [int(x) * 2**31 // int(sums[-1]) for x in sums]
    return table, odds


def rules(run: Simulation, algorithm: int) -> dict[str, Any]:
    """Return what a run says of the network, in the words of the simulator."""
    same = ("concentration", "vcs", "depth", "hop_cycles", "flits", "order", "early", "oldest")
    return {
        **{name: getattr(run, name) for name in same},
        "algorithm": algorithm,
        "room": min(run.flits, run.depth) if run.whole else 1,
        "split": run.split and not run.torus.mesh,
    }


def network(run: Simulation, sent: Traffic, algorithm: int) -> g.Network:
    """Return the state of a network at cycle 0; the algorithm by its number in ``g``."""
    torus, every = run.torus, run.torus.nodes * run.concentration
    ends = torus.ports + run.concentration
    port_bits, vc_bits = (ends - 1).bit_length(), (run.vcs - 1).bit_length()
    queues = torus.nodes << port_bits << vc_bits
    packets = torus.nodes * ends * run.vcs * run.depth
    table, odds = choices(sent)
    return g.Network(
        **rules(run, algorithm),
        n=torus.n,
        mesh=torus.mesh,
        port_bits=port_bits,
        vc_bits=vc_bits,
        sides=np.array(torus.sides, dtype=np.int32),
        table=table,
        odds=odds,
        place=np.array([torus.coordinates(x) for x in range(torus.nodes)], dtype=np.int32),
        queues=empty_queues(run, queues),
        slots=np.zeros((queues, run.depth), dtype=np.int32),
        ready=np.zeros((queues, run.depth), dtype=np.int32),
        lines=lines(run, torus, port_bits),
        packets=np.zeros(packets, dtype=g.PACKET),
        left=np.zeros((packets, torus.n), dtype=np.int32),
        pool=np.array([packets, *range(packets)], dtype=np.int32),
        back=np.zeros((run.credit_cycles, 1 + torus.nodes * ends), dtype=np.int32),
        asking=np.zeros(1 << port_bits << vc_bits, dtype=np.int64),
        waiting=np.zeros((every, 2), dtype=np.int64),
        entering=np.full((every, 2), -1, dtype=np.int32),
        nodes=np.zeros((5, every), dtype=np.int64),
        seed=np.random.SeedSequence((run.seed, run.replication)).generate_state(2, np.uint64),
        counts=np.zeros(g.COUNTS, dtype=np.int64),
    )


def empty_queues(run: Simulation, count: int) -> NDArray[np.void]:
    """Return so many queues with nothing in them and room for all that they can hold."""
    state = np.zeros(count, dtype=g.QUEUE)
    state["credit"], state["next"] = run.depth, -1
    return state


def lines(run: Simulation, torus: Torus, port_bits: int) -> NDArray[np.void]:
    """Return the ports of all nodes, with the links that leave by them."""
    found = np.zeros(torus.nodes << port_bits, dtype=g.LINE)
    found["open"] = found["roomy"] = found["empty"] = (1 << run.vcs) - 1
    for node, port in torus.channels:
        beyond = torus.neighbour(node, port)
        link = found[(node << port_bits) + port]
        link["node"], link["end"] = beyond, (beyond << port_bits) + port
        link["wraps"] = torus.wraps(node, port) << port // 2
    return found
