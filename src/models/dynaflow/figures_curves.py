"""The curves of DynaFlow in small: speedups by share, by load and as they were measured.

Violet is the schedule, ochre one that pays for splitting or does not look ahead, ink the bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from models.shared.figure_style import INK, OCHRE, PAPER, RULE, SMALL, VIOLET, figure

Numbers = dict[str, Any]
SPEEDUP = "speedup (whole and in order = 1)"


def draw_share(numbers: Numbers) -> Figure:
    """Draw the speedup of two halves against the share of time in the network."""
    share = numbers["share"]
    drawn = figure(340)
    axes = drawn.add_axes((0.085, 0.155, 0.88, 0.82))
    percent = [int(name) for name in share["points"]]
    curves = {
        name: [point[name] for point in share["points"].values()]
        for name in ("bound", "speedup", "overhead")
    }
    axes.axhline(1, color=RULE, linewidth=1.2)
    axes.plot(percent, curves["bound"], color=INK, linewidth=1.4, linestyle=(0, (4, 3)))
    axes.plot(percent, curves["overhead"], color=OCHRE)
    axes.plot(percent, curves["speedup"], color=VIOLET)
    axes.set(xlim=(0, 100), ylim=(0.85, 2.05), ylabel=SPEEDUP)
    axes.set_xlabel("share of time in the network when nothing overlaps, %")
    axes.text(44, 1.93, "bound", ha="right", va="center")
    axes.text(35, 1.66, "two halves", color=VIOLET, ha="right", va="center")
    axes.text(37, 1.33, "halves compute\n10\u00a0% longer", color=OCHRE, va="center")
    return drawn


def draw_load(numbers: Numbers) -> Figure:
    """Draw the speedup against the tokens of a batch: always split, and from a threshold."""
    load, free = numbers["load"], numbers["device"]["free"]
    drawn = figure(340)
    axes = drawn.add_axes((0.085, 0.155, 0.88, 0.82))
    tokens, pays = load["tokens"], load["pays"]
    axes.set_xscale("log", base=2)
    axes.axhline(1, color=RULE, linewidth=1.2)
    for x in (pays, free):
        axes.plot([x, x], [0.4, 1.42], color=INK, linewidth=1, linestyle=(0, (4, 4)))
    axes.plot(tokens, load["always"], color=OCHRE)
    kept = [(t, s) for t, s in zip(tokens, load["dynamic"], strict=True) if t < pays]
    axes.plot([t for t, _ in kept] + [pays], [s for _, s in kept] + [1], color=VIOLET)
    axes.plot(*rise(tokens, load["dynamic"], pays), color=VIOLET)
    axes.set(xlim=(32, 2048), ylim=(0.4, 1.42), ylabel=SPEEDUP)
    axes.set_xlabel("tokens in the batch")
    axes.set_xticks(ticks := [32, 64, 128, 256, 512, 1024, 2048], [f"{t:,}" for t in ticks])
    axes.minorticks_off()
    axes.text(36, 1.05, "dynamic", color=VIOLET, va="center")
    axes.text(40, 0.62, "always split", color=OCHRE, va="center")
    beside: dict[str, Any] = {"va": "center", "fontsize": SMALL}
    axes.text(pays * 0.97, 1.35, f"splitting pays\nfrom {pays} tokens", ha="right", **beside)
    axes.text(free * 1.03, 0.5, f"splitting costs nothing\nfrom {free:g} tokens", **beside)
    return drawn


def rise(tokens: Sequence[int], speedups: Sequence[float], pays: int) -> Iterator[list[float]]:
    """Yield the tokens and the speedups from the threshold on."""
    yield [t for t in tokens if t >= pays]
    yield [s for t, s in zip(tokens, speedups, strict=True) if t >= pays]


def by_tokens(axes: Axes, ticks: Sequence[int], low: float, high: float) -> None:
    """Give axes tokens on a scale of doublings, and speedups."""
    axes.set_xscale("log", base=2)
    axes.axhline(1, color=RULE, linewidth=1.2)
    axes.set(xlim=(ticks[0] * 0.85, ticks[-1] * 1.18), ylim=(low, high))
    axes.set_xlabel("tokens in the batch")
    axes.set_xticks(ticks, [f"{t:,}" for t in ticks])
    axes.minorticks_off()


def draw_devices(numbers: Numbers) -> Figure:
    """Draw the speedup of cutting by batch size as two devices had it, one panel a width."""
    devices = numbers["devices"]
    drawn = figure(620)
    for i, width in enumerate(("width-8192", "width-4096")):
        axes = drawn.add_axes((0.11, 0.57 - 0.48 * i, 0.855, 0.375))
        of = devices["h100"][width]
        ticks = of["tokens"]
        by_tokens(axes, ticks, 0.35, 2.2)
        axes.set_title(f"matrix of {width[6:7]},{width[7:]} \u00d7 {width[6:7]},{width[7:]}")
        axes.plot(ticks, of["predicted"], color=INK, linewidth=1.4, linestyle=(0, (4, 3)))
        dots: dict[str, Any] = {"linestyle": "none", "markersize": 8, "markeredgewidth": 1.8}
        first, second = of["measured"]
        look: dict[str, Any] = {"marker": "o", "color": VIOLET}
        axes.plot(ticks, first, **dots, **look, markerfacecolor=PAPER)
        axes.plot(ticks, second, **dots, **look)
        (measured,) = devices["h200"][width]["measured"]
        axes.plot(ticks, measured, **dots, marker="s", color=OCHRE, markerfacecolor=PAPER)
        if i == 0:
            said: dict[str, Any] = {"color": VIOLET, "va": "center"}
            axes.set_ylabel("speedup of two halves")
            axes.text(ticks[4] * 0.9, 2.08, "H100, second run", ha="right", **said)
            words = "dashed: predicted, H100"
            axes.text(ticks[-1], 1.8, words, ha="right", va="center", fontsize=SMALL)
            axes.text(ticks[1] * 1.15, 0.6, "H100, first run", **said)
            axes.text(ticks[2] * 1.15, 0.85, "H200", color=OCHRE, va="center")
    return drawn


def draw_predict(numbers: Numbers) -> Figure:
    """Draw what a threshold and a prediction gain on batches of two requests, halves dearer."""
    found = numbers["predicting"]
    drawn = figure(340)
    axes = drawn.add_axes((0.11, 0.155, 0.855, 0.82))
    tokens = found["tokens"]
    by_tokens(axes, [64, 128, 256, 512, 1024, 2048], 0.88, 1.18)
    axes.set_ylabel(SPEEDUP)
    axes.plot(tokens, found["equal"]["threshold"], color=OCHRE, linestyle=(0, (4, 3)))
    axes.plot(tokens, found["uneven"]["threshold"], color=OCHRE)
    axes.plot(tokens, found["uneven"]["predict"], color=VIOLET)
    axes.text(270, 1.105, "predicted", color=VIOLET, ha="right", va="center")
    axes.text(560, 1.03, "threshold,\none request a quarter", color=OCHRE, va="center")
    axes.text(272, 0.93, "threshold, equal requests", color=OCHRE, va="center")
    return drawn


CURVES: Mapping[str, Callable[[Numbers], Figure]] = {
    "dynaflow-share": draw_share,
    "dynaflow-load": draw_load,
    "dynaflow-devices": draw_devices,
    "dynaflow-predict": draw_predict,
}
