"""Where answers are handed in: by the server's clock, and once, however often they are sent.

An answer counts if it arrives at or after the opening and before the deadline; at the deadline it
is too late. A client's own clock is not asked. A key names a request: the same key again gives
the same receipt, so that a client that heard nothing may ask again, even after the deadline.

>>> desk = Desk(Open("Algebra"), opens=0, deadline=100, clock=iter([99, 100, 100]).__next__)
>>> first = desk.submit("s1", "k1", "B")
>>> desk.submit("s1", "k1", "B") == first
True
>>> desk.submit("s2", "k1", "C")
Traceback (most recent call last):
models.enrollment.states.Refused: 'time' must be before the deadline 100 (got 100, by the server)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock

from models.enrollment.audit import Log
from models.enrollment.states import Open, Refused, Started, Submitted
from models.shared.checks import require, require_integer


@dataclass(frozen=True, slots=True)
class Receipt:
    """That an answer was taken, when, and a digest of it; the answer itself is not repeated."""

    candidate: str
    key: str
    at: int
    digest: str


@dataclass(slots=True)
class Forward:
    """A clock that refuses to run backwards; times are in milliseconds."""

    source: Callable[[], int]
    last: int | None = None

    def now(self) -> int:
        """Return the time; raise a ValueError if it is before the last one."""
        time = self.source()
        require_integer("time", time, 0)
        least = self.last
        if least is not None and time < least:
            raise ValueError(
                f"'time' must be at least {least}, the last one (got {time}: the clock ran "
                "backwards); set the clock and start again"
            )
        self.last = time
        return time


@dataclass(slots=True)
class Desk:
    """Takes answers to one exam, and writes what it took and refused to a log, but no answer."""

    exam: Open
    opens: int
    deadline: int
    clock: Callable[[], int]
    attempts: dict[str, Started | Submitted] = field(default_factory=dict)
    log: Log = field(default_factory=Log)
    _receipts: dict[tuple[str, str], Receipt] = field(default_factory=dict)
    _time: Forward = field(init=False)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        require_integer("opens", self.opens, 0)
        require_integer("deadline", self.deadline, self.opens + 1)
        self._time = Forward(self.clock)

    def submit(self, candidate: str, key: str, answer: str) -> Receipt:
        """Take an answer, or give the receipt of before; refuse what is late or another answer."""
        for name, text in (("candidate", candidate), ("key", key)):
            require(bool(text.strip()), name, "a text that is not empty", text)
        digest = sha256(answer.encode()).hexdigest()
        with self._lock:
            now = self._time.now()
            try:
                receipt = self._answer(candidate, key, answer, digest, now)
            except Refused:
                self.log.add(at=now, who=candidate, did="refused", what=self.exam.title)
                raise
            self.log.add(at=now, who=candidate, did="submit", what=self.exam.title)
        return receipt

    def _answer(self, candidate: str, key: str, answer: str, digest: str, now: int) -> Receipt:
        """Return the receipt of before, if there is one for the same answer, or a new one."""
        known = self._receipts.get((candidate, key))
        if known is None:
            return self._take(candidate, key, answer, digest, now)
        if known.digest != digest:
            raise Refused(f"'key' must be new for another answer (got {key!r}, which was used)")
        return known

    def _take(self, candidate: str, key: str, answer: str, digest: str, now: int) -> Receipt:
        """Take a candidate's first answer, if it comes in time."""
        if now < self.opens:
            raise Refused(f"'time' must be at least {self.opens}, the opening (got {now})")
        if now >= self.deadline:
            raise Refused(
                f"'time' must be before the deadline {self.deadline} (got {now}, by the server)"
            )
        attempt = self.attempts.get(candidate, Started(candidate))
        if isinstance(attempt, Submitted):
            raise Refused("'attempt' must be Started (got Submitted: there is an answer already)")
        self.attempts[candidate] = self.exam.submit(attempt, answer)
        receipt = Receipt(candidate, key, now, digest)
        self._receipts[candidate, key] = receipt
        return receipt
