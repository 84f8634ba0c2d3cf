"""The same schedulers on the streams of a real device, where PyTorch sees one with CUDA.

Vocabulary
    workload    layers of two operators: a product of matrices, on the compute stream, and the
                copy of its result to the host, over the bus, which stands for a collective
    solo        an operation's time alone: 40 of a kind in a row, divided, since between two
                events one alone would be timed with its launch
    predicted   what the simulator says, given each operator's solo time
    hidden      (work of both streams - time) / work of the less busy one: 0 if nothing
                overlaps, 1 if one stream covers the other

Times are in milliseconds. Only this module knows of PyTorch, and it asks for it when called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from itertools import accumulate, pairwise
from statistics import median
from typing import Any

from models.dynaflow.engine import Scheduler, issue
from models.dynaflow.graph import COMPUTE, NETWORK, Operator, dense, repeat
from models.dynaflow.plan import Handle, Plan, inputs
from models.dynaflow.schedulers import DualBatch, Dynamic, Sequential, TwoWay
from models.dynaflow.simulator import timeline
from models.dynaflow.split import SplitConfig
from models.shared.checks import require, require_integer

PAIR = f"{'predicted':>11}{'measured':>11}"


def absence() -> str:
    """Return why nothing can be measured here, or nothing if it can."""
    try:
        torch: Any = import_module("torch")
    except ImportError:
        return "PyTorch is not installed in this environment"
    return "" if torch.cuda.is_available() else "PyTorch sees no CUDA device"


@dataclass(frozen=True, slots=True)
class Workload:
    """What is run: ``tokens`` rows times a square matrix of ``width``, in several layers."""

    layers: int = 8
    tokens: int = 8192
    width: int = 8192
    warmup: int = 2
    repeats: int = 5
    row: int = 40  # of a kind, to time one

    def __post_init__(self) -> None:
        for name in ("layers", "width", "repeats", "row"):
            require_integer(name, getattr(self, name), 1)
        require_integer("tokens", self.tokens, 2)
        require_integer("warmup", self.warmup, 0)
        require(self.tokens % 2 == 0, "tokens", "even, for two equal halves", self.tokens)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The time of a schedule and the work of its streams, predicted and measured."""

    name: str
    batches: int
    work: Mapping[str, float]
    predicted: float
    measured: float

    def hidden(self, time: float) -> float:
        """Return which share of the less busy stream's work the other covers, in a time."""
        return (sum(self.work.values()) - time) / min(self.work.values())


