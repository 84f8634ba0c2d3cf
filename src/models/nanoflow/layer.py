"""One layer as nano-operations: what each needs, how long it takes alone, what it waits for.

Vocabulary
    cuts        where the ranges of a step begin and end: (0, 768, 2048)
    Step, Nano  see :mod:`models.nanoflow.step`

KQV, then decode attention beside attention over prompts, then a quarter of the exchange
(all-gather), O, a quarter again, UGD (up, gate, down), and half of it (all-reduce) before the
KQV of the next layer. Each nano-batch carries its share of prompts and of answers.

A step alone is slower than its roofline (the larger of compute, memory and network time) by the
factor that the paper's Table 2 measures for LLaMA-2-70B on eight A100, which for that case gives
the measured times themselves; elsewhere it is an estimate. What is read takes longer by the
factor of decode attention, the one that memory limits. A copy of a multiplication reads its
weights again, which shows where that takes longer than to multiply; where it takes THIN times as
long, half of the device is enough to multiply, and the copy is on the memory lane.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from models.nanoflow.cost import Operation, operations, require_fit
from models.nanoflow.experts import EXCHANGES, Spread
from models.nanoflow.inputs import DEVICES, MODELS, WORKLOADS, Device, Transformer, Workload
from models.nanoflow.published import TABLE_2
from models.nanoflow.step import RESOURCES, THIN, Nano, Points, Step, check_nanos
from models.shared.checks import require, require_integer, require_one_of, require_positive

__all__ = ["RESOURCES", "THIN", "Nano", "Step", "check_nanos", "layer", "nano_operations"]

GRID = 128
PRODUCTS = ("KQV", "O", "UG", "D")
#: The steps in order, those on one line side by side: name, operations of Table 2, resource and
#: the part of these operations.
LAYER: tuple[tuple[tuple[str, tuple[str, ...], str, float], ...], ...] = (
    (("KQV", ("KQV",), "compute", 1.0),),
    (("DecAttn", ("DecAttn",), "memory", 1.0), ("PfAttn", ("PfAttn",), "compute", 1.0)),
    (("AG1", ("Net",), "network", 0.25),),
    (("O", ("O",), "compute", 1.0),),
    (("AG2", ("Net",), "network", 0.25),),
    (("UGD", ("UG", "D"), "compute", 1.0),),
    (("AR", ("Net",), "network", 0.5),),
)

#: The same with experts spread over the devices: see :mod:`models.nanoflow.experts`.
SPREAD = (
    *LAYER[:2],
    LAYER[3],
    (("RS", ("RS",), "network", 1.0),),
    (("Disp", ("Disp",), "network", 1.0),),
    LAYER[5],
    (("Comb", ("Comb",), "network", 1.0),),
    (("AG", ("AG",), "network", 1.0),),
)


@cache
def slowness() -> dict[str, float]:
    """Return measured over roofline time of each operation, from Table 2."""
    on = DEVICES["A100-80"]
    costs = operations(MODELS["llama-2-70b"], 8, 2048, WORKLOADS["512-1024"])
    return {cost.name: TABLE_2[cost.name][6] / 1e3 / max(cost.times(on, 8)) for cost in costs}


def layer(
    model: Transformer,
    on: Device,
    devices: int,
    batch: int,
    workload: Workload,
    *,
    slow: Mapping[str, float] | None = None,
    products: Mapping[str, Sequence[tuple[float, float]]] | None = None,
    usable: float = 1.0,
    reserved: float = 0.0,
    spread: Spread | None = None,
) -> tuple[Step, ...]:
    """Return the steps of one layer (of the mean layer, where they differ), without empty ones.

    ``slow`` has measured over roofline time by operation, by default that of Table 2;
    ``products`` the speed of each product by its tokens, relative to 2048, by default 1;
    ``spread`` says that experts are spread over the devices, whose exchanges are as slow as "Net".
    Raise ValueError for sizes that are none, for devices among which heads cannot be divided, and
    for a batch whose weights, keys and values do not fit into memory.
    """
    require_fit(model, on, devices, batch, workload, usable, reserved, spread)
    costs = {cost.name: cost for cost in operations(model, devices, batch, workload, spread)}
    factors = checked(slowness() if slow is None else slow)
    groups = [
        [
            Step(
                name,
                resource,
                tuple(_part(costs[c], on, devices, part / model.layers, factors) for c in of),
                speeds=_speeds(of, batch, products),
                fixed=on.latency * 1e-6 if resource == "network" else 0.0,
            )
            for name, of, resource, part in group
            if any(costs[c].flops for c in of)
        ]
        for group in (SPREAD if spread else LAYER)
    ]
    return _in_order([group for group in groups if group], batch)


def checked(slow: Mapping[str, float]) -> dict[str, float]:
    """Return the slowness of every operation; refuse one that is none, or too few of them."""
    require(isinstance(slow, Mapping), "slow", "factors by operation", slow)
    for name, factor in slow.items():
        require_one_of("slow", name, slowness())
        require_positive(f"slowness of {name}", factor)
    rule = f"with all of {', '.join(slowness())}"
    require(len(slow) == len(slowness()), "slow", rule, tuple(slow))
    return {**slow, **dict.fromkeys(EXCHANGES, slow["Net"])}


def _in_order(groups: Sequence[Sequence[Step]], batch: int) -> tuple[Step, ...]:
    """Return the steps of groups that follow one another, each told after which it runs."""
    least = (batch % GRID or GRID) / batch  # the smallest part of a batch
    steps = []
    for i, group in enumerate(groups):
        earlier = tuple(step.name for step in groups[i - 1])  # of the first, the last group
        links = {"after" if i else "before": earlier}
        for step in group:
            thin = replace(step, thin=step.resource == "compute", **links)  # type: ignore[arg-type]
            steps.append(replace(thin, thin=thin.thin and thin.lane(least) == "memory"))
    return tuple(steps)


def _part(
    cost: Operation, on: Device, devices: int, part: float, slow: Mapping[str, float]
) -> tuple[float, float, float]:
    compute, memory, network = cost.times(on, devices)
    reading = slow["DecAttn"] * part
    weights = memory * cost.weights / cost.memory
    if cost.name == "DecAttn":
        return (slow[cost.name] * part * compute, 0.0, reading * memory)
    factor = slow[cost.name] * part
    return (factor * max(compute, network), reading * weights, reading * (memory - weights))


def _speeds(
    of: Sequence[str], batch: int, products: Mapping[str, Sequence[tuple[float, float]]] | None
) -> tuple[Points, ...]:
    known = products is None or isinstance(products, Mapping)
    require(known, "products", "points by product", products)
    if not products or not set(of) <= set(PRODUCTS):
        return ()
    for name in of:
        require_one_of("products", name, products)
    return tuple(tuple((tokens / batch, speed) for tokens, speed in products[c]) for c in of)


def even(batch: int, ways: int) -> tuple[int, ...]:
    """Return the cuts of a batch into parts as equal as the grid of 128 allows.

    >>> even(2048, 3)
    (0, 768, 1408, 2048)
    """
    require_integer("ways", ways, 1)
    require_integer("batch", batch, 1)
    require(ways * GRID <= batch, "ways", f"at most {batch // GRID}, one for each {GRID}", ways)
    quanta, rest = divmod(batch // GRID, ways)
    sizes = [GRID * (quanta + (i < rest)) for i in range(ways)]
    sizes[-1] += batch % GRID
    return tuple(sum(sizes[:i]) for i in range(ways + 1))


def check_cuts(step: str, cuts: Sequence[int], batch: int) -> None:
    """Refuse cuts that do not run from 0 to the batch, upwards, on the grid of 128."""
    rule = f"cuts from 0 up to {batch}"
    whole = all(type(cut) is int for cut in cuts) and list(cuts) == sorted(set(cuts))
    ends = len(cuts) > 1 and (cuts[0], cuts[-1]) == (0, batch)
    require(whole and ends, step, rule, tuple(cuts))
    for cut in cuts[1:-1]:
        require(cut % GRID == 0, step, f"cut at a multiple of {GRID}", cut)


def check_graph(steps: Sequence[Step]) -> None:
    """Refuse steps that wait for what is not there, or for each other in a circle."""
    names = [step.name for step in steps]
    for step in steps:
        require(names.count(step.name) == 1, step.name, "the name of one step", names)
        require_one_of(f"resource of {step.name}", step.resource, RESOURCES)
        for parent in (*step.after, *step.before):
            require_one_of(f"input of {step.name}", parent, names)
    try:
        TopologicalSorter({step.name: step.after for step in steps}).prepare()
    except CycleError as error:
        circle = " -> ".join(reversed(error.args[1]))
        require(False, error.args[1][0], "free of circles within a layer", circle)


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Tell whether two ranges [start, stop) share a token: then their nano-operations depend.

    >>> overlap((0, 256), (128, 384)), overlap((0, 128), (128, 384))
    (True, False)
    """
    return a[0] < b[1] and b[0] < a[1]


