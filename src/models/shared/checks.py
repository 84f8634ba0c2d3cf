"""What every model says of bad input: the argument, the rule, and what was got."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from math import isfinite
from typing import TypeGuard


def require(valid: bool, argument: str, rule: str, got: object) -> None:
    """Raise a ValueError that names the argument, the rule and the value, unless valid.

    >>> require(1 >= 2, "k", "an integer of at least 2", 1)
    Traceback (most recent call last):
    ValueError: 'k' must be an integer of at least 2 (got 1)
    """
    if not valid:
        raise ValueError(f"{argument!r} must be {rule} (got {got!r})")


def require_integer(argument: str, value: object, least: int) -> None:
    """Refuse what is not an integer of at least ``least``; True and 2.0 are none."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    require(whole and value >= least, argument, f"an integer of at least {least}", value)  # type: ignore[operator]


def is_number(value: object) -> TypeGuard[float]:
    """Tell whether a value is a finite number; True is none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def require_positive(argument: str, value: object) -> None:
    """Refuse what is not a finite number above 0."""
    require(is_number(value) and value > 0, argument, "a finite number above 0", value)


def require_one_of(argument: str, value: object, known: Iterable[str]) -> None:
    """Refuse an unknown name, and suggest the nearest known one.

    >>> require_one_of("algorithm", "gaol", ["dor", "goal"])
    Traceback (most recent call last):
    ValueError: 'algorithm' must be one of dor, goal (got 'gaol'; did you mean 'goal'?)
    """
    names = list(known)
    if value not in names:
        near = get_close_matches(str(value), names, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise ValueError(f"{argument!r} must be one of {', '.join(names)} (got {value!r}{hint})")
