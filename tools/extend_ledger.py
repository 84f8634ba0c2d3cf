"""Take what a build has newly published over into the committed ledger: ``nox -s ledger``.

It shows the difference first and asks; what has been promised once is never taken out, unless
it is marked as gone.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from difflib import unified_diff
from pathlib import Path

from asking import agreed

from folio.core.broken_promises import withdrawn
from folio.core.ledger import Ledger, ledger_text, read_ledger
from folio.core.whole_files import write_whole

ROOT = Path(__file__).parent.parent
COMMITTED = ROOT / "ledger.txt"
PUBLISHED = ROOT / "build/html/ledger.txt"


def longer(committed: Ledger, published: Ledger) -> Ledger:
    """Return the promises of both, without what is only true of the site as it is today."""
    promises = (committed.promises | published.promises) - withdrawn(committed)
    return Ledger(promises=promises, gone=committed.gone)


def read(path: Path) -> Ledger:
    """Read a ledger; a missing one holds nothing; stop at one that is damaged."""
    try:
        return read_ledger(path.read_text(encoding="utf-8")) if path.is_file() else Ledger()
    except ValueError as error:
        sys.exit(f"{path} must be whole: {error}, or take the last committed one")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0 if the ledger is up to date in the end, else 1."""
    parser = argparse.ArgumentParser(prog="nox -s ledger --", description=__doc__)
    parser.add_argument("--yes", action="store_true", help="write without asking")
    options = parser.parse_args(arguments)
    if not PUBLISHED.is_file():
        sys.exit(f"{PUBLISHED} must exist (found none); is 'folio_ledger' set in conf.py?")
    before = COMMITTED.read_text(encoding="utf-8") if COMMITTED.is_file() else ""
    after = ledger_text(longer(read(COMMITTED), read(PUBLISHED)))
    lines = (before.splitlines(keepends=True), after.splitlines(keepends=True))
    difference = "".join(unified_diff(*lines, "ledger.txt", "ledger.txt, with what is new", n=1))
    if not difference:
        print("The ledger has everything that the site publishes.")
        return 0
    print(difference)
    if not agreed("Promise these for ever?", "nox -s ledger", yes=options.yes):
        return 1
    write_whole(COMMITTED, after)
    print(f"Wrote {COMMITTED}: commit it.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
