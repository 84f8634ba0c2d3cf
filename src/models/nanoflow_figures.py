"""The figures of NanoFlow, drawn from the numbers of its results file.

A colour is one resource throughout: compute violet, memory ochre, network green. In the lanes the
first nano-batch is shaded and the others are paler. In the map of ratios violet stands for what
compute limits and ochre for what memory limits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from models.style import GREEN, INK, OCHRE, RULE, SMALL, VIOLET, draw, figure

Numbers = dict[str, Any]
Block = tuple[str, int, float, float]  # step, nano-batch, start, stop

LANES = {"compute": VIOLET, "memory": OCHRE, "network": GREEN}
LABELS = {"DecAttn": "decode", "PfAttn": "", "AG1": "AG", "AG2": "AG"}
SHADES = (0.42, 0.12, 0.27, 0.04)
WIDEST = 1000  # thousandths of a sequential layer
LETTER = 18  # of the same: how wide a letter is
#: Label and path of each bar: in marks for what is measured or a limit, else in pipelines.
BARS: tuple[tuple[str, str, str], ...] = (
    ("one after another", "sequential", "model"),
    ("measured, as published", "measured", "published"),
    ("two ways, split at 768", "two", "model"),
    ("two ways, best of grid", "best-two", "model"),
    ("four equal ways", "four", "model"),
    ("what the search finds", "search", "model"),
    ("exchange bound", "bound", "limit"),
    ("optimum of equation 5", "optimum", "limit"),
)

LOOKS: dict[str, dict[str, Any]] = {
    "model": {"color": VIOLET},
    "published": {"color": OCHRE},
    "limit": {"facecolor": "none", "edgecolor": INK, "linewidth": 1.2},
}


def draw_all(numbers: Numbers) -> dict[str, str]:
    """Return every figure by its name."""
    drawings = {
        "nanoflow-overlap": draw_lanes,
        "nanoflow-throughput": draw_throughput,
        "nanoflow-search": draw_search,
        "nanoflow-ratios": draw_ratios,
    }
    return draw(drawings, numbers)


def unpacked(numbers: Numbers, state: str) -> list[Block]:
    """Return the blocks of a state of the lanes."""
    runs = numbers["lanes"]["states"][state][2]
    steps = numbers["lanes"]["steps"]
    return [
        (steps[runs[i] // 10][0], runs[i] % 10, runs[i + 1], runs[i + 2])
        for i in range(0, len(runs), 3)
    ]


def draw_gantt(axes: Axes, blocks: Sequence[Block], resources: dict[str, str]) -> None:
    """Draw what runs on each of the three lanes, thousandths of a sequential layer across."""
    rows = list(LANES)
    for row, (resource, colour) in enumerate(LANES.items()):
        axes.plot([0, WIDEST], [row + 0.46] * 2, color=RULE, linewidth=1)
        axes.text(-12, row, resource, ha="right", va="center", fontsize=SMALL, color=colour)
    for step, batch, start, stop in blocks:
        row, colour = rows.index(resources[step]), LANES[resources[step]]
        corner, long, alpha = (start, row - 0.4), stop - start, SHADES[batch]
        axes.add_patch(Rectangle(corner, long, 0.8, facecolor=colour, alpha=alpha, linewidth=0))
        axes.add_patch(Rectangle(corner, long, 0.8, edgecolor=colour, fill=False))
        text = LABELS.get(step, step)
        if text and len(text) * LETTER < stop - start:
            axes.text((start + stop) / 2, row, text, ha="center", va="center", fontsize=SMALL)
    axes.set(xlim=(0, WIDEST), ylim=(2.6, -0.5))
    axes.axis("off")


def draw_lanes(numbers: Numbers) -> Figure:
    """Draw one layer in sequence, and in two nano-batches that overlap."""
    drawn = figure(330)
    resources = dict(numbers["lanes"]["steps"])
    titles = {
        "one": "One operation after another",
        "two-768-4-2": "Two nano-batches, overlapped",
    }
    for row, (state, title) in enumerate(titles.items()):
        axes = drawn.add_axes((0.125, 0.53 - 0.51 * row, 0.865, 0.37))
        draw_gantt(axes, unpacked(numbers, state), resources)
        throughput = numbers["lanes"]["states"][state][0]
        axes.text(-120, -0.95, f"{title}: {throughput:.0f} tokens/s/GPU", fontweight="bold")
    return drawn


def draw_search(numbers: Numbers) -> Figure:
    """Draw one layer of the pipeline that the search finds, with the shares under their blocks."""
    drawn = figure(165)
    found = numbers["search"]["llama-2-70b-a100-80"]
    unit = WIDEST / found["sequential-ms"]
    blocks = [(step, batch, a * unit, b * unit) for step, batch, a, b in found["runs"]]
    axes = drawn.add_axes((0.125, 0.02, 0.865, 0.96))
    draw_gantt(axes, blocks, dict(numbers["lanes"]["steps"]))
    return drawn


def height(numbers: Numbers, key: str) -> float:
    """Return the throughput that a bar shows."""
    if key == "search":
        return float(numbers["search"]["llama-2-70b-a100-80"]["throughput"])
    group = numbers["pipelines"].get(key)
    return float(group["throughput"] if group else numbers["marks"][key])


def draw_throughput(numbers: Numbers) -> Figure:
    """Draw the throughputs in their order, those of the paper and those of the model apart."""
    drawn = figure(300)
    axes = drawn.add_axes((0.3, 0.02, 0.62, 0.96))
    for row, (label, key, kind) in enumerate(BARS):
        value = height(numbers, key)
        axes.barh(row, value, height=0.6, **LOOKS[kind])
        axes.text(value + 20, row, f"{value:.0f}", va="center", fontsize=SMALL)
        axes.text(-25, row, label, va="center", ha="right", fontsize=SMALL)
    axes.set(xlim=(0, 1900), ylim=(len(BARS) - 0.4, -0.6))
    axes.axis("off")
    return drawn


def draw_ratios(numbers: Numbers) -> Figure:
    """Draw T_R on A100 by model and workload, with grouped heads and with as many as of queries."""
    drawn = figure(480)
    shapes = (("grouped", "Heads grouped, as the models are"), ("ungrouped", "Every head its own"))
    for row, (key, title) in enumerate(shapes):
        axes = drawn.add_axes((0.21, 0.53 - 0.52 * row, 0.78, 0.4))
        axes.text(-1.62, -1.05, title, fontweight="bold")
        draw_map(axes, numbers["ratios"], key)
    return drawn


def draw_map(axes: Axes, ratios: Numbers, key: str) -> None:
    """Draw the ratios of one device as a table whose cells are coloured."""
    workloads, models = ratios["workloads"], ratios["models"]
    device = [row[0] for row in ratios["devices"]].index("A100-80")
    first = device * len(models) * len(workloads)
    for column, workload in enumerate(workloads):
        text = workload.removesuffix("-Chat")
        axes.text(column + 0.5, -0.25, text, ha="center", fontsize=SMALL)
    for row, (model, *_) in enumerate(models):
        axes.text(-0.08, row + 0.5, model, ha="right", va="center", fontsize=SMALL)
        for column in range(len(workloads)):
            value = ratios[key]["ratio"][first + row * len(workloads) + column]
            colour = OCHRE if value > 1 else VIOLET
            corner, size = (column + 0.03, row + 0.05), (0.94, 0.9)
            shade = 0.12 + 0.4 * abs(1 - value) / (1 + value)
            axes.add_patch(Rectangle(corner, *size, facecolor=colour, alpha=shade, linewidth=0))
            weight = "bold" if value > 1 else "normal"
            at = (column + 0.5, row + 0.5)
            axes.text(*at, f"{value:.2f}", ha="center", va="center", fontsize=SMALL, weight=weight)
    axes.set(xlim=(0, len(workloads)), ylim=(len(models), -0.6))
    axes.axis("off")
