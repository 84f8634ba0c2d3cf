"""The last seat, step by step: every order in which clients may run, counted exactly.

Vocabulary
    client       one who wants the seat; it runs a program of steps, each of them atomic
    program      what a client does: ``naive`` checks and then acts; ``lock`` does both under a
                 lock; ``compare`` reads, then sets if nothing has changed since, or reads again
    state        seats taken, who holds the lock, and where each client is
    schedule     an order in which clients take their steps; a client that waits takes none
    oversold     more seats sold than there are

The counts are of schedules in which at each step any client that can move may be the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from random import Random

from models.shared.checks import require_integer, require_one_of

MOST, MOST_COUNTED = 100_000, 100  # clients of one race, and of all schedules
FREE = -1  # nobody holds the lock
DONE = ("sold", "refused")


@dataclass(frozen=True, slots=True)
class State:
    """What there is between two steps: seats taken, the lock's holder, and each client."""

    taken: int
    holder: int
    clients: tuple[tuple[str, int], ...]  # where it is in its program, and what it has read

    def at(self, client: int, where: str, read: int = 0, **changed: int) -> State:
        """Return the state in which one client has moved."""
        clients = list(self.clients)
        clients[client] = (where, read)
        return replace(self, clients=tuple(clients), **changed)


Step = Callable[[State, int, int], State | None]  # nothing if the client has to wait


def naive(state: State, client: int, capacity: int) -> State | None:
    """Read whether a seat is free; if so, take one, whatever has happened since."""
    where, _ = state.clients[client]
    if where == "start":
        free = state.taken < capacity
        return state.at(client, "found it free" if free else "refused")
    return state.at(client, "sold", taken=state.taken + 1)


def lock(state: State, client: int, capacity: int) -> State | None:
    """Take the lock or wait; check; act; give the lock back."""
    where, _ = state.clients[client]
    if where == "start":
        return None if state.holder != FREE else state.at(client, "locked", holder=client)
    if where == "locked":
        if state.taken < capacity:
            return state.at(client, "found it free")
        return state.at(client, "refused", holder=FREE)
    return state.at(client, "sold", taken=state.taken + 1, holder=FREE)


def compare(state: State, client: int, capacity: int) -> State | None:
    """Read; set to one more if it is still what was read, in one step; else read again."""
    where, read = state.clients[client]
    if where == "start":
        if state.taken >= capacity:
            return state.at(client, "refused")
        return state.at(client, "found it free", state.taken)
    if state.taken != read:
        return state.at(client, "start")
    return state.at(client, "sold", taken=state.taken + 1)


PROGRAMS: dict[str, Step] = {"naive": naive, "lock": lock, "compare": compare}


def program(name: str) -> Step:
    """Return a program by its name."""
    require_one_of("program", name, PROGRAMS)
    return PROGRAMS[name]


def begin(clients: int) -> State:
    """Return the state in which nobody has moved."""
    require_integer("clients", clients, 1, MOST)
    return State(0, FREE, (("start", 0),) * clients)


def moves(step: Step, state: State, capacity: int) -> Iterator[tuple[int, State]]:
    """Yield each client that can move, and the state after it has."""
    for client, (where, _) in enumerate(state.clients):
        if where not in DONE:
            after = step(state, client, capacity)
            if after is not None:
                yield client, after


@dataclass(frozen=True, slots=True)
class Counted:
    """All schedules of a race: how many there are, and in how many the seat is oversold."""

    schedules: int
    oversold: int
    chance: Fraction  # that it is oversold, if the next to move is drawn evenly each time
    stuck: int  # schedules that end while somebody still waits


def counted(name: str, clients: int, capacity: int = 1) -> Counted:
    """Return the count over all schedules of a number of clients."""
    step = program(name)
    require_integer("capacity", capacity, 1)
    require_integer("clients", clients, 1, MOST_COUNTED)

    @cache
    def after(state: State) -> Counted:
        following = [after(found) for _, found in moves(step, canonical(state), capacity)]
        if not following:
            over = state.taken > capacity
            waits = any(where not in DONE for where, _ in state.clients)
            return Counted(1, int(over), Fraction(int(over)), int(waits))
        return Counted(
            sum(one.schedules for one in following),
            sum(one.oversold for one in following),
            sum((one.chance for one in following), Fraction()) / len(following),
            sum(one.stuck for one in following),
        )

    return after(begin(clients))


def canonical(state: State) -> State:
    """Return a state with its clients in one order: counts do not depend on who is who."""
    if state.holder == FREE:
        return replace(state, clients=tuple(sorted(state.clients)))
    holder = state.clients[state.holder]
    others = sorted(state.clients[: state.holder] + state.clients[state.holder + 1 :])
    return replace(state, holder=0, clients=(holder, *others))


def played(name: str, clients: int, seed: int, capacity: int = 1) -> list[tuple[int, State]]:
    """Return one race, its schedule drawn by a seed: who moves, and the state after."""
    require_integer("seed", seed, 0)
    require_integer("capacity", capacity, 1)
    step, draw, state = program(name), Random(seed), begin(clients)
    alive = list(range(clients))
    race = []
    while alive:
        client = draw.choice(alive)
        after = step(state, client, capacity)
        if after is None:  # it waits: draw from those that do not
            client, after = draw.choice(list(moves(step, state, capacity)))
        state = after
        race.append((client, state))
        if state.clients[client][0] in DONE:
            alive.remove(client)
    return race


def raced(name: str, clients: int, races: int, capacity: int = 1) -> int:
    """Return how many of a number of races, by seed, sell more seats than there are."""
    require_integer("races", races, 1)
    ends = (played(name, clients, seed, capacity)[-1][1] for seed in range(races))
    return sum(end.taken > capacity for end in ends)
