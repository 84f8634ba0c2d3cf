"""A logical model: operators and what each needs, written once and good for every schedule.

Vocabulary
    operator    a step of the model; it takes ``time`` for each token of a batch
    tag         what an operator uses, ``compute`` or ``network``; each is a stream of its own
    needs       the operators whose results an operator takes
    floor       tokens below which an operator takes no less time, since it reads its weights
    layer       some operators, which a model repeats
    phi         the share of a layer's time that a batch of 2048 tokens, whole and in order,
                spends in the network

The unit of time is that of a whole layer on a batch of 2048 tokens.

>>> [operator.name for operator in repeat(dense(0.8, 0.2), 2).order]
['compute.0', 'all-reduce.0', 'compute.1', 'all-reduce.1']
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush

from models.shared.checks import is_number, require, require_integer, require_one_of

COMPUTE, NETWORK = "compute", "network"
TAGS = (COMPUTE, NETWORK)
TOKENS = 2048


@dataclass(frozen=True, slots=True)
class Operator:
    """A step of a model: its ``time`` for each token, and at least that of ``floor`` tokens."""

    name: str
    time: float
    tag: str = COMPUTE
    needs: tuple[str, ...] = ()
    floor: float = 0.0

    def __post_init__(self) -> None:
        for name, least in (("time", "above 0"), ("floor", "of at least 0")):
            value = getattr(self, name)
            valid = is_number(value) and (value > 0 or (value == 0 and name == "floor"))
            require(valid, f"{name} of {self.name}", f"a finite number {least}", value)
        require_one_of(f"tag of {self.name}", self.tag, TAGS)

    def duration(self, tokens: float) -> float:
        """Return the time that a batch takes; its unit is that of ``time``."""
        return self.time * max(tokens, self.floor)


Layer = tuple[Operator, ...]


@dataclass(frozen=True)
class Graph:
    """A logical model: its operators in any order; ``order`` has each after what it needs.

    Raises:
        ValueError: there is no operator, two have one name, one needs what is not there, or
            some need each other in a circle.

    """

    operators: tuple[Operator, ...]
    order: tuple[Operator, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        require(bool(self.operators), "operators", "at least one operator", self.operators)
        for name, times in Counter(operator.name for operator in self.operators).items():
            require(times == 1, name, "the name of one operator", f"{times} of that name")
        known = {operator.name for operator in self.operators}
        for operator in self.operators:
            for need in operator.needs:
                require(need in known, f"needs of {operator.name}", "operators of the graph", need)
        object.__setattr__(self, "order", in_order(self.operators))


def in_order(operators: tuple[Operator, ...]) -> tuple[Operator, ...]:
    """Return operators each after what it needs, and otherwise as they were written."""
    place = {operator.name: i for i, operator in enumerate(operators)}
    sorter = TopologicalSorter({operator.name: operator.needs for operator in operators})
    try:
        sorter.prepare()
    except CycleError as error:
        name, *circle = reversed(error.args[1])
        require(False, f"needs of {name}", "free of circles", " needs ".join([name, *circle]))
    order, ready = list[Operator](), list[int]()
    while sorter.is_active():
        for name in sorter.get_ready():
            heappush(ready, place[name])
        order.append(operators[heappop(ready)])
        sorter.done(order[-1].name)
    return tuple(order)


def chain(*steps: tuple[str, str, float], tokens: int = TOKENS, floor: float = 0.0) -> Layer:
    """Return a layer of steps (name, tag, time on ``tokens`` tokens), each of which needs the last.

    ``floor`` holds for what computes; a collective has no weights to read.
    """
    require_integer("tokens", tokens, 1)
    names = [name for name, *_ in steps]
    needs = [(), *((name,) for name in names)]
    return tuple(
        Operator(name, time / tokens, tag, before, floor if tag == COMPUTE else 0.0)
        for (name, tag, time), before in zip(steps, needs[: len(steps)], strict=True)
    )


def dense(compute: float, network: float, floor: float = 0.0) -> Layer:
    """Return a layer that computes and then adds up its result over the devices."""
    return chain(("compute", COMPUTE, compute), ("all-reduce", NETWORK, network), floor=floor)


def mixture(phi: float = 0.2, floor: float = 0.0) -> Layer:
    """Return a layer whose experts are on other devices."""
    compute, network = parts(phi)
    return chain(
        ("attention", COMPUTE, 5 / 16 * compute),
        ("gate", COMPUTE, 1 / 16 * compute),
        ("dispatch", NETWORK, network / 2),
        ("experts", COMPUTE, 10 / 16 * compute),
        ("combine", NETWORK, network / 2),
        floor=floor,
    )


def parts(phi: float) -> tuple[float, float]:
    """Return how long a layer computes and how long it is in the network; together 1."""
    valid = is_number(phi) and 0 < phi < 1
    require(valid, "phi", "a number between 0 and 1", phi)
    return 1 - phi, phi


def repeat(layer: Layer, layers: int) -> Graph:
    """Return a model of layers in a row: each starts with what the one before ends with.

    The operators of layer i are named ``name.i``.
    """
    require_integer("layers", layers, 1)
    needed = {need for operator in layer for need in operator.needs}
    ends = [operator.name for operator in layer if operator.name not in needed]
    return Graph(
        tuple(
            replace(
                operator,
                name=f"{operator.name}.{i}",
                needs=tuple(f"{need}.{i}" for need in operator.needs)
                or tuple(f"{end}.{i - 1}" for end in ends if i),
            )
            for i in range(layers)
            for operator in layer
        )
    )
