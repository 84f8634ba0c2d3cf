"""The figure of interference: the curves, and what they predict for layers that were measured."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from models.shared.figure_style import GREEN, INK, OCHRE, RULE, SMALL, VIOLET, figure

Numbers = dict[str, Any]
#: The curves drawn, with colour and label, and where the label stands.
DRAWN = (
    ("Table 3", INK, "Table 3 (paper, A100)", (0.62, 0.46)),
    ("H100 8192", VIOLET, "H100, product of 8192", (0.62, 0.35)),
    ("H100 2048", OCHRE, "H100, product of 2048", (0.62, 0.13)),
    ("H200 8192", GREEN, "H200, product of 8192", (0.62, 0.24)),
)


def draw_interference(numbers: Numbers) -> Figure:
    """Draw P by R, of the paper and measured, above predicted over measured times of layers."""
    drawn = figure(560)
    found = numbers["validation"]
    draw_curves(drawn.add_axes((0.1, 0.55, 0.87, 0.40)), found["curves"])
    draw_layers(drawn.add_axes((0.1, 0.115, 0.87, 0.32)), found["layers"])
    return drawn


def draw_curves(axes: Axes, curves: Numbers) -> None:
    """Draw the speed that reading keeps by the share that it takes from a multiplication."""
    axes.plot([0, 1], [0, 1], color=RULE, linewidth=1)
    for key, colour, label, (x, y) in DRAWN:
        points = curves[key]["points"]
        axes.plot(*zip(*points, strict=True), color=colour, linewidth=1.8, marker="o", markersize=3)
        axes.text(x, y, label, color=colour, fontsize=SMALL, va="center")
    axes.set(xlim=(0, 1), ylim=(0, 1.02))
    axes.set_xlabel("share R: what the multiplication beside it loses", fontsize=SMALL)
    axes.set_ylabel("speed P that reading keeps", fontsize=SMALL)


def draw_layers(axes: Axes, layers: list[Numbers]) -> None:
    """Draw predicted over measured time of each layer, by the paper's curve and by its own."""
    axes.axhline(0, color=INK, linewidth=1)
    marks = (("paper", INK, "none", "by Table 3"), ("own", VIOLET, VIOLET, "by the curve measured"))
    for key, edge, face, label in marks:
        places = range(len(layers))
        off = [100 * row[f"{key}-off"] for row in layers]
        axes.scatter(places, off, s=45, edgecolors=edge, facecolors=face, label=label)
    names = [f"{row['device']}\n{row['tokens']:,}\n{row['context']:,}" for row in layers]
    axes.set_xticks(range(len(layers)), names, fontsize=SMALL)
    axes.set_ylabel("predicted − measured, %", fontsize=SMALL)
    axes.set(xlim=(-0.6, len(layers) - 0.4), ylim=(-20, 18))
    axes.legend(loc="upper right", fontsize=SMALL, frameon=False, ncols=2)
