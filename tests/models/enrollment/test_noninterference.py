"""What is hidden changes no byte of an answer: 500 pairs of records for each of 30 cells."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import people
from models.enrollment.masks import KINDS
from models.enrollment.model import SAMPLE
from models.enrollment.policy import FIELDS, ROLES, load
from models.enrollment.records import Record, identity, respond, revealed
from models.enrollment.secret import Masked
from models.enrollment.states import STATES

CELLS = list(product(ROLES, STATES))
TEXTS = st.text(max_size=12)
RECORDS = st.fixed_dictionaries(
    dict.fromkeys(FIELDS, TEXTS) | people.VALUES | {"score": st.integers(0, 1000)}
)


def built(values: dict) -> Record:
    held = {f: Masked(v) for f, v in values.items() if f not in (*KINDS, "title", "deadline")}
    person = identity(**{name: values[name] for name in KINDS})
    return Record(title=values["title"], deadline=values["deadline"], person=person, **held)


def under_the_mask(field: str, shown: str, hidden: str) -> str:
    """Return a value with the mask of one and, beneath it, what another has there."""
    if field == "phone":
        return shown[:3] + hidden[3:7] + shown[7:]
    if field == "id":
        return hidden[:6] + shown[6:]
    if field == "name":
        return shown[0] + hidden[1:]
    return shown[0] + hidden.partition("@")[0][1:] + "@" + shown.partition("@")[2]


def twin(one: dict, other: dict, role: str, state: str) -> dict:
    """Return the second of two records that differ in nothing but what is hidden in a cell."""
    seen = load().seen(role, state)
    mixed = {}
    for field in FIELDS:
        access = seen.get(field, "absent")
        mixed[field] = {
            "shown": lambda f=field: one[f],
            "masked": lambda f=field: under_the_mask(f, one[f], other[f]),
            "absent": lambda f=field: other[f],
        }[access]()
    return mixed


@settings(max_examples=500, deadline=None)
@given(RECORDS, RECORDS)
def test_two_records_that_differ_in_what_is_hidden_get_the_same_bytes_in_each_cell(one, other):
    record = built(one)
    twins: dict[tuple, Record] = {}  # cells that hide the same have the same twin
    for role, state in CELLS:
        hides = tuple(load().seen(role, state).items())
        if hides not in twins:
            twins[hides] = built(twin(one, other, role, state))
        assert respond(record, role, state) == respond(twins[hides], role, state), (role, state)


@pytest.mark.parametrize(("role", "state"), CELLS)
def test_the_claim_is_not_empty_what_is_hidden_differs_and_what_is_shown_changes_the_answer(
    role, state
):
    one = {field: revealed(SAMPLE, field) for field in FIELDS}
    other = {
        **{field: f"other {field}" for field in FIELDS},
        "name": "Wu Xun",
        "id": "1999099999",
        "email": "zhou@elsewhere.example.org",
        "phone": "19999990000",
        "score": 7,
    }
    seen = load().seen(role, state)
    second = twin(one, other, role, state)
    for field in FIELDS:
        assert (second[field] != one[field]) == (seen.get(field) != "shown")
    answer = respond(SAMPLE, role, state)
    for field in FIELDS:
        changed = respond(built(one | {field: other[field]}), role, state)
        assert (changed != answer) == (field in seen), field


def test_an_answer_is_kept_by_no_cache_and_tells_its_length():
    answer = respond(SAMPLE, "proctor", "Open")
    headers = dict(answer.headers)
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Length"] == str(len(answer.body))
