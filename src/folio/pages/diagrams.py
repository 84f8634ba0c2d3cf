"""Drawings as inline SVG, so that they follow the colours of the page and need no request.

``{diagram}`` takes a file as images do, ``:alt:`` for readers who cannot see it, and a caption.
Its anchor is ``figure-`` and the name of the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from xml.etree import ElementTree

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from folio.core.problems import Problem, Subtype
from folio.pages.nodes import folio_picture
from folio.pages.report import report

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.util.typing import OptionSpec

SVG = "http://www.w3.org/2000/svg"
FORBIDDEN = {"a", "foreignObject", "image", "script", "style"}

NO_EXPLORER = {"explore": "", "numbers": "", "still": ""}


def inline_svg(text: str, alt: str = "") -> str:
    """Return a drawing ready to stand in HTML; raise ValueError if it is no plain drawing.

    One without ``alt`` is hidden from those who cannot see it. What a program has noted of its
    author is left out.
    """
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise ValueError(f"must be well-formed SVG ({error})") from None
    if root.tag != f"{{{SVG}}}svg" or "viewBox" not in root.attrib:
        raise ValueError("must be an <svg> with the SVG namespace and a viewBox")
    for element in list(root.iter()):
        for noted in element.findall(f"{{{SVG}}}metadata"):
            element.remove(noted)
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        active = [key for key in element.attrib if key == "style" or key.lower().startswith("on")]
        if name in FORBIDDEN or active:
            got = f"<{name} {active[0]}>" if active else f"<{name}>"
            raise ValueError(f"must hold neither script, style, link nor image (got {got})")
    root.attrib |= {"role": "img", "aria-label": alt} if alt else {"aria-hidden": "true"}
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(root, encoding="unicode")


class DiagramDirective(SphinxDirective):
    """Show an SVG file with its caption."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {"alt": directives.unchanged, "lazy": directives.flag}
    meanings: ClassVar[dict[str, str]] = {
        "alt": "What it shows, for readers who cannot see it.",
        "lazy": "Load it when a reader scrolls near.",
    }

    def run(self) -> list[Node]:
        alt = " ".join(self.options.get("alt", "").split())
        name = self.arguments[0]
        noted, path = self.drawing(name)
        self.env.note_dependency(noted)
        problem = (
            None
            if alt
            else Problem(Subtype.ALT, "'alt' must say what the diagram shows (got nothing)")
        )
        try:
            svg = inline_svg(path.read_text(encoding="utf-8"), alt)
        except OSError as error:
            problem = Problem(Subtype.FILE, f"{name!r} must be a file ({error.strerror})")
        except ValueError as error:
            problem = Problem(Subtype.FILE, f"{name!r} {error}")
        if problem:
            report(problem, self.get_location())
            return []
        return [self.figure(name, svg, alt)]

    def figure(self, name: str, svg: str, alt: str) -> nodes.figure:
        """Return a drawing with its caption, under an anchor that the page has only once."""
        figure = nodes.figure("", self.drawn(name, svg, alt), classes=["folio-diagram"])
        figure["ids"] = [anchor := nodes.make_id(f"figure-{Path(name).stem}")]
        if anchor == "figure":
            what = f"the file of a drawing must have a name in ASCII, for its anchor (got {name!r})"
            report(Problem(Subtype.NAME, f"{what}; rename it"), self.get_location())
        if self.state.document.ids.setdefault(anchor, figure) is not figure:
            what = f"the file of a drawing must have a name that its page has once (got {name!r},"
            message = f"{what} of which the anchor is {anchor!r} again); rename it"
            report(Problem(Subtype.DUPLICATE, message), self.get_location())
        caption = self.parse_content_to_nodes()
        if caption and isinstance(caption[0], nodes.paragraph):
            figure += nodes.caption("", "", *caption[0].children)
        self.set_source_info(figure)
        return figure

    def drawn(self, name: str, svg: str, alt: str) -> Node:
        """Return a drawing, or a picture that comes later."""
        if "lazy" not in self.options:
            return nodes.raw("", svg, format="html", alt=alt)  # HTML has its text in the drawing
        return self.picture(f"diagrams/{Path(name).stem}", svg, alt)

    def picture(self, name: str, svg: str, alt: str, **more: str) -> folio_picture:
        """Return a picture under a name; it is made anew with the colours of the site."""
        if (colours := Path(self.env.app.confdir, self.config.folio_colours)).is_file():
            self.env.note_dependency(str(colours))
        lazy = "lazy" in self.options
        return folio_picture(name=name, svg=svg, alt=alt, lazy=lazy, **NO_EXPLORER | more)

    def drawing(self, name: str) -> tuple[str, Path]:
        """Return the file of a drawing, as a dependency is noted and as it is read."""
        relative, absolute = self.env.relfn2path(name)
        return relative, Path(absolute)
