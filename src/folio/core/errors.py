"""What stops the command, or one file of it."""

from __future__ import annotations


class Unreadable(ValueError):
    """Something cannot be read; the message says what it must be, what was got, and the remedy."""
