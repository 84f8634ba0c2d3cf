"""NanoFlow, behind the write-up: what an iteration costs, and what overlap can gain.

Vocabulary
    iteration    one pass of a batch of B tokens through all layers of a model
    T_R          time to read the memory over time to compute, of an iteration that fills memory
    nano-batch   a part of the batch; a nano-operation is an operation of a layer over it
    share R      part of a device that a nano-operation which does not multiply is given
    sequential   one operation after another, the whole batch at once
    bound        exchange bound: no pipeline of the model is faster, whatever its order and shares
    optimum      Compute / 2P, as if nothing but the multiplications took time

Figures of the paper are in :mod:`models.nanoflow.published`, what was measured for this site in
:mod:`models.nanoflow.measured`. Throughput is in tokens per second and device, of prompts and
answers together. ``window`` is the throughput over the layers 4 to 10 of 12, ``throughput`` that
of the steady state.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.nanoflow.case import FITTED, Case
from models.nanoflow.cost import balance, operations, optimum, totals
from models.nanoflow.figures import draw_all
from models.nanoflow.inputs import DEVICES, MODELS, WORKLOADS, device, device_with
from models.nanoflow.interference import exchange_bound
from models.nanoflow.layer import check_cuts, even, nano_operations
from models.nanoflow.long_context import turns
from models.nanoflow.pipeline import Schedule, one_after_another, simulate, steady
from models.nanoflow.published import (
    FIGURE_7,
    FIGURE_7_WORKLOADS,
    NANO_BATCH_LOSS,
    PEAK,
    TABLE_2,
    headlines,
    measured,
)
from models.nanoflow.search import ATTENTION, Found, grid_search, search
from models.nanoflow.states import lanes, ratios
from models.nanoflow.tables import tables
from models.nanoflow.units import UNITS
from models.nanoflow.validation import validation
from models.shared import results
from models.shared.checks import is_number, require
from models.shared.sweep import Run

__all__ = ["Case", "Config", "Result", "draw", "run", "tabulate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What the page shows: the case of the paper's Table 2, and others that are searched.

    The pipeline drawn is cut at ``split``, with shares of ``memory`` and ``network``. Raise
    ValueError for a split that is no cut, and for shares that are none or exceed the device.
    """

    case: Case = FITTED
    split: int = 768
    memory: float = 0.4
    network: float = 0.2
    searched: tuple[Case, ...] = (
        FITTED,
        Case(model="qwen2-72b", prompt=1024, answer=512),
        Case(model="mixtral-8x7b", batch=4096, prompt=1024, answer=512),
        Case(model="llama-3-8b", devices=1, batch=1024, prompt=1024, answer=512),
        Case(device="H100"),
        Case(device="H100", curves="H100 8192"),
    )

    def __post_init__(self) -> None:
        check_cuts("split", (0, self.split, self.case.batch), self.case.batch)
        for key in ("memory", "network"):
            share = getattr(self, key)
            valid = is_number(share) and 0 < share <= 1
            require(valid, key, "a share above 0 and at most 1", share)
        together = self.memory + self.network
        require(together <= 1 + 1e-9, "memory, network", "together at most 1", together)
        names = [case.name for case in self.searched]
        require(len(set(names)) == len(names), "searched", "cases that differ", names)


class Result(results.Result):
    """The numbers of a run of the model."""

    model, units = "nanoflow", UNITS


def run(config: Config, sweep: Run) -> Result:
    """Compute everything that the page shows."""
    case = config.case
    return Result(
        config,
        {
            "optimum": optima(),
            "iteration": iteration(case),
            "balance": balances(),
            "headlines": headlines(),
            "marks": marks(case),
            "pipelines": pipelines(config),
            "search": {one.name: found for one, found in searches(config, sweep)},
            "lanes": lanes(case.steps(), case.batch, case.layers, case.devices),
            "ratios": ratios(),
            "long": turns(),
            "validation": validation(),
        },
    )


