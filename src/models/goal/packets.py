"""Packets of several flits: what routers sustain with them, and when they wait in a circle.

The curves are those of :mod:`models.goal.curves`, from half of what the links allow on. For
the circles the network is crowded: 3 virtual channels, a load of 1 and one rule dropped.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.goal.curves import reach, replications, summary
from models.goal.loads import loads
from models.goal.simulator import Simulation, record
from models.goal.topology import Torus
from models.shared.sweep import Run

if TYPE_CHECKING:
    from models.goal.model import Config

ALGORITHMS = ("dor", "min-ad", "val", "goal")
PATTERNS = ("uniform", "tornado-all")
STEP = 0.05

CROWDED = Simulation(load=1.0, vcs=3, depth=3, flits=4, warmup=0, measure=6000, drain=0)
#: What is looked at for a circle: a network, and the rule that is dropped, if one is.
CIRCLES: dict[str, tuple[Simulation, dict[str, Any]]] = {
    "whole": (replace(CROWDED, k=4, pattern="tornado-all"), {"whole": False}),
    "split": (replace(CROWDED, algorithm="dor", vcs=2, depth=2), {"split": False}),
    "order": (replace(CROWDED, pattern="tornado-all"), {"order": False}),
    "fixed": (replace(CROWDED, depth=2, flits=8), {"algorithm": "goal-redrawn"}),
}
SEEDS = 20


def grid(config: Config, algorithm: str, pattern: str) -> list[float]:
    """Return 0.01, then the loads from half of what the links allow to a step past it."""
    bound = float(loads(Torus(config.k, config.n), algorithm, pattern).throughput or 1)
    every = (round(i * STEP, 6) for i in range(1, int(min(1, bound + STEP) / STEP) + 1))
    return [0.01, *(load for load in every if load >= bound / 2)]


def packets(config: Config, sweep: Run) -> dict[str, Any]:
    """Return what routers sustain with packets of each length, and what waits in circles."""
    keys = [
        (p, a, length, load)
        for p in PATTERNS
        for a in ALGORITHMS
        for length in config.lengths
        for load in grid(config, a, p)
    ]
    several = [replications(replace(config, flits=f), a, p, load) for p, a, f, load in keys]
    outcomes = iter(sweep(record, [run for runs in several for run in runs]))
    found: dict[str, Any] = {p: {a: {} for a in ALGORITHMS} for p in PATTERNS}
    for pattern, algorithm, length, load in keys:
        curve = found[pattern][algorithm].setdefault(str(length), {"points": []})
        group = [next(outcomes) for _ in range(config.replications)]
        curve["points"].append(summary(load, group, config.measure, length))
    for algorithms in found.values():
        for curves in algorithms.values():
            for curve in curves.values():
                curve |= reach(curve["points"])
    return found


def circles(sweep: Run) -> dict[str, Any]:
    """Return for each rule in how many of the runs packets wait in a circle, kept and dropped."""
    cases = [
        (name, kept, replace(run, seed=seed, **({} if kept else change)))
        for name, (run, change) in CIRCLES.items()
        for kept in (True, False)
        for seed in range(SEEDS)
    ]
    outcomes = sweep(record, [run for *_, run in cases])
    found: dict[str, Any] = {name: {"kept": 0, "dropped": 0, "of": SEEDS} for name in CIRCLES}
    for (name, kept, _), outcome in zip(cases, outcomes, strict=True):
        found[name]["kept" if kept else "dropped"] += outcome["deadlocked"] > 0
    return found
