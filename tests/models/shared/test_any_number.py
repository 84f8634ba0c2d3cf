"""The other models: whatever a public number is given as, it is taken, or refused in one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from any_value import ARRAY, argument, ask
from models.enrollment.desk import Desk
from models.enrollment.privacy import alone, drawn
from models.enrollment.seats import counted, played, raced
from models.enrollment.threads import race
from models.enrollment.trials import log
from models.pim.experiments import Service
from models.pim.inputs import Device, Lengths, Transformer, device, shape
from models.pim.neupims import Memory, estimate
from models.pim.placement import batch, imbalance
from models.pim.requests import Request, arrivals
from models.pim.serving import Server, serve
from models.pim.step import attention, connected, fits, gain, merging, moving, step
from models.pim.theory import bound, expected, largest, optimum
from models.rchol.dissection import chain, dissected, mixed_inside
from models.rchol.factor import factor
from models.rchol.matrices import band, complete, grid, random_graph, sdd, star
from models.rchol.orders import natural, order_of, shuffled
from models.rchol.parallel import timed
from models.rchol.small import edges
from models.rchol.solve import solve
from models.sim_to_real.training import Training
from models.tilelang_autotuner.bounds import best_group, rounds
from models.tilelang_autotuner.bounds import chain as pipelined
from models.tilelang_autotuner.laws import LAWS, Law
from models.tilelang_autotuner.simulator import simulate
from models.tilelang_autotuner.work import Faults, Setup, Work

LLAMA, PIM = shape("llama-65b"), device("attacc-bank")
SHAPE = {"name": "x", "layers": 2, "heads": 8, "kv_heads": 2, "parameters": 1e9}
CARD = {"name": "x", "flops": 1e12, "bandwidth": 1e12, "capacity": 1e9, "link": 1e9}
MEAN = {"prompt": 10, "prompt_deviation": 1, "answer": 10, "answer_deviation": 1}
SERVED = [Request(0, 3, 2)]
TWO = Work.of([1, 1], [1, 1])
SQUARE = grid(3, 3)


def each(called: str, make: Any, given: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return a case for each argument of a function."""
    return {f"{called} {name}": argument(make, name, given) for name in names or given}


