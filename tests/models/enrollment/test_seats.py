"""The last seat: the naive seller oversells it, and none of the others does."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enrollment import postgres, seats, threads
from models.enrollment.measured import METHODS, NOT, Races, measured, outcome
from models.shared.results import load, place

SAFE = [name for name in seats.PROGRAMS if name != "naive"]


def orders(name: str, clients: int, capacity: int = 1):
    """Yield the end of every order of steps and its chance, one after the other, the plain way."""

    def on(state: seats.State, chance: Fraction):
        following = list(seats.moves(seats.PROGRAMS[name], state, capacity))
        if not following:
            yield state, chance
        for _, after in following:
            yield from on(after, chance / len(following))

    yield from on(seats.begin(clients), Fraction(1))


@pytest.mark.parametrize("name", seats.PROGRAMS)
@pytest.mark.parametrize("clients", [1, 2, 3, 4])
def test_the_count_of_all_orders_is_that_of_going_through_them_one_by_one(name, clients):
    ends = list(orders(name, clients))
    found = seats.counted(name, clients)
    assert found.schedules == len(ends)
    assert found.oversold == sum(state.taken > 1 for state, _ in ends)
    assert found.chance == sum(chance for state, chance in ends if state.taken > 1)
    assert sum(chance for _, chance in ends) == 1


def test_two_naive_clients_oversell_in_four_of_six_orders():
    found = seats.counted("naive", 2)
    assert (found.schedules, found.oversold) == (6, 4)


@pytest.mark.parametrize("clients", range(1, 11))
def test_the_chance_that_naive_clients_oversell_is_one_less_one_in_their_number(clients):
    assert seats.counted("naive", clients).chance == 1 - Fraction(1, clients)


@pytest.mark.parametrize("name", SAFE)
@pytest.mark.parametrize("clients", range(1, 11))
def test_no_order_oversells_under_a_lock_or_by_compare_and_set_and_nobody_is_stuck(name, clients):
    found = seats.counted(name, clients)
    assert (found.oversold, found.stuck) == (0, 0)


@pytest.mark.parametrize("name", SAFE)
@pytest.mark.parametrize("capacity", [1, 2, 3])
def test_seats_are_sold_out_and_no_more_whatever_there_are(name, capacity):
    for state, _ in orders(name, 4 if capacity == 1 else 3, capacity):
        assert state.taken == min(capacity, len(state.clients))


@given(st.sampled_from(sorted(seats.PROGRAMS)), st.integers(1, 12), st.integers(0, 10**6))
def test_a_drawn_race_is_one_of_the_orders_and_everybody_is_answered(name, clients, seed):
    race = seats.played(name, clients, seed)
    state = seats.begin(clients)
    for client, after in race:
        assert (client, after) in list(seats.moves(seats.PROGRAMS[name], state, 1))
        state = after
    assert {where for where, _ in state.clients} <= set(seats.DONE)
    assert sum(where == "sold" for where, _ in state.clients) == state.taken >= 1
    assert race == seats.played(name, clients, seed)


def test_of_1000_drawn_races_of_100_clients_only_naive_ones_oversell():
    """The numbers are those of the results, which test_figures computes again."""
    drawn = load(place("enrollment"))["numbers"]["drawn"]
    assert {of["races"] for of in drawn.values()} == {1000}
    assert drawn["naive"]["oversold"] > 900
    assert [drawn[name]["oversold"] for name in SAFE] == [0, 0]
    assert seats.raced("naive", 100, 50) > 0
    assert [seats.raced(name, 100, 20) for name in SAFE] == [0, 0]


# -- real threads and databases --------------------------------------------------------------------


@pytest.mark.parametrize("method", threads.MEMORY)
def test_over_1000_races_of_100_threads_in_memory_only_the_naive_seller_oversells(method):
    found = threads.race("memory", method, 100, 1000)
    assert (found.oversold > 0) == (method == "naive")
    assert found.unsold == 0
    assert (found.most > 1) == (method == "naive")


@pytest.mark.parametrize("method", threads.SQLITE)
def test_in_sqlite_only_the_naive_seller_oversells(method):
    found = threads.race("sqlite", method, 100, 30)
    assert (found.oversold > 0) == (method == "naive")
    assert found.unsold == 0


@pytest.fixture(scope="module")
def server():
    if postgres.found() is None:
        pytest.skip(postgres.HOW)
    with postgres.started() as server:
        yield server


@pytest.mark.parametrize("method", postgres.PROGRAMS)
def test_in_postgresql_only_checking_and_acting_below_serializable_oversells(server, method):
    found = postgres.race(server, method, 100, 200)
    assert (found.oversold > 0) == (method in ("naive", "read-committed"))
    assert found.unsold == 0
    assert (found.failures > 0) == (method == "serializable")


def test_the_server_leaves_nothing_behind():
    if postgres.found() is None:
        pytest.skip(postgres.HOW)
    with postgres.started() as server:
        number = int((server.folder / "data/postmaster.pid").read_text().split()[0])
        assert server.run("pg_ctl", "-D", str(server.folder / "data"), "status")
    assert not server.folder.exists()
    command = Path(f"/proc/{number}/cmdline")  # empty once it has ended and nobody asked how
    assert not command.exists() or not command.read_bytes()


def test_the_results_hold_1000_races_of_each_kind_or_say_that_they_were_not_measured():
    found = load(place("enrollment"))["numbers"]["measured"]
    assert {store: tuple(methods) for store, methods in found.items()} == METHODS
    for store, methods in found.items():
        for method, of in methods.items():
            if store == "postgresql" and of["races"] == NOT:
                continue
            assert (of["races"], of["unsold"]) == (1000, 0)
            naive = method in ("naive", "read-committed")
            assert (of["oversold"] > 0) == (of["most"] > 1) == naive, (store, method)


def test_without_postgresql_the_results_say_so(monkeypatch):
    monkeypatch.setattr(postgres, "found", lambda: None)
    found = measured(2, 2, lambda evaluate, points: [evaluate(point) for point in points])
    assert found["postgresql"]["serializable"]["oversold"] == NOT
    assert found["memory"]["lock"]["oversold"] == 0
    with pytest.raises(ValueError, match="apt-get install postgresql"), postgres.started():
        pass


def test_an_error_in_one_client_ends_the_race_and_is_told(monkeypatch):
    monkeypatch.setitem(threads.MEMORY, "lock", lambda seat: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        threads.race("memory", "lock", 5, 3)


@pytest.mark.parametrize(
    "call",
    [
        lambda: seats.counted("lok", 2),
        lambda: seats.counted("lock", 0),
        lambda: seats.counted("lock", 2, 0),
        lambda: threads.race("memory", "locked", 2, 2),
        lambda: threads.race("memories", "lock", 2, 2),
        lambda: threads.race("memory", "lock", 0, 2),
        lambda: threads.race("sqlite", "lock", 2, 2),
        lambda: outcome(Races(store="sqlite", method="naive", clients=2, races=0)),
    ],
)
def test_an_unknown_seller_or_no_clients_are_refused(call):
    with pytest.raises(ValueError, match="must be"):
        call()


def test_a_client_that_waits_for_a_lock_which_nobody_gives_back_is_counted_as_stuck(monkeypatch):
    def kept(state: seats.State, client: int, capacity: int) -> seats.State | None:
        found = seats.lock(state, client, capacity)
        return found and seats.replace(found, holder=client)

    monkeypatch.setitem(seats.PROGRAMS, "kept", kept)
    found = seats.counted("kept", 3)
    assert (found.schedules, found.stuck) == (3, 3)  # whoever comes first keeps the others out
    assert seats.counted("kept", 1).stuck == 0
