"""The figure of long context: from which answer on serving is short of memory."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from models.shared.figure_style import GREEN, INK, OCHRE, SMALL, VIOLET, figure

#: Colour of each model, and where its name stands: context and answer in tokens.
LOOKS = {
    "llama-3-70b": (OCHRE, (8600, 2420)),
    "qwen3-235b-a22b": (VIOLET, (8600, 520)),
    "deepseek-v3": (GREEN, (26000, 280)),
}


def draw_long(numbers: dict[str, Any]) -> Figure:
    """Draw the answer that makes memory scarce by the context, both by powers of two."""
    drawn = figure(330)
    axes = drawn.add_axes((0.11, 0.16, 0.85, 0.8))
    found = numbers["long"]
    for key, (colour, (x, y)) in LOOKS.items():
        model = found["models"][key]
        answers = list(model["turn"].values())
        axes.plot(found["contexts"], answers, "o-", color=colour, lw=1.8, markersize=3.5)
        axes.text(x, y, model["name"], color=colour, fontsize=SMALL, va="center")
    axes.text(48000, 5600, "short of memory", color=INK, fontsize=SMALL, ha="center")
    axes.text(90000, 330, "short of compute", color=INK, fontsize=SMALL, ha="center")
    axes.set(xscale="log", yscale="log", xlim=(7800, 138000), ylim=(170, 8192))
    contexts, marks = [8192 * 2**i for i in range(5)], [256 * 2**i for i in range(6)]
    axes.set_xticks(contexts, [f"{c // 1024} k" for c in contexts], fontsize=SMALL)
    axes.set_yticks(marks, [f"{a:,}" for a in marks], fontsize=SMALL)
    axes.minorticks_off()
    axes.set_xlabel("context: tokens of prompt and answer", fontsize=SMALL)
    axes.set_ylabel("tokens of the answer", fontsize=SMALL)
    return drawn
