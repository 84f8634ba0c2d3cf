"""Links into the files of a repository as they were when they were read: permalinks to a commit.

A branch moves, and a link to a line of it soon shows another line; a commit never does.

>>> link = Permalink.parse("ada/engine@7605d38a1d src/mill.cc#L10-L20")
>>> link.text
'mill.cc, lines 10–20'
>>> link.url
'https://github.com/ada/engine/blob/7605d38a1d/src/mill.cc#L10-L20'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote

from folio.core.options import Url

HOST = "https://github.com/"
FORM = "OWNER/REPOSITORY@COMMIT PATH, with lines as PATH#L10 or PATH#L10-L20"
_REPOSITORY = r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+"
_TARGET = re.compile(rf"({_REPOSITORY})@(\S+)\s+([^#]+?)(?:#L(\d+)(?:-L(\d+))?)?", re.ASCII)
_COMMIT = re.compile(rf"({_REPOSITORY})@(\S+)", re.ASCII)
# GitHub shows these as pages, on which lines have no numbers.
_SHOWN = (".md", ".markdown", ".rst", ".ipynb")


@dataclass(frozen=True, slots=True)
class Permalink:
    """A file, or a folder if the path ends with a slash, at a commit; lines from 1, or 0."""

    repository: str
    commit: str
    path: str
    first: int = 0
    last: int = 0

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``OWNER/REPOSITORY@COMMIT PATH#L10-L20``; raise ValueError with the rule."""
        match = _TARGET.fullmatch(" ".join(text.split()))
        if match is None:
            raise ValueError(f"must be {FORM} (got {text!r})")
        repository, commit, path, first, last = match.groups()
        link = cls(repository, _commit(commit), _path(path), int(first or 0), int(last or 0))
        if first and (link.first < 1 or (last and link.last < link.first)):
            raise ValueError(f"must have lines from 1, the first one first (got {text!r})")
        if first and path.endswith("/"):
            raise ValueError(f"must have lines of a file only, and this is a folder (got {text!r})")
        return link

    @property
    def url(self) -> Url:
        """The address on GitHub."""
        kind = "tree" if self.path.endswith("/") else "blob"
        plain = "?plain=1" if self.first and self.path.lower().endswith(_SHOWN) else ""
        lines = f"#L{self.first}" if self.first else ""
        lines += f"-L{self.last}" if self.last else ""
        path = quote(self.path.rstrip("/"))
        return Url(f"{HOST}{self.repository}/{kind}/{self.commit}/{path}{plain}{lines}")

    @property
    def text(self) -> str:
        """What readers see: the file's name and the lines."""
        name = self.path.rstrip("/").rpartition("/")[2] + "/" * self.path.endswith("/")
        if self.last > self.first:
            return f"{name}, lines {self.first}–{self.last}"
        return f"{name}, line {self.first}" if self.first else name


def read_at(text: str) -> Url:
    """Read ``OWNER/REPOSITORY@COMMIT`` and return the address of all files at that commit."""
    match = _COMMIT.fullmatch(text)
    if match is None:
        raise ValueError(f"must be OWNER/REPOSITORY@COMMIT (got {text!r})")
    return Url(f"{HOST}{match[1]}/tree/{_commit(match[2])}")


def _commit(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{7,40}", text):
        rule = "must name a commit by 7 to 40 of its hexadecimal digits, since a branch moves"
        raise ValueError(f"{rule} (got {text!r}); 'git rev-parse HEAD' tells it")
    return text


def _path(text: str) -> str:
    parts = text.rstrip("/").split("/")
    if "\\" in text or not all(parts) or {".", ".."} & set(parts):
        rule = "must name a path from the root of the repository, without '..'"
        raise ValueError(f"{rule} (got {text!r})")
    return text
