"""What splitting costs in cases that others published, and where predicting beats a threshold.

Vocabulary
    trace       one rank of Qwen3-32B on four GPUs, four prompts of 4096 tokens, with and
                without two halves, as vllm-project/vllm#44677 tells
    all-reduce  its time by tokens, rows of 3072 numbers on eight GPUs, after tuning, as
                vllm-project/vllm#39080 tells
    table-3     what a network kernel leaves a multiplication and keeps of its own speed at two
                shares of an A100, of Table 3 of NanoFlow
    dilution    the floor of an expert over that of a weight which all tokens use
"""

from __future__ import annotations

from typing import Any

from models.dynaflow.beside import Beside
from models.dynaflow.clock import costlier
from models.dynaflow.graph import Graph, dense, dilution, mixture, repeat
from models.dynaflow.predict import Predict
from models.dynaflow.schedulers import DualBatch, Dynamic, TwoWay
from models.dynaflow.simulator import speedup, threshold
from models.dynaflow.split import halves_of

TRACE = {"compute": 838.0, "network": 248.0, "whole": 1110.0, "halves": 1047.0}  # ms
TRACE_LAYERS, PROMPTS = 64, (4096,) * 4
ALL_REDUCE = {4: 6.4, 64: 7.5, 256: 12.9}  # microseconds by tokens
TABLE_3 = {"R-10": Beside(0.9, 0.3), "R-20": Beside(0.8, 0.5)}
SHARED = {  # experts, used, devices
    "deepseek-32": (256, 8, 32),
    "deepseek-8": (256, 8, 8),
    "mixtral-1": (8, 2, 1),
    "deepseek-1": (256, 8, 1),
}
UNEVEN = 4  # one request has a quarter of the tokens


def trace() -> dict[str, Any]:
    """Return what a published trace gained, and what the simulator says under three premises."""
    graph = repeat(dense(TRACE["compute"], TRACE["network"]), TRACE_LAYERS)
    gain = TRACE["whole"] / TRACE["halves"]
    overhead = overhead_for(graph, gain)
    return {
        "measured": gain,
        "apart": speedup(graph, TwoWay(), PROMPTS),
        **{name: speedup(graph, TwoWay(), PROMPTS, beside=b) for name, b in TABLE_3.items()},
        "fifth": speedup(graph, TwoWay(), PROMPTS, costlier(0.2, sum(PROMPTS))),
        "overhead": overhead,
        "percent": 100 * overhead,
        "predicts": {
            f"{percent}": Predict(graph, overhead=percent / 100)
            .get_split_config(PROMPTS)
            .num_nano_batches
            for percent in (0, 20, 40)
        },
    }


def overhead_for(graph: Graph, gain: float) -> float:
    """Return by what share halves must compute longer for a gain to be as measured."""
    low, high = 0.0, 1.0
    for _ in range(40):
        share = (low + high) / 2
        found = speedup(graph, TwoWay(), PROMPTS, costlier(share, sum(PROMPTS)))
        low, high = (share, high) if found > gain else (low, share)
    return low


def latency(floor: float, layers: int) -> dict[str, Any]:
    """Return the fixed part of the published all-reduce, and what it does to a dense layer."""
    (few, first), *_, (many, last) = ALL_REDUCE.items()
    beta = (last - first) / (many - few)
    alpha = first - beta * few
    share = alpha / (alpha + beta * 2048)
    found: dict[str, Any] = {"alpha": alpha, "beta": beta, "share": share}
    for name, fixed in (("without", 0.0), ("with", share)):
        graph = repeat(dense(0.8, 0.2, floor, 0.2 * fixed), layers)
        gains = {str(n): speedup(graph, DualBatch(), halves_of(n)) for n in (32, 128, 512)}
        found[name] = {"pays": 2 * threshold(graph, DualBatch()), **gains}
    busy = repeat(dense(0.2, 0.8, 0.0, 0.8 * 0.9), layers)  # most of it waits for the network
    found["waiting"] = speedup(busy, DualBatch(), (16, 16))
    return found


def shared(phi: float, floor: float, layers: int) -> dict[str, Any]:
    """Return from how many tokens splitting pays if experts are shared by so many devices."""
    found: dict[str, Any] = {}
    for name, case in SHARED.items():
        graph = repeat(mixture(phi, floor, 0.0, *case), layers)
        reading = repeat(mixture(phi, floor, 0.0, *case, 0.5), layers)
        found[name] = {
            "dilution": dilution(*case),
            "pays": 2 * threshold(graph, DualBatch(), 8192),
            "cached": 2 * threshold(reading, DualBatch(), 8192),
            "at-512": speedup(graph, DualBatch(), (256, 256)),
        }
    return found


def predicting(graph: Graph, overhead: float, sizes: list[int]) -> dict[str, Any]:
    """Return speedups of batches whose halves compute longer, by a threshold and a prediction.

    The threshold is that of equal halves without that cost.
    """
    least = threshold(graph, DualBatch())
    predict = Predict(graph, overhead=overhead)
    schedulers = {"threshold": Dynamic(least), "predict": predict}
    found: dict[str, Any] = {"least": least, "tokens": sizes}
    for shape, requests in (("uneven", uneven), ("equal", halves_of)):
        found[shape] = {
            name: [speedup(graph, scheduler, requests(n), costlier(overhead, n)) for n in sizes]
            for name, scheduler in schedulers.items()
        }
    found["own"] = speedup(graph, Dynamic(least), (least, least), costlier(overhead, 2 * least))
    found["prompt"] = speedup(graph, predict, (4096,), costlier(overhead, 4096))
    return found


def uneven(tokens: int) -> tuple[int, int]:
    """Return two requests, the first with a quarter of the tokens."""
    return tokens // UNEVEN, tokens - tokens // UNEVEN
