"""TileLang's autotuner, behind the write-up: what compiling, grouping and measuring take together.

Vocabulary
    configuration  one way to write a kernel; it is compiled once and measured once
    unit           g successive configurations that are compiled together
    n, c, m        configurations, workers that compile, devices that measure
    a, b           seconds of compiling and of one measurement
    law            a unit of g takes shared + own g, a measurement measure + (g - 1) dearer
    sequential     nothing is measured before all is compiled
    gain           the end of the sequential run / the end of another
    span           from the first kernel queued to the end
    reported       measured by the author of the pull requests, one run each
    predicted      by the model, for a run that was reported and that the law was not fitted to
    foretold       by the model, for a run that nobody measured

What was reported stands in :mod:`models.tilelang_autotuner.published`, and nothing else does.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from models.shared import results
from models.shared.checks import require_integer
from models.shared.sweep import Run
from models.tilelang_autotuner.bounds import best_group, overlap
from models.tilelang_autotuner.figures import draw_all
from models.tilelang_autotuner.laws import LAWS, Law
from models.tilelang_autotuner.published import REPORTED, Row, derived
from models.tilelang_autotuner.simulator import Bar, Timeline, simulate
from models.tilelang_autotuner.states import explorer
from models.tilelang_autotuner.tables import tables
from models.tilelang_autotuner.work import Setup

UNITS = {
    "best": "ms, of the fastest kernel",
    "compiling": "s",
    "end": "s",
    "error": "% of what was reported",
    "gain": "1",
    "measuring": "s; with a pipeline the span",
    "percent": "%",
    "units, measurements": "worker or device, start and end in s",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What the page shows: sizes of groups up to a largest one, and numbers of devices."""

    largest: int = 20
    devices: tuple[int, ...] = (1, 2, 4, 8)

    def __post_init__(self) -> None:
        require_integer("largest", self.largest, 2)
        for devices in self.devices:
            require_integer("devices", devices, 1)


class Result(results.Result):
    """The numbers of a run of the model."""

    model, units = "tilelang-autotuner", UNITS


def run(config: Config, sweep: Run) -> Result:
    """Compute everything that the page shows; it takes a second, so nothing is swept."""
    twenty = LAWS["twenty"]
    return Result(
        config,
        {
            "reported": {name: asdict(row) for name, row in REPORTED.items()},
            "derived": derived(),
            "law": {name: law_numbers(law) for name, law in LAWS.items()},
            "predicted": predicted(),
            "groups": groups(config),
            "best-group": best_group(*twenty.parts(), workers=2, devices=1),
            "runs": {name: bars(timeline) for name, timeline in compared().items()},
            "foretold": foretold(config),
            "explorer": explorer(),
        },
    )


def draw(result: Result) -> dict[str, str]:
    """Return the figures, by name, as SVG."""
    return draw_all(result.numbers)


def tabulate(result: Result) -> dict[str, list[tuple[str, ...]]]:
    """Return the numbers of the figures, by the figure's name, as rows with a head."""
    return tables(result.numbers)


def law_numbers(law: Law) -> dict[str, float]:
    """Return the parts of a law, what a unit shares of one compile, and what four cost."""
    parts = {name: float(part) for name, part in asdict(law).items()}
    return parts | {"shared-percent": float(100 * law.shared / law.unit(1))}


def setup_of(row: Row) -> Setup:
    """Return by what a reported run was tuned, dealt as pull request 2159 did."""
    return Setup(workers=row.workers, devices=row.devices, group=row.group, pipeline=row.pipeline)


def tuned(law: Law, row: Row) -> Timeline:
    """Return the run of the model at the setup of a reported one."""
    setup = setup_of(row)
    return simulate(law.work(row.configurations, setup), setup)


def law_of(row: Row) -> Law:
    """Return the law of single configurations that takes its times from one run."""
    return Law(Fraction(0), row.unit(), row.measurement(), Fraction(0))


def compared() -> dict[str, Timeline]:
    """Return the runs without and with a pipeline, both with the times of the one without."""
    law = law_of(REPORTED["nopipe"])
    return {name: tuned(law, REPORTED[name]) for name in ("nopipe", "pipe")}


def predicted() -> dict[str, Any]:
    """Return the model beside each reported run that its times were not taken from."""
    one, both = law_of(REPORTED["one-gpu"]), compared()
    four, two = tuned(LAWS["twenty"], REPORTED["g4"]), tuned(one, REPORTED["two-gpus"])
    every = tuned(LAWS["all"], REPORTED["allfeat"])
    found = {
        "g4": beside(four, REPORTED["g4"], "end compiling measuring"),
        "pipe": beside(both["pipe"], REPORTED["pipe"], "end measuring"),
        "two-gpus": beside(two, REPORTED["two-gpus"], "measuring"),
        "allfeat": beside(every, REPORTED["allfeat"], "end measuring"),
    }
    before, after = both["nopipe"], both["pipe"]
    found["pipe"]["gain"] = float(before.end / after.end)
    found["pipe"]["hidden-percent"] = float(100 * (before.end - after.end) / before.measuring)
    found["pipe"]["limit"] = float(overlap(before.compiled, before.measuring))
    alone = tuned(one, REPORTED["one-gpu"])
    found["two-gpus"]["gain"] = float(alone.measuring / two.measuring)
    return found


def beside(timeline: Timeline, row: Row, parts: str) -> dict[str, Any]:
    """Return parts of a run of the model, and by how many percent they miss what was reported."""
    values = {
        "end": timeline.end,
        "compiling": timeline.compiled,
        "measuring": timeline.measuring,
    }
    found: dict[str, Any] = {part: float(values[part]) for part in parts.split()}
    errors = {part: 100 * (value / getattr(row, part) - 1) for part, value in found.items()}
    return found | {"error": errors}


def groups(config: Config) -> dict[str, list[float]]:
    """Return the end of tuning 20 configurations by the size of groups, from 1, by kind of run."""
    row = REPORTED["g1"]
    found = {}
    for name, pipeline in (("sequential", False), ("pipeline", True)):
        ends = []
        for size in range(1, config.largest + 1):
            setup = Setup(workers=row.workers, group=size, pipeline=pipeline)
            work = LAWS["twenty"].work(row.configurations, setup)
            ends.append(float(simulate(work, setup).end))
        found[name] = ends
    return found


def bars(timeline: Timeline) -> dict[str, Any]:
    """Return the bars of a run: worker or device, start and end."""

    def rows(of: tuple[Bar, ...]) -> list[list[float]]:
        return [[bar.lane, float(bar.start), float(bar.end)] for bar in of]

    return {
        "units": rows(timeline.units),
        "measurements": rows(timeline.measurements),
        "end": float(timeline.end),
    }


def foretold(config: Config) -> dict[str, Any]:
    """Return the end of tuning all 288 configurations with a pipeline, as nobody measured it.

    By the split and the size of groups, on each number of devices.
    """
    row = REPORTED["allfeat"]
    found: dict[str, Any] = {}
    for split in ("rr", "blocks", "list"):
        found[split] = {}
        for name, size in (("one", 1), ("four", 4)):
            ends = {}
            for devices in config.devices:
                setup = Setup(
                    workers=row.workers, devices=devices, group=size, pipeline=True, split=split
                )
                work = LAWS["all"].work(row.configurations, setup)
                ends[str(devices)] = float(simulate(work, setup).end)
            found[split][name] = ends
    return found
