"""Links in reStructuredText: what is not literal is read for addresses and roles.

docutils tells the line of a block and no column, sees no address directly behind Chinese text, and
drops a directive that it does not know, such as those of Sphinx; so it is not used here, but a test
asks it which addresses of these cases are links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from folio.check.excerpt import Link
from folio.check.readers.html import html_links
from folio.check.readers.latex import latex_links
from folio.check.readers.text import WITHOUT_SCHEME, blanked, escaped, link, roles

#: Directives, of reStructuredText and MyST, whose body is code or an example.
LITERAL = frozenset(
    [
        *("code", "code-block", "code-cell", "sourcecode", "literalinclude", "highlight", "raw"),
        *("doctest", "testcode", "testsetup", "testcleanup", "testoutput", "prompt", "console"),
        *("jupyter-execute", "ipython", "command-output", "program-output", "bash", "sh"),
        *("math", "mermaid", "graphviz", "digraph", "graph", "plantuml", "tikz", "typst", "dot"),
        "productionlist",
        *("python", "r", "julia", "ojs", "sql", "js", "javascript", "c", "cpp", "java", "rust"),
    ]
)
#: Roles whose text is code.
CODE_ROLES = frozenset(
    [
        *("code", "literal", "samp", "command", "file", "kbd", "math", "program", "regexp", "raw"),
        *("option", "envvar", "mod", "func", "class", "meth", "attr", "data", "exc", "obj"),
        *("const", "token", "keyword"),
        *("makevar", "mailheader", "newsgroup", "mimetype", "manpage", "menuselection"),
        *("bash", "sh", "console", "python", "py", "c", "cpp", "r", "html", "latex"),
    ]
)
_DEFINED_ROLE = re.compile(
    r"^[ \t]*\.\. role:: *([\w.+-]+) *\( *(?:code|literal|samp|raw|math)[\w.+-]* *\)", re.MULTILINE
)
_DEFAULT_ROLE = re.compile(
    r"^[ \t]*\.\. default-role:: *(?:code|literal|samp|math)\b", re.MULTILINE
)
_ALONE = re.compile(r"(?<![\w`:])`[^`<>]+`(?![\w`:])(?!__?\b)")
_CODE_ROLE = re.compile(
    r"(?<![\w`:]):([A-Za-z][\w.+-]*(?::[\w.+-]+)*):`[^`]+`|`[^`<>]+`:([\w.+-]+):"
)
_DIRECTIVE = re.compile(r"\s*(?:[-*+]\s+)?\.\. (?:\|[^|]+\| )?([\w.+-]+(?::[\w.+-]+)*)::(?:\s|$)")
_COMMENT = re.compile(r"\s*(?:[-*+]\s+)?\.\.(?:\s+(?![_\[|]|__ )|\s*$)")
_BULLET = re.compile(r"\s*(?:(?:[-*+•]|\(?(?:\d+|\w|#)[.)])\s+)*")
_INLINE = re.compile(r"(?<![`\w])``(?=\S)(?:(?!``|\n[ \t]*\n).)+``(?!`)", re.DOTALL)
_TARGET = re.compile(r"<(https?://[^\s<>`]*\s[^<>`]*)>`__?", re.IGNORECASE)


# An address alone in an explicit target or as the argument of an image goes on below, indented.
_EXPLICIT = re.compile(
    rf"""^(?P<indent>[ \t]*)(?:[-*+][ ]+)?
    (?:\.\.[ ]+_(?![ _])(?:`[^`\n]+`|(?:\\.|[^:\n\\`]|:(?!\s))+):
    | \.\.[ ]+__: | __(?=[ ]) | \.\.[ ]+(?:\|[^|\n]+\|[ ]+)?(?:image|figure):: | :target:)
    [ \t]*(?:\r?\n[ \t]+)?
    (?P<address>(?:https?://|{WITHOUT_SCHEME})\S*
      (?:[ \t]*\r?\n(?P=indent)[ \t]+(?!:\w|\.\.\s)\S+)*)
    [ \t]*\r?$""",
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
_RELATIVE = re.compile(rf"<({WITHOUT_SCHEME}[^\s<>]*)>`__?")


def rst_links(text: str) -> Iterator[Link]:
    r"""Yield the links of a file or of a docstring.

    >>> [link.target for link in rst_links("See http://a.example::\n\n    http://b.example\n")]
    ['http://a.example']
    """
    lines = text.splitlines(keepends=True)
    kept = _prose(lines)
    masked = _only("prose", lines, kept)
    masked = _INLINE.sub(_blank, masked)
    codes = CODE_ROLES | {match[1] for match in _DEFINED_ROLE.finditer(text)}

    def without_code(match: re.Match[str]) -> str:
        return _blank(match) if (match[1] or match[2]) in codes else match[0]

    masked = _CODE_ROLE.sub(without_code, masked)
    masked = _ALONE.sub(_blank, masked) if _DEFAULT_ROLE.search(text) else masked
    for pattern in (_EXPLICIT, _TARGET):
        group = "address" if pattern is _EXPLICIT else 1
        for match in pattern.finditer(masked):
            target = re.sub(r"\\(.)", r"\1", "".join(match[group].split()))
            yield link(target, match.start(group), match.end(group))
        masked = pattern.sub(_blank, masked)
    for match in _RELATIVE.finditer(masked):
        yield Link(match[1], match.start(1), match.end(1))
    yield from escaped(masked)
    yield from roles(masked)
    for form, reader in (("html", html_links), ("latex", latex_links)):
        if form in kept:
            yield from reader(_only(form, lines, kept))


def _only(form: str, lines: list[str], kept: list[str]) -> str:
    """Return the lines of one form, with blanks in place of all others."""
    return "".join(
        line if keep == form else blanked(line) for line, keep in zip(lines, kept, strict=True)
    )


def _blank(match: re.Match[str]) -> str:
    return blanked(match[0])


def _prose(lines: list[str]) -> list[str]:
    """Say of each line what it is: prose, literal, or the HTML or LaTeX of a directive ``raw``."""
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
        form = line[match.end() :].strip() if match[1] == "raw" else ""
        return "literal", (indent, form if form in {"html", "latex"} else "literal")
    if _COMMENT.match(line):
        return "literal", (indent, "literal")
    ends = line.rstrip().endswith("::") and not re.fullmatch(r"\s*:{3,}\s*", line)
    bullet = _BULLET.match(line)
    inner = bullet.end() if bullet else indent
    return "prose", (inner if inner < len(line.rstrip()) else indent, "literal") if ends else None
