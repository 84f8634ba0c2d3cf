"""Sizes of models, devices and workloads that are none are refused, with the argument and value."""

from __future__ import annotations

import pytest

from models.nanoflow.cost import (
    balance,
    operations,
)
from models.nanoflow.inputs import (
    DEVICES,
    MODELS,
    WORKLOADS,
    Device,
    Transformer,
    Workload,
    device,
    device_with,
    statistics,
)

LLAMA = MODELS["llama-2-70b"]

A100 = DEVICES["A100-80"]

GOOD = {"name": "x", "parameters": 1e9, "hidden": 64, "intermediate": 64}

GOOD |= {"layers": 2, "heads": 4, "kv_heads": 2}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: device("A100"), "'device' must be one of V100, A100-40"),
        (lambda: device_with(compute=0), "'compute' must be a finite number above 0 (got 0)"),
        (
            lambda: device_with(memory=float("nan")),
            "'memory' must be a finite number above 0 (got nan)",
        ),
        (lambda: device_with(bandwidthe=1), "(got 'bandwidthe'; did you mean 'bandwidth'?)"),
        (
            lambda: Device(name="x", memory=1, bandwidth=-2, network=1, compute=1),
            "'bandwidth' must be a finite number above 0 (got -2)",
        ),
        (
            lambda: Transformer(**GOOD | {"layers": 0}),
            "'layers' must be an integer of at least 1 (got 0)",
        ),
        (
            lambda: Transformer(**GOOD | {"kv_heads": 3}),
            "'kv_heads' must be a divisor of 'heads' (got 3)",
        ),
        (lambda: Transformer(**GOOD | {"routed": 2}), "'routed' must be at most 'experts' (got 2)"),
        (
            lambda: Transformer(**GOOD | {"active": 2e9}),
            "'active' must be from 1 to 'parameters' (got 2000000000.0)",
        ),
        (
            lambda: Workload(-1, 5),
            "'prompt' must be a finite number of tokens, at least 0 (got -1)",
        ),
        (lambda: Workload(0, 0), "'prompt, answer' must be not both 0"),
        (
            lambda: operations(LLAMA, 0, 1, WORKLOADS["512-512"]),
            "'devices' must be an integer of at least 1 (got 0)",
        ),
        (
            lambda: operations(LLAMA, 1, 0, WORKLOADS["512-512"]),
            "'batch' must be an integer of at least 1 (got 0)",
        ),
        (
            lambda: balance(LLAMA, A100, 1, WORKLOADS["512-512"]),
            "'devices' must be enough to hold the weights, 140 GB (got '1 of 80 GB')",
        ),
        (
            lambda: balance(LLAMA, A100, 8, Workload(512, 0)),
            "'answer' must be above 0 where requests fill the memory (got 0)",
        ),
        (
            lambda: balance(LLAMA, A100, 3, WORKLOADS["512-512"]),
            "'devices' must be a divisor of the 64 heads of LLaMA-2-70B (got 3)",
        ),
        (
            lambda: balance(LLAMA, A100, 128, WORKLOADS["512-512"]),
            "'devices' must be a divisor of the 64 heads of LLaMA-2-70B (got 128)",
        ),
        (
            lambda: operations(
                Transformer(**GOOD | {"heads": 12, "kv_heads": 4}), 6, 1, Workload(1, 1)
            ),
            "'devices' must be a divisor or a multiple of the 4 heads of keys and values (got 6)",
        ),
        (
            lambda: balance(LLAMA, A100, 8, WORKLOADS["512-512"], usable=1.1),
            "'usable' must be above 0 and at most 1 (got 1.1)",
        ),
        (
            lambda: balance(LLAMA, A100, 8, WORKLOADS["512-512"], reserved=-1),
            "'reserved' must be a finite number of GB, at least 0 (got -1)",
        ),
        (
            lambda: balance(LLAMA, A100, 8, WORKLOADS["512-512"], usable=0.2),
            "'devices' must be enough to hold the weights, 140 GB",
        ),
        (
            lambda: Transformer(**GOOD | {"number": 3}),
            "'number' must be 4, 2, 1 or 0.5 bytes (got 3)",
        ),
        (
            lambda: Transformer(**GOOD | {"kv_number": float("nan")}),
            "'kv_number' must be 4, 2, 1 or 0.5 bytes (got nan)",
        ),
        (
            lambda: device_with(latency=-1),
            "'latency' must be a finite number, at least 0 (got -1)",
        ),
        (
            lambda: Workload(True, 5),
            "'prompt' must be a finite number of tokens, at least 0 (got True)",
        ),
        (lambda: statistics(["a,b"], "a", "b"), "'rows' must be a head and at least one row"),
        (
            lambda: statistics(["prompt,b", "1,2"], "pronpt", "b"),
            "(got 'pronpt'; did you mean 'prompt'?)",
        ),
        (
            lambda: statistics(["a,b", "1,two"], "a", "b"),
            "'b' must be a column of numbers (got ['two'])",
        ),
    ],
)
def test_bad_input_is_refused_with_argument_rule_and_value(call, message):
    with pytest.raises(ValueError, match="must be") as refusal:
        call()
    assert message in str(refusal.value)
