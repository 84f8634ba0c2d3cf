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
MOST = 1000  # characters of an error
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
        self.exit(2, f"{line(message)}\n")


def line(message: object) -> str:
    """Return an error as one line, without the middle of a long one."""
    text = " ".join(str(message).split())
    rest = len(text) - MOST
    return f"error: {text}" if rest <= 0 else f"error: {text[: MOST // 2]}...{text[-MOST // 2 :]}"


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
            said = json_of(found) if options.json else told(found)
    except ValueError as error:
        print(line(error), file=sys.stderr)
        return 1
    except OSError as error:  # whatever a name of a file or a folder does not stand for
        why = error.strerror or error
        print(line(f"{error.filename} must be what can be read ({why})"), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(line("interrupted"), file=sys.stderr)
        return INTERRUPTED
    return printed(said) or int(not good(found))


def json_of(found: Answer) -> str:
    """Return an answer as JSON, which has no number that is not finite."""
    try:
        return json.dumps(found, indent=1, allow_nan=False)
    except ValueError as error:
        raise ValueError(f"the answer must be finite numbers (got: {error})") from None


def printed(text: str) -> int:
    """Print the one result; return the status of a reader who went away, as ``head`` does, or 0."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())  # for what Python writes at its end
        return CUT_OFF
    return 0
