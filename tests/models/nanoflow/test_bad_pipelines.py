"""Pipelines, curves and steps that are none are refused, with the operation and the rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.nanoflow.inputs import DEVICES, MODELS, WORKLOADS, Workload
from models.nanoflow.interference import exchange_bound, performance
from models.nanoflow.layer import Nano, Step, even, layer, nano_operations
from models.nanoflow.pipeline import (
    Plan,
    simulate,
    steady,
)
from models.nanoflow.published import TABLE_3

CASE = (MODELS["llama-2-70b"], DEVICES["A100-80"], 8, 2048)
STEPS = layer(*CASE, WORKLOADS["512-1024"])
SHARES = {"memory": 0.4, "network": 0.2}


def cut(*at: int) -> tuple[Nano, ...]:
    return nano_operations(STEPS, 2048, (0, *at, 2048))


def one(**changes):
    return [replace(step, **changes) if step.name == "O" else step for step in STEPS]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: cut(700), "'KQV' must be cut at a multiple of 128 (got 700)"),
        (lambda: cut(1024, 768), "'KQV' must be cuts from 0 up to 2048 (got (0, 1024, 768, 2048))"),
        (lambda: cut(768.0), "'KQV' must be cuts from 0 up to 2048"),
        (
            lambda: nano_operations(STEPS, 2048, {"KQV": (0, 2048)}),
            "'cuts' must be one of KQV (got 'DecAttn')",
        ),
        (lambda: even(2048, 17), "'ways' must be at most 16, one for each 128 (got 17)"),
        (
            lambda: nano_operations(one(after=("AG3",)), 2048, (0, 2048)),
            "'input of O' must be one of KQV, DecAttn, PfAttn, AG1, O, AG2, UGD, AR (got 'AG3'",
        ),
        (
            lambda: nano_operations(one(after=("AR",)), 2048, (0, 2048)),
            "must be free of circles within a layer (got '",
        ),
        (
            lambda: nano_operations(one(name="UGD"), 2048, (0, 2048)),
            "'UGD' must be the name of one step",
        ),
        (
            lambda: nano_operations(one(resource="disk"), 2048, (0, 2048)),
            "'resource of O' must be one of compute, memory, network (got 'disk')",
        ),
        (
            lambda: simulate(cut(768), {"memory": 0.9, "network": 0.2}),
            "must be together at most 1 (got 1.1)",
        ),
        (
            lambda: simulate(cut(768), {"memory": 0.0, "network": 0.2}),
            "'share of DecAttn[0:768]' must be above 0 and at most 1 (got 0.0)",
        ),
        (
            lambda: simulate(cut(768), {"memory": 0.4}),
            "'share of AG1[0:768]' must be above 0 and at most 1 (got None)",
        ),
        (
            lambda: simulate(cut(768), SHARES, layers=5),
            "'layers' must be an integer of at least 11 (got 5)",
        ),
        (
            lambda: simulate(cut(768), SHARES, curves={**TABLE_3, "memory": ((0, 0), (1, 0.9))}),
            "'curve of memory' must be points that rise from (0, 0) to (1, 1)",
        ),
        (
            lambda: performance("memory", 1.5),
            "'share of memory' must be above 0 and at most 1 (got 1.5)",
        ),
    ],
)
def test_bad_input_is_refused_with_operation_rule_and_value(call, message):
    with pytest.raises(ValueError, match="must be") as refusal:
        call()
    assert message in str(refusal.value)


NAN = float("nan")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Step("A", "compute", ((NAN, 0, 0),)), "'seconds of A' must be triples of finite"),
        (lambda: Step("A", "compute", ((-1, 0, 0),)), "'seconds of A' must be triples of finite"),
        (lambda: Step("A", "compute", ((0, 0, 0),)), "not all 0"),
        (lambda: Step("A", "compute", ((1, 0),)), "'seconds of A' must be triples"),
        (lambda: Step("A", "compute", ((1, 0, 0),), fixed=-1), "'seconds of A' must be triples"),
        (
            lambda: Step("A", "compute", ((1, 0, 0),), speeds=(((0.5, NAN),),)),
            "'speeds of A' must be points (part, speed) above 0",
        ),
        (
            lambda: Nano("A", "compute", 0, 0, 8, NAN),
            "'seconds of A[0:8]' must be a finite number above 0 (got nan)",
        ),
        (
            lambda: Nano("A", "compute", 0, 0, 8, -1.0),
            "'seconds of A[0:8]' must be a finite number above 0 (got -1.0)",
        ),
        (
            lambda: Nano("A", "disk", 0, 0, 8, 1.0),
            "'resource of A[0:8]' must be one of compute, memory, network (got 'disk')",
        ),
        (lambda: simulate([], {}), "'nano-operations' must be at least one"),
        (
            lambda: steady([Nano("A", "compute", 0, 0, 8, 1.0, ((3, 0),))], {}),
            "'input of A[0:8]' must be a position below 1",
        ),
        (
            lambda: steady([Nano("A", "compute", 0, 0, 8, 1.0, ((0, 0),))], {}),
            "must be free of circles within a layer",
        ),
        (
            lambda: simulate(cut(768), {"memry": 0.4, "network": 0.2}),
            "'shares' must be one of memory, network (got 'memry'; did you mean 'memory'?)",
        ),
        (
            lambda: simulate(cut(768), SHARES | {"compute": 0.5}),
            "'shares' must be one of memory, network (got 'compute'",
        ),
        (
            lambda: simulate(cut(768), {0: 0.4, "memory": 0.4, "network": 0.2}),
            "'shares' must be given to positions of what does not multiply (got 0)",
        ),
        (
            lambda: simulate(cut(768), {"memory": NAN, "network": 0.2}),
            "must be above 0 and at most 1 (got nan)",
        ),
        (
            lambda: simulate(cut(768), SHARES, plan=Plan(1.0, (0.0,))),
            "'plan' must be 16 starts and a period above 0",
        ),
        (
            lambda: simulate(
                cut(768), SHARES, curves={**TABLE_3, "compute": ((0, 0), (0.5, 0.9), (1, 1))}
            ),
            "'curve of compute' must be P = R",
        ),
        (
            lambda: simulate(cut(768), SHARES, curves={**TABLE_3, "mammory": ((0, 0), (1, 1))}),
            "'curves' must be one of compute, memory, network (got 'mammory'",
        ),
        (
            lambda: exchange_bound(STEPS, {"memory": ((0, 0), (NAN, 1), (1, 1))}),
            "'curve of memory' must be points that rise",
        ),
        (lambda: even(2048.0, 2), "'batch' must be an integer of at least 1 (got 2048.0)"),
        (lambda: cut(True), "'KQV' must be cuts from 0 up to 2048"),
        (
            lambda: layer(*CASE, Workload(512, 1024), slow={"KQW": 1.0}),
            "'slow' must be one of KQV, O, UG, D, DecAttn, PfAttn, Net (got 'KQW'",
        ),
    ],
)
def test_what_would_run_for_ever_or_mean_nothing_is_refused(call, message):
    with pytest.raises(ValueError, match="must be") as refusal:
        call()
    assert message in str(refusal.value)


def test_what_exceeds_the_device_is_named():
    with pytest.raises(ValueError, match="together at most 1") as refusal:
        simulate(cut(768), {"memory": 0.9, "network": 0.2})
    assert "'shares of AG2[768:2048] and DecAttn[0:768]'" in str(refusal.value)


def test_a_circle_is_named_with_its_operations():
    with pytest.raises(ValueError, match="circles") as refusal:
        nano_operations(one(after=("AR",)), 2048, (0, 2048))
    assert all(name in str(refusal.value) for name in ("O", "AG2", "UGD", "AR"))
