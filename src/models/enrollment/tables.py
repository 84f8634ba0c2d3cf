"""The numbers behind the figures of enrollment, as tables that a reader can unfold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models.enrollment.figures_seats import METHODS, NAMES, STEPS, STORES

Numbers = Mapping[str, Any]
Row = tuple[str, ...]


def tables(numbers: Numbers) -> dict[str, list[Row]]:
    """Return the rows of each figure's table by the name of the figure, the head first."""
    return {
        "enrollment-pairs": list(pairs(numbers["states"])),
        "enrollment-views": list(views(numbers["policy"])),
        "enrollment-masks": list(masks(numbers["masks"])),
        "enrollment-race": list(race(numbers["traces"])),
        "enrollment-seats": list(seats(numbers["measured"])),
    }


def pairs(states: Numbers) -> Iterator[Row]:
    """Yield each pair of states, the call between them, and what is said of it."""
    yield ("From", "To", "Call", "mypy", "pyright", "Python, when run")
    for state, verbs in states.items():
        for verb, told in verbs.items():
            said = ("passes", "passes", "runs")
            if not told["legal"]:
                said = (told["mypy"], " ".join(told["pyright"].split()), told["python"])
            yield (state, told["to"], f"exam.{verb}()", *said)


def views(policy: Numbers) -> Iterator[Row]:
    """Yield the policy table."""
    yield ("Field", "Role", *policy["states"], "Requirement", "Why")
    for field, roles in policy["cells"].items():
        for role, cells in roles.items():
            yield (field, role, *cells, *policy["rules"][field][role])


def masks(of: Numbers) -> Iterator[Row]:
    """Yield how many people of each group are alone with their mask."""
    yield ("People", "Alone, drawn", "Alone, expected", "Most who share a mask")
    for group in of["groups"].values():
        shares = (f"{100 * group[name]:.2f}\u00a0%" for name in ("alone", "expected"))
        yield (f"{group['people']:,}", *shares, str(group["most"]))


def race(traces: Numbers) -> Iterator[Row]:
    """Yield the steps of the two races that are drawn."""
    yield ("Seller", "Step", "Client", "What it does", "Sold after")
    for name in NAMES:
        for step, (client, where, taken) in enumerate(traces[name][0], 1):
            yield (name, str(step), str(client + 1), STEPS[where][0], str(taken))


def seats(measured: Numbers) -> Iterator[Row]:
    """Yield what was measured of each way to sell a seat."""
    yield ("Kept in", "Sold by", "Races", "Oversold", "Most who got it", "Refused and tried again")
    for store, methods in measured.items():
        for method, of in methods.items():
            cells = (of.get(name, "") for name in ("races", "oversold", "most", "failures"))
            shown = (f"{cell:,}" if isinstance(cell, int) else cell for cell in cells)
            yield (STORES[store], METHODS[method], *shown)
