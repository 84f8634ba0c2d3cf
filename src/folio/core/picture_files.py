r"""What is wrong with the file of a picture: it is none, lacks a part, or tells too much.

>>> wrong_with("a.png", b"version https://git-lfs.github.com/spec/v1\n")
"must be a picture in PNG (got a pointer of Git LFS); run 'git lfs pull'"
>>> wrong_with("a.svg", b'<svg><image href="https://x.example/a.png"/></svg>')[:45]
'must show nothing from elsewhere (got https:/'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Literal

#: How the files of each kind begin.
BEGINNINGS = {
    ".png": (b"\x89PNG\r\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF8",),
    ".webp": (b"RIFF",),
}
_REMOTE = re.compile(
    rb"""(?:\b(?:href|src)\s*=\s*["']|url\(\s*["']?|@import\s+["'])((?:https?:)?//[^"')\s]+)"""
)
_LINK = re.compile(rb"<(?:\w+:)?a\b[^>]*>")
_PATH = re.compile(
    rb"""\b(?:inkscape:export-filename|sodipodi:(?:absref|docbase))\s*=\s*["'][^"']*"""
)
GPS = 0x8825  #: the tag of Exif under which a camera says where it was


def wrong_with(name: str, data: bytes) -> str:
    """Return what is wrong with the file of a picture, and the remedy; nothing if all is well."""
    suffix = PurePath(name).suffix.lower()
    is_svg = suffix == ".svg"
    kind = suffix[1:].upper().replace("JPG", "JPEG")
    if data.startswith(b"version https://git-lfs"):
        return f"must be a picture in {kind} (got a pointer of Git LFS); run 'git lfs pull'"
    begins = BEGINNINGS.get(suffix)
    if (begins and not data.startswith(begins)) or (is_svg and b"<svg" not in data):
        return f"must be a picture in {kind}, as its name says (got {data[:12]!r}); save it as such"
    if is_svg and (remote := _REMOTE.search(_LINK.sub(b"", data))):
        remedy = "put it into the picture, since browsers load none there"
        return f"must show nothing from elsewhere (got {_text(remote[1])}); {remedy}"
    if is_svg and (path := _PATH.search(data)):
        return f"must not tell of your disk (got {_text(path[0])!r}); save it as plain SVG"
    if begins and GPS in tags(data):
        return "must not tell where it was taken (got a place in Exif); save it without metadata"
    return ""


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")[:60]


def tags(data: bytes) -> list[int]:
    """Return the tags of the first directory of Exif of a picture, none if it has none.

    Of JPEG, a segment is a mark of two bytes and a length of two; of TIFF, an entry is 12 bytes.
    """
    if data.startswith(b"\x89PNG"):
        parts = _chunks(data[8:], b"eXIf", big=True)
    else:
        parts = _chunks(data[12:], b"EXIF") if data.startswith(b"RIFF") else _exif(data)
    return [tag for part in parts for tag in _directory(part.removeprefix(b"Exif\0\0"))]


def _chunks(data: bytes, wanted: bytes, *, big: bool = False) -> Iterator[bytes]:
    """Yield the chunks of a name, of PNG (``big``, each with a sum behind it) or of WebP."""
    place = 0
    while place + 8 <= len(data):
        head, tail = data[place : place + 4], data[place + 4 : place + 8]
        name, size = (tail, head) if big else (head, tail)
        length = int.from_bytes(size, "big" if big else "little")
        if name == wanted:
            yield data[place + 8 : place + 8 + length]
        place += 8 + length + (4 if big else length % 2)


def _exif(data: bytes) -> Iterator[bytes]:
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF and data[place + 1] not in (0xD9, 0xDA):
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        part = data[place + 4 : place + 2 + length]
        if part.startswith(b"Exif\0\0"):
            yield part[6:]
        place += 2 + max(length, 2)


def _directory(tiff: bytes) -> Iterator[int]:
    order: Literal["little", "big"] = "little" if tiff[:2] == b"II" else "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], order)

    first = number(4, 4)
    for entry in range(number(first, 2)):
        at = first + 2 + 12 * entry
        if at + 12 > len(tiff):
            return
        yield number(at, 2)
