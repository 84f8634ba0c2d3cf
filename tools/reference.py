"""Write guide/reference.md from the code: ``nox -s reference``. Nothing in it is typed twice.

What has no meaning in the code cannot be written down, and is named.
"""

from __future__ import annotations

import argparse
import dataclasses
import inspect
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sphinx.pycode import ModuleAnalyzer

from folio.check.command import add_commands
from folio.config import VALUES
from folio.core.kinds import KINDS, Record
from folio.core.options import declared
from folio.core.problems import Subtype
from folio.core.selection import Listing
from folio.pages.directives import DIRECTIVES, ListingDirective
from folio.pages.domain import FolioDomain
from folio.pages.listings import LISTINGS
from folio.publish.outputs import EXPORTS, MEANINGS

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "guide/reference.md"
HEAD = """\
# Reference

This page is made from the code by `nox -s reference`; a test fails when it is out of date.
[architecture.md](architecture.md) says how the parts work together.
"""


class Undocumented(ValueError):
    """Something has no meaning in the code."""


def reference() -> str:
    """Return the page."""
    parts = (settings, exports, kinds, directives, roles, warnings, commands, sessions)
    return "\n".join([HEAD, *("\n".join(part()) for part in parts)])


def meaning(name: str, text: str | None) -> str:
    """Return a meaning as one paragraph; raise :class:`Undocumented` if there is none."""
    if not (text or "").strip():
        raise Undocumented(f"{name} must say what it is for, in the code that declares it")
    first = re.split(r"\n\s*\n", inspect.cleandoc(text or ""))[0]
    return " ".join(first.split()).replace("``", "`")


