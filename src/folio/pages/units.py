"""A number stays on the line of its unit: the space between them does not break.

Done when a page, its twin or its PDF is written: what a record says elsewhere is as it was typed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from folio.pages.languages import LEFT_ALONE

if TYPE_CHECKING:
    from sphinx.application import Sphinx

UNITS = (
    *("ns", "µs", "μs", "ms", "s", "min", "h", "Hz", "kHz", "MHz", "GHz", "W", "kW", "MW"),
    *("B", "kB", "KB", "MB", "GB", "TB", "PB", "KiB", "MiB", "GiB", "TiB", "bit", "Mbit", "Gbit"),
    *("kB/s", "MB/s", "GB/s", "TB/s", "GiB/s", "Mbit/s", "Gbit/s", "tok/s", "GFLOP/s", "TFLOP/s"),
    *("mm", "cm", "m", "km", "px", "pt", "°C", "K", "%", "‰"),
)
_UNIT = rf"(?:{'|'.join(map(re.escape, sorted(UNITS, key=len, reverse=True)))})(?![\w/])"
_WITHIN = re.compile(rf"(?<=\d) (?={_UNIT})")
_AFTER = re.compile(rf" (?={_UNIT})")


def keep_units(tree: nodes.Element) -> None:
    """Let no line break between a number and a unit, whatever made the number."""
    before = ""
    for text in list(tree.findall(nodes.Text)):
        said, parent = str(text), text.parent
        if not isinstance(parent, LEFT_ALONE):
            kept = _WITHIN.sub("\u00a0", said)
            if before[-1:].isdigit() and (unit := _AFTER.match(kept)):
                kept = f"\u00a0{kept[unit.end() :]}"
            if kept != said:
                parent.replace(text, nodes.Text(kept))
        before = said


def setup_units(app: Sphinx) -> None:
    """Do it on every page."""
    app.connect("doctree-resolved", lambda _, tree, __: keep_units(tree), priority=600)
