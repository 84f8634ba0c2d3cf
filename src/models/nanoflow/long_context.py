"""From which length of the answer on serving is short of memory, by the length of the context.

Vocabulary
    context     tokens of a request at its end, of prompt and answer
    turn        the answer with which T_mem = T_comp: a longer one makes memory the scarce of both

The memory is full, as in the paper's Figure 3, but compute and memory count all operations of
:func:`models.nanoflow.cost.operations`, attention and the reading of weights among them, at their
rooflines: with a long prompt attention costs more than the products do. Here attention over
prompts is halved for causality, which Table 2 does not do. Where the answer is short,
most tokens of the batch are of prompts, which multiply and read little; the longer it is, the more
of them read what is kept.

>>> turns((16384,), ("llama-3-70b",))["models"]["llama-3-70b"]["turn"]
{'16384': 2020}
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from models.nanoflow.cost import balance, operations, totals
from models.nanoflow.inputs import DEVICES, MODELS, Device, Transformer, Workload

CONTEXTS = tuple(1024 * k for k in (8, 12, 16, 24, 32, 48, 64, 96, 128))
SHOWN = ("llama-3-70b", "qwen3-235b-a22b", "deepseek-v3")
ON, COUNT = "H200", 8


def shortage(model: Transformer, on: Device, devices: int, workload: Workload) -> float:
    """Return T_mem / T_comp of all operations of an iteration with the memory full."""
    batch = max(int(balance(model, on, devices, workload).batch), 1)
    costs = [
        replace(cost, flops=cost.flops / 2) if cost.name == "PfAttn" else cost
        for cost in operations(model, devices, batch, workload)
    ]
    compute, memory, _ = totals(costs, on, devices)
    return memory / compute


def turn(model: Transformer, on: Device, devices: int, context: int) -> int | None:
    """Return the answer from which on memory is short, in tokens; None if no answer is.

    The shortage passes 1 once, which a test tries, so that halving the range finds it.
    """
    low, high = 1, context - 1
    if shortage(model, on, devices, Workload(context - high, high)) <= 1:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if shortage(model, on, devices, Workload(context - middle, middle)) > 1:
            high = middle
        else:
            low = middle
    return high


def turns(contexts: Sequence[int] = CONTEXTS, shown: Sequence[str] = SHOWN) -> dict[str, Any]:
    """Return the turn of each model by the context, None where no answer makes memory short."""
    on = DEVICES[ON]
    return {
        "device": ON,
        "devices": COUNT,
        "contexts": list(contexts),
        "models": {
            key: {
                "name": MODELS[key].name,
                "kept-bytes": MODELS[key].kv_bytes,
                "turn": {str(c): turn(MODELS[key], on, COUNT, c) for c in contexts},
            }
            for key in shown
        },
    }
