"""What a decode step costs on devices that hold parts of the KV cache.

Vocabulary
    P, B, N     parameters, requests in the batch, devices
    FC          the fully connected layers: max(bytes of P / (N BW s_m), 2 B P / (N F s_c))
    lambda      the fullest device's KV over the mean: attention ends with the fullest device
    attention   lambda * mean KV / bytes per second
    merging     bytes of the extra parts of split requests / (N * link)
    gain        the step on GPUs alone, where tensor parallelism keeps lambda at 1 / this step

Times are in seconds. The network and the prefill of new requests are left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.pim.inputs import Device, Transformer
from models.shared.checks import is_number, require, require_integer


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
    require_integer("batch", batch, 1)
    require_integer("devices", devices, 1)
    reading = shape.number * shape.parameters / (devices * device.bandwidth * device.memory_share)
    computing = 2 * batch * shape.parameters / (devices * device.flops * device.compute_share)
    return max(reading, computing)


def attention(
    shape: Transformer, device: Device, devices: int, tokens: float, imbalance: float = 1.0
) -> float:
    """Return the time of attention over the tokens cached on all devices together."""
    require(is_number(tokens) and tokens >= 0, "tokens", "a finite number, at least 0", tokens)
    require(is_number(imbalance) and imbalance >= 1, "imbalance", "at least 1", imbalance)
    require_integer("devices", devices, 1)
    return imbalance * tokens * shape.kv_bytes / (devices * device.reads(shape))


def merging(shape: Transformer, device: Device, devices: int, extra: int) -> float:
    """Return the time in which extra parts of split requests are sent, spread over the links."""
    require_integer("extra", extra, 0)
    require_integer("devices", devices, 1)
    return extra * shape.partial_bytes / (devices * device.link)


def moving(shape: Transformer, device: Device, tokens: int) -> float:
    """Return the time in which one device sends the cache of some tokens to another."""
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
    """Return a step of a batch that has some tokens cached, all requests together."""
    return Step(
        connected(shape, device, devices, batch),
        attention(shape, device, devices, tokens, imbalance),
        merging(shape, device, devices, extra),
        moving(shape, device, moved),
    )


def gain(
    shape: Transformer,
    gpu: Device,
    pim: Device,
    devices: int,
    batch: int,
    context: float,
    imbalance: float = 1.0,
) -> float:
    """Return how many times as fast a step is with PIM, at some tokens cached per request."""
    require_integer("batch", batch, 1)
    require(is_number(context) and context >= 0, "context", "a finite number, at least 0", context)
    tokens = batch * context
    alone = step(shape, gpu, devices, batch, tokens)
    return alone.time / step(shape, pim, devices, batch, tokens, imbalance=imbalance).time


def crossover(shape: Transformer, device: Device) -> float:
    """Return the batch from which the fully connected layers are bound by compute."""
    rate = device.flops * device.compute_share / (device.bandwidth * device.memory_share)
    return shape.number / 2 * rate


def fits(shape: Transformer, device: Device, devices: int, tokens: float) -> bool:
    """Tell whether weights and cache fit into the devices together."""
    require_integer("devices", devices, 1)
    require(is_number(tokens) and tokens >= 0, "tokens", "a finite number, at least 0", tokens)
    size = shape.number * shape.parameters + tokens * shape.kv_bytes
    return size <= devices * device.capacity
