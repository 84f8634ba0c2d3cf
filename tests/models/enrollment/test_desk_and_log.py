"""Answers are taken by the server's clock and once; a changed entry of the log is found."""

from __future__ import annotations

import json
from threading import Barrier, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enrollment import trials
from models.enrollment.audit import PARTS, START, Log, broken, digest, written
from models.enrollment.desk import Desk
from models.enrollment.states import Open, Refused, Submitted
from models.shared.results import load, place


def desk(*times: int, **options: int) -> Desk:
    return Desk(
        Open("Algebra"), clock=iter(times).__next__, **{"opens": 10, "deadline": 20} | options
    )


def test_an_answer_counts_from_the_opening_until_just_before_the_deadline():
    outcomes = {}
    for time in range(8, 23):
        try:
            outcomes[time] = desk(time).submit("first", "key", "B").at
        except Refused:
            outcomes[time] = None
    assert outcomes == {time: time if 10 <= time < 20 else None for time in range(8, 23)}


def test_the_same_key_gives_the_same_receipt_even_after_the_deadline_and_keeps_one_attempt():
    taking = desk(19, 20, 99)
    first = taking.submit("first", "key", "B")
    assert taking.submit("first", "key", "B") == first == taking.submit("first", "key", "B")
    assert taking.attempts == {"first": Submitted("first", "B")}


def test_a_key_is_its_candidates_own_and_tells_nobody_else_anything():
    taking = desk(11, 12)
    first = taking.submit("first", "key", "B")
    second = taking.submit("second", "key", "C")
    assert (second.candidate, second.at) == ("second", 12)
    assert second.digest != first.digest
    assert {name: attempt.answer for name, attempt in taking.attempts.items()} == {
        "first": "B",
        "second": "C",
    }


@pytest.mark.parametrize(
    ("key", "answer", "message"),
    [
        ("key", "C", "'key' must be new for another answer"),
        ("other", "C", "'attempt' must be Started"),
        ("other", "B", "'attempt' must be Started"),
    ],
)
def test_a_second_answer_is_refused_and_the_first_stays(key, answer, message):
    taking = desk(11, 12)
    taking.submit("first", "key", "B")
    with pytest.raises(Refused, match=message):
        taking.submit("first", key, answer)
    assert taking.attempts["first"] == Submitted("first", "B")


@pytest.mark.parametrize(("candidate", "key"), [("first", ""), ("first", " \t"), ("", "key")])
def test_an_empty_key_or_candidate_is_refused(candidate, key):
    with pytest.raises(ValueError, match="must be a text that is not empty"):
        desk(11).submit(candidate, key, "B")


def test_a_clock_that_runs_backwards_is_refused_and_one_that_stands_still_is_not():
    taking = desk(12, 12, 11, 12)
    taking.submit("first", "a", "B")
    taking.submit("second", "b", "B")
    with pytest.raises(ValueError, match=r"at least 12, the last one \(got 11: the clock ran back"):
        taking.submit("third", "c", "B")
    assert "third" not in taking.attempts
    taking.submit("third", "c", "B")


@pytest.mark.parametrize("time", [-1, 1.5, True, "11", None])
def test_a_time_that_is_none_is_refused(time):
    with pytest.raises(ValueError, match="'time' must be an integer"):
        desk(time).submit("first", "key", "B")


@pytest.mark.parametrize("options", [{"deadline": 10}, {"deadline": 3}, {"opens": -1}])
def test_a_desk_that_is_never_open_is_refused(options):
    with pytest.raises(ValueError, match="must be an integer of at least"):
        desk(**options)


def test_a_hundred_threads_with_one_key_get_one_receipt_and_with_two_keys_one_answer():
    taking = Desk(Open("Algebra"), 0, 10, clock=lambda: 5)
    gate, receipts, refused = Barrier(100), [], []

    def send(number: int) -> None:
        gate.wait()
        try:
            receipts.append(taking.submit("first", f"key {number % 2}", "B"))
        except Refused:
            refused.append(number)

    threads = [Thread(target=send, args=(number,)) for number in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(receipts)) == 1
    assert (len(receipts), len(refused)) == (50, 50)
    assert broken(taking.log.lines, taking.log.head) is None


