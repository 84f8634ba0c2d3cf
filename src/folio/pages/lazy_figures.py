"""Pictures of models that come when a reader scrolls near, and explorers that take their place.

A ``:lazy:`` drawing is a file of its own, so that a page with many figures still opens at once:
a browser loads it as an image, which follows the light or dark of the system, and figures.js
puts the drawing itself there, which follows the page. An explorer is a module of
``_static/explore``; figures.js loads it with the numbers written here, when it is near.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from docutils import nodes as docnodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from folio.core.whole_files import write_whole
from folio.pages import nodes
from folio.pages.configuration import colours_of
from folio.pages.diagrams import SVG

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "_static/models"


def alone(svg: str, style: str) -> str:
    """Return an inline drawing as a file that stands alone."""
    root = ElementTree.fromstring(svg)
    element = ElementTree.Element(f"{{{SVG}}}style")
    element.text = style
    root.insert(0, element)
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(root, encoding="unicode")


def image(svg: str, address: str, alt: str) -> str:
    """Return the image of a drawing at an address; its size keeps the page from jumping."""
    *_, width, height = ElementTree.fromstring(svg).get("viewBox", "").split()
    size = f'width="{float(width):.0f}" height="{float(height):.0f}"'
    return f'<img src="{html.escape(address)}" alt="{html.escape(alt)}" {size} loading="lazy">'


def place_pictures(app: Sphinx, doctree: docnodes.document, docname: str) -> None:
    """Show the pictures of a page, and write the files that come with them."""
    for picture in list(doctree.findall(nodes.folio_picture)):
        inside = picture["svg"]
        if isinstance(app.builder, StandaloneHTMLBuilder):
            late = " data-late" if picture["lazy"] else ""
            told = late + explorer(app, docname, picture)
            inside = f"<div{told}>{shown(app, docname, picture)}</div>"
        picture.replace_self(docnodes.raw("", inside, format="html", alt=picture["alt"]))


def shown(app: Sphinx, docname: str, picture: nodes.folio_picture) -> str:
    """Return the drawing, or the image of it."""
    if not picture["lazy"]:
        return str(picture["svg"])
    style = colours_of(app).of_drawing()
    name = f"{FOLDER}/{picture['name']}.svg"
    write_whole(Path(app.outdir, name), alone(picture["svg"], style))
    return image(picture["svg"], address(app, docname, name), picture["alt"])


def explorer(app: Sphinx, docname: str, picture: nodes.folio_picture) -> str:
    """Return the attributes that tell figures.js what to load."""
    if not picture["explore"]:
        return ""
    numbers = f"{FOLDER}/{picture['name']}.json"
    write_whole(Path(app.outdir, numbers), picture["numbers"])
    module = address(app, docname, f"_static/explore/{picture['explore']}.js")
    still = f' data-still="{html.escape(picture["still"])}"' if picture["still"] else ""
    return f' data-explore="{module}" data-numbers="{address(app, docname, numbers)}"{still}'


def address(app: Sphinx, docname: str, name: str) -> str:
    """Return the address of a file as seen from a page."""
    return relative_uri(app.builder.get_target_uri(docname), name)


def setup_pictures(app: Sphinx) -> None:
    """Place the pictures when a page is written."""
    app.connect("doctree-resolved", place_pictures)
