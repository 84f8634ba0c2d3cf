"""A command gives the sign that another converter reads, or one that was reviewed."""

from __future__ import annotations

import shutil

import pytest
from lxml import etree

from formulas import REFUSED, given
from mathml import structure
from tex_commands import COMMANDS, texmath

#: Where pandoc has another sign than ours: names that were reviewed, by what the matter is.
REVIEWED = {
    "long arrows, of which pandoc writes short ones": (
        "Longleftarrow Longleftrightarrow Longrightarrow iff longleftarrow longleftrightarrow"
        " longmapsto longrightarrow"
    ),
    "accents, which pandoc writes as combining letters": (
        "acute breve check ddddot dddot grave mathring overleftarrow overleftrightarrow underbar"
        " underleftarrow underrightarrow utilde"
    ),
    "shapes of which there are two sizes": (
        "Diamond bigcirc blacklozenge blacksquare blacktriangle blacktriangledown"
        " blacktriangleleft blacktriangleright bullet triangledown triangleleft triangleright"
        " vartriangle"
    ),
    "signs of which there are two forms, ours that of the name": (
        "amalg backepsilon barwedge doublebarwedge geqslant koppa Koppa leadsto leqslant perp"
        " preceq succeq"
    ),
    "drawn, and not written": "centerdot surd",
}


def test_a_command_gives_the_sign_that_another_converter_reads():
    if not shutil.which("pandoc"):
        pytest.skip("no pandoc found: 'apt-get install pandoc'")
    reviewed = {f"\\{name}" for names in REVIEWED.values() for name in names.split()}
    uses = [f"x {name} y" for name in COMMANDS]
    compared, other = 0, {}
    for name, ours, theirs in zip(COMMANDS, map(given, uses), texmath(uses), strict=True):
        if theirs is None or ours.startswith(REFUSED):
            continue
        compared += 1
        said, read = (structure(etree.fromstring(math)) for math in (ours, theirs))
        if said != read:
            other[name] = f"{said} and not {read}"
    assert compared > 700
    assert {name: other[name] for name in other.keys() - reviewed} == {}
    assert reviewed - other.keys() == set()  # what agrees now need not be reviewed
