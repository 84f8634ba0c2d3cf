"""The question before a tool writes what it has shown."""

from __future__ import annotations

import sys


def agreed(question: str, session: str, *, yes: bool) -> bool:
    """Tell whether what was shown is wanted; without a terminal, only if it was said before."""
    if yes:
        return True
    if not sys.stdin.isatty():
        print(f"Nothing is written without a terminal to ask on: '{session} -- --yes' does it.")
        return False
    return input(f"{question} [y/N] ").strip().lower() in {"y", "yes"}
