"""How long tuning takes, for numbers of one's own: ``python -m models tilelang-autotuner``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from models.shared.checks import require, require_integer
from models.shared.command import Parser, run
from models.shared.reading import wholes
from models.tilelang_autotuner.bounds import Bound, bound
from models.tilelang_autotuner.laws import LAWS, Law
from models.tilelang_autotuner.simulator import Timeline, simulate
from models.tilelang_autotuner.table import read_times, seconds
from models.tilelang_autotuner.work import SPLITS, TIMEOUT, Faults, Setup, Work

MOST = 100_000  # configurations
PARTS = ("shared", "own", "measure", "dearer")


def parser() -> Parser:
    """Return what reads the options."""
    made = Parser(
        "tilelang-autotuner",
        "Simulate TileLang's autotuner: compiling, queues, measuring. Times are in seconds. Those "
        "of the laws follow the runs that the author of the pull requests reported; what comes "
        "out is the model's, and was not measured.",
    )
    add = made.add_argument
    add("--configurations", type=int, metavar="N", help="how many to tune (default: 20)")
    add("--times", type=Path, metavar="FILE", help="CSV with the columns compile and measure")
    add("--workers", type=int, default=2, metavar="C", help="threads that compile (default: 2)")
    add("--devices", type=int, default=1, metavar="M", help="GPUs that measure (default: 1)")
    add("--group", type=int, default=1, metavar="G", help="configurations in a unit (default: 1)")
    add("--pipeline", action="store_true", help="measure while others compile")
    add("--split", default="rr", help=f"one of {', '.join(SPLITS)} (default: rr)")
    add("--timeout", default=str(TIMEOUT), help="of a measurement, or none (default: 180)")
    add("--law", metavar="LAW", help=f"{' or '.join(LAWS)} (default: all for 288, else twenty)")
    add("--shared", metavar="S", help="seconds that a unit compiles whatever its size")
    add("--own", metavar="S", help="seconds that each configuration adds to its unit")
    add("--measure", metavar="S", help="seconds of a measurement out of a unit of one")
    add("--dearer", metavar="S", help="seconds that it takes longer for each more in the unit")
    add("--lost", default="", metavar="I,...", help="configurations lost before the shared compile")
    add("--failed", default="", metavar="U,...", help="units whose shared compile fails")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    return run(parser(), arguments, answer, told)


def answer(options: argparse.Namespace) -> dict[str, Any]:
    """Return everything that the command says; raise ValueError for values that are none."""
    late = options.timeout.strip().lower()
    setup = Setup(
        workers=options.workers,
        devices=options.devices,
        group=options.group,
        pipeline=options.pipeline,
        split=options.split,
        timeout=None if late == "none" else seconds("timeout", late),
    )
    work, times = from_table(options, setup) if options.times else from_law(options, setup)
    faults = Faults.of(numbers("lost", options.lost), numbers("failed", options.failed))
    timeline = simulate(work, setup, faults)
    other = simulate(work, replace(setup, pipeline=not setup.pipeline), faults)
    limit = bound(work, setup, faults)
    return {"configurations": len(work)} | described(setup, times, timeline, other, limit)


def numbers(argument: str, text: str) -> tuple[int, ...]:
    """Return the numbers in a list that may be empty."""
    return wholes(argument, text) if text.strip() else ()


def from_law(options: argparse.Namespace, setup: Setup) -> tuple[Work, dict[str, Any]]:
    """Return the configurations of a law, parts of which may be given."""
    count = 20 if options.configurations is None else options.configurations
    require_integer("configurations", count, 1)
    require(count <= MOST, "configurations", f"at most {MOST:,}", count)
    name = options.law or ("all" if count == 288 else "twenty")
    require(name in LAWS, "law", f"one of {', '.join(LAWS)}", name)
    parts = {part: getattr(LAWS[name], part) for part in PARTS}
    given = {part: getattr(options, part) for part in PARTS if getattr(options, part) is not None}
    parts |= {p: seconds(p, text, p in ("shared", "dearer")) for p, text in given.items()}
    law = Law(**parts)
    size = min(setup.group, count)
    says = {
        "law": name if len(given) < len(PARTS) else None,
        "given": sorted(given),
        **{part: float(value) for part, value in parts.items()},
        "unit": float(law.unit(size)),
        "measurement": float(law.measurement(size)),
    }
    return law.work(count, setup), says


def from_table(options: argparse.Namespace, setup: Setup) -> tuple[Work, dict[str, Any]]:
    """Return the configurations of a file, with what is shared and dearer if that is given."""
    for part in ("law", "own", "measure"):
        rule = "left out, since --times has the times"
        require(getattr(options, part) is None, part, rule, getattr(options, part))
    own, measure = read_times(options.times)
    if options.configurations is not None:
        rule = f"the number of rows of {options.times.name}, {len(own)}, or left out"
        require(options.configurations == len(own), "configurations", rule, options.configurations)
    require(len(own) <= MOST, "times", f"at most {MOST:,} rows", len(own))
    shared = seconds("shared", options.shared or "0", zero=True)
    dearer = seconds("dearer", options.dearer or "0", zero=True)
    for unit in setup.units(len(own)):
        for i in unit:
            measure[i] += (len(unit) - 1) * dearer
    says = {"file": options.times.name, "shared": float(shared), "dearer": float(dearer)}
    return Work.of(own, measure, shared), says


def described(
    setup: Setup, times: dict[str, Any], timeline: Timeline, other: Timeline, limit: Bound
) -> dict[str, Any]:
    """Return what a run of the model came to, as plain numbers."""
    sequential, piped = (other, timeline) if setup.pipeline else (timeline, other)
    idle = dict(zip(("workers", "devices"), map(float, timeline.idle()), strict=True))
    return {
        "units": len(timeline.units),
        "workers": setup.workers,
        "devices": setup.devices,
        "group": setup.group,
        "pipeline": setup.pipeline,
        "split": setup.split,
        "timeout": None if setup.timeout is None else float(setup.timeout),
        "times": times,
        "end": float(timeline.end),
        "compiling": float(timeline.compiled),
        "measuring": float(timeline.measuring),
        "queued": None if timeline.queued is None else float(timeline.queued),
        "bound": float(limit.seconds),
        "binds": limit.stage,
        "idle": idle,
        "gain": float(Fraction(sequential.end, piped.end)),
        "other": float(other.end),
        "measured": timeline.measured,
        "unmeasured": {str(i): why for i, why in timeline.unmeasured.items()},
        "bars": {
            "units": [[b.number, b.lane, float(b.start), float(b.end)] for b in timeline.units],
            "measurements": [
                [b.number, b.lane, float(b.start), float(b.end)] for b in timeline.measurements
            ],
        },
    }


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 worker``, ``2 workers``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def told(found: dict[str, Any]) -> str:
    """Return the same in lines of words."""
    words = ("with", "without") if found["pipeline"] else ("without", "with")
    since = "from the first kernel queued" if found["pipeline"] else "after the last compile"
    idle = "workers {workers:.1%}, devices {devices:.1%}".format(**found["idle"])
    gain = f"{found['gain']:.3f}\N{MULTIPLICATION SIGN}"
    other = f"{words[1]} a pipeline {found['other']:.3f} s; it gains {gain}"
    lines = [
        f"{sizes(found)}, {words[0]} a pipeline",
        source(found["times"]),
        f"end        {found['end']:.3f} s ({other})",
        f"compiling  {found['compiling']:.3f} s",
        f"measuring  {found['measuring']:.3f} s, {since}",
        f"bound      {found['bound']:.3f} s, from {found['binds']}",
        f"idle       {idle}",
        f"measured   {len(found['measured']):,} of {found['configurations']:,}",
    ]
    return "\n".join(lines + [f"  {i}: {why}" for i, why in found["unmeasured"].items()])


def sizes(found: dict[str, Any]) -> str:
    """Return of what and by what a run is."""
    tuned = counted(found["configurations"], "configuration")
    units, workers = counted(found["units"], "unit"), counted(found["workers"], "worker")
    devices = counted(found["devices"], "device")
    return f"{tuned} in {units}, {workers}, {devices} ({found['split']})"


def source(times: dict[str, Any]) -> str:
    """Return where the times come from."""
    if "file" in times:
        return f"times of {times['file']}"
    law = f", law {times['law']!r}" if times["law"] else ""
    unit, measurement = times["unit"], times["measurement"]
    return f"a full unit {unit:.4g} s, a measurement {measurement:.4g} s{law}"
