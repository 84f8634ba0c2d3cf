"""A value that does not show itself: in no repr, text, JSON, log, exception, copy or pickle.

It stops accidents, not code that means to look: ``reveal`` gives the value, and a debugger or
``gc`` finds it too. What ``reveal`` returned is an ordinary value again.

>>> phone = Masked("13812345678")
>>> f"{phone} {phone!r} {[phone]} %s" % phone
'*** *** [***] ***'
>>> phone.reveal()[:3]
'138'
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, NoReturn, TypeVar, final

T = TypeVar("T")
SHOWN = "***"  # the same whatever is hidden, so that not even its length shows


@final
class Masked(Generic[T]):
    """A hidden value; equal to itself alone, so that no comparison can be used to guess it."""

    __slots__ = ("__reveal",)
    __reveal: Callable[[], T]

    def __init__(self, value: T) -> None:
        object.__setattr__(self, "_Masked__reveal", lambda: value)

    def reveal(self) -> T:
        """Return the value, for the one place that has checked who asks."""
        return self.__reveal()

    def __repr__(self) -> str:
        return SHOWN

    def __format__(self, form: str) -> str:
        return format(SHOWN, form)

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError(f"{name!r} must be left alone: a masked value is not changed")

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        raise TypeError("'value' must be revealed before it is stored (got a masked value)")

    def __copy__(self) -> Masked[T]:
        return self

    def __deepcopy__(self, memo: Any) -> Masked[T]:
        return self
