"""What a layer multiplies by weights, and what attention costs, by the shape of a model.

Vocabulary
    cost        FLOPs, bytes of memory and bytes of weights, over all the layers that pay it
    copies      how often the devices keep the keys and values of a token

With a latent, its keys and values are made of it by one product, which for answers is done on the
side of queries and results instead ("absorbed", ``deepseek2024v2``, section 2.1.2) and costs as
much. What makes the latents themselves is not divided by heads: each device does all of it
(class MLA of inference/model.py in deepseek-ai/DeepSeek-V3@9b4e978).
"""

from __future__ import annotations

from models.nanoflow.experts import Spread
from models.nanoflow.inputs import Workload
from models.nanoflow.transformer import Transformer

Cost = tuple[float, float, float]


def multiplications(
    model: Transformer, batch: float, copies: int, devices: int = 1, spread: Spread | None = None
) -> dict[str, Cost]:
    """Return what the products of an iteration cost, named as in Table 2.

    With ``spread`` experts the busiest of the devices counts, as if all were as busy.
    """
    sizes = _sizes(model, devices, spread)
    products = {
        "KQV": _projected(model, batch, copies),
        "O": [_product(model, batch, model.heads * model.head, model.hidden, model.layers)],
        "UG": _fed_forward(model, batch, sizes, "up"),
        "D": _fed_forward(model, batch, sizes, "down"),
    }
    return {
        name: (sum(p[0] for p in parts), sum(p[1] for p in parts), sum(p[2] for p in parts))
        for name, parts in products.items()
    }


def _product(
    model: Transformer, batch: float, k: int, n: int, layers: int, routed: int = 0
) -> Cost:
    """Return the cost of B x k by k x n; with ``routed``, of each token by so many experts.

    Each token draws its experts evenly, so that (1 - routed / experts)^B of them are not read.
    """
    times, copies = 1, 1.0
    if routed:
        times, copies = routed, model.experts * (1 - (1 - routed / model.experts) ** batch)
    weights = copies * k * n * model.number * layers
    moved = times * batch * (k + n) * model.number * layers
    return (2 * times * batch * k * n * layers, weights + moved, weights)


def _projected(model: Transformer, batch: float, copies: int) -> list[Cost]:
    """Return the products that make queries, keys and values, or the latents in their place."""
    heads, layers = model.heads, model.layers
    if not model.latent:
        width = heads * model.head + 2 * model.kv_heads * model.head * copies
        return [_product(model, batch, model.hidden, width, layers)]
    latents = (model.latent + model.rope + model.query_latent) * copies
    entry = model.query_latent or model.hidden
    return [
        _product(model, batch, model.hidden, latents, layers),
        _product(model, batch, entry, heads * (model.head + model.rope), layers),
        _product(model, batch, model.latent, 2 * heads * model.head, layers),
    ]


def _sizes(
    model: Transformer, devices: int, spread: Spread | None
) -> list[tuple[int, int, int, float, int]]:
    """Return size, layers, experts of a token, work and reads of weights, over the even ones."""
    sparse = model.layers - model.dense_layers
    busiest, readers = (spread.imbalance, devices) if spread else (1.0, 1)
    return [
        (model.intermediate, sparse, model.routed, busiest, 1),
        (model.intermediate * model.shared, sparse, 0, 1.0, readers),
        (model.dense_intermediate, model.dense_layers, 0, 1.0, 1),
    ]


def _fed_forward(
    model: Transformer, batch: float, sizes: list[tuple[int, int, int, float, int]], way: str
) -> list[Cost]:
    """Return the products of experts, of shared experts and of layers that have none."""
    found = []
    for size, layers, routed, work, readers in sizes:
        k, n = (model.hidden, 2 * size) if way == "up" else (size, model.hidden)
        if size and layers:
            flops, memory, weights = _product(model, batch, k, n, layers, routed)
            read = readers * weights
            found.append((work * flops, read + work * (memory - weights), read))
    return found


def attended(model: Transformer, workload: Workload) -> tuple[float, float]:
    """Return to how many tokens one of an answer and one of a prompt attends, mean over layers.

    A prompt's are not halved for causality, as in Table 2.
    """
    answer, prompt = workload.context, workload.prompt
    if not model.chunked:
        return answer, prompt
    part = model.chunked / model.layers
    within, most = workload.within(model.chunk), min(prompt, model.chunk)
    return answer + part * (within - answer), prompt + part * (most - prompt)


def attention(
    model: Transformer, batch: int, workload: Workload, copies: int
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return FLOPs and bytes of attention of answers, and those of attention of prompts.

    Each head multiplies its query by the keys and the weights by the values, ``head`` numbers
    each. With a latent, a key has ``rope`` numbers more, and keys and values of a prompt are made
    for each head; answers read the latent, the same for all heads, as ``latent + rope`` numbers
    of a key and ``latent`` of a value.
    """
    decode = batch * workload.answer / (workload.prompt + workload.answer)
    prompts = batch - decode
    answer, prompt = attended(model, workload)
    token, layers = model.number * model.layers, model.layers
    new = copies * model.kv_bytes  # bytes of new keys and values of a token
    wide = model.heads * (2 * model.head + model.rope)  # numbers of a query and a result
    read = model.heads * (2 * model.latent + model.rope) if model.latent else wide
    made = wide if model.latent else 0
    return (
        (2 * read * decode * answer * layers, decode * (answer * new + (read * token + new))),
        (2 * wide * prompts * prompt * layers, prompts * ((wide + made) * token + new)),
    )
