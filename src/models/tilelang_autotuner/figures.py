"""The figures of the autotuner, drawn from the numbers of its results file.

In timelines violet compiles, on the CPU, and ochre measures, on the GPU. In the curves violet is
the pipeline and ochre the sequence that it replaces. A diamond is a run that was measured; all
else is the model's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from models.shared.figure_style import (
    INK,
    OCHRE,
    PAPER,
    RULE,
    SMALL,
    VIOLET,
    boxes,
    draw,
    figure,
    thumbnail,
)

Numbers = dict[str, Any]
DIAMOND: dict[str, Any] = {
    "marker": "D",
    "markersize": 10,
    "markerfacecolor": PAPER,
    "markeredgecolor": INK,
    "markeredgewidth": 1.6,
    "linestyle": "none",
}
WIDEST = 84.0  # seconds on the ruler of the timelines
LANE = 26.0  # units from one lane to the next
NAMES = ("worker 1", "worker 2", "GPU")
TITLES = {"nopipe": "Without the pipeline", "pipe": "With the pipeline"}


def draw_all(numbers: Numbers) -> dict[str, str]:
    """Return every figure by its name."""
    drawings = {
        "autotuner-groups": draw_groups,
        "autotuner-runs": draw_runs,
        "autotuner-small": draw_small,
    }
    return draw(drawings, numbers)


def draw_groups(numbers: Numbers) -> Figure:
    """Draw the end of tuning against the size of groups, with the three runs on it."""
    drawn = figure(360)
    axes = drawn.add_axes((0.085, 0.15, 0.9, 0.83))
    sizes = range(1, 1 + len(numbers["groups"]["sequential"]))
    for name, colour in (("sequential", OCHRE), ("pipeline", VIOLET)):
        axes.plot(sizes, numbers["groups"][name], color=colour, marker="o", markersize=4)
    for name in ("g1", "g2", "g4"):
        row = numbers["reported"][name]
        axes.plot([row["group"]], [row["end"]], **DIAMOND)
        at = (row["group"] + 0.35, row["end"] + 3)
        axes.text(*at, f"{row['end']:.3f}", va="center", fontsize=SMALL)
    axes.plot([7.2], [84], **DIAMOND)
    axes.text(7.6, 84, "measured in sequence, one run each", va="center", fontsize=SMALL)
    axes.text(7.6, 74, "model, in sequence", color=OCHRE, va="center", fontsize=SMALL)
    axes.text(7.6, 66, "model, with the pipeline", color=VIOLET, va="center", fontsize=SMALL)
    for y, colour in ((74, OCHRE), (66, VIOLET)):
        axes.plot([6.9, 7.4], [y, y], color=colour)
    axes.set(xlim=(0.5, 20.5), ylim=(0, 90), xticks=[1, 2, 4, 5, 7, 10, 15, 20])
    axes.set_xlabel("configurations compiled together")
    axes.set_ylabel("seconds until all are measured")
    return drawn


def draw_runs(numbers: Numbers) -> Figure:
    """Draw both runs of 20 configurations to one scale, with the ends that were measured."""
    height = 2 * (24 + 3 * LANE + 44) + 26
    drawn = figure(height)
    axes = drawn.add_axes((0, 0, 1, 1))
    scale = (640 - 74 - 8) / WIDEST
    axes.set(xlim=(-74 / scale, WIDEST + 8 / scale), ylim=(height, 0))
    axes.axis("off")
    top = 0.0
    for name, title in TITLES.items():
        draw_run(axes, top, numbers["runs"][name], title, -74 / scale)
        draw_ruler(axes, top + 26 + 3 * LANE, numbers["reported"][name]["end"])
        top += 24 + 3 * LANE + 44
    axes.plot([1], [height - 14], **DIAMOND)
    text = "measured, one run each; the bars are the model's, in seconds"
    axes.text(2.5, height - 14, text, va="center", fontsize=SMALL)
    return drawn


def draw_run(axes: Axes, top: float, run: Numbers, title: str, left: float) -> None:
    """Draw the lanes of a run: two workers and a GPU."""
    said = f"{title}: the model ends at {run['end']:.2f} s"
    axes.text(left, top + 12, said, va="center", fontweight="bold", fontsize=SMALL)
    lanes: list[tuple[Sequence[Any], str]] = [
        ([bar for bar in run["units"] if bar[0] == worker], VIOLET) for worker in (0, 1)
    ]
    lanes.append((run["measurements"], OCHRE))
    for row, ((bars, colour), name) in enumerate(zip(lanes, NAMES, strict=True)):
        line = top + 24 + row * LANE
        axes.text(left, line + 11, name, va="center", fontsize=SMALL, color=colour)
        axes.plot([0, WIDEST], [line + LANE - 2] * 2, color=RULE, linewidth=1)
        places = [(start, line + 2, end, line + LANE - 5) for _, start, end in bars]
        boxes(axes, places, colour, 0.3)


def draw_ruler(axes: Axes, line: float, measured: float) -> None:
    """Draw the axis of time, and where the measured run ended."""
    axes.plot([0, WIDEST], [line, line], color=INK, linewidth=1)
    for second in range(0, 61, 20):
        axes.plot([second, second], [line, line + 5], color=INK, linewidth=1)
        axes.text(second, line + 17, str(second), ha="center", va="center", fontsize=SMALL)
    axes.plot([measured], [line], **DIAMOND)
    axes.text(measured, line + 19, f"{measured:.3f} s", ha="center", va="center", fontsize=SMALL)


def draw_small(numbers: Numbers) -> Figure:
    """Draw the beginning of the run with a pipeline on its lanes, without words."""
    drawn, axes = thumbnail()
    run = numbers["runs"]["pipe"]
    scale = 126 / run["end"]
    for worker in (0, 1):
        top = 5 + 16 * worker
        bars = [(start, end) for lane, start, end in run["units"] if lane == worker]
        places = [(1 + scale * start, top, 1 + scale * end, top + 12) for start, end in bars]
        boxes(axes, places, VIOLET, 0.5)
    bars = [(start, end) for _, start, end in run["measurements"]]
    boxes(axes, [(1 + scale * s, 39, 1 + scale * e, 51) for s, e in bars], OCHRE, 0.75)
    return drawn
