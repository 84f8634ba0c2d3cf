"""Values of every kind, to be tried at each argument of a public function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

NAN, INF = float("nan"), float("inf")
#: None of these is right anywhere.
WRONG = [NAN, INF, -INF, -1.5, object(), b"x", [], {}, np.array([1.0, 2.0]), (), {"a": 1}, "x\ny"]
#: These are, here and there.
ODD = [-1, 0, True, "3", None, 2.0, 10**30, np.int64(3), np.float64(2.5), 1e-300, 1e300]


def argument(function: Callable[..., Any], name: str, given: dict[str, Any]) -> Any:
    """Return a function of one argument of another."""
    return lambda value: function(**{**given, name: value})


def ask(make: Callable[[Any], Any], right: Sequence[object] = ()) -> None:
    """Try every value: it is refused in one line, or is right; none of ``WRONG`` is."""
    for value in (*WRONG, *ODD):
        try:
            make(value)
        except ValueError as refused:
            assert str(refused).count("\n") == 0, (value, refused)
            assert " must " in str(refused), (value, refused)
            assert "got" in str(refused), (value, refused)
        else:
            wrong = any(value is one for one in WRONG)
            assert not wrong or any(value == one for one in right), value
