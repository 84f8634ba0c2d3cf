r"""The value of a field as it was before a program has wrapped or escaped it.

>>> as_before(r"Tom{ \'a}s"), as_before(r"B\u00e4ume")
("Tom{\\'a}s", 'Bäume')
"""

from __future__ import annotations

import re

#: An accent within a word that a program has put on the next line: Tom{ \'a}s.
WRAPPED = re.compile(r"""(?<=[^\W\d_])\{\s+(?=\\['`^"~=.])""")
#: A break of a line that Mendeley has escaped so that no TeX reads it: {\\\}Oak Press.
BREAK = re.compile(r"\{\\\\\\\}\s*")
#: Letters by their numbers, as JSON has them; no accent of TeX stands over a figure.
OF_JSON = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")


def as_before(written: str) -> str:
    """Return the value of a field without what a program has done to it."""
    if "{\n" in written or "{ \\" in written:
        written = WRAPPED.sub("{", written)
    if r"{\\\}" in written:
        written = BREAK.sub(" ", written)
    return OF_JSON.sub(_letters, written) if "\\u" in written else written


def _letters(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("\\u", "")).decode("utf-16-be", "replace")
