"""Links in TOML, and in the plainer forms of settings: in values, not in comments.

tomllib, Python's own, tells no place and refuses what is not whole, so strings and comments are
told apart by one expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from folio.check.excerpt import Link
from folio.check.readers.text import WITHOUT_SCHEME, bare

_PIECE = re.compile(
    r""""{3}(?:\\.|(?!"{3}).)*(?:"{3}|\Z)|'{3}(?:(?!'{3}).)*(?:'{3}|\Z)"""
    r"""|"(?:\\.|[^"\\\r\n])*"?|'[^'\r\n]*'?|(?P<comment>\#[^\r\n]*)""",
    re.DOTALL,
)
_HOST = re.compile(rf"(?<=[=\[,\s])([\"'])({WITHOUT_SCHEME}[^\s\"']*)\1")
_LINE = re.compile(r"^[ \t]*[#;!][^\r\n]*|(?<=[ \t])[#;][^\r\n]*", re.MULTILINE)


def toml_links(text: str) -> Iterator[Link]:
    """Yield the links of a file of TOML.

    >>> [link.target for link in toml_links("a = 'http://a#b'  # http://c")]
    ['http://a#b']
    """
    shown = _PIECE.sub(lambda m: " " * len(m[0]) if m["comment"] else m[0], text)
    yield from bare(shown, "part")
    for match in _HOST.finditer(shown):
        yield Link(match[2], match.start(2), match.end(2), form="part")


def ini_links(text: str) -> Iterator[Link]:
    """Yield the links of settings such as those of ``setup.cfg``."""
    return bare(_LINE.sub(lambda match: " " * len(match[0]), text), "part")
