"""Drawings and pictures of a page as its PDF shows them: in the colours of paper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

from docutils import nodes

from folio.core.problems import Invalid, Problem, Subtype

SOURCE = re.compile(r'<img src="([^"]+)"')
FACE = "Folio Sans"
WIDEST, TALLEST = 92, 58  #: in percent of the width of a line


@dataclass(frozen=True, slots=True)
class Pictures:
    """Finds the pictures of the page at the address ``page`` within its site.

    ``out`` is the folder of the built site, ``src`` that of the pages; Typst reads below ``root``.
    """

    page: str
    out: Path
    src: Path
    root: Path
    colours: Mapping[str, str]

    def drawing(self, node: nodes.raw) -> str:
        """Return the SVG that a page holds or loads, or nothing if it is none."""
        html = node.astext()
        if (start := html.find("<svg")) >= 0:
            return printed(html[start : html.rindex("</svg>") + len("</svg>")], self.colours)
        if not (loaded := SOURCE.search(html)):
            return ""
        path = urlsplit(urljoin(f"/{self.page}", loaded[1])).path.lstrip("/")
        return printed((self.out / path).read_text(encoding="utf-8"), self.colours)

    def file(self, node: nodes.image) -> str:
        """Return the file of a picture as Typst names it, or nothing if the site has none.

        Raise :class:`Invalid` for one that Typst may not read.
        """
        candidates: dict[str, str] = node.get("candidates") or {}
        name = candidates.get("*", "")  # for the address is by now that on the page
        path = self.src / name
        if not name or not path.is_file():
            return ""
        if not path.is_relative_to(self.root):
            what = f"a picture of a PDF must be in the folder of conf.py (got {str(path)!r})"
            raise Invalid([Problem(Subtype.FILE, f"{what}; copy it there")])
        return f"/{path.relative_to(self.root).as_posix()}"


def printed(svg: str, colours: Mapping[str, str]) -> str:
    """Return a drawing with its colours written out, in the typeface of figures."""
    svg = re.sub(r"<style>.*?</style>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"var\(--([a-z0-9-]+)\)", lambda name: colours[name[1]], svg)
    svg = svg.replace("currentColor", colours["ink"])
    svg = re.sub(r"<svg\b", f'<svg font-family="{FACE}"', svg, count=1)
    return (
        svg
        if "xmlns=" in svg
        else svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    )


def width(svg: str) -> float:
    """Return how much of a line a drawing takes, in percent: less if it is tall."""
    *_, across, down = map(float, ElementTree.fromstring(svg).get("viewBox", "0 0 1 1").split())
    return round(min(WIDEST, TALLEST * across / down), 1)
