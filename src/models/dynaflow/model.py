"""DynaFlow in small, behind the write-up: one logical model and four schedules of it.

Vocabulary
    phi         the share of a layer's time that a batch of 2048 tokens, whole and in order,
                spends in the network; a batch of few tokens spends a smaller share there
    time        in units of one layer on the whole batch of 2048 tokens
    speedup     the time of the whole batch in order / the time of a schedule
    balance     b* = flops * bytes / (2 * bandwidth): tokens at which multiplying by a weight
                (2 operations a token) takes as long as reading it (bytes a weight)
    free        2 b*, the tokens from which two halves cost no more than the whole
    pays        the tokens from which a split batch is no slower, what it overlaps counted

    dilution    the floor of an expert over that of a weight which every token uses

The graph is that of :mod:`models.dynaflow.graph`, the schedulers are those of
:mod:`models.dynaflow.schedulers`, the streams those of :mod:`models.dynaflow.simulator`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.dynaflow.curves import share, split, splitting
from models.dynaflow.engine import Scheduler
from models.dynaflow.figures import draw_all
from models.dynaflow.graph import NETWORK, TOKENS, Graph, mixture, repeat
from models.dynaflow.measured import devices
from models.dynaflow.schedulers import DualBatch, Dynamic, Sequential, TwoWay
from models.dynaflow.simulator import (
    Timeline,
    costlier,
    needed,
    simulate,
    speedup,
    threshold,
)
from models.dynaflow.split import Requests, halves_of
from models.dynaflow.studies import latency, predicting, shared, trace
from models.dynaflow.tables import tables
from models.shared import results
from models.shared.checks import require, require_integer, require_positive
from models.shared.sweep import Run

UNITS = {
    "alpha": "microseconds",
    "balance": "tokens",
    "beta": "microseconds a token",
    "dilution": "1",
    "error": "largest percentage by which a predicted time is off, from 1,024 tokens on",
    "measured": "speedup of cutting, by run and by tokens",
    "measured_ms": "milliseconds, the faster of the runs, by tokens",
    "percent": "the same, in percent",
    "overhead": "share by which halves compute longer",
    "predicted_ms": "milliseconds, by tokens",
    "products": "percent by which one of 40 in a row took longer than one with its launch",
    "copies": "the same, of copies",
    "right": "sizes at which a scheduler that predicts chose what was faster",
    "bandwidth": "bytes/s",
    "flops": "operations/s",
    "free": "tokens",
    "listed": "the same, of more layers",
    "intervals": "operator, layer, nano-batch, start, end; layers of the whole batch in order",
    "heaviest": "speedup of cutting at the largest number of tokens",
    "lightest": "speedup of cutting at the smallest number of tokens",
    "pays": "tokens",
    "phi": "share of the time of a layer",
    "sizes": "sizes that a scheduler that predicts was asked for",
    "share": "share of its time that a batch, whole and in order, is in the network",
    "shares": "the same, by phi and by tokens",
    "speedup": "1",
    "states": "start and end of each operation, thousandths of a layer of the whole batch in order",
    "time": "layers of the whole batch",
}
SHOWN = 2  # layers in a picture
LISTED = 9  # layers in the table of a picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What the page shows; the device is the A100 whose figures the NanoFlow paper gives."""

    layers: int = 32
    phi: float = 0.2
    experts: int = 256  # DeepSeek-V3 in prefill
    used: int = 8  # of them by a token
    devices: int = 32  # that share the experts
    light: int = 128  # tokens of a batch too small to split
    overhead: float = 0.1  # by which halves compute longer, in one curve
    gain: float = 1.29  # the largest speedup that the abstract reports
    flops: float = 312e12
    bandwidth: float = 2000e9
    bytes: int = 2
    phis: tuple[float, ...] = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
    tokens: tuple[int, ...] = (64, 128, 192, 256, 320, 384, 512, 1024, 2048)

    def __post_init__(self) -> None:
        require_integer("layers", self.layers, SHOWN)
        for name in ("flops", "bandwidth", "bytes"):
            require_positive(name, getattr(self, name))
        for name in ("phis", "tokens"):
            value = getattr(self, name)
            listed = isinstance(value, tuple) and bool(value) and list(value) == sorted(set(value))
            require(listed, name, "a tuple that rises", value)
        for phi in (self.phi, *self.phis):
            mixture(phi, 0.0, 0.0, self.experts, self.used, self.devices)
        costlier(self.overhead, TOKENS)
        needed(self.gain)
        for name, tokens in (("light", self.light), *(("tokens", t) for t in self.tokens)):
            require_integer(name, tokens, 2)
            require(tokens % 2 == 0, name, "even, for two equal halves", tokens)

    @property
    def balance(self) -> float:
        """Tokens at which computing takes as long as reading the weights."""
        return self.flops * self.bytes / (2 * self.bandwidth)

    def model(self, phi: float) -> Graph:
        """Return the logical model, whatever the schedule."""
        layer = mixture(phi, self.balance, 0.0, self.experts, self.used, self.devices)
        return repeat(layer, self.layers)


class Result(results.Result):
    """The numbers of a run of the model."""

    model, units = "dynaflow", UNITS


def run(config: Config, sweep: Run) -> Result:
    """Compute everything that the page shows; it takes seconds, so nothing is swept."""
    numbers = {
        "device": {"balance": config.balance, "free": 2 * config.balance},
        "schedules": schedules(config),
        "share": share(config.layers, config.overhead, config.gain),
        "load": load(config),
        "splitting": splitting(config.balance),
        "split": split(),
        "devices": devices(),
        "published": trace(),
        "latency": latency(config.balance, config.layers),
        "shared": shared(config.phi, config.balance, config.layers),
        "predicting": predicting(config.model(config.phi), config.overhead, sizes(config)),
        "explorer": explorer(config),
    }
    return Result(config, numbers)


