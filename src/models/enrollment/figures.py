"""The figures of enrollment, drawn from the numbers of its results file.

Violet is what is there or allowed, ochre what is hidden in part or refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch

from models.enrollment.figures_seats import draw_race, draw_seats
from models.shared.figure_style import (
    GREEN,
    INK,
    OCHRE,
    RULE,
    SMALL,
    TEXT,
    VIOLET,
    WIDTH,
    boxes,
    figure,
    thumbnail,
)
from models.shared.figure_style import draw as draw_with

Numbers = dict[str, Any]
LEFT = 96  # units for the names of rows
CELL = (90, 44)  # of the pairs
SQUARE = 16.6  # of the policy
ROW = 24
GAP = 9.5  # between roles


def draw_all(numbers: Numbers) -> dict[str, str]:
    """Return every figure by its name."""
    drawings = {
        "enrollment-pairs": draw_pairs,
        "enrollment-views": draw_views,
        "enrollment-masks": draw_masks,
        "enrollment-race": draw_race,
        "enrollment-seats": draw_seats,
        "enrollment-small": draw_small,
    }
    return draw_with(drawings, numbers)


def page(height: float) -> tuple[Figure, Axes]:
    """Return an empty figure of a height, and its axes in units of the page."""
    drawn = figure(height)
    axes = drawn.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(height, 0))
    axes.axis("off")
    return drawn, axes


def cross(axes: Axes, x: float, y: float, size: float) -> None:
    """Draw a cross."""
    for turn in (1, -1):
        ends = ([x - size, x + size], [y - turn * size, y + turn * size])
        axes.plot(*ends, color=OCHRE, linewidth=2)


def draw_pairs(numbers: Numbers) -> Figure:
    """Draw the 36 pairs of states: the call that leads from one to the other, or a cross."""
    states = list(numbers["states"])
    wide, high = CELL
    top = 58
    drawn, axes = page(top + len(states) * high + 6)
    axes.text(LEFT + len(states) * wide / 2, 14, "to", ha="center", va="center")
    axes.text(0, 40, "from", va="center")
    for column, name in enumerate(states):
        x = LEFT + (column + 0.5) * wide
        axes.text(x, 40, name, ha="center", va="center", fontsize=SMALL)
    for row, (name, verbs) in enumerate(numbers["states"].items()):
        y = top + (row + 0.5) * high
        axes.text(0, y, name, va="center", fontsize=SMALL)
        for column, (verb, told) in enumerate(verbs.items()):
            x = LEFT + column * wide
            rectangle = (x + 2, y - high / 2 + 2, x + wide - 2, y + high / 2 - 2)
            boxes(axes, [rectangle], VIOLET if told["legal"] else RULE, 0.25 * told["legal"])
            if told["legal"]:
                axes.text(x + wide / 2, y, verb, ha="center", va="center", fontsize=TEXT)
            else:
                cross(axes, x + wide / 2, y, 6)
    return drawn


def draw_views(numbers: Numbers) -> Figure:
    """Draw each cell of the policy: filled if shown, half filled if masked, empty if absent."""
    policy = numbers["policy"]
    roles, states = policy["roles"], policy["states"]
    block = len(states) * SQUARE + GAP
    top = 48
    drawn, axes = page(top + len(policy["fields"]) * ROW + 40)
    for number, role in enumerate(roles):
        x = LEFT + number * block
        axes.text(x, 14, role, va="center", fontsize=SMALL)
        for column, state in enumerate(states):
            middle = x + (column + 0.5) * SQUARE
            axes.text(middle, 36, state[0], ha="center", va="center", fontsize=SMALL)
    for row, field in enumerate(policy["fields"]):
        y = top + row * ROW
        axes.text(0, y + ROW / 2, field, va="center", fontsize=SMALL)
    for access in ("absent", "masked", "shown"):
        fill(axes, list(squares(policy, access, top)), access)
    legend(axes, top + len(policy["fields"]) * ROW + 22)
    return drawn


def squares(policy: Numbers, access: str, top: float) -> list[tuple[float, float, float, float]]:
    """Return the places of all cells of one kind."""
    block = len(policy["states"]) * SQUARE + GAP
    found = []
    for row, of in enumerate(policy["cells"].values()):
        for number, cells in enumerate(of.values()):
            for column, cell in enumerate(cells):
                if cell == access:
                    x, y = LEFT + number * block + column * SQUARE, top + row * ROW
                    found.append((x + 1.5, y + 3, x + SQUARE - 1.5, y + ROW - 3))
    return found


def fill(axes: Axes, places: Sequence[tuple[float, float, float, float]], access: str) -> None:
    """Fill places as a kind of access is shown; one that is masked is filled in its lower half."""
    if access == "masked":
        boxes(axes, [(x, (y + b) / 2, r, b) for x, y, r, b in places], OCHRE, 0.8)
        boxes(axes, places, OCHRE, 0.0)
    else:
        boxes(axes, places, VIOLET if access == "shown" else RULE, 0.8 * (access == "shown"))


def legend(axes: Axes, y: float) -> None:
    """Say what the squares mean, and the letters."""
    x = float(LEFT)
    for access in ("shown", "masked", "absent"):
        fill(axes, [(x, y - 9, x + 13, y + 9)], access)
        axes.text(x + 20, y, access, va="center", fontsize=SMALL)
        x += 92
    axes.text(WIDTH - 4, y, "D, P, O, C, G, R: the states", ha="right", va="center", fontsize=SMALL)


def draw_masks(numbers: Numbers) -> Figure:
    """Draw the share of people who are alone with the mask of their number, by their number."""
    groups = numbers["masks"]["groups"]
    drawn = figure(320)
    axes = drawn.add_axes((0.085, 0.17, 0.88, 0.78))
    people = [int(name) for name in groups]
    low, high = people[0], people[-1]
    masks = numbers["masks"]["masks"]
    line = [low * (high / low) ** (i / 60) for i in range(61)]
    axes.set_xscale("log")
    axes.plot(line, [100 * (1 - 1 / masks) ** (n - 1) for n in line], color=VIOLET)
    axes.plot(
        people,
        [100 * of["alone"] for of in groups.values()],
        color=INK,
        marker="o",
        linestyle="none",
        markersize=6,
        clip_on=False,
    )
    axes.set(xlim=(low, high), ylim=(0, 104), ylabel="alone with their mask, %")
    axes.set_xlabel("people in the group")
    axes.set_xticks(people, [f"{n:,}" for n in people])
    axes.get_xticklabels()[-1].set_horizontalalignment("right")
    axes.minorticks_off()
    axes.text(2600, 86, "expected", color=VIOLET, ha="right", va="center")
    axes.text(130_000, 72, "drawn", va="center")
    return drawn


def draw_small(numbers: Numbers) -> Figure:
    """Draw the six states, the five steps, and a skipped one that is refused, without words."""
    drawn, axes = thumbnail()
    count = len(numbers["states"])
    places = [14 + 20 * i for i in range(count)]
    for x, y in pairwise(places):
        axes.plot([x + 7.5, y - 7.5], [38, 38], color=INK, linewidth=2)
    axes.plot(places, [38] * count, color=VIOLET, marker="o", markersize=10, linestyle="none")
    arc = FancyArrowPatch(
        (places[0], 28),
        (places[-1], 28),
        connectionstyle="arc3,rad=-0.32",
        arrowstyle="-",
        color=OCHRE,
        linewidth=2,
        linestyle=(0, (2, 2)),
    )
    axes.add_patch(arc)
    cross(axes, WIDTH / 10, 12, 5)
    axes.plot([places[-1]], [38], color=GREEN, marker="o", markersize=10, linestyle="none")
    return drawn
