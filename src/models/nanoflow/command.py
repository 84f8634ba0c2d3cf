"""A case of one's own: ``python -m models nanoflow --model llama-3-8b --device H200 --devices 1``.

Prints what fits into memory, how long an iteration takes and what overlap would gain, as text or
as JSON. A model or device that is not known here comes from a JSON file with the fields of
:class:`models.nanoflow.inputs.Transformer` or :class:`models.nanoflow.inputs.Device`. Progress
goes to standard error.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from models.nanoflow.case import FITTED
from models.nanoflow.cost import Balance, balance, optimum, room
from models.nanoflow.experts import Spread, others
from models.nanoflow.inputs import DEVICES, MODELS, Device, Transformer, Workload
from models.nanoflow.interference import CURVES, exchange_bound
from models.nanoflow.layer import layer
from models.nanoflow.measured import PRODUCTS, speeds
from models.nanoflow.search import search
from models.shared.checks import require, require_integer, require_one_of
from models.shared.command import Parser, run
from models.shared.reading import built, fail, read_object

LARGEST = FITTED.batch  # tokens of a batch, unless another is asked for or fewer fit


def parser() -> Parser:
    """Return what reads the options."""
    parser = Parser("nanoflow", "What overlap gains for a model of your own.")
    file = "or a JSON file"
    parser.add_argument("--model", default=FITTED.model, help=f"{', '.join(MODELS)}, {file}")
    parser.add_argument("--device", default=FITTED.device, help=f"{', '.join(DEVICES)}, {file}")
    parser.add_argument("--devices", type=int, default=FITTED.devices, help="how many (8)")
    parser.add_argument("--prompt", type=float, default=FITTED.prompt, help="mean tokens (512)")
    parser.add_argument("--answer", type=float, default=FITTED.answer, help="mean tokens (1024)")
    parser.add_argument("--batch", type=int, help="tokens; 2048, or the most that fit")
    parser.add_argument("--usable", type=float, default=1.0, help="part of the memory (1)")
    parser.add_argument("--reserved", type=float, default=0.0, help="GB a device besides (0)")
    parser.add_argument("--curves", default="Table 3", help=", ".join(CURVES))
    parser.add_argument("--products", default="even", help=f"even, {', '.join(PRODUCTS)}")
    parser.add_argument("--expert-parallel", action="store_true", help="whole experts a device")
    parser.add_argument("--imbalance", type=float, help="busiest device over the mean (1)")
    parser.add_argument("--ways", type=int, default=2, help="most nano-batches; 3 takes a minute")
    return parser


def from_file(path: Path, kind: type[Any]) -> Any:
    """Return a model or a device of a JSON file; raise ValueError for one that is none."""
    found = {"name": path.stem} | read_object(path)
    try:
        return built(kind, found, path.stem)
    except ValueError as error:
        fail(f"{path}: {error}")


def chosen(value: str, known: dict[str, Any], kind: type[Any], argument: str) -> Any:
    """Return what a name or the path of a JSON file stands for."""
    if value.endswith(".json"):
        return from_file(Path(value), kind)
    require_one_of(argument, value, known)
    return known[value]


def answered(options: argparse.Namespace) -> dict[str, Any]:
    """Return what is known of the case, as plain numbers whose units are in their names."""
    model: Transformer = chosen(options.model, MODELS, Transformer, "model")
    on: Device = chosen(options.device, DEVICES, Device, "device")
    check(options)
    workload, curves = Workload(options.prompt, options.answer), CURVES[options.curves]
    kept = {"usable": options.usable, "reserved": options.reserved}
    spread = spread_of(options)
    of = (model, on, options.devices)
    full = balance(*of, workload, **kept, spread=spread) if workload.answer else None
    most = full.batch if full else room(*of, **kept, spread=spread)  # prompts alone are kept once
    fitting = min(LARGEST, max(1, int(most)))
    batch = fitting if options.batch is None else options.batch
    more = kept | ({} if options.products == "even" else {"products": speeds(options.products)})
    steps = layer(*of, batch, workload, **more, spread=spread)
    plan = search(steps, batch, options.ways, curves, tell)
    sequential, overlapped = (1e3 * t * model.layers for t in (plan.sequential, plan.period))
    tokens = partial(tokens_per_s, batch, model.layers, options.devices)
    return {
        "model": model.name,
        "device": on.name,
        "devices": options.devices,
        "workload": asdict(workload),
        "memory": kept | memory(model, full),
        "expert-parallel": spread
        and {"imbalance": spread.imbalance, "other-devices": others(model, options.devices)},
        "batch-tokens": batch,
        "sequential-iteration-ms": sequential,
        "overlapped-iteration-ms": overlapped,
        "time-between-tokens-ms": overlapped if workload.answer else None,
        "sequential-tokens-per-s-per-device": tokens(plan.sequential),
        "overlapped-tokens-per-s-per-device": tokens(plan.period),
        "bound-tokens-per-s-per-device": tokens(exchange_bound(steps, curves)),
        "optimum-tokens-per-s-per-device": optimum(model, on),
        "speedup": plan.speedup,
        "cuts-tokens": list(plan.layout.cuts),
        "attention-halved": plan.layout.halved,
        "estimated-because-it-differs-in": differing(options, model, on, batch),
    }


def tokens_per_s(batch: int, layers: int, devices: int, seconds: float) -> float:
    """Return the tokens a second of a device, if a layer takes ``seconds`` for a batch."""
    return float(batch / (seconds * layers) / devices)


def spread_of(options: argparse.Namespace) -> Spread | None:
    """Return whether experts are spread over the devices, and how evenly."""
    if not options.expert_parallel:
        rule = "left out, or with --expert-parallel"
        require(options.imbalance is None, "imbalance", rule, options.imbalance)
        return None
    return Spread() if options.imbalance is None else Spread(options.imbalance)


def tell(what: str) -> None:
    """Say how far a search has come, beside the result."""
    print(f"searching: {what}", file=sys.stderr, flush=True)


def check(options: argparse.Namespace) -> None:
    """Raise ValueError for names that are unknown and a number of ways that is none."""
    require_one_of("curves", options.curves, CURVES)
    require_one_of("products", options.products, ("even", *PRODUCTS))
    require_integer("ways", options.ways, 1)


def memory(model: Transformer, full: Balance | None) -> dict[str, Any]:
    """Return what fits into memory, and which resource is scarce with as much as fits."""
    return {
        "kept-bytes-per-token": model.kv_bytes,
        "capacity-tokens": full.capacity if full else None,
        "largest-batch-tokens": full.batch if full else None,
        "t-mem-over-t-comp": full.ratio if full else None,
        "scarce": full.scarce if full else None,
    }


def differing(options: argparse.Namespace, model: Transformer, on: Device, batch: int) -> list[str]:
    """Return in what a case differs from the one that the model is fitted to."""
    same = {"model": MODELS[FITTED.model], "device": DEVICES[FITTED.device]}
    now = {"model": model, "device": on}
    differ = [key for key, value in now.items() if value != same[key]]
    for key in ("devices", "prompt", "answer", "curves", "products"):
        differ += [key] if getattr(options, key) != getattr(FITTED, key) else []
    differ += ["experts"] if options.expert_parallel else []
    return differ + (["batch"] if batch != FITTED.batch else [])


def text(found: dict[str, Any]) -> str:
    """Return what is known of a case as lines of text."""
    memory, differ = found["memory"], found["estimated-because-it-differs-in"]
    work = found["workload"]
    head = f"{found['model']} on {found['devices']} {found['device']}"
    if of := found["expert-parallel"]:
        head += f", experts spread (imbalance {of['imbalance']:g})"
    lines = [
        f"{head}, {work['prompt']:g} in, {work['answer']:g} out, {found['batch-tokens']} tokens"
    ]
    if memory["capacity-tokens"]:
        lines += [
            f"memory holds {memory['capacity-tokens']:.0f} tokens of "
            f"{memory['kept-bytes-per-token']:,.0f} bytes, "
            f"a batch of {memory['largest-batch-tokens']:.0f}; then "
            f"T_mem / T_comp = {memory['t-mem-over-t-comp']:.2f}, scarce: {memory['scarce']}"
        ]
    rows = (("in sequence", "sequential"), ("overlapped", "overlapped"))
    for label, key in rows:
        ms, tokens = found[f"{key}-iteration-ms"], found[f"{key}-tokens-per-s-per-device"]
        lines.append(f"{label:12}{ms:9.2f} ms an iteration{tokens:10.0f} tokens/s/device")
    lines.append(f"{'bound':12}{found['bound-tokens-per-s-per-device']:35.0f} tokens/s/device")
    cuts = ", ".join(str(cut) for cut in found["cuts-tokens"][1:-1]) or "nowhere"
    lines.append(f"speedup {found['speedup']:.3f}, cut at {cuts}")
    if differ:
        lines.append(f"estimated: no times were measured for this {', '.join(differ)}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is known of a case, and return the exit status."""
    return run(parser(), arguments, answered, text)
