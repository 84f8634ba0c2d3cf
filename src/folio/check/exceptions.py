"""What a repository says is not to be reported: a comment beside a link, or a pattern in a file.

``folio: ignore`` in a comment holds for its line, and alone on a line for the next one that is not
empty. Patterns stand in ``.folio.toml``, or under ``[tool.folio]`` in ``pyproject.toml``::

    ignore = ["CHANGELOG.md", "tests/fixtures/", "https://ada.example/2024/*"]

A pattern with a scheme is for links; the others are for files, as ``.gitignore`` has them, and one
that begins with a host for links too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from pathspec import GitIgnoreSpec

from folio.check.readers.text import WITHOUT_SCHEME
from folio.core.errors import Unreadable

_LINK = re.compile(r"[a-z]+:(?://|[\w*]+)|//", re.IGNORECASE)
_COMMENT = (
    r"(?:\#|%|//|--|;|/\*|<!--|\.\.|\(\*|!|\brem\b|\{/\*|\{-|\{\#|\{\{!|\{\{/\*|<%\#"
    r"|@comment\s*[{(]|\[[^\]\n]*\]:\s*(?:<>|\#)\s*[(\"'])+"  # of BibTeX, and in Markdown
)
_MARK = rf"{_COMMENT}\s*\(?folio:\s*ignore\b"
# In a comment of its own, not in one that is shown as code, or at the end of one with the link.
_BESIDE = re.compile(
    rf"(?<![`<!{{-]){_MARK}|(?m:^[\s*>|]*{_COMMENT}.*\s\(?folio:\s*ignore[\s*/)}}>\-\"',]*$)",
    re.IGNORECASE,
)
_OURS = re.compile(rb"tool\s*\.\s*[\"']?folio\b")
_ALONE = re.compile(rf"(?:[\s\"'>|*+-]|\d+[.)])*{_MARK}[\s*/)}}>\-\"',#%]*\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Rules:
    """Patterns, and the folder from which those for files are seen."""

    folder: Path
    files: GitIgnoreSpec
    links: tuple[str, ...]

    def has_file(self, path: Path) -> bool:
        """Tell whether a file is excepted."""
        path = path.absolute()
        if path.is_relative_to(self.folder):
            path = path.relative_to(self.folder)
        return self.files.match_file(path.as_posix().lstrip("/"))

    def has_link(self, *forms: str) -> bool:
        """Tell whether a link is excepted, in any of its forms."""
        said = {known for form in forms for known in (form, _plain(form))}
        return any(fnmatchcase(form, pattern) for pattern in self.links for form in said)


def rules(patterns: Iterable[str], folder: Path, place: str) -> Rules:
    """Return what patterns mean, seen from a folder; raise :class:`Unreadable` for a bad one."""
    given = list(patterns)
    try:
        files = GitIgnoreSpec.from_lines(one for one in given if not _LINK.match(one))
    except ValueError as error:
        raise Unreadable(f"{place}: 'ignore' must hold patterns ({error})") from None
    links = [one for one in given if _LINK.match(one)]
    hosts = [f"https://{one}" for one in given if re.match(WITHOUT_SCHEME, one)]
    return Rules(folder, files, tuple({*links, *map(_plain, (*links, *hosts))}))


def _plain(address: str) -> str:
    """Return an address by https, with its host in small letters: that is how it may be excepted.

    >>> _plain("HTTP://Ada.example/A")
    'https://ada.example/A'
    """
    return re.sub(r"(?i)^(?:https?:)?//([^/?#]*)", lambda m: f"https://{m[1].lower()}", address)


def rules_of(folder: Path) -> Rules | None:
    """Return the rules that hold in a folder: of the nearest file above that has any."""
    return _rules_of(folder.absolute())


@cache
def _rules_of(folder: Path) -> Rules | None:
    for place, keys in (
        (folder / ".folio.toml", ()),
        (folder / "pyproject.toml", ("tool", "folio")),
    ):
        if place.is_file() and (own_rules := _read(place, keys)) is not None:
            return own_rules
    if (folder / ".git").exists() or folder.parent == folder:
        return None
    return _rules_of(folder.parent)


def _read(place: Path, keys: tuple[str, ...]) -> Rules | None:
    try:
        raw = place.read_bytes()
        table: Any = tomllib.loads(raw.decode("utf-8-sig"))
    except (OSError, ValueError) as error:
        if keys and not (isinstance(error, ValueError) and _OURS.search(raw)):
            return None  # a pyproject.toml that says nothing to us is for other tools to judge
        raise Unreadable(f"{place} must be TOML ({error})") from None
    for key in keys:
        table = table.get(key) if isinstance(table, dict) else None
    if table is None:
        return None
    name = f"[{'.'.join(keys)}] of {place}" if keys else str(place)
    if not isinstance(table, dict) or (unknown := sorted(table.keys() - {"ignore"})):
        got = f"got {unknown[0]!r}" if isinstance(table, dict) else f"got {table!r}"
        raise Unreadable(f"{name} must hold nothing but 'ignore' ({got})")
    patterns = table.get("ignore", [])
    if not isinstance(patterns, list) or not all(isinstance(one, str) for one in patterns):
        raise Unreadable(f"{name}: 'ignore' must be a list of patterns (got {patterns!r})")
    return rules(patterns, place.parent, name)


def is_excepted(text: str, start: int, end: int, *, is_json: bool = False) -> bool:
    r"""Tell whether a comment on the lines of a link, or above them, excepts it.

    >>> is_excepted("<!-- folio: ignore -->\n\nhttp://a", 24, 32), is_excepted("http://a", 0, 8)
    (True, False)
    """
    first, last = _line(text, start, is_json)[0], _line(text, max(end - 1, start), is_json)[1]
    if _BESIDE.search(text[first:last]):
        return True
    if is_json and _BEHIND.search(_STRING.sub("", text[last : _line(text, last, False)[1]])):
        return True
    lines = (line for line in _above(text, first, is_json) if line.strip(' \t",'))
    above = next(lines, "")
    if above.strip() in {"-->", "*/", "*)", "*/}"}:  # a comment of several lines
        said, begin = next(lines, "").strip(), next(lines, "").strip()
        return bool(re.fullmatch(r"(?i)\*?\s*folio:\s*ignore", said) and _OPENED.fullmatch(begin))
    if re.fullmatch(r"(?i)\s+folio:\s*ignore\s*", above):  # of reStructuredText
        return next(lines, "").strip() == ".."
    return bool(_ALONE.match(above))


_BEHIND = re.compile(r"(?i)//\s*folio:\s*ignore\b")  # a string of JSON with comments
_STRING = re.compile(r'^"|"(?:\\.|[^"\\])*"')
_OPENED = re.compile(r"<!--|/\*+|\(\*|\{/\*")


_END = re.compile(r"\r\n|\r|\n")
_END_IN_JSON = re.compile(r"\r\n|\r|\n|(?<!\\)\\n|(?<!\\)\"")


def _line(text: str, position: int, is_json: bool) -> tuple[int, int]:
    """Return where the line of a place starts and ends; a string of JSON has lines within."""
    first = max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1
    end = _END.search(text, position)
    last = end.start() if end else len(text)
    for inner in _END_IN_JSON.finditer(text, first, last) if is_json else ():
        if inner.end() <= position:
            first = inner.end()
        elif inner.start() >= position:
            last = inner.start()
            break
    return first, last


def _above(text: str, position: int, is_json: bool) -> Iterator[str]:
    """Yield the lines above a place, the nearest first."""
    while position > 0:
        start, _ = _line(text, position - 1, is_json)
        if start == position - 1 and is_json and text.startswith("n", start):
            start = position - 2  # between the two characters of an escape
        yield text[start:position].strip("\r\n").removesuffix("\\n")
        position = start
