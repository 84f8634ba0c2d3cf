"""Race for one seat: ``nox -s bench -- enrollment`` prints what is oversold, and how fast.

A hundred clients ask for each of a thousand seats. Throughput is in seats asked for in a second,
relative to the naive seller of the same store in the same run. PostgreSQL is started for the
races where the machine has it; where it has not, that is said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.enrollment import postgres, threads
from models.enrollment.measured import METHODS

CLIENTS, RACES = 100, 1000
Raced = Callable[[str], "threads.Outcome | postgres.Outcome"]


def table(store: str, methods: Sequence[str], race: Raced) -> None:
    """Print the outcomes of all methods of a store."""
    print(f"\n{store}: {RACES:,} races of {CLIENTS} clients for one seat")
    print(f"{'method':<16}{'oversold':>10}{'unsold':>8}{'most':>6}{'retried':>9}{'throughput':>12}")
    first = 0.0
    for method in methods:
        found = race(method)
        first = first or found.seconds
        retried = getattr(found, "failures", "")
        counts = f"{found.oversold:>10,}{found.unsold:>8,}{found.most:>6}{retried:>9}"
        print(
            f"{method:<16}{counts}{first / found.seconds:>11.2f}\N{MULTIPLICATION SIGN}", flush=True
        )


def main() -> None:
    """Print a table for each store."""
    for store in threads.SELLERS:
        table(store, METHODS[store], lambda m, s=store: threads.race(s, m, CLIENTS, RACES))
    if postgres.found() is None:
        print(f"\npostgresql: skipped, {postgres.HOW}")
        return
    with postgres.started() as server:
        said = server.run("postgres", "--version").strip()
        print(f"\n{said}")
        asked = METHODS["postgresql"]
        table("postgresql", asked, lambda m: postgres.race(server, m, CLIENTS, RACES))


if __name__ == "__main__":
    main()
