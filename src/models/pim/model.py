"""KV-cache imbalance under processing in memory, behind the write-up: a model of this site's own.

Vocabulary
    lambda      the fullest device's KV over the mean: attention ends with the fullest device
    gain        the decode step on GPUs alone, at lambda 1, over the step with PIM
    share       attention's part of a step
    crossover   the batch from which the fully connected layers are bound by compute

Devices and shapes are those of :mod:`models.pim.inputs`, times those of :mod:`models.pim.step`,
policies those of :mod:`models.pim.placement`; :mod:`models.pim.lists` holds what public request
lists gave. Means over seeds come with the least and the largest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from models.pim import lists
from models.pim.experiments import Batches, Service, placed, served
from models.pim.figures import draw_all
from models.pim.inputs import DEVICES, LENGTHS, MADE_UP, MODELS, device, shape
from models.pim.neupims import estimate
from models.pim.placement import POLICIES
from models.pim.states import explorer
from models.pim.step import alone, crossover, fits, gain, merging, most_imbalance, step
from models.pim.tables import tables
from models.pim.theory import bound, largest
from models.shared import results
from models.shared.checks import require, require_integer
from models.shared.sweep import Run

UNITS = {
    "bandwidth": "TB/s that attention reads of one device",
    "cache": "GB",
    "crossover": "requests in the batch",
    "estimate": "cycles",
    "holds": "lambda up to which the fullest device holds its part of weights and cache",
    "kv_bytes": "bytes per token",
    "operations_per_byte": "operations",
    "overfull": "% of the steps",
    "requests": "step of arrival, tokens of prompt, tokens of answer",
    "throughput": "tokens per second, all devices together",
    "time": "ms",
    "weights": "GB",
}
GIGA, MILLI = 1e9, 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What the page shows: LLaMA-65B on eight devices, and requests of three data sets."""

    model: str = "llama-65b"
    grouped: str = "llama-2-70b"
    gpu: str = "a100a"
    pim: str = "attacc-bank"
    devices: int = 8
    batch: int = 64
    context: int = 3072
    short: int = 2000  # tokens cached per request in the table of shares
    contexts: tuple[int, ...] = (400, 1024, 3072, 8192)
    batches: tuple[int, ...] = (1, 2, 4, 8, 16, 24, 32, 64, 80, 88, 128, 192, 256, 512)
    each: tuple[int, ...] = (1, 2, 4, 8, 16, 32, 64, 128, 256)
    shown: int = 32  # of ``each``, in the comparison of policies
    count: int = 2000
    seeds: int = 3

    def __post_init__(self) -> None:
        for name in ("devices", "batch", "context", "short", "count", "seeds"):
            require_integer(name, getattr(self, name), 1)
        require(self.shown in self.each, "shown", f"one of {self.each}", self.shown)
        for model in (self.model, self.grouped):
            shape(model)
        for key in (self.gpu, self.pim):
            device(key)


class Result(results.Result):
    """The numbers of a run of the model."""

    model, units = "pim", UNITS


def run(config: Config, sweep: Run) -> Result:
    """Compute everything that the page shows."""
    numbers: dict[str, Any] = exact(config)
    numbers["policies"], numbers["theory"] = at_once(config, sweep)
    numbers["serving"] = over_time(config, sweep)
    return Result(config, numbers)


def draw(result: Result) -> dict[str, str]:
    """Return the figures, by name, as SVG."""
    return draw_all(result.numbers)


def tabulate(result: Result) -> dict[str, list[tuple[str, ...]]]:
    """Return the numbers of the figures, by the figure's name, as rows with a head."""
    return tables(result.numbers)


def exact(config: Config) -> dict[str, Any]:
    """Return what arithmetic alone gives."""
    return {
        "models": {
            key: {"kv_bytes": of.kv_bytes, "operations_per_byte": of.operations_per_byte}
            for key, of in MODELS.items()
        },
        "devices": {key: {"bandwidth": of.internal / 1e12} for key, of in DEVICES.items()},
        "estimate": {str(tokens): estimate(tokens) for tokens in (300, 512, 2048)},
        "largest": {str(devices): largest(devices) for devices in (8, 32)},
        "bound": {str(devices): float(bound(devices)) for devices in (2, 4, 8, 32)},
        "lists": lists.summary(),
        "shares": {key: shares(config, key) for key in (config.model, config.grouped)},
        "curve": curve(config),
        "gains": gains(config),
        "explorer": explorer(config.devices),
    }


def shares(config: Config, key: str) -> dict[str, Any]:
    """Return what a step reads, and attention's share of it on GPUs and with PIM."""
    of, tokens = shape(key), config.batch * config.short
    found: dict[str, Any] = {
        "weights": of.number * of.parameters / GIGA,
        "cache": tokens * of.kv_bytes / GIGA,
    }
    kinds = {
        "gpu": device(config.gpu),
        "pim": device(config.pim),
        "pim-slow": device(config.pim, units=1.0),  # units for one operation per byte
    }
    for name, on in kinds.items():
        even, twice = (
            step(of, on, config.devices, config.batch, tokens, imbalance=by) for by in (1, 2)
        )
        found[name] = {
            "share": even.share,
            "percent": 100 * even.share,
            "doubled": twice.time / even.time,
            "gain": alone(of, kinds["gpu"], config.devices, config.batch, tokens).time / even.time,
        }
    return found | {"holds": most_imbalance(of, kinds["gpu"], config.devices, tokens)}


