"""A cycle-level simulator of virtual-channel routers on a torus or mesh, with credit flow control.

Vocabulary
    flits       of a packet, which goes as a worm: :mod:`models.goal.network` says how
    load        flits offered by each node in a cycle, 0 to 1, its packets a Bernoulli process
    accepted    flits handed out by each node in a cycle, over the measured cycles
    flow        what one node sends; it enters in order, so all its destinations get the same part
    backlog     flits of a flow that were born and are not handed out
    growth      by how much the mean backlog of a flow is larger in the second half of the
                measured cycles than in the first, a cycle: what it offers and does not get
    sustained   queues do not grow: no flow gets less than ``WORST`` of what it offers, all
                together get at least ``TOTAL``, and nothing is in deadlock; what grows by less
                than a few packets in all (see ``keeps``) does not count
    latency     cycles from birth, the wait at the source included, until the tail is out

A run warms up, then measures, then drains: it goes on under load until every packet born in the
measured cycles is out. Latency and hops are means over those packets. There are none where the
load is not sustained, for they would grow with the length of the run, and none if one of the
packets is still on its way at the end: a mean over what got through would flatter.

That is the throughput of Dally and Towles, Principles and Practices of Interconnection Networks,
chapter 23: the load at which the worst flow still gets all that it offers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from models.goal import network as g
from models.goal.concentration import nodes, require_concentration
from models.goal.paths import require_algorithm, require_rings
from models.goal.patterns import Traffic
from models.goal.routers import simulate
from models.goal.state import network
from models.goal.topology import Torus
from models.shared.checks import is_number, require, require_integer

#: The algorithms that can be simulated, and the fewest virtual channels that each needs.
LEAST_VCS = {"dor": 2, "val": 4, "min-ad": 3, "goal": 3, "goal-redrawn": 3}
WORST, TOTAL = 0.98, 0.995
FEW, MEAN_FEW = 2.0, 0.1
MEANS = ("latency", "hops")
LONGEST = 10**8  # cycles
LARGEST = 2**26  # flits that all queues can hold
FLAGS = ("mesh", "split", "order", "whole", "early", "oldest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """One run. Times are in cycles; ``k`` and ``n`` are those of :class:`Torus`, as is ``mesh``.

    The torus is one of routers with ``concentration`` nodes each, and every node has a channel of
    its own into its router and one out of it. ``pattern`` is a name, a permutation or a
    :class:`Traffic`, ``flits`` the length of a packet. ``split`` and ``order`` are the two
    *-channel rules, ``whole`` that of long packets. With ``early`` a packet of DOR or Valiant
    counts as having crossed the wrap-around link of a ring from the start if it will cross it, as
    in BookSim2; with ``oldest`` false the ports take turns, and the oldest packet does not go
    first.
    """

    k: int | tuple[int, ...] = 8
    n: int | None = None
    mesh: bool = False
    concentration: int = 1
    algorithm: str = "goal"
    pattern: str | tuple[int, ...] | Traffic = "uniform"
    load: float
    flits: int = 1
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
    whole: bool = True
    early: bool = False
    oldest: bool = True

    def __post_init__(self) -> None:
        listed = isinstance(self.k, tuple | list)
        if self.n is None and not listed:
            require_integer("k", self.k, 2)
        if self.n is None:
            object.__setattr__(self, "n", 2 if isinstance(self.k, int) else len(self.k))
        require_algorithm(self.algorithm, tuple(LEAST_VCS))
        torus = self.torus
        require_rings(torus, self.algorithm)
        require(torus.ports < 62, "n", "at most 30, the bits of a mask", torus.n)
        require_concentration(torus, self.concentration)
        if isinstance(self.pattern, list):
            object.__setattr__(self, "pattern", tuple(self.pattern))
        nodes(torus, self.pattern, self.concentration)
        fits = is_number(self.load) and 0 <= self.load <= 1
        require(fits, "load", "a number from 0 to 1", self.load)
        for name in ("flits", "depth", "hop_cycles", "credit_cycles"):
            require_integer(name, getattr(self, name), 1)
        require_integer("measure", self.measure, 2)  # two halves, of which one may grow
        for name in ("warmup", "drain", "seed", "replication"):
            require_integer(name, getattr(self, name), 0)
        self._require_sizes()
        for name in FLAGS:
            flag = getattr(self, name)
            require(isinstance(flag, bool), name, "True or False", flag)
        minimal = self.algorithm in ("dor", "val")
        require(minimal or not self.early, "early", "False but for dor and val", self.early)
        self._require_room()

    def _require_sizes(self) -> None:
        """Refuse runs too long to end, networks too large, and packets too rare to be drawn."""
        for name in ("hop_cycles", "credit_cycles"):
            require(getattr(self, name) <= 1000, name, "at most 1,000", getattr(self, name))
        cycles = {name: getattr(self, name) for name in ("warmup", "measure", "drain")}
        rule = f"{LONGEST:,} cycles together, at most"
        require(sum(cycles.values()) <= LONGEST, "warmup, measure, drain", rule, cycles)
        born = round(self.load / self.flits * 2**31)
        rule = "0, or above 2**-31 packets a cycle"
        require(self.load == 0 or born > 0, "load", rule, f"{self.load:g} in {self.flits} flits")

    def _require_room(self) -> None:
        """Refuse more channels than a mask has bits, and queues that would not fit in memory."""
        require_integer("vcs", self.vcs, LEAST_VCS[self.algorithm])
        require(self.vcs <= 62, "vcs", "at most 62, the bits of a mask", self.vcs)
        ends = self.torus.ports + self.concentration
        room = self.torus.nodes * ends * self.vcs * self.depth
        rule = f"small enough that all queues hold at most {LARGEST:,} flits"
        require(room <= LARGEST, "depth", rule, f"{self.depth}, {room:,} in all")

    @property
    def torus(self) -> Torus:
        """The network."""
        return Torus(self.k, 2 if self.n is None else self.n, self.mesh)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run gave. Flits are counted over all cycles, the means over the measured ones."""

    born: int
    done: int
    in_network: int
    at_source: int
    moves: int
    cycles: int
    excess: int  # hops beyond the shortest paths, over all packets done
    deadlocked: int  # queues that can never move again
    offered: float
    accepted: float
    growths: tuple[float, ...]  # of each node's backlog, in flits a cycle
    worst: float  # what part of what it offers the worst flow gets
    sustained: bool
    latency: float | None
    hops: float | None


