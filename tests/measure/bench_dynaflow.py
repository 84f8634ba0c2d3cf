"""Run the schedulers of DynaFlow on real streams: ``nox -s bench -- dynaflow`` prints a table.

Then it prints by batch size what cutting gains, measured beside predicted: from a certain size
on it pays. It needs PyTorch and a device with CUDA, which are no dependency of this project:
whatever Python is first on the path is asked for them, and without them this part is skipped and
says so. ``--record`` prints the rows of ``measured.json`` instead.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import Any

from models.dynaflow.cuda import Workload, absence, measure, report

WIDTHS = (8192, 4096)
TOKENS = tuple(128 * 2**i for i in range(8))
NAMES = ("sequential", "two-way", "dual batch")


def main(arguments: list[str]) -> None:
    """Print measured against predicted times and overlap, or why there are none."""
    if reason := absence():
        print(f"skipped: {reason}, so no schedule runs on real streams")
        return
    torch: Any = import_module("torch")
    if "--record" not in arguments:
        print(f"{torch.cuda.get_device_name()}, PyTorch {torch.__version__}; {Workload()}")
        for line in report(measure(torch, Workload())):
            print(line, flush=True)
        print(f"\n{'width':>8}{'tokens':>8}{'speedup of two-way: predicted':>32}{'measured':>10}")
    for width in WIDTHS:
        for tokens in TOKENS:
            workload = Workload(tokens=tokens, width=width)
            found = {of.name: of for of in measure(torch, workload) if of.name in NAMES}
            if "--record" in arguments:
                for name, of in found.items():
                    row = [width, tokens, name, of.measured, *of.work.values()]
                    print(json.dumps([round(x, 4) if isinstance(x, float) else x for x in row]))
                continue
            whole, cut = found["sequential"], found["two-way"]
            gains = whole.predicted / cut.predicted, whole.measured / cut.measured
            print(f"{width:>8}{tokens:>8}{gains[0]:>32.3f}{gains[1]:>10.3f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
