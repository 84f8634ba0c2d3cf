"""The figures of GOAL that show the torus itself: the load of its links, cycles of dependencies."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, PathPatch
from matplotlib.path import Path

from models.shared.figure_style import GREEN, INK, OCHRE, RULE, SMALL, VIOLET, figure, thumbnail

Numbers = dict[str, Any]

K = 8
ROWS = (("tornado-all", "Tornado"), ("transpose", "Transpose"))
COLUMNS = (("dor", "DOR", OCHRE), ("val", "Valiant", GREEN), ("goal", "GOAL", VIOLET))


def draw_links(numbers: Numbers) -> Figure:
    """Draw the load of every link of an 8 x 8 torus, by pattern and algorithm."""
    drawn = figure(500)
    for row, (pattern, title) in enumerate(ROWS):
        for column, (algorithm, label, colour) in enumerate(COLUMNS):
            box = (0.01 + 0.335 * column, 0.545 - 0.5 * row, 0.31, 0.397)
            axes = drawn.add_axes(box)
            found = link_loads(numbers, pattern, algorithm)
            draw_torus(axes, found, colour)
            axes.set_title(f"{title}, {label}", fontsize=SMALL)
            axes.text(
                -0.95, -1.15, peak(numbers, pattern, algorithm, found), fontsize=SMALL, va="top"
            )
    return drawn


def draw_small(numbers: Numbers) -> Figure:
    """Draw the tornado's loads under DOR and under GOAL, without words."""
    drawn, whole = thumbnail()
    whole.remove()
    for left, (algorithm, _, colour) in ((0.03, COLUMNS[0]), (0.55, COLUMNS[2])):
        axes = drawn.add_axes((left, 0.02, 0.42, 0.96))
        draw_torus(axes, link_loads(numbers, "tornado-all", algorithm), colour, 0.5)
    return drawn


def link_loads(numbers: Numbers, pattern: str, algorithm: str) -> list[float]:
    """Return the loads of all channels, by node and port."""
    entry = numbers["links"].get(pattern, {}).get(algorithm)
    return list(entry["loads"] if entry else numbers[pattern][algorithm]["ports"] * K**2)


def peak(numbers: Numbers, pattern: str, algorithm: str, found: list[float]) -> str:
    """Say what the most loaded link carries, and whether that is exact or measured."""
    entry = numbers["links"].get(pattern, {}).get(algorithm, {})
    if entry.get("measured"):
        return f"busiest {max(found):.2f} at load {entry['load']:.2f}"
    return f"busiest link {numbers[pattern][algorithm]['load_exact']}"


def draw_torus(axes: Axes, found: list[float], colour: str, wide: float = 2.05) -> None:
    """Draw the links as bars as wide as their load; plus links above and to the right."""
    bars = defaultdict(list)
    for channel, load in enumerate(found):
        bars[round(load, 1)].append(bar(channel, load))
    for load, ends in sorted(bars.items()):
        codes = [Path.MOVETO, Path.LINETO] * len(ends)
        path = Path([end for pair in ends for end in pair], codes)
        width, ink = (wide * load, colour) if load else (0.8, RULE)
        axes.add_patch(PathPatch(path, edgecolor=ink, linewidth=width, fill=False, clip_on=False))
    axes.set(xlim=(-1, K), ylim=(-1, K), aspect="equal")
    axes.axis("off")


def bar(channel: int, load: float) -> list[tuple[float, float]]:
    """Return the ends of the bar of a channel: beside the line between its nodes."""
    node, port = divmod(channel, 4)
    x, y = node % K, node // K
    gap = (-1 if port % 2 else 1) * (0.02 + 0.0525 * load) * 0.9
    along = (-0.92, -0.08) if port % 2 else (0.08, 0.92)
    return [(x + a, y + gap) if port < 2 else (x + gap, y + a) for a in along]


def draw_deadlock(numbers: Numbers) -> Figure:
    """Draw a cycle of *-channels that depend on each other, for each rule dropped."""
    drawn = figure(350)
    titles = {"split": "One *-channel per ring", "order": "*-channels in any dimension"}
    for column, (rule, title) in enumerate(titles.items()):
        axes = drawn.add_axes((0.03 + 0.5 * column, 0.02, 0.44, 0.84))
        axes.set_title(title)
        draw_grid(axes)
        for star in numbers["deadlock"][rule]:
            draw_star(axes, star)
        axes.set(xlim=(-0.9, 3.9), ylim=(-0.9, 3.9), aspect="equal")
        axes.axis("off")
    return drawn


def draw_grid(axes: Axes) -> None:
    """Draw a 4 x 4 torus, its wrap-around links as stubs."""
    for i in range(4):
        axes.plot([-0.6, 3.6], [i, i], color=RULE, linewidth=1.5, zorder=0)
        axes.plot([i, i], [-0.6, 3.6], color=RULE, linewidth=1.5, zorder=0)
        axes.plot(range(4), [i] * 4, "o", color=INK, markersize=7)


def draw_star(axes: Axes, star: Numbers) -> None:
    """Draw a *-channel as an arrow; one that wraps round leaves and comes back at the stubs."""
    x, y = star["node"]
    dx, dy = (star["sign"], 0) if star["dimension"] == 0 else (0, star["sign"])
    wraps = not (0 <= x + dx <= 3 and 0 <= y + dy <= 3)
    parts = [((x, y), (x + dx, y + dy))]
    if wraps:
        end = ((x + dx) % 4, (y + dy) % 4)
        parts = [
            ((x, y), (x + 0.65 * dx, y + 0.65 * dy)),
            ((end[0] - 0.65 * dx, end[1] - 0.65 * dy), end),
        ]
    for tail, head in parts:
        arrow = FancyArrowPatch(
            tail,
            head,
            arrowstyle="-|>",
            mutation_scale=18,
            linewidth=3,
            color=VIOLET,
            shrinkA=7,
            shrinkB=7,
        )
        axes.add_patch(arrow)
