r"""The blocks of Markdown, and fences that say what is dropped here without a word.

>>> list(foreign_fences(":::note Mind\nText.\n:::\n"))
[(1, ':::note Mind', "write ':::{note} Mind'")]
>>> list(foreign_fences("```js title='a.js'\nx\n```\n"))[0][2]
"write '```{code-block} js', and ':caption:' or ':emphasize-lines:' below it"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import make_fence_rule
from mdit_py_plugins.front_matter import front_matter_plugin

from folio.core.problems import Problem, Subtype

_DIRECTIVE = re.compile(r"\s*\{([^{}\s]+)\}")
#: Directives whose content is shown as it is.
VERBATIM = frozenset(
    (
        "code",
        "code-block",
        "sourcecode",
        "math",
        "raw",
        "parsed-literal",
        "eval-rst",
        "literalinclude",
    )
)


def block_parser() -> MarkdownIt:
    """Return a parser that knows the blocks of a page, and not what stands in a line."""
    fence = make_fence_rule(markers=(":",), token_type="colon_fence", exact_match=True)
    parser = MarkdownIt("commonmark").use(front_matter_plugin).disable(["inline", "linkify"], True)
    alternatives: Any = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("fence", "colon_fence", fence, alternatives)
    return parser


def directive_of(info: str) -> str:
    """Return the name of the directive that a fence has, or nothing."""
    match = _DIRECTIVE.match(info)
    return match[1].lower() if match else ""


def doubtful_fences(text: str, first: int = 1) -> Iterator[tuple[int, Problem]]:
    r"""Yield line and problem of each block that is not closed, or says an option twice.

    >>> [(line, problem.subtype) for line, problem in doubtful_fences(":::{award} x\n:rank: 1\n")]
    [(1, <Subtype.PLACE: 'place'>)]
    """
    lines = text.split("\n")
    for token in block_parser().parse(text):
        if token.type not in {"fence", "colon_fence"} or token.map is None:
            continue
        if not _is_closed(lines, token.markup, *token.map):
            what = f"a block must be closed (got {token.markup + token.info.strip()!r})"
            problem = Problem(Subtype.PLACE, f"{what}; write {token.markup!r} below it")
            yield first + token.map[0], problem
        directive, inside = _DIRECTIVE.match(token.info), first + token.map[0] + 1
        if directive and directive[1].lower() not in VERBATIM:
            for line, name in _again(token.content):
                what = f"an option must be said once (got {name!r} again); remove one of them"
                yield inside + line, Problem(Subtype.OPTION, what)
            yield from doubtful_fences(token.content, inside)


def _is_closed(lines: list[str], markup: str, start: int, end: int) -> bool:
    close = lines[end - 1].lstrip(" \t>")
    return end - start > 1 and close.startswith(markup) and not close.strip(markup[0] + " ")


def _again(content: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of each option of a directive that stands there a second time."""
    lines, known = content.split("\n"), set()
    block = lines[:1] == ["---"]
    for number, line in enumerate(lines):
        if block and number == 0:
            continue
        match = re.match(r"([\w-]+)\s*:(?:\s|$)" if block else r"\s*:([\w-]+):(?:\s|$)", line)
        if (match is None and not block) or line.startswith("---"):
            return
        if match and match[1] in known:
            yield number, match[1]
        known |= {match[1]} if match else set()


def foreign_fences(text: str, first: int = 1) -> Iterator[tuple[int, str, str]]:
    """Yield line, text and remedy of each fence of which a part would not be shown."""
    for token in block_parser().parse(text):
        if token.type not in {"fence", "colon_fence"} or token.map is None:
            continue
        line, info = first + token.map[0], token.info.strip()
        if directive := _DIRECTIVE.match(info):
            if directive[1].lower() not in VERBATIM:
                yield from foreign_fences(token.content, line + 1)
        elif token.type == "colon_fence":
            name, _, title = info.partition(" ")
            remedy = f"write '{token.markup}{{{name or 'note'}}}{' ' if title else ''}{title}'"
            yield line, f"{token.markup}{info}", remedy
        elif len(info.split()) > 1 or "{" in info:
            language = re.split(r"[\s{:,]", info)[0]
            remedy = f"write '{token.markup}{{code-block}} {language}', and ':caption:' or "
            yield line, f"{token.markup}{info}", f"{remedy}':emphasize-lines:' below it"
