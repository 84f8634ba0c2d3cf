"""From what a directive states to a record: its key, its title, its body and its options."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from folio.core.kinds import KINDS, Project, Record
from folio.core.options import key, read_options
from folio.core.problems import Invalid, Problem, Subtype, with_article


class Body(NamedTuple):
    """What a directive says below its options: sentences, then points as a list."""

    summary: str
    highlights: tuple[str, ...] = ()


def make_record(kind: str, name: str, title: str, body: Body, texts: Mapping[str, str]) -> Record:
    """Build a record from a directive's texts; raise :class:`Invalid` with every problem."""
    cls = KINDS[kind]
    values: dict[str, Any] = {}
    unread: tuple[Problem, ...] = ()
    try:
        values = read_options(cls, texts)
    except Invalid as error:
        unread = error.problems
    if listed := values.get("keywords"):  # a list says what it is by itself
        body = body._replace(summary=body.summary or f"{', '.join(listed)}.")
    problems = [*misnamed(kind, name), *silent(kind, name, body, texts), *unread]
    problems += unsourced(texts.get("result"))
    if problems:
        raise Invalid(problems)
    record = cls(key=name, title=title, **body._asdict(), **values)
    if isinstance(record, Project) and record.kind == "course" and not record.course:
        message = (
            "'course' must be given for a project of kind course (got nothing); add ':course: ...'"
        )
        raise Invalid([Problem(Subtype.OPTION, message)])
    return record


def misnamed(kind: str, name: str) -> Iterator[Problem]:
    """Yield what is wrong with a key."""
    try:
        key(name)
    except ValueError as error:
        yield Problem(Subtype.KEY, f"the key of {with_article(kind)} {error}")


def silent(kind: str, name: str, body: Body, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Yield that a record says nothing, if its title and its options are not enough."""
    if KINDS[kind].needs_body and not body.summary and not texts.get("keywords"):
        what = f"the body of {kind} {name!r} must say what it is, in a sentence or two"
        yield Problem(Subtype.BODY, f"{what} (got nothing)")


def unsourced(result: str | None) -> Iterator[Problem]:
    """Yield what is wrong with a result that names no source."""
    if result and not re.search(r"\{(cite|result)\}`", result):
        what = f"'result' must name its source (got {result!r})"
        remedy = "cite it, {cite}`key`, or take its number from a model, {result}`model:path`"
        yield Problem(Subtype.CITATION, f"{what}; {remedy}", "result")
