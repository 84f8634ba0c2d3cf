"""Which files of a built site have a word of what was not to be published: all begin with z."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

WORD = re.compile(rb"\b[Zz](?:embargo|secret|label|section|picture|file|hush|name|item|more|rst|"
                  rb"note|equation|whole)")  # fmt: skip


def told(folder: Path) -> list[str]:
    """Return the files of a built site with a word of a draft in their names or texts."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        if path.name == "objects.inv":
            data = zlib.decompress(data.split(b"\n", 4)[4])
        if WORD.search(data) or WORD.search(path.name.encode()):
            found.append(path.relative_to(folder).as_posix())
    return found
