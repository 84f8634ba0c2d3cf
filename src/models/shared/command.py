"""What the commands of the models share: their options, and one answer on standard output.

A command has a module ``command`` with ``main(arguments)``, which names a parser, a function that
answers the options and one that tells the answer in words. Everything else is here: ``--json``,
errors on standard error, and an exit status of 0, of 1 for values that are none, of 2 for usage.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from typing import Any, NoReturn

Answer = dict[str, Any]
INTERRUPTED, CUT_OFF = 130, 141  # the status of a command that these signals end


class Parser(argparse.ArgumentParser):
    """The options of the command of a model, by its key; none may be abbreviated."""

    def __init__(self, key: str, description: str) -> None:
        super().__init__(
            prog=f"python -m models {key}", description=description, allow_abbrev=False
        )

    def error(self, message: str) -> NoReturn:
        """Tell the usage, and what is wrong with the options in the form of any other error."""
        self.print_usage(sys.stderr)
        self.exit(2, f"error: {message}\n")


def run(
    parser: Parser,
    arguments: Sequence[str] | None,
    answer: Callable[[argparse.Namespace], Answer],
    told: Callable[[Answer], str],
    good: Callable[[Answer], bool] = bool,
) -> int:
    """Print the answer to the options, in words or as JSON, and return the exit status.

    ``answer`` raises ValueError for values that are none. Whatever else it prints goes to standard
    error. The status is 1 also for an answer that is not ``good``.
    """
    parser.add_argument("--json", action="store_true", help="print the whole answer as JSON")
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        with redirect_stdout(sys.stderr):
            found = answer(options)
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("error: interrupted", file=sys.stderr)
        return INTERRUPTED
    said = json.dumps(found, indent=1, allow_nan=False) if options.json else told(found)
    return printed(said) or int(not good(found))


def printed(text: str) -> int:
    """Print the one result; return the status of a reader who went away, as ``head`` does, or 0."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # or Python complains at exit
        return CUT_OFF
    return 0
