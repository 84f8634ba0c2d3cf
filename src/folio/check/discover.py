"""The files of a course repository that may link here: found one by one, read with care."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from folio.check.readers import READERS
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
    """Yield the files under a folder whose format is known, in order, each once.

    What a symbolic link names within the folder is read where it stands; outside it is not read.
    """
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
                deeper += [path] if _is_read(path) else []
            elif path.suffix.lower() in READERS and entry.is_file(follow_symlinks=False):
                yield Found(path)
        folders += reversed(deeper)


def _is_read(folder: Path) -> bool:
    """Tell by its name whether a folder holds the author's files rather than a tool's."""
    name = folder.name
    return name not in IGNORED and (not name.startswith(".") or name == ".github")


def _link(path: Path, inside: Path) -> Iterator[Found]:
    """Say of a symbolic link why it is not followed, unless its target is read anyway."""
    try:
        target = path.resolve(strict=True)
        is_folder = target.is_dir()
    except (OSError, RuntimeError):  # RuntimeError: a loop, up to Python 3.12
        if path.suffix.lower() in READERS or not path.suffix:
            what = "is a symbolic link that leads in a circle or to nothing; not followed"
            yield Found(path, what, is_part=False)
        return
    if not target.is_relative_to(inside) and (is_folder or path.suffix.lower() in READERS):
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


def decoded(content: bytes) -> str:
    """Return the text of a file; raise :class:`Unreadable` if it is not UTF-8."""
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = f"must be UTF-8 (line {line} is not); save it as UTF-8"
        raise Unreadable(what) from None


def is_binary(content: bytes) -> bool:
    """Tell whether a file holds no text, whatever it is called."""
    return b"\0" in content[:8192] and not content.startswith((b"\xff\xfe", b"\xfe\xff"))
