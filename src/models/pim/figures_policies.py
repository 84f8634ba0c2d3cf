"""The figures of the PIM model that compare policies, and random placement with theory."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from models.shared.figure_style import GREEN, INK, OCHRE, PAPER, RULE, SMALL, VIOLET, figure

Numbers = dict[str, Any]

LAMBDA = "\u03bb"
POLICIES = {
    "round-robin": "round-robin",
    "least-kv": "least KV",
    "longest-first": "longest first",
    "token-split": "token split",
    "migration": "migration",
}
COLOURS = {"Splitwise": VIOLET, "LMSYS-Chat": GREEN, "ShareGPT": OCHRE}


def draw_policies(numbers: Numbers) -> Figure:
    """Draw lambda by policy and lengths: of a batch placed at once, and over time."""
    rows, gap, head = len(POLICIES), 1.4, 1.0
    height = 3 * (rows + gap) + 1.2
    drawn = figure(27 * height)
    axes = drawn.add_axes((0.2, 1.9 / height, 0.78, 1 - 1.9 / height))
    y = 0.0
    for name, colour in COLOURS.items():
        axes.text(0.985, y, name, fontweight="bold", va="center")
        for i, (policy, title) in enumerate(POLICIES.items()):
            at = y + head + i
            axes.text(0.985, at, title, ha="right", va="center", fontsize=SMALL)
            axes.plot([1, 1.9], [at, at], color=RULE, linewidth=1)
            over = numbers["serving"][name][policy]["imbalance"]
            axes.plot(
                [over["least"], over["largest"]], [at, at], color=colour, linewidth=6, alpha=0.3
            )
            axes.plot(over["mean"], at, "o", color=colour, markersize=8)
            if policy in numbers["policies"][name]:
                once = numbers["policies"][name][policy]["mean"]
                (ring,) = axes.plot(once, at, "o", color=colour, markersize=8, markeredgewidth=1.6)
                ring.set_markerfacecolor(PAPER)
        y += rows + gap
    axes.set(xlim=(0.98, 1.9), ylim=(y, -0.6), xlabel=LAMBDA)
    axes.spines["left"].set_visible(False)
    axes.set_yticks([])
    axes.set_xticks([1, 1.2, 1.4, 1.6, 1.8])
    return drawn


def draw_theory(theory: Numbers) -> Figure:
    """Draw lambda of round-robin against the requests on each device, simulated and expected."""
    drawn = figure(340)
    axes = drawn.add_axes((0.085, 0.155, 0.9, 0.82))
    axes.set_xscale("log", base=2)
    for name, colour in {**COLOURS, "made up": INK}.items():
        of = theory[name]
        axes.plot(of["each"], of["expected"], color=colour, linewidth=1.4, linestyle=(0, (4, 3)))
        axes.plot(of["each"], of["simulated"], color=colour, marker="o", markersize=5)
    axes.axhline(1, color=RULE, linewidth=1.2)
    axes.set(xlim=(0.9, 290), ylim=(0.95, 5.4), ylabel=LAMBDA)
    axes.set_xlabel("requests on each of eight devices")
    axes.set_xticks(ticks := theory["Splitwise"]["each"], [str(t) for t in ticks])
    axes.minorticks_off()
    for i, (name, colour) in enumerate(reversed({**COLOURS, "made up": INK}.items())):
        words = f"{name}, cv {theory[name]['cv']:.2f}"
        axes.text(16, 5.1 - 0.34 * i, words, color=colour, va="center")
    axes.text(16, 3.6, "dashed: 1 + cv E[max]/\N{SQUARE ROOT}n", va="center", color=INK)
    return drawn
