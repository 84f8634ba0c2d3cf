"""Run many points on all cores, or on a cluster, and lose nothing when interrupted.

Each finished point is kept under ``build/sweeps/<key>/`` in a file named by the digest of the
code and the point. A run that was interrupted goes on where it stopped; a point is run again if
its input has changed, or the module that evaluates it, or one that this imports. Order and values
of the outcomes depend on the points alone.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tqdm import tqdm

from models.shared.results import digest, digest_of_text, write_atomically

Evaluate = Callable[[Any], Any]  # a top-level function of a point, with an outcome for JSON
Run = Callable[[Evaluate, Sequence[Any]], list[Any]]  # what a model has its points run by


@dataclass(frozen=True)
class Sweep:
    """Where and how points are run: ``folder`` keeps their outcomes."""

    folder: Path
    cluster: str | None = None
    workers: int | None = None
    progress: bool = True

    def __call__(self, evaluate: Evaluate, points: Sequence[Any]) -> list[Any]:
        """Return the outcome of each point, run now or kept from before."""
        names = [self.name(evaluate, point) for point in points]
        kept = {name: read(self.folder / name) for name in names}
        missing = {name: point for name, point in zip(names, points, strict=True) if not kept[name]}
        done = len(names) - len(missing)
        with tqdm(total=len(names), initial=done, unit="run", disable=not self.progress) as bar:
            for name, outcome in self.outcomes(evaluate, missing):
                kept[name] = [outcome]
                write_atomically(self.folder / name, json.dumps(kept[name]))
                bar.update()
        return [kept[name][0] for name in names]

    def name(self, evaluate: Evaluate, point: Any) -> str:
        """Return the name of the file that keeps a point."""
        ran = digest(evaluated_by(evaluate.__module__))
        text = json.dumps([ran, evaluate.__qualname__, asdict(point)], sort_keys=True)
        return f"{sha256(text.encode()).hexdigest()[:32]}.json"

    def outcomes(self, evaluate: Evaluate, points: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        """Yield name and outcome of each point, in the order in which they finish."""
        if self.cluster:
            yield from on_cluster(self.cluster, evaluate, points)
        elif points:
            pool = ProcessPoolExecutor(self.workers, mp_context=get_context("spawn"))
            try:
                jobs = {pool.submit(evaluate, point): name for name, point in points.items()}
                yield from ((jobs[job], job.result()) for job in as_completed(jobs))
            finally:
                pool.shutdown(cancel_futures=True)


@cache
def evaluated_by(module: str) -> dict[str, str]:
    """Return a module and those of its own top package that it imports, each with its digest."""
    found: dict[str, str] = {}
    missing = [module]
    while missing:
        name = missing.pop()
        if name in found or not (file := getattr(sys.modules.get(name), "__file__", None)):
            continue
        found[name] = digest_of_text(Path(file))
        for node in ast.walk(ast.parse(Path(file).read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
                missing += [name for name in names if name.split(".")[0] == module.split(".")[0]]
    return dict(sorted(found.items()))


def read(path: Path) -> Any:
    """Return what a file keeps, in a list; nothing if there is no such file or it is damaged."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []


def on_cluster(
    address: str, evaluate: Evaluate, points: dict[str, Any]
) -> Iterator[tuple[str, Any]]:
    """Yield name and outcome of each point from the Dask scheduler at an address."""
    distributed: Any = import_module("dask.distributed")  # only who asks for it needs Dask
    with distributed.Client(address) as client:
        jobs = {client.submit(evaluate, point): name for name, point in points.items()}
        yield from (
            (jobs[job], outcome)
            for job, outcome in distributed.as_completed(list(jobs), with_results=True)
        )
