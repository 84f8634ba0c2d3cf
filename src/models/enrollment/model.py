"""An enrollment system in small, behind the write-up: what types, a policy and a lock refuse.

Vocabulary
    pair       of states of an exam, from and to; 36, of which five are steps that exist
    call       what would lead from one to the other: ``exam.release()``
    cell       a field, a role and a state: shown, masked or absent
    client     one who wants the last seat
    schedule   an order in which clients take their steps
    oversold   more seats sold than there are

What checkers say is theirs, and the results name their versions. What real threads and databases
did is under ``measured``, and differs from run to run; all else is the same on every machine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from models.enrollment import checkers, privacy, seats, trials
from models.enrollment.figures import draw_all
from models.enrollment.masks import KINDS, mask
from models.enrollment.measured import measured
from models.enrollment.policy import ACCESS, FIELDS, PLACE, REQUIREMENTS, ROLES, load
from models.enrollment.records import Record, identity, revealed
from models.enrollment.secret import Masked
from models.enrollment.states import CLASSES, LEGAL, STATES, VERBS
from models.enrollment.tables import tables
from models.shared import results
from models.shared.checks import require_integer
from models.shared.results import digest_of_text
from models.shared.sweep import Run

UNITS = {
    "alone": "share of people who share their mask with nobody",
    "chance": "probability, the next client drawn evenly at each step",
    "measured": "races; counted on one machine, and different in each run",
    "oversold": "races, or schedules",
    "traces": "client, what it has done, seats taken after",
}
SAMPLE = Record(
    title="Algebra",
    deadline="2026-06-12T10:00:00Z",
    questions=Masked("Is every group of order 15 cyclic?"),
    key=Masked("Yes"),
    person=identity(
        name="Li Hua", id="2026012345", email="lihua@mails.example.edu", phone="10012345678"
    ),
    seat=Masked("B-07"),
    answer=Masked("Yes, by Sylow"),
    submitted=Masked("2026-06-12T09:41:07Z"),
    score=Masked(92),
    remark=Masked("Clear"),
)
TRIES = re.compile(r"# (.+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What the page shows."""

    clients: int = 100  # who want the one seat
    races: int = 1000
    counted: int = 10  # clients up to which every schedule is counted
    shown: int = 4  # clients of a race that the page shows
    seeds: tuple[int, ...] = (1, 2, 3)  # of the races that the page shows
    people: tuple[int, ...] = (30, 100, 1000, 10_000, 100_000, 1_000_000)
    entries: int = 200  # of the audit log
    policy: str = field(default_factory=lambda: digest_of_text(PLACE))
    seed: int = 1

    def __post_init__(self) -> None:
        for name in ("clients", "races", "counted", "shown", "entries"):
            require_integer(name, getattr(self, name), 1)
        for people in self.people:
            require_integer("people", people, 1)


class Result(results.Result):
    """The numbers of a run of the model."""

    model, units = "enrollment", UNITS


def run(config: Config, sweep: Run) -> Result:
    """Compute everything that the page shows; it needs both checkers, and takes minutes."""
    numbers = {**said(), **exact(config)}
    numbers["measured"] = measured(config.clients, config.races, sweep)
    return Result(config, numbers)


def draw(result: Result) -> dict[str, str]:
    """Return the figures, by name, as SVG."""
    return draw_all(result.numbers)


def tabulate(result: Result) -> dict[str, list[tuple[str, ...]]]:
    """Return the numbers of the figures, by the figure's name, as rows with a head."""
    return tables(result.numbers)


def said() -> dict[str, Any]:
    """Return what both checkers and Python say of each pair of states, and of other misuse."""
    if lacks := checkers.missing():
        raise ValueError(lacks)
    folder = Path(__file__).parent
    heard = checkers.heard(folder / "refused.py", checkers.PAIR)
    states: dict[str, Any] = {state: {} for state in STATES}
    for state, (verb, target) in product(STATES, VERBS.items()):
        told = {"to": target, "legal": (state, target) in LEGAL}
        if not told["legal"]:
            told |= heard[state, target] | {"python": at_run_time(state, verb)}
        states[state][verb] = told
    misused = checkers.heard(folder / "misused.py", TRIES)
    return {
        "checkers": checkers.versions(),
        "pairs": {"all": len(STATES) ** 2, "legal": len(LEGAL), "refused": len(heard)},
        "states": states,
        "misuse": {"tried": len(misused), "said": {tries: of for (tries,), of in misused.items()}},
    }


def at_run_time(state: str, verb: str) -> str:
    """Return what Python says of a call that a checker would have refused."""
    try:
        getattr(CLASSES[state]("Algebra"), verb)()
    except AttributeError as error:
        return f"AttributeError: {error}"
    raise ValueError(f"{state}.{verb} must not exist (got a result); take it out of {state}")


def exact(config: Config) -> dict[str, Any]:
    """Return what is the same on every machine."""
    return {
        "policy": policy(),
        "record": record(),
        "masks": masks(config),
        "schedules": schedules(config),
        "drawn": {
            name: {
                "races": config.races,
                "oversold": seats.raced(name, config.clients, config.races),
            }
            for name in seats.PROGRAMS
        },
        "traces": traces(config),
        "desk": trials.desk(),
        "audit": trials.audit(config.entries),
    }


def policy() -> dict[str, Any]:
    """Return the policy table, and how many cells it shows, masks and leaves out."""
    table = load()
    cells = list(table.cells.values())
    return {
        "count": {"all": len(cells), **{access: cells.count(access) for access in ACCESS}},
        "roles": list(ROLES),
        "states": list(STATES),
        "fields": list(FIELDS),
        "cells": {f: {r: [table.cells[f, r, s] for s in STATES] for r in ROLES} for f in FIELDS},
        "rules": {
            f: {r: [table.requirements[f, r], table.reasons[f, r]] for r in ROLES} for f in FIELDS
        },
        "requirements": {name: list(asks) for name, asks in REQUIREMENTS.items()},
    }


def record() -> dict[str, Any]:
    """Return an invented record, each field with its mask, if it has one."""
    found = {name: revealed(SAMPLE, name) for name in FIELDS}
    return {
        name: {"value": value, **({"mask": mask(name, str(value))} if name in KINDS else {})}
        for name, value in found.items()
    }


def masks(config: Config) -> dict[str, Any]:
    """Return how many people of groups are alone with the mask of their number."""
    groups: dict[str, Any] = {}
    for people in config.people:
        found = privacy.shared(privacy.drawn(people, config.seed))
        percent = 100 * found["alone"]
        groups[str(people)] = {"expected": privacy.alone(people), **found, "percent": percent}
    phone = str(revealed(SAMPLE, "phone"))
    return {
        "masks": privacy.MASKS,
        "numbers": privacy.MASKS * 10**4,
        "behind": privacy.behind(mask("phone", phone)),
        "groups": groups,
    }


def schedules(config: Config) -> dict[str, Any]:
    """Return the count of all schedules by program and number of clients."""
    found: dict[str, Any] = {}
    for name, clients in product(seats.PROGRAMS, range(1, config.counted + 1)):
        of = seats.counted(name, clients)
        found.setdefault(name, {})[str(clients)] = {
            "schedules": of.schedules,
            "oversold": of.oversold,
            "chance": str(of.chance),
            "stuck": of.stuck,
        }
    return found


def traces(config: Config) -> dict[str, Any]:
    """Return the races that the page shows, step by step."""
    return {
        name: [
            [[client, state.clients[client][0], state.taken] for client, state in race]
            for race in (seats.played(name, config.shown, seed) for seed in config.seeds)
        ]
        for name in seats.PROGRAMS
    }
