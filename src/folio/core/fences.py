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

from folio.core.kinds import KINDS
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
#: Options that are there or not, whatever they say; 'shadow' is one of buttons alone.
FLAGS = frozenset(
    (
        *("abstract", "abstractmethod", "async", "classmethod", "click-parent", "csv"),
        *("deprecated", "expand", "final", "flush", "force", "glob", "hidden", "includehidden"),
        *("keepspace", "lazy", "lineno-match", "linenos", "link-new-tab", "literal", "local"),
        *("ltrim", "new-tab", "no-contents-entry", "no-index", "no-index-entry", "no-sync"),
        *("no-typesetting", "no-wrap", "nocontentsentry", "noindex", "noindexentry", "noroot"),
        *("nowrap", "open", "outline", "reverse", "reversed", "rtrim", "selected"),
        *("single-line-parameter-list", "single-line-type-parameter-list", "sorted"),
        *("staticmethod", "titlesonly", "tparam-line-spec", "trim"),
    )
)
#: Directives whose content is shown, or not, when a page is written: it has been read by then.
CONDITIONAL = frozenset(("only", "ifconfig"))
YES = ("", "true", "yes")  #: what an option of these may say


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
        if name := directive_of(token.info):
            inside = first + token.map[0] + 1
            if name in CONDITIONAL and (got := _lifted(token.content)):
                what = f"a part under a condition must hold no heading and no record (got {got!r})"
                remedy = "since these are published all the same; write 'draft: true' above the "
                remedy += "page, or ':draft:' in the record"
                yield first + token.map[0], Problem(Subtype.DRAFT, f"{what}, {remedy}")
            for line, what in _wrong_options(token.content):
                yield inside + line, Problem(Subtype.OPTION, what)
            if name not in VERBATIM:
                yield from doubtful_fences(token.content, inside)


def _lifted(content: str) -> str:
    """Return the first line that stands for more than its place: a heading, or a record."""
    lines = content.split("\n")
    for token in block_parser().parse(content):
        is_record = directive_of(token.info).rpartition(":")[2] in KINDS
        if token.map and (token.type == "heading_open" or is_record):
            return lines[token.map[0]].strip()
    return ""


def _is_closed(lines: list[str], markup: str, start: int, end: int) -> bool:
    close = lines[end - 1].lstrip(" \t>")
    return end - start > 1 and close.startswith(markup) and not close.strip(markup[0] + " ")


def _wrong_options(content: str) -> Iterator[tuple[int, str]]:
    """Yield the line of each option that says nothing, or otherwise than it says; and why."""
    known = set()
    for line, name, value in _options(content):
        if name in known:
            yield line, f"an option must be said once (got {name!r} again); remove one of them"
        if name in FLAGS and value.strip("'\"").lower() not in YES:
            yield (
                line,
                f"{name!r} must have no value (got {value!r}); remove the value or the option",
            )
        known.add(name)


def _options(content: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, name and value of each option that a directive begins with."""
    lines = content.split("\n")
    block = lines[:1] == ["---"]
    form = r"([\w-]+)\s*:(?:\s+(.*))?$" if block else r"\s*:([\w-]+):(?:\s+(.*))?$"
    for number, line in enumerate(lines[block:], block):
        match = re.match(form, line)
        if (match is None and not block) or line.startswith("---"):
            return
        if match:
            yield number, match[1], (match[2] or "").strip()


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
