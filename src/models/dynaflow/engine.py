"""The engine: it hands the operators of each nano-batch to a schedule, and takes them to be run.

Vocabulary
    handle      an operator of one nano-batch, as a schedule gets it
    issue       to take a handle for running; what is issued first starts first on its stream
    plan        everything that a schedule issued, in order

A schedule is a coroutine that may await ``pop`` and ``execute`` of its context and nothing
else. What it issues is checked here, before anything is simulated or run on a device.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass, field
from inspect import iscoroutine
from typing import Any, Protocol

from models.dynaflow.graph import Graph, Operator
from models.dynaflow.split import Requests, SplitConfig, check_requests, check_split
from models.shared.checks import require

#: So often in a row a schedule may ask and get nothing; one that asks on will never finish.
PATIENCE = 1000


@dataclass(frozen=True, slots=True)
class Handle:
    """An operator of a nano-batch."""

    operator: Operator
    batch: int
    tokens: int

    @property
    def tag(self) -> str:
        """What the operator uses, and so the stream that it runs on."""
        return self.operator.tag

    @property
    def key(self) -> tuple[str, int]:
        """The name of the operator and the nano-batch."""
        return self.operator.name, self.batch

    def __str__(self) -> str:
        return f"{self.operator.name} of batch {self.batch}"


class Scheduler(Protocol):
    """What decides how a batch is split and what runs next."""

    def get_split_config(self, requests: Requests) -> SplitConfig:
        """Return how to split a batch, given the tokens of its requests."""

    async def schedule(self, ctx: Context) -> None:
        """Take operators from the context and execute them, until there are none."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a batch was split, and what was issued, in order."""

    split: SplitConfig
    handles: tuple[Handle, ...]


@dataclass
class Context:
    """What a schedule works with; it refuses whatever would break the model.

    Raises:
        ValueError: a schedule asks for a nano-batch that is not there, asks on when there is
            nothing left, or executes what it was not handed, twice, or before its inputs.

    """

    graph: Graph
    split_config: SplitConfig
    issued: list[Handle] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._waiting = {
            batch: deque(Handle(operator, batch, tokens) for operator in self.graph.order)
            for batch, tokens in enumerate(self.split_config.num_tokens)
        }
        handles = [handle for waiting in self._waiting.values() for handle in waiting]
        self._known = {handle.key: handle for handle in handles}
        self._state = dict.fromkeys(self._known, "not handed out")
        self._empty = 0

    async def pop(self, batch_idx: int) -> Handle | None:
        """Return the next operator of a nano-batch, or None after its last."""
        known = list(self._waiting)
        require(batch_idx in known, "batch_idx", f"one of {known}", batch_idx)
        if waiting := self._waiting[batch_idx]:
            self._empty = 0
            handle = waiting.popleft()
            self._state[handle.key] = "handed out"
            return handle
        self._empty += 1
        require(self._empty <= PATIENCE, "schedule", "finished in the end", self.progress())
        return None

    async def execute(self, handle: Handle) -> None:
        """Issue an operator; it runs on the stream of its tag."""
        ours = isinstance(handle, Handle) and handle == self._known.get(handle.key)
        require(ours, "execute", "given what 'pop' returned", handle)
        state = self._state[handle.key]
        require(state != "run", str(handle), "executed once", "a second time")
        require(state == "handed out", str(handle), "taken by 'pop' before it is executed", state)
        for need in handle.operator.needs:
            rule = f"executed after its input {need}"
            state = self._state[need, handle.batch]
            require(state == "run", str(handle), rule, f"{need} {state}, not yet run")
        self._state[handle.key] = "run"
        self._empty = 0
        self.issued.append(handle)

    def progress(self) -> str:
        """Say how far the schedule has come."""
        last = f"{self.issued[-1]} the last" if self.issued else "nothing"
        return f"{len(self.issued)} of {len(self._state)} operations executed, {last}"

    def check_complete(self) -> None:
        """Refuse a schedule that has forgotten an operator."""
        for (name, batch), state in self._state.items():
            require(state == "run", f"{name} of batch {batch}", "executed", f"{state}, never run")


def issue(graph: Graph, scheduler: Scheduler, requests: Requests) -> Plan:
    """Return what a scheduler issues for a batch of requests (tokens of each).

    Raises:
        ValueError: the requests, the split or the schedule break a rule; the message names the
            operation, the rule and what was got.

    """
    check_requests(requests)
    split = scheduler.get_split_config(requests)
    check_split(split, requests)
    context = Context(graph, split)
    finish(scheduler.schedule(context), context)
    context.check_complete()
    return Plan(split, tuple(context.issued))


def finish(schedule: Coroutine[Any, Any, None], context: Context) -> None:
    """Run a schedule to its end; since 'pop' and 'execute' never wait, one step is enough."""
    require(iscoroutine(schedule), "schedule", "a coroutine, written 'async def'", schedule)
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        ended = asyncio.run(in_loop(schedule))
    else:  # in a notebook, say
        ended = ends(schedule)
    got = f"another wait, {context.progress()}"
    require(ended, "schedule", "waiting for 'pop' and 'execute' only", got)


def ends(schedule: Coroutine[Any, Any, None]) -> bool:
    """Run a coroutine until it waits or ends, and tell whether it has ended."""
    try:
        schedule.send(None)
    except StopIteration:
        return True
    finally:
        schedule.close()
    return False


async def in_loop(schedule: Coroutine[Any, Any, None]) -> bool:
    """Do the same in an event loop, without which some of what a schedule might await fails."""
    return ends(schedule)