def nano_operations(
    steps: Sequence[Step], batch: int, cuts: Sequence[int] | Mapping[str, Sequence[int]]
) -> tuple[Nano, ...]:
    """Return the nano-operations of a layer, with the same cuts for all steps or cuts by step.

    One waits for another if the steps depend and the ranges meet (section 4.1). Raise
    ValueError for a graph or cuts that are none.
    """
    check_graph(steps)
    at = cuts if isinstance(cuts, Mapping) else dict.fromkeys((s.name for s in steps), cuts)
    for step in steps:
        require_one_of("cuts", step.name, at)
        check_cuts(step.name, at[step.name], batch)
    ranges = [
        (step, i, start, stop)
        for step in steps
        for i, (start, stop) in enumerate(pairwise(at[step.name]))
    ]
    return tuple(
        Nano(
            step.name,
            step.lane((stop - start) / batch),
            i,
            start,
            stop,
            step.alone((stop - start) / batch),
            tuple(_waits(ranges, step, (start, stop))),
        )
        for step, i, start, stop in ranges
    )


def _waits(
    ranges: Sequence[tuple[Step, int, int, int]], step: Step, of: tuple[int, int]
) -> list[tuple[int, int]]:
    return [
        (position, back)
        for position, (parent, _, start, stop) in enumerate(ranges)
        for back, parents in enumerate((step.after, step.before))
        if parent.name in parents and overlap((start, stop), of)
    ]
