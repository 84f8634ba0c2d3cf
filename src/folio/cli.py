"""The command ``folio``: write links to a portfolio, check them, add a record to one."""

from __future__ import annotations

import argparse
import errno
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from folio.core.kinds import KINDS
from folio.new import Refused, write_skeleton

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
CUT_SHORT = 141  #: the status that a shell reports of a program whose output was cut short


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0, 1 for dead links, or 2 for misuse."""
    _bear_any_text()
    given = sys.argv[1:] if arguments is None else list(arguments)
    parser = argparse.ArgumentParser(prog="folio", description="Work on an academic portfolio.")
    commands = parser.add_subparsers(dest="command", required=True)
    new = commands.add_parser("new", help="write the skeleton of a record")
    new.add_argument("kind", metavar="KIND", help=f"one of {', '.join(KINDS)}")
    new.add_argument("key", metavar="KEY", help="its permanent key, such as goal-torus")
    new.add_argument("--docs", type=Path, default=Path("docs"), help="where the pages are")
    if given[:1] == ["new"]:  # which must run without any package but Python's own
        return _new(parser.parse_args(given))
    from folio.check.command import add_commands, run

    add_commands(commands)
    try:
        status = run(parser.parse_args(given))
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # who reads the output has seen enough: folio list | head
        _say_no_more()
        return CUT_SHORT
    except OSError as error:  # 1 would say that links are dead
        if error.errno not in FULL:
            raise
        _say_no_more()
        print(f"folio: the output cannot be written ({error.strerror})", file=sys.stderr)
        return 2


def _say_no_more() -> None:
    """Leave the rest of the output out, which Python would try to write at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _bear_any_text() -> None:
    """Escape what the output cannot encode: Windows gives a program cp1252 if it is captured."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _new(options: argparse.Namespace) -> int:
    try:
        page = write_skeleton(options.docs, options.kind, options.key)
    except Refused as error:
        print(f"folio new: {error}", file=sys.stderr)
        return 2
    print(f"Wrote {page}: fill in the empty options and the body, then run 'nox -s build'.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
