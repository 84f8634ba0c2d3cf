"""Rogue schedules: whatever they do, they are refused with a reason, and come back."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace

import pytest

from models.dynaflow import guard
from models.dynaflow.engine import issue
from models.dynaflow.graph import dense, repeat
from models.dynaflow.schedulers import TwoWay

GRAPH = repeat(dense(0.8, 0.2), 2)
BATCH = [1024, 1024]


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


def is_no_coroutine(ctx):
    return 3


async def is_a_generator(ctx):
    yield await ctx.pop(0)


async def never_asks(ctx):
    while True:
        pass


async def catches_everything_and_never_asks(ctx):
    while True:
        try:
            while True:
                pass
        except:  # noqa: E722
            pass


async def swallows_and_goes_on(ctx):
    while True:
        with suppress(ValueError):
            await ctx.pop(9)


async def swallows_everything(ctx):
    while True:
        with suppress(BaseException):
            await ctx.pop(9)


async def swallows_and_finishes(ctx):
    with suppress(ValueError):
        await ctx.pop(9)
    for i in (0, 1):
        while op := await ctx.pop(i):
            await ctx.execute(op)


async def swallows_the_end_of_a_wait(ctx):
    while True:
        with suppress(BaseException):
            await asyncio.sleep(0)


async def goes_on_when_it_is_closed(ctx):
    try:
        await asyncio.sleep(0)
    except GeneratorExit:
        while True:
            pass


async def forgets_to_await_execute(ctx):
    while op := await ctx.pop(0):
        ctx.execute(op)


async def forgets_to_await_one_execute(ctx):
    first = await ctx.pop(0)
    ctx.execute(first)
    await ctx.execute(await ctx.pop(0))


async def keeps_what_it_does_not_await(ctx):
    kept = ctx.execute(await ctx.pop(0))
    await ctx.execute(await ctx.pop(0))
    await kept


async def forgets_to_await_pop(ctx):
    while op := ctx.pop(0):
        await ctx.execute(op)


async def run_half(ctx, i):
    while op := await ctx.pop(i):
        await ctx.execute(op)


async def forgets_to_await_its_own(ctx):
    run_half(ctx, 0)
    await run_half(ctx, 1)


async def gathers(ctx):
    while ops := [op for i in (0, 1) if (op := await ctx.pop(i))]:
        await asyncio.gather(*(ctx.execute(op) for op in ops))


async def makes_a_task(ctx):
    await asyncio.create_task(run_half(ctx, 0))


@pytest.mark.parametrize(
    ("schedule", "message"),
    [
        (
            never_asks,
            "'schedule' must be finished in the end (got 'more than 100,000 steps of the interp",
        ),
        (
            catches_everything_and_never_asks,
            "without progress, 0 of 8 operations executed, nothing",
        ),
        (swallows_and_goes_on, "'batch_idx' must be one of [0, 1] (got 9)"),
        (swallows_everything, "'batch_idx' must be one of [0, 1] (got 9)"),
        (swallows_and_finishes, "'batch_idx' must be one of [0, 1] (got 9)"),
        (swallows_the_end_of_a_wait, "'schedule' must be waiting for 'pop' and 'execute' only"),
        (goes_on_when_it_is_closed, "'schedule' must be waiting for 'pop' and 'execute' only (got"),
        (forgets_to_await_execute, "coroutine 'Context.execute' was never awaited, 0 of 8"),
        (forgets_to_await_one_execute, "coroutine 'Context.execute' was never awaited, 0 of 8"),
        (keeps_what_it_does_not_await, "coroutine 'Context.execute' was never awaited, 0 of 8"),
        (forgets_to_await_pop, "coroutine 'Context.pop' was never awaited, 0 of 8"),
        (forgets_to_await_its_own, "coroutine 'run_half' was never awaited, 4 of 8"),
        (gathers, "asyncio.gather or a task, which would leave the order to the event loop: await"),
        (makes_a_task, "asyncio.gather or a task, which would leave the order to the event loop"),
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
def test_a_schedule_that_breaks_the_model_is_refused(schedule, message, monkeypatch):
    class Broken(TwoWay):
        pass

    Broken.schedule = staticmethod(schedule)
    monkeypatch.setattr(guard, "STEPS", 100_000)
    with pytest.raises(ValueError) as refusal:
        issue(GRAPH, Broken(), BATCH)
    assert message in str(refusal.value)
