"""The figure that shows pictures of each world, with the disc and where networks see it."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import NDArray

from models.shared.figure_style import (
    GREEN,
    INK,
    OCHRE,
    PAPER,
    SMALL,
    VIOLET,
    boxes,
    figure,
    thumbnail,
)
from models.sim_to_real.worlds import RADIUS, SIDE

Numbers = dict[str, Any]
Cells = NDArray[np.int64]

ROWS = ("simulator", "random looks", "second world")
COLUMNS = 4
LEVELS = 5  # of each colour in the still picture, so that it stays small


def pictures(found: Numbers) -> Cells:
    """Return the packed pictures: 12 of 24 rows of 24 pixels of 3 colours, from 0 to 15."""
    packed = np.frombuffer(b64decode(found["pictures"]), dtype=np.uint8).astype(np.int64)
    return np.stack([packed // 16, packed % 16], axis=1).reshape(-1, SIDE, SIDE, 3)


def runs(row: Cells) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Yield the pieces of one colour in a row of pixels: first, last and colour."""
    start = 0
    for end in range(1, len(row) + 1):
        if end == len(row) or (row[end] != row[start]).any():
            yield start, end, tuple(int(value) for value in row[start])
            start = end


def draw_picture(axes: Axes, picture: Cells) -> None:
    """Draw a picture as strokes, one path for each colour."""
    levels = np.rint(picture / 15 * (LEVELS - 1)).astype(np.int64)
    strokes: dict[tuple[int, ...], list[tuple[float, float]]] = {}
    for y, row in enumerate(levels):
        for start, end, colour in runs(row):
            strokes.setdefault(colour, []).extend([(start, y + 0.5), (end, y + 0.5)])
    wide = axes.get_window_extent().width / SIDE
    for colour, points in sorted(strokes.items()):
        path = Path(points, [Path.MOVETO, Path.LINETO] * (len(points) // 2))
        shade = tuple(value / (LEVELS - 1) for value in colour)
        axes.add_patch(
            PathPatch(path, fill=False, edgecolor=shade, linewidth=wide * 1.04, capstyle="butt")
        )


def pixel(point: list[int]) -> tuple[float, float]:
    """Return where a point of the table is in a picture of a camera that is in its place."""
    x, y = ((value / 1000 + 1) * SIDE / 2 for value in point)
    return x, y


def draw_looks(found: Numbers) -> Figure:
    """Draw four pictures of each world: a ring where the disc is, crosses where networks see it."""
    side, gap, left, top = 118, 8, 112, 34
    height = top + 3 * (side + gap)
    drawn = figure(height)
    every = f"looks-{found['looks'][-1]}"
    for i, picture in enumerate(pictures(found)):
        row, column = divmod(i, COLUMNS)
        x, y = left + column * (side + gap), height - top - (row + 1) * (side + gap) + gap
        axes = drawn.add_axes((x / 640, y / height, side / 640, side / height))
        axes.set(xlim=(0, SIDE), ylim=(SIDE, 0))
        axes.axis("off")
        draw_picture(axes, picture)
        true = pixel(found["points"][2 * i : 2 * i + 2])
        mark(axes, true, "o", "#ffffff")
        mark(axes, pixel(found["answers"]["none"][2 * i : 2 * i + 2]), "+", "#ffd54a")
        mark(axes, pixel(found["answers"][every][2 * i : 2 * i + 2]), "x", "#8fe3ff")
    for row, words in enumerate(ROWS):
        middle = height - top - (row + 0.5) * (side + gap)
        drawn.text(0, middle / height, words.replace(" ", "\n"), va="center", fontsize=SMALL)
    words = (
        "ring: the disc   +: trained on the plain look   \N{MULTIPLICATION SIGN}: on random looks"
    )
    drawn.text(left / 640, 1 - 16 / height, words, fontsize=SMALL)
    return drawn


def mark(axes: Axes, point: tuple[float, float], shape: str, colour: str) -> None:
    """Draw a mark that can be seen on any ground: its colour on black."""
    x, y = (min(max(value, 0.6), SIDE - 0.6) for value in point)
    for size, width, shade in ((12, 4.5, "#101010"), (11, 2, colour)):
        axes.plot(
            x,
            y,
            shape,
            markersize=size,
            markerfacecolor="none",
            markeredgewidth=width,
            markeredgecolor=shade,
        )


def draw_small() -> Figure:
    """Draw one scene in three looks, without words."""
    drawn, axes = thumbnail()
    for i, colour in enumerate((INK, VIOLET, GREEN)):
        left = 2 + 43 * i
        boxes(axes, [(left, 9, left + 38, 47)], colour, 0.14)
        if i:
            stripes = [
                (left + 38 * s / 5, 9.0, left + 38 * (s + 1) / 5, 47.0) for s in (i - 1, i + 1, 4)
            ]
            boxes(axes, stripes, colour, 0.3)
        x, y, r = left + 24.0, 25.0, 38 * RADIUS / 2 * 1.6
        corners = np.linspace(0, 2 * np.pi, 25)
        disc = Path(
            np.column_stack([x + r * np.cos(corners), y + r * np.sin(corners)]), closed=True
        )
        axes.add_patch(PathPatch(disc, facecolor=OCHRE, edgecolor=PAPER, linewidth=1))
    return drawn
