"""Run a scheduler's own code so that it comes back, whatever it does.

It runs in a thread of its own, which counts the steps of the interpreter. When there are too many
without progress, the thread is halted where it is for good, and the caller goes on with an error:
an exception raised there instead could be caught by the very code that does not end. What waits
in a function written in C is given up after a minute; what computes in one is not seen.
"""

from __future__ import annotations

import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

from models.shared.checks import require

#: So many steps of the interpreter a scheduler may take from one operation to the next.
STEPS = 10_000_000
#: So many seconds it may wait, for a lock or asleep.
SECONDS = 60.0
T = TypeVar("T")
PACKAGE = __name__.rpartition(".")[0] + "."
OURS = str(Path(__file__).parent)  # code that is known to end, and is not counted


@dataclass
class Watch:
    """Counts steps since the last progress, and halts the thread that takes too many."""

    halted: bool = False
    steps: int = 0
    progress: int = 0
    ended: threading.Event = field(default_factory=threading.Event)

    def enter(self, frame: FrameType, event: str, argument: Any) -> Any:
        """Count the steps of a function that is called, unless it is one of the engine."""
        if frame.f_code.co_filename.startswith(OURS):
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return self.count

    def count(self, frame: FrameType, event: str, argument: Any) -> Any:
        """Count a step."""
        self.steps += 1
        if self.halted or self.steps > STEPS:
            self.halt()
        return self.count

    def advance(self) -> None:
        """Note progress."""
        self.steps = 0
        self.progress += 1

    def wait(self) -> bool:
        """Wait for the end, and tell whether it came; without progress, not longer than that."""
        seen = None
        while not self.ended.wait(SECONDS):
            now = self.progress, self.steps
            if now == seen or (seen is None and now == (0, 0)):
                self.halted = True
                return False
            seen = now
        return True

    def halt(self) -> None:
        """Let the caller go on, and this thread wait for ever."""
        self.halted = True
        self.ended.set()
        threading.Event().wait()

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Count the steps of this thread."""
        sys.settrace(self.enter)
        try:
            yield
        finally:
            sys.settrace(None)


def ends(scheduler: object, method: str) -> bool:
    """Tell whether a method is known to end: it and all of its class belong to this package."""
    classes = [kind for kind in type(scheduler).__mro__ if kind is not object]
    code = getattr(getattr(scheduler, method, None), "__code__", None)
    ours = code is not None and code.co_filename.startswith(OURS)
    return ours and all(kind.__module__.startswith(PACKAGE) for kind in classes)


def guarded(work: Callable[[], T], watch: Watch, name: str, progress: Callable[[], str]) -> T:
    """Return what a function returns that runs in a thread of its own, or raise what it raises.

    Raises:
        ValueError: it took too many steps.

    """
    results: list[T] = []
    errors: list[BaseException] = []

    def body() -> None:
        try:
            results.append(work())
        except BaseException as error:
            errors.append(error)
        finally:
            watch.ended.set()

    threading.Thread(target=body, daemon=True, name=name).start()
    took = f"more than {STEPS:,} steps of the interpreter"
    if not watch.wait():
        took = f"a wait of more than {SECONDS:g} seconds"
    got = f"{took} without progress, {progress()}"
    require(not watch.halted, name, "finished in the end", got)
    if errors:
        raise errors[0]
    return results[0]


@contextmanager
def forgotten() -> Iterator[list[str]]:
    """Note which coroutines are thrown away without having been awaited; pass other warnings on."""
    noted: list[str] = []
    passed_on = warnings.showwarning

    def note(message: Warning | str, *rest: Any, **named: Any) -> None:
        if "was never awaited" not in str(message):
            passed_on(message, *rest, **named)
        elif not noted:
            noted.append(str(message))

    with warnings.catch_warnings():
        warnings.filterwarnings("always", ".*was never awaited", RuntimeWarning)
        warnings.showwarning = note
        yield noted
