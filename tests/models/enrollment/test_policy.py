"""Who sees what: the full matrix equals the table, and a wrong table is refused as a whole."""

from __future__ import annotations

import csv
import re
from itertools import product
from typing import get_args, get_overloads, get_type_hints

import pytest

from models.enrollment import generate, views
from models.enrollment.masks import KINDS, mask
from models.enrollment.model import SAMPLE
from models.enrollment.policy import (
    ACCESS,
    FIELDS,
    HEAD,
    IDENTITY,
    PLACE,
    REQUIREMENTS,
    ROLES,
    load,
    parse,
)
from models.enrollment.records import project, revealed, seen_as
from models.enrollment.states import CLASSES, STATES
from models.shared import results

TABLE = PLACE.read_text(encoding="utf-8")
ROWS = list(csv.DictReader(TABLE.splitlines()))
CELLS = list(product(ROLES, STATES))


def row(field: str, role: str) -> dict[str, str]:
    (found,) = [row for row in ROWS if (row["field"], row["role"]) == (field, role)]
    return found


@pytest.mark.parametrize(("role", "state"), CELLS)
def test_what_a_role_is_sent_is_what_the_table_says_field_by_field(role, state):
    sent = project(SAMPLE, role, state)
    for field in FIELDS:
        said, value = row(field, role)[state], revealed(SAMPLE, field)
        if said == "absent":
            assert field not in sent
        elif said == "masked":
            assert sent[field] == mask(field, value) != value
        else:
            assert said == "shown"
            assert sent[field] == value


def test_the_matrix_has_every_cell_and_the_results_hold_it():
    numbers = results.load(results.place("enrollment"))["numbers"]["policy"]
    assert len(ROWS) == 13 * 5
    assert numbers["count"]["all"] == 13 * 5 * 6 == sum(numbers["count"][a] for a in ACCESS)
    for line in ROWS:
        cells = numbers["cells"][line["field"]][line["role"]]
        assert cells == [line[state] for state in STATES]
        rule = numbers["rules"][line["field"]][line["role"]]
        assert rule == [line["requirement"], line["why"]]


def test_graders_see_no_identity_and_candidates_no_key_or_score_before_release():
    for state in STATES[:-1]:
        assert not set(IDENTITY) & set(project(SAMPLE, "grader", state))
        assert not {"key", "score"} & set(project(SAMPLE, "candidate", state))
    assert "name" in project(SAMPLE, "grader", "Released")
    assert {"key", "score"} <= set(project(SAMPLE, "candidate", "Released"))


def test_a_candidate_who_asks_for_anothers_attempt_is_sent_what_anybody_is():
    assert seen_as("candidate", "first", "first") == "candidate"
    assert seen_as("candidate", "second", "first") == "anonymous"
    assert seen_as("grader", "second", "first") == "grader"
    for state in STATES:
        assert not set(project(SAMPLE, "anonymous", state)) - {"title", "deadline"}


def test_every_rule_names_a_requirement_and_each_of_them_is_used():
    assert {line["requirement"] for line in ROWS} == set(REQUIREMENTS)
    for line in ROWS:
        masked = "masked" in line.values()
        assert (line["requirement"] == "v5.0.0-14.2.6") == masked, line


# -- views -----------------------------------------------------------------------------------------


def test_the_types_of_views_are_made_of_the_table_that_stands_here():
    assert generate.PLACE.read_text(encoding="utf-8") == generate.module(load()), (
        "views.py is out of date; run 'python -m models.enrollment.generate' and commit it"
    )


@pytest.mark.parametrize(("role", "state"), CELLS)
def test_the_type_of_a_view_has_just_the_fields_that_are_sent(role, state):
    found = []
    for overload in get_overloads(views.view):
        hints = get_type_hints(overload)
        stages = get_args(hints["stage"]) or (hints["stage"],)
        if get_args(hints["role"]) == (role,) and CLASSES[state] in stages:
            found.append(hints["return"])
    (kind,) = found
    sent = views.view(SAMPLE, role, CLASSES[state]("Algebra"))
    assert set(get_type_hints(kind)) == set(sent) == kind.__required_keys__
    for field, of in get_type_hints(kind).items():
        masked = row(field, role)[state] == "masked"
        assert of is (views.Mask if masked else type(sent[field]))


