"""The files of a course repository that may link here: found one by one, read with care.

In a repository Git says which they are: what it tracks, and what is new and not ignored. Elsewhere
folders that tools make are known by their names.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from folio.check.readers import reader_for
from folio.core.errors import Unreadable

LARGEST = 64 * 2**20  #: bytes of a file; larger ones hold data
#: folders of tools and of what they make; other hidden folders but .github are left out too
IGNORED = frozenset({"node_modules", "__pycache__", "site-packages", "build", "_build", "dist"})


class Found(NamedTuple):
    """A file to read; with ``trouble``, what is left out and why. ``is_part`` of the tree."""

    path: Path
    trouble: str = ""
    is_part: bool = True


def walk(root: Path) -> Iterator[Found]:
    """Yield the files under a folder, in order, each once.

    What a symbolic link names within the folder is read where it stands; outside it is not read.
    """
    listed = _listed(root)
    if listed is None:
        yield from _walk(root)
        return
    inside = root.resolve()
    for path in listed:
        if path.is_symlink():
            yield from _link(path, inside)
        elif path.is_file():  # it is a folder if it is a repository of its own
            yield Found(path)


# -- what Git says -----------------------------------------------------------------------


def _listed(root: Path) -> list[Path] | None:
    """Return the files of a repository in order; None if Git knows nothing of the folder."""
    tracked = _git(root, "ls-files", "-z", "--cached")
    if tracked is None or (not tracked and _git(root, "check-ignore", "-q", ".") is not None):
        return None
    new = _git(root, "ls-files", "-z", "--others", "--exclude-standard") or b""
    own = {name for name in new.split(b"\0") if name and _is_author_s(root, os.fsdecode(name))}
    names = sorted({name for name in tracked.split(b"\0") if name} | own)
    return [root / os.fsdecode(name) for name in names]


def _git(root: Path, *arguments: str) -> bytes | None:
    """Return what Git says of a folder; None if there is no Git, or no repository of it."""
    # A hook sets these for the repository that it runs in, which need not be that of the folder.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    # Nothing of the repository's is run, so it need not belong to who runs this, as in a container.
    safe = ("-c", "core.fsmonitor=false", "-c", "safe.directory=*")
    try:
        ran = subprocess.run(
            ["git", *safe, "-C", str(root), *arguments],
            capture_output=True,
            check=False,
            env={**kept, "GIT_OPTIONAL_LOCKS": "0"},
        )
    except OSError:
        return None
    return ran.stdout if ran.returncode == 0 else None


def _is_author_s(root: Path, name: str) -> bool:
    """Tell whether a file that Git does not track is the author's rather than a tool's."""
    folders = Path(name).parent.parts
    return all(map(_is_read, folders)) and not any(
        _is_environment(root.joinpath(*folders[: depth + 1])) for depth in range(len(folders))
    )


@cache
def _is_environment(folder: Path) -> bool:
    return (folder / "pyvenv.cfg").exists()


# -- elsewhere ---------------------------------------------------------------------------


def _walk(root: Path) -> Iterator[Found]:
    inside = root.resolve()
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            yield Found(folder, f"cannot be read ({error.strerror}); its files are not checked")
            continue
        if folder != root and any(entry.name == "pyvenv.cfg" for entry in entries):
            continue  # a virtual environment
        deeper = []
        for entry in entries:
            path = Path(entry.path)
            if entry.is_symlink():
                yield from _link(path, inside)
            elif entry.is_dir(follow_symlinks=False):
                deeper += [path] if _is_read(entry.name) else []
            elif entry.is_file(follow_symlinks=False):
                yield Found(path)
        folders += reversed(deeper)


def _is_read(folder: str) -> bool:
    """Tell by its name whether a folder holds the author's files rather than a tool's."""
    return folder not in IGNORED and (not folder.startswith(".") or folder == ".github")


def _link(path: Path, inside: Path) -> Iterator[Found]:
    """Say of a symbolic link why it is not followed, unless its target is read anyway."""
    try:
        target = path.resolve(strict=True)
        is_folder = target.is_dir()
    except (OSError, RuntimeError):  # RuntimeError: a loop, up to Python 3.12
        if reader_for(path) or not path.suffix:
            what = "is a symbolic link that leads in a circle or to nothing; not followed"
            yield Found(path, what, is_part=False)
        return
    if not target.is_relative_to(inside) and (is_folder or reader_for(path)):
        yield Found(path, f"leads out of the tree, to {target}; not followed", is_part=False)


def read(path: Path) -> bytes:
    """Return the bytes of a file; raise :class:`Unreadable` if it cannot be read or is huge."""
    try:
        if not path.is_file():
            raise Unreadable("is no regular file; not checked")
        if path.stat().st_size > LARGEST:
            raise Unreadable(f"must be at most {LARGEST // 2**20} MB; not checked")
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"cannot be read ({error.strerror}); not checked") from None
