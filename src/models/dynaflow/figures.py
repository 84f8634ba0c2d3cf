"""The figures of DynaFlow in small, drawn from the numbers of its results file.

Violet computes, green is the network; of two halves the first is shaded, the second plain.
In the curves violet is the schedule, ochre one that pays for splitting, ink the bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from models.dynaflow.figures_curves import CURVES
from models.shared import figure_style
from models.shared.figure_style import (
    GREEN,
    INK,
    PAPER,
    RULE,
    SMALL,
    VIOLET,
    WIDTH,
    figure,
    styled,
    svg,
    thumbnail,
)

Numbers = dict[str, Any]
Point = tuple[float, float]

ROWS = {"compute": (0.0, VIOLET), "network": (1.0, GREEN)}
LEFT, RIGHT = 78, 6  # units beside the bars
ROW = 42  # units from one stream to the next
LETTER = 7  # units that a letter of small text takes, about
DONE = 28  # units for the line that says when it is done
TICKS = 26  # units for the times below it
UNIT = 24  # units for the words that say what is a unit of time
SHADE = 0.25
HALVES = "first half shaded, second plain"
AXIS = "time, in layers of this batch whole and in order"
LAYERS = 2.0  # the scale of the pictures: two layers of the whole batch


def draw_all(numbers: Numbers) -> dict[str, str]:
    """Return every figure by its name."""
    found = numbers["schedules"]
    tags = dict(numbers["explorer"]["operators"])
    with styled():
        drawn = {
            f"dynaflow-{name}": draw_schedules(tags, {"": found[name]})
            for name in ("sequential", "two-way", "dual-batch")
        }
        drawn["dynaflow-dynamic"] = draw_schedules(tags, cases(found))
        drawn |= {name: drawing(numbers) for name, drawing in CURVES.items()}
        drawn["dynaflow-small"] = draw_small(tags, found["dual-batch"])
        return {name: svg(drawing, name) for name, drawing in drawn.items()}


def cases(found: Numbers) -> Numbers:
    """Return what the dynamic schedule does with a heavy batch and with a light one."""
    return {
        f"{found[name]['tokens']:,} tokens, {what}": found[name]
        for name, what in (("dynamic", "split"), ("dynamic-light", "left whole"))
    }


def draw_schedules(tags: dict[str, str], shown: Numbers) -> Figure:
    """Draw the first layers of schedules one above the other, each as its two streams."""
    title = 26 if len(shown) > 1 else 0
    height = len(shown) * (2 * ROW + title + DONE + TICKS) + UNIT
    drawn = figure(height)
    axes = drawn.add_axes((0, 0, 1, 1))
    scale = (WIDTH - LEFT - RIGHT) / LAYERS
    axes.set(xlim=(-LEFT / scale, LAYERS + RIGHT / scale), ylim=(height / ROW, 0))
    axes.axis("off")
    top = 0.0
    for name, of in shown.items():
        if name:
            axes.text(-LEFT / scale, top + title / 2 / ROW, name, fontweight="bold", va="center")
        top += title / ROW
        draw_streams(axes, top, of["intervals"], tags, scale)
        top += 2
        last = max(end for *_, end in of["intervals"])
        axes.plot([last, last], [top - 2, top + 0.1], color=INK, linewidth=1, linestyle=(0, (4, 4)))
        done = f"two layers done at {last:.2f}"
        axes.text(last, top + 0.4, done, ha="right", va="center", fontsize=SMALL)
        if of["batches"] > 1:
            axes.text(0, top + 0.4, HALVES, va="center", fontsize=SMALL)
        top += DONE / ROW
        draw_times(axes, top)
        top += TICKS / ROW
    axes.text(LAYERS / 2, top + 0.2, AXIS, ha="center", va="center", fontsize=SMALL)
    return drawn


def draw_small(tags: dict[str, str], found: Numbers) -> Figure:
    """Draw the first layers of a schedule on its two streams, without words."""
    drawn, axes = thumbnail()
    shown = [bar for bar in found["intervals"] if bar[3] < LAYERS]
    scale = 126 / max(bar[4] for bar in shown)
    for tag, (row, colour) in ROWS.items():
        for half, shade in ((0, 0.75), (1, 0.25)):
            bars = [(s, e) for name, _, b, s, e in shown if tags[name] == tag and b == half]
            top = 5 + 26 * row
            places = [(1 + scale * s, top, 1 + scale * e, top + 20) for s, e in bars]
            figure_style.boxes(axes, places, colour, shade)
    return drawn


def draw_times(axes: Axes, top: float) -> None:
    """Draw the scale of a timeline: layers of its batch, whole and in order."""
    axes.plot([0, LAYERS], [top, top], color=INK, linewidth=1)
    for half in range(int(2 * LAYERS) + 1):
        axes.plot([half / 2, half / 2], [top, top + 0.1], color=INK, linewidth=1)
        edge = "right" if half == 2 * LAYERS else "center"
        axes.text(half / 2, top + 0.33, f"{half / 2:g}", ha=edge, va="center", fontsize=SMALL)


def draw_streams(
    axes: Axes, top: float, intervals: Sequence[Any], tags: dict[str, str], scale: float
) -> None:
    """Draw the operations of a schedule on the line of their stream, half by half."""
    halves = {batch for _, _, batch, *_ in intervals}
    for tag, (row, colour) in ROWS.items():
        line = top + row + 0.9
        axes.text(-LEFT / scale, line - 0.38, tag, va="center", fontsize=SMALL)
        axes.plot([0, LAYERS], [line, line], color=RULE, linewidth=1.2)
        for half in halves:
            bars = [(s, e) for name, _, b, s, e in intervals if tags[name] == tag and b == half]
            fill, shade = (colour, SHADE) if half == 0 else (PAPER, 1.0)
            path = Path(*boxes(bars, line - 0.78, line - 0.06))
            axes.add_patch(PathPatch(path, facecolor=fill, edgecolor="none", alpha=shade))
            axes.add_patch(PathPatch(path, fill=False, edgecolor=colour, linewidth=1.4))
    for name, _, _, start, end in intervals:
        label = fitting(name, (end - start) * scale)
        line = top + ROWS[tags[name]][0] + 0.9
        axes.text((start + end) / 2, line - 0.4, label, ha="center", va="center", fontsize=SMALL)


def boxes(bars: Sequence[Point], above: float, below: float) -> tuple[list[Point], list[Any]]:
    """Return the corners of bars and how a pen goes round them."""
    corners = [
        corner
        for start, end in bars
        for corner in ((start, above), (end, above), (end, below), (start, below), (start, above))
    ]
    return corners, [Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY] * len(bars)


def fitting(name: str, room: float) -> str:
    """Return as much of a name as there is room for: all, its initial, or nothing."""
    for text in (name, name[0]):
        if len(text) * LETTER <= room - 3:
            return text
    return ""
