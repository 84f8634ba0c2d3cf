"""Links that have moved, rewritten in their files: only they change, and all or nothing."""

from __future__ import annotations

import difflib
import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from folio.check import discover as files
from folio.check.run import Finding
from folio.core.errors import Unreadable


def is_mendable(finding: Finding) -> bool:
    """Tell whether a finding says what is to stand in its place, and where that is."""
    return bool(finding.now) and finding.start < finding.end


def mended(text: str, findings: Iterable[Finding]) -> str:
    """Return a text in which what has moved is replaced by what it is now.

    >>> from folio.check.judge import Verdict
    >>> moved = Finding(verdict=Verdict.MOVED, file="", message="", start=4, end=7, now="new")
    >>> mended("the old link", [moved])
    'the new link'
    """
    pieces, position = [], 0
    for finding in sorted(filter(is_mendable, findings), key=lambda finding: finding.start):
        if finding.start >= position:
            pieces += [text[position : finding.start], finding.now]
            position = finding.end
    return "".join([*pieces, text[position:]])


def difference(before: str, after: str, name: str) -> str:
    """Return the difference between two texts, as ``diff -u`` writes it."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), name, name
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def why_left(finding: Finding) -> str:
    """Return why a link that has moved is not rewritten, or nothing if it can be."""
    if not finding.now or is_mendable(finding):
        return ""
    return "it stands in pieces, or behind marks of its format, so it is to be mended by hand"


def rewrite(path: Path, before: bytes, after: bytes) -> None:
    """Write a file anew, with its permissions; raise :class:`Unreadable` and leave it as it was."""
    real = path.resolve()
    draft = None
    try:
        if not os.access(real, os.W_OK):
            raise Unreadable("cannot be rewritten (it is write-protected); left as it was")
        handle, draft = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name[:50]}.")
        with os.fdopen(handle, "wb") as file:
            file.write(after)
        shutil.copymode(real, draft)
        if files.read(real) != before:
            raise Unreadable("cannot be rewritten (it was changed meanwhile); run this again")
        Path(draft).replace(real)
        draft = None
    except OSError as error:
        raise Unreadable(f"cannot be rewritten ({error.strerror}); left as it was") from None
    finally:
        if draft is not None:
            with suppress(OSError):
                Path(draft).unlink()
