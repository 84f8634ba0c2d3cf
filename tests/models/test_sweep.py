"""Sweeps: the same on any number of processes, and nothing lost when interrupted."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest

from models.goal_simulator import Simulation, record
from models.sweep import Sweep
from sites import ROOT

POINTS = [Simulation(load=load, warmup=50, measure=50, drain=500) for load in (0.1, 0.2, 0.3)]


def fresh(folder, **options) -> Sweep:
    return Sweep(folder, "digest", progress=False, **options)


@pytest.fixture
def serial(monkeypatch):
    """Run points one after the other in this process, and return those that were started."""
    started = []

    def outcomes(self, evaluate, points):
        started.extend(points.values())
        yield from ((name, evaluate(point)) for name, point in points.items())

    monkeypatch.setattr(Sweep, "outcomes", outcomes)
    return started


def test_outcomes_are_the_same_on_one_process_and_on_several(tmp_path):
    alone = fresh(tmp_path / "1", workers=1)(record, POINTS)
    assert fresh(tmp_path / "2", workers=2)(record, POINTS) == alone
    assert alone == [record(point) for point in POINTS]


def test_a_finished_point_is_kept_and_not_run_again(tmp_path, serial):
    sweep = fresh(tmp_path)
    first = sweep(record, POINTS[:2])
    assert sweep(record, POINTS)[:2] == first
    assert serial == POINTS
    Sweep(tmp_path, "other code", progress=False)(record, POINTS)
    assert serial == [*POINTS, *POINTS]


def test_an_interrupt_keeps_what_was_finished(tmp_path, serial, monkeypatch):
    def interrupted(self, evaluate, points):
        name, point = next(iter(points.items()))
        yield name, evaluate(point)
        raise KeyboardInterrupt

    sweep = fresh(tmp_path)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Sweep, "outcomes", interrupted)
        sweep(record, POINTS)
    assert [path.name for path in tmp_path.iterdir()] == [sweep.name(record, POINTS[0])]
    assert sweep(record, POINTS) == [record(point) for point in POINTS]
    assert serial == POINTS[1:]


def test_a_damaged_point_is_run_again(tmp_path, serial):
    sweep = fresh(tmp_path)
    first = sweep(record, POINTS[:1])
    (tmp_path / sweep.name(record, POINTS[0])).write_text("[{", encoding="utf-8")
    assert sweep(record, POINTS[:1]) == first
    assert serial == [POINTS[0], POINTS[0]]


def test_the_default_needs_no_dask():
    program = (
        "import sys; sys.modules['dask'] = sys.modules['distributed'] = None; "
        "import models.goal_torus, models.__main__"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT / "src", check=True)


@pytest.fixture
def scheduler(tmp_path):
    """Run a Dask scheduler and a worker, and give the scheduler's address."""
    file = tmp_path / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": ROOT / "src"}
    options = ["--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0"]
    server = subprocess.Popen([*dask, "scheduler", *options, "--scheduler-file", file], **quiet)
    options = ["--nworkers", "1", "--nthreads", "1", "--no-dashboard"]
    worker = subprocess.Popen([*dask, "worker", *options, "--scheduler-file", file], **quiet)
    try:
        while not file.exists() and server.poll() is None:
            time.sleep(0.05)
        yield file
    finally:
        for process in (worker, server):
            process.terminate()
            process.wait()


def test_a_cluster_gives_the_same_outcomes(tmp_path, scheduler):
    address = json.loads(scheduler.read_text(encoding="utf-8"))["address"]
    program = f"""
from pathlib import Path
from models.goal_simulator import Simulation, record
from models.sweep import Sweep
points = [Simulation(load=x, warmup=50, measure=50, drain=500) for x in (0.1, 0.2, 0.3)]
sweep = Sweep(Path({str(tmp_path / "kept")!r}), "digest", cluster={address!r}, progress=False)
assert sweep(record, points) == [record(point) for point in points]
"""
    subprocess.run([sys.executable, "-c", program], cwd=ROOT / "src", check=True)
