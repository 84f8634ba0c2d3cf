"""Who sees what: a table that a person can read, ``policy.csv``, and what it must not say.

A row is a field as one role sees it: how in each of the six states, which requirement of OWASP's
Application Security Verification Standard 5.0.0 asks for it, and why. Every error names row and
column, and a table is refused as a whole.

>>> load().cells["phone", "candidate", "Open"]
'masked'
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from models.enrollment.masks import KINDS
from models.enrollment.states import STATES
from models.shared.checks import require_one_of

PLACE = Path(__file__).with_name("policy.csv")
ROLES = ("anonymous", "candidate", "grader", "proctor", "admin")
FIELDS = (
    *("title", "deadline", "questions", "key"),
    *("name", "id", "email", "phone", "seat"),
    *("answer", "submitted", "score", "remark"),
)
ACCESS = ("shown", "masked", "absent")
HEAD = ("field", "role", *STATES, "requirement", "why")
#: The requirements that rules may name: level, and what each asks for, in short.
REQUIREMENTS = {
    "v5.0.0-8.1.2": (2, "rules for single fields, which may depend on state"),
    "v5.0.0-8.2.1": (1, "functions only for those with permission"),
    "v5.0.0-8.2.2": (1, "items of data only for those with permission to them"),
    "v5.0.0-8.2.3": (2, "single fields only for those with permission to them"),
    "v5.0.0-14.2.6": (3, "the least sensitive data that will do, and masked"),
}
IDENTITY = ("name", "id", "email", "phone", "seat")
BEFORE = STATES[:-1]  # before Released
Cell = tuple[str, str, str]
#: What no table may allow, whoever edits it: fields, role and states in which all are absent.
LAWS: dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "grading is blind": (IDENTITY, "grader", BEFORE),
    "no key and no score before release": (("key", "score"), "candidate", BEFORE),
    "no person is shown to the public": (
        (*IDENTITY, "answer", "submitted", "score", "remark"),
        "anonymous",
        STATES,
    ),
}


@dataclass(frozen=True, slots=True)
class Policy:
    """How each field is seen by each role in each state, and by which rule."""

    cells: dict[Cell, str]
    requirements: dict[tuple[str, str], str]
    reasons: dict[tuple[str, str], str]

    def seen(self, role: str, state: str) -> dict[str, str]:
        """Return the fields that are not absent, each shown or masked."""
        require_one_of("role", role, ROLES)
        require_one_of("state", state, STATES)
        found = {field: self.cells[field, role, state] for field in FIELDS}
        return {field: access for field, access in found.items() if access != "absent"}


@cache
def load() -> Policy:
    """Return the table that stands beside this module."""
    return parse(PLACE.read_text(encoding="utf-8"), PLACE.name)


def parse(text: str, name: str = "policy.csv") -> Policy:
    """Return the policy that a table says; raise one ValueError with all that is wrong with it."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    rows = [(reader.line_num, row) for row in reader if row]
    if not rows:
        raise ValueError(f"{name}:1: the table must have a head ({', '.join(HEAD)}; got no row)")
    columns = rows[0][1]
    problems = list(head_problems(columns, name))
    policy = Policy({}, {}, {})
    if not problems:
        first: dict[tuple[str, str], int] = {}
        for line, cells in rows[1:]:
            if len(cells) != len(columns):
                problems.append(
                    f"{name}:{line}: a row must have {len(columns)} cells (got {len(cells)})"
                )
                continue
            row = dict(zip(columns, cells, strict=True))
            problems += row_problems(row, f"{name}:{line}")
            problems += repeated(row, first, line, name)
            take(policy, row)
        problems += gaps(first, name)
        problems += broken(policy, first, name)
    if problems:
        raise ValueError("\n".join(problems))
    return policy


def take(policy: Policy, row: dict[str, str]) -> None:
    """Put a row into a policy."""
    key = (row["field"], row["role"])
    policy.cells.update({(*key, state): row[state] for state in STATES})
    policy.requirements[key] = row["requirement"]
    policy.reasons[key] = row["why"]


def head_problems(columns: list[str], name: str) -> Iterator[str]:
    """Yield what is wrong with the head of a table."""
    for column in columns:
        if what := unknown("column", column, HEAD):
            yield f"{name}:1, column {column!r}: {what}"
    for column in HEAD:
        if (count := columns.count(column)) != 1:
            yield f"{name}:1, column {column!r}: there must be one (got {count})"


def row_problems(row: dict[str, str], at: str) -> Iterator[str]:
    """Yield what is wrong with the cells of a row."""
    known = {"field": FIELDS, "role": ROLES, "requirement": tuple(REQUIREMENTS)}
    for column, names in (known | dict.fromkeys(STATES, ACCESS)).items():
        if what := unknown(column, row[column], names):
            yield f"{at}, column {column!r}: {what}"
    for state in STATES:
        if row[state] == "masked" and row["field"] in FIELDS and row["field"] not in KINDS:
            what = f"{row['field']!r} must be shown or absent: it has no mask (got 'masked')"
            yield f"{at}, column {state!r}: {what}"
    if not row["why"].strip():
        yield f"{at}, column 'why': 'why' must be a reason (got {row['why']!r})"


def repeated(
    row: dict[str, str], first: dict[tuple[str, str], int], line: int, name: str
) -> Iterator[str]:
    """Yield it if a field and role were given before; ``first`` learns where each is."""
    key = (row["field"], row["role"])
    if (before := first.setdefault(key, line)) != line:
        what = f"{key[0]!r} for {key[1]!r} must be given once (first in row {before})"
        yield f"{name}:{line}, column 'field': {what}; take one out"


def unknown(column: str, value: str, names: tuple[str, ...]) -> str:
    """Return what is wrong with a name; nothing if it is one of those known."""
    try:
        require_one_of(column, value, names)
    except ValueError as error:
        return str(error)
    return ""


def gaps(first: dict[tuple[str, str], int], name: str) -> Iterator[str]:
    """Yield the fields and roles that have no row."""
    for field, role in product(FIELDS, ROLES):
        if (field, role) not in first:
            what = f"there must be a row for field {field!r} and role {role!r}"
            yield f"{name}: {what} (got none; add it, for all states)"


def broken(policy: Policy, first: dict[tuple[str, str], int], name: str) -> Iterator[str]:
    """Yield the cells that break a law."""
    for law, (fields, role, states) in LAWS.items():
        for field, state in product(fields, states):
            got = policy.cells.get((field, role, state), "absent")
            if got in ("shown", "masked"):
                at = f"{name}:{first[field, role]}, column {state!r}"
                yield f"{at}: {field!r} must be absent for {role}, as {law} (got {got!r})"
