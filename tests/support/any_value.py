"""Values of every kind, to be tried at each argument of a public function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from models.shared.checks import shown

NAN, INF = float("nan"), float("inf")
ARRAY = np.array([1.0, 2.0])
#: None of these is right anywhere.
WRONG = [NAN, INF, -INF, -1.5, object(), b"x", [], {}, ARRAY, (), {"a": 1}, "x\ny"]
WRONG += [np.eye(2), "x" * 9999, "é\n" * 50, 1j, NotImplemented]
#: These are, here and there.
ODD = [-1, 0, True, "3", None, 2.0, 10**30, np.int64(3), np.float64(2.5), 1e-300, 1e300]
#: No floating-point number is near the first two, and Python does not print the third.
ODD += [10**400, -(10**400), 10**5000, 2**1024 - 1, 5e-324, Fraction(1, 3), Decimal("1e400")]


def argument(function: Callable[..., Any], name: str, given: dict[str, Any]) -> Any:
    """Return a function of one argument of another."""
    return lambda value: function(**{**given, name: value})


def ask(make: Callable[[Any], Any], right: Sequence[object] = ()) -> None:
    """Try every value: it is refused in one line, or is right; none of ``WRONG`` is."""
    for value in (*WRONG, *ODD):
        tried = shown(value)
        try:
            make(value)
        except ValueError as refused:
            said = str(refused)
            assert said.count("\n") == 0, tried
            assert " must " in said and "got" in said, (tried, said[:500])
            assert len(said) < 1500, (tried, said[:500])
        except Exception as broken:
            raise AssertionError(f"{tried} is not refused: {broken!r:.200}") from broken
        else:
            wrong = any(value is one for one in WRONG)
            assert not wrong or any(value is one or value == one for one in right), tried
