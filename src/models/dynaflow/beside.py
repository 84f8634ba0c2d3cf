"""How fast two streams run while both do.

Kernels of two streams share a device, so that each may keep less than its speed alone. The
measured interference of a device says how much; Table 3 of NanoFlow is one for an A100.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from models.dynaflow.graph import TAGS
from models.dynaflow.plan import Plan, inputs
from models.shared.checks import is_number, require


@dataclass(frozen=True, slots=True)
class Beside:
    """The part of its speed alone that each stream keeps while the other runs too."""

    compute: float = 1.0
    network: float = 1.0

    def __post_init__(self) -> None:
        for tag in TAGS:
            speed = getattr(self, tag)
            valid = is_number(speed) and 0 < speed <= 1
            require(valid, f"beside.{tag}", "a number above 0 and at most 1", speed)

    @property
    def disturbs(self) -> bool:
        """Whether a stream is slowed down."""
        return self != APART


APART = Beside()


def disturbed(plan: Plan, work: Sequence[float], beside: Beside) -> list[tuple[float, float]]:
    """Return start and end of each operation, given what each costs alone.

    Time goes from one start or end to the next; in between, speeds do not change.
    """
    queues = {tag: deque[int]() for tag in TAGS}
    for i, handle in enumerate(plan.handles):
        queues[handle.tag].append(i)
    needs = [list(inputs(handle, plan.split)) for handle in plan.handles]
    starts, ends = dict[int, float](), dict[tuple[str, int], float]()
    left, now = list(work), 0.0
    while any(queues.values()):
        running = []
        for tag in TAGS:
            if queues[tag] and all(need in ends for need in needs[queues[tag][0]]):
                running.append(tag)
                starts.setdefault(queues[tag][0], now)
        speeds = {
            tag: getattr(beside, tag) if len(running) == len(TAGS) else 1.0 for tag in running
        }
        due = {tag: left[queues[tag][0]] / speeds[tag] for tag in running}
        step = min(due.values())
        now += step
        for tag in running:
            first = queues[tag][0]
            left[first] -= step * speeds[tag]
            if due[tag] <= step:
                ends[plan.handles[first].key] = now
                queues[tag].popleft()
    return [(starts[i], ends[handle.key]) for i, handle in enumerate(plan.handles)]
