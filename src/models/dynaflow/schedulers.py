"""Four schedulers for any logical model; the write-up shows them as they stand here.

The API is modelled on that of DynaFlow's public code: ``get_split_config`` decides whether and
where a batch is split, ``schedule`` takes operators with ``pop`` and issues them with ``execute``.
An operator runs on the stream of its tag, after what was issued there before it and after
what was issued of its own nano-batch.
"""

from __future__ import annotations

from models.dynaflow.engine import Context
from models.dynaflow.split import Requests, SplitConfig, halves, whole
from models.shared.checks import require_integer


class Sequential:
    """Keep the batch whole and run its operators in order."""

    def get_split_config(self, requests: Requests) -> SplitConfig:
        """Split nothing."""
        return whole(requests)

    async def schedule(self, ctx: Context) -> None:
        """Run one operator after the other."""
        while op := await ctx.pop(0):
            await ctx.execute(op)


class TwoWay:
    """Split the batch in two and alternate, operator by operator."""

    def get_split_config(self, requests: Requests) -> SplitConfig:
        """Split at the boundary nearest to half."""
        return halves(requests)

    async def schedule(self, ctx: Context) -> None:
        """Take the next operator of each half in turn."""
        parts = range(ctx.split_config.num_nano_batches)
        while ops := [op for i in parts if (op := await ctx.pop(i))]:
            for op in ops:
                await ctx.execute(op)


class DualBatch:
    """Split the batch in two and alternate, collective by collective."""

    def get_split_config(self, requests: Requests) -> SplitConfig:
        """Split at the boundary nearest to half."""
        return halves(requests)

    async def schedule(self, ctx: Context) -> None:
        """Run each half in turn up to its next collective."""
        parts = range(ctx.split_config.num_nano_batches)
        busy = True
        while busy:
            busy = False
            for i in parts:
                while op := await ctx.pop(i):
                    busy = True
                    await ctx.execute(op)
                    if op.tag == "network":
                        break


class Dynamic(DualBatch):
    """Split the batch only where both halves are large enough."""

    def __init__(self, threshold: int) -> None:
        require_integer("threshold", threshold, 1)
        self.threshold = threshold

    def get_split_config(self, requests: Requests) -> SplitConfig:
        """Keep it whole if a half has too few tokens."""
        split = halves(requests)
        if min(split.num_tokens) < self.threshold:
            return whole(requests)
        return split
