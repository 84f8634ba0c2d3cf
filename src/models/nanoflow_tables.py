"""The numbers behind the figures of NanoFlow, as tables that a reader can unfold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Numbers = Mapping[str, Any]
Row = tuple[str, ...]
#: The cases of the search by their key in the results.
CASES = {
    "llama-2-70b-a100-80": ("LLaMA-2-70B", "8 A100", "512 in, 1024 out"),
    "qwen2-72b-a100-80": ("Qwen2-72B", "8 A100", "1024 in, 512 out"),
    "mixtral-8x7b-a100-80": ("Mixtral 8x7B", "8 A100", "1024 in, 512 out"),
    "llama-3-8b-a100-80": ("LLaMA-3-8B", "1 A100", "1024 in, 512 out"),
    "llama-2-70b-h100": ("LLaMA-2-70B", "8 H100", "512 in, 1024 out"),
}


def tables(numbers: Numbers) -> dict[str, list[Row]]:
    """Return the rows of a figure's table by the name of the figure, the head first.

    The other figures have all their numbers written on them.
    """
    return {"nanoflow-search": list(search(numbers))}


def search(numbers: Numbers) -> Iterator[Row]:
    """Yield what the search finds for each case, and how far that is from the bound."""
    yield ("Model", "Devices", "Tokens", "In sequence", "Found", "Bound", "Gap", "Measured")
    for key, labels in CASES.items():
        found = numbers["search"][key]
        values = (f"{found[name]:.0f}" for name in ("sequential", "throughput", "bound"))
        measured = f"{found['published'][1]}" if found["published"] else "none"
        if key == "llama-2-70b-a100-80":
            measured = f"{numbers['marks']['measured-least']}"
        yield (*labels, *values, f"{found['gap-percent']:.1f}%", measured)