def draw(result: Result) -> dict[str, str]:
    """Return the figures, by name, as SVG."""
    return draw_all(result.numbers)


def tabulate(result: Result) -> dict[str, list[tuple[str, ...]]]:
    """Return the numbers of the figures, by the figure's name, as rows with a head."""
    return tables(result.numbers)


def even(tokens: float) -> int:
    """Return the nearest number of tokens that can be split in equal halves."""
    return 2 * round(tokens / 2)


def pays(config: Config, phi: float) -> int:
    """Return the tokens from which the dual batch is no slower than the whole one."""
    return 2 * threshold(config.model(phi), DualBatch())


def schedules(config: Config) -> dict[str, Any]:
    """Return the four schedules of one model: their times, and the first layers of each."""
    graph, heavy = config.model(config.phi), halves_of(TOKENS)
    least = pays(config, config.phi) // 2
    cases: dict[str, tuple[Scheduler, Requests]] = {
        "sequential": (Sequential(), heavy),
        "two-way": (TwoWay(), heavy),
        "dual-batch": (DualBatch(), heavy),
        "dynamic": (Dynamic(least), heavy),
        "dynamic-light": (Dynamic(least), halves_of(config.light)),
        "dual-batch-light": (DualBatch(), halves_of(config.light)),
    }
    found: dict[str, Any] = {"threshold": least}
    for name, (scheduler, requests) in cases.items():
        alone = simulate(graph, Sequential(), requests)
        of = simulate(graph, scheduler, requests)
        found[name] = {
            "tokens": sum(requests),
            "batches": of.split.num_nano_batches,
            "share": alone.work(NETWORK) / alone.time,
            "time": of.time,
            "speedup": alone.time / of.time,
            "intervals": first(of, alone.time / config.layers),
            "listed": first(of, alone.time / config.layers, LISTED),
        }
    return found


def first(timeline: Timeline, unit: float, layers: int = SHOWN) -> list[list[Any]]:
    """Return operator, layer, nano-batch, start and end of what runs in the first layers."""
    rows = []
    for interval in timeline.intervals:
        name, _, layer = interval.handle.operator.name.partition(".")
        if int(layer) < layers:
            start, end = interval.start / unit, interval.end / unit
            rows.append([name, int(layer), interval.handle.batch, round(start, 4), round(end, 4)])
    return rows


def load(config: Config) -> dict[str, Any]:
    """Return the speedup by the tokens of a batch: always split, and split from a threshold."""
    graph, from_tokens = config.model(config.phi), pays(config, config.phi)
    corners = {from_tokens, even(config.balance), even(2 * config.balance)}
    sizes = sorted({even(32 * 2 ** (i / 4)) for i in range(25)} | corners)
    schedulers = {"always": DualBatch(), "dynamic": Dynamic(from_tokens // 2)}
    return {
        "pays": from_tokens,
        "tokens": sizes,
        **{
            name: [speedup(graph, scheduler, halves_of(tokens)) for tokens in sizes]
            for name, scheduler in schedulers.items()
        },
    }


def sizes(config: Config) -> list[int]:
    """Return the sizes at which schedulers are compared on uneven batches, in quarters."""
    least = pays(config, config.phi)
    spread = {4 * round(16 * 2 ** (i / 4)) for i in range(21)}
    return sorted(spread | {4 * (least // 4 + i) for i in range(9)})


def explorer(config: Config) -> dict[str, Any]:
    """Return every state of the explorer, by scheduler, share and tokens."""
    schedulers: dict[str, Scheduler] = {
        "sequential": Sequential(),
        "two-way": TwoWay(),
        "dual-batch": DualBatch(),
    }
    found = {
        name: [[state(config, s, phi, tokens) for tokens in config.tokens] for phi in config.phis]
        for name, s in schedulers.items()
    }
    return {
        "phis": config.phis,
        "tokens": config.tokens,
        "operators": [[operator.name, operator.tag] for operator in mixture(config.phi)],
        "pays": [pays(config, phi) for phi in config.phis],
        "shares": [[part(config, phi, t) for t in config.tokens] for phi in config.phis],
        "speedups": {
            name: [[gain for gain, _ in row] for row in rows] for name, rows in found.items()
        },
        "states": {
            name: [[spans for _, spans in row] for row in rows] for name, rows in found.items()
        },
    }


def part(config: Config, phi: float, tokens: int) -> float:
    """Return the share of its time that a batch of a size, whole and in order, is in the network.

    >>> part(Config(), 0.2, 2048), part(Config(), 0.2, 64)
    (0.2, 0.093)
    """
    alone = simulate(config.model(phi), Sequential(), halves_of(tokens))
    return round(alone.work(NETWORK) / alone.time, 4)


def state(
    config: Config, scheduler: Scheduler, phi: float, tokens: int
) -> tuple[float, list[list[int]]]:
    """Return the speedup, and for each nano-batch the starts and ends of the first layers."""
    graph, requests = config.model(phi), halves_of(tokens)
    alone = simulate(graph, Sequential(), requests).time
    of = simulate(graph, scheduler, requests)
    spans: list[list[int]] = [[] for _ in of.split.num_tokens]
    for _, _, batch, start, end in first(of, alone / config.layers):
        spans[batch] += [round(1000 * start), round(1000 * end)]
    return round(alone / of.time, 4), spans
