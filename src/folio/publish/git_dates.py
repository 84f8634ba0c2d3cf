"""When each file was last changed, as git tells; without a whole history nothing is said.

A shallow clone knows only its last commits, and would date every other file wrongly.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

_COMMIT = "\x01"  # stands before the date of each commit, and in no file name


def last_changes(folder: Path) -> Mapping[str, str]:
    """Map the files of a folder, by their paths in it, to the times of their last commits."""
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    options = (f"--format={_COMMIT}%cI", "--name-only", "--relative", "--no-renames")
    return read_log(_git(folder, "-c", "core.quotePath=off", "log", *options, "--", "."))


def read_log(log: str) -> Mapping[str, str]:
    r"""Return the newest time of each file in a log, which starts with the newest commit.

    >>> read_log("\x012026-02-01T00:00:00Z\n\na.md\n\x012026-01-01T00:00:00Z\n\na.md\nb.md\n")
    {'a.md': '2026-02-01T00:00:00Z', 'b.md': '2026-01-01T00:00:00Z'}
    """
    times: dict[str, str] = {}
    for commit in log.split(_COMMIT)[1:]:
        time, *files = commit.split("\n")
        for file in filter(None, files):
            times.setdefault(file, time)
    return times


def _git(folder: Path, *arguments: str) -> str:
    """Return what git answers; nothing where there is no git or no repository."""
    try:
        ran = subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=False
        )
    except OSError:
        return ""
    return ran.stdout if ran.returncode == 0 else ""
