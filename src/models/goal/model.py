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

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from itertools import takewhile
from statistics import fmean, stdev
from typing import Any

from scipy.stats import t as student

from models.goal.booksim import comparison
from models.goal.deadlock import Rules, Star, cycle
from models.goal.figures import draw_all
from models.goal.loads import Loads, Number, loads
from models.goal.paths import ADAPTIVE, ring
from models.goal.patterns import PATTERNS, Traffic, permutation, shift, uniform
from models.goal.randoms import distribution
from models.goal.simulator import LEAST_VCS, MEANS, Simulation, keeps, link_loads, record
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
    vcs: int = 8
    depth: int = 8
    seed: int = 1
    permutations: int = 1000
    longer: int = 4  # how many times the warm-up is taken to show that it suffices

    def __post_init__(self) -> None:
        Torus(self.k, self.n)
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


def grid(config: Config, algorithm: str, pattern: str) -> list[float]:
    """Return the loads to simulate: 0.01, coarse steps, then fine ones to past the bound."""
    found = loads(Torus(config.k, config.n), algorithm, pattern)
    bound, margin = float(found.throughput or 1), 0.0 if found.bounding else config.unsure
    last = min(1.0, (config.beyond + margin) * bound + config.step)
    every = [round(i * config.step, 6) for i in range(1, int(last / config.step) + 1)]
    often = max(1, round(config.coarse / config.step))
    fine = [i % often == 0 or x >= (config.fine - margin) * bound for i, x in enumerate(every, 1)]
    return [0.01] + [x for x, wanted in zip(every, fine, strict=True) if wanted]


def replications(
    config: Config, algorithm: str, pattern: str | Traffic, load: float, longer: int = 1
) -> list[Simulation]:
    """Return the runs of one point of a curve, with so many times the warm-up."""
    names = ("k", "n", "warmup", "measure", "drain", "vcs", "depth", "seed")
    copied = {name: getattr(config, name) for name in names}
    copied["warmup"] *= longer
    return [
        Simulation(algorithm=algorithm, pattern=pattern, load=load, replication=r, **copied)
        for r in range(config.replications)
    ]


def curves(config: Config, sweep: Run) -> dict[str, Any]:
    """Return the simulated curves by pattern and algorithm."""
    keys = [
        (p, a, load) for p in config.simulated for a in LEAST_VCS for load in grid(config, a, p)
    ]
    runs = [point for p, a, load in keys for point in replications(config, a, p, load)]
    outcomes = sweep(record, runs)
    found: dict[str, Any] = {p: {a: {"points": []} for a in LEAST_VCS} for p in config.simulated}
    for i, (pattern, algorithm, load) in enumerate(keys):
        several = outcomes[i * config.replications : (i + 1) * config.replications]
        found[pattern][algorithm]["points"].append(summary(load, several, config.measure))
    for algorithms in found.values():
        for curve in algorithms.values():
            curve |= reach(curve["points"])
    return found


def summary(load: float, outcomes: Sequence[dict[str, Any]], measure: int) -> dict[str, Any]:
    """Return means and confidence intervals of the replications of a point.

    There is neither latency nor hops where the load is not sustained: they would grow with
    the length of the run.
    """
    growths = [fmean(of) for of in zip(*(o["growths"] for o in outcomes), strict=True)]
    stopped = sum(outcome["deadlocked"] > 0 for outcome in outcomes)
    whole = all(outcome["means"]["latency"] is not None for outcome in outcomes)
    kept = keeps(fmean(o["offered"] for o in outcomes), growths, measure) and whole and not stopped
    point: dict[str, Any] = {"load": load, "sustained": kept, "deadlocks": stopped}
    point |= interval("accepted", [outcome["accepted"] for outcome in outcomes])
    for name in MEANS if kept else ():
        point |= interval(name, [outcome["means"][name] for outcome in outcomes])
    return point


def interval(name: str, values: Sequence[float]) -> dict[str, float]:
    """Return the mean of independent values and half of its 95% confidence interval."""
    quantile = float(student.ppf(0.975, len(values) - 1))
    return {name: fmean(values), f"{name}_half": quantile * stdev(values) / len(values) ** 0.5}


def reach(points: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Return the largest load up to which every load was sustained, and what is accepted there."""
    kept = list(takewhile(lambda point: point["sustained"], points))
    last = kept[-1] if kept else {"load": 0.0, "accepted": 0.0}
    return {"sustained": last["load"], "reached": last["accepted"]}


def warm_up(config: Config, simulated: Mapping[str, Any], sweep: Run) -> dict[str, Any]:
    """Return the latency at the last sustained load of each curve, and after a longer warm-up.

    There the queues are longest, so they take longest to fill.
    """
    keys = [(p, a, curve["sustained"]) for p, of in simulated.items() for a, curve in of.items()]
    several = [replications(config, a, p, load, config.longer) for p, a, load in keys]
    outcomes = iter(sweep(record, [run for runs in several for run in runs]))
    found: dict[str, Any] = {}
    for pattern, algorithm, load in keys:
        points = simulated[pattern][algorithm]["points"]
        point: dict[str, Any] = next((one for one in points if one["load"] == load), {})
        again = summary(load, [next(outcomes) for _ in range(config.replications)], config.measure)
        if "latency" in point and "latency" in again:
            either = (point["latency_half"] ** 2 + again["latency_half"] ** 2) ** 0.5
            found.setdefault(pattern, {})[algorithm] = {
                "load": load,
                "latency": point["latency"],
                "longer": again["latency"],
                "within": abs(point["latency"] - again["latency"]) <= either,
            }
    compared = [curve for of in found.values() for curve in of.values()]
    agree = sum(curve["within"] for curve in compared)
    return {"curves": found, "compared": len(compared), "agree": agree}


def links(config: Config, sent: Mapping[str, Traffic], sweep: Run) -> dict[str, Any]:
    """Return the load of each channel, by node and port, where nodes are not all alike.

    Where arithmetic does not determine it, it is measured in one run at a third of the bound,
    and divided by the load of the run.
    """
    known = {
        (pattern, algorithm): loads(to.torus, algorithm, to)
        for pattern, to in sent.items()
        for algorithm in ("dor", "romm", "rlb", "min-ad", "goal", "goal-redrawn")
    }
    runs = {
        case: replications(config, case[1], given(sent, case[0]), third(of))[0]
        for case, of in known.items()
        if not of.determined
    }
    measured = dict(zip(runs, sweep(link_loads, list(runs.values())), strict=True))
    found: dict[str, Any] = {}
    for (pattern, algorithm), of in known.items():
        entry: dict[str, Any] = {"measured": not of.determined}
        if of.determined:
            entry["loads"] = [round(float(x), 3) for x in of.channels.values()]
        else:
            load = entry["load"] = runs[pattern, algorithm].load
            rows = measured[pattern, algorithm]
            entry["loads"] = [round(x / load, 3) for row in rows for x in row]
        if not of.traffic.symmetric:
            found.setdefault(pattern, {})[algorithm] = entry
    return found


def given(sent: Mapping[str, Traffic], pattern: str) -> str | Traffic:
    """Return a pattern by the name that a run knows it by, or its traffic."""
    return pattern if pattern in PATTERNS else sent[pattern]


def third(of: Loads) -> float:
    """Return a third of what the links allow, as a load."""
    return round(float(of.throughput or 1) / 3, 3)
