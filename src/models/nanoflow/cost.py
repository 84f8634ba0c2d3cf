"""What one iteration of serving a transformer costs: operations, bytes, and which is scarce.

Vocabulary, in the paper's letters
    B        tokens of an iteration: those of prompts, and one of each answer under way
    D, I, L  hidden size, size of the feed-forward layer, layers
    S        bytes a number, 2 but for models in FP8 or FP4
    P        parameters; those that one token uses, where experts share the work
    N        devices that share the model by tensor parallelism
    p, d     tokens of a prompt and of its answer
    T_comp, T_mem, T_net   seconds that the whole needs each resource, all devices together
    T_R      T_mem / T_comp when requests fill the memory (equation 4): above 1, memory is scarce

Attention reads what is kept of half the answer and all of the prompt, p + d/2 tokens.
Embeddings and the output layer are left out, as in the paper's Table 2.

>>> from models.nanoflow.inputs import MODELS, device_with
>>> round(optimum(MODELS["llama-2-70b"], device_with(compute=260_000)), 2)
1857.14
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.nanoflow.experts import Spread, copied_bytes, exchanged_bytes, routed
from models.nanoflow.inputs import GIGA, Device, Workload
from models.nanoflow.products import attention, multiplications
from models.nanoflow.transformer import MOST, Transformer
from models.shared.checks import is_number, require, require_integer


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """An operation of all layers over a batch: FLOPs, bytes of memory, bytes over the network.

    ``weights`` are those of the bytes that a copy of the operation reads again, ``number`` the
    bytes of a number that it multiplies.
    """

    name: str
    flops: float
    memory: float
    network: float = 0.0
    weights: float = 0.0
    number: float = 2

    def times(self, on: Device, devices: int) -> tuple[float, float, float]:
        """Return T_comp, T_mem and T_net in seconds (equations 1 to 3, for one operation)."""
        return (
            self.flops / (devices * on.rate(self.number) * GIGA),
            self.memory / (devices * on.bandwidth * GIGA),
            self.network / (devices * on.network / 2 * GIGA),  # T_net counts one way
        )


def copies_of_heads(model: Transformer, devices: int) -> int:
    """Return how often the keys and values are kept by so many devices.

    Tensor parallelism divides the heads among the devices; where there are more devices than
    heads of keys and values, each of these is kept by several. Raise ValueError where the heads
    cannot be divided evenly.
    """
    require(isinstance(model, Transformer), "model", "a Transformer", model)
    require_integer("devices", devices, 1)
    rule = f"a divisor of the {model.heads} heads of {model.name}"
    require(model.heads % devices == 0, "devices", rule, devices)
    kept = model.kv_heads
    even = kept % devices == 0 or devices % kept == 0
    rule = f"a divisor or a multiple of the {kept} heads of keys and values"
    require(even, "devices", rule, devices)
    return max(devices // kept, 1)


def operations(
    model: Transformer,
    devices: int,
    batch: int,
    workload: Workload,
    spread: Spread | None = None,
) -> tuple[Operation, ...]:
    """Return the operations of one iteration, named as in Table 2.

    With ``spread`` experts "Net" is the exchanges of :mod:`models.nanoflow.experts`. Of the batch d
    / (p + d) are tokens of answers. Attention over prompts is counted without halving for
    causality, as in Table 2. One device exchanges nothing. Whether the batch fits into memory
    depends on the devices: ask :func:`require_fit`.
    """
    copies = copies_of_heads(model, devices)
    require(isinstance(workload, Workload), "workload", "a Workload", workload)
    require_integer("batch", batch, 1)
    products = multiplications(model, batch, copies, devices, spread)
    answers, prompts = attention(model, batch, workload, copies)
    return (
        *(
            Operation(
                name=name, flops=cost[0], memory=cost[1], weights=cost[2], number=model.number
            )
            for name, cost in products.items()
        ),
        Operation(name="DecAttn", flops=answers[0], memory=answers[1]),
        Operation(name="PfAttn", flops=prompts[0], memory=prompts[1]),
        *exchanges(model, devices, batch, spread),
    )


def exchanges(
    model: Transformer, devices: int, batch: int, spread: Spread | None
) -> tuple[Operation, ...]:
    """Return what the devices exchange: each number sent is read, and half are added up."""
    if spread is None:
        sent = (devices - 1) * batch * model.hidden * model.layers
        size = 4 * sent * model.number
        return (Operation(name="Net", flops=2 * sent, memory=size, network=size),)
    spread.check(model, devices)
    return tuple(
        Operation(name=name, flops=size / (2 * model.number), memory=size, network=size)
        for name, size in exchanged_bytes(model, devices, batch, spread).items()
    )


def totals(costs: Iterable[Operation], on: Device, devices: int) -> tuple[float, float, float]:
    """Return T_comp, T_mem and T_net of all the operations, in seconds."""
    times = [cost.times(on, devices) for cost in costs]
    compute, memory, network = (sum(column) for column in zip(*times, strict=True))
    return compute, memory, network


def optimum(model: Transformer, on: Device) -> float:
    """Return the most tokens/s/device if compute is scarce: Compute / 2P (equation 5)."""
    return on.rate(model.number) * GIGA / (2 * model.active)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What a full memory makes of an iteration: B, and the three times in seconds."""

    capacity: float  # tokens whose keys and values fit beside the weights
    requests: float  # answers under way at once
    batch: float
    compute: float
    memory: float
    network: float
    usable: float = 1.0  # part of the memory that counts
    reserved: float = 0.0  # GB of each device that are not for weights, keys and values

    @property
    def ratio(self) -> float:
        """Return T_R = T_mem / T_comp (equation 4)."""
        return self.memory / self.compute

    @property
    def scarce(self) -> str:
        """Return the resource that the iteration needs longest."""
        return max(("compute", "memory", "network"), key=lambda name: float(getattr(self, name)))


