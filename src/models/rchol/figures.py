"""The figures of randomized Cholesky, drawn from the numbers of its results file.

RChol is violet, in random order dashed; what it is compared with is ochre or ink; what a clock
measured is green.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matplotlib.axes import Axes

from models.rchol.figures_small import draw_eliminate, draw_small
from models.shared.figure_style import GREEN, INK, OCHRE, SMALL, VIOLET, draw, figure

Numbers = dict[str, Any]
Look = tuple[str, str, Any]  # label, colour, dashes

DASHED: Any = (0, (4, 2))
DOTTED: Any = (0, (1, 1.6))
LOOKS: dict[str, Look] = {
    "cg": ("CG alone", INK, DOTTED),
    "ic0": ("IC(0)", OCHRE, "-"),
    "natural": ("RChol, natural", VIOLET, "-"),
    "random": ("RChol, random", VIOLET, DASHED),
}
EXACT: Look = ("exact, minimum degree", INK, "-")
CASES = {"grid-3d": "3D grid", "random": "Random graph", "band": "Band in natural order"}


def draw_all(numbers: Numbers) -> dict[str, str]:
    """Return every figure by its name."""
    drawings: dict[str, Callable[[Any], Any]] = {
        "rchol-eliminate": draw_eliminate,
        "rchol-growth": draw_growth,
        "rchol-residuals": draw_residuals,
        "rchol-threads": draw_threads,
        "rchol-small": draw_small,
    }
    return draw(drawings, numbers)


def series(numbers: Numbers, method: str, name: str) -> tuple[list[int], list[float]]:
    """Return the sides of the cubes and a mean of a method at each."""
    found = numbers["growth"]
    return [int(side) for side in found], [found[side][method][name] for side in found]


def draw_growth(numbers: Numbers) -> Any:
    """Draw iterations and fill against the side of the cube."""
    drawn = figure(400)
    left = drawn.add_axes((0.075, 0.14, 0.4, 0.76))
    right = drawn.add_axes((0.575, 0.14, 0.4, 0.76))
    for method, (_, colour, dashes) in LOOKS.items():
        line(left, *series(numbers, method, "loose"), colour, dashes)
        if method != "cg":
            line(right, *series(numbers, method, "fill"), colour, dashes)
    line(right, *series(numbers, "exact-minimum-degree", "fill"), EXACT[1], EXACT[2])
    left.set(title="Iterations to 1e-6", ylim=(0, 200), xlabel="points along each side")
    right.set(title="Fill", ylim=(0.8, 400), yscale="log", xlabel="points along each side")
    right.set_yticks([1, 10, 100], ["1", "10", "100"])
    right.minorticks_off()
    for axes in (left, right):
        axes.set_xlim(18, 66)
        axes.set_xticks([20, 32, 48, 64])
    for x, y, method, align in ((46, 158, "cg", "right"), (47, 62, "ic0", "right")):
        label(left, x, y, method, align)
    label(left, 63, 32, "random", "right")
    label(left, 63, 8, "natural", "right")
    label(right, 63, 7.4, "natural", "right")
    label(right, 63, 2.05, "random", "right")
    label(right, 63, 0.93, "ic0", "right")
    right.text(63, 62, EXACT[0], color=EXACT[1], ha="right", va="center", fontsize=SMALL)
    return drawn


def line(axes: Axes, x: list[int], y: list[float], colour: str, dashes: Any) -> None:
    """Draw a curve with a dot at each size."""
    axes.plot(x, y, color=colour, linestyle=dashes, marker="o", markersize=5, clip_on=False)


def label(axes: Axes, x: float, y: float, method: str, align: str) -> None:
    """Write the name of a method in its colour."""
    text, colour, _ = LOOKS[method]
    axes.text(x, y, text, color=colour, ha=align, va="center", fontsize=SMALL)


def draw_residuals(numbers: Numbers) -> Any:
    """Draw the residual against the iteration on a cube of 32 points a side."""
    drawn = figure(380)
    axes = drawn.add_axes((0.115, 0.15, 0.865, 0.82))
    for method, (_, colour, dashes) in LOOKS.items():
        found = numbers["residuals"][method]
        axes.plot(range(len(found)), found, color=colour, linestyle=dashes)
    axes.set(yscale="log", ylim=(1e-10, 30), xlim=(0, 145))
    axes.set(xlabel="iteration", ylabel="residual, relative to b")
    axes.set_yticks(
        [1, 1e-2, 1e-4, 1e-6, 1e-8, 1e-10], ["1", "1e-2", "1e-4", "1e-6", "1e-8", "1e-10"]
    )
    axes.minorticks_off()
    for row, (text, colour, dashes) in enumerate(LOOKS.values()):
        height = 8 / 10**row
        axes.plot([82, 91], [height, height], color=colour, linestyle=dashes)
        axes.text(94, height, text, color=colour, va="center", fontsize=SMALL)
    return drawn


def draw_threads(numbers: Numbers) -> Any:
    """Draw the speedup by threads: simulated, bounded, and measured as far as there are cores."""
    drawn = figure(420)
    speedups = ("dynamic", "static", "graham", "most")
    for place, (case, title) in enumerate(CASES.items()):
        axes = drawn.add_axes((0.05 + 0.325 * place, 0.265, 0.265, 0.6))
        found = numbers["threads"][case]
        threads = [int(p) for p in found["dynamic"]]
        dynamic, static, least, most = (list(found[name].values()) for name in speedups)
        axes.fill_between(threads, least, most, color=INK, alpha=0.12, linewidth=0)
        axes.plot(threads, static, color=OCHRE)
        axes.plot(threads, dynamic, color=VIOLET, linestyle=DASHED)
        measured = found["measured"]
        several = [1, measured["threads"]]
        axes.plot(several, [1, measured["dynamic"]["speedup"]], "o", color=GREEN, markersize=6)
        axes.set(xscale="log", yscale="log", xlim=(0.9, 1100), ylim=(0.3, 64), title=title)
        axes.set_xticks([1, 16, 1024], ["1", "16", "1,024"])
        axes.set_yticks([1, 4, 16, 64], ["1", "4", "16", "64"])
        axes.minorticks_off()
    drawn.axes[1].set_xlabel("threads")
    legend(drawn)
    drawn.text(0.002, 0.965, "speedup", fontsize=SMALL)
    return drawn


def legend(drawn: Any) -> None:
    """Explain the marks under the three panels."""
    axes = drawn.add_axes((0, 0, 1, 0.13))
    axes.axis("off")
    axes.set(xlim=(0, 640), ylim=(0, 54))
    marks = (
        (8, 38, "simulated, dynamic", VIOLET, DASHED),
        (8, 12, "simulated, static", OCHRE, "-"),
    )
    for x, y, text, colour, dashes in marks:
        axes.plot([x, x + 34], [y, y], color=colour, linestyle=dashes)
        axes.text(x + 42, y, text, va="center", fontsize=SMALL)
    axes.fill_between([238, 272], [46, 46], [30, 30], color=INK, alpha=0.12, linewidth=0)
    axes.text(280, 38, "bounds: no ready task left idle", va="center", fontsize=SMALL)
    axes.plot([255], [12], "o", color=GREEN, markersize=6)
    axes.text(280, 12, "measured, dynamic", va="center", fontsize=SMALL)
