"""The numbers behind the figures, as tables that a reader can unfold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models.goal_figures import LOOKS, TITLES

Numbers = Mapping[str, Any]
Row = tuple[str, ...]


def tables(numbers: Numbers) -> dict[str, list[Row]]:
    """Return the rows of each figure's table by the name of the figure, the head first."""
    return {
        "goal-bounds": list(bounds(numbers)),
        "goal-hops": list(hops(numbers)),
        "goal-redrawing": list(redrawing(numbers)),
    }


def bounds(numbers: Numbers) -> Iterator[Row]:
    """Yield what the simulated routers sustain, with the exact bound where there is one."""
    yield ("Traffic", "Algorithm", "Sustained", "95% interval", "Exact bound")
    for pattern, title in TITLES.items():
        for algorithm, (label, *_) in LOOKS.items():
            exact = numbers[pattern][algorithm]
            reached = numbers["simulated"][pattern][algorithm]
            (point,) = (p for p in reached["points"] if p["load"] == reached["sustained"])
            bound = exact["throughput_exact"] if exact["bound"] else "none"
            half = f"\N{PLUS-MINUS SIGN} {point['accepted_half']:.4f}"
            yield (title, label, f"{reached['reached']:.4f}", half, bound)


def hops(numbers: Numbers) -> Iterator[Row]:
    """Yield the mean hops at zero load of three networks of 64 nodes."""
    yield ("Network of 64 nodes", "Mean hops")
    names = {"torus": "4-ary 3-cube", "mesh": "8 by 8 mesh", "ring": "ring"}
    for key, label in names.items():
        yield (label, numbers["zero-load"][key]["hops_exact"])


def redrawing(numbers: Numbers) -> Iterator[Row]:
    """Yield the mean hops round a ring of eight by distance."""
    yield ("Distance", "Shortest way", "GOAL, drawn once", "Drawn again")
    walks = numbers["redrawing"]["by-distance"]
    for distance, row in enumerate(
        zip(walks["shortest"], walks["goal"], walks["redrawn"], strict=True)
    ):
        yield (str(distance), *(f"{mean:g}" for mean in row))