@dataclass
class Device:
    """A workload on the device: its matrices and its two streams."""

    torch: Any
    workload: Workload
    streams: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        torch, rows, width = self.torch, self.workload.tokens, self.workload.width
        half = {"dtype": torch.float16}
        self.rows = torch.randn(rows, width, device="cuda", **half)
        self.weights = torch.randn(width, width, device="cuda", **half)
        self.product = torch.empty(rows, width, device="cuda", **half)
        # Only pinned memory is copied to while the host and the device go on.
        self.host = torch.empty(rows, width, pin_memory=True, **half)
        self.streams = {tag: torch.cuda.Stream() for tag in (COMPUTE, NETWORK)}
        torch.cuda.synchronize()  # the matrices were made on another stream

    def launch(self, handle: Handle, rows: slice) -> None:
        """Put an operation on its stream; every nano-batch has rows of its own."""
        with self.torch.cuda.stream(self.streams[handle.tag]):
            if handle.tag == COMPUTE:
                self.torch.matmul(self.rows[rows], self.weights, out=self.product[rows])
            else:
                self.host[rows].copy_(self.product[rows], non_blocking=True)

    def time(self, plan: Plan) -> float:
        """Run a plan once and return how long the device took."""
        rows = rows_of(plan.split)

        def work() -> None:
            done: dict[tuple[str, int], Any] = {}  # the event after each operation
            for handle in plan.handles:
                stream = self.streams[handle.tag]
                for need in inputs(handle, plan.split):
                    stream.wait_event(done[need])
                self.launch(handle, rows[handle.batch])
                done[handle.key] = self.torch.cuda.Event()
                done[handle.key].record(stream)
            for event in done.values():
                self.streams[COMPUTE].wait_event(event)

        return self.timed(work)

    def timed(self, work: Callable[[], None]) -> float:
        """Return how long the device takes from the start of some work to its end."""
        cuda = self.torch.cuda
        begin, end = cuda.Event(enable_timing=True), cuda.Event(enable_timing=True)
        cuda.synchronize()
        begin.record(self.streams[COMPUTE])
        self.streams[NETWORK].wait_event(begin)
        work()
        end.record(self.streams[COMPUTE])
        end.synchronize()
        return float(begin.elapsed_time(end))

    def typical(self, once: Callable[[], float]) -> float:
        """Return the median time of some work over the repeats, after some to warm up."""
        for _ in range(self.workload.warmup):
            once()
        return median(once() for _ in range(self.workload.repeats))

    def solo(self, plan: Plan) -> dict[tuple[str, int], float]:
        """Return the time of each kind and size of operation of a plan, without its launch."""
        kinds = {(handle.tag, handle.tokens): handle for handle in plan.handles}
        rows, count = rows_of(plan.split), self.workload.row

        def row(handle: Handle) -> None:
            for _ in range(count):
                self.launch(handle, rows[handle.batch])
            last = self.torch.cuda.Event()
            last.record(self.streams[handle.tag])
            self.streams[COMPUTE].wait_event(last)

        return {
            kind: self.typical(partial(self.timed, partial(row, handle))) / count
            for kind, handle in kinds.items()
        }


def rows_of(split: SplitConfig) -> list[slice]:
    """Return the rows of each nano-batch.

    >>> rows_of(SplitConfig((3, 5), (1,)))
    [slice(0, 3, None), slice(3, 8, None)]
    """
    return [slice(low, high) for low, high in pairwise(accumulate(split.num_tokens, initial=0))]


def measure(torch: Any, workload: Workload) -> Iterator[Outcome]:
    """Yield what each scheduler takes on the device, predicted and measured.

    The dynamic scheduler is asked twice, with a threshold below and one above a half.
    """
    device = Device(torch, workload)
    graph = repeat(dense(1.0, 1.0), workload.layers)  # the times are measured, not modelled
    half = workload.tokens // 2
    schedulers: dict[str, Scheduler] = {
        "sequential": Sequential(),
        "two-way": TwoWay(),
        "dual batch": DualBatch(),
        f"dynamic from {half}": Dynamic(half),
        f"dynamic from {half + 1}": Dynamic(half + 1),
    }
    for name, scheduler in schedulers.items():
        plan = issue(graph, scheduler, [half, half])
        solo = device.solo(plan)

        def cost(operator: Operator, tokens: int, solo: Any = solo) -> float:
            return float(solo[operator.tag, tokens])

        predicted = timeline(plan, cost)
        work = {tag: predicted.work(tag) for tag in (COMPUTE, NETWORK)}
        batches = plan.split.num_nano_batches
        measured = device.typical(partial(device.time, plan))
        yield Outcome(name, batches, work, predicted.time, measured)


def report(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield the lines of a table: predicted against measured, and speedups over the first."""
    yield f"{'':31}{'milliseconds':>22}{'':10}{'hidden':>20}"
    yield f"{'scheduler':20}{'batches':>11}{PAIR}{'speedup':>10}{PAIR}"
    first: Outcome | None = None
    for of in outcomes:
        first = first or of
        times = f"{of.predicted:11.2f}{of.measured:11.2f}{first.measured / of.measured:10.3f}"
        hidden = f"{of.hidden(of.predicted):11.0%}{of.hidden(of.measured):11.0%}"
        yield f"{of.name:20}{of.batches:11}{times}{hidden}"
