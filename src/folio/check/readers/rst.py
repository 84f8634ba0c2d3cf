"""Links in reStructuredText: what is not literal is read for addresses and roles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from folio.check.excerpt import Link
from folio.check.readers.html import html_links
from folio.check.readers.text import bare, roles

#: Directives, of reStructuredText and MyST, whose body is code or an example.
LITERAL = frozenset(
    [
        *("code", "code-block", "code-cell", "sourcecode", "literalinclude", "highlight", "raw"),
        *("doctest", "testcode", "testsetup", "testcleanup", "testoutput", "prompt", "console"),
        *("jupyter-execute", "ipython", "command-output", "program-output", "bash", "sh"),
        *("math", "mermaid", "graphviz", "digraph", "graph", "plantuml", "tikz", "typst", "dot"),
        *("python", "r", "julia", "ojs", "sql", "js", "javascript", "c", "cpp", "java", "rust"),
    ]
)
_DIRECTIVE = re.compile(r"\s*(?:[-*+]\s+)?\.\. (?:\|[^|]+\| )?([\w.+-]+(?::[\w.+-]+)*)::(?:\s|$)")
_COMMENT = re.compile(r"\s*(?:[-*+]\s+)?\.\.(?:\s+(?![_\[|]|__ )|\s*$)")
_BULLET = re.compile(r"\s*(?:(?:[-*+•]|\(?(?:\d+|\w|#)[.)])\s+)*")
_INLINE = re.compile(r"(?<![`\w])``(?=\S)(?:(?!``|\n[ \t]*\n).)+``(?!`)", re.DOTALL)
_TARGET = re.compile(r"<(https?://[^\s<>`]*\s[^<>`]*)>`__?", re.IGNORECASE)


def rst_links(text: str) -> Iterator[Link]:
    r"""Yield the links of a file or of a docstring.

    >>> [link.target for link in rst_links("See http://a.example::\n\n    http://b.example\n")]
    ['http://a.example']
    """
    lines = text.splitlines(keepends=True)
    kept = _prose(lines)
    masked = "".join(
        line if keep == "prose" else re.sub(r"[^\r\n]", " ", line)
        for line, keep in zip(lines, kept, strict=True)
    )
    masked = _INLINE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), masked)
    for match in _TARGET.finditer(masked):  # an address that goes on on the next line
        yield Link("".join(match[1].split()), match.start(1), match.end(1))
    masked = _TARGET.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), masked)
    for link in (*bare(masked), *roles(masked)):
        yield Link(link.target, link.start, link.end, link.role)
    if "html" in kept:
        yield from html_links(
            "".join(
                line if keep == "html" else re.sub(r"[^\n]", " ", line)
                for line, keep in zip(lines, kept, strict=True)
            )
        )


def _prose(lines: list[str]) -> list[str]:
    """Say of each line what it is: prose, literal, or the html of a directive ``raw``."""
    kept: list[str] = []
    block: tuple[int, str] | None = None  # the indent that a literal block exceeds, what it is
    quoted = doctest = False
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if not line.strip():
            kept.append("prose")
            doctest = False
            continue
        if block is not None and indent > block[0]:
            kept.append(block[1])
            quoted = False
            continue
        if block is not None and quoted and re.match(r"\s*[!-/:-@\[-`{-~]\S*\s", line):
            kept.append(block[1])  # a quoted literal block: > stands in front of each line
            continue
        block, quoted = None, False
        doctest = doctest or line.lstrip().startswith(">>> ")
        kind, block = _kind(line, indent)
        quoted = kind == "prose" and block is not None
        kept.append("literal" if doctest else kind)
    return kept


def _kind(line: str, indent: int) -> tuple[str, tuple[int, str] | None]:
    """Return what a line of prose is, and what the lines are that stand deeper below it."""
    if match := _DIRECTIVE.match(line):
        if match[1] not in LITERAL:
            return "prose", None
        html = match[1] == "raw" and "html" in line[match.end() :]
        return "literal", (indent, "html" if html else "literal")
    if _COMMENT.match(line):
        return "literal", (indent, "literal")
    ends = line.rstrip().endswith("::") and not re.fullmatch(r"\s*:{3,}\s*", line)
    bullet = _BULLET.match(line)
    inner = bullet.end() if bullet else indent
    return "prose", (inner if inner < len(line.rstrip()) else indent, "literal") if ends else None
