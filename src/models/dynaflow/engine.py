"""The engine: it hands the operators of each nano-batch to a schedule, and takes them to be run.

Vocabulary
    issue       to take a handle for running; what is issued first starts first on its stream

A schedule is a coroutine that may await ``pop`` and ``execute`` of its context and nothing
else. What it issues is checked here, before anything is simulated or run on a device; what it
can reach of the engine's own state cannot make an illegal order a plan.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from inspect import iscoroutine
from traceback import clear_frames
from typing import Any, Protocol, TypeVar

from models.dynaflow.graph import Graph
from models.dynaflow.guard import Watch, ends, forgotten, guarded
from models.dynaflow.plan import Handle, Plan, inputs, named
from models.dynaflow.split import Requests, SplitConfig, check_split, checked_requests
from models.shared.checks import require

#: So often in a row a schedule may ask and get nothing; one that asks on will never finish.
PATIENCE = 1000

A = TypeVar("A")
R = TypeVar("R")


class Scheduler(Protocol):
    """What decides how a batch is split and what runs next."""

    def get_split_config(self, requests: Requests) -> SplitConfig:
        """Return how to split a batch, given the tokens of its requests."""

    async def schedule(self, ctx: Context) -> None:
        """Take operators from the context and execute them, until there are none."""


class Run:
    """What the engine keeps of a schedule while it runs; a schedule does not get it."""

    def __init__(self, graph: Graph, split: SplitConfig) -> None:
        self.split, self.watch = split, Watch()
        self.waiting = {
            batch: deque(Handle(operator, batch, tokens) for operator in graph.order)
            for batch, tokens in enumerate(split.num_tokens)
        }
        handles = [handle for waiting in self.waiting.values() for handle in waiting]
        self.known = {handle.key: handle for handle in handles}
        self.state = dict.fromkeys(self.known, "not handed out")
        self.issued: list[Handle] = []
        self.empty = 0
        self.failure: ValueError | None = None

    def pop(self, batch_idx: int) -> Handle | None:
        """Hand out the next operator of a nano-batch."""
        whole = isinstance(batch_idx, int) and not isinstance(batch_idx, bool)
        if not whole or batch_idx not in self.waiting:
            require(False, "batch_idx", f"one of {list(self.waiting)}", batch_idx)
        if waiting := self.waiting[batch_idx]:
            self.empty = 0
            handle = waiting.popleft()
            self.state[handle.key] = "handed out"
            return handle
        self.empty += 1
        if self.empty > PATIENCE:
            require(False, "schedule", "finished in the end", self.progress())
        return None

    def execute(self, handle: Handle) -> None:
        """Take an operator for running."""
        known = self.known.get(handle.key) if isinstance(handle, Handle) else None
        ours = known is not None and (handle is known or handle == known)
        require(ours, "execute", "given what 'pop' returned", handle)
        if (state := self.state[handle.key]) != "handed out":
            require(state != "run", str(handle), "executed once", "a second time")
            require(False, str(handle), "taken by 'pop' before it is executed", state)
        for need in inputs(handle, self.split):
            if (state := self.state[need]) != "run":
                rule = f"executed after its input {named(need, handle)}"
                got = f"{named(need, handle)} {state}, not yet run"
                require(False, str(handle), rule, got)
        self.state[handle.key] = "run"
        self.empty = 0
        self.watch.advance()
        self.issued.append(handle)

    def progress(self) -> str:
        """Say how far the schedule has come."""
        last = f"{self.issued[-1]} the last" if self.issued else "nothing"
        return f"{len(self.issued)} of {len(self.state)} operations executed, {last}"

    def check_complete(self, graph: Graph, plan: Plan) -> None:
        """Refuse a schedule that has forgotten an operator."""
        issued = {handle.key: handle for handle in plan.handles}
        for batch, tokens in enumerate(plan.split.num_tokens):
            for operator in graph.order:
                handle = issued.get((operator.name, batch))
                if handle is None or (handle.operator, handle.tokens) != (operator, tokens):
                    missing = Handle(operator, batch, tokens)
                    state = f"{self.state.get(missing.key)}, never run"
                    require(False, str(missing), "executed", state)


@dataclass(frozen=True, slots=True)
class Context:
    """What a schedule works with; it refuses whatever would break the model.

    Raises:
        ValueError: a schedule asks for a nano-batch that is not there, asks on when there is
            nothing left, or executes what it was not handed, twice, or before its inputs.

    """

    graph: Graph
    split_config: SplitConfig
    _run: Run | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_run", self._run or Run(self.graph, self.split_config))

    @property
    def issued(self) -> tuple[Handle, ...]:
        """What was executed so far, in order."""
        assert self._run is not None
        return tuple(self._run.issued)

    async def pop(self, batch_idx: int) -> Handle | None:
        """Return the next operator of a nano-batch, or None after its last."""
        assert self._run is not None
        return refusing(self._run, self._run.pop, batch_idx)

    async def execute(self, handle: Handle) -> None:
        """Issue an operator; it runs on the stream of its tag."""
        assert self._run is not None
        refusing(self._run, self._run.execute, handle)


def refusing(run: Run, work: Callable[[A], R], argument: A) -> R:
    """Do what a schedule asks for; one that asks on after an error has swallowed it, and ends."""
    if run.failure:
        run.watch.halt()
    try:
        return work(argument)
    except ValueError as error:
        run.failure = error
        raise


def issue(graph: Graph, scheduler: Scheduler, requests: Requests) -> Plan:
    """Return what a scheduler issues for a batch of requests (tokens of each).

    Raises:
        ValueError: the requests, the split or the schedule break a rule; the message names the
            operation, the rule and what was got.

    """
    require(isinstance(graph, Graph), "graph", "a Graph", graph)
    methods = ("get_split_config", "schedule")
    able = all(callable(getattr(scheduler, method, None)) for method in methods)
    require(able, "scheduler", f"an object with {' and '.join(methods)}", scheduler)
    batch = checked_requests(requests)
    split = split_by(scheduler, batch)
    check_split(split, batch)
    if any(split.split_offsets):
        rule = "one with a causal operator, which a request that is cut has to wait for"
        require(any(o.causal for o in graph.order), "graph", rule, "none of them causal")
    run = Run(graph, split)
    finish(scheduler, Context(graph, split, run), run)
    plan = Plan(split, tuple(run.issued))
    run.check_complete(graph, plan)
    return plan


def split_by(scheduler: Scheduler, batch: tuple[int, ...]) -> SplitConfig:
    """Return how a scheduler splits a batch."""
    if ends(scheduler, "get_split_config"):
        return scheduler.get_split_config(batch)
    watch = Watch()

    def work() -> SplitConfig:
        with watch.counting():
            return scheduler.get_split_config(batch)

    return guarded(work, watch, "get_split_config", lambda: "no split returned")


def finish(scheduler: Scheduler, context: Context, run: Run) -> None:
    """Run a schedule to its end; since 'pop' and 'execute' never wait, one step is enough."""
    if ends(scheduler, "schedule"):
        with suppress(StopIteration):
            scheduler.schedule(context).send(None)
        return

    def work() -> None:
        with run.watch.counting():
            made = scheduler.schedule(context)
        require(iscoroutine(made), "schedule", "a coroutine, written 'async def'", made)
        asyncio.run(in_loop(made, run))

    with forgotten() as thrown_away:
        try:
            guarded(work, run.watch, "schedule", run.progress)
        except ValueError as error:
            clear_frames(error.__traceback__)  # what they still hold was not awaited either
            if not thrown_away:
                raise run.failure or error from None
    if thrown_away:
        rule = "written with 'await' before each call that needs one, as 'pop' and 'execute' do"
        require(False, "schedule", rule, f"{thrown_away[0]}, {run.progress()}")
    if run.failure:
        raise run.failure


async def in_loop(schedule: Coroutine[Any, Any, None], run: Run) -> None:
    """Run a coroutine until it waits or ends; refuse it if it waits.

    There is an event loop, without which some of what a schedule might await would fail
    otherwise, but nothing else runs in it.
    """
    with run.watch.counting():
        try:
            waited: object = schedule.send(None)
        except StopIteration:
            return
        run.failure = run.failure or refusal(f"{what(waited)}, {run.progress()}")
        try:
            schedule.close()
        except RuntimeError:  # it swallows even the end: it must not be collected either
            run.watch.halt()


def refusal(got: str) -> ValueError:
    """Return the error of a schedule that waits."""
    try:
        require(False, "schedule", "waiting for 'pop' and 'execute' only", got)
    except ValueError as error:
        return error
    raise AssertionError


def what(waited: object) -> str:
    """Say what a schedule waits for, and call it off."""
    if not isinstance(waited, asyncio.Future):
        return "another wait"
    waited.cancel()
    if type(waited).__name__ == "_GatheringFuture" or isinstance(waited, asyncio.Task):
        tasks = "asyncio.gather or a task"
        return f"{tasks}, which would leave the order to the event loop: await one after the other"
    return "another wait"
