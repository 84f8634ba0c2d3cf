"""Findings for people, for programs and for the pages of a pull request."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from folio.check.judge import Verdict
from folio.check.run import Finding

ERRORS = frozenset({Verdict.DEAD, Verdict.UNREAD})


def printable(text: str) -> str:
    r"""Return text without what would steer a terminal.

    >>> printable("a" + chr(27) + "[31m")
    'a\\x1b[31m'
    """
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def printable_lines(text: str) -> str:
    """Return text of several lines without what would steer a terminal."""
    return "\n".join(printable(line) for line in text.split("\n"))


def message(finding: Finding) -> str:
    """Return the sentence that a finding comes to."""
    if finding.now:
        return f"{finding.written} is now {finding.now}{finding.message}"
    return f"{finding.written}: {finding.message}" if finding.written else finding.message


def as_text(finding: Finding) -> str:
    """Return a finding as compilers write an error, so that editors can jump to it.

    >>> as_text(Finding(verdict=Verdict.UNREAD, file="a.md", message="must be UTF-8"))
    'a.md: unread: must be UTF-8'
    """
    cell = f" (cell {finding.cell})" if finding.cell else ""
    return printable(f"{finding.file}{_place(finding)}{cell} {finding.verdict}: {message(finding)}")


def _place(finding: Finding) -> str:
    return f":{finding.line}:{finding.column}:" if finding.line else ":"


def inert(text: str, token: str) -> str:
    """Return text for the log of GitHub Actions in which nothing is a command.

    ``token`` is a word that nobody who writes the text can know.
    """
    return f"::stop-commands::{token}\n{text.rstrip()}\n::{token}::"


def as_annotation(finding: Finding) -> str:
    """Return a finding as a command that GitHub shows beside the line.

    >>> as_annotation(Finding(verdict=Verdict.MOVED, file="a,b.md", line=2, column=5,
    ...     message="", written="http://a", now="http://b"))
    '::warning file=a%2Cb.md,line=2,col=5,title=Moved link::a,b.md:2:5: http://a is now http://b'

    GitHub shows ten beside their lines; of the others its log shows what follows the second ``::``,
    so that this begins with the place.
    """
    level = "error" if finding.verdict in ERRORS else "warning"
    what = "link" if finding.written else "file"
    place = f",line={finding.line},col={finding.column}" if finding.line else ""
    cell = f" (cell {finding.cell})" if finding.cell else ""
    title = f"{finding.verdict.capitalize()} {what}"
    file = _escaped(_relative(finding.file)).replace(":", "%3A").replace(",", "%2C")
    said = f"{_relative(finding.file)}{_place(finding)}{cell} {message(finding)}"
    return f"::{level} file={file}{place},title={title}::{_escaped(said)}"


def _escaped(text: str) -> str:
    safe = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in safe)


def _relative(file: str) -> str:
    """Return a path as seen from the current folder, which GitHub takes for the repository."""
    path = Path(file)
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else file


def as_data(finding: Finding) -> Mapping[str, Any]:
    """Return a finding for JSON; what it does not have is left out."""
    data = {
        "verdict": str(finding.verdict),
        "file": printable(finding.file),
        "line": finding.line,
        "column": finding.column,
        "cell": finding.cell,
        "link": finding.written,
        "now": finding.now,
        "message": message(finding),
    }
    return {name: value for name, value in data.items() if value}


def as_json(findings: list[Finding], counts: Mapping[str, int]) -> str:
    """Return everything as one document."""
    names = ("files", "links", "rewritten", "excepted", *Verdict)
    numbers = {str(name): counts.get(str(name), 0) for name in names}
    document = {**numbers, "findings": [as_data(finding) for finding in findings]}
    return json.dumps(document, ensure_ascii=True, indent=2)


def summary(counts: Mapping[str, int]) -> str:
    """Return the line that stands last; nothing is well of which nothing was read.

    >>> summary({"files": 2, "links": 1, "dead": 1, "unread": 2})
    'Checked 1 link in 2 files: 1 dead. 2 files could not be read or written.'
    >>> summary({"files": 2, "skipped": 1}), summary({})
    ('Found no link to the site in 2 files. 1 file or folder was skipped.', 'Read no file.')
    """
    said = [f"{counts[str(verdict)]} {verdict}" for verdict in Verdict if counts.get(str(verdict))]
    judged = [words for words in said if not words.endswith(("unread", "skipped"))]
    links, files = counts.get("links", 0), _number(counts.get("files", 0), "file")
    if links or judged:
        text = f"Checked {_number(links, 'link')} in {files}: {', '.join(judged) or 'all well'}."
    elif counts.get("files", 0):
        text = f"Found no link to the site in {files}."
    else:
        text = "Read no file."
    if rewritten := counts.get("rewritten", 0):
        text += f" {_number(rewritten, 'link')} rewritten."
    for what, noun in (("excepted", "finding"), ("excepted files", "file")):
        if count := counts.get(what, 0):
            text += f" {_number(count, noun)} excepted."
    if unread := counts.get("unread", 0):
        text += f" {_number(unread, 'file')} could not be read or written."
    if skipped := counts.get("skipped", 0):
        text += f" {_number(skipped, 'file')}{' or folder' if skipped == 1 else ' or folders'}"
        text += f" {'was' if skipped == 1 else 'were'} skipped."
    return text


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
