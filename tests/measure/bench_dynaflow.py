"""Run the schedulers of DynaFlow on real streams: ``nox -s bench -- dynaflow`` prints a table.

It needs PyTorch and a device with CUDA, which are no dependency of this project: whatever
Python is first on the path is asked for them, and without them this part is skipped and says so.
"""

from __future__ import annotations

from importlib import import_module

from models.dynaflow.cuda import Workload, absence, measure, report


def main() -> None:
    """Print measured against predicted times and overlap, or why there are none."""
    if reason := absence():
        print(f"skipped: {reason}, so no schedule runs on real streams")
        return
    torch, workload = import_module("torch"), Workload()
    print(f"{torch.cuda.get_device_name()}, PyTorch {torch.__version__}; {workload}")
    for line in report(measure(torch, workload)):
        print(line, flush=True)


if __name__ == "__main__":
    main()
