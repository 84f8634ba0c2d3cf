"""Compile hot loops to machine code, and keep it in ``build/numba`` from run to run.

Numba looks only at a function's own file to tell whether what it kept is current. So the
place where it is kept has the digest of all files that are compiled in its name.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
from llvmlite import ir
from numba.extending import intrinsic

Function = TypeVar("Function", bound=Callable[..., Any])

HERE = Path(__file__).parent
TEXTS = [path.read_bytes() for path in sorted(HERE.glob("*.py"))]
DIGEST = sha256(b"".join(text for text in TEXTS if b"models.jit" in text)).hexdigest()
numba.config.CACHE_DIR = str(HERE.parents[1] / "build/numba" / DIGEST[:16])  # type: ignore[attr-defined]
# The loops allocate nothing, and counting references to their arrays took 3/4 of the time.
OPTIONS: dict[str, Any] = {"cache": True, "_nrt": False}


def compiled(function: Function) -> Function:
    """Return a function compiled on its first call."""
    result: Function = numba.njit(**OPTIONS)(function)
    return result


def inlined(function: Function) -> Function:
    """Return a function whose text is put in place of each call: passing the state is slow."""
    result: Function = numba.njit(**OPTIONS, inline="always")(function)
    return result


def _lowest(_context: Any, mask: Any) -> Any:
    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return numba.types.int64(numba.types.int64), generate


#: The number of the lowest bit set in a mask that is not 0.
lowest = cast("Callable[[int], int]", intrinsic(_lowest))
