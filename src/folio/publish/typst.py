"""Documents set by Typst from a template; texts and colours come as JSON, so none is markup.

Only the fonts in the folder ``fonts`` beside a template are used, and for what they lack those that
Typst brings. Typst and fontTools are loaded when a document is asked for, so that a site without
any needs neither.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from folio.core.addresses import SEAL
from folio.core.colours import PLAIN, Colours
from folio.core.problems import Invalid, Problem, Subtype

NOWHERE = "\U0010fffe"  # a noncharacter, for which no font has a form
ALONE = """#set page(width: 3cm, height: 3cm)
#for one in json(bytes(sys.inputs.characters)) [#page(text(one))]"""
PIXELS_PER_INCH = 72  # a point of the template is a pixel of the picture


def typeset(template: Path, root: Path, data: str, colours: Colours = PLAIN) -> bytes:
    """Return a template as a PDF, tagged, as PDF/UA-1 asks; the same data give the same bytes.

    Raise :class:`Invalid` for whatever Typst refuses or warns of.
    """
    import typst

    check_place(template, root)
    fonts = fonts_of(template)
    try:
        pdf, said = typst.compile_with_warnings(
            template,
            root=root,
            font_paths=[fonts],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs=inputs(root, data, colours),
        )
    except typst.TypstError as error:
        raise Invalid([_problem(template, error)]) from None
    if said:
        raise Invalid(_problem(template, warning) for warning in said)
    assert isinstance(pdf, bytes)
    return pdf


def inputs(root: Path, data: str, colours: Colours) -> dict[str, str]:
    """Return what a template is told: the texts, the colours, and the seal or ``null``.

    The seal is told by where it is and by its title, which readers hear who do not see it.
    """
    seal = root / SEAL
    told = {"path": f"/{SEAL}", "title": title_of(seal)} if seal.is_file() else None
    texts = {"colours": colours.light(), "seal": told}
    return {"data": data} | {name: json.dumps(said) for name, said in texts.items()}


def title_of(picture: Path) -> str:
    """Return the title of an SVG; raise :class:`Invalid` for one without."""
    try:
        titled = ElementTree.parse(picture).getroot().findtext("{http://www.w3.org/2000/svg}title")
    except ElementTree.ParseError as error:
        what = f"{picture.name!r} must be an SVG (got: {error}); save it as one, or remove it"
        raise Invalid([Problem(Subtype.FILE, what)]) from None
    if not (title := " ".join((titled or "").split())):
        what = f"{picture.name!r} must have a title, for those who do not see it (got none)"
        raise Invalid([Problem(Subtype.FILE, f"{what}; write <title>…</title> first in its <svg>")])
    return title


def check_place(template: Path, root: Path) -> None:
    """Raise :class:`Invalid` for a template outside of the project, which Typst does not open."""
    if not template.resolve().is_relative_to(root.resolve()):
        what = f"a template must be a file of the project (got {str(template)!r})"
        raise Invalid([Problem(Subtype.FILE, f"{what}; copy it to '_templates'")])


def draw(template: Path, root: Path, data: str, colours: Colours = PLAIN) -> list[bytes]:
    """Return each page of a template as a PNG; the same data give the same bytes.

    Raise :class:`Invalid` for whatever Typst refuses.
    """
    import typst

    check_place(template, root)
    fonts = fonts_of(template)
    try:
        drawn: Any = typst.compile(
            template,
            root=root,
            font_paths=[fonts],
            ignore_system_fonts=True,
            format="png",
            ppi=PIXELS_PER_INCH,
            sys_inputs=inputs(root, data, colours),
        )
    except typst.TypstError as error:
        raise Invalid([_problem(template, error)]) from None
    return drawn if isinstance(drawn, list) else [drawn]  # of a single page Typst makes no list


def _problem(template: Path, said: Any) -> Problem:
    remedy = "".join(f"; {hint}" for hint in said.hints)
    what = f"{template.name!r} must be set by Typst without a warning (got: {said.message})"
    return Problem(Subtype.TYPST, what + remedy)


def fonts_of(template: Path) -> Path:
    """Return the folder of the fonts that a template may use; there must be a template."""
    if not template.is_file():
        what = f"{template.name!r} must be a Typst template (found no file {str(template)!r})"
        raise Invalid([Problem(Subtype.FILE, what)])
    return template.parent / "fonts"


def glyphs(fonts: Path) -> frozenset[str]:
    """Return the characters that text may have: those that every face with Latin letters has.

    A face without Latin letters helps the others out, as one for Chinese names does.
    """
    faces = list(_characters(fonts))
    latin = [face for face in faces if "a" in face]
    others = [face for face in faces if "a" not in face]
    return (frozenset.intersection(*latin) if latin else frozenset()).union(*others)


def substituted(characters: str, fonts: Path) -> frozenset[str]:
    """Return those characters for which Typst finds a form in any font, also of its own.

    Each is drawn alone, and compared with what is drawn of one that no font has.
    """
    import typst

    if not characters:
        return frozenset()
    source: Any = ALONE.encode()  # whose type the stubs hold the folders to as well
    drawn: Any = typst.compile(
        source,
        root=fonts.parent,
        font_paths=[fonts],
        ignore_system_fonts=True,
        format="svg",
        sys_inputs={"characters": json.dumps([NOWHERE, *characters])},
    )
    nowhere, *others = (frozenset(re.findall(rb' d="([^"]+)"', page)) for page in drawn)
    pairs = zip(characters, others, strict=True)
    return frozenset(one for one, shapes in pairs if shapes != nowhere and one.isprintable())


def _characters(fonts: Path) -> Iterator[frozenset[str]]:
    from fontTools.ttLib import TTFont

    for path in sorted(fonts.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            yield frozenset(map(chr, font.getBestCmap()))
