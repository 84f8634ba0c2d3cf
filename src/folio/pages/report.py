"""The one way to say what is wrong with a page: a warning with its place and its subtype."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from folio.core.problems import Problem

if TYPE_CHECKING:
    from docutils.nodes import Node


def line_with(path: Path, words: Collection[str]) -> int:
    """Return the number of the first line of a file that has one of these words; 1 if none has."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):  # which others report
        return 1
    return next((n for n, line in enumerate(lines, 1) if any(word in line for word in words)), 1)


def report(problem: Problem, location: Node | tuple[str, int | None] | str) -> None:
    """Warn about a problem at a node, at (document, line), or at ``file:line``."""
    place: Any = location
    logging.getLogger("folio").warning(
        "%s", problem.message, type="folio", subtype=problem.subtype.value, location=place
    )
