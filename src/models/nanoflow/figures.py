"""The figures of NanoFlow, drawn from the numbers of its results file.

A colour is one resource throughout: compute violet, memory ochre, network green. In the lanes a
shade is one nano-batch, the darkest the first or the whole batch, and every figure with lanes has
the same legend. In the map of ratios violet stands for what compute limits and ochre for what
memory limits. What was published stands in its own colour, with its source in the legend.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from models.nanoflow.figures_interference import draw_interference
from models.nanoflow.figures_long import draw_long
from models.shared.figure_style import (
    GREEN,
    INK,
    OCHRE,
    RULE,
    SMALL,
    VIOLET,
    boxes,
    draw,
    figure,
    thumbnail,
)

Numbers = dict[str, Any]
Block = tuple[str, int, float, float]  # step, nano-batch, start, stop

LANES = {"compute": VIOLET, "memory": OCHRE, "network": GREEN}
LABELS = {"DecAttn": "decode", "PfAttn": "", "AG1": "AG", "AG2": "AG"}
SHADES = (0.42, 0.12, 0.27, 0.04)
FITTED = "llama-2-70b-a100-80-x8-b2048-512-1024"  # the case of Table 2 among the searched
HALVED = ("KQV", "DecAttn", "PfAttn")  # what may be cut again
LAYERS = 80  # of LLaMA-2-70B, of which the lanes show one
LETTER = 0.018  # how wide a letter is, in parts of the widest layer
#: Label and path of each bar: in marks for what is measured or a limit, else in pipelines.
BARS: tuple[tuple[str, str, str], ...] = (
    ("one after another", "sequential", "model"),
    ("measured: 512 in, 1024 out", "measured-least", "published"),
    ("measured: 512 in, 512 out", "measured", "published"),
    ("two ways, split at 768", "two", "model"),
    ("two ways, best of grid", "best-two", "model"),
    ("four equal ways", "four", "model"),
    ("what the search finds", "search", "model"),
    ("overlap bound", "bound", "limit"),
    ("the paper's optimum", "optimum", "limit"),
)
LOOKS: dict[str, dict[str, Any]] = {
    "model": {"color": VIOLET},
    "published": {"color": OCHRE},
    "limit": {"facecolor": "none", "edgecolor": INK, "linewidth": 1.2},
}
KINDS = {
    "model": "model of this site",
    "published": "measured (plot in NanoFlow's repository)",
    "limit": "limits",
}


def draw_all(numbers: Numbers) -> dict[str, str]:
    """Return every figure by its name."""
    drawings = {
        "nanoflow-overlap": draw_lanes,
        "nanoflow-throughput": draw_throughput,
        "nanoflow-search": draw_search,
        "nanoflow-ratios": draw_ratios,
        "nanoflow-small": draw_small,
        "nanoflow-interference": draw_interference,
        "nanoflow-long": draw_long,
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


def layer_ms(numbers: Numbers) -> float:
    """Return how long a layer takes in sequence, in ms; the lanes are drawn against it."""
    return float(numbers["pipelines"]["sequential"]["period"]) / LAYERS


def draw_gantt(
    axes: Axes, blocks: Sequence[Block], resources: dict[str, str], widest: float
) -> None:
    """Draw what runs on each of the three lanes, in ms from 0 to the widest, and where it ends."""
    rows = list(LANES)
    for row, (resource, colour) in enumerate(LANES.items()):
        axes.plot([0, widest], [row + 0.46] * 2, color=RULE, linewidth=1)
        left = -0.012 * widest
        axes.text(left, row, resource, ha="right", va="center", fontsize=SMALL, color=colour)
    for step, batch, start, stop in blocks:
        row, colour = rows.index(resources[step]), LANES[resources[step]]
        corner, long, alpha = (start, row - 0.4), stop - start, SHADES[batch]
        axes.add_patch(Rectangle(corner, long, 0.8, facecolor=colour, alpha=alpha, linewidth=0))
        axes.add_patch(Rectangle(corner, long, 0.8, edgecolor=colour, fill=False))
        text = LABELS.get(step, step)
        if text and len(text) * LETTER * widest < stop - start:
            axes.text((start + stop) / 2, row, text, ha="center", va="center", fontsize=SMALL)
    draw_time(axes, max(stop for *_, stop in blocks), widest)
    axes.set(xlim=(0, 1.001 * widest), ylim=(3.3, -0.5))
    axes.axis("off")


def draw_time(axes: Axes, end: float, widest: float) -> None:
    """Draw the axis of time under the lanes, and a line where the layer ends."""
    axes.plot([0, widest], [2.65] * 2, color=INK, linewidth=1)
    for half in range(int(2 * widest) + 1):
        axes.plot([half / 2] * 2, [2.65, 2.75], color=INK, linewidth=1)
        text = f"{half / 2:g} ms" if half == 0 else f"{half / 2:g}"
        axes.text(
            half / 2, 3.05, text, ha="center" if half else "left", va="center", fontsize=SMALL
        )
    axes.plot([end] * 2, [-0.5, 2.75], color=INK, linewidth=1.8, solid_capstyle="butt")
    late = end > 0.85 * widest
    x, ha = (end - 0.012 * widest, "right") if late else (end + 0.012 * widest, "left")
    axes.text(x, 1, f"{end:.2f} ms", ha=ha, va="center", fontsize=SMALL, weight="bold")


def draw_small(numbers: Numbers) -> Figure:
    """Draw one layer in two nano-batches, without words."""
    drawn, axes = thumbnail()
    resources, rows = dict(numbers["lanes"]["steps"]), list(LANES)
    blocks = unpacked(numbers, "two-768-4-2")
    scale = 126 / max(stop for *_, stop in blocks)
    for resource, colour in LANES.items():
        top = 3 + 18 * rows.index(resource)
        for batch in (0, 1):
            bars = [b for b in blocks if resources[b[0]] == resource and b[1] == batch]
            places = [(1 + scale * i, top, 1 + scale * j, top + 14) for *_, i, j in bars]
            boxes(axes, places, colour, (0.75, 0.25)[batch])
    return drawn


def draw_shades(drawn: Figure, ways: int) -> None:
    """Draw the legend of the lanes at the foot of a figure: a shade is one nano-batch."""
    high = float(drawn.get_figheight()) * 72
    axes = drawn.add_axes((0, 0, 1, 26 / high))
    left = 4.0
    for batch, alpha in enumerate(SHADES[:ways]):
        axes.add_patch(Rectangle((left, 8), 18, 14, facecolor=INK, alpha=alpha, linewidth=0))
        axes.add_patch(Rectangle((left, 8), 18, 14, edgecolor=INK, fill=False))
        text = f"nano-batch {batch + 1}" if batch else "whole batch or nano-batch 1"
        axes.text(left + 24, 15, text, va="center", fontsize=SMALL)
        left += 34 + 7.6 * len(text)
    axes.set(xlim=(0, 640), ylim=(0, 26))
    axes.axis("off")


def draw_lanes(numbers: Numbers) -> Figure:
    """Draw one layer in sequence, and in two nano-batches that overlap."""
    drawn = figure(440)
    resources, widest = dict(numbers["lanes"]["steps"]), layer_ms(numbers)
    titles = {
        "one": "One operation after another",
        "two-768-4-2": "Two nano-batches, overlapped",
    }
    for row, (state, title) in enumerate(titles.items()):
        axes = drawn.add_axes((0.125, 0.555 - 0.485 * row, 0.865, 0.375))
        blocks = [
            (s, b, widest * i / 1000, widest * j / 1000) for s, b, i, j in unpacked(numbers, state)
        ]
        draw_gantt(axes, blocks, resources, widest)
        throughput = numbers["lanes"]["states"][state][0]
        text = f"{title}: {throughput:.0f} tokens/s/GPU"
        axes.text(-0.14 * widest, -0.85, text, fontweight="bold")
    draw_shades(drawn, 2)
    return drawn


def by_nano_batch(found: Numbers) -> list[Block]:
    """Return the blocks of what a search found, halves of attention as their nano-batch."""
    halved = found["halved"]
    sizes = [b - a for a, b in pairwise(found["cuts"])]
    halves = [batch for batch, size in enumerate(sizes) for _ in range(1 + (size >= 256))]
    return [
        (step, halves[i] if halved and step in HALVED else i, start, stop)
        for step, i, start, stop in found["runs"]
    ]


def draw_search(numbers: Numbers) -> Figure:
    """Draw one layer of the pipeline that the search finds."""
    drawn = figure(220)
    found = numbers["search"][FITTED]
    axes = drawn.add_axes((0.125, 0.14, 0.865, 0.85))
    resources = dict(numbers["lanes"]["steps"])
    draw_gantt(axes, by_nano_batch(found), resources, found["sequential-ms"])
    draw_shades(drawn, found["ways"])
    return drawn


def height(numbers: Numbers, key: str) -> float:
    """Return the throughput that a bar shows."""
    if key == "search":
        return float(numbers["search"][FITTED]["throughput"])
    group = numbers["pipelines"].get(key)
    return float(group["throughput"] if group else numbers["marks"][key])


def draw_throughput(numbers: Numbers) -> Figure:
    """Draw the throughputs in their order, those of the paper and those of the model apart."""
    drawn = figure(420)
    axes = drawn.add_axes((0.315, 0.2, 0.65, 0.79))
    for row, (label, key, kind) in enumerate(BARS):
        value = height(numbers, key)
        axes.barh(row, value, height=0.6, **LOOKS[kind])
        axes.text(value + 20, row, f"{value:.0f}", va="center", fontsize=SMALL)
        axes.text(-25, row, label, va="center", ha="right", fontsize=SMALL)
    axes.set(xlim=(0, 2000), ylim=(len(BARS) - 0.4, -0.6), yticks=[], xticks=range(0, 2001, 500))
    axes.set_xlabel("tokens per second per GPU", fontsize=SMALL)
    axes.spines["left"].set_visible(False)
    legend = drawn.add_axes((0, 0, 1, 26 / 420))
    left = 4.0
    for kind, text in KINDS.items():
        legend.add_patch(Rectangle((left, 8), 18, 14, **LOOKS[kind]))
        legend.text(left + 24, 15, text, va="center", fontsize=SMALL)
        left += 42 + 7.2 * len(text)
    legend.set(xlim=(0, 640), ylim=(0, 26))
    legend.axis("off")
    return drawn


def draw_ratios(numbers: Numbers) -> Figure:
    """Draw T_R on A100 by model and workload, with grouped heads and with as many as of queries."""
    drawn = figure(480)
    shapes = (
        ("grouped", "Grouped-query attention, as the models have it"),
        ("ungrouped", "Keys and values for every query head"),
    )
    for row, (key, title) in enumerate(shapes):
        axes = drawn.add_axes((0.21, 0.53 - 0.52 * row, 0.78, 0.4))
        axes.text(-1.62, -1.05, title, fontweight="bold")
        draw_map(axes, numbers["ratios"], key)
    return drawn


def first_cell(ratios: Mapping[str, Any]) -> int:
    """Return where the cells of the paper's device begin."""
    device = [row[0] for row in ratios["devices"]].index("A100-80")
    return device * len(ratios["models"]) * len(ratios["workloads"])


def draw_map(axes: Axes, ratios: Numbers, key: str) -> None:
    """Draw the ratios of one device as a table whose cells are coloured."""
    workloads, models = ratios["workloads"], ratios["models"]
    first = first_cell(ratios)
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