def draw(result: Result) -> dict[str, str]:
    """Return the figures, by name, as SVG."""
    return draw_all(result.numbers)


def tabulate(result: Result) -> dict[str, list[tuple[str, ...]]]:
    """Return the numbers of the figures, by the figure's name, as rows with a head."""
    return tables(result.numbers)


def optima() -> dict[str, float]:
    """Return the optimum of LLaMA-2-70B by TFLOP/s of a GPU: as profiled, printed, and peak."""
    rates = {"profiled": PEAK, "printed": 280_000, "peak": DEVICES["A100-80"].compute}
    model = MODELS["llama-2-70b"]
    return {key: optimum(model, device_with(compute=rate)) for key, rate in rates.items()}


def iteration(case: Case) -> dict[str, Any]:
    """Return the rows of the paper's Table 2 as the cost model has them, and their totals."""
    on = device(case.device)
    costs = operations(MODELS[case.model], case.devices, case.batch, case.workload)
    rows = {
        cost.name: {
            "gflop": cost.flops / 1e9,
            "memory": cost.memory / 1e9,
            "network": cost.network / 1e9,
            "times": [1e3 * time for time in cost.times(on, case.devices)],
        }
        for cost in costs
    }
    sums = [1e3 * time for time in totals(costs, on, case.devices)]
    return {"rows": rows, "totals": dict(zip(("compute", "memory", "network"), sums, strict=True))}


def balances() -> dict[str, Any]:
    """Return what the memory of eight A100 makes of LLaMA-2-70B, with grouped heads and without."""
    model, on = MODELS["llama-2-70b"], DEVICES["A100-80"]
    found = {}
    for key, shape in {"grouped": model, "ungrouped": model.ungrouped()}.items():
        for workload in ("512-512", "512-1024"):
            one = balance(shape, on, 8, WORKLOADS[workload])
            times = {"compute": one.compute, "memory": one.memory, "network": one.network}
            sizes = {"capacity": one.capacity, "requests": one.requests, "batch": one.batch}
            more = {"ratio": one.ratio, "scarce": one.scarce, "exchange": one.network / one.compute}
            ms = {key: 1e3 * time for key, time in times.items()}
            found[f"{key}-{workload}"] = sizes | ms | more
    return found


def marks(case: Case) -> dict[str, float]:
    """Return what throughputs are compared with.

    What was measured, the paper's Figure 7, and the optimum by profiled products are those of
    the paper's case; another has the optimum of its device.
    """
    steps = case.steps()
    found = {
        "sequential": case.throughput(sum(step.alone() for step in steps)),
        "bound": case.throughput(exchange_bound(steps, case.shares)),
        "optimum": optimum(MODELS[case.model], device(case.device)),
    }
    if case == FITTED:
        bars = dict(zip(FIGURE_7_WORKLOADS, FIGURE_7["nanoflow"], strict=True))
        dense = sum(TABLE_2[key][6] for key in ("KQV", "O", "UG", "D")) / 1e3
        found |= {"measured": bars["512-512"], "measured-least": bars["512-1024"]}
        found |= {"dense": case.batch / dense / case.devices, "optimum": optima()["profiled"]}
    return found


def figures(case: Case, schedule: Schedule, sequential: float) -> dict[str, float]:
    """Return the throughput of a schedule, and against the sequential period of a layer."""
    found = case.throughput(schedule.period)
    return {
        "throughput": found,
        "speedup": sequential / schedule.period,
        "period": 1e3 * schedule.period * case.layers,
        "cycle": schedule.cycle,
        "with-loss": found * (1 - NANO_BATCH_LOSS),
    }


