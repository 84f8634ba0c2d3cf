"""Channel loads of routing algorithms on a torus or a mesh, in rational arithmetic.

Vocabulary
    load        flits that cross a channel in a cycle if every node injects one flit in a cycle
    throughput  1 / the largest load, in flits/node/cycle, for a router that only links limit
    DOR         shortest way, one dimension after the other; a tie at k/2 is split evenly
    VAL         DOR to a node drawn at random, then DOR to the destination
    MIN AD      shortest way, any order of dimensions, adaptively; ties as in DOR
    ROMM        two phases through a node drawn in the minimal quadrant, orders drawn too
    RLB         as ROMM, in the quadrant that GOAL would draw
    GOAL        plus with probability 1 - d/k in each dimension, once; then adaptively
    redrawn     as GOAL, but drawn again at every hop
    DOR plus    as DOR, but a tie always goes plus: one path for each pair of nodes

What is known of an adaptive algorithm, which fixes how many hops are made in each direction
but not where (``Loads.known``):
    exact       loads are determined: all nodes are alike, or no packet has a choice
    optimum     the least largest load that any choice can reach, by linear programming
    upper bound only the mean over the channels of a direction, from below; so the throughput
                is only bounded from above, and can be twice too high
    none        redrawn, the choice of dimension also chooses between draws: with more than one
                to choose from, hops and loads are those of an idle network and bound nothing

With several nodes a router (:mod:`models.goal.concentration`) loads and throughput are those of
a node: where each injects one flit, its router injects as many as it has nodes.

A node takes in what a node can send. Where one is sent more than it sends (a hot spot), that
limits the throughput too.

>>> loads(Torus(8, 2), "goal", "tornado").throughput
Fraction(8, 15)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from models.goal.concentration import fold, nodes
from models.goal.optimum import least_load
from models.goal.paths import ADAPTIVE, crossings, flow, require_algorithm, require_rings
from models.goal.patterns import Traffic
from models.goal.topology import Torus

Number = Fraction | float


@dataclass(frozen=True)
class Loads:
    """The loads of all channels, or what is known of them."""

    traffic: Traffic  # of the routers
    algorithm: str
    channels: dict[tuple[int, int], Fraction]  # (node, port), if determined
    ports: tuple[Fraction, ...]  # mean over the channels of a port
    optimum: float | None = None  # the least largest load, by linear programming
    concentration: int = 1  # nodes a router
    sent: Traffic | None = None  # of the nodes, where a router has several

    @property
    def determined(self) -> bool:
        """Whether the load of each channel is known, not only the means."""
        return bool(self.channels)

    @property
    def known(self) -> str:
        """What is known of the largest load: see the vocabulary."""
        if self.determined:
            return "exact"
        if self.algorithm == "goal-redrawn":
            return "none"
        return "upper bound" if self.optimum is None else "optimum"

    @property
    def bounding(self) -> bool:
        """Whether no load on the network can make the largest load less than it is here."""
        return self.known != "none"

    @cached_property
    def largest(self) -> Number:
        """The largest load of a link, or a lower bound of it."""
        if self.optimum is not None:
            return self.optimum
        return max(self.channels.values(), default=max(self.ports))

    @cached_property
    def hottest(self) -> Fraction:
        """What the node that receives most is sent, in flits a cycle."""
        return max((self.sent or self.traffic).received)

    @property
    def links(self) -> Number | None:
        """What the links allow, in flits/node/cycle; None if nothing uses a link."""
        return 1 / self.largest if self.largest else None

    @property
    def throughput(self) -> Number | None:
        """What links and exits allow; None if nothing uses a link and no node is hot."""
        exit_ = 1 / self.hottest if self.hottest > 1 else None
        known = [limit for limit in (self.links, exit_) if limit is not None]
        return min(known, default=None)

    @property
    def limit(self) -> str:
        """What limits the throughput: ``links`` or ``exit``."""
        return "exit" if self.hottest > 1 and self.throughput == 1 / self.hottest else "links"

    @property
    def hops(self) -> Fraction:
        """The mean number of hops."""
        return sum(self.ports, Fraction()) / self.concentration


def loads(
    torus: Torus,
    algorithm: str,
    pattern: str | Sequence[int] | Traffic,
    concentration: int = 1,
) -> Loads:
    """Return the loads of an algorithm under a pattern: a name, a permutation or traffic.

    The torus is that of the routers, each of which has ``concentration`` nodes. ValueError for
    an unknown name, for traffic of another network, and for GOAL, RLB and redrawn on a mesh,
    which has no rings.
    """
    require_algorithm(algorithm)
    require_rings(torus, algorithm)
    sent = nodes(torus, pattern, concentration)
    found = _of_routers(torus, algorithm, fold(torus, sent))
    if concentration == 1:
        return found
    several = Fraction(concentration)
    return replace(
        found,
        channels={channel: several * load for channel, load in found.channels.items()},
        ports=tuple(several * load for load in found.ports),
        optimum=None if found.optimum is None else concentration * found.optimum,
        concentration=concentration,
        sent=sent,
    )


def _of_routers(torus: Torus, algorithm: str, sent: Traffic) -> Loads:
    """Return the loads where each router injects one flit a cycle."""
    if sent.symmetric:
        return _alike(torus, algorithm, sent)
    choice = ADAPTIVE[algorithm] and not sent.one_dimensional
    ports = [Fraction()] * torus.ports
    channels: defaultdict[tuple[int, int], Fraction] = defaultdict(Fraction)
    for source in sent.sources:
        for destination, share in sent.shares(source).items():
            for node, port, p in crossings(torus, algorithm, source, destination):
                ports[port] += p * share
                if not choice:
                    channels[node, port] += p * share
    means = tuple(total / len(sent.sources) for total in ports)
    if not choice:
        return Loads(sent, algorithm, {c: channels[c] for c in torus.channels}, means)
    best = None if algorithm == "goal-redrawn" else least_load(sent, algorithm)
    return Loads(sent, algorithm, {}, means, best)


def _alike(torus: Torus, algorithm: str, sent: Traffic) -> Loads:
    """Return the loads where all nodes are alike: every channel of a port has the mean.

    The sums over ports suffice: those of a simpler algorithm, or for VAL of any destination.
    """
    simpler = {"romm": "min-ad", "rlb": "goal"}.get(algorithm, algorithm)
    offsets = sent.offsets(0)
    if algorithm == "val":
        offsets = {next(iter(offsets)): Fraction(1)}
    ports = [Fraction()] * torus.ports
    for offset, share in offsets.items():
        for (_, port), p in flow(torus, simpler, offset).items():
            ports[port] += p * share
    choice = algorithm == "goal-redrawn" and not sent.one_dimensional
    known = {} if choice else {channel: ports[channel[1]] for channel in torus.channels}
    return Loads(sent, algorithm, known, tuple(ports))
