"""The numbers behind the figures, as tables that a reader can unfold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models.rchol.figures import CASES, LOOKS

Numbers = Mapping[str, Any]
Row = tuple[str, ...]

ROWS = {
    **{method: label for method, (label, *_) in LOOKS.items()},
    "minimum-degree": "RChol, minimum degree",
    "nested-dissection": "RChol, nested dissection",
    "exact-minimum-degree": "Exact, minimum degree",
    "exact-nested-dissection": "Exact, nested dissection",
}


def tables(numbers: Numbers) -> dict[str, list[Row]]:
    """Return the rows of each figure's table by the name of the figure, the head first."""
    return {
        "rchol-growth": list(growth(numbers)),
        "rchol-residuals": list(residuals(numbers)),
        "rchol-threads": list(threads(numbers)),
    }


def growth(numbers: Numbers) -> Iterator[Row]:
    """Yield the mean fill and iterations of every method at every size."""
    yield ("Points a side", "Method", "Fill", "Iterations to 1e-6", "Iterations to 1e-10")
    for side, methods in numbers["growth"].items():
        for method, text in ROWS.items():
            found = methods[method]
            filled = f"{found['fill']:.2f}" if "fill" in found else ""
            counts = (f"{found[name]:.1f}" if name in found else "" for name in ("loose", "tight"))
            yield (side, text, filled, *counts)


def residuals(numbers: Numbers) -> Iterator[Row]:
    """Yield the residuals of every tenth iteration."""
    yield ("Iteration", *(text for text, *_ in LOOKS.values()))
    found = [numbers["residuals"][method] for method in LOOKS]
    for i in range(0, max(map(len, found)), 10):
        yield (str(i), *(f"{curve[i]:.1e}" if i < len(curve) else "" for curve in found))


def threads(numbers: Numbers) -> Iterator[Row]:
    """Yield the speedups of each graph, simulated and bounded; the page has the measured ones."""
    yield ("Graph", "Threads", "Dynamic", "Static", "At least", "At most")
    for case, title in CASES.items():
        found = numbers["threads"][case]
        for p in found["dynamic"]:
            shown = (found[name][p] for name in ("dynamic", "static", "graham", "most"))
            yield (title, f"{int(p):,}", *(f"{speedup:.2f}" for speedup in shown))
