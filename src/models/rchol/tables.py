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
    """Yield the residuals of every fourth iteration."""
    yield ("Iteration", *(text for text, *_ in LOOKS.values()))
    found = [numbers["residuals"][method] for method in LOOKS]
    for i in range(0, max(map(len, found)), 4):
        yield (str(i), *(f"{curve[i]:.1e}" if i < len(curve) else "" for curve in found))


def threads(numbers: Numbers) -> Iterator[Row]:
    """Yield the speedups of each graph, simulated and bounded, and where measured."""
    yield (
        "Graph",
        "Threads",
        "Simulated, dynamic",
        "Simulated, static",
        "At least (Graham)",
        "At most",
        "Measured, dynamic",
        "Measured, static",
    )
    for case, title in CASES.items():
        found = numbers["threads"][case]
        measured = found["measured"]
        for p in found["dynamic"]:
            ran = int(p) == measured["threads"]
            names = ("dynamic", "static", "graham", "most")
            clock = (f"{measured[name]['speedup']:.2f}" if ran else "" for name in names[:2])
            yield (title, f"{int(p):,}", *(f"{found[name][p]:.2f}" for name in names), *clock)
