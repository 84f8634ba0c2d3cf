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
    "llama-2-70b-a100-80": ("LLaMA-2-70B", "8 A100", "512 in, 1024 out", "measured"),
    "qwen2-72b-a100-80": ("Qwen2-72B", "8 A100", "1024 in, 512 out", "estimated"),
    "mixtral-8x7b-a100-80": ("Mixtral 8x7B", "8 A100", "1024 in, 512 out", "estimated"),
    "llama-3-8b-a100-80": ("LLaMA-3-8B", "1 A100", "1024 in, 512 out", "estimated"),
    "llama-2-70b-h100": ("LLaMA-2-70B", "8 H100", "512 in, 1024 out", "estimated"),
}
#: The rows of the ratios for each model: what they hold, and where.
RATIOS = {
    "grouped-query attention": "grouped",
    "the same, as the paper prints it (Figure 3)": "printed",
    "keys and values for every query head": "ungrouped",
}


def tables(numbers: Numbers) -> dict[str, list[Row]]:
    """Return the rows of a figure's table by the name of the figure, the head first.

    The other figures have all their numbers written on them.
    """
    return {
        "nanoflow-search": list(search(numbers)),
        "nanoflow-ratios": list(ratios(numbers["ratios"])),
    }


def search(numbers: Numbers) -> Iterator[Row]:
    """Yield what the search finds for each case, and how far that is from the bound."""
    yield (
        *("Model", "Devices", "Tokens", "Times alone"),
        *("In sequence (tokens/s/GPU)", "Found", "Overlap bound", "Below the bound"),
        "Measured (plots in NanoFlow's repository)",
    )
    for key, labels in CASES.items():
        found = numbers["search"][key]
        values = (f"{found[name]:.0f}" for name in ("sequential", "throughput", "bound"))
        measured = f"{found['published'][1]}" if found["published"] else "none"
        if key == "llama-2-70b-a100-80":
            measured = f"{numbers['marks']['measured-least']}"
        yield (*labels, *values, f"{found['gap-percent']:.1f}\N{NO-BREAK SPACE}%", measured)


def ratios(numbers: Numbers) -> Iterator[Row]:
    """Yield T_R on A100 by model and workload: of the model, as printed, and without grouping."""
    workloads, first = numbers["workloads"], first_cell(numbers)
    yield ("Model", "T_mem / T_comp with", *workloads)
    for row, (model, devices, _) in enumerate(numbers["models"]):
        start = first + row * len(workloads)
        for label, key in RATIOS.items():
            values = numbers["printed"][row]
            if key != "printed":
                values = numbers[key]["ratio"][start : start + len(workloads)]
            yield (f"{model}, {devices} A100", label, *(f"{value:.2f}" for value in values))
