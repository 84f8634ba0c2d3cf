"""A logical model: operators and what each needs, written once and good for every schedule.

Vocabulary
    operator    a step of the model; it takes ``time`` for each token of a batch
    tag         what an operator uses, ``compute`` or ``network``; each is a stream of its own
    needs       the operators whose results an operator takes
    floor       tokens below which an operator takes no less time, since it reads its weights
    alpha       the part of an operator's time that is the same for any number of tokens
    causal      of a request in two nano-batches, the later part needs the earlier part's result,
                as attention needs the keys and values of all tokens before
    layer       some operators, which a model repeats
    phi         the share of a layer's time that a batch of 2048 tokens, whole and in order,
                spends in the network

The unit of time is that of a whole layer on a batch of 2048 tokens.

>>> [operator.name for operator in repeat(dense(0.8, 0.2), 2).order]
['compute.0', 'all-reduce.0', 'compute.1', 'all-reduce.1']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush
from types import MappingProxyType

from models.shared.checks import (
    is_number,
    require,
    require_integer,
    require_name,
    require_one_of,
    require_positive,
)

COMPUTE, NETWORK = "compute", "network"
TAGS = (COMPUTE, NETWORK)
TOKENS = 2048
MOST = 100_000  # operators of a graph


@dataclass(frozen=True, slots=True)
class Operator:
    """A step of a model: ``alpha``, and its ``time`` for each token, ``floor`` tokens at least."""

    name: str
    time: float
    tag: str = COMPUTE
    needs: tuple[str, ...] = ()
    floor: float = 0.0
    alpha: float = 0.0
    causal: bool = False

    def __post_init__(self) -> None:
        require_name("name", self.name)
        require_positive(f"time of {self.name}", self.time)
        for name in ("floor", "alpha"):
            value = getattr(self, name)
            valid = is_number(value) and value >= 0
            require(valid, f"{name} of {self.name}", "a finite number of at least 0", value)
        require_one_of(f"tag of {self.name}", self.tag, TAGS)
        require(isinstance(self.causal, bool), f"causal of {self.name}", "a bool", self.causal)
        listed = isinstance(self.needs, tuple | list)
        listed = listed and all(isinstance(need, str) for need in self.needs)
        require(listed, f"needs of {self.name}", "a tuple of names", self.needs)
        object.__setattr__(self, "needs", tuple(self.needs))

    def duration(self, tokens: float) -> float:
        """Return the time that a batch takes; its unit is that of ``time``."""
        return self.alpha + self.time * max(tokens, self.floor)


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
        given = tuple(self.operators) if isinstance(self.operators, tuple | list) else ()
        valid = bool(given) and all(isinstance(operator, Operator) for operator in given)
        require(valid, "operators", "at least one operator", self.operators)
        object.__setattr__(self, "operators", given)
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


def chain(
    *steps: tuple[str, str, float],
    tokens: int = TOKENS,
    floor: float = 0.0,
    alpha: float = 0.0,
    floors: Mapping[str, float] = MappingProxyType({}),
    causal: Collection[str] = (),
) -> Layer:
    """Return a layer of steps (name, tag, time on ``tokens`` tokens), each of which needs the last.

    ``floor`` holds for what computes, ``floors`` for a step by its name; a collective has no
    weights to read, but ``alpha`` of its time is the same for any number of tokens.
    """
    require_integer("tokens", tokens, 1)
    for name in (*floors, *causal):
        require_one_of("step", name, [step[0] for step in steps])
    made, before = list[Operator](), tuple[str, ...]()
    for name, tag, time in steps:
        fixed = alpha if tag == NETWORK else 0.0
        rule = f"a number from 0 to less than the time of {name}, {time!r}"
        require(is_number(fixed) and (fixed == 0 or 0 < fixed < time), "alpha", rule, fixed)
        least = floors.get(name, floor if tag == COMPUTE else 0.0)
        each = (time - fixed) / tokens
        made.append(Operator(name, each, tag, before, least, fixed, name in causal))
        before = (name,)
    return tuple(made)


def dense(compute: float, network: float, floor: float = 0.0, alpha: float = 0.0) -> Layer:
    """Return a layer that computes and then adds up its result over the devices.

    ``network`` is the time of the collective on 2048 tokens, ``alpha`` of it included.
    """
    require_positive("compute", compute)
    require_positive("network", network)
    steps = ("compute", COMPUTE, compute), ("all-reduce", NETWORK, network)
    return chain(*steps, floor=floor, alpha=alpha, causal=["compute"])


def mixture(
    phi: float = 0.2,
    floor: float = 0.0,
    alpha: float = 0.0,
    experts: int = 256,
    used: int = 8,
    devices: int = 32,
    cached: float = 0.0,
) -> Layer:
    """Return a layer whose experts are on several devices.

    ``floor`` is that of a weight which every token uses; ``alpha`` is a part of each of the
    two collectives; ``cached`` is the share of attention that reads keys and values, of each
    request its own, and has no floor.
    """
    compute, network = parts(phi)
    valid = is_number(floor) and floor >= 0
    require(valid, "floor", "a finite number of at least 0", floor)
    steps = (
        *attention(5 / 16 * compute, cached),
        ("gate", COMPUTE, 1 / 16 * compute),
        ("dispatch", NETWORK, network / 2),
        ("experts", COMPUTE, 10 / 16 * compute),
        ("combine", NETWORK, network / 2),
    )
    floors = {"experts": floor * dilution(experts, used, devices)}
    if cached:
        floors["attention"] = 0.0
    return chain(*steps, floor=floor, alpha=alpha, floors=floors, causal=["attention"])


def attention(time: float, cached: float) -> Iterator[tuple[str, str, float]]:
    """Yield the steps of attention: what multiplies by weights and what reads keys and values."""
    share = is_number(cached) and 0 <= cached <= 1
    require(share, "cached", "a number from 0 to 1", cached)
    if 0 < cached < 1:
        yield "projections", COMPUTE, (1 - cached) * time
    yield "attention", COMPUTE, (cached if 0 < cached < 1 else 1) * time


def dilution(experts: int, used: int, devices: int) -> float:
    """Return how many times as large as a dense weight's the floor of an expert is.

    The devices share the experts, and each has tokens of its own: an expert sees the tokens of
    all devices that chose it, ``used / experts`` of them. A device has one expert at least.

    >>> dilution(256, 8, 32), dilution(256, 8, 8), dilution(8, 2, 1)
    (1.0, 4.0, 4.0)
    """
    for name, value in (("experts", experts), ("used", used), ("devices", devices)):
        require_integer(name, value, 1)
    require(used <= experts, "used", f"at most the experts, {experts}", used)
    return max(experts, devices) / (devices * used)


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
    known = isinstance(layer, tuple | list) and all(isinstance(one, Operator) for one in layer)
    require(known, "layer", "the operators of a layer", type(layer).__name__)
    several = f"{layers:,} layers of {len(layer)} operators"
    require(layers * len(layer) <= MOST, "layers", f"few enough for {MOST:,} operators", several)
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