def curve(config: Config) -> dict[str, Any]:
    """Return the gain against lambda, and the times behind it."""
    of, gpu, pim = shape(config.model), device(config.gpu), device(config.pim)
    tokens = config.batch * config.context
    case = (config.devices, config.batch, tokens)
    even, before = step(of, pim, *case), alone(of, gpu, *case)
    extra = config.batch * (config.devices - 1)

    def at(imbalance: float) -> float:
        return gain(of, gpu, pim, *case[:2], config.context, imbalance)

    return {
        "batch": config.batch,
        "context": config.context,
        "devices": config.devices,
        "connected": even.connected / MILLI,
        "gpu": before.attention / MILLI,
        "pim": even.attention / MILLI,
        "merging": merging(of, pim, config.devices, extra) / MILLI,
        "slower": pim.reads(of) / pim.link,
        "gains": {f"{x:g}": at(x) for x in (1, 1.5, 2, 2.5, 3, 3.5, 4)},
        "holds": most_imbalance(of, pim, config.devices, tokens),
        "split": before.time / step(of, pim, *case, extra=extra).time,
        "peaks": {
            kind: {load: found[load]["mean"] for load in ("tokens", "latency")}
            for kind, found in lists.summary().items()
        },
        "lists": {
            kind: {load: at(found[load]["mean"]) for load in ("tokens", "latency")}
            for kind, found in lists.summary().items()
        },
    }


def gains(config: Config) -> dict[str, Any]:
    """Return the gain by context and batch at lambda 1, and which batches fit into memory."""
    of, gpu, pim = shape(config.model), device(config.gpu), device(config.pim)
    return {
        "crossover": crossover(of, gpu),
        "batches": config.batches,
        "by-context": {
            str(context): {
                "gain": [gain(of, gpu, pim, config.devices, b, context) for b in config.batches],
                "fits": [fits(of, gpu, config.devices, b * context) for b in config.batches],
            }
            for context in config.contexts
        },
        "large": gain(of, gpu, pim, config.devices, 256, 400),
    }


def spread(values: Sequence[float]) -> dict[str, Any]:
    """Return mean, least and largest of what seeds gave, and what each gave."""
    of = list(values)
    return {"mean": fmean(of), "least": min(of), "largest": max(of), "seeds": of}


def over_seeds(config: Config, outcomes: Sequence[dict[str, float]]) -> list[dict[str, Any]]:
    """Return the spread of each number over the seeds of each case, seeds running fastest."""
    groups = [outcomes[i : i + config.seeds] for i in range(0, len(outcomes), config.seeds)]
    return [{name: spread([one[name] for one in of]) for name in of[0]} for of in groups]


def at_once(config: Config, sweep: Run) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return lambda of whole batches by policy, and that of round-robin beside theory."""
    cases = [(name, each) for name in (*LENGTHS, *MADE_UP) for each in config.each]
    seeds = range(1, config.seeds + 1)
    found = over_seeds(
        config,
        sweep(
            placed,
            [
                Batches(lengths=n, devices=config.devices, each=e, count=config.count, seed=seed)
                for n, e in cases
                for seed in seeds
            ],
        ),
    )
    of = dict(zip(cases, found, strict=True))
    kept = ("round-robin", "least-kv", "longest-first")
    policies = {name: {p: of[name, config.shown][p] for p in kept} for name in LENGTHS}
    theory = {
        name: {
            "cv": of[name, config.shown]["cv"]["mean"],
            "each": config.each,
            "simulated": [of[name, each]["round-robin"]["mean"] for each in config.each],
            "expected": [of[name, each]["expected"]["mean"] for each in config.each],
            "seeds": [of[name, each]["round-robin"]["seeds"] for each in config.each],
            "alone": of[name, config.each[0]]["round-robin"]["mean"],
            "alone_expected": of[name, config.each[0]]["expected"]["mean"],
        }
        for name in (*LENGTHS, *MADE_UP)
    }
    return policies, theory


def over_time(config: Config, sweep: Run) -> dict[str, Any]:
    """Return what serving over time gives, by lengths and policy."""
    cases = [(name, policy) for name in LENGTHS for policy in POLICIES]
    points = [
        Service(lengths=name, policy=policy, devices=config.devices, seed=seed)
        for name, policy in cases
        for seed in range(1, config.seeds + 1)
    ]
    found = over_seeds(config, sweep(served, points))
    result: dict[str, Any] = {name: {} for name in LENGTHS}
    for (name, policy), of in zip(cases, found, strict=True):
        result[name][policy] = of
    return result
