"""Races for the last seat with real threads and databases: a measurement, and labelled so.

In memory and in SQLite they are always run; in PostgreSQL where the machine has it, and where it
has not, the results say so.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from models.enrollment import postgres, threads
from models.shared.sweep import Run

NOT = "not measured"
METHODS = {
    "memory": tuple(threads.MEMORY),
    "sqlite": tuple(threads.SQLITE),
    "postgresql": tuple(postgres.PROGRAMS),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Races:
    """Races of one kind: where the seat is kept, and how it is sold."""

    store: str
    method: str
    clients: int
    races: int


def outcome(races: Races) -> dict[str, Any]:
    """Return what races came to; times are left out, which differ from run to run."""
    found: threads.Outcome | postgres.Outcome
    if races.store == "postgresql":
        with postgres.started() as server:
            found = postgres.race(server, races.method, races.clients, races.races)
    else:
        found = threads.race(races.store, races.method, races.clients, races.races)
    return {name: value for name, value in asdict(found).items() if name != "seconds"}


def measured(clients: int, races: int, sweep: Run) -> dict[str, Any]:
    """Return the outcomes by store and method."""
    points = [
        Races(store=store, method=method, clients=clients, races=races)
        for store, methods in METHODS.items()
        for method in methods
        if store != "postgresql" or postgres.found()
    ]
    outcomes = sweep(outcome, points)
    nothing = dict.fromkeys(("races", "oversold", "unsold", "most", "failures"), NOT)
    found: dict[str, Any] = {
        store: dict.fromkeys(methods, nothing) for store, methods in METHODS.items()
    }
    for point, came in zip(points, outcomes, strict=True):
        found[point.store][point.method] = came
    return found
