"""The figures of GOAL on a torus, drawn from the numbers of its results file.

A colour is one algorithm throughout: GOAL violet, minimal routing ochre, Valiant green;
what draws the quadrant again is violet too, and dashed.

Which loads are sustained is the results' to say: :mod:`models.goal.simulator` defines it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from matplotlib.axes import Axes

from models.goal.figures_booksim import draw_booksim
from models.goal.figures_packets import draw_packets
from models.goal.figures_random import draw_permutations
from models.goal.figures_torus import draw_deadlock, draw_links, draw_small
from models.shared.figure_style import GREEN, OCHRE, RULE, SMALL, VIOLET, draw, figure

Numbers = dict[str, Any]

# Label, colour and dashes of each algorithm.
LOOKS: dict[str, tuple[str, str, Any]] = {
    "dor": ("DOR", OCHRE, (0, (1, 1.6))),
    "min-ad": ("MIN AD", OCHRE, "-"),
    "val": ("Valiant", GREEN, "-"),
    "goal": ("GOAL", VIOLET, "-"),
    "goal-redrawn": ("GOAL, redrawn", VIOLET, (0, (4, 2))),
}
TITLES = {"uniform": "Uniform", "tornado-all": "Tornado", "transpose": "Transpose"}


def draw_all(numbers: Numbers) -> dict[str, str]:
    """Return every figure by its name."""
    drawings = {
        "goal-links": draw_links,
        "goal-bounds": draw_bounds,
        "goal-latency": draw_latency,
        "goal-hops": draw_hops,
        "goal-redrawing": draw_redrawing,
        "goal-deadlock": draw_deadlock,
        "goal-packets": draw_packets,
        "goal-permutations": draw_permutations,
        "goal-booksim": draw_booksim,
        "goal-small": draw_small,
    }
    return draw(drawings, numbers)


def sustained(points: Sequence[Numbers]) -> list[Numbers]:
    """Return the points of a curve up to the first load that is not sustained."""
    return list(takewhile(lambda point: point["sustained"], points))


def saturation(points: Sequence[Numbers]) -> tuple[float, float]:
    """Return the last load that is sustained and the first that is not."""
    kept = len(sustained(points))
    return points[kept - 1]["load"], points[kept]["load"]


def draw_bounds(numbers: Numbers) -> Any:
    """Draw between which loads simulated routers saturate, and what is known of the links."""
    drawn = figure(530)
    axes = drawn.add_axes((0.185, 0.105, 0.805, 0.885))
    row = 0.0
    for pattern, title in TITLES.items():
        axes.text(0, row - 1.05, title, fontweight="bold", va="center")
        for algorithm, (label, colour, _) in LOOKS.items():
            exact = numbers[pattern][algorithm]
            last, first = saturation(numbers["simulated"][pattern][algorithm]["points"])
            axes.text(-0.012, row, label, ha="right", va="center", fontsize=SMALL)
            draw_bound(axes, row, exact, colour)
            axes.plot([last, first], [row, row], color=colour)
            axes.plot([last], [row], "o", color=colour, markersize=8)
            axes.plot([first], [row], "|", color=colour, markersize=10, markeredgewidth=2)
            text = f"{last:.3f}\N{EN DASH}{first:.3f}"
            axes.text(COLUMNS[0], row, text, va="center", fontsize=SMALL)
            row += 1
        row += 1.9
    for x, text in zip(COLUMNS, ("saturates at", "links allow"), strict=True):
        axes.text(x, -1.05, text, va="center", fontsize=SMALL)
    axes.set(xlim=(0, 1.66), ylim=(row - 2.2, -2.0))
    axes.set_xlabel("offered load, flits per node per cycle", x=0, ha="left")
    axes.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1])
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_bounds(0, 1)
    return drawn


COLUMNS = (1.06, 1.4)  # where the texts of a row begin, on the axis of loads
MARKS = {
    "exact": "= {:.2f}",
    "optimum": "= {:.2f}",
    "upper bound": "\N{LESS-THAN OR EQUAL TO} {:.2f}",
    "none": "no bound",
}


def draw_bound(axes: Axes, row: float, exact: Numbers, colour: str) -> None:
    """Write what is known of the links; draw a bar up to it if a router can reach it."""
    known, bound = exact["known"], exact["throughput"]
    if known in ("exact", "optimum"):
        axes.plot([0, bound], [row, row], color=RULE, linewidth=7, solid_capstyle="butt")
        axes.plot([bound, bound], [row - 0.36, row + 0.36], color=colour)
    axes.text(COLUMNS[1], row, MARKS[known].format(bound), va="center", fontsize=SMALL)


def draw_latency(numbers: Numbers) -> Any:
    """Draw latency against offered load, up to where the load is sustained."""
    drawn = figure(380)
    left = drawn.add_axes((0.085, 0.16, 0.42, 0.74))
    right = drawn.add_axes((0.56, 0.16, 0.42, 0.74))
    for axes, pattern in ((left, "uniform"), (right, "tornado-all")):
        curves = numbers["simulated"][pattern]
        for algorithm, (_, colour, dashes) in LOOKS.items():
            curve(axes, curves[algorithm]["points"], colour, dashes)
        axes.set(ylim=(0, 90), title=TITLES[pattern], xlabel="offered, flits per node per cycle")
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
    (0.47, 38, "redrawn", "goal-redrawn", "left"),
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
    kept = sustained(points)
    loads = [point["load"] for point in kept]
    latency = [point["latency"] for point in kept]
    below = [point["latency"] - point["latency_half"] for point in kept]
    above = [point["latency"] + point["latency_half"] for point in kept]
    axes.fill_between(loads, below, above, color=colour, alpha=0.2, linewidth=0)
    axes.plot(loads, latency, color=colour, linestyle=dashes)


def draw_hops(numbers: Numbers) -> Any:
    """Draw the average hops at zero load of three networks of 64 nodes."""
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
    """Draw the average hops round a ring by distance: shortest, GOAL, and redrawn."""
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
        text = f"{label}\non average {sum(hops) / len(hops):g}"
        axes.text(x * last, y, text, color=colour, va="center")
    axes.set(xlim=(0, last), ylim=(0, 7.4), ylabel="average hops")
    axes.set_xlabel("distance in the plus direction, ring of eight")
    return drawn


# Label, colour, dashes, and where the label is: along the distances, and in hops.
WALKS: dict[str, tuple[str, str, Any, float, float]] = {
    "redrawn": ("drawn again at every hop", VIOLET, (0, (4, 2)), 0.72, 6.5),
    "goal": ("GOAL, drawn once", VIOLET, "-", 1.03, 2.5),
    "shortest": ("shortest way", OCHRE, "-", 1.03, 0.75),
}
