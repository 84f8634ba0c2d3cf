"""GOAL on a torus, behind the write-up: channel loads, a simulator, and deadlock.

Vocabulary
    k, n        a k-ary n-cube: n dimensions, rings of k nodes
    load        of a channel: flits a cycle if every node injects one flit a cycle;
                of a run: flits offered by each node in a cycle
    throughput  1 / the largest channel load, in flits/node/cycle, for an ideal router; ``known``
                says whether it is exact, the optimum of a linear program, an upper bound or none
    sustained   a load at which queues do not grow and the worst flow gets what it offers, as
                :mod:`models.goal.simulator` defines it, asked of all replications together
    saturation  between the last load up to which all are sustained and the first that is not

The algorithms and patterns are those of :mod:`models.goal.loads` and
:mod:`models.goal.patterns`. Means of simulated runs are over replications with seeds of their
own; ``half`` is half the width of the 95% confidence interval by Student's t.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from models.goal.booksim import comparison
from models.goal.curves import curves, links, warm_up
from models.goal.deadlock import Rules, Star, cycle
from models.goal.figures import draw_all
from models.goal.loads import Loads, Number, loads
from models.goal.packets import circles, packets
from models.goal.paths import ADAPTIVE, ring
from models.goal.patterns import PATTERNS, Traffic, permutation, shift, uniform
from models.goal.randoms import distribution
from models.goal.tables import tables
from models.goal.topology import Torus, mesh_hops
from models.goal.worst import worst_case
from models.shared import results
from models.shared.checks import require_integer
from models.shared.sweep import Run

UNITS = {
    "accepted": "flits/node/cycle",
    "half": "half of the 95% confidence interval, in the unit of the mean",
    "hops": "hops",
    "latency": "cycles",
    "load": "flits/cycle at one flit/node/cycle; of a run, flits/node/cycle",
    "throughput": "flits/node/cycle",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What the page shows: one torus, some patterns simulated up to past their bounds."""

    k: int = 8
    n: int = 2
    simulated: tuple[str, ...] = ("uniform", "tornado-all", "transpose")
    coarse: float = 0.1  # the step between loads up to ``fine`` of what links allow, then ``step``
    fine: float = 0.85
    unsure: float = 0.15  # how much lower and higher that is where links give no bound
    step: float = 0.025
    beyond: float = 1.0  # the largest load is a step past so many times what links allow
    replications: int = 5
    warmup: int = 2000
    measure: int = 5000
    drain: int = 3000
    flits: int = 1  # of a packet, and ``lengths`` of those that are compared with it
    lengths: tuple[int, ...] = (4, 16)
    vcs: int = 8
    depth: int = 8
    seed: int = 1
    permutations: int = 1000
    longer: int = 4  # how many times the warm-up is taken to show that it suffices

    def __post_init__(self) -> None:
        Torus(self.k, self.n)
        require_integer("flits", self.flits, 1)
        for length in self.lengths:
            require_integer("lengths", length, 1)
        require_integer("replications", self.replications, 2)
        require_integer("permutations", self.permutations, 1)


class Result(results.Result):
    """The numbers of a run of the model."""

    model, units = "goal-torus", UNITS


def run(config: Config, sweep: Run) -> Result:
    """Compute everything that the page shows."""
    torus = Torus(config.k, config.n)
    worst = worst_cases(torus)
    sent = {**{name: make(torus) for name, make in PATTERNS.items()}, **named_worst(torus, worst)}
    numbers: dict[str, Any] = exact(torus, sent)
    numbers["worst-case"] = worst
    numbers["zero-load"] = zero_load()
    numbers["redrawing"] = redrawing(config.k)
    numbers["deadlock"] = deadlock()
    numbers["permutations"] = distribution(torus, config.permutations, sweep)
    numbers["booksim"] = comparison()
    numbers["simulated"] = curves(config, sweep)
    numbers["warm-up"] = warm_up(config, numbers["simulated"], sweep)
    numbers["packets"] = packets(config, sweep)
    numbers["circles"] = circles(sweep)
    numbers["links"] = links(config, sent, sweep)
    return Result(config, numbers)


