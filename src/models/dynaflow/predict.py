"""A scheduler that predicts: it asks the simulator which split of this batch is done first."""

from __future__ import annotations

from models.dynaflow.beside import APART, Beside
from models.dynaflow.engine import issue
from models.dynaflow.graph import Graph, Operator
from models.dynaflow.schedulers import DualBatch
from models.dynaflow.simulator import TOLERANCE, Cost, costlier, timeline
from models.dynaflow.split import Requests, SplitConfig, halves, middle, whole
from models.shared.checks import require


class Fixed(DualBatch):
    """Split as it is told, and alternate collective by collective."""

    def __init__(self, split: SplitConfig) -> None:
        self.split = split

    def get_split_config(self, requests: Requests) -> SplitConfig:
        """Split as it was told."""
        return self.split


class Predict(DualBatch):
    """Split as the simulator finds fastest for this graph and these costs."""

    def __init__(self, graph: Graph, cost: Cost = Operator.duration, beside: Beside = APART,
                 overhead: float = 0.0) -> None:  # fmt: skip
        require(isinstance(graph, Graph), "graph", "a Graph", graph)
        require(isinstance(beside, Beside), "beside", "a Beside", beside)
        costlier(overhead, 1)
        self.graph, self.cost, self.beside, self.overhead = graph, cost, beside, overhead

    def get_split_config(self, requests: Requests) -> SplitConfig:
        """Keep it whole unless halves, at a boundary or inside a request, are faster."""
        found, best = whole(requests), self.time(whole(requests), requests)
        splits = [halves(requests)]
        if any(operator.causal for operator in self.graph.order):
            splits.append(middle(requests))
        for split in splits:
            if (time := self.time(split, requests)) < best * (1 - TOLERANCE):
                found, best = split, time
        return found

    def time(self, split: SplitConfig, requests: Requests) -> float:
        """Return what a split takes."""
        plan = issue(self.graph, Fixed(split), requests)
        return timeline(plan, costlier(self.overhead, sum(requests), self.cost), self.beside).time
