"""The figure of what routers sustain with packets of several flits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.figure import Figure

from models.shared.figure_style import GREEN, OCHRE, SMALL, VIOLET, figure

# Label and colour of each algorithm.
LABELS: dict[str, tuple[str, str]] = {
    "dor": ("DOR", OCHRE),
    "min-ad": ("MIN AD", OCHRE),
    "val": ("Valiant", GREEN),
    "goal": ("GOAL", VIOLET),
}
TITLES = {"uniform": "Uniform", "tornado-all": "Tornado"}
RIGHT = 1.04  # where the texts of a row begin, on the axis of loads


def reached(numbers: dict[str, Any], pattern: str, algorithm: str) -> Iterator[tuple[str, Any]]:
    """Yield the lengths of packets, in flits, with their curves: one flit first."""
    yield "1", numbers["simulated"][pattern][algorithm]
    yield from numbers["packets"][pattern][algorithm].items()


def between(curve: dict[str, Any]) -> tuple[float, float]:
    """Return the last load up to which all are sustained, and the next."""
    loads = [point["load"] for point in curve["points"]]
    last = curve["sustained"]
    return last, loads[loads.index(last) + 1]


def draw_packets(numbers: dict[str, Any]) -> Figure:
    """Draw for each length between which loads the routers saturate."""
    drawn = figure(560)
    axes = drawn.add_axes((0.185, 0.1, 0.805, 0.89))
    row = 0.0
    for pattern, title in TITLES.items():
        axes.text(0, row - 1.1, title, fontweight="bold", va="center")
        for algorithm, (label, colour) in LABELS.items():
            axes.text(-0.075, row + 1, label, ha="right", va="center", fontsize=SMALL)
            for length, curve in reached(numbers, pattern, algorithm):
                last, first = between(curve)
                axes.text(-0.015, row, length, ha="right", va="center", fontsize=SMALL)
                axes.plot([last, first], [row, row], color=colour)
                axes.plot([last], [row], "o", color=colour, markersize=6)
                axes.plot([first], [row], "|", color=colour, markersize=8, markeredgewidth=2)
                text = f"{last:.3f}\N{EN DASH}{first:.3f}"
                axes.text(RIGHT, row, text, va="center", fontsize=SMALL)
                row += 1
            row += 0.6
        row += 1.6
    axes.text(RIGHT, -1.1, "saturates at", va="center", fontsize=SMALL)
    axes.text(-0.015, -1.1, "flits", ha="right", va="center", fontsize=SMALL)
    axes.set(xlim=(0, 1.3), ylim=(row - 1.8, -1.8), yticks=[], xticks=[0, 0.2, 0.4, 0.6, 0.8, 1])
    axes.set_xlabel("offered load, flits per node per cycle", x=0, ha="left")
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_bounds(0, 1)
    return drawn
