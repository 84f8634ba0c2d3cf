"""Cut the seal 王梓人 and the favicon 王 from the outlines of a typeface, into _static.

The characters are white on vermilion, and read from the right column to the left. Each fills its
cell as a carver would have it: the strokes keep their weight, and the ground between them gives.
The outlines are those of Noto Sans SC, which is under the SIL Open Font License. ``nox -s seal``.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typst
from fonts import ROOT, Family, fetch
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

VERMILION = json.loads((ROOT / "_templates/colours.json").read_text(encoding="utf-8"))["seal"][0]
OUTLINES = Family(
    "Noto Sans SC",
    "@fontsource-variable/noto-sans-sc@5.3.1",
    "UB96JJ17HyD5ehEU7Em0hDdh7fvTMB4B4Hzmq5c4QaNwwSLqTrdM2S+coySeBqCkXwh0DxqXT0b0wMrmzorFpQ==",
)
Edges = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """A character, the cell that it fills and where edges inside its outline come to lie."""

    text: str
    weight: int
    x: tuple[float, float]  # the left and the right of the cell
    y: tuple[float, float]  # the foot and the head of the cell
    line: float = 0  # the width of the line along the outline, which rounds the corners
    columns: Edges = ()  # an x of the outline, and the x on the seal that it goes to
    rows: Edges = ()  # the same for y


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A square with its characters."""

    title: str
    size: int
    corner: float
    characters: tuple[Character, ...]


# The bars of 王 are as thick as its stem; 木 and 辛 in 梓 stand a hair apart.
SEALS = {
    "seal.svg": Seal(
        title="Seal of Wang Ziren: 王梓人",
        size=96,
        corner=8,
        characters=(
            Character(
                text="王",
                weight=900,
                x=(58, 88),
                y=(88, 8),
                line=2.4,
                rows=((91, 81.2), (316, 50.8), (459, 45.2), (655, 14.8)),
            ),
            Character(
                text="梓",
                weight=500,
                x=(8, 54),
                y=(58, 8),
                line=2.0,
                columns=((377, 24.1), (380, 27.3)),
            ),
            Character(text="人", weight=650, x=(8, 54), y=(88, 62), line=2.2),
        ),
    ),
    # Each edge lies on a pixel where the favicon is 16 pixels wide.
    "favicon.svg": Seal(
        title="王",
        size=16,
        corner=1.4,
        characters=(
            Character(
                text="王",
                weight=900,
                x=(2, 14),
                y=(13, 3),
                columns=((90, 3), (139, 4), (422, 7), (576, 9), (869, 12), (910, 13)),
                rows=((91, 11), (316, 9), (459, 7), (655, 5)),
            ),
        ),
    ),
}


def moved(value: float, edges: Sequence[tuple[float, float]]) -> float:
    """Move a coordinate with the two edges that it lies between.

    >>> moved(5, [(0, 0), (10, 100), (20, 110)])
    50.0
    """
    lower = max((edge for edge in edges[:-1] if edge[0] <= value), default=edges[0])
    upper = edges[edges.index(lower) + 1]
    share = (value - lower[0]) / (upper[0] - lower[0])
    return lower[1] + share * (upper[1] - lower[1])


def outline(character: Character, font: TTFont) -> str:
    """Return the path of a character in its cell."""
    glyphs = font.getGlyphSet(location={"wght": character.weight})
    glyph = glyphs[font.getBestCmap()[ord(character.text)]]
    glyph.draw(bounds := BoundsPen(glyphs))
    glyph.draw(drawing := DecomposingRecordingPen(glyphs))
    left, foot, right, head = bounds.bounds
    half = character.line / 2
    (x0, x1), (y0, y1) = character.x, character.y
    columns = [(left, x0 + half), *character.columns, (right, x1 - half)]
    rows = [(foot, y0 - half), *character.rows, (head, y1 + half)]
    pen = SVGPathPen(glyphs, ntos=lambda number: f"{round(number, 1):g}")
    for draw, points in drawing.value:
        getattr(pen, draw)(*((moved(x, columns), moved(y, rows)) for x, y in points))
    return str(pen.getCommands())


def pictured(svg: str, pixels: int) -> bytes:
    """Return a seal as PNG; phones cut the corners themselves."""
    size = f"width: {pixels}pt, height: {pixels}pt, margin: 0pt"
    page = f'#set page({size}, fill: rgb("{VERMILION}"))'
    image = f"#image(bytes({json.dumps(svg)}), width: 100%)"
    picture = typst.compile(f"{page}\n{image}\n".encode(), format="png", ppi=72)
    assert isinstance(picture, bytes)
    return picture


def drawn(seal: Seal, fonts: Sequence[TTFont]) -> str:
    """Return the SVG of a seal."""
    paths = ""
    for one in seal.characters:
        font = next(font for font in fonts if ord(one.text) in font.getBestCmap())
        line = f' stroke="#fff" stroke-width="{one.line:g}" stroke-linejoin="round"'
        paths += f'<path fill="#fff"{line if one.line else ""} d="{outline(one, font)}"/>\n'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {seal.size} {seal.size}">\n'
        f"<title>{seal.title}</title>\n"
        f'<rect width="{seal.size}" height="{seal.size}" rx="{seal.corner}" fill="{VERMILION}"/>\n'
        f"{paths}</svg>\n"
    )


def main() -> None:
    """Write the seals."""
    with tempfile.TemporaryDirectory() as folder:
        files = (fetch(OUTLINES, Path(folder)) / "files").glob("*-wght-normal.woff2")
        fonts = [TTFont(path) for path in sorted(files)]
        for name, seal in SEALS.items():
            path = ROOT / "_static" / name
            path.write_text(drawn(seal, fonts), encoding="utf-8")
            print(f"{path.stat().st_size:6,} {name}")
    svg = (ROOT / "_static/seal.svg").read_text(encoding="utf-8")
    touch = ROOT / "_static/touch-icon.png"
    touch.write_bytes(pictured(svg, 180))
    print(f"{touch.stat().st_size:6,} {touch.name}")


if __name__ == "__main__":
    main()
