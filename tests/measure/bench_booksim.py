"""Run the simulator of GOAL beside BookSim2: ``nox -s bench -- booksim`` prints the comparison.

It runs where a BookSim2 binary is given, ``BOOKSIM=/path/to/booksim``, and says so where not.
BookSim2 has DOR and Valiant on a torus; GOAL and MIN AD need routing functions of one's own in
it, named in ``ROUTING``, and are skipped, with a word, where the binary has none. Stock Valiant
stops at an assertion in some builds; that is said too. Configurations are the same: one flit a
packet but where ``LONG`` has more, 8 virtual channels of 8 flits. Of both, the CPU time of the
process counts.

A hop of BookSim2's router takes four cycles with these delays, so ``hop_cycles`` is 4 here. What
is left, ``EXTRA``, is its way in and out. ``--write`` keeps the rows for the page.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from models.goal.simulator import Simulation, simulated
from models.shared.results import ROOT

KEPT = ROOT / "src/models/goal/booksim.json"
EXTRA = 3  # cycles: BookSim2 takes 4 (H + 1) + 1 on an idle network, we 4 H + 2
ROUTING = {"dor": "dim_order", "val": "valiant", "goal": "goal", "min-ad": "quadrant_min"}
TRAFFIC = {
    "uniform": "uniform",
    "tornado-all": "tornado",
    "bit-complement": "bitcomp",
    "transpose": "transpose",
}
CASES = (
    (8, 2, "dor", "uniform", (0.5, 0.8)),
    (8, 2, "goal", "uniform", (0.5, 0.7)),
    (8, 2, "min-ad", "uniform", (0.5, 0.9)),
    (8, 2, "val", "uniform", (0.4,)),
    (8, 2, "dor", "tornado-all", (0.3,)),
    (8, 2, "goal", "tornado-all", (0.5,)),
    (8, 2, "val", "tornado-all", (0.4,)),
    (8, 2, "dor", "transpose", (0.25,)),
    (8, 2, "goal", "transpose", (0.7,)),
    (8, 2, "min-ad", "transpose", (0.6,)),
    (8, 2, "dor", "bit-complement", (0.45,)),
    (8, 2, "goal", "bit-complement", (0.4,)),
    (4, 3, "dor", "uniform", (0.9,)),
    (4, 3, "goal", "uniform", (0.9,)),
    (4, 3, "val", "uniform", (0.8,)),
)
#: Where the two differ, and what of their rules is made the same to see whether that is why.
WHY = (
    (4, 3, "val", "uniform", 0.9, {"early": True}),
    (8, 2, "dor", "uniform", 0.95, {"early": True}),
    (8, 2, "dor", "bit-complement", 0.55, {"oldest": False}),
)
#: The same with packets of several flits: the last is their length.
LONG = (
    (8, 2, "dor", "uniform", 0.1, 4),
    (8, 2, "goal", "uniform", 0.1, 4),
    (8, 2, "dor", "uniform", 0.5, 4),
    (8, 2, "min-ad", "uniform", 0.5, 4),
    (8, 2, "goal", "uniform", 0.5, 4),
    (8, 2, "goal", "transpose", 0.5, 4),
    (8, 2, "val", "uniform", 0.3, 4),
    (8, 2, "goal", "uniform", 0.3, 16),
)
CONFIG = """
topology = torus; k = {k}; n = {n}; routing_function = {routing}; traffic = {traffic};
injection_rate = {load}; injection_rate_uses_flits = 1; packet_size = {flits};
num_vcs = 8; vc_buf_size = 8;
vc_allocator = islip; sw_allocator = islip; alloc_iters = 3; internal_speedup = 2.0;
input_speedup = 1; output_speedup = 1; routing_delay = 0; vc_alloc_delay = 1;
sw_alloc_delay = 1; st_final_delay = 1; credit_delay = 1;
sim_type = throughput; sample_period = 1000; warmup_periods = 2; max_samples = 3; seed = 1;
"""
TIMES = 3  # runs of each case, of which the fastest counts: others of the machine only slow one
LIMIT = 300  # seconds that one run of BookSim2 may take


def booksim(
    binary: str, k: int, n: int, algorithm: str, pattern: str, load: float, flits: int = 1
) -> Any:
    """Return what BookSim2 gives, or a word on why it gives nothing."""
    sizes = {"k": k, "n": n, "load": load, "flits": flits}
    names = {"routing": ROUTING[algorithm], "traffic": TRAFFIC[pattern]}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "case"
        place.write_text(CONFIG.format(**sizes, **names), encoding="utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        try:
            ran = subprocess.run(
                [binary, str(place)], capture_output=True, text=True, timeout=LIMIT, check=False
            )
        except subprocess.TimeoutExpired:
            return f"no end in {LIMIT} s"
        spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    patterns = {
        "accepted": r"Accepted flit rate average = ([\d.]+)",
        "latency": r"Packet latency average = ([\d.]+)",
        "cycles": r"Time taken is (\d+) cycles",
    }
    # It prints each after every period; what counts is the last, over all that is measured.
    found = {name: re.findall(pattern, ran.stdout) for name, pattern in patterns.items()}
    if not all(found.values()):
        return (ran.stderr or ran.stdout).strip().splitlines()[-1][:80]
    values = {name: float(every[-1]) for name, every in found.items()}
    return values | {"speed": values["cycles"] * k**n / spent}


def ours(k: int, n: int, algorithm: str, pattern: str, load: float, **rules: Any) -> Any:
    """Return what this project's simulator gives for the same configuration."""
    run = Simulation(
        k=k, n=n, algorithm=algorithm, pattern=pattern, load=load, hop_cycles=4, **rules
    )
    before = time.process_time()
    found = simulated(replace(run, warmup=2000, measure=3000, drain=3000))
    spent = time.process_time() - before
    return {
        "accepted": found.accepted,
        "latency": None if found.latency is None else found.latency + EXTRA,
        "speed": found.cycles * k**n / spent,
    }


