"""Expert parallelism: whole experts spread over the devices, and tokens sent to them.

Vocabulary
    spread      experts are divided among the devices whole, E / N of them each; attention and
                layers without experts stay divided as before (tensor parallelism), and between
                them each device keeps the vectors of B / N tokens (sequence parallelism), as in
                section 3.4.1 of ``deepseek2024v3``
    dispatch    each token is sent once to every device that has an expert of its, as DeepEP does
                (``is_token_in_rank`` in deep_ep/buffers/legacy.py, deepseek-ai/DeepEP@189df34)
    combine     what the experts of a device make of it comes back as one vector, in 16 bits
                even where numbers are narrower: section 3.3.3 of ``deepseek2024v3``
    imbalance   tokens of the busiest device over the mean; 1.0 is even, N the most

A token draws k of E experts evenly. A device with E / N of them has none of the k with
probability C(E - E/N, k) / C(E, k), so the token goes to (N - 1) (1 - that) others. With B
tokens, D numbers of S bytes each, the bytes of a layer are, all devices together,

    RS, AG      (N - 1) B D S each: from partial sums to tokens, and to all devices again
    dispatch    others B D S       combine     others B D max(S, 2)

where a layer without experts gathers and scatters again instead, (N - 1) B D S each. The busiest
device sends, receives and multiplies ``imbalance`` times the mean, and the others wait. Shared
experts are on every device, which keeps and reads a copy for its own tokens.

Not modelled: attention in data parallel, a limit on the nodes that a token goes to, slower links
between nodes than in one, experts kept twice, and that products of few rows are slow.

>>> from models.nanoflow.newer import NEWER_MODELS
>>> round(others(NEWER_MODELS["deepseek-v3"], 8), 3)
4.633
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

from models.nanoflow.transformer import Transformer
from models.shared.checks import is_number, require

#: The exchanges of a layer in their order, which take the place of Table 2's.
EXCHANGES = ("RS", "Disp", "Comb", "AG")


@dataclass(frozen=True, slots=True)
class Spread:
    """Experts spread over the devices, of which the busiest has ``imbalance`` times the mean."""

    imbalance: float = 1.0

    def __post_init__(self) -> None:
        valid = is_number(self.imbalance) and self.imbalance >= 1
        require(valid, "imbalance", "a finite number, at least 1, which is even", self.imbalance)

    def check(self, model: Transformer, devices: int) -> None:
        """Refuse a model without experts, and devices among which they cannot be divided."""
        rule = f"a model with experts to spread; {model.name} has none"
        require(model.experts > 1, "model", rule, model.experts)
        rule = f"a divisor of the {model.experts} experts of {model.name}"
        require(model.experts % devices == 0, "devices", rule, devices)
        rule = f"at most {devices}, where one device has all tokens"
        require(self.imbalance <= devices, "imbalance", rule, self.imbalance)


def others(model: Transformer, devices: int) -> float:
    """Return to how many other devices a token is sent, on average."""
    elsewhere = model.experts - model.experts // devices
    none = comb(elsewhere, model.routed) / comb(model.experts, model.routed)
    return (devices - 1) * (1 - none)


def sparse_layers(model: Transformer) -> int:
    """Return the layers that have experts."""
    return model.layers - model.dense_layers


def routed(model: Transformer) -> float:
    """Return the parameters of experts that a token uses, shared ones not included."""
    return 3 * model.hidden * model.intermediate * model.routed * sparse_layers(model)


def copied_bytes(model: Transformer, devices: int) -> float:
    """Return the bytes of the copies of shared experts, beside the weights of the model."""
    one = 3 * model.hidden * model.intermediate * model.shared * sparse_layers(model)
    return (devices - 1) * one * model.number


def exchanged_bytes(
    model: Transformer, devices: int, batch: float, spread: Spread
) -> dict[str, float]:
    """Return the bytes that all devices send in each exchange of all layers."""
    vector = batch * model.hidden * model.number
    gathered = (devices - 1) * vector
    sent = spread.imbalance * others(model, devices) * vector * sparse_layers(model)
    wide = max(model.number, 2) / model.number
    dense = gathered * model.dense_layers
    every = gathered * model.layers
    return {"RS": every, "Disp": dense + sent, "Comb": dense + sent * wide, "AG": every}
