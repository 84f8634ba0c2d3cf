r"""The letters of a file of sources: UTF-8, or the encoding that the file itself names.

JabRef, BibDesk, KBibTeX and editors of TeX write the encoding of a file into it. What is neither
UTF-8 nor so named is not guessed: only what is ASCII in such a file is read.

>>> decoded(b"% Encoding: ISO8859_1\n@misc{a, title = {Na\xefve}}")
('% Encoding: ISO8859_1\n@misc{a, title = {Naïve}}', None)
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
NAMED = re.compile(
    rb"^[ \t]*%+[ \t]*(?:!TeX[ \t]+)?(?:file-?)?encoding[ \t]*[:=][ \t]*([\w() .-]+?)[ \t]*\r?$"
    rb"|^[ \t]*%*[ \t]*coding:[ \t]*([\w.-]+)[ \t]*\r?$"
    rb"|^Encoding:[ \t]*([\w.-]+)[ \t]*\r?$"
    rb"|^[ \t]*%.*-\*-.*\bcoding:[ \t]*([\w.-]+)"
    rb"|^[ \t]*%+[ \t]*(?:vim?|ex):.*\b(?:fileencoding|fenc)=([\w.-]+)"
    rb"|@comment[ \t]*\{[ \t]*x-kbibtex-encoding[ \t]*=[ \t]*([\w.-]+)"
    rb"|^[ \t]*%+[ \t]*Saved with string encoding ([\w() -]+?)[ \t]*\r?$",
    re.MULTILINE | re.IGNORECASE,
)
#: How editors of TeX and BibDesk call what Python knows under another name.
CALLED = {
    **{"isolatin": "latin-1", "isolatin1": "latin-1", "isolatin2": "latin-2"},
    **{"isolatin9": "iso8859-15", "western (iso latin 1)": "latin-1", "macosroman": "mac-roman"},
    **{"western (windows latin 1)": "cp1252", "western (mac os roman)": "mac-roman"},
    **{"iso latin 1": "latin-1", "iso-latin-1": "latin-1", "windows latin 1": "cp1252"},
    **{"ansinew": "cp1252", "windows-31j": "cp932", "windows-949": "cp949"},
}
KNOWN = re.compile(
    r"cp125\d|cp437|cp85\d|cp866|iso8859-\d+|latin-1|mac-\w+|koi8-[ru]|gbk|gb2312|gb18030|big5|shift_jis|cp932"
    r"|euc[_-](?:jp|kr|jis_2004)|cp949"
)
#: Which of four bytes are NUL in a text of ASCII for the most part, in what has no mark of its own.
WIDE = {"0101": "utf-16-le", "1010": "utf-16-be", "0111": "utf-32-le", "1110": "utf-32-be"}
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


class Foreign(NamedTuple):
    """Where a file is not UTF-8: its line, the byte, and what stands before it."""

    line: int
    byte: int
    before: str

    def mistake(self, entries: list[int]) -> str:
        """Say it; ``entries`` are the lines of those that are not read."""
        said = f"must be UTF-8 (got byte {self.byte:02X} after {self.before!r})"
        said += "; save the file as UTF-8"
        if len(entries) < 2:
            return said
        lines = ", ".join(map(str, entries[:8])) + (", …" if len(entries) > 8 else "")
        return f"{said} ({len(entries)} entries are not read: lines {lines})"


def decoded(data: bytes) -> tuple[str, Foreign | None]:
    """Return the text of a file, and where it is in no encoding that is known.

    Of such a file the letters beyond ASCII are not told: they are U+FFFD.
    """
    if codec := _wide(data):
        return data.decode(codec, "replace").removeprefix("\ufeff"), None
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        if text := _as_named(data):
            return text, None
        above = re.split(rb"\r\n?|\n", data[: error.start])
        line, before = len(above), above[-1].decode("utf-8", "replace")[-12:]
        return data.decode("ascii", "replace"), Foreign(line, data[error.start], before)


def _wide(data: bytes) -> str:
    """Return the encoding of a file whose letters are two or four bytes each, else nothing.

    Where it has no mark of its own, the NUL show it: the words of BibTeX are ASCII.
    """
    if data.startswith(UTF_32):
        return "utf-32"
    if data.startswith(UTF_16):
        return "utf-16"
    begun = data[:4096]
    nulls = (begun[place::4].count(0) * 12 > len(begun) for place in range(4))
    return WIDE.get("".join("01"[many] for many in nulls), "")


def _as_named(data: bytes) -> str:
    """Return a file in the encoding that it names, or nothing if it names none that can be."""
    match = NAMED.search(data[:4096]) or NAMED.search(data[-1024:])
    name = next((group for group in match.groups() if group), b"") if match else b""
    called = re.sub(r"^x-|-(?:unix|dos|mac)$", "", name.decode("ascii", "replace").strip().lower())
    try:
        codec = codecs.lookup(CALLED.get(called, called)).name
        text = data.decode(codec) if KNOWN.fullmatch(codec) else ""
    except (LookupError, ValueError):
        return ""
    return "" if CONTROL.search(text) else text
