"""Sweeps: the same on any number of processes, and nothing lost when interrupted."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import AbstractContextManager

import pytest

from models.goal.simulator import Simulation, record
from models.shared import sweep
from models.shared.sweep import Sweep, evaluated_by
from processes import running
from sites import ROOT

pytestmark = pytest.mark.usefixtures("simulator")

POINTS = [Simulation(load=load, warmup=50, measure=50, drain=500) for load in (0.1, 0.2, 0.3)]


def fresh(folder, **options) -> Sweep:
    return Sweep(folder, progress=False, **options)


def as_json(outcomes):
    """Return outcomes as a file keeps them."""
    return json.loads(json.dumps(outcomes))


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
    run = fresh(tmp_path)
    first = run(record, POINTS[:2])
    assert run(record, POINTS)[:2] == as_json(first)
    assert serial == POINTS


def test_a_point_is_run_again_when_a_module_that_evaluates_it_has_changed(
    tmp_path, serial, monkeypatch
):
    fresh(tmp_path)(record, POINTS[:1])
    monkeypatch.setattr(sweep, "evaluated_by", lambda module: {module: "other text"})
    fresh(tmp_path)(record, POINTS[:1])
    assert serial == [POINTS[0], POINTS[0]]


def test_what_evaluates_a_point_is_its_module_and_what_this_imports():
    names = {name.removeprefix("models.") for name in evaluated_by(record.__module__)}
    assert {"goal.simulator", "goal.routers", "goal.topology", "shared.compiled"} <= names
    assert not names & {"goal.model", "goal.loads", "goal.figures", "shared.figure_style"}


def test_an_interrupt_keeps_what_was_finished(tmp_path, serial, monkeypatch):
    def interrupted(self, evaluate, points):
        name, point = next(iter(points.items()))
        yield name, evaluate(point)
        raise KeyboardInterrupt

    run = fresh(tmp_path)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Sweep, "outcomes", interrupted)
        run(record, POINTS)
    assert [path.name for path in tmp_path.iterdir()] == [run.name(record, POINTS[0])]
    assert as_json(run(record, POINTS)) == as_json([record(point) for point in POINTS])
    assert serial == POINTS[1:]


def test_a_damaged_point_is_run_again(tmp_path, serial):
    run = fresh(tmp_path)
    first = run(record, POINTS[:1])
    (tmp_path / run.name(record, POINTS[0])).write_text("[{", encoding="utf-8")
    assert run(record, POINTS[:1]) == first
    assert serial == [POINTS[0], POINTS[0]]


def test_the_default_needs_no_dask():
    program = (
        "import sys; sys.modules['dask'] = sys.modules['distributed'] = None; "
        "import models.goal.model, models.__main__"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT / "src", check=True)


def dask(*arguments: object) -> AbstractContextManager[subprocess.Popen[str]]:
    """Run a command of Dask in a process of its own."""
    options = ("--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0")
    more = options if arguments[0] == "scheduler" else ("--nthreads", "1", "--no-dashboard")
    command = [sys.executable, "-m", "dask", *map(str, arguments), *more]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return running(command, cwd=ROOT / "src", **quiet)


@pytest.fixture
def cluster(tmp_path):
    """Run a Dask scheduler and two workers, without what would start them again; give both."""
    pytest.importorskip("distributed")
    file = tmp_path / "scheduler.json"
    worker = ("worker", "--scheduler-file", file, "--no-nanny")
    with (
        dask("scheduler", "--scheduler-file", file) as scheduler,
        dask(*worker) as one,
        dask(*worker) as two,
    ):
        while not file.exists() and scheduler.poll() is None:
            time.sleep(0.05)
        yield json.loads(file.read_text(encoding="utf-8"))["address"], (one, two)


SWEPT = """
import json, sys, time
from pathlib import Path
from dask.distributed import Client
from models.goal.simulator import Simulation, record
from models.shared.sweep import Sweep
folder, address = sys.argv[1:]
points = [Simulation(load=0.3, warmup=50, measure=4000, drain=500, seed=i) for i in range(24)]
with Client(address) as client:
    client.wait_for_workers(2)
sweep = Sweep(Path(folder), cluster=address, progress=False)
print(json.dumps(sweep(record, points)))
"""


def test_a_cluster_gives_the_same_bytes_and_loses_nothing_when_a_worker_is_killed(
    tmp_path, cluster
):
    address, workers = cluster
    kept = tmp_path / "kept"
    program = [sys.executable, "-c", SWEPT, str(kept), address]
    with running(program, cwd=ROOT / "src", stdout=subprocess.PIPE) as run:
        while len(list(kept.glob("*.json"))) < 4 and run.poll() is None:
            time.sleep(0.02)
        before = len(list(kept.glob("*.json")))
        workers[0].kill()
        printed, _ = run.communicate(timeout=120)
    assert run.returncode == 0
    assert 4 <= before < 24  # it was killed on the way
    assert workers[1].poll() is None
    points = [Simulation(load=0.3, warmup=50, measure=4000, drain=500, seed=i) for i in range(24)]
    assert printed == json.dumps([record(point) for point in points]) + "\n"
    assert len(list(kept.glob("*.json"))) == 24
