"""The one style of all figures, and SVG that takes its colours and fonts from the page.

A figure is 640 units wide, as the page shows it, and a font size is in those units.
Matplotlib is given sentinel colours; the SVG names custom properties of the page instead.
It has no style attributes and no style elements, which a strict content policy refuses.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from xml.etree import ElementTree

import matplotlib as mpl
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

Rectangle = tuple[float, float, float, float]
WIDTH = 640
THUMBNAIL = (128, 56)
TEXT = 16
SMALL = 14
# Violet is ours, ochre the baseline, green the network; ink is text and axes.
VIOLET, OCHRE, GREEN, INK, PAPER, RULE = (
    "#010101",
    "#020202",
    "#030303",
    "#000000",
    "#040404",
    "#050505",
)
COLOURS = {
    VIOLET: "var(--fig-1)",
    OCHRE: "var(--fig-2)",
    GREEN: "var(--fig-3)",
    INK: "currentColor",
    PAPER: "var(--fig-paper)",
    RULE: "var(--fig-rule)",
}
SVG = "http://www.w3.org/2000/svg"
LINK = "{http://www.w3.org/1999/xlink}href"
DROPPED = ("metadata", "style")
RC: dict[Any, Any] = {
    "axes.labelsize": TEXT,
    "axes.linewidth": 1,
    "axes.prop_cycle": cycler(color=[VIOLET, OCHRE, GREEN, INK]),
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": TEXT,
    "axes.titleweight": "bold",
    "figure.dpi": 72,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "font.size": TEXT,
    "lines.linewidth": 2.2,
    "lines.solid_capstyle": "round",
    "savefig.transparent": True,
    "svg.fonttype": "none",
    "svg.hashsalt": "models",
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
}


@contextmanager
def styled() -> Iterator[None]:
    """Draw in the style of the site, whatever the machine's own settings are."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(RC)
        yield


def figure(height: float) -> Figure:
    """Return an empty figure of the width of the text."""
    return Figure(figsize=(WIDTH / 72, height / 72))


def thumbnail() -> tuple[Figure, Axes]:
    """Return an empty figure for a card, and its axes in units of the page; it has no words."""
    wide, high = THUMBNAIL
    drawn = Figure(figsize=(wide / 72, high / 72))
    axes = drawn.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, wide), ylim=(high, 0))
    axes.axis("off")
    return drawn, axes


def boxes(axes: Axes, rectangles: Iterable[Rectangle], colour: str, shade: float) -> None:
    """Fill rectangles, given as left, top, right and bottom, in one colour."""
    corners = [
        corner
        for left, top, right, bottom in rectangles
        for corner in ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    ]
    if corners:
        codes = [Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY] * (len(corners) // 5)
        path = Path(corners, codes)
        axes.add_patch(PathPatch(path, facecolor=colour, edgecolor="none", alpha=shade))
        axes.add_patch(PathPatch(path, fill=False, edgecolor=colour, linewidth=0.8))


def draw(drawings: Mapping[str, Callable[[Any], Figure]], numbers: Any) -> dict[str, str]:
    """Return the figures that functions draw from numbers, by name, as SVG."""
    with styled():
        return {name: svg(drawing(numbers), name) for name, drawing in drawings.items()}


def svg(drawn: Figure, name: str) -> str:
    """Return a figure as SVG for the page; ids start with its name."""
    buffer = io.StringIO()
    drawn.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    root = ElementTree.fromstring(buffer.getvalue())
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag.rpartition("}")[2] in DROPPED:
                parent.remove(child)
    for element in root.iter():
        present(element)
        rename(element, name)
    for size in ("width", "height", "version"):
        root.attrib.pop(size, None)
    root.set("fill", COLOURS[INK])  # matplotlib leaves out what is black by default
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def present(element: ElementTree.Element) -> None:
    """Turn the style of an element into attributes, with the colours of the page."""
    declared = element.attrib.pop("style", "").split(";")
    pairs = [rule.split(":", 1) for rule in declared if ":" in rule]
    style = {key.strip(): value.strip() for key, value in pairs}
    if "font" in style:
        found = re.match(r"(?:(\w+) )?([\d.]+)px", style.pop("font"))
        weight, style["font-size"] = found.groups() if found else (None, str(TEXT))
        if weight:
            style["font-weight"] = "600"
    style.pop("font-family", None)
    if "font-size" in style:
        style["font-size"] = style["font-size"].removesuffix("px")
    element.attrib.update(style)
    for key in ("fill", "stroke"):
        if key in element.attrib:
            element.set(key, COLOURS.get(element.get(key, ""), element.get(key, "")))
    for key in ("d", "x", "y", "transform"):
        if key in element.attrib:
            element.set(key, shorter(element.get(key, "")))


def shorter(numbers: str) -> str:
    r"""Return coordinates to a hundredth of a unit, on one line.

    >>> shorter("M 10.5 20.000\nL -0.004 7")
    'M 10.5 20 L 0 7'
    """
    words = re.sub(r"-?\d+\.\d+", lambda found: f"{round(float(found[0]), 2) + 0:g}", numbers)
    return " ".join(words.split())


def rename(element: ElementTree.Element, name: str) -> None:
    """Give an id the name of the figure, and the references to it too."""
    if "id" in element.attrib:
        element.set("id", f"{name}-{element.get('id')}")
    if LINK in element.attrib:
        element.set("href", f"#{name}-{element.attrib.pop(LINK)[1:]}")
    for key, value in element.attrib.items():
        element.set(key, re.sub(r"url\(#(.*?)\)", rf"url(#{name}-\1)", value))