def fastest(run: Callable[..., Any], *arguments: Any, **rules: Any) -> Any:
    """Return what the fastest of some runs gives; all give the same but for the time."""
    every = [run(*arguments, **rules) for _ in range(TIMES)]
    return every[0] if isinstance(every[0], str) else max(every, key=lambda one: one["speed"])


def row(case: tuple[Any, ...], theirs: Any, mine: Any, **more: Any) -> dict[str, Any]:
    """Return a row of the comparison, and print it."""
    k, n, algorithm, pattern, load = case
    kept: dict[str, Any] = {"k": k, "n": n, "algorithm": algorithm, "pattern": pattern}
    kept |= {"load": load, **more}
    for name in ("accepted", "latency"):
        kept[f"booksim-{name}"], kept[f"ours-{name}"] = theirs[name], mine[name]
    kept["ratio"] = round(mine["speed"] / theirs["speed"], 1)
    print(
        f"{k}-ary {n}-cube {algorithm:7}{pattern:15}{load:5}  accepted {theirs['accepted']:.4f} "
        f"{mine['accepted']:.4f}  latency {theirs['latency']:8.2f} "
        f"{mine['latency'] or float('nan'):8.2f}  {kept['ratio']:5.1f} times as fast {more or ''}",
        flush=True,
    )
    return kept


def main() -> None:
    """Print the comparison; with ``--write``, keep it for the page."""
    binary = os.environ.get("BOOKSIM", "")
    if not Path(binary).is_file():
        print("skipped: BOOKSIM must be the path of a BookSim2 binary")
        return
    simulated(Simulation(load=0.1, warmup=0, measure=2, drain=0))  # compiles
    kept: dict[str, Any] = {"rows": [], "long": [], "why": [], "skipped": []}
    every = [(*case, load) for *case, loads in CASES for load in loads]
    for case in every:
        theirs = fastest(booksim, binary, *case)
        if isinstance(theirs, str):
            kept["skipped"].append([*case, theirs])
            print(f"skipped {case}: {theirs}", flush=True)
            continue
        kept["rows"].append(row(case, theirs, fastest(ours, *case)))
    for *case, flits in LONG:
        theirs = fastest(booksim, binary, *case, flits=flits)
        if isinstance(theirs, str):
            kept["skipped"].append([*case, flits, theirs])
            continue
        mine = fastest(ours, *case, flits=flits)
        kept["long"].append(row(tuple(case), theirs, mine, flits=flits))
    for *case, rules in WHY:
        theirs = fastest(booksim, binary, *case)
        if isinstance(theirs, str):
            kept["skipped"].append([*case, theirs])
            continue
        plain, same = ours(*case), fastest(ours, *case, **rules)
        kept["why"].append(row(tuple(case), theirs, same, rules=rules, plain=plain["accepted"]))
    if "--write" in sys.argv:
        KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