def draw(result: Result) -> dict[str, str]:
    """Return the figures, by name, as SVG."""
    return draw_all(result.numbers)


def tabulate(result: Result) -> dict[str, list[tuple[str, ...]]]:
    """Return the numbers of the figures, by the figure's name, as rows with a head."""
    return tables(result.numbers)


def both(name: str, value: Number) -> dict[str, Any]:
    """Return a number as a float and, if it is a fraction, as it is exactly."""
    return {name: float(value), f"{name}_exact": str(value) if isinstance(value, Fraction) else ""}


def figures(found: Loads) -> dict[str, Any]:
    """Return the figures of the loads of an algorithm under a pattern."""
    return {
        **both("throughput", found.throughput or Fraction()),
        **both("load", found.largest),
        **both("hops", found.hops),
        "known": found.known,
        "ports": [float(load) for load in found.ports],
    }


def exact(torus: Torus, sent: Mapping[str, Traffic]) -> dict[str, Any]:
    """Return the figures of every algorithm under every pattern."""
    return {
        pattern: {algorithm: figures(loads(torus, algorithm, to)) for algorithm in ADAPTIVE}
        for pattern, to in sent.items()
    }


def worst_cases(torus: Torus) -> dict[str, Any]:
    """Return the worst permutation of every oblivious algorithm, with its figures."""
    found = {a: worst_case(torus, a) for a, adaptive in ADAPTIVE.items() if not adaptive}
    return {
        algorithm: figures(of) | {"permutation": [t for (t,) in of.traffic.rows]}
        for algorithm, of in found.items()
    }


def named_worst(torus: Torus, worst: Mapping[str, Any]) -> dict[str, Traffic]:
    """Return the worst permutations as patterns; under Valiant all permutations are alike."""
    names = [algorithm for algorithm in worst if algorithm not in ("val", "dor-plus")]
    return {f"worst-{name}": permutation(torus, worst[name]["permutation"]) for name in names}


def zero_load() -> dict[str, Any]:
    """Return the mean hops at zero load, uniform, of the report's three networks of 64 nodes."""
    total, pairs = mesh_hops(8, 2)
    hops = {
        "torus": loads(Torus(4, 3), "dor", "uniform").hops,
        "mesh": Fraction(total, pairs),
        "ring": loads(Torus(64, 1), "dor", "uniform").hops,
    }
    return {name: both("hops", value) for name, value in hops.items()}


def ring_hops(rule: str, k: int) -> list[Fraction]:
    """Return the mean hops round a ring by the distance, from 0."""
    return [sum((p for *_, p in ring(rule, k, d)), Fraction()) for d in range(k)]


def redrawing(k: int) -> dict[str, Any]:
    """Return what drawing the direction again costs: by distance, and on the report's torus."""
    report = Torus(4, 3)
    patterns = {"uniform": uniform(report), "torus-tornado": shift(report, (-1, -1, 0))}
    rules = {"shortest": "minimal", "goal": "balanced", "redrawn": "redrawn"}
    algorithms = {"shortest": "dor", "goal": "goal", "redrawn": "goal-redrawn"}
    return {
        "by-distance": {name: [float(h) for h in ring_hops(r, k)] for name, r in rules.items()},
        "4-ary-3-cube": {
            name: {key: both("hops", loads(report, a, sent).hops) for key, a in algorithms.items()}
            for name, sent in patterns.items()
        },
    }


def deadlock() -> dict[str, Any]:
    """Return a circle of direct dependencies on a 4-ary 2-cube for each rule dropped."""
    torus = Torus(4, 2)
    dropped = {
        "split": Rules(3, split=False, indirect=False),
        "order": Rules(3, order=False, indirect=False),
    }
    through = Star(0, 1, 0, (1, 1))
    return {
        name: [asdict(star) for star in cycle(torus, rules, through)]
        for name, rules in dropped.items()
    }
