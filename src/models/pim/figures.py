"""The figures of the PIM model, drawn from the numbers of its results file.

Violet is the cache and the simulated, ochre the fullest device and heavier tails, green the
third data set; ink is theory, axes and words.
"""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from models.pim.figures_policies import draw_policies, draw_theory
from models.shared.figure_style import (
    GREEN,
    INK,
    OCHRE,
    RULE,
    SMALL,
    VIOLET,
    boxes,
    figure,
    styled,
    svg,
    thumbnail,
)

Numbers = dict[str, Any]

NAMES = {"round-robin": "in turn", "least-kv": "least KV"}
DASHED = (0, (4, 4))


def draw_all(numbers: Numbers) -> dict[str, str]:
    """Return every figure by its name."""
    with styled():
        drawn = {
            "pim-devices": draw_devices(numbers),
            "pim-gain": draw_gain(numbers["gains"]),
            "pim-policies": draw_policies(numbers),
            "pim-theory": draw_theory(numbers["theory"]),
            "pim-small": draw_small(numbers["explorer"]["still"]["held"]),
        }
        return {name: svg(drawing, name) for name, drawing in drawn.items()}


def stacks(held: list[list[int]]) -> list[tuple[float, float, float, float]]:
    """Return a box for each request: left, bottom, right and top, in devices and tokens."""
    found: list[tuple[float, float, float, float]] = []
    for device, requests in enumerate(held):
        below = 0
        for tokens in requests:
            found.append((device + 0.12, below, device + 0.88, below + tokens))
            below += tokens
    return found


def draw_devices(numbers: Numbers) -> Figure:
    """Draw the tokens on each device, and beside it the gain against lambda."""
    drawn = figure(340)
    bars = drawn.add_axes((0.105, 0.155, 0.415, 0.735))
    curve = drawn.add_axes((0.625, 0.155, 0.355, 0.735))
    draw_bars(bars, numbers["explorer"]["still"])
    draw_curve(curve, numbers["curve"])
    return drawn


def draw_bars(axes: Axes, still: Numbers) -> None:
    """Draw devices as stacks of requests; a line marks the fullest, another the mean."""
    loads = [sum(device) for device in still["held"]]
    top, mean, fullest = max(loads), sum(loads) / len(loads), loads.index(max(loads))
    for device in range(len(loads)):
        colour = OCHRE if device == fullest else VIOLET
        boxes(axes, [b for b in stacks(still["held"]) if int(b[0]) == device], colour, 0.3)
    for at, words in ((top, "attention ends here"), (mean, "mean")):
        axes.axhline(at, color=INK, linewidth=1.2, linestyle=DASHED)
        axes.text(0.1, at + top * 0.015, words, fontsize=SMALL)
    ticks = range(0, int(top * 1.15), 500)
    axes.set(xlim=(0, len(loads)), ylim=(0, top * 1.12), xlabel="device")
    axes.set_yticks(list(ticks), [f"{tick / 1000:g}" for tick in ticks])
    axes.set_xticks(
        [g + 0.5 for g in range(len(loads))], [str(g) for g in range(1, len(loads) + 1)]
    )
    axes.tick_params(axis="x", length=0)
    axes.set_title("Thousand tokens", fontweight="normal", fontsize=SMALL)


def draw_curve(axes: Axes, curve: Numbers) -> None:
    """Draw the gain against lambda, with what the request lists come to."""
    at = [(float(x), gain) for x, gain in curve["gains"].items()]
    axes.plot([x for x, _ in at], [gain for _, gain in at], color=VIOLET)
    for kind, colour in (("rr", OCHRE), ("clb", GREEN)):
        for load in ("tokens", "latency"):
            x, y = curve["peaks"][kind][load], curve["lists"][kind][load]
            axes.plot(x, y, "o" if load == "tokens" else "s", color=colour, markersize=8)
            axes.text(x + 0.06, y + 0.05, f"{x:.2f}", color=colour, fontsize=SMALL)
    axes.set(xlim=(1, 3), ylim=(1.8, 3.9), xlabel="\u03bb")
    axes.set_xticks([1, 1.5, 2, 2.5, 3])
    axes.set_title("Gain of the step over GPUs alone", fontweight="normal", fontsize=SMALL)


def draw_small(held: list[list[int]]) -> Figure:
    """Draw the devices without words."""
    drawn, axes = thumbnail()
    loads = [sum(device) for device in held]
    scale, wide = 48 / max(loads), 126 / len(held)
    for device, load in enumerate(loads):
        left = 1 + device * wide
        colour = OCHRE if load == max(loads) else VIOLET
        boxes(axes, [(left + 2, 54 - scale * load, left + wide - 2, 54)], colour, 0.45)
    axes.plot([1, 127], [54 - scale * max(loads)] * 2, color=INK, linewidth=1.2)
    return drawn


def draw_gain(gains: Numbers) -> Figure:
    """Draw the gain against the batch by context; dashed where the batch does not fit."""
    drawn = figure(360)
    axes = drawn.add_axes((0.085, 0.15, 0.79, 0.82))
    batches = gains["batches"]
    axes.set_xscale("log", base=2)
    axes.plot([gains["crossover"]] * 2, [1, 7], color=INK, linewidth=1, linestyle=DASHED)
    for colour, (context, of) in zip(
        (INK, GREEN, VIOLET, OCHRE), gains["by-context"].items(), strict=False
    ):
        inside = sum(of["fits"])
        axes.plot(batches[:inside], of["gain"][:inside], color=colour)
        axes.plot(batches[inside - 1 :], of["gain"][inside - 1 :], color=colour, linestyle=DASHED)
        words = f"{int(context):,}"
        axes.text(batches[-1] * 1.08, of["gain"][-1], words, color=colour, va="center")
    top = max(max(of["gain"]) for of in gains["by-context"].values())
    axes.set(xlim=(1, batches[-1]), ylim=(1, top * 1.08), ylabel="gain of the step over GPUs alone")
    axes.set_xlabel("requests in the batch")
    axes.set_xticks(ticks := [1, 2, 4, 8, 16, 32, 64, 128, 256, 512], [str(t) for t in ticks])
    axes.minorticks_off()
    axes.text(batches[-1] * 1.08, top * 1.06, "tokens", va="center", fontsize=SMALL)
    words = f"from {gains['crossover']:.1f} requests on,\nweights are compute-bound"
    axes.text(gains["crossover"] * 0.93, top, words, ha="right", va="top", fontsize=SMALL)
    axes.axhline(1, color=RULE, linewidth=1.2)
    return drawn
