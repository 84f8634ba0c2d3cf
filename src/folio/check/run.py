"""Every link of a tree, judged: files in, findings out, one file in memory at a time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from folio.check import discover as files
from folio.check.addresses import Site
from folio.check.discover import Found
from folio.check.excerpt import Link
from folio.check.judge import Judge, Judgement, Verdict, judge
from folio.check.published import Published
from folio.check.readers import READERS
from folio.core.errors import Unreadable

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What there is to say of one link, or with no line, of one file.

    ``written`` is the link as the file has it, between ``start`` and ``end``, ``now`` what is to
    stand there instead, and ``cell`` the cell of a notebook.
    """

    verdict: Verdict
    file: str
    message: str
    line: int = 0
    column: int = 0
    cell: int = 0
    written: str = ""
    now: str = ""
    start: int = 0
    end: int = 0


@dataclass
class Checker:
    """Judges files against one site, and counts what it has read."""

    site: Site
    known: Published
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Prepare what is the same for all files."""
        self._judge: Judge = judge(self.site, self.known)

    def findings(self, found: Iterable[Found]) -> Iterator[tuple[Finding, ...]]:
        """Yield the findings of each file that has any, as soon as it is read."""
        for file in found:
            self.counts["files"] += not file.trouble
            if found_here := self.of_file(file):
                self.counts.update(str(finding.verdict) for finding in found_here)
                yield found_here

    def of_file(self, found: Found) -> tuple[Finding, ...]:
        """Return the findings of one file, in the order of its text."""
        if found.trouble:
            verdict = Verdict.UNREAD if found.is_part else Verdict.SKIPPED
            return (Finding(verdict=verdict, file=str(found.path), message=found.trouble),)
        is_concerned = True
        try:
            content = files.read(found.path)
            is_concerned = self.site.is_mentioned(content)
            if files.is_binary(content):
                return ()
            text = files.decoded(content)
            return self.of_text(text, found.path) if is_concerned else ()
        except Unreadable as error:
            # A file that does not name this site loses nothing by not being read.
            verdict = Verdict.UNREAD if is_concerned else Verdict.SKIPPED
            return (Finding(verdict=verdict, file=str(found.path), message=str(error)),)

    def of_text(self, text: str, path: Path) -> tuple[Finding, ...]:
        """Return the findings of a text in the format of a path."""
        skip = text.startswith("\ufeff")
        try:
            links = list(READERS[path.suffix.lower()](text[skip:]))
        except ValueError as error:
            raise Unreadable(f"{error}; not checked") from None
        ends = [match.end() for match in _LINE_END.finditer(text)]
        found = []
        for link in sorted(links, key=lambda link: (link.start, link.end)):
            self.counts["links"] += self._is_ours(link)
            if judgement := self._judge(link.target, link.role):
                found.append(self._finding(text, path, ends, link, judgement, skip))
        return tuple(found)

    def _is_ours(self, link: Link) -> bool:
        own = f"external+{self.site.name}:" if self.site.name else "\0"
        if link.role:
            return link.role.startswith(own)
        names = (f"inv:{self.site.name}", f"xref:{self.site.name}") if self.site.name else ()
        return link.target.startswith(names) or self.site.address(link.target) is not None

    def _finding(
        self, text: str, path: Path, ends: list[int], link: Link, judgement: Judgement, skip: int
    ) -> Finding:
        start, end = link.start + skip, link.end + skip
        written = text[start:end] or link.target
        now = self._now(path, link, written, judgement) if judgement.now else ""
        line = bisect_right(ends, start)
        return Finding(
            verdict=judgement.verdict,
            file=str(path),
            message=judgement.reason,
            line=line + 1,
            column=start - (ends[line - 1] if line else 0) + 1,
            cell=link.cell,
            written=written,
            now=now,
            start=start,
            end=end,
        )

    def _now(self, path: Path, link: Link, written: str, judgement: Judgement) -> str:
        """Return what is to stand in the place of a link that has moved."""
        if link.role or self.site.address(link.target) is None:
            return judgement.now
        new = self.site.rewritten(written, judgement.now)
        if path.suffix.lower() in {".tex", ".ltx"} and not re.search(r"(?<!\\)[#%_]", written):
            # Unless they stand so already, these are escaped: a footnote needs it, \url bears it.
            new = re.sub(r"[#%_]", r"\\\g<0>", new)
        return new
