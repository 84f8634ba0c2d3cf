"""The still picture of the explorer: one vertex eliminated, exactly and as drawn."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes

from models.rchol.small import Weights, edges, eliminate
from models.shared.figure_style import (
    INK,
    OCHRE,
    PAPER,
    RULE,
    SMALL,
    VIOLET,
    figure,
    thumbnail,
)

ELIMINATED = 3
SEED = 1


def draw_eliminate(numbers: Any) -> Any:
    """Draw what eliminating one vertex leaves: the clique, and one draw."""
    found = numbers["explorer"]
    drawn = figure(380)
    before = edges(found["edges"])
    panels = ((0.0, None, "Exact", OCHRE), (0.5, SEED, "Drawn", VIOLET))
    for left, seed, title, colour in panels:
        axes = drawn.add_axes((left + 0.01, 0.0, 0.48, 1.0))
        axes.set(xlim=(0, 360), ylim=(365, -45))
        axes.axis("off")
        step = eliminate(before, ELIMINATED, seed)
        links(axes, found["places"], step.left, RULE)
        links(axes, found["places"], step.added, colour)
        points(axes, found["places"])
        text = f"{title}: {len(step.added)} edges for {len(step.star)}"
        axes.text(20, -20, text, color=colour, fontweight="bold", va="center")
    return drawn


def links(axes: Axes, places: Any, weights: Weights, colour: str) -> None:
    """Draw edges as wide as their weight."""
    for (a, b), weight in weights.items():
        x, y = zip(places[a], places[b], strict=True)
        axes.plot(x, y, color=colour, linewidth=1 + 1.2 * weight, zorder=1)


def points(axes: Axes, places: Any) -> None:
    """Draw the vertices with their letters, and the eliminated one as a ring."""
    for vertex, (x, y) in enumerate(places):
        gone = vertex == ELIMINATED
        ring = axes.plot([x], [y], "o", markersize=24, markerfacecolor=PAPER, zorder=2)
        ring[0].set_markeredgecolor(RULE if gone else INK)
        if not gone:
            letter = "abcdefghij"[vertex]
            axes.text(x, y, letter, ha="center", va="center", fontsize=SMALL, zorder=3)


def draw_small(numbers: Any) -> Any:
    """Draw the same for a card: the clique of one vertex beside one draw of it."""
    found = numbers["explorer"]
    drawn, axes = thumbnail()
    before = edges(found["edges"])
    for left, seed, colour in ((8, None, OCHRE), (72, SEED, VIOLET)):
        step = eliminate(before, ELIMINATED, seed)
        corners = {vertex: found["places"][vertex] for vertex, _ in step.star}
        at = {
            vertex: (left + (x - 60) * 0.37, 8 + (y - 40) * 0.22)
            for vertex, (x, y) in corners.items()
        }
        for a, b in step.added:
            axes.plot(*zip(at[a], at[b], strict=True), color=colour, linewidth=1.6)
        axes.plot(*zip(*at.values(), strict=True), "o", color=INK, markersize=4)
    return drawn
