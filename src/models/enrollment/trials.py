"""What the desk answers in each case, and how a changed entry of the log is found: tried out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from models.enrollment.audit import PARTS, Log, broken, written
from models.enrollment.desk import Desk
from models.enrollment.states import Open
from models.shared.checks import require_integer

OPENS, DEADLINE = 1000, 2000
#: What is sent, one after the other: a name, the case, the time, candidate, key and answer.
SENT = (
    ("early", "before the opening", 999, "first", "a", "B"),
    ("opening", "at the opening", 1000, "first", "b", "B"),
    ("again", "the same again, with the same key", 1001, "first", "b", "B"),
    ("other", "another answer with the same key", 1002, "first", "b", "C"),
    ("second", "another answer with a new key", 1003, "first", "c", "C"),
    ("stranger", "the same key, from another candidate", 1004, "second", "b", "D"),
    ("last", "the last moment before the deadline", 1999, "third", "d", "A"),
    ("late", "at the deadline", 2000, "fourth", "e", "A"),
    ("after", "an answer of before again, after the deadline", 2001, "third", "d", "A"),
    ("empty", "an empty key", 2002, "fifth", "", "A"),
    ("backwards", "a clock that runs backwards", 1500, "fifth", "f", "A"),
)


def desk() -> dict[str, dict[str, Any]]:
    """Return the case, the server's time and the answer, for each of what is sent."""
    now = [0]
    taking = Desk(Open("Algebra"), OPENS, DEADLINE, lambda: now[0])
    found: dict[str, dict[str, Any]] = {}
    for name, case, time, candidate, key, answer in SENT:
        now[0] = time
        try:
            told = f"receipt of {taking.submit(candidate, key, answer).at}"
        except ValueError as error:
            told = f"refused: {error}"
        found[name] = {"case": case, "time": time, "told": told}
    return found


def log(entries: int) -> Log:
    """Return a log of some entries."""
    require_integer("entries", entries, 1)
    kept = Log()
    for index in range(entries):
        kept.add(at=1000 + index, who=f"candidate-{index % 7}", did="submit", what=f"exam-{index}")
    return kept


#: How one entry may be changed: what changes, and the new text of its line.
CHANGES: dict[str, Callable[[dict[str, Any]], str]] = {
    **{
        name: (lambda entry, name=name: written(entry | {name: flipped(entry[name])}))  # type: ignore[misc]
        for name in PARTS
    },
    "spelling": lambda entry: json.dumps(entry),
    "damage": lambda entry: written(entry)[:-1],
}


def flipped(value: Any) -> Any:
    """Return a value with the lowest bit of its first character, or of itself, flipped."""
    if isinstance(value, int):
        return value ^ 1
    return chr(ord(value[0]) ^ 1) + value[1:]


def audit(entries: int) -> dict[str, int]:
    """Return how many changes of single entries are tried, and are found at their index."""
    kept = log(entries)
    tried = found = 0
    for index, line in enumerate(kept.lines):
        for change in CHANGES.values():
            changed = [*kept.lines[:index], change(json.loads(line)), *kept.lines[index + 1 :]]
            tried += 1
            found += broken(changed) == index
    return {"entries": entries, "changes": len(CHANGES), "tried": tried, "found": found}
