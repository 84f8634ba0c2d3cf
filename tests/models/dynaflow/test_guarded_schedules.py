"""What is around a schedule: out of its reach, or as it was before, whatever it does."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, replace

import pytest

from models.dynaflow import guard
from models.dynaflow.engine import Context, issue
from models.dynaflow.graph import dense, repeat
from models.dynaflow.plan import Plan
from models.dynaflow.schedulers import TwoWay
from models.dynaflow.simulator import (
    timeline,
)
from models.dynaflow.split import SplitConfig
from sites import ROOT

GRAPH = repeat(dense(0.8, 0.2), 2)
BATCH = [1024, 1024]


async def is_broken(ctx):
    raise RuntimeError("its own error")


async def never_asks(ctx):
    while True:
        pass


async def replaces_the_graph(ctx):
    ctx.graph = None


async def replaces_the_split(ctx):
    ctx.split_config = SplitConfig((2048,))


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


def test_a_split_that_is_never_found_is_refused(monkeypatch):
    class Endless(TwoWay):
        def get_split_config(self, requests):
            while True:
                pass

    monkeypatch.setattr(guard, "STEPS", 100_000)
    with pytest.raises(ValueError, match=r"'get_split_config' must be finished in the end \(got"):
        issue(GRAPH, Endless(), BATCH)


def test_a_schedule_that_sleeps_is_given_up_and_one_that_is_slow_is_not(monkeypatch):
    class Sleeps(TwoWay):
        async def schedule(self, ctx):
            time.sleep(600)

    class Slow(TwoWay):
        async def schedule(self, ctx):
            for i in (0, 1):
                while op := await ctx.pop(i):
                    time.sleep(0.15)
                    await ctx.execute(op)

    monkeypatch.setattr(guard, "SECONDS", 1.0)
    with pytest.raises(ValueError, match="a wait of more than 1 seconds without progress, 0 of"):
        issue(GRAPH, Sleeps(), BATCH)
    assert len(issue(GRAPH, Slow(), BATCH).handles) == 8


def test_what_was_halted_waits_and_warnings_are_as_before(monkeypatch):
    class Endless(TwoWay):
        schedule = staticmethod(never_asks)

    monkeypatch.setattr(guard, "STEPS", 100_000)
    before = warnings.showwarning, list(warnings.filters)
    with pytest.raises(ValueError, match="finished in the end"):
        issue(GRAPH, Endless(), BATCH)
    assert (warnings.showwarning, list(warnings.filters)) == before
    halted = [thread for thread in threading.enumerate() if thread.name == "schedule"][-1]
    assert halted.daemon  # so that it does not keep the interpreter from ending
    assert sys._current_frames()[halted.ident].f_code.co_name == "wait"


def test_other_warnings_of_a_schedule_are_passed_on():
    class Warns(TwoWay):
        async def schedule(self, ctx):
            warnings.warn("its own", UserWarning, stacklevel=1)
            await super().schedule(ctx)

    with pytest.warns(UserWarning, match="its own"):
        issue(GRAPH, Warns(), BATCH)


@pytest.mark.parametrize("schedule", [replaces_the_graph, replaces_the_split])
def test_a_schedule_cannot_replace_what_it_works_with(schedule):
    class Broken(TwoWay):
        pass

    Broken.schedule = staticmethod(schedule)
    with pytest.raises(FrozenInstanceError):
        issue(GRAPH, Broken(), BATCH)


def test_a_schedule_cannot_change_the_order_of_what_it_has_issued():
    class Reverses(TwoWay):
        async def schedule(self, ctx):
            await super().schedule(ctx)
            assert isinstance(ctx.issued, tuple)
            ctx._run.issued.reverse()  # not even so

    with pytest.raises(ValueError, match=r"must be executed after its input .* 'the other order'"):
        issue(GRAPH, Reverses(), BATCH)


def test_a_schedule_cannot_drop_or_change_what_it_has_issued():
    class Drops(TwoWay):
        async def schedule(self, ctx):
            await super().schedule(ctx)
            ctx._run.issued.pop()

    class Cheapens(TwoWay):
        async def schedule(self, ctx):
            await super().schedule(ctx)
            last = ctx._run.issued[-1]
            cheap = replace(last.operator, time=1e-9)
            ctx._run.issued[-1] = replace(last, operator=cheap)

    for scheduler in (Drops(), Cheapens()):
        with pytest.raises(ValueError, match=r"'all-reduce\.1 of batch 1' must be executed"):
            issue(GRAPH, scheduler, BATCH)


def test_the_requests_of_the_caller_are_out_of_reach():
    class Takes(TwoWay):
        def get_split_config(self, requests):
            assert isinstance(requests, tuple)
            return super().get_split_config(requests)

    assert issue(GRAPH, Takes(), BATCH) == issue(GRAPH, TwoWay(), tuple(BATCH))


def test_a_plan_made_by_hand_is_held_to_the_same_rules():
    plan = issue(GRAPH, TwoWay(), BATCH)
    for handles in (plan.handles[::-1], plan.handles * 2, plan.handles[1:]):
        with pytest.raises(ValueError, match="must be executed"):
            timeline(Plan(plan.split, handles))
    other = replace(plan.handles[0], tokens=1)
    with pytest.raises(ValueError, match=r"must be of the split"):
        Plan(plan.split, (other,))
    assert isinstance(Context(GRAPH, plan.split).issued, tuple)


@pytest.mark.parametrize(
    "body", ["while True: pass", "while True:\n  try: await s(0)\n  except: pass"]
)
def test_an_interpreter_that_refused_a_rogue_schedule_ends(body):
    """Nothing of it runs when what is left is cleared away."""
    lines = [
        "from asyncio import sleep as s",
        "from models.dynaflow import guard",
        "from models.dynaflow.engine import issue",
        "from models.dynaflow.graph import dense, repeat",
        "from models.dynaflow.schedulers import TwoWay",
        "guard.STEPS = 10_000",
        "class Rogue(TwoWay):",
        " async def schedule(self, ctx):",
        *(f"  {line}" for line in body.split("\n")),
        "try: issue(repeat(dense(1.0, 1.0), 1), Rogue(), [1, 1])",
        "except ValueError: print('refused')",
    ]
    ran = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        env={"PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "refused\n", "")
