"""What each role is sent in each state, as types: ``generate`` makes it from ``policy.csv``.

A field that is absent is not in the type, so that a checker refuses to read it; a masked one is
a ``Mask``, which no function that needs the value takes.
"""

from __future__ import annotations

from typing import Any, Literal, NewType, TypedDict, overload

from models.enrollment.records import Record, project
from models.enrollment.states import Closed, Draft, Graded, Open, Published, Released, Stage

Mask = NewType("Mask", str)


class AnonymousDraft(TypedDict):
    """What an anonymous reader is sent in Draft."""


class AnonymousPublished(TypedDict):
    """What an anonymous reader is sent in Published, Open, Closed, Graded and Released."""

    title: str
    deadline: str


class CandidateDraft(TypedDict):
    """What a candidate is sent in Draft."""


class CandidatePublished(TypedDict):
    """What a candidate is sent in Published."""

    title: str
    deadline: str
    name: str
    id: Mask
    email: Mask
    phone: Mask
    seat: str


class CandidateOpen(TypedDict):
    """What a candidate is sent in Open, Closed and Graded."""

    title: str
    deadline: str
    questions: str
    name: str
    id: Mask
    email: Mask
    phone: Mask
    seat: str
    answer: str
    submitted: str


class CandidateReleased(TypedDict):
    """What a candidate is sent in Released."""

    title: str
    deadline: str
    questions: str
    key: str
    name: str
    id: Mask
    email: Mask
    phone: Mask
    seat: str
    answer: str
    submitted: str
    score: int
    remark: str


class GraderDraft(TypedDict):
    """What a grader is sent in Draft, Published and Open."""

    title: str
    deadline: str
    questions: str
    key: str


class GraderClosed(TypedDict):
    """What a grader is sent in Closed."""

    title: str
    deadline: str
    questions: str
    key: str
    answer: str


class GraderGraded(TypedDict):
    """What a grader is sent in Graded."""

    title: str
    deadline: str
    questions: str
    key: str
    answer: str
    score: int
    remark: str


class GraderReleased(TypedDict):
    """What a grader is sent in Released."""

    title: str
    deadline: str
    questions: str
    key: str
    name: str
    id: Mask
    email: Mask
    answer: str
    submitted: str
    score: int
    remark: str


class ProctorDraft(TypedDict):
    """What a proctor is sent in Draft."""


class ProctorPublished(TypedDict):
    """What a proctor is sent in Published."""

    title: str
    deadline: str
    name: Mask
    seat: str


class ProctorOpen(TypedDict):
    """What a proctor is sent in Open."""

    title: str
    deadline: str
    questions: str
    name: str
    id: Mask
    phone: Mask
    seat: str
    submitted: str


class ProctorClosed(TypedDict):
    """What a proctor is sent in Closed."""

    title: str
    deadline: str
    name: str
    id: Mask
    phone: Mask
    seat: str
    submitted: str


class ProctorGraded(TypedDict):
    """What a proctor is sent in Graded and Released."""

    title: str
    deadline: str


class AdminDraft(TypedDict):
    """What an admin is sent in Draft."""

    title: str
    deadline: str


class AdminPublished(TypedDict):
    """What an admin is sent in Published."""

    title: str
    deadline: str
    name: str
    id: str
    email: str
    phone: Mask
    seat: str


class AdminOpen(TypedDict):
    """What an admin is sent in Open, Closed and Graded."""

    title: str
    deadline: str
    name: str
    id: str
    email: str
    phone: Mask
    seat: str
    submitted: str


class AdminReleased(TypedDict):
    """What an admin is sent in Released."""

    title: str
    deadline: str
    questions: str
    name: str
    id: str
    email: str
    phone: Mask
    seat: str
    submitted: str
    score: int


@overload
def view(record: Record, role: Literal["anonymous"], stage: Draft) -> AnonymousDraft: ...
@overload
def view(
    record: Record, role: Literal["anonymous"], stage: Published | Open | Closed | Graded | Released
) -> AnonymousPublished: ...
@overload
def view(record: Record, role: Literal["candidate"], stage: Draft) -> CandidateDraft: ...
@overload
def view(record: Record, role: Literal["candidate"], stage: Published) -> CandidatePublished: ...
@overload
def view(
    record: Record, role: Literal["candidate"], stage: Open | Closed | Graded
) -> CandidateOpen: ...
@overload
def view(record: Record, role: Literal["candidate"], stage: Released) -> CandidateReleased: ...
@overload
def view(
    record: Record, role: Literal["grader"], stage: Draft | Published | Open
) -> GraderDraft: ...
@overload
def view(record: Record, role: Literal["grader"], stage: Closed) -> GraderClosed: ...
@overload
def view(record: Record, role: Literal["grader"], stage: Graded) -> GraderGraded: ...
@overload
def view(record: Record, role: Literal["grader"], stage: Released) -> GraderReleased: ...
@overload
def view(record: Record, role: Literal["proctor"], stage: Draft) -> ProctorDraft: ...
@overload
def view(record: Record, role: Literal["proctor"], stage: Published) -> ProctorPublished: ...
@overload
def view(record: Record, role: Literal["proctor"], stage: Open) -> ProctorOpen: ...
@overload
def view(record: Record, role: Literal["proctor"], stage: Closed) -> ProctorClosed: ...
@overload
def view(record: Record, role: Literal["proctor"], stage: Graded | Released) -> ProctorGraded: ...
@overload
def view(record: Record, role: Literal["admin"], stage: Draft) -> AdminDraft: ...
@overload
def view(record: Record, role: Literal["admin"], stage: Published) -> AdminPublished: ...
@overload
def view(record: Record, role: Literal["admin"], stage: Open | Closed | Graded) -> AdminOpen: ...
@overload
def view(record: Record, role: Literal["admin"], stage: Released) -> AdminReleased: ...


def view(record: Record, role: Any, stage: Stage) -> Any:
    """Return what a role is sent of a record while its exam is in a stage."""
    return project(record, role, type(stage).__name__)
