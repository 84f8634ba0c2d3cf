"""What a schedule gains: by simulation, in closed form, and from how many tokens on.

>>> from models.dynaflow.graph import dense, repeat
>>> from models.dynaflow.schedulers import TwoWay
>>> speedup(repeat(dense(0.5, 0.5), 1), TwoWay(), [1024, 1024])
1.3333333333333333
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise

from models.dynaflow.beside import APART, Beside
from models.dynaflow.clock import Cost, Interval, Timeline, costlier, simulate, timeline
from models.dynaflow.engine import Scheduler, issue
from models.dynaflow.graph import Graph, Operator
from models.dynaflow.schedulers import DualBatch, Dynamic, Sequential, TwoWay
from models.dynaflow.split import Requests
from models.shared.checks import is_number, require, require_integer, require_positive

__all__ = [
    "Cost",
    "Interval",
    "Timeline",
    "bound",
    "costlier",
    "halved",
    "needed",
    "simulate",
    "speedup",
    "threshold",
    "timeline",
]

TRIED = 1_000_000  # sizes of a half
#: Times that differ by less than this share are the same.
TOLERANCE = 1e-9
#: Schedulers that issue in one order for all tokens, or in two, of which the latter is for more.
STEADY = (Sequential, TwoWay, DualBatch, Dynamic)


def speedup(
    graph: Graph,
    scheduler: Scheduler,
    requests: Requests,
    cost: Cost = Operator.duration,
    beside: Beside = APART,
) -> float:
    """Return how many times faster a scheduler is than the whole batch in order.

    Raises:
        ValueError: as :func:`simulate` does, or a schedule takes no time at all.

    """
    alone = simulate(graph, Sequential(), requests, cost, beside).time
    time = simulate(graph, scheduler, requests, cost, beside).time
    require(time > 0, "time", "above 0", time)
    return alone / time


def halved(compute: float, network: float, layers: int) -> float:
    """Return the time of dense layers in two equal halves that alternate, in closed form.

    The busier stream never pauses, and half an operation of the other stands alone.
    """
    for name, value in (("compute", compute), ("network", network)):
        require_positive(name, value)
    require_integer("layers", layers, 1)
    if network <= compute:
        return layers * compute + network / 2
    return compute / 2 + layers * network


def bound(phi: float) -> float:
    """Return the largest speedup that two streams allow: the busier one does all of its work."""
    require(is_number(phi) and 0 <= phi <= 1, "phi", "a number from 0 to 1", phi)
    return 1 / max(phi, 1 - phi)


def needed(gain: float) -> float:
    """Return the least share of time in the network that allows a speedup: 1 - 1 / gain."""
    require(is_number(gain) and 1 <= gain <= 2, "gain", "a number from 1 to 2", gain)
    return 1 - 1 / gain


def threshold(
    graph: Graph,
    scheduler: Scheduler,
    most: int = 4096,
    cost: Cost | None = None,
    beside: Beside = APART,
    overhead: float = 0.0,
) -> int:
    """Return the least tokens of a half from which splitting in equal halves is no slower.

    From there on it is no slower for any size of half up to ``most``; it is ``most`` + 1 if it
    is slower at ``most``. ``overhead`` is the share by which halves compute longer.

    For the costs of the graph itself and the schedulers of :data:`STEADY` few sizes are tried.
    Between two sizes at which no floor starts to count, what the whole chain takes is linear in
    its tokens, and what the halves take is the largest of some sums, so convex, if their order
    does not change: the sizes that pay are then an interval, and two ends that pay vouch for all
    between. Otherwise, as for a scheduler of one's own, every size is tried, from the largest down.

    Raises:
        ValueError: ``most`` is no integer above 0, ``overhead`` below 0, or as ``simulate``.

    """
    require_integer("most", most, 1)
    valid = is_number(overhead) and overhead >= 0
    require(valid, "overhead", "a number of at least 0", overhead)
    require(isinstance(graph, Graph), "graph", "a Graph", graph)
    found = Halves(graph, scheduler, cost or Operator.duration, beside, overhead)
    steady = cost is None and not beside.disturbs and type(scheduler) in STEADY
    if steady and is_chain(graph):
        bends = sorted(corners(graph, most))
        if found.same_order(bends):
            return least(found.pays, bends)
    require(most <= TRIED, "most", f"at most {TRIED:,} where every size is tried", most)
    return least(found.pays, list(range(1, most + 1)))


class Halves:
    """What two equal halves take, and what the whole."""

    def __init__(
        self, graph: Graph, scheduler: Scheduler, cost: Cost, beside: Beside, overhead: float
    ) -> None:
        self.graph, self.scheduler = graph, scheduler
        self.cost, self.beside, self.overhead = cost, beside, overhead
        self.plan = cache(lambda half: issue(graph, scheduler, (half, half)))

    def pays(self, half: int) -> bool:
        """Tell whether halves of so many tokens are no slower than the whole."""
        dearer = costlier(self.overhead, 2 * half, self.cost)
        alone = timeline(issue(self.graph, Sequential(), (half, half)), dearer, self.beside)
        cut = timeline(self.plan(half), dearer, self.beside)
        return cut.time <= alone.time * (1 + TOLERANCE)

    def same_order(self, sizes: list[int]) -> bool:
        """Tell whether the scheduler issues in one order for all of some sizes."""
        orders = {tuple(handle.key for handle in self.plan(half).handles) for half in sizes}
        return len(orders) == 1


def is_chain(graph: Graph) -> bool:
    """Tell whether each operator needs the one before it, so that nothing of one batch overlaps."""
    return all(before.name in after.needs for before, after in pairwise(graph.order))


def corners(graph: Graph, most: int) -> set[int]:
    """Return the sizes of a half next to which a floor starts to count, and both ends."""
    found = {1, most}
    for floor in {operator.floor for operator in graph.order}:
        for bend in (floor, floor / 2):
            found |= {half for half in (int(bend), int(bend) + 1) if 1 <= half <= most}
    return found


def least(pays: Callable[[int], bool], sizes: list[int]) -> int:
    """Return the least size from which all pay, where of two neighbours that pay all between do."""
    high = sizes[-1]
    if not pays(high):
        return high + 1
    for low in reversed(sizes[:-1]):
        if not pays(low):
            break
        high = low
    else:
        return high
    while high - low > 1:
        half = (low + high) // 2
        low, high = (low, half) if pays(half) else (half, high)
    return high
