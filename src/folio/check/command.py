"""``folio link``, ``folio list`` and ``folio check``: options in, an exit status out."""

from __future__ import annotations

import json
import os
import secrets
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from folio.check import discover as files
from folio.check import output
from folio.check.discover import Found
from folio.check.encodings import decoded
from folio.check.exceptions import rules
from folio.check.fix import difference, is_mendable, mended, rewrite, why_left
from folio.check.judge import Verdict
from folio.check.published import published
from folio.check.run import Checker, Finding
from folio.check.targets import add_options, load, record, records
from folio.core.errors import Unreadable
from folio.core.link_forms import FORMS

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Commands = _SubParsersAction[ArgumentParser]


def add_commands(commands: Commands) -> None:
    """Add the commands and their options."""
    link = commands.add_parser("link", help="write a link to a record")
    link.add_argument("key", metavar="KEY", help="the key of a record; 'folio list' names them")
    link.add_argument(
        "--as",
        dest="form",
        choices=sorted(FORMS),
        default="markdown",
        help="the language to write it in (markdown)",
    )
    link.set_defaults(run=run_link)
    listing = commands.add_parser("list", help="list the records of the portfolio and their keys")
    listing.add_argument("--json", action="store_true", help="print JSON, for programs")
    listing.set_defaults(run=run_list)
    check = commands.add_parser("check", help="find dead links to the portfolio")
    check.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a file or a folder")
    form = check.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON, for programs")
    form.add_argument(
        "--github", action="store_true", help="print annotations, the default in GitHub Actions"
    )
    check.add_argument(
        "--fix", action="store_true", help="rewrite links to what has moved, in the files"
    )
    check.add_argument(
        "--ignore",
        metavar="PATTERN",
        action="append",
        default=[],
        help="leave out files, as .gitignore names them, or links such as https://ada.example/old/*",
    )
    check.set_defaults(run=run_check)
    for parser in (link, listing, check):
        add_options(parser)


def run(options: Namespace) -> int:
    """Run a command; return 2 for what it cannot work with."""
    try:
        return int(options.run(options))
    except Unreadable as error:
        _note(f"folio {options.command}: {error}")
        return 2


def _note(text: str) -> None:
    print(output.printable(text), file=sys.stderr)


def run_link(options: Namespace) -> int:
    """Print a link to a record."""
    sources = load(options, _note)
    target = record(sources, options.key, _note)
    if options.form in {"myst", "mystmd", "rst", "bibtex"} and not target.inventory:
        raise Unreadable(f"--name must be given for --as {options.form}")
    print(FORMS[options.form](target))
    return 0


def run_list(options: Namespace) -> int:
    """Print the records of a site, one a line or as JSON."""
    listed = list(records(load(options, _note)))
    if options.json:
        names = ("key", "label", "title", "address", "badge")
        data = [
            {"kind": one.kind, **{name: getattr(one.target, name) for name in names}}
            for one in listed
        ]
        print(json.dumps(data, indent=2))
        return 0
    width = max((len(one.target.key) for one in listed), default=0)
    for one in listed:
        line = f"{one.kind:12} {one.target.key:{width}}  {one.target.title}"
        print(output.printable(line))
    return 0


# -- check -------------------------------------------------------------------------------


def run_check(options: Namespace) -> int:
    """Check files and folders; return 1 for a dead link or a file that cannot be read."""
    missing = [path for path in options.paths if _why_missing(path)]
    paths = [path for path in options.paths if path not in missing]
    for path in missing:
        _note(f"folio check: PATH must be a file or a folder: {path} ({_why_missing(path)})")
    if not paths:
        return 2
    excepted = rules(options.ignore, Path.cwd(), "--ignore")
    sources = load(options, _note)
    if not sources.site.name:
        _note("links by name (inv:NAME#label) are not checked without --name or a ledger")
    known = published(sources.inventory, sources.ledger)
    checker = Checker(sources.site, known, rules=excepted)
    collected: list[Finding] = []
    for findings in checker.findings(_with_progress(paths)):
        shown = _fixed(findings, options, checker) if options.fix else findings
        if options.json:
            collected += shown
        else:
            _show(shown, is_github(options))
    if options.json:
        print(output.as_json(collected, checker.counts))
    _note(output.summary(checker.counts))
    if missing:
        return 2
    return int(any(checker.counts[str(verdict)] for verdict in output.ERRORS))


def is_github(options: Namespace) -> bool:
    """Tell whether findings are to be annotations: if asked for, or where GitHub runs this."""
    return bool(options.github or os.environ.get("GITHUB_ACTIONS") == "true")


def _why_missing(path: Path) -> str:
    """Return why there is nothing at a path, or nothing if there is."""
    try:
        path.stat()
    except OSError as error:
        return error.strerror or str(error)
    except ValueError as error:  # a path that no system can have
        return str(error)
    return ""


def _with_progress(paths: Iterable[Path]) -> Iterator[Found]:
    """Yield the files to read, with a progress bar where a person looks on."""
    total = sum(1 for _ in _found(paths)) if sys.stderr.isatty() else None
    bar: Any = tqdm(_found(paths), total=total, unit=" files", disable=None, leave=False)
    yield from bar


def _found(paths: Iterable[Path]) -> Iterator[Found]:
    """Yield the files, each once, though it is named itself and with its folder."""
    seen: set[Path] = set()
    for path in paths:
        for found in files.walk(path) if path.is_dir() else [Found(path)]:
            place = found.path.absolute()
            if place not in seen:
                seen.add(place)
                yield found


def _show(findings: Iterable[Finding], github: bool) -> None:
    form = output.as_annotation if github else output.as_text
    for finding in findings:
        tqdm.write(form(finding), file=sys.stdout)


def _fixed(
    findings: tuple[Finding, ...], options: Namespace, checker: Checker
) -> tuple[Finding, ...]:
    """Show what changes in a file, rewrite it, and return what is left to say."""
    if not any(map(is_mendable, findings)):
        return tuple(map(_left, findings))
    path = Path(findings[0].file)
    try:
        content = files.read(path)
        text = decoded(content)
        if text is None:
            raise Unreadable("cannot be rewritten (it was changed meanwhile); run this again")
        after = mended(text.text, findings)
        shown = output.printable_lines(difference(text.text, after, str(path)))
        if is_github(options):
            shown = output.inert(shown, secrets.token_hex(16))
        tqdm.write(shown, file=sys.stderr if options.json or is_github(options) else sys.stdout)
        rewrite(path, content, text.encoded(after))
    except Unreadable as error:
        checker.counts[str(Verdict.UNREAD)] += 1
        unread = Finding(verdict=Verdict.UNREAD, file=str(path), message=str(error))
        return (*findings, unread)
    done = sum(map(is_mendable, findings))
    checker.counts.subtract({str(Verdict.MOVED): done})
    checker.counts["rewritten"] += done
    return tuple(_left(finding) for finding in findings if not is_mendable(finding))


def _left(finding: Finding) -> Finding:
    """Return a finding that says why it was not mended."""
    why = why_left(finding)
    return replace(finding, message=f"{finding.message}; left as it is: {why}") if why else finding