def room(
    model: Transformer,
    on: Device,
    devices: int,
    usable: float = 1.0,
    reserved: float = 0.0,
    spread: Spread | None = None,
) -> float:
    """Return the tokens whose keys and values fit beside the weights.

    With ``spread`` experts the shared ones are kept by every device. Of each device's memory a part
    is ``usable``, and of that ``reserved`` GB are for activations and buffers. Raise ValueError
    where the weights leave no room.
    """
    copies = copies_of_heads(model, devices)
    require(isinstance(on, Device), "on", "a Device", on)
    rule = "a Spread, or None"
    require(spread is None or isinstance(spread, Spread), "spread", rule, spread)
    require(is_number(usable) and 0 < usable <= 1, "usable", "above 0 and at most 1", usable)
    valid = is_number(reserved) and reserved >= 0
    require(valid, "reserved", "a finite number of GB, at least 0", reserved)
    weights = model.weights
    if spread:
        spread.check(model, devices)
        weights += copied_bytes(model, devices)
    free = devices * (on.memory * usable - reserved) * GIGA - weights
    rule = f"enough to hold the weights, {weights / GIGA:g} GB"
    got = f"{devices} of {on.memory:g} GB"
    if (usable, reserved) != (1, 0):
        got += f", of which {100 * usable:g}% without {reserved:g} GB"
    require(free > 0, "devices", rule, got)
    return free / (copies * model.kv_bytes)


def balance(
    model: Transformer,
    on: Device,
    devices: int,
    workload: Workload,
    *,
    usable: float = 1.0,
    reserved: float = 0.0,
    spread: Spread | None = None,
) -> Balance:
    """Return the balance of a model served with its memory full (equations 1 to 4).

    By default all of the memory counts, as in the paper, which no server can use: capacity, batch
    and T_R are upper estimates; ``usable`` and ``reserved`` are those of :func:`room`. The time to
    read the memory is that of what is used. With ``spread`` experts the exchanges are those of
    :mod:`models.nanoflow.experts`, and the busiest device counts. Raise ValueError where the
    weights leave no room, or there is no answer to decode.
    """
    require(isinstance(workload, Workload), "workload", "a Workload", workload)
    capacity = room(model, on, devices, usable, reserved, spread)
    require(
        workload.answer > 0, "answer", "above 0 where requests fill the memory", workload.answer
    )
    requests = capacity / workload.context
    batch = requests * (workload.prompt + workload.answer) / workload.answer
    exchanged = 4 * (devices - 1) * batch * model.hidden * model.number * model.layers
    used = model.active
    if spread:
        exchanged = sum(exchanged_bytes(model, devices, batch, spread).values())
        used += (spread.imbalance - 1) * routed(model)
    return Balance(
        capacity=capacity,
        requests=requests,
        batch=batch,
        compute=2 * batch * used / (devices * on.rate(model.number) * GIGA),
        memory=(on.memory * usable - reserved) / on.bandwidth,
        network=exchanged / (devices * on.network / 2 * GIGA),
        usable=usable,
        reserved=reserved,
    )


def require_fit(
    model: Transformer,
    on: Device,
    devices: int,
    batch: int,
    workload: Workload,
    usable: float = 1.0,
    reserved: float = 0.0,
    spread: Spread | None = None,
) -> None:
    """Refuse a batch whose weights, keys and values do not fit into memory.

    A request must fit when it is done, and of a batch what is kept of its answers, half-way on
    average, and what its prompts add.
    """
    require_integer("batch", batch, 1)
    require(batch <= MOST, "batch", f"at most {MOST:,}", batch)
    require(isinstance(workload, Workload), "workload", "a Workload", workload)
    capacity = room(model, on, devices, usable, reserved, spread)
    request = workload.prompt + workload.answer
    rule = f"of a request that fits beside the weights, at most {int(capacity):,} tokens"
    require(request <= capacity, "prompt, answer", rule, f"{request:g} tokens")
    kept = batch / request * max(workload.answer * workload.context, workload.prompt)
    most = int(batch * capacity / kept)
    size = copies_of_heads(model, devices) * model.kv_bytes / GIGA
    rule = (
        f"at most {most}, whose keys and values fit beside the weights: "
        f"{kept * size:.1f} GB are needed, {capacity * size:.1f} GB are free"
    )
    require(kept <= capacity, "batch", rule, batch)
