"""Where conf.py says something: the place to which a message about it points."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def place_in_conf(app: Sphinx, name: str) -> str:
    """Return the file and line at which a value is set."""
    path = Path(app.confdir, "conf.py")
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return f"{path}:{text.count(chr(10), 0, max(text.find(name), 0)) + 1}"