def test_the_desk_logs_what_it_takes_and_refuses_and_never_an_answer():
    taking = desk(9, 11)
    with pytest.raises(Refused):
        taking.submit("first", "key", "the answer")
    taking.submit("first", "key", "the answer")
    entries = [json.loads(line) for line in taking.log.lines]
    assert [(entry["at"], entry["did"]) for entry in entries] == [(9, "refused"), (11, "submit")]
    assert "the answer" not in "".join(taking.log.lines)


def test_the_cases_of_the_page_are_those_of_the_results():
    assert load(place("enrollment"))["numbers"]["desk"] == trials.desk()


# -- the log ---------------------------------------------------------------------------------------


def test_each_of_200_entries_changed_in_each_way_is_found_at_its_index():
    kept = trials.log(200)
    assert broken(kept.lines, kept.head) is None
    for index, line in enumerate(kept.lines):
        for change in trials.CHANGES.values():
            changed = [*kept.lines[:index], change(json.loads(line)), *kept.lines[index + 1 :]]
            assert changed[index] != line
            assert broken(changed) == index
    found = {"entries": 200, "changes": 8, "tried": 1600, "found": 1600}
    assert len(trials.CHANGES) == 8
    assert load(place("enrollment"))["numbers"]["audit"] == found


@pytest.mark.parametrize("index", [0, 99, 199])
def test_a_bit_flipped_in_any_byte_of_an_entry_is_found_at_its_index(index):
    kept = trials.log(200)
    line = kept.lines[index].encode()
    for byte in range(len(line)):
        flipped = bytearray(line)
        flipped[byte] ^= 1 << byte % 8
        changed = flipped.decode("latin-1")
        assert broken([*kept.lines[:index], changed]) == index


def test_an_entry_taken_out_put_in_or_moved_is_found():
    kept = trials.log(20).lines
    assert broken(kept[:5] + kept[6:]) == 5
    assert broken([*kept[:5], kept[4], *kept[5:]]) == 5
    assert broken([*kept[:5], kept[6], kept[5], *kept[7:]]) == 5
    assert broken(kept[1:]) == 0


def test_a_log_cut_short_or_written_anew_is_found_by_who_kept_the_last_digest():
    kept = trials.log(20)
    assert broken(kept.lines[:-1]) is None  # nothing in the log itself tells
    assert broken(kept.lines[:-1], kept.head) == 19
    forged = Log()
    for line in kept.lines:
        entry = json.loads(line)
        who = "nobody" if entry["at"] == 1003 else entry["who"]
        forged.add(at=entry["at"], who=who, did=entry["did"], what=entry["what"])
    assert broken(forged.lines) is None
    assert broken(forged.lines, kept.head) == 20
    assert broken([], START) is None


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=5))
def test_any_text_is_one_line_of_the_log_and_comes_back(texts):
    kept = Log()
    for index, text in enumerate(texts):
        kept.add(at=index, who=text, did="move", what=text)
    assert broken(kept.lines, kept.head) is None
    for line, text in zip(kept.lines, texts, strict=True):
        assert "\n" not in line
        assert json.loads(line)["who"] == text
        assert tuple(json.loads(line)) == PARTS
        assert digest(json.loads(line)) == json.loads(line)["digest"]
        assert written(json.loads(line)) == line


@pytest.mark.parametrize(
    "entry", [{"at": 4}, {"at": -1}, {"who": ""}, {"did": " "}, {"what": ""}, {"at": 5.5}]
)
def test_an_entry_without_its_parts_or_from_before_is_refused(entry):
    kept = Log()
    whole = {"at": 5, "who": "admin", "did": "move", "what": "Algebra"}
    kept.add(**whole)
    with pytest.raises(ValueError, match="must be"):
        kept.add(**whole | entry)
    assert len(kept.lines) == 1
