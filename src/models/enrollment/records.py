"""One record, an exam with one candidate's attempt, and what a role is sent of it in a state.

All that somebody may not see is kept as :class:`Masked`, so that no repr, log or exception shows
it. :func:`project` is the one place that reveals, and asks the policy for each field.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass

from models.enrollment import masks
from models.enrollment.masks import KINDS
from models.enrollment.policy import FIELDS, Policy, load
from models.enrollment.secret import Masked

ROSTER = ("name", "id", "email", "phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who a candidate is, parsed once, at the edge."""

    name: Masked[str]
    id: Masked[str]
    email: Masked[str]
    phone: Masked[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An exam and one candidate's attempt at it."""

    title: str
    deadline: str
    questions: Masked[str]
    key: Masked[str]
    person: Identity
    seat: Masked[str]
    answer: Masked[str]
    submitted: Masked[str]
    score: Masked[int]
    remark: Masked[str]


def identity(**given: str) -> Identity:
    """Return an identity parsed from its four parts; no error says what was given."""
    return Identity(**{name: Masked(masks.parse(name, given[name])) for name in ROSTER})


def roster(text: str, name: str = "roster.csv") -> list[Identity]:
    """Return the identities of a table; raise one ValueError that names each row and column."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    head = tuple(rows[0]) if rows else ()
    if head != ROSTER:
        # What stands there may be a person, so it is not said.
        raise ValueError(f"{name}:1: the head must be {', '.join(ROSTER)} (got {len(head)} cells)")
    problems = list(roster_problems(rows, name))
    if problems:
        raise ValueError("\n".join(problems))
    return [identity(**dict(zip(ROSTER, row, strict=True))) for row in rows[1:] if row]


def roster_problems(rows: list[list[str]], name: str) -> Iterator[str]:
    """Yield what is wrong with a table of identities, by row and column; no value is said."""
    taken: dict[str, int] = {}
    for line, row in enumerate(rows[1:], 2):
        if not row:
            continue
        if len(row) != len(ROSTER):
            yield f"{name}:{line}: a row must have {len(ROSTER)} cells (got {len(row)})"
            continue
        for column, value in zip(ROSTER, row, strict=True):
            if what := masks.problem(column, value):
                yield f"{name}:{line}, column {column!r}: {what}"
        if (before := taken.setdefault(row[1], line)) != line:
            yield f"{name}:{line}, column 'id': 'id' must be given once (first in row {before})"


def project(
    record: Record, role: str, state: str, policy: Policy | None = None
) -> dict[str, str | int]:
    """Return what a role is sent of a record in a state: a field that is absent is not there."""
    sent: dict[str, str | int] = {}
    for field, access in (policy or load()).seen(role, state).items():
        value = revealed(record, field)
        sent[field] = masks.mask(field, str(value)) if access == "masked" else value
    return sent


def revealed(record: Record, field: str) -> str | int:
    """Return the value of a field."""
    held: str | Masked[str] | Masked[int] = getattr(
        record.person if field in KINDS else record, field
    )
    return held.reveal() if isinstance(held, Masked) else held


def seen_as(role: str, subject: str, owner: str) -> str:
    """Return as whom somebody sees a record: a candidate who asks for another's is anybody."""
    return "anonymous" if role == "candidate" and subject != owner else role


@dataclass(frozen=True, slots=True)
class Response:
    """What goes over the wire."""

    headers: tuple[tuple[str, str], ...]
    body: bytes


def respond(record: Record, role: str, state: str, policy: Policy | None = None) -> Response:
    """Return what the server sends: the projection as JSON, and no copy for a cache."""
    sent = project(record, role, state, policy)
    assert list(sent) == [field for field in FIELDS if field in sent]  # one order of fields
    body = json.dumps(sent, ensure_ascii=False, separators=(",", ":")).encode()
    headers = (
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
    )
    return Response(headers, body)
