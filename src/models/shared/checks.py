"""What every model says of bad input: the argument, the rule, and what was got."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from sys import float_info
from typing import Any, TypeGuard

LONGEST = 200  # characters of a value in a message
LARGEST = 2**63 - 1  # of whole numbers: products of a few are near a floating-point number


def shown(value: object) -> str:
    """Return a value as a message tells it: on one line, cut where it is long.

    >>> shown("8,x"), len(shown("9" * 5000)), shown(10**5000)
    ("'8,x'", 203, 'int too long to print')
    """
    try:
        text = repr(value)
    except Exception:  # of any class; and Python prints no whole number of 4,301 digits
        return f"{type(value).__name__} too long to print"
    text = " ".join(text.split()) if "\n" in text else text
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def require(valid: bool, argument: str, rule: str, got: object) -> None:
    """Raise a ValueError that names the argument, the rule and the value, unless valid.

    >>> require(1 >= 2, "k", "an integer of at least 2", 1)
    Traceback (most recent call last):
    ValueError: 'k' must be an integer of at least 2 (got 1)
    """
    if not valid:
        raise ValueError(f"{argument!r} must be {rule} (got {shown(got)})")


def require_integer(argument: str, value: object, least: int, most: int = LARGEST) -> None:
    """Refuse what is not an integer of at least ``least``; True and 2.0 are none."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    require(whole and value >= least, argument, f"an integer of at least {least}", value)  # type: ignore[operator]
    require(value <= most, argument, f"at most {most:,}", value)  # type: ignore[operator]


def require_name(argument: str, value: object) -> None:
    """Refuse what cannot be told as a name in a line of text."""
    named = isinstance(value, str) and bool(value.strip()) and value.isprintable()
    rule = f"text on one line, of at most {LONGEST} characters"
    require(named and len(value) <= LONGEST, argument, rule, value)  # type: ignore[arg-type]


def is_number(value: object) -> TypeGuard[float]:
    """Tell whether a value is a finite number; True is none, nor what no float can be near."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and abs(value) <= float_info.max  # type: ignore[arg-type]


def is_list(value: object) -> TypeGuard[Sequence[Any]]:
    """Tell whether a value is a list, a tuple or an array of one dimension."""
    return isinstance(value, list | tuple) or getattr(value, "ndim", 0) == 1


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
    if not isinstance(value, str) or value not in names:
        folded = {name.casefold(): name for name in names}
        said = value.casefold() if isinstance(value, str) else ""
        near = get_close_matches(said, folded, n=1)
        hint = f"; did you mean {folded[near[0]]!r}?" if near else ""
        got = f"{shown(value)}{hint}"
        raise ValueError(f"{argument!r} must be one of {', '.join(names)} (got {got})")
