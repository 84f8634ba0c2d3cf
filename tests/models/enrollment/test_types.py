"""States as types: 31 of 36 pairs are refused by two checkers and at run time, five exist."""

from __future__ import annotations

import pickle
import re
from itertools import product
from pathlib import Path
from threading import Barrier, Thread
from types import SimpleNamespace

import pytest

from models.enrollment import checkers, model
from models.enrollment.states import (
    CLASSES,
    LEGAL,
    STATES,
    VERBS,
    Course,
    Draft,
    Open,
    Refused,
    Started,
    Submitted,
    move,
    parsed,
)
from models.shared.results import load, place

PACKAGE = Path(checkers.__file__).parent
STEPS = [
    ("Draft", "Published"),
    ("Published", "Open"),
    ("Open", "Closed"),
    ("Closed", "Graded"),
    ("Graded", "Released"),
]
PAIRS = list(product(STATES, STATES))


@pytest.fixture(scope="module")
def ready():
    if lacks := checkers.missing():
        pytest.skip(lacks)


@pytest.fixture(scope="module")
def heard(ready):
    """Run the checkers as the model does; keep what it says, and the errors of each by file."""
    errors = {}
    with pytest.MonkeyPatch.context() as patch:
        for name, check in (("mypy", checkers.mypy), ("pyright", checkers.pyright)):

            def remembered(path, name=name, check=check):
                errors[name, path.name] = check(path)
                return errors[name, path.name]

            patch.setattr(checkers, name, remembered)
        return SimpleNamespace(said=model.said(), errors=errors)


@pytest.fixture(scope="module")
def numbers():
    return load(place("enrollment"))["numbers"]


def test_of_36_pairs_five_exist():
    assert len(PAIRS) == 36
    assert list(LEGAL) == STEPS


@pytest.mark.parametrize(("state", "target"), PAIRS)
def test_a_pair_exists_at_run_time_or_is_refused(state, target):
    verb = next(verb for verb, to in VERBS.items() if to == target)
    if (state, target) in STEPS:
        assert type(getattr(CLASSES[state]("Algebra"), verb)()).__name__ == target
        assert type(move(CLASSES[state]("Algebra"), verb)).__name__ == target
    else:
        with pytest.raises(AttributeError, match=f"'{state}' object has no attribute '{verb}'"):
            getattr(CLASSES[state]("Algebra"), verb)()
        with pytest.raises(Refused, match=rf"'{verb}' must be called on .* \(got {state}\)"):
            move(CLASSES[state]("Algebra"), verb)


def test_the_negative_file_expects_an_error_for_each_of_the_31_pairs_and_calls_what_it_names():
    path = PACKAGE / "refused.py"
    expected = checkers.expected(path, checkers.PAIR)
    assert sorted(expected.values()) == sorted(set(PAIRS) - set(STEPS))
    assert len(expected) == 31
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, (state, target) in expected.items():
        verb = re.search(r"exam\.(\w+)\(\)", lines[number - 1])[1]
        function = next(line for line in reversed(lines[:number]) if line.startswith("def "))
        assert VERBS[verb] == target
        assert f"(exam: {state})" in function


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_a_checker_finds_these_31_errors_and_no_other(heard, checker):
    path = PACKAGE / "refused.py"
    found = heard.errors[checker, path.name]
    assert found.keys() == checkers.expected(path, checkers.PAIR).keys()
    assert sum(map(len, found.values())) == 31


def test_the_results_hold_what_the_checkers_of_this_machine_say(heard, numbers):
    if checkers.versions() != numbers["checkers"]:
        pytest.skip(f"the results are of {numbers['checkers']}, here is {checkers.versions()}")
    said = heard.said
    assert {name: numbers[name] for name in said} == said
    assert said["pairs"] == {"all": 36, "legal": 5, "refused": 31}
    messages = [
        (told["mypy"], told["pyright"])
        for of in said["states"].values()
        for told in of.values()
        if not told["legal"]
    ]
    assert len(set(messages)) == len(messages) == 31  # each has a message of its own
    assert said["misuse"]["tried"] == 8


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("def f(e: Draft) -> None: e.publish()  # Draft -> Open", "must be an error for mypy"),
        ("def f(e: Draft) -> None: e.open()", "must be right for mypy"),
    ],
)
def test_an_expected_error_that_passes_and_an_error_elsewhere_are_refused(
    ready, tmp_path, line, message
):
    path = tmp_path / "wrong.py"
    path.write_text(f"from models.enrollment.states import Draft\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        checkers.heard(path, checkers.PAIR)


def test_without_node_or_a_checker_the_model_says_what_to_install(monkeypatch):
    monkeypatch.setattr(checkers.shutil, "which", lambda name: None)
    assert "install" in checkers.missing()
    with pytest.raises(ValueError, match="must be"):
        model.said()


# -- what types cannot see -------------------------------------------------------------------------


def test_a_stage_moves_once_whoever_comes_first():
    draft = Course("Algebra I").draft("Algebra")
    gate, outcomes = Barrier(20), []

    def publish() -> None:
        gate.wait()
        try:
            outcomes.append(type(draft.publish()).__name__)
        except Refused:
            outcomes.append("refused")

    threads = [Thread(target=publish) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["Published", *["refused"] * 19]


def test_two_candidates_hand_in_and_both_attempts_are_kept():
    exam = Open("Algebra")
    first, second = exam.submit(Started("first"), "B"), exam.submit(Started("second"), "C")
    assert (first.candidate, first.answer) == ("first", "B")
    assert (second.candidate, second.answer) == ("second", "C")
    with pytest.raises(Refused, match=r"must be Started \(got Submitted\)"):
        exam.submit(first, "D")
    assert "B" not in repr(Submitted("first", "B"))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"title": "Algebra", "state": "Openn"}, r"'state' must be .* did you mean 'Open'\?"),
        ({"title": "Algebra", "state": "Stage"}, "'state' must be one of"),
        ({"title": "Algebra"}, r"'state' must be a text that is not empty \(got None\)"),
        ({"title": " ", "state": "Open"}, "'title' must be a text that is not empty"),
    ],
)
def test_a_stored_row_is_parsed_or_refused_with_its_column(row, message):
    with pytest.raises(ValueError, match=message):
        parsed(row)
    assert isinstance(parsed({"title": "Algebra", "state": "Draft"}), Draft)


def test_a_verb_that_a_request_misspells_is_refused():
    with pytest.raises(ValueError, match="did you mean 'publish'"):
        move(Draft("Algebra"), "publissh")
    with pytest.raises(ValueError, match="'verb' must be one of"):
        move(Draft("Algebra"), "_move")


def test_a_stage_cannot_be_copied_into_a_second_right_by_a_pickle():
    with pytest.raises(TypeError):
        pickle.dumps(Draft("Algebra"))
