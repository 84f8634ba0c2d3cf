"""A cycle-level simulator of virtual-channel routers on a torus, with credit flow control.

Vocabulary
    load        flits offered by each node in a cycle, 0 to 1, a Bernoulli process
    accepted    flits handed out by each node in a cycle, over the measured cycles
    latency     cycles from birth, the wait at the source included, to the end of the last hop
    sustained   accepted / offered is at least 0.98, offered as counted in the measured cycles

A run warms up, then measures, then drains: it goes on under load until every flit born in the
measured cycles is out. Latency and hops are means over those flits, and there are none if one
of them is still on its way at the end: a mean over what got through would flatter.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.goal import network as g
from models.goal.routers import simulate
from models.goal.torus import PATTERNS, Torus, Traffic, traffic
from models.shared.checks import require, require_integer, require_one_of

#: The algorithms that can be simulated, and the fewest virtual channels that each needs.
LEAST_VCS = {"dor": 2, "val": 4, "min-ad": 3, "goal": 3, "goal-redrawn": 3}
SUSTAINED = 0.98


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """One run. Times are in cycles; ``split`` and ``order`` are the two *-channel rules."""

    k: int = 8
    n: int = 2
    algorithm: str = "goal"
    pattern: str | tuple[int, ...] = "uniform"
    load: float
    vcs: int = 8
    depth: int = 8
    hop_cycles: int = 2
    credit_cycles: int = 1
    warmup: int = 2000
    measure: int = 4000
    drain: int = 20000
    seed: int = 1
    replication: int = 0
    split: bool = True
    order: bool = True

    def __post_init__(self) -> None:
        require_one_of("algorithm", self.algorithm, LEAST_VCS)
        if isinstance(self.pattern, str):
            require_one_of("pattern", self.pattern, PATTERNS)
        require(0 <= self.load <= 1, "load", "a number from 0 to 1", self.load)
        for name in ("depth", "hop_cycles", "credit_cycles", "measure"):
            require_integer(name, getattr(self, name), 1)
        for name in ("warmup", "drain", "seed", "replication"):
            require_integer(name, getattr(self, name), 0)
        require_integer("vcs", self.vcs, LEAST_VCS[self.algorithm])
        require(self.vcs <= 62, "vcs", "at most 62, the bits of a mask", self.vcs)
        torus = Torus(self.k, self.n)
        require(torus.ports < 62, "n", "at most 30, the bits of a mask", self.n)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run gave. Flits are counted over all cycles, the means over the measured ones."""

    born: int
    done: int
    in_network: int
    at_source: int
    moves: int
    cycles: int
    excess: int  # hops beyond the shortest paths, over all flits done
    deadlocked: int  # queues that can never move again
    offered: float
    accepted: float
    latency: float | None
    hops: float | None


def simulated(run: Simulation) -> Outcome:
    """Return what a run gives; the same for the same run on any machine."""
    return outcome(run, *execute(run))


def execute(run: Simulation) -> tuple[Torus, g.Network]:
    """Return the torus and the state of the network at the end of a run."""
    torus = Torus(run.k, run.n)
    sent = traffic(torus, run.pattern)
    net = network(run, torus, sent)
    start, stop = run.warmup, run.warmup + run.measure
    simulate(net, round(run.load * 2**31), start, stop, stop + run.drain)
    return torus, net


def outcome(run: Simulation, torus: Torus, net: g.Network) -> Outcome:
    """Return the figures of a run that has ended."""
    counts = [int(count) for count in net.counts]
    measured = counts[g.MEASURED_DONE]
    complete = measured == counts[g.MEASURED_BORN] and measured > 0 and not counts[g.DEADLOCK]
    return Outcome(
        born=counts[g.BORN],
        done=counts[g.DONE],
        in_network=int(net.queues["count"].sum()),
        at_source=int((net.waiting[:, 1] - net.waiting[:, 0]).sum()),
        moves=counts[g.MOVES],
        cycles=counts[g.END],
        excess=counts[g.EXCESS],
        deadlocked=counts[g.DEADLOCK],
        offered=counts[g.MEASURED_BORN] / (torus.nodes * run.measure),
        accepted=counts[g.MEASURED_OUT] / (torus.nodes * run.measure),
        latency=counts[g.LATENCY] / measured if complete else None,
        hops=counts[g.HOPS] / measured if complete else None,
    )


def record(run: Simulation) -> dict[str, Any]:
    """Return what a run gives as a sweep keeps it."""
    return asdict(simulated(run))


def link_loads(run: Simulation) -> list[list[float]]:
    """Return the flits that crossed each channel in a measured cycle, by node and port."""
    torus, net = execute(run)
    crossings = net.lines["crossings"].reshape(torus.nodes, -1)[:, : torus.ports]
    return [[float(x) / run.measure for x in row] for row in crossings]


def choices(sent: Traffic) -> NDArray[np.int32]:
    """Return where each node sends; one row if all send to the same nodes."""
    same = all(row is sent.rows[0] for row in sent.rows)
    return np.array(sent.rows[:1] if same else sent.rows, dtype=np.int32)


def network(run: Simulation, torus: Torus, sent: Traffic) -> g.Network:
    """Return the state of a network at cycle 0."""
    port_bits, vc_bits = torus.ports.bit_length(), (run.vcs - 1).bit_length()
    queues = torus.nodes << port_bits << vc_bits
    packets = torus.nodes * (torus.ports + 1) * run.vcs * run.depth
    words = np.random.SeedSequence((run.seed, run.replication)).generate_state(1, np.uint64)
    end = run.warmup + run.measure + run.drain
    state = np.zeros(queues, dtype=g.QUEUE)
    state["credit"] = run.depth
    places = [torus.coordinates(node) for node in range(torus.nodes)]
    return g.Network(
        k=run.k,
        n=run.n,
        vcs=run.vcs,
        depth=run.depth,
        port_bits=port_bits,
        vc_bits=vc_bits,
        algorithm=list(LEAST_VCS).index(run.algorithm),
        hop_cycles=run.hop_cycles,
        split=run.split,
        order=run.order,
        table=choices(sent),
        place=np.array(places, dtype=np.int32),
        queues=state,
        slots=np.zeros((queues, run.depth), dtype=np.int32),
        lines=lines(run, torus, port_bits),
        packets=np.zeros(packets, dtype=g.PACKET),
        left=np.zeros((packets, run.n), dtype=np.int32),
        pool=np.array([packets, *range(packets)], dtype=np.int32),
        back=np.zeros((run.credit_cycles, 1 + torus.nodes * (torus.ports + 1)), dtype=np.int32),
        asking=np.zeros(1 << port_bits << vc_bits, dtype=np.int64),
        births=np.empty((torus.nodes, end), dtype=np.int32),
        waiting=np.zeros((torus.nodes, 2), dtype=np.int32),
        seed=words.astype(np.uint64),
        counts=np.zeros(g.COUNTS, dtype=np.int64),
    )


def lines(run: Simulation, torus: Torus, port_bits: int) -> NDArray[np.void]:
    """Return the ports of all nodes, with the links that leave by them."""
    found = np.zeros(torus.nodes << port_bits, dtype=g.LINE)
    found["open"] = found["empty"] = (1 << run.vcs) - 1
    for node, port in product(range(torus.nodes), range(torus.ports)):
        beyond = torus.neighbour(node, port)
        last = 0 if port % 2 else torus.k - 1
        link = found[(node << port_bits) + port]
        link["node"], link["end"] = beyond, (beyond << port_bits) + port
        link["wraps"] = (torus.coordinates(node)[port // 2] == last) << port // 2
    return found
