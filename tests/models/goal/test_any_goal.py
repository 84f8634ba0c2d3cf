"""Whatever value a public argument of GOAL is given: it is taken, or refused in one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from any_value import argument, ask
from models.goal.loads import loads
from models.goal.simulator import Simulation
from models.goal.torus import Torus, Traffic, hotspot, permutation, random_permutation, shift
from models.goal.worst import worst_case

TORUS = Torus(4, 2)
CASES: dict[str, Callable[[Any], Any]] = {
    "Torus k": lambda v: Torus(v, 2),
    "Torus n": lambda v: Torus(3, v),
    "Torus side": lambda v: Torus((3, v)),
    "Torus mesh": lambda v: Torus(3, 2, v),
    "loads torus": lambda v: loads(v, "dor", "uniform"),
    "loads algorithm": lambda v: loads(TORUS, v, "uniform"),
    "loads pattern": lambda v: loads(TORUS, "dor", v),
    "loads concentration": lambda v: loads(TORUS, "dor", "uniform", v),
    "random_permutation": lambda v: random_permutation(TORUS, v),
    "hotspot": lambda v: hotspot(TORUS, v),
    "hotspot share": lambda v: hotspot(TORUS, {0: v}),
    "permutation": lambda v: permutation(TORUS, v),
    "shift": lambda v: shift(TORUS, v),
    "shift step": lambda v: shift(TORUS, (v, 0)),
    "Traffic rows": lambda v: Traffic(TORUS, v),
    "Traffic node": lambda v: Traffic(TORUS, ((v,),) * 16),
    "Traffic weight": lambda v: Traffic(TORUS, ((1,),) * 16, weights=((v,),) * 16),
    "worst_case": lambda v: worst_case(TORUS, v),
    **{
        f"Simulation {name}": argument(Simulation, name, {"load": 0.1, "k": 4, "algorithm": "dor"})
        for name in Simulation.__slots__
    },
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_refused_in_one_line_and_what_is_odd_never_breaks(case):
    ask(CASES[case])


def test_a_step_down_is_right():
    assert shift(TORUS, (-1, 0)).rows[0] == (3,)
