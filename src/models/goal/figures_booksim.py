"""The figure of the same runs in BookSim2."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from models.shared.figure_style import GREEN, OCHRE, RULE, SMALL, VIOLET, figure

# Label, colour and marker of each algorithm.
MARKS: dict[str, tuple[str, str, str]] = {
    "dor": ("DOR", OCHRE, "o"),
    "min-ad": ("MIN AD", OCHRE, "s"),
    "val": ("Valiant", GREEN, "^"),
    "goal": ("GOAL", VIOLET, "D"),
}
MOST = 90


def draw_booksim(numbers: dict[str, Any]) -> Figure:
    """Draw our latency against BookSim2's, a mark for each run that both sustain."""
    drawn = figure(360)
    axes = drawn.add_axes((0.1, 0.155, 0.88, 0.825))
    axes.plot([0, MOST], [0, MOST], color=RULE)
    for algorithm, (label, colour, marker) in MARKS.items():
        rows = [row for row in numbers["booksim"]["rows"] if row["algorithm"] == algorithm]
        shown = [row for row in rows if row["ours-latency"] is not None]
        axes.plot(
            [row["booksim-latency"] for row in shown],
            [row["ours-latency"] for row in shown],
            marker,
            color=colour,
            label=label,
            markersize=7,
            fillstyle="none",
        )
    axes.legend(frameon=False, fontsize=SMALL, loc="upper left")
    axes.set(xlim=(0, MOST), ylim=(0, MOST), ylabel="our latency, cycles")
    axes.set_xlabel("latency in BookSim2, cycles")
    return drawn
