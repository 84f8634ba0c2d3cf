"""The last seat in PostgreSQL, if the machine has one: started for the races, and taken down.

``apt-get install postgresql`` is all that it needs. A server of its own is made in a temporary
folder; it listens on a socket in that folder and on no port, and is stopped at the end. Who runs
this as root has the server run as the user ``postgres``, since it refuses to run as root. The
clients are those of ``pgbench``: each asks for one seat after the other.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from models.shared.checks import require_integer, require_one_of

HOW = "no PostgreSQL found: 'apt-get install postgresql'"
NEEDED = ("initdb", "pg_ctl", "pgbench", "psql")
TABLES = """
CREATE TABLE seats (id integer PRIMARY KEY, taken integer NOT NULL);
CREATE TABLE sold (seat integer, client integer, once boolean NOT NULL);
CREATE UNIQUE INDEX one_each ON sold (seat) WHERE once;
"""
TRIES = 10_000  # of a transaction that the server refuses because of another
NEXT = "\\set race :race + 1\n"
CHECK = "SELECT taken FROM seats WHERE id = :race \\gset\n\\if :taken < 1\n"
ACT = """UPDATE seats SET taken = taken + 1 WHERE id = :race;
INSERT INTO sold VALUES (:race, :client_id, false);
\\endif
"""
TAKE_FREE = """WITH won AS (
  UPDATE seats SET taken = taken + 1 WHERE id = :race AND taken < 1 RETURNING id
) INSERT INTO sold SELECT id, :client_id, false FROM won;
"""
CLAIM = "INSERT INTO sold VALUES (:race, :client_id, true) ON CONFLICT DO NOTHING;\n"


def transaction(level: str) -> str:
    """Return the naive program in a transaction of an isolation level."""
    return f"BEGIN ISOLATION LEVEL {level};\n{CHECK}{ACT}END;\n"


#: What a client does for a seat; it goes on to the next once it was not refused.
PROGRAMS = {
    "naive": CHECK + ACT,
    "read-committed": transaction("READ COMMITTED"),
    "serializable": transaction("SERIALIZABLE"),
    "conditional": TAKE_FREE,
    "constraint": CLAIM,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What races came to; ``failures`` counts what the server refused, and clients tried again."""

    races: int
    oversold: int
    unsold: int
    most: int
    failures: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: where its programs are, its folder, and who runs it."""

    programs: Path
    folder: Path
    user: str | None

    def run(self, name: str, *arguments: str, given: str = "") -> str:
        """Return what one of its programs prints."""
        return run(self.programs / name, arguments, self.folder, self.user, given)


def run(
    program: Path, arguments: Sequence[str], folder: Path, user: str | None, given: str = ""
) -> str:
    """Run a program as a user; raise a ValueError with what it says if it fails."""
    settings = {name: text for name, text in os.environ.items() if not name.startswith("PG")}
    ran = subprocess.run(
        [str(program), *arguments],
        input=given,
        capture_output=True,
        text=True,
        cwd=folder,
        user=user,
        env=settings | {"LC_ALL": "C", "PGHOST": str(folder), "PGDATABASE": "postgres"},
        check=False,
    )
    if ran.returncode:
        raise ValueError(f"'{program.name}' must succeed (status {ran.returncode}): {ran.stderr}")
    return ran.stdout + ran.stderr


def found() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest of Debian's or that on the path."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name)
    )
    on_path = shutil.which("initdb")
    folders = [*([Path(on_path).resolve().parent] if on_path else []), *folders]
    whole = [f for f in folders if all(shutil.which(name, path=str(f)) for name in NEEDED)]
    return whole[-1] if whole else None


@contextmanager
def started() -> Iterator[Server]:
    """Start a server of one's own and stop it in the end; it keeps nothing."""
    programs = found()
    if programs is None:
        raise ValueError(HOW)
    user = "postgres" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="seats-") as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user)
        server = Server(programs, folder, user)
        data = str(folder / "data")
        server.run("initdb", "-D", data, "-A", "trust", "-U", user or "postgres", "--no-sync")
        # No port: it listens on a socket in its folder alone. No fsync: order is measured.
        options = f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=120"
        log = str(folder / "log")
        server.run("pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
        try:
            yield server
        finally:
            server.run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def race(server: Server, method: str, clients: int, races: int) -> Outcome:
    """Have clients ask for one seat after the other, and count what was sold."""
    require_one_of("method", method, PROGRAMS)
    require_integer("clients", clients, 1)
    require_integer("races", races, 1)
    sql(server, f"DROP TABLE IF EXISTS seats, sold; {TABLES}")
    sql(server, f"INSERT INTO seats SELECT n, 0 FROM generate_series(1, {races}) AS n")
    options = ("-n", "-c", str(clients), "-j", "2", "-t", str(races), "-D", "race=1")
    patience = (f"--max-tries={TRIES}", "--failures-detailed")
    said = server.run(
        *("pgbench", "-U", "postgres", *options, *patience, "-f", "-"),
        given=PROGRAMS[method] + NEXT,
    )
    sold = [
        int(n)
        for n in sql(
            server, "SELECT count(client) FROM seats LEFT JOIN sold ON seat = id GROUP BY id"
        ).split()
    ]
    spent = clients * races / number("tps", said)
    failures = int(number("total number of retries", said, "0"))
    over = sum(count > 1 for count in sold)
    return Outcome(races, over, sold.count(0), max(sold), failures, spent)


def sql(server: Server, text: str) -> str:
    """Return what statements give, a row a line."""
    return server.run("psql", "-U", "postgres", "-qAtX", "-v", "ON_ERROR_STOP=1", given=text)


def number(name: str, said: str, missing: str | None = None) -> float:
    """Return a number that pgbench reports."""
    match = re.search(rf"{name} *[:=] *([\d.]+)", said)
    if match is None and missing is None:
        raise ValueError(f"'pgbench' must report {name!r} (got {said!r})")
    return float(match[1] if match else str(missing))
