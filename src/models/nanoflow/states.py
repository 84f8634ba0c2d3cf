"""What the two explorers of NanoFlow show, worked out beforehand and packed tightly.

A state of the lanes is a list: tokens/s/device, after how many layers it repeats, and what runs
during one layer as triples of whole numbers: 10 * step + nano-batch, start, stop, in thousandths
of a sequential layer. A cell of the ratios is found by device, model, workload, in this order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.nanoflow.cost import Balance, balance
from models.nanoflow.inputs import DEVICES, MODELS, WORKLOADS
from models.nanoflow.interference import CURVES, exchange_bound
from models.nanoflow.layer import GRID, Step, even, nano_operations
from models.nanoflow.pipeline import Schedule, one_after_another, steady
from models.nanoflow.published import FIGURE_3, FIGURE_3_WORKLOADS, TABLE_1
from models.nanoflow.search import MEMORY_SHARES, NETWORK_SHARES

MILLE = 1000
#: What the name of a state begins with, by the curves of interference.
PREFIXES = {"": "Table 3", "h100-": "H100 8192"}


def alone_devices(key: str) -> int:
    """Return the number of devices that the paper's Figure 3 gives to a model."""
    return 1 if key == "llama-3-8b" else 8


def packed(schedule: Schedule, steps: Sequence[Step], tokens: float) -> list[Any]:
    """Return a state of the lanes; ``tokens`` are those per device of a layer in one second."""
    names = [step.name for step in steps]
    unit = MILLE / sum(step.alone() for step in steps)
    runs: list[int] = []
    for nano, start, stop in schedule.window():
        runs += (10 * names.index(nano.step) + nano.index, round(start * unit), round(stop * unit))
    return [round(tokens / schedule.period, 1), schedule.cycle, runs]


def lanes(steps: Sequence[Step], batch: int, layers: int, devices: int) -> dict[str, Any]:
    """Return every state of the first explorer, by the name that its controls spell.

    ``one``; ``nano-CUT`` for two nano-batches without overlap; ``two-CUT-M-N`` and ``four-M-N``
    for overlap, with the shares of memory and network in tenths; these with ``h100-`` before it
    where the curve of memory is the one measured. ``bounds`` are tokens/s/device by that prefix.
    """
    tokens = batch / layers / devices
    curves = {prefix: CURVES[name] for prefix, name in PREFIXES.items()}
    cuts: dict[str, Sequence[int]] = {f"two-{c}": (0, c, batch) for c in range(GRID, batch, GRID)}
    cuts["four"] = even(batch, 4)
    found = {"one": packed(_in_turn(steps, batch, (0, batch)), steps, tokens)}
    for name, at in cuts.items():
        if name != "four":
            plain = name.replace("two", "nano")
            found[plain] = packed(_in_turn(steps, batch, at), steps, tokens)
        for memory in MEMORY_SHARES:
            for network in NETWORK_SHARES:
                nanos = nano_operations(steps, batch, at)
                for prefix, points in curves.items():
                    shares = {"memory": memory, "network": network}
                    key = f"{prefix}{name}-{memory * 10:.0f}-{network * 10:.0f}"
                    found[key] = packed(steady(nanos, shares, curves=points), steps, tokens)
    bounds = {prefix: tokens / exchange_bound(steps, points) for prefix, points in curves.items()}
    named = [[step.name, step.resource] for step in steps]
    return {"steps": named, "states": found, "bounds": bounds}


def _in_turn(steps: Sequence[Step], batch: int, cuts: Sequence[int]) -> Schedule:
    return one_after_another(nano_operations(steps, batch, cuts))


def ratios() -> dict[str, Any]:
    """Return T_R and the batch of every cell of the second explorer, grouped attention on and off.

    None where the weights do not fit; ``scarce`` has one letter a cell: c, m, n, or - for none.
    """
    return {
        "devices": [_figures(name) for name in TABLE_1],
        "models": [
            [MODELS[key].name, alone_devices(key), MODELS[key].active / 1e9] for key in FIGURE_3
        ],
        "workloads": list(FIGURE_3_WORKLOADS),
        "printed": [list(row) for row in FIGURE_3.values()],
        "grouped": _map(grouped=True),
        "ungrouped": _map(grouped=False),
    }


def _figures(name: str) -> list[Any]:
    on = DEVICES[name]
    return [on.name, on.memory, on.bandwidth, on.compute]


def _map(grouped: bool) -> dict[str, Any]:
    cells = [
        _cell(key, device, workload, grouped)
        for device in TABLE_1
        for key in FIGURE_3
        for workload in FIGURE_3_WORKLOADS
    ]
    return {
        "ratio": [float(f"{cell.ratio:.3g}") if cell else None for cell in cells],
        "batch": [round(cell.batch) if cell else None for cell in cells],
        "scarce": "".join(cell.scarce[0] if cell else "-" for cell in cells),
    }


def _cell(key: str, device: str, workload: str, grouped: bool) -> Balance | None:
    model, devices = MODELS[key], alone_devices(key)
    if devices * DEVICES[device].memory * 1e9 <= model.weights:
        return None
    shape = model if grouped else model.ungrouped()
    return balance(shape, DEVICES[device], devices, WORKLOADS[workload])
