"""Graphs, batches and schedulers on which the model of DynaFlow is tried."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

from models.dynaflow.graph import (
    COMPUTE,
    NETWORK,
    TAGS,
    Graph,
    Operator,
)
from models.dynaflow.schedulers import DualBatch, Dynamic, Sequential, TwoWay
from models.dynaflow.split import by_tokens

BALANCE = 156
SCHEDULERS = [Sequential(), TwoWay(), DualBatch(), Dynamic(1), Dynamic(512), Dynamic(10_000)]
quick = settings(max_examples=60, deadline=None)


@st.composite
def graphs(draw):
    """Draw any graph without circles, its operators in any order."""
    count = draw(st.integers(1, 9))
    operators = []
    for i in range(count):
        needs = draw(st.sets(st.integers(0, i - 1), max_size=3)) if i else set()
        operators.append(
            Operator(
                f"op{i}",
                draw(st.floats(0.001, 2)),
                draw(st.sampled_from(TAGS)),
                tuple(f"op{need}" for need in sorted(needs)),
                draw(st.sampled_from([0.0, 3.0, 300.0])),
            )
        )
    return Graph(tuple(draw(st.permutations(operators))))


batches = st.lists(st.integers(1, 900), min_size=1, max_size=6)
schedulers = st.sampled_from(SCHEDULERS)


def layer_with_a_shared_expert():
    return (
        Operator("attention", 1.0, causal=True),
        Operator("dispatch", 1.0, NETWORK, ("attention",)),
        Operator("shared", 1.0, COMPUTE, ("attention",)),
        Operator("experts", 1.0, COMPUTE, ("dispatch", "shared")),
    )


class ByToken(DualBatch):
    """Cut where it is told, inside a request where need be."""

    def __init__(self, *num_tokens: int) -> None:
        self.num_tokens = num_tokens

    def get_split_config(self, requests):
        """Cut so."""
        return by_tokens(requests, self.num_tokens)
