"""Pictures of a disc on a table: one look of a simulator, random looks, and a second world.

Vocabulary
    scene       where the disc is: a point of the table, each coordinate from -0.7 to 0.7
    look        all else that a picture depends on: a row of numbers, in the order of ``FIELDS``
    part        what of a look may be drawn at random: one of ``PARTS``
    simulator   the plain look: a grey table, even light, a camera that is where it should be
    second      the second world, a simulator too: it stands for reality and no training sees it
    K           how many looks there are; picture i of a training set has look i modulo K

A picture has 24 x 24 pixels of red, green and blue, 8 bits each, as a camera gives them: so
rounding in the last digit of a sine does not change it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.shared.checks import require, require_integer, require_one_of

Floats = NDArray[np.float64]
Pictures = NDArray[np.uint8]

SIDE = 24  # pixels
REACH = 0.7  # the largest coordinate of a disc
RADIUS = 0.16  # of the disc; the picture is 2 wide
RED = (0.85, 0.12, 0.1)
EDGE = 2 / SIDE  # a pixel: edges are as soft as that

#: What may be drawn at random, with the fields of a look that belong to it.
PARTS: dict[str, tuple[str, ...]] = {
    "texture": ("r", "g", "b", "r2", "g2", "b2", "stripes", "angle", "phase"),
    "light": ("gain", "slope_x", "slope_y"),
    "camera": ("shift_x", "shift_y"),
    "zoom": ("zoom",),
    "noise": ("noise",),
    "distractor": ("size", "dr", "dg", "db"),
}
FIELDS = tuple(field for fields in PARTS.values() for field in fields)
#: The plain look of the simulator.
PLAIN: dict[str, float] = {
    **dict.fromkeys(FIELDS, 0.0),
    **dict.fromkeys(("r", "g", "b", "r2", "g2", "b2"), 0.5),
    **{"gain": 1.0, "zoom": 1.0},
}
#: Between which values each field is drawn, evenly.
RANGES: dict[str, tuple[float, float]] = {
    **dict.fromkeys(("r", "g", "b", "r2", "g2", "b2", "dr", "dg", "db"), (0.0, 1.0)),
    **{"stripes": (0.0, 6.0), "angle": (0.0, np.pi), "phase": (0.0, 2 * np.pi)},
    **{"gain": (0.6, 1.2), "slope_x": (-0.4, 0.4), "slope_y": (-0.4, 0.4)},
    **{"shift_x": (-0.1, 0.1), "shift_y": (-0.1, 0.1), "zoom": (0.9, 1.1)},
    **{"noise": (0.0, 0.06), "size": (0.0, 0.25)},
}
#: The look of the second world: brown stripes, light from a side, a camera slightly elsewhere.
SECOND: dict[str, float] = {
    **{"r": 0.45, "g": 0.3, "b": 0.18, "r2": 0.62, "g2": 0.44, "b2": 0.28},
    **{"stripes": 3.0, "angle": 0.5, "phase": 1.0},
    **{"gain": 0.85, "slope_x": 0.3, "slope_y": 0.1},
    **{"shift_x": 0.05, "shift_y": -0.04, "zoom": 1.04, "noise": 0.03},
    **{"size": 0.2, "dr": 0.15, "dg": 0.25, "db": 0.8},
}


@dataclass(frozen=True, slots=True)
class World:
    """Some pictures, ``images[i]``, and where the disc of each is, ``points[i]``."""

    images: Pictures
    points: Floats


def row(look: dict[str, float]) -> Floats:
    """Return a look as a row of numbers."""
    return np.array([look[field] for field in FIELDS])


def looks(parts: Iterable[str], count: int, rng: np.random.Generator) -> Floats:
    """Return looks in which some parts are drawn and the others are plain, a row each.

    All fields are drawn whatever the parts are: a part has the same values with others and alone.
    """
    require_integer("looks", count, 1)
    chosen = set(parts)
    for part in chosen:
        require_one_of("part", part, PARTS)
    drawn = np.tile(row(PLAIN), (count, 1))
    for part, fields in PARTS.items():
        for field in fields:
            low, high = RANGES[field]
            values = rng.uniform(low, high, count)
            if part in chosen:
                drawn[:, FIELDS.index(field)] = values
    return drawn


def scenes(count: int, rng: np.random.Generator) -> Floats:
    """Return where discs are, a point each."""
    require_integer("images", count, 1)
    return rng.uniform(-REACH, REACH, (count, 2))


def world(rows: Floats, count: int, rng: np.random.Generator) -> World:
    """Return pictures of random scenes whose looks are the rows, in turn.

    The distractor lies anywhere, whatever the look.
    """
    require(len(rows) > 0, "rows", "one look or more", rows)
    points = scenes(count, rng)
    distractors = rng.uniform(-1, 1, (count, 2))
    grain = rng.standard_normal((count, SIDE, SIDE, 3))
    return World(render(points, rows[np.arange(count) % len(rows)], distractors, grain), points)


def simulator(count: int, rng: np.random.Generator) -> World:
    """Return pictures of the simulator with its plain look."""
    return world(row(PLAIN)[None], count, rng)


def second(count: int, rng: np.random.Generator) -> World:
    """Return pictures of the second world."""
    return world(row(SECOND)[None], count, rng)


def render(points: Floats, rows: Floats, distractors: Floats, grain: Floats) -> Pictures:
    """Return a picture of each scene in its look.

    ``points`` and ``distractors`` have shape (n, 2), ``rows`` (n, fields), ``grain``, standard
    normal, (n, 24, 24, 3).
    """
    shape = (len(points), SIDE, SIDE, 3)
    require(grain.shape == shape, "grain", f"of shape {shape}", grain.shape)
    for name, of_scenes in (("points", points), ("distractors", distractors)):
        fine = of_scenes.shape == (len(points), 2) and bool(np.isfinite(of_scenes).all())
        require(fine, name, f"{len(points)} finite places, of shape (n, 2)", of_scenes)
    fine = rows.shape == (len(points), len(FIELDS)) and bool(np.isfinite(rows).all())
    require(fine, "rows", f"a finite look of {len(FIELDS)} fields for each scene", rows)
    zoomed = rows[:, FIELDS.index("zoom")]
    require(bool(np.all(zoomed > 0)), "rows", "looks whose zoom is above 0", zoomed)
    of = {field: rows[:, i, None, None] for i, field in enumerate(FIELDS)}
    middle = (np.arange(SIDE) + 0.5) * EDGE - 1
    x = (middle[None, None, :] - of["shift_x"]) / of["zoom"]  # of the table, at each pixel
    y = (middle[None, :, None] - of["shift_y"]) / of["zoom"]
    picture = table(of, x, y)
    cover(picture, x, y, distractors, of["size"][:, 0, 0], [of[c] for c in ("dr", "dg", "db")])
    cover(picture, x, y, points, np.full(len(points), RADIUS), RED)
    light = of["gain"] * (1 + of["slope_x"] * x + of["slope_y"] * y)
    picture = picture * light[..., None] + of["noise"][..., None] * grain
    return np.rint(255 * np.clip(picture, 0, 1)).astype(np.uint8)


def table(of: dict[str, Floats], x: Floats, y: Floats) -> Floats:
    """Return the table: stripes from one colour to another, and back."""
    along = np.cos(of["angle"]) * x + np.sin(of["angle"]) * y
    mixed = 0.5 + 0.5 * np.sin(np.pi * of["stripes"] * along + of["phase"])
    first = np.stack([of[c] + 0 * mixed for c in "rgb"], axis=-1)
    other = np.stack([of[c] + 0 * mixed for c in ("r2", "g2", "b2")], axis=-1)
    return first + (other - first) * mixed[..., None]


def cover(
    picture: Floats,
    x: Floats,
    y: Floats,
    points: Floats,
    radii: Floats,
    colour: Sequence[float | Floats],
) -> None:
    """Draw discs over pictures, with soft edges."""
    away = np.hypot(x - points[:, 0, None, None], y - points[:, 1, None, None])
    share = np.clip((radii[:, None, None] - away) / EDGE + 0.5, 0, 1)
    share = share * (radii[:, None, None] > 0)
    for channel, value in enumerate(colour):
        picture[..., channel] += (value - picture[..., channel]) * share
