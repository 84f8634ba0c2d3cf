"""The sources of the last build, so that files that have not changed are not read again.

Beside the doctrees lies one file: a line with a digest, then the mistakes, the labels, and each
source by itself, which is unpacked when something shows it. The digest is of the files and of the
code that reads them, so that another version reads anew, and unpacks nothing of this one.
"""

from __future__ import annotations

import gc
import hashlib
import pickle
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from functools import cache
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType

import folio.core
from folio.core.bibliography import Bibliography, Source, read_files

NAME = "folio-sources.pickle"
#: The values of a source, which are packed in half the time that the source itself takes.
VALUES = attrgetter(*(field.name for field in fields(Source)))
Files = Sequence[tuple[str, bytes]]


class Packed(Mapping[str, Source]):
    """Sources of which each is unpacked when it is asked for."""

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        self._packed = packed
        self._unpacked: dict[str, Source] = {}

    def __getitem__(self, key: str) -> Source:
        if key not in self._unpacked:
            self._unpacked[key] = Source(*pickle.loads(self._packed[key]))
        return self._unpacked[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def __contains__(self, key: object) -> bool:
        return key in self._packed


def sources_of(files: Files, folder: Path) -> Bibliography:
    """Return what some files say: what was kept of it in a folder, or else what is read now."""
    path, digest = folder / NAME, digest_of(files)
    if kept := _kept(path, digest):
        return kept
    with _nothing_collected():
        read = read_files(files)
        packed = {key: pickle.dumps(VALUES(source)) for key, source in read.sources.items()}
    said = pickle.dumps((dict(read.mistakes), dict(read.labels), packed))
    folder.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_bytes(digest.encode() + b"\n" + said)
    new.replace(path)
    return Bibliography(read.sources, read.mistakes, digest, read.labels)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Let the garbage collector rest: of thousands of sources it finds none that nobody needs."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def digest_of(files: Files) -> str:
    """Return the digest of some files and of the code that reads them."""
    digest = hashlib.sha256(_code())
    for name, data in files:
        digest.update(repr((name, len(data))).encode() + data)
    return digest.hexdigest()


@cache
def _code() -> bytes:
    modules = sorted(Path(next(iter(folio.core.__path__))).rglob("*.py"))
    return hashlib.sha256(b"".join(module.read_bytes() for module in modules)).digest()


def _kept(path: Path, digest: str) -> Bibliography | None:
    try:
        kept, _, said = path.read_bytes().partition(b"\n")
        if kept != digest.encode():
            return None
        mistakes, labels, packed = pickle.loads(said)
    except (OSError, EOFError, ValueError, pickle.UnpicklingError):
        return None  # of a build that was broken off, or none at all
    return Bibliography(Packed(packed), MappingProxyType(mistakes), digest, labels)
