"""Bad graphs, batches and schedulers: each is refused with the operation, the rule, the value."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from models.dynaflow.engine import issue
from models.dynaflow.graph import Graph, Operator, chain, dense, mixture, repeat
from models.dynaflow.model import Config
from models.dynaflow.schedulers import Dynamic, Sequential, TwoWay
from models.dynaflow.simulator import bound, costlier, halved, needed, simulate
from models.dynaflow.split import SplitConfig

GRAPH = repeat(dense(0.8, 0.2), 2)
BATCH = [1024, 1024]


def operators(**needs: str) -> tuple[Operator, ...]:
    return tuple(Operator(name, 1.0, needs=tuple(need.split())) for name, need in needs.items())


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Graph(()), "'operators' must be at least one operator (got ())"),
        (
            lambda: Graph((*operators(a=""), *operators(a=""))),
            "'a' must be the name of one operator (got '2 of that name')",
        ),
        (
            lambda: Graph(operators(a="", b="a c")),
            "'needs of b' must be operators of the graph (got 'c')",
        ),
        (
            lambda: Graph(operators(a="c", b="a", c="b")),
            "must be free of circles (got 'a needs c needs b needs a')",
        ),
        (
            lambda: Graph(operators(a="a")),
            "'needs of a' must be free of circles (got 'a needs a')",
        ),
        (lambda: Operator("gate", 0.0), "'time of gate' must be a finite number above 0 (got 0.0)"),
        (lambda: Operator("gate", -1.0), "'time of gate' must be a finite number above 0 (got -1."),
        (lambda: Operator("gate", float("nan")), "'time of gate' must be a finite number above 0"),
        (lambda: Operator("gate", True), "'time of gate' must be a finite number above 0"),
        (
            lambda: Operator("gate", 1.0, floor=-2),
            "'floor of gate' must be a finite number of at least 0 (got -2)",
        ),
        (
            lambda: Operator("gate", 1.0, "networks"),
            "'tag of gate' must be one of compute, network (got 'networks'; did you mean 'netw",
        ),
        (lambda: repeat(dense(1, 1), 0), "'layers' must be an integer of at least 1 (got 0)"),
        (lambda: dense(0.8, 0), "'time of all-reduce' must be a finite number above 0 (got 0.0)"),
        (lambda: chain(("a", "compute", 1.0), tokens=0), "'tokens' must be an integer of at least"),
        (lambda: mixture(1.0), "'phi' must be a number between 0 and 1 (got 1.0)"),
        (lambda: Dynamic(0), "'threshold' must be an integer of at least 1 (got 0)"),
        (lambda: Dynamic(1.5), "'threshold' must be an integer of at least 1 (got 1.5)"),
        (lambda: costlier(-0.1, 2048), "'overhead' must be a number of at least 0 (got -0.1)"),
        (lambda: bound(1.5), "'phi' must be a number from 0 to 1 (got 1.5)"),
        (lambda: halved(1.0, -1.0, 3), "'network' must be a finite number above 0 (got -1.0)"),
        (lambda: halved(1.0, 1.0, 0), "'layers' must be an integer of at least 1 (got 0)"),
        (lambda: needed(2.5), "'gain' must be a number from 1 to 2 (got 2.5)"),
        (lambda: Config(tokens=(64, 65)), "'tokens' must be even, for two equal halves (got 65)"),
        (lambda: Config(light=0), "'light' must be an integer of at least 2 (got 0)"),
        (lambda: Config(layers=1), "'layers' must be an integer of at least 2 (got 1)"),
        (lambda: Config(bandwidth=0), "'bandwidth' must be a finite number above 0 (got 0)"),
        (lambda: Config(phi=0.0), "'phi' must be a number between 0 and 1 (got 0.0)"),
    ],
)
def test_a_model_that_cannot_be_is_refused(make, message):
    with pytest.raises(ValueError) as refusal:
        make()
    assert message in str(refusal.value)


@pytest.mark.parametrize(
    ("requests", "message"),
    [
        ([], "'requests' must be at least one request (got [])"),
        ([5, 0], "'tokens of request 1' must be an integer of at least 1 (got 0)"),
        ([-3], "'tokens of request 0' must be an integer of at least 1 (got -3)"),
        ([2.5], "'tokens of request 0' must be an integer of at least 1 (got 2.5)"),
    ],
)
@pytest.mark.parametrize("scheduler", [Sequential(), TwoWay(), Dynamic(1)])
def test_a_batch_without_requests_or_tokens_is_refused(scheduler, requests, message):
    with pytest.raises(ValueError) as refusal:
        simulate(GRAPH, scheduler, requests)
    assert message in str(refusal.value)


@pytest.mark.parametrize(
    ("split", "message"),
    [
        (SplitConfig((1000, 1000), (1,)), "must be those of the requests, (1024, 1024) (got"),
        (SplitConfig((1024, 1024)), "'num_tokens' must be those of the requests, (2048,) (got"),
        (SplitConfig((1024, 1024), (2,)), "'split_indices' must be rising between 0 and 2 (got"),
        (SplitConfig((0, 2048), (0,)), "'split_indices' must be rising between 0 and 2 (got (0,))"),
        (SplitConfig((1024, 0, 1024), (1, 1)), "'split_indices' must be rising between 0 and 2"),
        (None, "'get_split_config' must be a function that returns a SplitConfig (got None)"),
    ],
)
def test_a_split_that_is_not_of_the_requests_is_refused(split, message):
    class Cuts(Sequential):
        def get_split_config(self, requests):
            return split

    with pytest.raises(ValueError) as refusal:
        issue(GRAPH, Cuts(), BATCH)
    assert message in str(refusal.value)


async def asks_for_ever(ctx):
    while True:
        if op := await ctx.pop(1):
            await ctx.execute(op)


async def waits_for_ever(ctx):
    await ctx.execute(await ctx.pop(0))
    await asyncio.Event().wait()


async def sleeps(ctx):
    await asyncio.sleep(0)


async def runs_twice(ctx):
    op = await ctx.pop(0)
    await ctx.execute(op)
    await ctx.execute(op)


async def runs_before_inputs(ctx):
    await ctx.pop(1)
    await ctx.execute(await ctx.pop(1))


async def forgets_one(ctx):
    while op := await ctx.pop(0):
        await ctx.execute(op)
    while op := await ctx.pop(1):
        if op.operator.name != "all-reduce.1":
            await ctx.execute(op)


async def forgets_a_half(ctx):
    while op := await ctx.pop(0):
        await ctx.execute(op)


async def runs_what_it_was_not_given(ctx):
    op = await ctx.pop(0)
    await ctx.execute(replace(op, batch=1))


async def runs_a_smaller_one(ctx):
    op = await ctx.pop(0)
    await ctx.execute(replace(op, tokens=1))


async def runs_nothing(ctx):
    await ctx.execute(None)


async def asks_for_a_third(ctx):
    await ctx.pop(2)


async def is_broken(ctx):
    raise RuntimeError("its own error")


def is_no_coroutine(ctx):
    return 3


async def is_a_generator(ctx):
    yield await ctx.pop(0)


@pytest.mark.parametrize(
    ("schedule", "message"),
    [
        (
            asks_for_ever,
            "'schedule' must be finished in the end "
            "(got '4 of 8 operations executed, all-reduce.1 of batch 1 the last')",
        ),
        (
            waits_for_ever,
            "'schedule' must be waiting for 'pop' and 'execute' only (got 'another wait, "
            "1 of 8 operations executed, compute.0 of batch 0 the last')",
        ),
        (
            sleeps,
            "'schedule' must be waiting for 'pop' and 'execute' only "
            "(got 'another wait, 0 of 8 operations executed, nothing')",
        ),
        (runs_twice, "'compute.0 of batch 0' must be executed once (got 'a second time')"),
        (
            runs_before_inputs,
            "'all-reduce.0 of batch 1' must be executed after its input compute.0 "
            "(got 'compute.0 handed out, not yet run')",
        ),
        (forgets_one, "'all-reduce.1 of batch 1' must be executed (got 'handed out, never run')"),
        (
            forgets_a_half,
            "'compute.0 of batch 1' must be executed (got 'not handed out, never run')",
        ),
        (
            runs_what_it_was_not_given,
            "'compute.0 of batch 1' must be taken by 'pop' before it is executed "
            "(got 'not handed out')",
        ),
        (runs_a_smaller_one, "'execute' must be given what 'pop' returned (got Handle(operator="),
        (runs_nothing, "'execute' must be given what 'pop' returned (got None)"),
        (asks_for_a_third, "'batch_idx' must be one of [0, 1] (got 2)"),
        (is_no_coroutine, "'schedule' must be a coroutine, written 'async def' (got 3)"),
        (is_a_generator, "'schedule' must be a coroutine, written 'async def' (got <async_gen"),
    ],
)
def test_a_schedule_that_breaks_the_model_is_refused(schedule, message):
    class Broken(TwoWay):
        pass

    Broken.schedule = staticmethod(schedule)
    with pytest.raises(ValueError) as refusal:
        issue(GRAPH, Broken(), BATCH)
    assert message in str(refusal.value)


def test_an_error_of_the_schedules_own_is_left_as_it_is():
    class Broken(TwoWay):
        schedule = staticmethod(is_broken)

    with pytest.raises(RuntimeError, match="its own error"):
        issue(GRAPH, Broken(), BATCH)


def test_schedules_run_where_an_event_loop_already_runs():
    async def notebook():
        return issue(GRAPH, TwoWay(), BATCH)

    # In a thread of its own, since a browser under test keeps a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        found = thread.submit(lambda: asyncio.run(notebook())).result()
    assert found == issue(GRAPH, TwoWay(), BATCH)


def test_a_schedule_may_ask_a_finished_half_again_while_the_other_goes_on():
    class Uneven(TwoWay):
        async def schedule(self, ctx):
            while op := await ctx.pop(0):
                await ctx.execute(op)
            while op := await ctx.pop(1):
                for _ in range(900):
                    assert await ctx.pop(0) is None
                await ctx.execute(op)

    assert len(issue(GRAPH, Uneven(), BATCH).handles) == 8
