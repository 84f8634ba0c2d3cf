"""The last seat with real threads: many clients, one seat, and a seller that they all call.

How often threads meet depends on the machine, so what is counted here is a measurement. A naive
seller lets go between its check and its act, as it does when each is a question to a store.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier, Lock, Thread

from models.shared.checks import require_integer, require_one_of

Sell = Callable[[int], bool]  # sell the seat of a race: whether the client was told that it has it
Client = Callable[[], AbstractContextManager[Sell]]  # what each client opens, and closes
PATIENCE = 60.0  # seconds that SQLite waits for a lock
MOST = 1000  # clients, each a thread


@dataclass(slots=True)
class Seat:
    """One seat, and the lock of those who use one."""

    taken: int = 0
    lock: Lock = field(default_factory=Lock)

    def compare_and_set(self, before: int, after: int) -> bool:
        """Set what is taken if it still is what it was; one step for who calls it.

        Python has no such instruction, so a lock of its own makes it one step.
        """
        with self.lock:
            same = self.taken == before
            if same:
                self.taken = after
        return same


def naive(seat: Seat) -> bool:
    """Check, let go, act."""
    if seat.taken >= 1:
        return False
    time.sleep(0)  # a round trip to the store: others run
    seat.taken += 1
    return True


def locked(seat: Seat) -> bool:
    """Check and act under the lock."""
    with seat.lock:
        return naive(seat)


def compared(seat: Seat) -> bool:
    """Read, and set if nothing has changed since; else read again."""
    while (read := seat.taken) < 1:
        time.sleep(0)
        if seat.compare_and_set(read, read + 1):
            return True
    return False


MEMORY: dict[str, Callable[[Seat], bool]] = {"naive": naive, "lock": locked, "compare": compared}


@contextmanager
def memory(method: str, races: int) -> Iterator[Client]:
    """Give what a client opens to get a seller of seats in memory."""
    require_one_of("method", method, MEMORY)
    seats = [Seat() for _ in range(races)]
    yield lambda: nullcontext(lambda race: MEMORY[method](seats[race]))


TABLES = """
CREATE TABLE seats (id INTEGER PRIMARY KEY, taken INTEGER NOT NULL);
CREATE TABLE sold (seat INTEGER PRIMARY KEY);
"""
FREE, TAKE = "SELECT taken < 1 FROM seats WHERE id = ?", "UPDATE seats SET taken = taken + 1"


def select_then_update(store: sqlite3.Connection, race: int) -> bool:
    """Check and act as two statements."""
    free = bool(store.execute(FREE, (race,)).fetchone()[0])
    if free:
        time.sleep(0)
        store.execute(f"{TAKE} WHERE id = ?", (race,))
    return free


def in_transaction(store: sqlite3.Connection, race: int) -> bool:
    """Check and act in a transaction that has the lock for writing from its beginning."""
    store.execute("BEGIN IMMEDIATE")
    sold = select_then_update(store, race)
    store.execute("COMMIT")
    return sold


def conditional(store: sqlite3.Connection, race: int) -> bool:
    """Act where the check holds, in one statement: the database's compare-and-set."""
    return store.execute(f"{TAKE} WHERE id = ? AND taken < 1", (race,)).rowcount == 1


def constrained(store: sqlite3.Connection, race: int) -> bool:
    """Act without a check, on a table that takes each seat once."""
    try:
        store.execute("INSERT INTO sold VALUES (?)", (race,))
    except sqlite3.IntegrityError:
        return False
    return True


SQLITE: dict[str, Callable[[sqlite3.Connection, int], bool]] = {
    "naive": select_then_update,
    "transaction": in_transaction,
    "conditional": conditional,
    "constraint": constrained,
}


@contextmanager
def sqlite(method: str, races: int) -> Iterator[Client]:
    """Give what a client opens to get a seller on a connection of its own, in WAL mode."""
    require_one_of("method", method, SQLITE)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "seats.db")
        with closing(sqlite3.connect(file, isolation_level=None)) as store:
            store.execute("PRAGMA journal_mode = WAL")
            store.executescript(TABLES)
            store.executemany("INSERT INTO seats VALUES (?, 0)", [(i,) for i in range(races)])

        @contextmanager
        def client() -> Iterator[Sell]:
            with closing(sqlite3.connect(file, isolation_level=None, timeout=PATIENCE)) as own:
                own.execute("PRAGMA synchronous = OFF")  # what is measured is order, not the disk
                yield lambda race: SQLITE[method](own, race)

        yield client


SELLERS = {"memory": memory, "sqlite": sqlite}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What races came to: in how many a seat was oversold, and in how many it was left."""

    races: int
    oversold: int
    unsold: int
    most: int  # clients told that they have the one seat, in the worst race
    seconds: float


def race(store: str, method: str, clients: int, races: int) -> Outcome:
    """Race many clients for one seat, again and again, and count what they were told."""
    require_one_of("store", store, SELLERS)
    require_integer("clients", clients, 1, MOST)
    require_integer("races", races, 1)
    told: list[list[bool]] = [[] for _ in range(clients)]
    gate, failed = Barrier(clients + 1), list[BaseException]()

    with SELLERS[store](method, races) as client:

        def runs(answers: list[bool]) -> None:
            try:
                with client() as sell:
                    for number in range(races):
                        gate.wait()
                        answers.append(sell(number))
            except BaseException as error:
                failed.append(error)
                gate.abort()

        threads = [Thread(target=runs, args=(answers,)) for answers in told]
        for thread in threads:
            thread.start()
        start = time.perf_counter()
        try:
            for _ in range(races):
                gate.wait()
        except BaseException:
            gate.abort()
        for thread in threads:
            thread.join()
        spent = time.perf_counter() - start
    if failed:
        raise failed[0]
    sold = [sum(answers) for answers in zip(*told, strict=True)]
    over = sum(count > 1 for count in sold)
    return Outcome(races, over, sum(count == 0 for count in sold), max(sold), spent)
