"""The schedulers on streams: on a made-up device whose clock is known, and on a real one."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from models.dynaflow import cuda as dynaflow_streams
from models.dynaflow.cuda import Device, Workload, absence, measure, report
from models.dynaflow.engine import issue
from models.dynaflow.graph import dense, repeat
from models.dynaflow.schedulers import Sequential
from sites import ROOT

BENCH = "tests/measure/bench_dynaflow.py"

PRODUCT, COPY = 2.0, 0.5  # milliseconds a row
LAUNCH = 0.25  # milliseconds that the host takes to issue an operation


@dataclass
class Matrix:
    """Rows on the made-up device; copying takes time on the stream that is current."""

    device: FakeCuda
    name: str
    first: int
    rows: int

    def __getitem__(self, rows: slice) -> Matrix:
        return Matrix(self.device, self.name, rows.start, rows.stop - rows.start)

    def copy_(self, source: Matrix, non_blocking: bool) -> None:
        """Copy as a stream does that works while the host goes on."""
        assert non_blocking
        assert (self.name, self.first, self.rows) == ("pinned", source.first, source.rows)
        self.device.work("copy", source, COPY * source.rows)


class FakeCuda:
    """What the module uses of ``torch.cuda``: streams in order, events, and a clock for each."""

    def __init__(self) -> None:
        self.streams, self.ran, self.host, device = [], [], 0.0, self

        class Stream:
            def __init__(self) -> None:
                self.clock = 0.0
                device.streams.append(self)

            def wait_event(self, event) -> None:
                self.clock = max(self.clock, event.clock)

        class Event:
            def __init__(self, enable_timing: bool = False) -> None:
                self.timed = enable_timing

            def record(self, stream: Stream) -> None:
                self.clock = stream.clock = max(stream.clock, device.host)

            def synchronize(self) -> None:
                assert self.timed

            def elapsed_time(self, end: Event) -> float:
                assert self.timed and end.timed
                return end.clock - self.clock

        self.Stream, self.Event = Stream, Event
        self.current = Stream()

    @contextmanager
    def stream(self, stream):
        """Make a stream the current one."""
        before, self.current = self.current, stream
        yield
        self.current = before

    def synchronize(self) -> None:
        """Wait for all streams."""
        now = max(self.host, *(stream.clock for stream in self.streams))
        self.host = now
        for stream in self.streams:
            stream.clock = now

    def work(self, name: str, on: Matrix, cost: float) -> None:
        """Do some work on rows in the current stream."""
        self.host += LAUNCH
        begin = max(self.current.clock, self.host)
        self.current.clock = begin + cost
        self.ran.append((name, range(on.first, on.first + on.rows), begin, self.current.clock))


def fake_torch():
    cuda = FakeCuda()

    def empty(rows, width, dtype, device="", pin_memory=False):
        return Matrix(cuda, "pinned" if pin_memory else device, 0, rows)

    def matmul(rows, weights, out):
        assert (rows.first, rows.rows) == (out.first, out.rows)
        cuda.work("product", out, PRODUCT * out.rows)

    return SimpleNamespace(cuda=cuda, randn=empty, empty=empty, matmul=matmul, float16="half")


@pytest.fixture(scope="module")
def ran():
    torch = fake_torch()
    workload = Workload(layers=3, tokens=8, width=4, warmup=1, repeats=1)
    return torch.cuda, {outcome.name: outcome for outcome in measure(torch, workload)}


def test_streams_that_do_not_disturb_each_other_take_the_predicted_time(ran):
    """But for the launch of the first operation, and of a row of 40: all others are hidden."""
    _, outcomes = ran
    assert len(outcomes) == 5
    for outcome in outcomes.values():
        parts = 3 * 2 * outcome.batches
        slack = LAUNCH + parts * LAUNCH / Workload().row
        assert outcome.measured == pytest.approx(outcome.predicted, abs=slack)
    work = outcomes["sequential"].work
    assert work["compute"] == pytest.approx(3 * (8 * PRODUCT + LAUNCH / 40))
    assert work["network"] == pytest.approx(3 * (8 * COPY + LAUNCH / 40))
    assert outcomes["sequential"].measured == pytest.approx(3 * 8 * (PRODUCT + COPY) + LAUNCH)
    assert outcomes["two-way"].measured == pytest.approx(3 * 8 * PRODUCT + 4 * COPY + LAUNCH)


def test_a_solo_time_does_not_contain_the_launch(ran):
    """Timed alone, between two events, an operation would seem to take its launch as well."""
    device = Device(fake_torch(), Workload(layers=1, tokens=8, width=4))
    plan = issue(repeat(dense(1.0, 1.0), 1), Sequential(), [4, 4])
    found = device.solo(plan)
    assert found["compute", 8] == pytest.approx(8 * PRODUCT + LAUNCH / 40)
    assert found["network", 8] == pytest.approx(8 * COPY + LAUNCH / 40)
    once = Device(fake_torch(), Workload(layers=1, tokens=8, width=4, row=1))
    assert once.solo(plan)["compute", 8] == pytest.approx(8 * PRODUCT + LAUNCH)


def test_the_dynamic_scheduler_cuts_on_the_device_too(ran):
    _, outcomes = ran
    assert [of.batches for of in outcomes.values()] == [1, 2, 2, 2, 1]
    assert outcomes["dynamic from 5"].measured == outcomes["sequential"].measured
    assert outcomes["dynamic from 4"].measured == outcomes["dual batch"].measured


def test_no_rows_are_copied_before_they_are_computed_nor_computed_while_they_are_copied(ran):
    cuda, _ = ran
    products = [operation for operation in cuda.ran if operation[0] == "product"]
    copies = [operation for operation in cuda.ran if operation[0] == "copy"]
    assert products and copies
    for _, rows, begin, end in copies:
        for _, others, start, stop in products:
            if set(rows) & set(others):
                assert stop <= begin or start >= end


def test_the_report_says_measured_against_predicted(ran):
    _, outcomes = ran
    _, head, first, second, *_ = report(outcomes.values())
    assert head.split().count("predicted") == head.split().count("measured") == 2
    assert first.split() == ["sequential", "1", "60.04", "60.25", "1.000", "0%", "-2%"]
    assert second.split() == ["two-way", "2", "50.04", "50.25", "1.199", "83%", "82%"]


def test_without_pytorch_or_a_device_the_bench_is_skipped_and_says_why(monkeypatch):
    environment = {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", "import sys; sys.modules['torch'] = None; import runpy; "
               f"runpy.run_path({BENCH!r}, run_name='__main__')"]  # fmt: skip
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("skipped: PyTorch is not installed")
    blind = SimpleNamespace(cuda=SimpleNamespace(is_available=lambda: False))
    monkeypatch.setattr(dynaflow_streams, "import_module", lambda name: blind)
    assert absence() == "PyTorch sees no CUDA device"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"layers": 0}, r"'layers' must be an integer of at least 1 \(got 0\)"),
        ({"tokens": 7}, r"'tokens' must be even, for two equal halves \(got 7\)"),
        ({"row": 0}, r"'row' must be an integer of at least 1 \(got 0\)"),
        ({"repeats": 1.5}, r"'repeats' must be an integer of at least 1 \(got 1.5\)"),
    ],
)
def test_a_workload_that_cannot_be_run_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        Workload(**arguments)


@pytest.mark.skipif(bool(absence()), reason=f"no real streams: {absence()}")
def test_on_a_real_device_two_streams_are_faster_than_one():
    import torch

    outcomes = {of.name: of for of in measure(torch, Workload(layers=4))}
    whole, cut = outcomes["sequential"], outcomes["two-way"]
    assert cut.measured < whole.measured
    assert cut.measured >= max(cut.work.values()) * 0.9