PIM_CASES = {
    **each("Transformer", Transformer, SHAPE, *Transformer.__slots__),
    **each("Device", Device, CARD, *Device.__slots__),
    **each("Lengths", Lengths, MEAN),
    **each("Memory", Memory, {}, *Memory.__slots__),
    **each("Request", Request, {"arrival": 0, "prompt": 1, "answer": 1}),
    **each("Server", Server, {"policy": "migration", "devices": 2}, *Server.__slots__),
    **each("Service", Service, {"lengths": "ShareGPT", "policy": "migration"}, *Service.__slots__),
    "batch tokens": lambda v: batch("least-kv", v, 2),
    "batch length": lambda v: batch("least-kv", [v], 2),
    "batch devices": lambda v: batch("least-kv", [3], v),
    "batch parts": lambda v: batch("token-split", [9], 4, v),
    "imbalance": imbalance,
    "imbalance load": lambda v: imbalance([v, 1]),
    "estimate": estimate,
    "serve steps": lambda v: next(serve(Server(policy="least-kv", devices=2), SERVED, v)),
    "serve requests": lambda v: next(serve(Server(policy="least-kv", devices=2), v, 2)),
    "arrivals": lambda v: arrivals(Lengths(**MEAN), v, 5, np.random.default_rng(1)),
    "arrivals steps": lambda v: arrivals(Lengths(**MEAN), 3, v, np.random.default_rng(1)),
    "connected devices": lambda v: connected(LLAMA, PIM, v, 1),
    "connected batch": lambda v: connected(LLAMA, PIM, 8, v),
    "attention devices": lambda v: attention(LLAMA, PIM, v, 1),
    "attention tokens": lambda v: attention(LLAMA, PIM, 8, v),
    "attention imbalance": lambda v: attention(LLAMA, PIM, 8, 9, v),
    "merging devices": lambda v: merging(LLAMA, PIM, v, 1),
    "merging": lambda v: merging(LLAMA, PIM, 8, v),
    "moving": lambda v: moving(LLAMA, PIM, v),
    "step extra": lambda v: step(LLAMA, PIM, 8, 1, 1, extra=v),
    "step moved": lambda v: step(LLAMA, PIM, 8, 1, 1, moved=v),
    "gain context": lambda v: gain(LLAMA, PIM, PIM, 8, 4, v),
    "gain batch": lambda v: gain(LLAMA, PIM, PIM, 8, v, 99),
    "fits devices": lambda v: fits(LLAMA, PIM, v, 1),
    "fits tokens": lambda v: fits(LLAMA, PIM, 8, v),
    "largest": largest,
    "bound": bound,
    "expected cv": lambda v: expected(v, 8, 32),
    "expected each": lambda v: expected(1, 8, v),
    "optimum tokens": lambda v: optimum(v, 2),
    "optimum length": lambda v: optimum([v, 2], 2),
    "optimum devices": lambda v: optimum([3, 2], v),
}  # fmt: skip
RCHOL_CASES: dict[str, Callable[[Any], Any]] = {
    "sdd entry": lambda v: sdd([[v]]),
    "grid": grid,
    "grid side": lambda v: grid(3, v),
    "band n": lambda v: band(v, 1),
    "band width": lambda v: band(5, v),
    "star n": lambda v: star(v, 0),
    "star centre": lambda v: star(5, v),
    "complete": complete,
    "random_graph n": lambda v: random_graph(v, 2, 1),
    "random_graph degree": lambda v: random_graph(9, v, 1),
    "random_graph seed": lambda v: random_graph(9, 2, v),
    "natural": natural,
    "shuffled n": lambda v: shuffled(v, 1),
    "shuffled seed": lambda v: shuffled(9, v),
    "order_of seed": lambda v: order_of("random", SQUARE, v),
    "dissected leaf": lambda v: dissected(SQUARE, v),
    "mixed_inside": lambda v: mixed_inside(*dissected(SQUARE), v),
    "chain n": lambda v: chain(v, 1),
    "chain size": lambda v: chain(9, v),
    "factor order": lambda v: factor(SQUARE, v, 1),
    "factor seed": lambda v: factor(SQUARE, natural(9), v),
    "timed threads": lambda v: timed(SQUARE, natural(9), chain(9, 3), 1, v),
    "timed seed": lambda v: timed(SQUARE, natural(9), chain(9, 3), v),
    "solve b": lambda v: solve(SQUARE, v, None, 0.1),
    "solve entry of b": lambda v: solve(SQUARE, [v] * 9, None, 0.1),
    "solve tolerance": lambda v: solve(SQUARE, np.ones(9), None, v),
    "solve most": lambda v: solve(SQUARE, np.ones(9), None, 0.1, v),
    "edges weight": lambda v: edges([(1, 2, v)]),
    "edges vertex": lambda v: edges([(v, 2, 1.0)]),
}
TILELANG_CASES: dict[str, Callable[[Any], Any]] = {
    **each("Setup", Setup, {}, *Setup.__slots__),
    **each("Law", Law.of, {"shared": 1, "own": 1, "measure": 1, "dearer": 1}),
    "Work own": lambda v: Work.of(v, [1]),
    "Work own time": lambda v: Work.of([v], [1]),
    "Work measure": lambda v: Work.of([1], [v]),
    "Work shared": lambda v: Work.of([1], [1], v),
    "Work order": TWO.ordered,
    "Faults lost": lambda v: simulate(TWO, Setup(), Faults.of([v])),
    "Faults failed": lambda v: simulate(TWO, Setup(), Faults.of([], [v])),
    "Law work": lambda v: LAWS["all"].work(v, Setup()),
    "chain n": lambda v: pipelined(v, 1, 1),
    "rounds n": lambda v: rounds(v, 2, 1, 9, 1),
    "rounds workers": lambda v: rounds(4, v, 1, 9, 1),
    "rounds devices": lambda v: rounds(4, 2, v, 9, 1),
    **each("best_group", best_group, {"s": 1, "v": 1, "b1": 1, "d": 1, "workers": 1, "devices": 1}),
}
OTHER_CASES: dict[str, Callable[[Any], Any]] = {
    "counted program": lambda v: counted(v, 2),
    "counted clients": lambda v: counted("naive", v),
    "counted capacity": lambda v: counted("naive", 2, v),
    "played clients": lambda v: played("naive", v, 1),
    "played seed": lambda v: played("naive", 2, v),
    "played capacity": lambda v: played("naive", 2, 1, v),
    "raced races": lambda v: raced("naive", 2, v),
    "raced clients": lambda v: raced("naive", v, 1),
    "race clients": lambda v: race("memory", "locked", v, 1),
    "alone": alone,
    "drawn": lambda v: drawn(v, 1),
    "drawn seed": lambda v: drawn(3, v),
    "log": log,
    "Desk opens": lambda v: Desk(None, v, 2**62, lambda: 0),
    "Desk deadline": lambda v: Desk(None, 0, v, lambda: 0),
    **each("Training", Training, {}, *Training.__slots__),
}
CASES = {
    f"{model}: {case}": make
    for model, cases in (
        ("pim", PIM_CASES),
        ("rchol", RCHOL_CASES),
        ("tilelang", TILELANG_CASES),
        ("others", OTHER_CASES),
    )
    for case, make in cases.items()
}
#: What some functions rightly take, though others must not.
RIGHT: dict[str, tuple[object, ...]] = {
    "pim: imbalance": (ARRAY,),
    "pim: serve requests": ([], ()),
    "others: Training parts": ([], ()),
    "rchol: solve entry of b": (-1.5,),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_refused_in_one_line_and_what_is_odd_never_breaks(case):
    ask(CASES[case], RIGHT.get(case, ()))
