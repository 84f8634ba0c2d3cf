"""Every link of a tree, judged: files in, findings out, one file in memory at a time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from folio.check import discover as files
from folio.check.discover import Found
from folio.check.encodings import Text, decoded
from folio.check.exceptions import Rules, is_excepted, rules_of
from folio.check.excerpt import Link
from folio.check.judge import Judge, Judgement, Verdict, judge
from folio.check.names import Names
from folio.check.published import Published
from folio.check.readers import Reader, reader_for
from folio.check.readers.json import escaped_as, unescaped
from folio.check.site import Site
from folio.core.errors import Unreadable

_LINE_END = re.compile(r"\r\n|\r|\n")
_JSON = {
    *(".ipynb", ".json", ".jsonc", ".json5", ".jsonl", ".ndjson", ".geojson", ".webmanifest"),
}


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
    """Judges files against one site, and counts what it has read.

    ``rules`` hold for all files; those of a file's own folder come on top of them.
    """

    site: Site
    known: Published
    counts: Counter[str] = field(default_factory=Counter)
    rules: Rules | None = None

    def __post_init__(self) -> None:
        """Prepare what is the same for all files."""
        self._judges: dict[frozenset[str], tuple[Site, Judge]] = {}

    @cached_property
    def _names(self) -> Names:
        return Names(lambda url: self.site.address(url) in {"index.html", "objects.inv"})

    def findings(self, entries: Iterable[Found]) -> Iterator[tuple[Finding, ...]]:
        """Yield the findings of each file that has any, as soon as it is read."""
        for file in entries:
            if findings := self.of_file(file):
                self.counts.update(str(finding.verdict) for finding in findings)
                yield findings

    def of_file(self, file: Found) -> tuple[Finding, ...]:
        """Return the findings of one file, in the order of its text."""
        if file.trouble:
            return (_of_whole(file.path, file.trouble, is_error=file.is_part),)
        all_rules = [rules for rules in (self.rules, rules_of(file.path.parent)) if rules]
        if any(rules.has_file(file.path) for rules in all_rules):
            self.counts["excepted files"] += 1
            return ()
        try:
            content = files.read(file.path)
        except Unreadable as error:
            # A device, or larger than any text, where nobody expects a text.
            is_text = reader_for(file.path) is not None
            return (_of_whole(file.path, str(error), is_error=True),) if is_text else ()
        head = content[:200].decode("latin-1")
        self.counts["files"] += reader_for(file.path, head) is not None
        site, _ = self._judged_in(file.path.parent)
        # Without its zero bytes UTF-16 is ASCII, if it is an address.
        is_wide = b"\0" in content[:8192]
        if not site.is_mentioned(content.replace(b"\0", b"") if is_wide else content):
            return ()
        try:
            return self._of_read(file.path, decoded(content), content, site)
        except Unreadable as error:
            return (_of_whole(file.path, str(error), is_error=True),)

    def _of_read(
        self, path: Path, text: Text | None, content: bytes, site: Site
    ) -> tuple[Finding, ...]:
        """Return the findings of a file that may name the site."""
        reader = reader_for(path, text.text[:200]) if text else None
        if text is None or reader is None:
            what = "its format is not known" if text else "it holds no text"
            said = f"names this site and is not read ({what})"
            return (_of_whole(path, said),) if site.is_host_in(content) else ()
        findings = self.of_text(text.text, path, reader)
        return (_of_whole(path, text.trouble), *findings) if text.trouble else findings

    def _judged_in(self, folder: Path) -> tuple[Site, Judge]:
        """Return the site under the names that a course gives its inventory, and its judge."""
        said = self._names.of(folder)
        names = frozenset(name for name, is_ours in said.items() if is_ours)
        is_other = said.get(self.site.name) is False
        key = names | {""} if is_other else names
        if key not in self._judges:
            own = "" if is_other else self.site.name
            site = Site(self.site.base, own, names)
            self._judges[key] = (site, judge(site, self.known))
        return self._judges[key]

    def of_text(self, text: str, path: Path, reader: Reader | None = None) -> tuple[Finding, ...]:
        """Return the findings of a text in the format of a path."""
        skip = text.startswith("\ufeff")
        reader = reader or reader_for(path, text[:200])
        if reader is None:
            return ()
        try:
            links = list(reader(text[skip:]))
        except ValueError as error:
            raise Unreadable(f"{error}; not checked") from None
        site, judged = self._judged_in(path.parent)
        ends = [match.end() for match in _LINE_END.finditer(text)]
        findings = []
        for one in sorted(links, key=lambda link: (link.start, link.end)):
            self.counts["links"] += _is_ours(site, one)
            link, judgement = _best(judged, one)
            if judgement is None or _is_beside(path, link):
                continue
            if not self._is_excepted(text, path, link, skip):
                findings.append(_finding(site, text, path, ends, link, judgement, skip))
        return tuple(findings)

    def _is_excepted(self, text: str, path: Path, link: Link, skip: int) -> bool:
        start, end = link.start + skip, link.end + skip
        forms = (link.target, text[start:end])
        is_it = any(
            rules.has_link(*forms) for rules in (self.rules, rules_of(path.parent)) if rules
        ) or is_excepted(text, start, end, is_json=path.suffix.lower() in _JSON)
        self.counts["excepted"] += is_it
        return is_it


def _of_whole(path: Path, message: str, *, is_error: bool = False) -> Finding:
    """Return what there is to say of a file as a whole."""
    verdict = Verdict.UNREAD if is_error else Verdict.SKIPPED
    return Finding(verdict=verdict, file=str(path), message=message)


def _best(judged: Judge, link: Link) -> tuple[Link, Judgement | None]:
    """Return a link and what is said of it: as a whole, or up to where another script begins."""
    judgement = judged(link.target, link.role, link.form)
    if not link.seam or judgement is None or judgement.verdict is not Verdict.DEAD:
        return link, judgement
    end = link.start + link.seam if link.end - link.start == len(link.target) else link.end
    short = replace(link, target=link.target[: link.seam], end=end)
    judgement_of_short = judged(short.target, short.role, short.form)
    is_dead = judgement_of_short is not None and judgement_of_short.verdict is Verdict.DEAD
    if is_dead and "#" in short.target:
        return link, judgement
    return short, judgement_of_short


def _is_beside(path: Path, link: Link) -> bool:
    """Tell whether a link without a scheme leads to a file or folder that is there."""
    if ":" in link.target or link.role or "." not in link.target:
        return False
    try:
        return (path.parent / re.split(r"[?#]", link.target)[0]).exists()
    except (OSError, ValueError):
        return False


def _is_ours(site: Site, link: Link) -> bool:
    if link.role:
        name = re.match(r"external\+([\w.-]+):", link.role)
        return bool(name and site.is_name(name[1]))
    name = re.match(r"(?i)(?:inv|xref|myst):([^#:/?]*)", link.target)
    if name:
        return site.is_name(name[1])
    return site.address(link.target) is not None or site.slip(link.target) is not None


def _finding(
    site: Site, text: str, path: Path, ends: list[int], link: Link, judgement: Judgement, skip: int
) -> Finding:
    start, end = link.start + skip, link.end + skip
    written = text[start:end] or link.target
    line = bisect_right(ends, start)
    return Finding(
        verdict=judgement.verdict,
        file=str(path),
        message=judgement.reason,
        line=line + 1,
        column=start - (ends[line - 1] if line else skip) + 1,  # no editor counts the mark
        cell=link.cell,
        written=link.target if "\n" in written else written,  # one that goes on on the next line
        now=_now(site, path, link, written, judgement) if judgement.now else "",
        start=start,
        end=end,
    )


def _now(site: Site, path: Path, link: Link, written: str, judgement: Judgement) -> str:
    """Return what is to stand in the place of a link that has moved."""
    if link.role or site.address(link.target) is None:
        return judgement.now
    is_json = path.suffix.lower() in _JSON
    raw, written = written, unescaped(written) if is_json else written
    # In LaTeX what is written may have its marks escaped, in the query too.
    new = site.rewritten(link.target if link.escape else written, judgement.now)
    if link.escape == "escaped":  # a footnote needs it, \url bears it
        new = re.sub(r"[#%_&]", r"\\\g<0>", new)
    elif link.escape == "braced":
        new = re.sub(r"[#%_&]", r"{\\\g<0>}", new)
    return escaped_as(new, raw) if is_json else new
