"""What a decode step costs on devices that hold parts of the KV cache.

Vocabulary
    P, B, N     parameters, requests in the batch, devices
    FC          the fully connected layers: max(bytes of P / (N BW s_m), 2 B P / (N F s_c))
    lambda      the fullest device's KV over the mean: attention ends with the fullest device
    attention   lambda * mean KV / bytes per second
    merging     bytes of the extra parts of split requests / (N * link)
    copies      how often GPUs alone keep and read the KV: tensor parallelism divides the heads, so
                that lambda is 1, and where there are more GPUs than heads of keys and values each
                of these is on several
    gain        the step on GPUs alone / this step

Times are in seconds. The network and the prefill of new requests are left out. Whether weights
and cache fit is not asked by the times: see :func:`fits` and :func:`most_imbalance`.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.pim.inputs import Device, Transformer
from models.shared.checks import is_number, require, require_integer

ROUNDING = 1e-9  # of a lambda that was computed


@dataclass(frozen=True, slots=True)
class Step:
    """The times of a step's parts, in seconds."""

    connected: float
    attention: float
    merging: float = 0.0
    moving: float = 0.0

    @property
    def time(self) -> float:
        """Return the time of the step."""
        return self.connected + self.attention + self.merging + self.moving

    @property
    def share(self) -> float:
        """Return attention's share of the step."""
        return self.attention / self.time


def connected(shape: Transformer, device: Device, devices: int, batch: int) -> float:
    """Return the time of the fully connected layers: reading weights, or computing."""
    check(shape, device)
    require_integer("batch", batch, 1)
    require_integer("devices", devices, 1)
    reading = shape.number * shape.parameters / (devices * device.bandwidth * device.memory_share)
    computing = 2 * batch * shape.parameters / (devices * device.flops * device.compute_share)
    return max(reading, computing)


def attention(
    shape: Transformer, device: Device, devices: int, tokens: float, imbalance: float = 1.0
) -> float:
    """Return the time of attention over the tokens cached on all devices together."""
    check(shape, device)
    require(is_number(tokens) and tokens >= 0, "tokens", "a finite number, at least 0", tokens)
    require(is_number(imbalance) and imbalance >= 1, "imbalance", "at least 1", imbalance)
    require_integer("devices", devices, 1)
    rule = f"at most the devices, {devices}: then one holds everything"
    require(imbalance <= devices * (1 + ROUNDING), "imbalance", rule, imbalance)
    return imbalance * tokens * shape.kv_bytes / (devices * device.reads(shape))


def merging(shape: Transformer, device: Device, devices: int, extra: int) -> float:
    """Return the time in which extra parts of split requests are sent, spread over the links."""
    check(shape, device)
    require_integer("extra", extra, 0)
    require_integer("devices", devices, 1)
    return extra * shape.partial_bytes / (devices * device.link)


def moving(shape: Transformer, device: Device, tokens: int) -> float:
    """Return the time in which one device sends the cache of some tokens to another."""
    check(shape, device)
    require_integer("tokens", tokens, 0)
    return tokens * shape.kv_bytes / device.link


def step(
    shape: Transformer,
    device: Device,
    devices: int,
    batch: int,
    tokens: float,
    *,
    imbalance: float = 1.0,
    extra: int = 0,
    moved: int = 0,
) -> Step:
    """Return a step of a batch that has some tokens cached, all requests together.

    ``extra`` are the parts of split requests beyond one each, ``moved`` the tokens that one device
    sent to another before.
    """
    require_integer("batch", batch, 1)
    require_integer("devices", devices, 1)
    require_integer("extra", extra, 0, batch * (devices - 1))
    require_integer("moved", moved, 0)
    require(is_number(tokens) and moved <= tokens, "moved", f"at most the tokens, {tokens}", moved)
    return Step(
        connected(shape, device, devices, batch),
        attention(shape, device, devices, tokens, imbalance),
        merging(shape, device, devices, extra),
        moving(shape, device, moved),
    )


def copies(shape: Transformer, devices: int) -> int:
    """Return how often GPUs that divide the heads among them keep each key and value.

    Raise ValueError where the heads cannot be divided evenly.
    """
    require(isinstance(shape, Transformer), "shape", "a Transformer", shape)
    require_integer("devices", devices, 1)
    rule = f"a divisor of the {shape.heads} heads of {shape.name}, which GPUs alone divide"
    require(shape.heads % devices == 0, "devices", rule, devices)
    kept = shape.kv_heads
    rule = f"a divisor or a multiple of the {kept} heads of keys and values"
    require(kept % devices == 0 or devices % kept == 0, "devices", rule, devices)
    return max(devices // kept, 1)


def alone(shape: Transformer, gpu: Device, devices: int, batch: int, tokens: float) -> Step:
    """Return a step on GPUs alone, which divide the heads and read every copy of the cache."""
    require(is_number(tokens), "tokens", "a finite number, at least 0", tokens)
    return step(shape, gpu, devices, batch, copies(shape, devices) * tokens)


def gain(
    shape: Transformer,
    gpu: Device,
    pim: Device,
    devices: int,
    batch: int,
    context: float,
    imbalance: float = 1.0,
) -> float:
    """Return how many times as fast a step is with PIM, at some tokens cached per request.

    It is arithmetic, also where the memory does not hold so much: ask :func:`fits`.
    """
    require_integer("batch", batch, 1)
    require(is_number(context) and context >= 0, "context", "a finite number, at least 0", context)
    tokens = batch * context
    before = alone(shape, gpu, devices, batch, tokens)
    return before.time / step(shape, pim, devices, batch, tokens, imbalance=imbalance).time


def crossover(shape: Transformer, device: Device) -> float:
    """Return the batch from which the fully connected layers are bound by compute."""
    check(shape, device)
    rate = device.flops * device.compute_share / (device.bandwidth * device.memory_share)
    return shape.number / 2 * rate


def most_imbalance(shape: Transformer, device: Device, devices: int, tokens: float) -> float:
    """Return the largest lambda at which the fullest device holds its cache, devices at most.

    Each also holds its part of the weights. Below 1, not even a cache that is spread evenly fits.
    """
    check(shape, device)
    require_integer("devices", devices, 1)
    require(is_number(tokens) and tokens >= 0, "tokens", "a finite number, at least 0", tokens)
    free = devices * device.capacity - shape.number * shape.parameters
    cache = tokens * shape.kv_bytes
    if cache == 0:
        return float(devices) if free >= 0 else 0.0
    return min(max(free, 0.0) / cache, float(devices))


def fits(
    shape: Transformer, device: Device, devices: int, tokens: float, imbalance: float = 1.0
) -> bool:
    """Tell whether each device holds its part of the weights, and the fullest its cache.

    Where GPUs alone keep copies, ``tokens`` are to count each.
    """
    require(is_number(imbalance) and imbalance >= 1, "imbalance", "at least 1", imbalance)
    return imbalance <= most_imbalance(shape, device, devices, tokens)


def check(shape: object, device: object) -> None:
    """Refuse what is no transformer and what is no device."""
    require(isinstance(shape, Transformer), "shape", "a Transformer", shape)
    require(isinstance(device, Device), "device", "a Device", device)
