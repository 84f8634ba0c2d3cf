"""Run the models: ``python -m models [KEY ...] [--cluster ADDRESS] [--draw] [--check]``.

With other options, ``python -m models KEY --option ...`` asks a model for a case of one's own,
where its package has a module ``command``. Installed as a wheel the package has only those: a
whole run reads and writes ``results``, which are in the repository.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import io
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Any

from models import MODELS
from models.shared.checks import require_one_of
from models.shared.results import (
    IN_REPOSITORY,
    ROOT,
    SHARED,
    code,
    load,
    package_of,
    place,
    save,
    write_atomically,
)
from models.shared.sweep import Sweep


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options of the command."""
    parser = argparse.ArgumentParser(prog="python -m models", description="Run the models.")
    parser.add_argument("keys", metavar="KEY", nargs="*", help=f"one of {', '.join(MODELS)}")
    parser.add_argument("--cluster", metavar="ADDRESS", help="run on this Dask scheduler")
    parser.add_argument("--draw", action="store_true", help="only draw the figures again")
    parser.add_argument(
        "--check", action="store_true", help="only tell whether results are current"
    )
    return parser.parse_args(arguments)


def stale(key: str, model: Any) -> str:
    """Return why the results of a model are not current, or nothing."""
    made_by, current = load(place(key))["code"], code(package_of(model.Result))
    changed = sorted(file for file, _ in made_by.items() ^ current.items())
    remedy = f"run 'nox -s results -- {key}' and commit it"
    return f"{place(key)} is of other code ({changed[0]} differs); {remedy}" if changed else ""


def illustrations(key: str, model: Any) -> dict[str, str]:
    """Return the files of the figures and of their tables, as the results that stand there say."""
    result = model.Result(model.Config(), load(place(key))["numbers"])
    files = {f"{name}.svg": drawn for name, drawn in model.draw(result).items()}
    for name, rows in model.tabulate(result).items():
        csv.writer(text := io.StringIO(), lineterminator="\n").writerows(rows)
        files[f"{name}.csv"] = text.getvalue()
    return files


def illustrate(key: str, model: Any) -> None:
    """Write the figures of a model and their tables beside its results."""
    for name, text in illustrations(key, model).items():
        write_atomically(place(key).with_suffix("") / name, text)


def own_command(arguments: Sequence[str]) -> Callable[[Sequence[str]], int] | None:
    """Return the command of the model that the first argument names, if the rest is for it."""
    key, rest = arguments[:1], arguments[1:]
    ours = {"--cluster", "--draw", "--check"}
    if not rest or rest[0] in MODELS or {word.partition("=")[0] for word in rest} & ours:
        return None
    package = MODELS.get(key[0], "").rpartition(".")[0]
    if not package or find_spec(f"{package}.command") is None:
        return None
    found: Callable[[Sequence[str]], int] = importlib.import_module(f"{package}.command").main
    return found


def require_repository() -> None:
    """Refuse a whole run where the package is not in the repository, whose results it writes."""
    asked = [key for key, module in MODELS.items() if find_spec(f"{module[:-6]}.command")]
    if not IN_REPOSITORY:
        raise ValueError(
            "a whole run must be started in the repository, since it reads and writes its "
            f"results (got the package in {SHARED.parent}); start it in a clone of that, or ask "
            "for a case of your own with options: KEY --help tells them, where KEY is one of "
            f"{', '.join(asked)}"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run or check the models named, by default all, and return the exit status."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if command := own_command(given):
        return command(given[1:])
    options = parse(given)
    try:
        for key in options.keys:
            require_one_of("KEY", key, MODELS)
        require_repository()
        for key in options.keys or MODELS:
            model = importlib.import_module(MODELS[key])
            if options.check:
                if problem := stale(key, model):
                    raise ValueError(problem)
                continue
            if options.draw:
                illustrate(key, model)
                continue
            sweep = Sweep(ROOT / "build/sweeps" / key, options.cluster)
            save(model.run(model.Config(), sweep).document(), place(key))
            illustrate(key, model)
            print(f"wrote {place(key).relative_to(ROOT)} and its figures")
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted: what was finished is kept, run again to go on", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
