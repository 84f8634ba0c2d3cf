"""What two devices did, measured once with a clock, beside what the simulator says of it.

``measured.json`` holds what :mod:`models.dynaflow.cuda` measured: for each width, number of tokens
and scheduler the median time of all layers, and the sums of the solo times of its operations, by
stream. In a run with ``row`` 40 a solo time is that of 40 in a row, divided; with ``row`` 1 it
contains the launch. The model reads this record and never a clock.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from models.dynaflow.clock import Cost, simulate
from models.dynaflow.engine import Scheduler
from models.dynaflow.graph import COMPUTE, NETWORK, Graph, Operator, dense, repeat
from models.dynaflow.predict import Predict
from models.dynaflow.schedulers import DualBatch, Sequential, TwoWay
from models.dynaflow.split import halves_of

PLACE = Path(__file__).with_name("measured.json")
SCHEDULERS: Mapping[str, Scheduler] = {
    "sequential": Sequential(),
    "two-way": TwoWay(),
    "dual batch": DualBatch(),
}
CUT = "two-way"
LEAST = 1024  # tokens from which the host issues faster than the device works
LARGE = 8192  # tokens of products beside which a launch is small
Times = Mapping[tuple[str, int], float]


def record() -> dict[str, Any]:
    """Return what was measured."""
    found: dict[str, Any] = json.loads(PLACE.read_text(encoding="utf-8"))
    return found


def devices() -> dict[str, Any]:
    """Return, by device and width, what was measured and what the simulator predicts."""
    kept = record()
    graph = repeat(dense(1.0, 1.0), kept["layers"])  # what it costs was measured
    found: dict[str, Any] = {"date": kept["date"], "software": kept["software"]}
    for name in dict.fromkeys(run["device"] for run in kept["runs"]):
        runs = [run for run in kept["runs"] if run["device"] == name]
        widths = sorted({row[0] for run in runs for row in run["rows"]})
        found[name.lower()] = {f"width-{width}": compared(graph, width, runs) for width in widths}
    asked = [of for name in found.values() if isinstance(name, dict) for of in name.values()]
    asked = [of for of in asked if "right" in of]
    found["right"] = sum(of["right"] for of in asked)
    found["sizes"] = sum(len(of["tokens"]) for of in asked)
    found["in-a-row"] = in_a_row([run for run in kept["runs"] if run["device"] == "H100"])
    return found


def in_a_row(runs: list[Any]) -> dict[str, Any]:
    """Return by how many percent 40 in a row took longer, each, than one with its launch.

    Of whole batches that are so large that the launch is small beside them. What a row adds to
    its products is most of what the prediction of the whole batch is off by.
    """
    alone, row = (
        {tuple(of[:3]): of[4:] for run in runs if (run["row"] > 1) == many for of in run["rows"]}
        for many in (False, True)
    )
    large = [key for key in row if key[1] >= LARGE and key[2] == "sequential"]
    longer = [[100 * (a / b - 1) for a, b in zip(row[k], alone[k], strict=True)] for k in large]
    products, copies = zip(*longer, strict=True)
    return {
        "tokens": LARGE,
        "products": {"least": min(products), "most": max(products)},
        "copies": {"least": min(copies), "most": max(copies)},
    }


def of_runs(values: Iterable[float]) -> dict[str, float]:
    """Return a value of each run by the number of the run."""
    return {f"run-{i}": value for i, value in enumerate(values, 1)}


def fastest(rows: list[list[Any]], width: int) -> dict[str, dict[int, float]]:
    """Return the least measured time by scheduler and tokens: a disturbance only adds to it."""
    found: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for wide, tokens, scheduler, measured, *_ in rows:
        if wide == width:
            found[scheduler][tokens] = min(measured, found[scheduler].get(tokens, measured))
    return found


def solo(rows: list[list[Any]], width: int, layers: int) -> Times:
    """Return the least solo time of each kind and size of operation."""
    found: dict[tuple[str, int], float] = {}
    for wide, tokens, scheduler, _, *sums in rows:
        if wide == width:
            parts = 1 if scheduler == "sequential" else 2
            for tag, total in zip((COMPUTE, NETWORK), sums, strict=True):
                kind = tag, tokens // parts
                each = total / (parts * layers)
                found[kind] = min(each, found.get(kind, each))
    return found


def cost_of(times: Times) -> Cost:
    """Return the cost that solo times say."""
    return lambda operator, tokens: times[operator.tag, tokens]


def compared(graph: Graph, width: int, runs: list[Any]) -> dict[str, Any]:
    """Return times in ms and speedups by tokens: measured, and predicted without launches."""
    times = fastest([row for run in runs for row in run["rows"]], width)
    sizes = sorted(times["sequential"])
    by_run = [fastest(run["rows"], width) for run in runs]
    gains = [[of["sequential"][n] / of[CUT][n] for n in sizes] for of in by_run]
    found: dict[str, Any] = {
        "tokens": sizes,
        "measured_ms": {name: [times[name][n] for n in sizes] for name in SCHEDULERS},
        "measured": gains,
        "pays": of_runs(crossing(sizes, speedups) for speedups in gains),
        "lightest": of_runs(speedups[0] for speedups in gains),
        "heaviest": of_runs(speedups[-1] for speedups in gains),
    }
    without_launch = [row for run in runs if run["row"] > 1 for row in run["rows"]]
    if without_launch:
        cost = cost_of(solo(without_launch, width, layers_of(graph)))
        predicted = {
            name: [simulate(graph, scheduler, halves_of(n), cost).time for n in sizes]
            for name, scheduler in SCHEDULERS.items()
        }
        found["predicted_ms"] = predicted
        found["predicted"] = [a / b for a, b in zip(*(predicted[n] for n in PAIR), strict=True)]
        found["error"] = {name: worst(predicted[name], times[name], sizes) for name in SCHEDULERS}
        faster = [times["sequential"][n] > times[CUT][n] for n in sizes]
        found["right"] = sum(decisions(graph, cost, sizes, faster))
    return found


PAIR = ("sequential", CUT)


def layers_of(graph: Graph) -> int:
    """Return the number of layers of a graph of two operators each."""
    return len(graph.order) // 2


def worst(predicted: list[float], measured: Mapping[int, float], sizes: list[int]) -> float:
    """Return by what percentage a prediction is off at most, from ``LEAST`` tokens on."""
    return max(
        100 * abs(time / measured[n] - 1)
        for n, time in zip(sizes, predicted, strict=True)
        if n >= LEAST
    )


def crossing(sizes: list[int], speedups: list[float]) -> int:
    """Return the least size from which all measured speedups are above 1."""
    least = sizes[-1] + 1
    for n, speedup in zip(reversed(sizes), reversed(speedups), strict=True):
        if speedup <= 1:
            break
        least = n
    return least


def decisions(graph: Graph, cost: Cost, sizes: list[int], faster: list[bool]) -> list[bool]:
    """Return for each size whether a scheduler that predicts chose what was faster."""
    predict = Predict(plain(graph), cost)
    return [
        (predict.get_split_config(halves_of(n)).num_nano_batches > 1) == cut
        for n, cut in zip(sizes, faster, strict=True)
    ]


def plain(graph: Graph) -> Graph:
    """Return the graph of the measured layers: no row of a product waits for another."""
    return Graph(tuple(Operator(o.name, o.time, o.tag, o.needs) for o in graph.order))
