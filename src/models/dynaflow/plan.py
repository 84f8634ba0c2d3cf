"""What a schedule issued: the operations of each nano-batch, in an order that the graph allows.

Vocabulary
    handle      an operator of one nano-batch, as a schedule gets it
    plan        everything that a schedule issued, in order
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.dynaflow.graph import Operator
from models.dynaflow.split import SplitConfig
from models.shared.checks import require


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


@dataclass(frozen=True, slots=True)
class Plan:
    """How a batch was split, and what was issued, in order.

    Raises:
        ValueError: an operation is there twice, is not of the split, or stands before an input.

    """

    split: SplitConfig
    handles: tuple[Handle, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "handles", tuple(self.handles))
        issued = set[tuple[str, int]]()
        tokens = dict(enumerate(self.split.num_tokens))
        for handle in self.handles:
            key = handle.key
            if handle.tokens != tokens.get(handle.batch):
                require(False, str(handle), f"of the split, {self.split}", handle.tokens)
            if key in issued:
                require(False, str(handle), "executed once", "a second time")
            for need in inputs(handle, self.split):
                if need not in issued:
                    rule = f"executed after its input {named(need, handle)}"
                    require(False, str(handle), rule, "the other order")
            issued.add(key)


def inputs(handle: Handle, split: SplitConfig) -> Iterator[tuple[str, int]]:
    """Yield the name and the nano-batch of each operation whose result an operation takes."""
    for need in handle.operator.needs:
        yield need, handle.batch
    if handle.operator.causal and split.continues(handle.batch):
        yield handle.operator.name, handle.batch - 1


def named(need: tuple[str, int], handle: Handle) -> str:
    """Return the name of an input, with its nano-batch if that is another one."""
    name, batch = need
    return name if batch == handle.batch else f"{name} of batch {batch}"
