"""The numbers behind the figures of NanoFlow, as tables that a reader can unfold.

A column or a row of what the paper or its repository prints says so in its head.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models.nanoflow.figures import first_cell

Numbers = Mapping[str, Any]
Row = tuple[str, ...]
#: The cases of the search by their key in the results; times are measured for the first only.
CASES = {
    "llama-2-70b-a100-80-x8-b2048-512-1024": ("LLaMA-2-70B", "8 A100", "2048", "512 in, 1024 out"),
    "qwen2-72b-a100-80-x8-b2048-1024-512": ("Qwen2-72B", "8 A100", "2048", "1024 in, 512 out"),
    "mixtral-8x7b-a100-80-x8-b4096-1024-512": (
        *("Mixtral 8x7B", "8 A100", "4096", "1024 in, 512 out"),
    ),
    "llama-3-8b-a100-80-x1-b1024-1024-512": ("LLaMA-3-8B", "1 A100", "1024", "1024 in, 512 out"),
    "llama-2-70b-h100-x8-b2048-512-1024": ("LLaMA-2-70B", "8 H100", "2048", "512 in, 1024 out"),
    "llama-2-70b-h100-x8-b2048-512-1024-curves-h100-8192": (
        *("LLaMA-2-70B", "8 H100, memory curve measured here", "2048", "512 in, 1024 out"),
    ),
}


def tables(numbers: Numbers) -> dict[str, list[Row]]:
    """Return the rows of a figure's table by the name of the figure, the head first.

    The other figures have all their numbers written on them.
    """
    return {
        "nanoflow-search": list(search(numbers)),
        "nanoflow-ratios": list(ratios(numbers["ratios"])),
        "nanoflow-long": list(long_context(numbers["long"])),
    }


def search(numbers: Numbers) -> Iterator[Row]:
    """Yield what the search finds for each case, and what bounds it where times are measured.

    Elsewhere the bound is one of estimates: it stands for two speeds of attention over prompts.
    """
    yield (
        *("Model", "Devices", "Batch", "Workload", "Times alone"),
        *("In sequence (tokens/s/GPU)", "Found", "Below the bound"),
        *("Overlap bound", "With fast prefill attention"),
        "Measured at this batch (plots in NanoFlow's repository)",
    )
    for key, labels in CASES.items():
        found = numbers["search"][key]
        values = [f"{found[name]:.0f}" for name in ("sequential", "throughput")]
        bounds = [f"{found[name]:.0f}" for name in ("bound", "bound-fast-prefill")]
        fitted = not found["extrapolated"]
        if not fitted:
            bounds = [f"~{bound}" for bound in bounds]
        yield (
            *labels,
            "measured" if fitted else "estimated",
            *values,
            f"{found['gap-percent']:.1f}\N{NO-BREAK SPACE}%",
            *bounds,
            f"{found['published']}" if found["published"] else "none",
        )


def ratios(numbers: Numbers) -> Iterator[Row]:
    """Yield T_R on A100 by model and workload, and as the paper prints it where that differs."""
    workloads, first = numbers["workloads"], first_cell(numbers)
    yield ("Model", "T_mem / T_comp", *workloads)
    for row, (model, devices, _) in enumerate(numbers["models"]):
        start = first + row * len(workloads)
        values = numbers["grouped"]["ratio"][start : start + len(workloads)]
        ours, printed = (
            tuple(f"{value:.2f}" for value in found) for found in (values, numbers["printed"][row])
        )
        name = f"{model}, {devices} A100"
        if ours == printed:
            yield (name, "model and paper", *ours)
        else:
            yield (name, "model", *ours)
            yield (name, "paper (Figure 3)", *printed)


def long_context(numbers: Numbers) -> Iterator[Row]:
    """Yield the answer from which on memory is short, by model and context."""
    yield ("Model", "Kept of a token (bytes)", *(f"{c // 1024} k" for c in numbers["contexts"]))
    for model in numbers["models"].values():
        yield (
            model["name"],
            f"{model['kept-bytes']:,.0f}",
            *(f"{t:,}" for t in model["turn"].values()),
        )