def simulated(run: Simulation) -> Outcome:
    """Return what a run gives; the same for the same run on any machine."""
    return outcome(run, execute(run))


def execute(run: Simulation) -> g.Network:
    """Return the state of the network at the end of a run."""
    sent = nodes(run.torus, run.pattern, run.concentration)
    net = network(run, sent, list(LEAST_VCS).index(run.algorithm))
    start, stop = run.warmup, run.warmup + run.measure
    simulate(net, round(run.load / run.flits * 2**31), start, stop, stop + run.drain)
    return net


def worst_and_total(load: float, growths: Sequence[float]) -> tuple[float, float]:
    """Return what part of its load the worst flow gets, and all flows together."""
    if not load:
        return 1.0, 1.0
    return 1 - max(growths) / load, 1 - sum(growths) / len(growths) / load


def keeps(load: float, growths: Sequence[float], measure: int, flits: int = 1) -> bool:
    """Tell whether a load at which backlogs grow so, over so many cycles, is sustained.

    A flow's backlog of a few packets, of so many flits each, comes and goes: one that is larger
    by less than ``FEW`` packets, or for all flows by less than ``MEAN_FEW`` each, does not grow.
    """
    worst, total = worst_and_total(load, growths)
    few, mean = (2 * x * flits / measure / load if load else 0.0 for x in (FEW, MEAN_FEW))
    return worst + few >= WORST and total + mean >= TOTAL


def outcome(run: Simulation, net: g.Network) -> Outcome:
    """Return the figures of a run that has ended."""
    counts = [int(count) for count in net.counts]
    every = run.torus.nodes * run.concentration
    first, second = -(-run.measure // 2), max(run.measure // 2, 1)
    means = net.nodes[g.FIRST] / first, net.nodes[g.SECOND] / second
    growths = tuple(float(x) for x in (means[1] - means[0]) / (run.measure / 2))
    offered = counts[g.MEASURED_BORN] / (every * run.measure)
    kept = keeps(offered, growths, run.measure, run.flits) and not counts[g.DEADLOCK]
    latency, hops = means_of(net)
    partly = net.entering[:, 0][net.entering[:, 0] >= 0]
    return Outcome(
        born=counts[g.BORN],
        done=counts[g.DONE],
        in_network=int(net.queues["count"].sum()),
        at_source=int(net.waiting[:, 0].sum()) * run.flits + int(net.queues["owed"][partly].sum()),
        moves=counts[g.MOVES],
        cycles=counts[g.END],
        excess=counts[g.EXCESS],
        deadlocked=counts[g.DEADLOCK],
        offered=offered,
        accepted=counts[g.MEASURED_OUT] / (every * run.measure),
        growths=growths,
        worst=worst_and_total(offered, growths)[0],
        sustained=kept,
        latency=latency if kept else None,
        hops=hops if kept else None,
    )


def means_of(net: g.Network) -> tuple[float | None, float | None]:
    """Return the mean latency and hops of the measured packets, if all of them are out."""
    flits = int(net.counts[g.MEASURED_DONE])
    if flits != net.counts[g.MEASURED_BORN] or not flits or net.counts[g.DEADLOCK]:
        return None, None
    done = flits // net.flits
    return int(net.counts[g.LATENCY]) / done, int(net.counts[g.HOPS]) / done


def record(run: Simulation) -> dict[str, Any]:
    """Return what a run gives as a sweep keeps it.

    Whether a load is sustained is asked of all replications together, so their means are kept
    apart, as ``means``, whatever each of them says of itself.
    """
    net = execute(run)
    return {**asdict(outcome(run, net)), "means": dict(zip(MEANS, means_of(net), strict=True))}


def link_loads(run: Simulation) -> list[list[float]]:
    """Return the flits that crossed each channel in a measured cycle, by node and port."""
    torus = run.torus
    crossings = execute(run).lines["crossings"].reshape(torus.nodes, -1)[:, : torus.ports]
    return [[float(x) / run.measure for x in row] for row in crossings]
