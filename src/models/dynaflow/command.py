"""Own graphs and schedulers: ``python -m models dynaflow --graph FILE --scheduler FILE``.

A graph is JSON: ``layers``, a number, and ``operators``, a list of objects with ``name``, ``time``
(of a token) and, where they are not the defaults of :class:`models.dynaflow.graph.Operator`,
``tag``, ``needs``, ``floor``, ``alpha`` and ``causal``. A scheduler is the one class of a Python
file that has ``get_split_config`` and ``schedule``, or one of four by its name. Prints the time,
the speedup over the whole batch in order, the nano-batches and how busy each stream is.
"""

from __future__ import annotations

import argparse
import inspect
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar, cast

from models.dynaflow.beside import Beside
from models.dynaflow.clock import costlier, simulate
from models.dynaflow.engine import Scheduler
from models.dynaflow.graph import TAGS, Graph, Operator, repeat
from models.dynaflow.guard import Watch, guarded
from models.dynaflow.predict import Predict
from models.dynaflow.schedulers import DualBatch, Sequential, TwoWay
from models.dynaflow.split import checked_requests
from models.shared.checks import require, require_integer, require_one_of, shown
from models.shared.command import Parser, run
from models.shared.reading import built, fail, numbers, read_object, read_text, wholes

NAMED = ("sequential", "two-way", "dual-batch", "predict")
METHODS = ("get_split_config", "schedule")
T = TypeVar("T")


def parser() -> Parser:
    """Return what reads the options."""
    parser = Parser("dynaflow", "Tell what a scheduler makes of a graph of operators.")
    add = parser.add_argument
    add("--graph", metavar="FILE", type=Path, required=True, help="JSON with the operators")
    either = f"a Python file with a class, or one of {', '.join(NAMED)}"
    add("--scheduler", metavar="FILE", required=True, help=either)
    add("--requests", metavar="N,N", default="1024,1024", help="tokens of each (1024,1024)")
    add(
        "--layers",
        metavar="N",
        type=int,
        help="times that the operators repeat, instead of the file's",
    )
    add(
        "--alpha",
        metavar="T",
        type=float,
        help="fixed part of each exchange, instead of the file's",
    )
    add("--overhead", metavar="SHARE", type=float, default=0.0, help="halves compute longer (0)")
    speeds = "speed that computing and the network keep while both run (1,1)"
    add("--beside", metavar="C,N", default="1,1", help=speeds)
    return parser


def graph_of(path: Path, layers: int | None, alpha: float | None) -> Graph:
    """Return the graph of a file."""
    found = read_object(path)
    try:
        for name in found:
            require_one_of("key", name, ("layers", "operators"))
        listed = found.get("operators")
        require(isinstance(listed, list), "operators", "a list of objects", listed)
        made = tuple(operator(given, alpha) for given in found["operators"])
        times = found.get("layers", 1) if layers is None else layers
        return repeat(Graph(made).order, times)
    except ValueError as error:
        fail(f"{path}: {error}")


def operator(given: Any, alpha: float | None) -> Operator:
    """Return an operator of a file."""
    require(isinstance(given, dict), "operator", "an object", given)
    if alpha is not None and given.get("tag") == TAGS[1]:
        given = {**given, "alpha": alpha}
    made: Operator = built(Operator, given, shown(given.get("name")))
    return made


def scheduler_of(name: str, graph: Graph, options: argparse.Namespace, beside: Beside) -> Scheduler:
    """Return the scheduler of a file, or the one of a name."""
    if name in NAMED:
        if name == "predict":
            return Predict(graph, beside=beside, overhead=options.overhead)
        own: dict[str, Scheduler] = {"sequential": Sequential(), "two-way": TwoWay()}
        return own.get(name, DualBatch())
    require(bool(name), "--scheduler", f"FILE.py or one of {', '.join(NAMED)}", name)
    path = Path(name)
    if not path.suffix and not path.exists():
        require_one_of("--scheduler", name, ("FILE.py", *NAMED))
    module = ModuleType(path.stem)
    try:
        text = compile(read_text(path), str(path), "exec")
        counted(lambda: exec(text, module.__dict__), path)  # what the user asks for
        classes = [
            kind
            for kind in vars(module).values()
            if inspect.isclass(kind) and kind.__module__ == module.__name__
        ]
        fitting = [
            kind for kind in classes if all(callable(getattr(kind, m, None)) for m in METHODS)
        ]
        got = ", ".join(kind.__name__ for kind in fitting) or "none"
        if len(fitting) != 1:
            fail(f"{path} must have one class with {' and '.join(METHODS)} (got {got})")
        made: Scheduler = counted(cast(Any, fitting[0]), path)
    except SyntaxError as error:
        fail(f"{path}:{error.lineno}: must be Python ({error.msg})")
    except ValueError:
        raise
    except (Exception, SystemExit) as error:
        fail(f"{place(path, error)} must run ({type(error).__name__}: {error})")
    return made


def counted(work: Callable[[], T], path: Path) -> T:
    """Return what code of a file returns; refuse code that does not end."""
    watch = Watch()

    def inside() -> T:
        with watch.counting():
            return work()

    return guarded(inside, watch, str(path), lambda: "not loaded")


def place(path: Path, error: BaseException) -> str:
    """Return the last line of a file that an error went through."""
    lines = [
        at.lineno for at in traceback.extract_tb(error.__traceback__) if at.filename == str(path)
    ]
    return f"{path}:{lines[-1]}:" if lines else f"{path}:"


def result(options: argparse.Namespace) -> dict[str, Any]:
    """Return what the scheduler makes of the graph."""
    speeds = numbers("--beside", options.beside)
    require(len(speeds) == len(TAGS), "--beside", "two numbers, C,N", options.beside)
    beside = Beside(*speeds)
    if options.layers is not None:
        require_integer("--layers", options.layers, 1)
    graph = graph_of(options.graph, options.layers, options.alpha)
    requests = checked_requests(wholes("--requests", options.requests))
    cost = costlier(options.overhead, sum(requests))
    scheduler = scheduler_of(options.scheduler, graph, options, beside)
    alone = simulate(graph, Sequential(), requests, cost, beside)
    try:
        found = simulate(graph, scheduler, requests, cost, beside)
    except ValueError:
        raise
    except (Exception, SystemExit) as error:
        where = place(Path(options.scheduler), error)
        fail(f"{where} the scheduler must run ({type(error).__name__}: {error})")
    return {
        "time": found.time,
        "speedup": alone.time / found.time,
        "num_tokens": list(found.split.num_tokens),
        "split_indices": list(found.split.split_indices),
        "split_offsets": list(found.split.split_offsets),
        "busy": {tag: found.work(tag) / found.time for tag in TAGS},
        "operations": [
            [i.handle.operator.name, i.handle.batch, i.start, i.end] for i in found.intervals
        ],
    }


def lines(found: dict[str, Any]) -> str:
    """Return a result as lines of text."""
    parts = " + ".join(f"{tokens:,}" for tokens in found["num_tokens"])
    busy = ", ".join(f"{tag} {share:.1%}" for tag, share in found["busy"].items())
    return "\n".join(
        (
            f"time         {found['time']:.6g}",
            f"speedup      {found['speedup']:.4f} (whole and in order = 1)",
            f"nano-batches {parts} tokens",
            f"busy         {busy}",
        )
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what a scheduler makes of a graph, and return the exit status."""
    return run(parser(), arguments, result, lines)
