"""Compile hot loops to machine code, and keep it from run to run.

It is kept in ``build/numba`` of the repository, or in the user's cache if the package was
installed. Numba looks only at a function's own file to tell whether what it kept is current,
so the name of the place has the digest of all files of the function's package in it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
from llvmlite import ir
from numba.extending import intrinsic

from models.shared.results import kept, package_of

Function = TypeVar("Function", bound=Callable[..., Any])

# The loops allocate nothing, and counting references to their arrays took 3/4 of the time.
OPTIONS: dict[str, Any] = {"cache": True, "_nrt": False}


@cache
def place(package: Path) -> Path:
    """Return where the compiled functions of a package are kept."""
    texts = [path.read_bytes() for path in (Path(__file__), *sorted(package.glob("*.py")))]
    return kept("numba") / sha256(b"\0".join(texts)).hexdigest()[:16]


def compile_with(function: Function, **options: Any) -> Function:
    """Return a function that Numba compiles, and keeps with those of its package."""
    numba.config.CACHE_DIR = str(place(package_of(function)))  # type: ignore[attr-defined]
    result: Function = numba.njit(**OPTIONS, **options)(function)
    return result


def compiled(function: Function) -> Function:
    """Return a function compiled on its first call."""
    return compile_with(function)


def inlined(function: Function) -> Function:
    """Return a function whose text is put in place of each call: passing the state is slow."""
    return compile_with(function, inline="always")


def _lowest(_context: Any, mask: Any) -> Any:
    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return numba.types.int64(numba.types.int64), generate


#: The number of the lowest bit set in a mask that is not 0.
lowest = cast("Callable[[int], int]", intrinsic(_lowest))