# -- bad input -------------------------------------------------------------------------------------


def changed(old: str, new: str) -> str:
    assert old in TABLE
    return TABLE.replace(old, new, 1)


BAD = {
    "unknown role": (changed("title,grader", "title,gradr"), "4, column 'role'.*'grader'"),
    "unknown field": (changed("score,admin", "scor,admin"), "61, column 'field'.*'score'"),
    "unknown state": (changed("Draft", "Drfat"), "1, column 'Drfat'.*'Draft'"),
    "unknown access": (changed("phone,admin,absent", "phone,admin,abset"),
                       "41, column 'Draft'.*did you mean 'absent'"),
    "empty cell": (changed("phone,admin,absent,masked", "phone,admin,absent,"),
                   "41, column 'Published': 'Published' must be one of .* \\(got ''"),
    "missing row": (re.sub("seat,proctor.*\n", "", TABLE), "'seat' and role 'proctor'"),
    "row twice": (TABLE + TABLE.splitlines()[20] + "\n",
                  "67, column 'field': .* given once \\(first in row 21\\)"),
    "state twice": (changed("Open,Closed", "Open,Open"), "1, column 'Open': there must be one"),
    "no column": (changed(",why\n", "\n"), "1, column 'why': there must be one \\(got 0\\)"),
    "cell too many": (changed("title,admin,", "title,admin,shown,"), "6: a row must have 10 cells"),
    "cell too few": (changed("title,admin,shown,", "title,admin,"), "6: a row must have 10 cells"),
    "no mask": (changed("score,admin,absent", "score,admin,masked"),
                "61, column 'Draft': 'score' must be shown or absent"),
    "unknown rule": (changed("8.2.1", "8.2.7"), "12, column 'requirement'"),
    "no reason": (changed("running the system needs no key", " "), "21, column 'why'"),
    "broken law": (changed("name,grader,absent", "name,grader,masked"),
                   "24, column 'Draft': 'name' must be absent for grader, as grading is blind"),
    "key too early": (changed("key,candidate,absent", "key,candidate,shown"),
                      "18, column 'Draft': 'key' must be absent for candidate"),
    "nothing": ("", "1: the table must have a head"),
    "no rows": (",".join(HEAD) + "\n", "'title' and role 'anonymous'"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_wrong_table_is_refused_with_row_and_column(case):
    text, message = BAD[case]
    at = message if message[0].isdigit() else f" .*{message}"
    with pytest.raises(ValueError, match=rf"policy\.csv:{at}"):
        parse(text)


def test_all_that_is_wrong_is_said_at_once():
    text = changed("title,grader", "title,gradr").replace("8.2.1", "8.2.7", 1)
    with pytest.raises(ValueError, match="'role'") as refusal:
        parse(text)
    assert "'requirement'" in str(refusal.value)


def test_columns_may_come_in_another_order_and_lines_end_as_windows_ends_them():
    lines = [list(reversed(cells)) for cells in csv.reader(TABLE.splitlines())]
    text = "\r\n".join(",".join(f'"{cell}"' for cell in cells) for cells in lines)
    assert parse("\ufeff" + text).cells == load().cells


@pytest.mark.parametrize(("role", "state"), [("guest", "Open"), ("grader", "Opened"), ("", "")])
def test_an_unknown_role_or_state_gets_nothing(role, state):
    with pytest.raises(ValueError, match="must be one of"):
        project(SAMPLE, role, state)


def test_every_field_with_a_mask_is_masked_for_somebody():
    assert {line["field"] for line in ROWS if "masked" in line.values()} == set(KINDS)
