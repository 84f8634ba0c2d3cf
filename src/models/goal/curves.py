"""What simulated routers do on each pattern: latency against load, and the loads of their links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile
from statistics import fmean, stdev
from typing import TYPE_CHECKING, Any

from scipy.stats import t as student

from models.goal.loads import Loads, loads
from models.goal.patterns import PATTERNS, Traffic
from models.goal.simulator import LEAST_VCS, MEANS, Simulation, keeps, link_loads, record
from models.goal.topology import Torus
from models.shared.sweep import Run

if TYPE_CHECKING:
    from models.goal.model import Config


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
    names = ("k", "n", "flits", "warmup", "measure", "drain", "vcs", "depth", "seed")
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
        point = summary(load, several, config.measure, config.flits)
        found[pattern][algorithm]["points"].append(point)
    for algorithms in found.values():
        for curve in algorithms.values():
            curve |= reach(curve["points"])
    return found


def summary(
    load: float, outcomes: Sequence[dict[str, Any]], measure: int, flits: int = 1
) -> dict[str, Any]:
    """Return means and confidence intervals of the replications of a point.

    There is neither latency nor hops where the load is not sustained, for they would grow with
    the length of the run, nor where a run had no packet to measure.
    """
    growths = [fmean(of) for of in zip(*(o["growths"] for o in outcomes), strict=True)]
    stopped = sum(outcome["deadlocked"] > 0 for outcome in outcomes)
    told = [outcome["means"]["latency"] is not None for outcome in outcomes]
    whole = all(has or not o["offered"] for has, o in zip(told, outcomes, strict=True))
    offered = fmean(outcome["offered"] for outcome in outcomes)
    kept = keeps(offered, growths, measure, flits) and whole and not stopped
    point: dict[str, Any] = {"load": load, "sustained": kept, "deadlocks": stopped}
    point |= interval("accepted", [outcome["accepted"] for outcome in outcomes])
    for name in MEANS if kept and all(told) else ():
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
        longer = [next(outcomes) for _ in range(config.replications)]
        again = summary(load, longer, config.measure, config.flits)
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
            # One run tells no more digits.
            entry["loads"] = [round(x / load, 2) for row in rows for x in row]
        if not of.traffic.symmetric:
            found.setdefault(pattern, {})[algorithm] = entry
    return found


def given(sent: Mapping[str, Traffic], pattern: str) -> str | Traffic:
    """Return a pattern by the name that a run knows it by, or its traffic."""
    return pattern if pattern in PATTERNS else sent[pattern]


def third(of: Loads) -> float:
    """Return a third of what the links allow, as a load."""
    return round(float(of.throughput or 1) / 3, 3)
