"""What is said of an abbreviation that no file defines above its use."""

from __future__ import annotations

from typing import NamedTuple


class Undefined(NamedTuple):
    """An abbreviation that nothing defines: where it stands."""

    file: str
    line: int
    key: str
    name: str
    macro: str


def late(one: Undefined) -> str:
    """Say that an abbreviation is defined below its use."""
    return (
        f"entry {one.key!r} has as {one.name!r} the abbreviation {one.macro!r}, which is defined"
        " only below; move its @string before the first use, or its file before this one"
    )


def unknown(first: Undefined, more: list[Undefined]) -> str:
    """Say that nothing defines an abbreviation, and where else it stands."""
    lines = [*dict.fromkeys(str(one.line) for one in more)]
    shown = ", ".join(lines[:8]) + (", …" if len(lines) > 8 else "")
    also = f" (also on line{'s' * (len(lines) > 1)} {shown})" if more else ""
    return (
        f"entry {first.key!r} has as {first.name!r} the abbreviation {first.macro!r}, which"
        f' nothing defines{also}; define it with @string{{{first.macro} = "..."}}, or put the'
        " text in braces"
    )
