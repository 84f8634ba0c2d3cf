"""What is said of TeX that cannot be turned into text."""

from __future__ import annotations


class UnknownTex(ValueError):
    """Text holds TeX that cannot be turned into text; the message says which."""
