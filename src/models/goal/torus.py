"""The torus and the traffic on it, by one name: what the exact and the simulated model share.

The vocabulary is that of :mod:`models.goal.topology`; the patterns, each with its formula and
its name in other simulators, are those of :mod:`models.goal.patterns`.
"""

from __future__ import annotations

from models.goal.patterns import (
    PATTERNS,
    Traffic,
    hotspot,
    permutation,
    random_permutation,
    shift,
    traffic,
    uniform,
)
from models.goal.topology import Torus, mesh_hops

__all__ = [
    "PATTERNS",
    "Torus",
    "Traffic",
    "hotspot",
    "mesh_hops",
    "permutation",
    "random_permutation",
    "shift",
    "traffic",
    "uniform",
]
