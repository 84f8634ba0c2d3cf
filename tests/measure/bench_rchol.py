"""Measure randomized Cholesky: ``nox -s bench -- rchol`` prints its speed and what threads gain.

First one thread on cubes of 32, 64 and 128 points a side, in two orders: seconds, nonzeros of the
factor a second, and memory. Then each case of :mod:`models.rchol.measured`: every node of its
tree on one thread, the whole on one and on all cores, and what a simulation makes of the nodes.
Beside these stands what the machine has to give: copies of the case, apart from one another.
``--record`` keeps what was measured, for the model to read. Times are the least of several runs:
of one thread's CPU for cubes and nodes, of the clock where threads are compared; the machine's
load is printed beside them.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import Any

import numpy as np

from models.rchol.dag import of_tree, steps_of_nodes
from models.rchol.dissection import Tree
from models.rchol.factor import factor, fill
from models.rchol.matrices import Sdd, grid
from models.rchol.measured import CASES, PLACE, SEED
from models.rchol.orders import order_of, shuffled
from models.rchol.parallel import SCHEDULES, owners, timed
from models.shared.results import write_atomically

Case = tuple[Sdd, Any, Tree]
SIDES = (32, 64, 128)
REPEATS = 5


def seconds(work: Callable[[], object], repeats: int, clock: Callable[[], float]) -> float:
    """Return the least time of several runs."""
    found = []
    for _ in range(repeats):
        began = clock()
        work()
        found.append(clock() - began)
    return min(found)


def speed() -> None:
    """Print what one thread does on cubes."""
    print("order              side   unknowns   fill     CPU s   us/unknown   nonzeros/s", end="")
    print("   peak memory so far, bytes/unknown")
    for name, side in product(("random", "nested-dissection"), SIDES):
        matrix = grid(side, side, side)
        order = order_of(name, matrix, SEED)
        made: list[int] = []

        def run(matrix: Sdd = matrix, order: Any = order, made: list[int] = made) -> None:
            made.append(factor(matrix, order, SEED).nnz)

        spent, nnz = seconds(run, 2 if side > 64 else REPEATS, time.process_time), made[0]
        peak = 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(
            f"{name:19}{side:4}{matrix.n:11,}{fill(nnz, matrix):7.2f}{spent:10.3f}"
            f"{1e6 * spent / matrix.n:13.3f}{nnz / spent:13.3g}{peak / matrix.n:15.0f}",
            flush=True,
        )


def clock(case: Case, cores: int, how: str) -> float:
    """Return the seconds that a case takes by the clock: alone, by a schedule, or a share of
    several copies that run apart from one another, which is what the machine has to give.
    """  # noqa: D205
    matrix, order, tree = case
    if how != "apart":
        asked = (1, "dynamic") if how == "alone" else (cores, how)
        return timed(matrix, order, tree, SEED, *asked).seconds
    with ThreadPoolExecutor(cores) as pool:
        copies = [pool.submit(timed, matrix, order, tree, SEED) for _ in range(cores)]
        return 1 / sum(1 / copy.result().seconds for copy in copies)


def measure(case: str, cores: int) -> dict[str, Any]:
    """Return the times of the nodes of a case, and of the whole by schedule."""
    matrix, order, tree = CASES[case]()
    runs = [timed(matrix, order, tree, SEED) for _ in range(REPEATS)]
    nodes = np.min([run.nodes for run in runs], axis=0)
    counted = steps_of_nodes(tree, runs[0].made)
    least = dict.fromkeys(("alone", "apart", *SCHEDULES), np.inf)
    for _ in range(REPEATS):  # in turn, so that a change of the load meets all of them
        for how in least:
            least[how] = min(least[how], clock((matrix, order, tree), cores, how))
    alone = least.pop("alone")
    found: dict[str, Any] = {"threads": cores, "alone_ms": round(1000 * alone, 2)}
    for how, took in least.items():
        found[how] = {"ms": round(1000 * took, 2), "speedup": round(alone / took, 2)}
    if np.ptp(counted):
        found["correlation"] = round(float(np.corrcoef(nodes, counted)[0, 1]), 3)
    return {**found, "nodes_us": [round(1e6 * float(spent), 1) for spent in nodes]}


def show(case: str, entry: dict[str, Any], cores: int) -> None:
    """Print a case: measured, simulated and bounded, each under its name."""
    _, _, tree = CASES[case]()
    dag = of_tree(tree, entry["nodes_us"])
    print(
        f"{case:9}{tree.nodes:6} nodes, {entry['alone_ms']:8.1f} ms on one thread; "
        f"measured on {cores}: dynamic {entry['dynamic']['speedup']:.2f}x, "
        f"static {entry['static']['speedup']:.2f}x, apart {entry['apart']['speedup']:.2f}x; "
        f"T1/Tinf {dag.parallelism:.2f}; "
        f"counted and measured costs correlate at {entry.get('correlation', 'no')}"
    )
    for p in (2, 4, 16, 64, 256, 1024):
        print(
            f"{p:14} threads, simulated: dynamic {dag.work / dag.dynamic(p):8.2f}x, "
            f"static {dag.work / dag.static(owners(tree, p)):8.2f}x; bounded: "
            f"at least {dag.work / dag.graham(p):8.2f}x (Graham), {dag.work / dag.brent(p):8.2f}x "
            f"(Brent), at most {dag.work / dag.least(p):8.2f}x",
            flush=True,
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print all of it; with ``--record``, keep what was measured."""
    parser = argparse.ArgumentParser(prog="nox -s bench -- rchol")
    parser.add_argument("--record", action="store_true", help="keep what was measured")
    parser.add_argument("--threads-only", action="store_true", help="leave out the cubes")
    options = parser.parse_args(arguments)
    cores = len(os.sched_getaffinity(0))
    factor(grid(4, 4, 4), shuffled(64, SEED), SEED)  # compiles
    if not options.threads_only:
        speed()
    before = os.getloadavg()[0]
    print(f"{cores} cores, load {before:.1f}")
    cases = {}
    for case in CASES:
        cases[case] = measure(case, cores)
        show(case, cases[case], cores)
    if options.record:
        machine = {
            "cores": cores,
            "load": round(before, 1),
            "date": time.strftime("%Y-%m-%d", time.gmtime()),
        }
        document = {"machine": machine, "cases": cases}
        write_atomically(PLACE, json.dumps(document, separators=(",", ":")) + "\n")
        print(f"kept in {PLACE.name}")


if __name__ == "__main__":
    main()