def pipelines(config: Config) -> dict[str, Any]:
    """Return the pipelines that are compared, all of one case."""
    case, steps = config.case, config.case.steps()
    shares = {"memory": config.memory, "network": config.network}
    two = (0, config.split, case.batch)
    fine = (0, config.split // 2, config.split, (config.split + case.batch) // 2, case.batch)
    drawn = {step.name: fine if step.name in ATTENTION else two for step in steps}
    cuts: dict[str, Any] = {"two": two, "drawn": drawn, "four": even(case.batch, 4)}
    sequential = one_after_another(nano_operations(steps, case.batch, (0, case.batch)))
    found = {"sequential": figures(case, sequential, sequential.period)}
    apart = one_after_another(nano_operations(steps, case.batch, two))
    found["nano-batches"] = figures(case, apart, sequential.period)
    for key, at in cuts.items():
        nanos = nano_operations(steps, case.batch, at)
        schedule = steady(nanos, shares, curves=case.shares)
        found[key] = figures(case, schedule, sequential.period)
        part = simulate(nanos, shares, curves=case.shares)
        found[key]["window"] = case.throughput(part.mean())
    grid = grid_search(steps, case.batch, case.shares)
    layout, best, schedule = min(grid, key=lambda one: one[2].period)
    given_shares = {schedule.nanos[i].resource: share for i, share in best.items()}
    found["best-two"] = figures(case, schedule, sequential.period)
    found["best-two"] |= {"split": layout.cuts[1], **given_shares}
    return found | {"prompts-only": prompts_only(case, two, shares)}


def prompts_only(case: Case, cuts: Sequence[int], shares: dict[str, float]) -> dict[str, float]:
    """Return the pipeline of a batch of prompts alone, where only the network is to overlap."""
    alone = replace(case, answer=0)
    steps = alone.steps()
    nanos = nano_operations(steps, alone.batch, cuts)
    lanes_in_use = {nano.resource for nano in nanos}
    given = {resource: share for resource, share in shares.items() if resource in lanes_in_use}
    sequential = sum(step.alone() for step in steps)
    return figures(alone, steady(nanos, given, curves=case.shares), sequential)


def searches(config: Config, sweep: Run) -> list[tuple[Case, dict[str, Any]]]:
    """Return what the search finds for each case."""
    return list(zip(config.searched, sweep(searched, config.searched), strict=True))


def searched(case: Case) -> dict[str, Any]:
    """Return what the search finds for a case, as plain numbers."""
    return record(case, search(case.steps(), case.batch, curves=case.shares))


def record(case: Case, found: Found) -> dict[str, Any]:
    """Return what a search found, as plain numbers whose units are :data:`UNITS`."""
    nanos = found.schedule.nanos
    fast = exchange_bound(case.steps_with_fast_prefill(), case.shares)
    bar = measured(case.model, case.device, case.devices, case.batch, case.prompt, case.answer)
    return {
        "throughput": case.throughput(found.period),
        "speedup": found.speedup,
        "sequential": case.throughput(found.sequential),
        "sequential-ms": 1e3 * found.sequential,
        "layer-ms": 1e3 * found.period,
        "iteration-ms": 1e3 * found.period * case.layers,
        "cycle": found.schedule.cycle,
        "bound": case.throughput(found.bound),
        "bound-fast-prefill": case.throughput(fast),
        "gap": found.gap,
        "gap-percent": 100 * found.gap,
        "ways": len(found.layout.cuts) - 1,
        "cuts": list(found.layout.cuts),
        "halved": found.layout.halved,
        "planned": found.plan is not None,
        "shares": [[str(nanos[i]), share] for i, share in found.shares.items()],
        "ideals": [
            {
                "ways": one.ways,
                "layer-ms": 1e3 * one.period,
                "least-ms": 1e3 * one.least,
                "layouts": one.layouts,
                "solved": one.solved,
                "proven": one.proven,
            }
            for one in found.ideals
        ],
        "runs": [
            [nano.step, nano.index, 1e3 * start, 1e3 * stop]
            for nano, start, stop in found.schedule.window()
        ],
        "extrapolated": list(case.extrapolated),
        "published": bar,
    }
