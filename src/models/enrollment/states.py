"""The states of an exam and of an attempt, a class for each: what does not exist cannot be called.

Vocabulary
    stage    an exam in one of its six states, a value of the class of that name
    verb     what leads from a state to the next; ``draft`` makes an exam
    attempt  one candidate at one exam: Started, then Submitted; there are many at one exam

A type checker refuses a verb that a state does not have. Python does not use a value up, so a
stage is marked as spent when it moves on, and refuses a second move at run time.

>>> draft = Course("Algebra I").draft("Algebra")
>>> draft.publish().open()
Open('Algebra')
>>> draft.publish()
Traceback (most recent call last):
models.enrollment.states.Refused: 'publish' must be called on a stage that is not spent (got \
Draft('Algebra'), which has moved on); use the value that its first move returned
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from models.shared.checks import require, require_one_of

#: The verbs, in order, each with the state that it leads to.
VERBS = {
    "draft": "Draft",
    "publish": "Published",
    "open": "Open",
    "close": "Closed",
    "grade": "Graded",
    "release": "Released",
}
STATES = tuple(VERBS.values())


class Refused(ValueError):
    """A step that does not exist, or that comes too late."""


class Once:
    """A right that can be used once, whoever comes first."""

    __slots__ = ("_left", "_lock")

    def __init__(self) -> None:
        self._lock, self._left = Lock(), True

    def use(self) -> bool:
        """Tell whether the right was left, and take it."""
        with self._lock:
            left, self._left = self._left, False
        return left


@dataclass(frozen=True, slots=True)
class Course:
    """A course, which drafts exams."""

    name: str

    def draft(self, title: str) -> Draft:
        """Return a new exam."""
        require(bool(title.strip()), "title", "a text that is not empty", title)
        return Draft(title)


@dataclass(frozen=True, slots=True)
class Stage:
    """What all states of an exam have; an exam is in one of the classes below."""

    title: str
    _right: Once = field(default_factory=Once, repr=False, compare=False)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.title!r})"

    def _move(self, verb: str) -> str:
        """Use this stage up, and return the title for the next."""
        if not self._right.use():
            raise Refused(
                f"{verb!r} must be called on a stage that is not spent (got {self!r}, which has "
                "moved on); use the value that its first move returned"
            )
        return self.title


class Draft(Stage):
    """Being written; the staff alone sees it."""

    __slots__ = ()

    def publish(self) -> Published:
        """Announce the exam."""
        return Published(self._move("publish"))


class Published(Stage):
    """Announced; the questions are secret."""

    __slots__ = ()

    def open(self) -> Open:
        """Let candidates answer."""
        return Open(self._move("open"))


class Open(Stage):
    """Takes answers."""

    __slots__ = ()

    def submit(self, attempt: Started, answer: str) -> Submitted:
        """Hand in; the exam and other attempts are untouched."""
        require_started(attempt)
        return Submitted(attempt.candidate, answer)

    def close(self) -> Closed:
        """Take no more answers."""
        return Closed(self._move("close"))


class Closed(Stage):
    """Answers are final."""

    __slots__ = ()

    def grade(self) -> Graded:
        """Give scores, which stay hidden."""
        return Graded(self._move("grade"))


class Graded(Stage):
    """Scores are given, and hidden from candidates."""

    __slots__ = ()

    def release(self) -> Released:
        """Show scores to the candidates."""
        return Released(self._move("release"))


class Released(Stage):
    """Scores are shown; the end."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Started:
    """An attempt without an answer."""

    candidate: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """An attempt whose answer is fixed."""

    candidate: str
    answer: str = field(repr=False)


def require_started(attempt: object) -> None:
    """Refuse at run time what a checker refuses before: a second answer of one attempt."""
    if not isinstance(attempt, Started):
        raise Refused(f"'attempt' must be Started (got {type(attempt).__name__})")


CLASSES: dict[str, type[Stage]] = {
    kind.__name__: kind for kind in (Draft, Published, Open, Closed, Graded, Released)
}
#: The verbs that each state has: five pairs of 36.
LEGAL = {
    (state, VERBS[verb]): verb
    for state, kind in CLASSES.items()
    for verb in VERBS
    if hasattr(kind, verb)
}


def parsed(row: dict[str, str]) -> Stage:
    """Return the stage that a stored row holds, once, at the edge of the program.

    >>> parsed({"title": "Algebra", "state": "Openn"})
    Traceback (most recent call last):
    ValueError: 'state' must be one of Draft, Published, Open, Closed, Graded, Released \
(got 'Openn'; did you mean 'Open'?)
    """
    for name in ("title", "state"):
        require(bool(row.get(name, "").strip()), name, "a text that is not empty", row.get(name))
    require_one_of("state", row["state"], STATES)
    return CLASSES[row["state"]](row["title"])


def move(stage: Stage, verb: str) -> Stage:
    """Return a stage moved by a verb that a request names; refuse what does not exist.

    >>> move(Draft("Algebra"), "release")
    Traceback (most recent call last):
    models.enrollment.states.Refused: 'release' must be called on Graded (got Draft)
    """
    require_one_of("verb", verb, VERBS)
    state = type(stage).__name__
    if (state, VERBS[verb]) not in LEGAL:
        before = [s for (s, after) in LEGAL if after == VERBS[verb]]
        raise Refused(f"{verb!r} must be called on {(before or ['Course'])[0]} (got {state})")
    method: Any = getattr(stage, verb)
    moved: Stage = method()
    return moved
