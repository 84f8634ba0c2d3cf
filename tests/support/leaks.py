"""Which files of a built site have a word of what was not to be published: all begin with z."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

WORD = re.compile(rb"\b[Zz](?:embargo|secret|label|section|picture|file|hush|name|item|more|rst|"
                  rb"note|equation|whole)")  # fmt: skip


def told(folder: Path) -> list[str]:
    """Return the files of a built site with a word of a draft in their names or texts."""
    return [
        name
        for name, data in all_files(folder)
        if WORD.search(data) or WORD.search(name.rpartition("/")[2].encode())
    ]


def all_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each file of a built site, the inventory of its objects unpacked."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        if path.name == "objects.inv":
            data = zlib.decompress(data.split(b"\n", 4)[4])
        yield path.relative_to(folder).as_posix(), data
