"""Measure the simulator of GOAL on one core: ``nox -s bench -- goal`` prints its speed.

The configuration is the one that simulators of the field are compared on: an 8-ary 2-cube,
8 virtual channels of 8 flits, packets of one flit, uniform traffic at half a flit a node and
cycle. Times are of this process's CPU, after compilation; each algorithm is run three times
and the fastest counts.
"""

from __future__ import annotations

import time
from dataclasses import replace

from models.goal.curves import grid, replications
from models.goal.model import Config
from models.goal.simulator import LEAST_VCS, Simulation, simulated

LOAD = 0.5


def seconds(run: Simulation) -> tuple[float, int, int]:
    """Return the CPU seconds of a run, its cycles and its flit-hops."""
    before = time.process_time()
    outcome = simulated(run)
    return time.process_time() - before, outcome.cycles, outcome.moves


def main() -> None:
    """Print node-cycles and flit-hops a second by algorithm, and the time of the page's sweep."""
    run = Simulation(load=LOAD, warmup=1000, measure=20000, drain=0)
    simulated(replace(run, measure=2))  # compiles
    print("algorithm       node-cycles/s   flit-hops/s")
    for algorithm in LEAST_VCS:
        load = 0.4 if algorithm == "val" else LOAD  # Valiant carries no more than half
        case = replace(run, algorithm=algorithm, load=load)
        spent, cycles, moves = min(seconds(case) for _ in range(3))
        nodes = run.torus.nodes
        print(f"{algorithm:14}{cycles * nodes / spent:13.3g}{moves / spent:14.3g}", flush=True)
    config = Config()
    points = [
        replications(config, algorithm, pattern, load)[0]
        for pattern in config.simulated
        for algorithm in LEAST_VCS
        for load in grid(config, algorithm, pattern)
    ]
    spent = sum(seconds(point)[0] for point in points[::10])
    whole = spent * len(points) / len(points[::10]) * config.replications
    print(f"the page's sweep: {len(points) * config.replications} runs, about {whole:.0f} CPU s")


if __name__ == "__main__":
    main()
