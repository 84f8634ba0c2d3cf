"""When each operation runs: streams keep their order, and an operation waits for its inputs.

An operation starts once its stream has done all that was issued there before it, and once the
operations of its nano-batch whose results it takes are done. (The events of the public code of
DynaFlow let it wait for whatever was issued before it in its nano-batch; in a chain that is the
same.) How much streams slow each other down, :mod:`models.dynaflow.beside` says.

>>> from models.dynaflow.graph import dense, repeat
>>> from models.dynaflow.schedulers import TwoWay
>>> simulate(repeat(dense(0.5, 0.5), 1), TwoWay(), [1024, 1024]).time
0.75
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

from models.dynaflow.beside import APART, Beside, disturbed
from models.dynaflow.engine import Scheduler, issue
from models.dynaflow.graph import COMPUTE, TAGS, Graph, Operator
from models.dynaflow.plan import Handle, Plan, inputs
from models.dynaflow.split import Requests, SplitConfig
from models.shared.checks import is_number, require, require_integer, require_one_of

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
        require_one_of("tag", tag, TAGS)
        return sum(i.end - i.start for i in self.intervals if i.handle.tag == tag)


def simulate(
    graph: Graph,
    scheduler: Scheduler,
    requests: Requests,
    cost: Cost = Operator.duration,
    beside: Beside = APART,
) -> Timeline:
    """Return when each operation of a batch of requests (tokens of each) runs.

    Raises:
        ValueError: as :func:`models.dynaflow.engine.issue` does, or as :func:`timeline`.

    """
    return timeline(issue(graph, scheduler, requests), cost, beside)


def timeline(plan: Plan, cost: Cost = Operator.duration, beside: Beside = APART) -> Timeline:
    """Return when each operation of a plan runs.

    Raises:
        ValueError: ``cost`` returns what is no finite number of at least 0, or the streams slow
            each other down so much that no number tells the time.

    """
    require(isinstance(beside, Beside), "beside", "a Beside", beside)
    require(callable(cost), "cost", "a function of an operator and its tokens", cost)
    work = [checked_cost(cost, handle) for handle in plan.handles]
    require(isfinite(sum(work)), "cost", "finite in sum", sum(work))
    spans = list(disturbed(plan, work, beside) if beside.disturbs else apart(plan, work))
    last = max(end for _, end in spans)
    require(isfinite(last), "beside", "speeds at which the time is finite", last)
    intervals = tuple(Interval(h, *span) for h, span in zip(plan.handles, spans, strict=True))
    return Timeline(plan.split, intervals)


def checked_cost(cost: Cost, handle: Handle) -> float:
    """Return what an operation costs; refuse what is no time."""
    found = cost(handle.operator, handle.tokens)
    if not is_number(found) or found < 0:
        require(False, f"cost of {handle}", "a finite number of at least 0", found)
    return float(found)


def apart(plan: Plan, work: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Yield start and end of each operation where streams do not slow each other down."""
    free: defaultdict[str, float] = defaultdict(float)  # when a stream has done what it was given
    done = dict[tuple[str, int], float]()  # when an operation has ended
    for handle, time in zip(plan.handles, work, strict=True):
        start = max(free[handle.tag], *(done[need] for need in inputs(handle, plan.split)), 0.0)
        free[handle.tag] = done[handle.key] = start + time
        yield start, start + time


def costlier(overhead: float, whole: int, cost: Cost = Operator.duration) -> Cost:
    """Return a cost by which parts of a batch of ``whole`` tokens compute longer, by a share."""
    valid = is_number(overhead) and overhead >= 0
    require(valid, "overhead", "a number of at least 0", overhead)
    require_integer("whole", whole, 1)

    def dearer(operator: Operator, tokens: int) -> float:
        found = cost(operator, tokens)
        part = operator.tag == COMPUTE and tokens < whole and is_number(found)
        return found * (1 + overhead) if part else found

    return dearer
