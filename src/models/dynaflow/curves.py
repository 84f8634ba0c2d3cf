"""Speedups by the share of time in the network, of one multiplication, and of one split."""

from __future__ import annotations

from typing import Any

from models.dynaflow.graph import TOKENS, Graph, Operator, dense, repeat
from models.dynaflow.schedulers import Dynamic, TwoWay
from models.dynaflow.simulator import bound, costlier, needed, speedup
from models.dynaflow.split import halves_of


def share(layers: int, overhead: float, gain: float) -> dict[str, Any]:
    """Return the speedup of dense layers in two halves by the share of time in the network."""
    heavy = halves_of(TOKENS)
    dearer = costlier(overhead, TOKENS)

    def point(percent: int) -> dict[str, float]:
        phi = percent / 100
        graph = repeat(dense(1 - phi, phi), layers)
        return {
            "bound": bound(phi),
            "speedup": speedup(graph, TwoWay(), heavy),
            "overhead": speedup(graph, TwoWay(), heavy, dearer),
        }

    points = {str(percent): point(percent) for percent in range(2, 99, 2)}
    return {"needed": needed(gain), "gain": gain, "points": points}


def splitting(balance: float) -> dict[str, float]:
    """Return the speedup of a multiplication alone when it is split: at most 1, by tokens."""
    graph = Graph((Operator("multiplication", 1 / TOKENS, floor=balance),))
    return {str(b): speedup(graph, TwoWay(), halves_of(b)) for b in (128, 200, 312)}


def split() -> dict[str, Any]:
    """Return how four requests are split under two thresholds."""
    requests = (700, 300, 500, 548)
    return {
        str(least): list(Dynamic(least).get_split_config(requests).num_tokens)
        for least in (512, 1024)
    }
