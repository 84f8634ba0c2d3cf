"""The figure of what links allow under random permutations."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from models.shared.figure_style import GREEN, OCHRE, SMALL, VIOLET, figure

# Label, colour and dashes, and the percentage of permutations at which the label stands.
CURVES: dict[str, tuple[str, str, Any, int]] = {
    "dor": ("DOR", OCHRE, (0, (1, 1.6)), 62),
    "romm": ("ROMM", OCHRE, (0, (4, 2)), 80),
    "rlb": ("RLB", VIOLET, (0, (4, 2)), 62),
    "goal": ("GOAL", VIOLET, "-", 30),
    "min-ad": ("MIN AD", OCHRE, "-", 86),
}


def draw_permutations(numbers: dict[str, Any]) -> Figure:
    """Draw, by throughput, the share of random permutations that links allow less."""
    drawn = figure(360)
    axes = drawn.add_axes((0.1, 0.155, 0.88, 0.825))
    for algorithm, (label, colour, dashes, at) in CURVES.items():
        values = numbers["permutations"][algorithm]["percentiles"]
        axes.plot(values, range(101), color=colour, linestyle=dashes)
        axes.text(values[at] + 0.012, at, label, color=colour, va="center", fontsize=SMALL)
    axes.axvline(0.5, color=GREEN)
    axes.text(0.506, 5, "Valiant", color=GREEN, va="center", fontsize=SMALL)
    axes.set(xlim=(0.2, 0.9), ylim=(0, 100), ylabel="permutations, per cent")
    axes.set_xlabel("links allow at most, flits per node per cycle")
    axes.set_yticks([0, 25, 50, 75, 100])
    return drawn
