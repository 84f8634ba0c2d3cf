"""The one way to say what is wrong with a page: a warning with its place and its subtype."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from folio.core.problems import Problem

if TYPE_CHECKING:
    from docutils.nodes import Node


def report(problem: Problem, location: Node | tuple[str, int | None] | str) -> None:
    """Warn about a problem at a node, at (document, line), or at ``file:line``."""
    place: Any = location
    logging.getLogger("folio").warning(
        "%s", problem.message, type="folio", subtype=problem.subtype.value, location=place
    )
