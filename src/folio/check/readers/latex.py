r"""Links in LaTeX and BibTeX: every address that is neither commented out nor verbatim."""

from __future__ import annotations

import re
from collections.abc import Iterator

from folio.check.excerpt import Link
from folio.check.readers.text import trimmed

_VERBATIM = "verbatim|Verbatim|lstlisting|minted|comment|filecontents|alltt|tcblisting"
_PIECE = re.compile(
    rf"""
    \\begin\{{(?P<name>(?:{_VERBATIM})\*?)\}}.*?(?:\\end\{{(?P=name)\}}|\Z)
    | \\(?:verb|lstinline|mintinline(?:\[[^\]]*\])?\{{\w+\}})\*?
        (?P<mark>[^\s\w*{{\[])[^\n]*?(?P=mark)
    | (?P<address>https?://(?:\\[%\#&_~{{}}$]|\\string~|\\textasciitilde(?:\{{\}})?
        |\{{\\textasciitilde\}}|[^\s{{}}<>"'|\\])+)
    | \\.
    | %[^\n]*
    """,
    re.DOTALL | re.VERBOSE | re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\([%#&_~{}$])|\{?\\(?:string~|textasciitilde)(?:\{\}|\})?")


def latex_links(text: str) -> Iterator[Link]:
    r"""Yield the links of a LaTeX or BibTeX file.

    >>> [link.target for link in latex_links("\\href{http://a.example/b\\_c\\#d}{e} % http://f")]
    ['http://a.example/b_c#d']
    """
    for match in _PIECE.finditer(text):
        if match["address"]:
            written = trimmed(match["address"])
            target = _ESCAPE.sub(lambda escape: escape[1] or "~", written)
            yield Link(target, match.start("address"), match.start("address") + len(written))
