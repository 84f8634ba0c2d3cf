"""The figures of sim-to-real in small, drawn from the numbers of its results file.

Violet is the second world, ochre the looks that a network was trained on; bands and bars go from
the least to the largest seed.
"""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from models.shared.figure_style import (
    GREEN,
    INK,
    OCHRE,
    PAPER,
    RULE,
    SMALL,
    VIOLET,
    figure,
    styled,
    svg,
)
from models.sim_to_real.figures_looks import draw_looks, draw_small
from models.sim_to_real.worlds import PARTS

Numbers = dict[str, Any]

DASHED = (0, (4, 4))


def draw_all(numbers: Numbers) -> dict[str, str]:
    """Return every figure by its name."""
    with styled():
        drawn = {
            "sim-to-real-looks": draw_looks(numbers["explorer"]),
            "sim-to-real-curve": draw_curve(numbers),
            "sim-to-real-ablation": draw_ablation(numbers),
            "sim-to-real-labels": draw_labels(numbers),
            "sim-to-real-small": draw_small(),
        }
        return {name: svg(drawing, name) for name, drawing in drawn.items()}


def band(axes: Axes, x: list[float], of: list[Numbers], colour: str) -> None:
    """Draw means over seeds, and a band from the least to the largest."""
    axes.fill_between(
        x, [o["least"] for o in of], [o["largest"] for o in of], color=colour, alpha=0.22, lw=0
    )
    axes.plot(x, [o["mean"] for o in of], color=colour, marker="o", markersize=5)


def draw_curve(numbers: Numbers) -> Figure:
    """Draw the error against the looks of a training."""
    drawn = figure(340)
    axes = drawn.add_axes((0.095, 0.155, 0.88, 0.82))
    axes.set_xscale("log", base=2)
    looks, found = numbers["explorer"]["looks"], numbers["trainings"]
    for world, colour in (("own", OCHRE), ("second", VIOLET)):
        band(axes, looks, [found[f"looks-{k}"][world] for k in looks], colour)
    none = found["none"]["second"]["mean"]
    for level, words in ((none, "second world, trained on the plain look"), (numbers["blind"], "")):
        axes.axhline(level, color=INK, linewidth=1.2, linestyle=DASHED)
        axes.text(looks[-1], level + 0.006, words, ha="right", fontsize=SMALL)
    axes.text(
        1, numbers["blind"] - 0.012, "camera taken to be in its place", fontsize=SMALL, va="top"
    )
    axes.text(180, 0.128, "new looks of its own kind", color=OCHRE, fontsize=SMALL)
    axes.text(1.25, 0.27, "second world", color=VIOLET, fontsize=SMALL)
    axes.set(xlim=(0.93, 2200), ylim=(0, 0.37), ylabel="error, in half table widths")
    axes.set_xlabel("looks in the training")
    axes.set_xticks(looks, [f"{k:,}" for k in looks])
    axes.minorticks_off()
    return drawn


def draw_ablation(numbers: Numbers) -> Figure:
    """Draw the error on the second world with each part dropped, and with each alone."""
    found = numbers["trainings"]
    every = f"looks-{numbers['explorer']['looks'][-1]}"
    rows = [("all six parts", every), ("", "")]
    rows += [(f"without {part}", f"without-{part}") for part in PARTS]
    rows += [("", "")] + [(f"{part} alone", f"alone-{part}") for part in PARTS]
    rows += [("", ""), ("nothing random", "none")]
    drawn = figure(24 * len(rows) + 56)
    axes = drawn.add_axes(
        (0.255, 50 / (24 * len(rows) + 56), 0.725, 1 - 54 / (24 * len(rows) + 56))
    )
    for y, (words, name) in enumerate(rows):
        if not name:
            continue
        axes.text(-0.012, y, words, ha="right", va="center", fontsize=SMALL)
        axes.plot([0, 0.52], [y, y], color=RULE, linewidth=1)
        of, own = found[name]["second"], found[name]["own"]["mean"]
        axes.plot([of["least"], of["largest"]], [y, y], color=VIOLET, linewidth=7, alpha=0.3)
        axes.plot(of["mean"], y, "o", color=VIOLET, markersize=8)
        (ring,) = axes.plot(own, y, "o", color=OCHRE, markersize=8, markeredgewidth=1.6)
        ring.set_markerfacecolor(PAPER)
    axes.axvline(found[every]["second"]["mean"], color=VIOLET, linewidth=1, linestyle=DASHED)
    axes.set(xlim=(0, 0.53), ylim=(len(rows) - 0.4, -0.6), xlabel="error, in half table widths")
    axes.spines["left"].set_visible(False)
    axes.set_yticks([])
    return drawn


def draw_labels(numbers: Numbers) -> Figure:
    """Draw the error on the second world against the labels told."""
    drawn = figure(320)
    axes = drawn.add_axes((0.095, 0.165, 0.88, 0.81))
    every = f"looks-{numbers['explorer']['looks'][-1]}"
    told = list(numbers["labels"][every]["offset"])
    for kind, colour in (("offset", VIOLET), ("affine", GREEN)):
        of = numbers["labels"][every][kind]
        shown = [n for n in of if kind == "offset" or n != "0"]
        band(axes, [float(told.index(n)) for n in shown], [of[n] for n in shown], colour)
    axes.set(
        xlim=(-0.15, len(told) - 0.85),
        ylim=(0, 0.075),
        xlabel="labelled pictures of the second world",
    )
    axes.set_ylabel("error, in half table widths")
    axes.set_xticks(range(len(told)), told)
    axes.text(1.1, 0.03, "offset corrected", color=VIOLET, fontsize=SMALL)
    axes.text(7, 0.004, "affine map fitted", color=GREEN, fontsize=SMALL, ha="right")
    return drawn
