"""When each operation runs: streams that keep their order, and nano-batches that keep theirs.

An operation starts once its stream has done all that was issued there before it, and once the
operation issued before it in its nano-batch is done, which in the public code of DynaFlow the
events of a batch see to. Streams do not slow each other down.

>>> from models.dynaflow.graph import dense, repeat
>>> from models.dynaflow.schedulers import TwoWay
>>> simulate(repeat(dense(0.5, 0.5), 1), TwoWay(), [1024, 1024]).time
0.75
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from models.dynaflow.engine import Handle, Plan, Scheduler, issue
from models.dynaflow.graph import COMPUTE, Graph, Operator
from models.dynaflow.schedulers import Sequential
from models.dynaflow.split import Requests, SplitConfig
from models.shared.checks import is_number, require, require_integer, require_positive

Cost = Callable[[Operator, int], float]  # the time that an operator takes on so many tokens


@dataclass(frozen=True, slots=True)
class Interval:
    """When an operation runs."""

    handle: Handle
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """When each operation runs, in the order in which they were issued."""

    split: SplitConfig
    intervals: tuple[Interval, ...]

    @property
    def time(self) -> float:
        """When the last operation ends."""
        return max(interval.end for interval in self.intervals)

    def work(self, tag: str) -> float:
        """Return how long a stream is busy."""
        return sum(i.end - i.start for i in self.intervals if i.handle.tag == tag)


def simulate(
    graph: Graph, scheduler: Scheduler, requests: Requests, cost: Cost = Operator.duration
) -> Timeline:
    """Return when each operation of a batch of requests (tokens of each) runs.

    Raises:
        ValueError: as :func:`models.dynaflow.engine.issue` does.

    """
    return timeline(issue(graph, scheduler, requests), cost)


def timeline(plan: Plan, cost: Cost = Operator.duration) -> Timeline:
    """Return when each operation of a plan runs."""
    free: defaultdict[str, float] = defaultdict(float)  # when a stream has done what it was given
    done: defaultdict[int, float] = defaultdict(float)  # when a nano-batch has
    intervals = []
    for handle in plan.handles:
        start = max(free[handle.tag], done[handle.batch])
        end = start + cost(handle.operator, handle.tokens)
        free[handle.tag] = done[handle.batch] = end
        intervals.append(Interval(handle, start, end))
    return Timeline(plan.split, tuple(intervals))


def speedup(
    graph: Graph, scheduler: Scheduler, requests: Requests, cost: Cost = Operator.duration
) -> float:
    """Return how many times faster a scheduler is than the whole batch in order."""
    alone = simulate(graph, Sequential(), requests, cost).time
    return alone / simulate(graph, scheduler, requests, cost).time


def costlier(overhead: float, whole: int) -> Cost:
    """Return a cost by which parts of a batch of ``whole`` tokens compute longer, by a share."""
    require(is_number(overhead) and overhead >= 0, "overhead", "a number of at least 0", overhead)

    def cost(operator: Operator, tokens: int) -> float:
        part = operator.tag == COMPUTE and tokens < whole
        return operator.duration(tokens) * (1 + overhead if part else 1)

    return cost


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


def threshold(graph: Graph, scheduler: Scheduler, most: int = 4096) -> int:
    """Return the least tokens of a half from which splitting in equal halves is no slower.

    It is ``most`` + 1 if splitting never pays up to there. The larger the halves, the less the
    floors cost, so what holds at a size holds above it.
    """
    low, high = 1, most + 1
    while low < high:
        half = (low + high) // 2
        if speedup(graph, scheduler, [half, half]) >= 1:
            high = half
        else:
            low = half + 1
    return low
