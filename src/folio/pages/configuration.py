"""What conf.py says, where it says so, and what is being built."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SITES = ("html", "dirhtml")


def place_in_conf(app: Sphinx, name: str) -> str:
    """Return the file and line at which a value is set."""
    path = Path(app.confdir, "conf.py")
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return f"{path}:{text.count(chr(10), 0, max(text.find(name), 0)) + 1}"


def is_site(app: Sphinx) -> bool:
    """Tell whether a site is built: others that write HTML make one page of all, or an archive."""
    return isinstance(app.builder, StandaloneHTMLBuilder) and app.builder.name in SITES
