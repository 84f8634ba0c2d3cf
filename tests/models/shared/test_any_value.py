"""Whatever value a public argument is given: it is taken for what it is, or refused in one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from any_value import argument, ask
from models.dynaflow.graph import Operator, dense, mixture, repeat
from models.dynaflow.predict import Predict
from models.dynaflow.schedulers import DualBatch
from models.dynaflow.simulator import simulate, speedup, threshold
from models.nanoflow.case import Case
from models.nanoflow.cost import balance
from models.nanoflow.experts import Spread
from models.nanoflow.inputs import DEVICES, MODELS, Device, Transformer, Workload, device_with
from models.nanoflow.layer import layer
from models.nanoflow.search import search

GRAPH = repeat(dense(0.8, 0.2), 2)
LLAMA, H200, WORK = MODELS["llama-3-8b"], DEVICES["H200"], Workload(512, 512)
STEPS = layer(LLAMA, H200, 1, 512, WORK)
SHAPE = {"name": "x", "hidden": 64, "intermediate": 64, "layers": 2, "heads": 4, "kv_heads": 2}
CARD = {"name": "x", "memory": 80, "bandwidth": 2000, "network": 600, "compute": 3e5}
LAYER = {"model": LLAMA, "on": H200, "devices": 1, "batch": 512, "workload": WORK}
HALVES = [5, 5]


CASES: dict[str, Callable[[Any], Any]] = {
    **{f"Workload {name}": argument(Workload, name, {"prompt": 1, "answer": 1})
       for name in ("prompt", "answer")},
    **{f"Device {name}": argument(Device, name, CARD) for name in Device.__slots__},
    **{f"Transformer {name}": argument(Transformer, name, SHAPE | {"parameters": 1e6})
       for name in Transformer.__slots__},
    **{f"layer {name}": argument(layer, name, LAYER)
       for name in (*LAYER, "slow", "products", "usable", "reserved", "spread")},
    **{f"Case {name}": argument(Case, name, {}) for name in Case.__slots__},
    "balance devices": lambda v: balance(LLAMA, H200, v, WORK),
    "Spread": Spread,
    "device_with": lambda v: device_with(compute=v),
    "search steps": lambda v: search(v, 512, 1),
    "search batch": lambda v: search(STEPS, v, 1),
    "search most": lambda v: search(STEPS, 256, v),
    "simulate graph": lambda v: simulate(v, DualBatch(), HALVES),
    "simulate scheduler": lambda v: simulate(GRAPH, v, HALVES),
    "simulate requests": lambda v: simulate(GRAPH, DualBatch(), v),
    "simulate request": lambda v: simulate(GRAPH, DualBatch(), [v, 5]),
    "simulate cost": lambda v: simulate(GRAPH, DualBatch(), HALVES, v),
    "simulate beside": lambda v: simulate(GRAPH, DualBatch(), HALVES, beside=v),
    "repeat layer": lambda v: repeat(v, 2),
    "repeat layers": lambda v: repeat(dense(0.8, 0.2), v),
    "dense": lambda v: dense(v, 0.2),
    "mixture phi": lambda v: mixture(phi=v),
    "mixture floor": lambda v: mixture(phi=0.2, floor=v),
    "mixture devices": lambda v: mixture(phi=0.2, floor=2, devices=v),
    "threshold graph": lambda v: threshold(v, DualBatch()),
    "threshold scheduler": lambda v: threshold(GRAPH, v, most=8),
    "speedup": lambda v: speedup(GRAPH, Predict(GRAPH), v),
    "Predict": Predict,
    "Predict overhead": lambda v: Predict(GRAPH, overhead=v),
    "Operator": lambda v: Operator("a", v),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_refused_in_one_line_and_what_is_odd_never_breaks(case):
    ask(CASES[case], right=({},) if case == "layer products" else ())  # no curve at all


def test_what_is_right_stays_right():
    assert layer(**LAYER, products={}) == layer(**LAYER)
    assert simulate(GRAPH, DualBatch(), (5, 5)).time > 0
