"""What stands for a command with an argument: functions that pylatexenc calls with both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from folio.core.tex.tables import VIETNAMESE
from folio.core.tex.unknown import UnknownTex

Replacement = Callable[[Any, Any], str]


def accent(name: str, mark: str) -> Replacement:
    """Return what sets a mark behind the letter of an accent, and refuses one without a letter."""

    def accented(node: Any, l2tobj: Any) -> str:
        if text := str(l2tobj.node_arg_to_text(node, 0)):
            return text[:1] + mark + text[1:]
        if name in VIETNAMESE:
            return VIETNAMESE[name]
        raise UnknownTex(f"has the accent \\{name} without its letter; write the letter in it")

    return accented


def cased(change: Callable[[str], str]) -> Replacement:
    """Return what changes the text of an argument."""

    def changed(node: Any, l2tobj: Any) -> str:
        return change(str(l2tobj.node_arg_to_text(node, 0)))

    return changed
