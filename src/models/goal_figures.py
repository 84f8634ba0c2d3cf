"""The figures of GOAL on a torus, drawn from the numbers of its results file.

A colour is one algorithm throughout: GOAL violet, minimal routing ochre, Valiant green;
what draws the quadrant again is violet too, and dashed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes

from models.goal_figures_torus import draw_deadlock, draw_links
from models.style import GREEN, OCHRE, RULE, SMALL, VIOLET, draw, figure

Numbers = dict[str, Any]

# Label, colour and dashes of each algorithm.
LOOKS: dict[str, tuple[str, str, Any]] = {
    "dor": ("DOR", OCHRE, (0, (1, 1.6))),
    "min-ad": ("MIN AD", OCHRE, "-"),
    "val": ("Valiant", GREEN, "-"),
    "goal": ("GOAL", VIOLET, "-"),
    "goal-redrawn": ("redrawn", VIOLET, (0, (4, 2))),
}
TITLES = {"uniform": "Uniform", "tornado-all": "Tornado, both dimensions", "transpose": "Transpose"}


def draw_all(numbers: Numbers) -> dict[str, str]:
    """Return every figure by its name."""
    drawings = {
        "goal-links": draw_links,
        "goal-bounds": draw_bounds,
        "goal-latency": draw_latency,
        "goal-hops": draw_hops,
        "goal-redrawing": draw_redrawing,
        "goal-deadlock": draw_deadlock,
    }
    return draw(drawings, numbers)


def draw_bounds(numbers: Numbers) -> Any:
    """Draw what the simulated routers accept (dots) against the exact bounds (bars)."""
    drawn = figure(500)
    axes = drawn.add_axes((0.16, 0.11, 0.76, 0.88))
    row = 0.0
    for pattern, title in TITLES.items():
        axes.text(0, row - 1.05, title, fontweight="bold", va="center")
        for algorithm, (label, colour, _) in LOOKS.items():
            exact = numbers[pattern][algorithm]
            reached = numbers["simulated"][pattern][algorithm]["reached"]
            bound = exact["throughput"] if exact["bound"] else reached
            axes.plot([0, bound], [row, row], color=RULE, linewidth=7, solid_capstyle="butt")
            if exact["bound"]:
                axes.plot([bound, bound], [row - 0.36, row + 0.36], color=colour)
            axes.plot([reached], [row], "o", color=colour, markersize=8)
            axes.text(-0.012, row, label, ha="right", va="center", fontsize=SMALL)
            value = f"{reached:.2f}" + (f" of {bound:.2f}" if exact["bound"] else "")
            axes.text(bound + 0.02, row, value, va="center", fontsize=SMALL)
            row += 1
        row += 1.9
    axes.text(
        1.12, -1.15, "● simulated, of  | exact bound", ha="right", va="center", fontsize=SMALL
    )
    axes.set(xlim=(0, 1.12), ylim=(row - 2.2, -2.2), xlabel="flits / node / cycle")
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    return drawn


def draw_latency(numbers: Numbers) -> Any:
    """Draw latency against offered load, up to where the load is sustained."""
    drawn = figure(380)
    left = drawn.add_axes((0.085, 0.16, 0.42, 0.74))
    right = drawn.add_axes((0.56, 0.16, 0.42, 0.74))
    for axes, pattern in ((left, "uniform"), (right, "tornado-all")):
        curves = numbers["simulated"][pattern]
        for algorithm, (_, colour, dashes) in LOOKS.items():
            curve(axes, curves[algorithm]["points"], colour, dashes)
        axes.set(ylim=(0, 80), title=TITLES[pattern], xlabel="offered, flits / node / cycle")
        axes.set_yticks([0, 20, 40, 60, 80])
    left.set_xlim(0, 1)
    right.set_xlim(0, 0.6)
    left.set_ylabel("latency, cycles")
    for axes, labels in ((left, UNIFORM_LABELS), (right, TORNADO_LABELS)):
        for x, y, text, algorithm, align in labels:
            colour = LOOKS[algorithm][1]
            axes.text(x, y, text, color=colour, ha=align, va="center", fontsize=SMALL)
    return drawn


UNIFORM_LABELS = (
    (0.43, 66, "Valiant", "val", "right"),
    (0.59, 66, "redrawn", "goal-redrawn", "left"),
    (0.735, 45, "GOAL", "goal", "right"),
    (0.86, 33, "DOR", "dor", "right"),
    (0.80, 7, "MIN AD", "min-ad", "left"),
)
TORNADO_LABELS = (
    (0.29, 46, "redrawn", "goal-redrawn", "right"),
    (0.33, 8, "DOR, MIN AD", "dor", "left"),
    (0.42, 60, "Valiant", "val", "right"),
    (0.5, 32, "GOAL", "goal", "right"),
)


def curve(axes: Axes, points: Sequence[Numbers], colour: str, dashes: Any) -> None:
    """Draw the sustained part of a curve with its confidence band."""
    kept = [point for point in points if "latency" in point]
    loads = [point["load"] for point in kept]
    latency = [point["latency"] for point in kept]
    below = [point["latency"] - point["latency_half"] for point in kept]
    above = [point["latency"] + point["latency_half"] for point in kept]
    axes.fill_between(loads, below, above, color=colour, alpha=0.2, linewidth=0)
    axes.plot(loads, latency, color=colour, linestyle=dashes)


def draw_hops(numbers: Numbers) -> Any:
    """Draw the mean hops at zero load of three networks of 64 nodes."""
    drawn = figure(190)
    axes = drawn.add_axes((0.22, 0.05, 0.70, 0.9))
    names = {"torus": "4 × 4 × 4 torus", "mesh": "8 × 8 mesh", "ring": "ring of 64"}
    for row, (key, label) in enumerate(names.items()):
        hops = numbers["zero-load"][key]["hops"]
        axes.barh(row, hops, height=0.55, color=GREEN)
        axes.text(hops + 0.2, row, f"{hops:g} hops", va="center")
        axes.text(-0.25, row, label, va="center", ha="right")
    axes.set(xlim=(0, 18), ylim=(2.5, -0.5))
    axes.axis("off")
    return drawn


def draw_redrawing(numbers: Numbers) -> Any:
    """Draw the mean hops round a ring by distance: shortest, GOAL, and redrawn."""
    drawn = figure(360)
    axes = drawn.add_axes((0.085, 0.16, 0.66, 0.8))
    by_distance = numbers["redrawing"]["by-distance"]
    last = len(by_distance["goal"]) - 1
    for key, (label, colour, dashes, x, y) in WALKS.items():
        hops = by_distance[key]
        axes.plot(
            range(last + 1),
            hops,
            color=colour,
            linestyle=dashes,
            marker="o",
            markersize=6,
            clip_on=False,
        )
        text = f"{label}\nmean {sum(hops) / len(hops):g}"
        axes.text(x * last, y, text, color=colour, va="center")
    axes.set(xlim=(0, last), ylim=(0, 7.4), ylabel="mean hops")
    axes.set_xlabel("distance in the plus direction, ring of eight")
    return drawn


# Label, colour, dashes, and where the label is: along the distances, and in hops.
WALKS: dict[str, tuple[str, str, Any, float, float]] = {
    "redrawn": ("drawn again at every hop", VIOLET, (0, (4, 2)), 0.72, 6.5),
    "goal": ("GOAL, drawn once", VIOLET, "-", 1.03, 2.5),
    "shortest": ("shortest way", OCHRE, "-", 1.03, 0.75),
}
