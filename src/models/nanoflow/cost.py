"""What one iteration of serving a transformer costs: operations, bytes, and which is scarce.

Vocabulary, in the paper's letters
    B        tokens of an iteration: those of prompts, and one of each answer under way
    D, I, L  hidden size, size of the feed-forward layer, layers
    S        bytes a number, 2
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

from models.nanoflow.inputs import GIGA, Device, Transformer, Workload
from models.shared.checks import require, require_integer


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """An operation of all layers over a batch: FLOPs, bytes of memory, bytes over the network.

    ``weights`` are those of the bytes that a copy of the operation reads again.
    """

    name: str
    flops: float
    memory: float
    network: float = 0.0
    weights: float = 0.0

    def times(self, on: Device, devices: int) -> tuple[float, float, float]:
        """Return T_comp, T_mem and T_net in seconds (equations 1 to 3, for one operation)."""
        return (
            self.flops / (devices * on.compute * GIGA),
            self.memory / (devices * on.bandwidth * GIGA),
            self.network / (devices * on.network / 2 * GIGA),  # T_net counts one way
        )


def _product(name: str, model: Transformer, batch: float, k: int, n: int, moe: bool) -> Operation:
    """Return a multiplication of B x k by k x n; with experts, of each token by some of them."""
    times, copies = (model.routed, min(model.experts, model.routed * batch)) if moe else (1, 1)
    weights = copies * k * n * model.number * model.layers
    moved = times * batch * (k + n) * model.number * model.layers
    flops = 2 * times * batch * k * n * model.layers
    return Operation(name=name, flops=flops, memory=weights + moved, weights=weights)


def operations(
    model: Transformer, devices: int, batch: int, workload: Workload
) -> tuple[Operation, ...]:
    """Return the operations of one iteration, named as in Table 2.

    Of the batch d / (p + d) are tokens of answers. Attention over prompts is counted without
    halving for causality, as in Table 2. One device exchanges nothing.
    """
    require_integer("devices", devices, 1)
    require_integer("batch", batch, 1)
    queries, kept = model.heads * model.head, model.kv_heads * model.head
    decode = batch * workload.answer / (workload.prompt + workload.answer)
    prompts = batch - decode
    token = model.number * model.layers
    once = 2 * (queries + kept) * token  # bytes of queries, results, new keys and values
    exchanged = (devices - 1) * batch * model.hidden
    return (
        _product("KQV", model, batch, model.hidden, queries + 2 * kept, moe=False),
        _product("O", model, batch, queries, model.hidden, moe=False),
        _product("UG", model, batch, model.hidden, 2 * model.intermediate, moe=True),
        _product("D", model, batch, model.intermediate, model.hidden, moe=True),
        Operation(
            name="DecAttn",
            flops=4 * queries * decode * workload.context * model.layers,
            memory=decode * (workload.context * model.kv_bytes + once),
        ),
        Operation(
            name="PfAttn",
            flops=4 * queries * prompts * workload.prompt * model.layers,
            memory=prompts * once,
        ),
        Operation(
            name="Net",
            flops=2 * exchanged * model.layers,
            memory=4 * exchanged * token,
            network=4 * exchanged * token,
        ),
    )


def totals(costs: Iterable[Operation], on: Device, devices: int) -> tuple[float, float, float]:
    """Return T_comp, T_mem and T_net of all the operations, in seconds."""
    times = [cost.times(on, devices) for cost in costs]
    compute, memory, network = (sum(column) for column in zip(*times, strict=True))
    return compute, memory, network


def optimum(model: Transformer, on: Device) -> float:
    """Return the most tokens/s/device if compute is scarce: Compute / 2P (equation 5)."""
    return on.compute * GIGA / (2 * model.active)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What a full memory makes of an iteration: B, and the three times in seconds."""

    capacity: float  # tokens whose keys and values fit beside the weights
    requests: float  # answers under way at once
    batch: float
    compute: float
    memory: float
    network: float

    @property
    def ratio(self) -> float:
        """Return T_R = T_mem / T_comp (equation 4)."""
        return self.memory / self.compute

    @property
    def scarce(self) -> str:
        """Return the resource that the iteration needs longest."""
        return max(("compute", "memory", "network"), key=lambda name: float(getattr(self, name)))


def balance(model: Transformer, on: Device, devices: int, workload: Workload) -> Balance:
    """Return the balance of a model served with its memory full (equations 1 to 4).

    Raise ValueError where the weights leave no room, or there is no answer to decode.
    """
    require_integer("devices", devices, 1)
    require(
        workload.answer > 0, "answer", "above 0 where requests fill the memory", workload.answer
    )
    room = devices * on.memory * GIGA - model.number * model.parameters
    rule = f"enough to hold the weights, {model.number * model.parameters / GIGA:g} GB"
    require(room > 0, "devices", rule, f"{devices} of {on.memory:g} GB")
    capacity = room / model.kv_bytes
    requests = capacity / workload.context
    batch = requests * (workload.prompt + workload.answer) / workload.answer
    exchanged = 4 * (devices - 1) * batch * model.hidden * model.number * model.layers
    return Balance(
        capacity=capacity,
        requests=requests,
        batch=batch,
        compute=2 * batch * model.active / (devices * on.compute * GIGA),
        memory=on.memory / on.bandwidth,
        network=exchanged / (devices * on.network / 2 * GIGA),
    )
