"""A torus or mesh of one's own: ``python -m models goal-torus --sides 4,4,8 --load 0.5``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from models.goal.curves import summary
from models.goal.loads import Loads, loads
from models.goal.paths import ADAPTIVE
from models.goal.patterns import PATTERNS, form
from models.goal.simulator import LEAST_VCS, Simulation, record
from models.goal.topology import Torus
from models.shared.checks import require, require_integer
from models.shared.command import Parser, run
from models.shared.reading import number, whole, wholes

SAID = {
    "exact": "exact",
    "optimum": "the optimum of a linear program",
    "upper bound": "an upper bound: the linear program would be too large",
    "none": "no bound",
}
UNIT = "flits per node per cycle"
#: What only a simulation needs, in whole numbers, each with its default.
WHOLE = {
    "replications": 5,
    "flits": 1,
    "warmup": 2000,
    "measure": 5000,
    "drain": 10000,
    "vcs": 8,
    "depth": 8,
    "seed": 1,
}
MOST_RUNS = 1000


def parser() -> Parser:
    """Return what reads the options."""
    made = Parser(
        "goal-torus",
        "What links allow a routing algorithm on a torus or a mesh, and with --load what "
        f"simulated routers do. Loads are in {UNIT}, times in cycles.",
    )
    add = made.add_argument
    add("--sides", default="8,8", metavar="K,...", help="routers in each dimension (default: 8,8)")
    add("--concentration", default="1", metavar="C", help="nodes at each router (default: 1)")
    add("--mesh", action="store_true", help="without the links that close the rings")
    add("--algorithm", default="goal", help=f"one of {', '.join(ADAPTIVE)} (default: goal)")
    add(
        "--pattern",
        default="uniform",
        help=f"one of {', '.join(PATTERNS)}, random(SEED), hotspot(NODE:SHARE,...), or the "
        "destination of each node, separated by commas (default: uniform)",
    )
    add("--load", metavar="L", help=f"simulate {', '.join(LEAST_VCS)} at a load from 0 to 1")
    said = {"replications": "runs, 2 or more; ", "flits": "flits of a packet; "}
    for name, value in WHOLE.items():
        add(f"--{name}", metavar="N", help=f"{said.get(name, '')}default: {value}")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    return run(parser(), arguments, answer, told)


def answer(options: argparse.Namespace) -> dict[str, Any]:
    """Return everything that the command says; raise ValueError for values that are none."""
    torus = Torus(wholes("sides", options.sides), mesh=options.mesh)
    pattern: str | tuple[int, ...] = options.pattern
    if options.pattern[:1].isdecimal():
        pattern = wholes("pattern", options.pattern)
    for name in WHOLE if options.load is None else ():
        given = getattr(options, name)
        require(given is None, name, "left out without --load, which simulates", given)
    runs = simulations(options, torus, pattern) if options.load is not None else []
    found = loads(torus, options.algorithm, pattern, whole("concentration", options.concentration))
    said: dict[str, Any] = {
        "network": {"sides": torus.sides, "mesh": torus.mesh}
        | {
            "nodes": torus.nodes * found.concentration,
            "concentration": found.concentration,
        },
        "algorithm": options.algorithm,
        "pattern": {"name": options.pattern, "meaning": meaning(pattern)},
        "links": allowed(found),
    }
    if runs:
        outcomes = []
        for one in runs:
            print(f"run {one.replication + 1} of {len(runs)}", file=sys.stderr)
            outcomes.append(record(one))
        said["simulated"] = {
            "replications": len(runs),
            "flits": runs[0].flits,
            **summary(runs[0].load, outcomes, runs[0].measure, runs[0].flits),
        }
    return said


def simulations(
    options: argparse.Namespace, torus: Torus, pattern: str | tuple[int, ...]
) -> list[Simulation]:
    """Return the runs that are asked for."""
    given: dict[str, Any] = {
        name: default if (text := getattr(options, name)) is None else whole(name, text)
        for name, default in WHOLE.items()
    }
    require_integer("replications", several := given.pop("replications"), 2)
    require(several <= MOST_RUNS, "replications", f"at most {MOST_RUNS:,}", several)
    first = Simulation(
        k=torus.sides,
        mesh=torus.mesh,
        concentration=whole("concentration", options.concentration),
        algorithm=options.algorithm,
        pattern=pattern,
        load=number("load", options.load),
        **given,
    )
    return [replace(first, replication=i) for i in range(several)]


def meaning(pattern: str | tuple[int, ...]) -> str:
    """Return the formula of a pattern."""
    if isinstance(pattern, tuple):
        return "the permutation given"
    return form(pattern) if pattern in PATTERNS else pattern


def allowed(found: Loads) -> dict[str, Any]:
    """Return what links and exits allow, and what is known of it."""
    throughput = None if found.throughput is None else float(found.throughput)
    return {
        "throughput": throughput,
        "known": found.known,
        "limit": found.limit,
        "largest-load": float(found.largest),
        "hottest-node": float(found.hottest),
        "hops": float(found.hops),
    }


def told(found: dict[str, Any]) -> str:
    """Return the same in words."""
    network, links = found["network"], found["links"]
    sides = " by ".join(str(side) for side in network["sides"])
    kind = "mesh" if network["mesh"] else "torus"
    several = f", {network['concentration']} a router" if network["concentration"] > 1 else ""
    limit = "the exit of the hottest node allows" if links["limit"] == "exit" else "links allow"
    throughput = links["throughput"]
    known = SAID["exact" if links["limit"] == "exit" else links["known"]]
    amount = "any load" if throughput is None else f"{throughput:.4f} {UNIT} ({known})"
    if links["known"] == "none" and links["limit"] == "links":
        amount = "no bound is known: where a packet goes depends on the load"
    lines = [
        f"{kind} of {sides}, {network['nodes']} nodes{several}; {found['algorithm']}",
        f"{found['pattern']['name']}: {found['pattern']['meaning']}",
        f"{limit}: {amount}",
        f"mean hops: {links['hops']:.4f}",
    ]
    if point := found.get("simulated"):
        lines += [f"load {point['load']:g}: {'' if point['sustained'] else 'not '}sustained"]
        for name, unit in (("accepted", UNIT), ("latency", "cycles"), ("hops", "")):
            if name in point:
                half = point[f"{name}_half"]
                lines.append(
                    f"{name} {point[name]:.4f} \N{PLUS-MINUS SIGN} {half:.4f} {unit}".strip()
                )
        lines.append(f"(95% intervals over {point['replications']} replications)")
    return "\n".join(lines)
