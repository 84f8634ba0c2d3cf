"""The best of adaptive routing, by a program with a variable for every path."""

from __future__ import annotations

from itertools import permutations

import numpy as np
from scipy.optimize import linprog

from models.goal.paths import RULES, quadrants
from models.goal.torus import Traffic


def by_paths(sent: Traffic, algorithm: str) -> float:
    """Return the optimum with a variable for every path of every packet."""
    torus = sent.torus
    columns, demand = [], []
    for source in range(torus.nodes):
        for offset, share in sent.offsets(source).items():
            for ways, p in quadrants(torus, RULES.get(algorithm, "minimal"), offset):
                steps = [i for i, way in enumerate(ways) for _ in range(abs(way))]
                for order in set(permutations(steps)):
                    node, used = source, []
                    for i in order:
                        port = 2 * i + (ways[i] < 0)
                        used.append(node * torus.ports + port)
                        node = torus.neighbour(node, port)
                    columns.append((len(demand), used))
                demand.append(float(p * share))
    over = np.zeros((torus.nodes * torus.ports, len(columns) + 1))
    kept = np.zeros((len(demand), len(columns) + 1))
    over[:, -1] = -1
    for j, (packet, used) in enumerate(columns):
        kept[packet, j] = 1
        for channel in used:
            over[channel, j] += 1
    costs = [0.0] * len(columns) + [1.0]
    return linprog(costs, over, np.zeros(len(over)), kept, demand).fun
