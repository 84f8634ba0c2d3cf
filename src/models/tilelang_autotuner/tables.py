"""The numbers behind the figures, as tables that a reader can unfold.

A column of what was measured says so in its head; the others are the model's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Numbers = Mapping[str, Any]
Row = tuple[str, ...]
HEAD = ("In sequence, model, s", "With a pipeline, model, s", "In sequence, measured, s")


def tables(numbers: Numbers) -> dict[str, list[Row]]:
    """Return the rows of a figure's table by the name of the figure, the head first."""
    return {
        "autotuner-groups": list(groups(numbers)),
        "autotuner-runs": list(runs(numbers)),
    }


def groups(numbers: Numbers) -> Iterator[Row]:
    """Yield the end of tuning by the size of groups, and what was measured at three of them."""
    measured = {
        row["group"]: f"{row['end']:.3f}"
        for name, row in numbers["reported"].items()
        if name in ("g1", "g2", "g4")
    }
    found = numbers["groups"]
    yield ("Group", *HEAD)
    pairs = zip(found["sequential"], found["pipeline"], strict=True)
    for size, (sequential, piped) in enumerate(pairs, 1):
        yield (str(size), f"{sequential:.2f}", f"{piped:.2f}", measured.get(size, "none"))


def runs(numbers: Numbers) -> Iterator[Row]:
    """Yield when each round of compiles ends and how much is measured by then, for both runs."""
    names = {"nopipe": "without the pipeline", "pipe": "with the pipeline"}
    head = (f"Measured by then, {name}" for name in names.values())
    yield ("Compiled", "At, model, s", *head)
    shown = {name: numbers["runs"][name] for name in names}
    ends = sorted({end for _, _, end in shown["pipe"]["units"]})
    for at in [*ends, shown["pipe"]["end"], shown["nopipe"]["end"]]:
        done = sum(end <= at for *_, end in shown["pipe"]["units"])
        counts = (sum(e <= at for *_, e in run["measurements"]) for run in shown.values())
        yield (str(done), f"{at:.2f}", *map(str, counts))