def table(head: str, rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    """Yield a table, with a line between it and what follows."""
    yield head
    yield re.sub(r"[^|]+", " --- ", head)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    yield ""


# -- conf.py -----------------------------------------------------------------------------


def settings() -> Iterator[str]:
    """Yield the values of conf.py."""
    yield "## Values of conf.py\n"
    yield from table(
        "| value | default | meaning |",
        (
            (f"`{name}`", f"`{value.default!r}`", meaning(name, value.meaning))
            for name, value in VALUES.items()
        ),
    )


def exports() -> Iterator[str]:
    """Yield the files that ``folio_exports`` can name."""
    yield "## Files beside the pages\n"
    yield from table(
        "| name in `folio_exports` | what is made |",
        ((f"`{name}`", meaning(name, MEANINGS.get(name))) for name in EXPORTS),
    )


# -- pages -------------------------------------------------------------------------------


@cache
def comments(module: str) -> Mapping[tuple[str, str], str]:
    """Return what ``#:`` says above the attributes of a module's classes."""
    found = ModuleAnalyzer.for_module(module).find_attr_docs()
    return {place: " ".join(lines) for place, lines in found.items()}


def option_rows(cls: type[Any], skip: frozenset[str] = frozenset()) -> Iterator[tuple[str, ...]]:
    """Yield the options that a class declares: name, whether it is needed, label, meaning."""
    for name, (field, option) in declared(cls).items():
        owners = [
            owner for owner in cls.__mro__ if field.name in vars(owner).get("__annotations__", {})
        ]
        said = comments(owners[0].__module__).get((owners[0].__name__, field.name))
        if name not in skip:
            needed = "yes" if field.default is dataclasses.MISSING else ""
            yield f"`{name}`", needed, option.label, meaning(f"{cls.__name__}.{name}", said)


def kinds() -> Iterator[str]:
    """Yield the kinds of records, with their options."""
    head = "| option | needed | label | meaning |"
    yield "## Kinds of records\n"
    yield "Each kind is a directive, `:::{KIND} KEY`, and a role, `` {KIND}`KEY` ``.\n"
    yield "### Options of every kind\n"
    yield from table(head, option_rows(Record))
    common = frozenset(declared(Record))
    for kind, cls in KINDS.items():
        yield f"### {kind}\n"
        resume = f"`{cls.resume.section}`" if cls.resume else "no section"
        listed = "listed on a CV" if cls.on_cv else "not listed on a CV"
        yield f"{meaning(kind, cls.__doc__)} In JSON Resume: {resume}; {listed}.\n"
        own = [name for name in declared(cls) if name not in common]
        again = {name for name in common if name in vars(cls).get("__annotations__", {})}
        if own or again:
            yield from table(head, option_rows(cls, common - again))


def directives() -> Iterator[str]:
    """Yield the other directives."""
    yield "## Other directives\n"
    yield from table(
        "| directive | what it does | options |",
        (
            (f"`{name}`", meaning(name, does(name, cls)), ", ".join(options_of(cls)))
            for name, cls in DIRECTIVES.items()
            if name not in KINDS
        ),
    )
    yield "### Options of listings\n"
    yield from table("| option | needed | label | meaning |", option_rows(Listing))
    yield "### Options of figures\n"
    named = {name: text for cls in DIRECTIVES.values() for name, text in meanings(cls).items()}
    rows = ((f"`{name}`", meaning(name, text)) for name, text in named.items())
    yield from table("| option | meaning |", rows)


def does(name: str, cls: type[Any]) -> str | None:
    """Return what a directive does: a listing, what it shows."""
    shown = LISTINGS.get(name)
    return shown.__doc__ if shown else cls.__doc__


def meanings(cls: type[Any]) -> Mapping[str, str]:
    """Return what the options of a directive mean, one for each that it takes."""
    said = getattr(cls, "meanings", {})
    options = set(cls.option_spec or ()) if said else set()
    if missing := options - set(said):
        raise Undocumented(f"{cls.__name__} must say what its options {missing} are for")
    return dict(said)


def options_of(cls: type[Any]) -> list[str]:
    """Return the names of a directive's options, or which table has them."""
    if issubclass(cls, ListingDirective):
        return ["those of listings"]
    return [f"`{name}`" for name in meanings(cls)]


def roles() -> Iterator[str]:
    """Yield the other roles."""
    yield "## Other roles\n"
    others = {name: role for name, role in FolioDomain.roles.items() if name not in KINDS}
    rows = ((f"`{name}`", meaning(name, type(role).__doc__)) for name, role in others.items())
    yield from table("| role | what it does |", rows)


def warnings() -> Iterator[str]:
    """Yield the subtypes of warnings."""
    yield "## Warnings\n"
    yield "Each ends in `[folio.SUBTYPE]`; `suppress_warnings` in conf.py can name it.\n"
    said = comments(Subtype.__module__)
    yield from table(
        "| subtype | when |",
        (
            (f"`{one.value}`", meaning(one.value, said.get(("Subtype", one.name))))
            for one in Subtype
        ),
    )


# -- commands ----------------------------------------------------------------------------


def commands() -> Iterator[str]:
    """Yield the command ``folio``."""
    parser = argparse.ArgumentParser(prog="folio")
    added = parser.add_subparsers()
    add_commands(added)
    yield "## The command folio\n"
    yield "`folio new KIND KEY` writes the skeleton of a record.\n"
    for name, command in added.choices.items():
        yield f"### folio {name}\n"
        yield from table(
            "| argument | meaning |",
            (
                (
                    f"`{', '.join(action.option_strings) or action.metavar or action.dest}`",
                    meaning(f"folio {name} {action.dest}", action.help),
                )
                for action in command._actions
                if not isinstance(action, argparse._HelpAction)
            ),
        )


def sessions() -> Iterator[str]:
    """Yield the sessions of nox."""
    yield "## Sessions of nox\n"
    text = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    pattern = re.compile(
        r'^@nox\.session[^\n]*\ndef (\w+)\(session[^\n]*\n(?:    """(.+?)""")?', re.M | re.S
    )
    rows = ((f"`{name}`", meaning(name, said)) for name, said in pattern.findall(text))
    yield from table("| session | what it does |", rows)


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
